//! What a merging would do, before anybody does it.

use domain::CustomerId;
use records::ShopTx;
use records::bearing::{self, Bearer};

use super::rows::Before;
use super::{Follower, MergeError, both, picture};
use crate::consent::merged::Said;
use crate::consent::{Channel, Purpose, State};
use crate::customers::{self, Customer, Identity};

/// What a merging would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The one who would stay, as he is.
    pub kept: Customer,
    /// The other, as he is.
    pub gone: Customer,
    /// What the one who stays would be called by.
    pub identities: Vec<Identity>,
    /// What would become his, table by table; what there is none of is left out.
    pub moving: Vec<Moving>,
    /// What he would allow.
    pub consents: Vec<(Purpose, Channel, State)>,
    /// For what and by which way he could be written to until now, and not after: a refusal wins.
    pub silenced: Vec<(Purpose, Channel)>,
}

/// Rows of one kind that would move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moving {
    /// The table they are rows of.
    pub table: &'static str,
    /// How many.
    pub n: i64,
}

/// What making these two one would do.
pub async fn preview(
    tx: &mut ShopTx,
    followers: &[Follower],
    (keep, gone): (CustomerId, CustomerId),
) -> Result<Preview, MergeError> {
    let (before, other) = both(tx, (keep, gone), Before::Looking).await?;
    let after = picture::joined(&before, &other, (tx.now().0, String::new()));
    let bearer = Bearer { id: gone.0, no: other.row.no };
    let mut moving = Vec::new();
    for of in followers.iter().flat_map(|follower| follower.rows) {
        let n = bearing::count(tx, of, bearer).await?;
        if n > 0 {
            moving.push(Moving { table: of.table, n });
        }
    }
    let mut identities = customers::identities(tx, keep).await?;
    identities.extend(customers::identities(tx, gone).await?);
    let what = |said: &Said| (said.purpose, said.channel);
    let yes = |said: &&Said| said.state == State::Granted;
    let allows = |said: &Said| after.consents.iter().filter(yes).any(|it| what(it) == what(said));
    let allowed = before.consents.iter().chain(&other.consents).filter(yes);
    let mut silenced: Vec<_> = allowed.filter(|said| !allows(said)).map(what).collect();
    silenced.dedup();
    Ok(Preview {
        kept: customers::find(tx, keep).await?.ok_or(MergeError::Nobody(keep))?,
        gone: customers::find(tx, gone).await?.ok_or(MergeError::Nobody(gone))?,
        identities,
        moving,
        silenced,
        consents: after.consents.iter().map(|it| (it.purpose, it.channel, it.state)).collect(),
    })
}
