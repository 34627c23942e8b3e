//! What would become of a customer, before anything is done.

use domain::{CustomerId, Instant};
use records::traces::{self, Fate, TRACES, Trace};
use records::{RecordsError, ShopTx};

use super::backup_days;
use super::doing::sought_words;
use super::regulation::{Place, Verb};
use crate::customers;

/// What would become of a customer, table by table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The customer that it is about.
    pub customer: CustomerId,
    /// What he is called by in this preview, to be typed before anything is done.
    pub confirm: String,
    /// What would become of him when he is erased.
    pub erase: Vec<Place>,
    /// The same when he is made nameless.
    pub anonymise: Vec<Place>,
    /// Until when backups from before would hold him.
    pub backups_until: Instant,
}

/// What would become of a customer; nothing is changed.
pub async fn preview(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Option<Preview>, RecordsError> {
    let Some(known) = customers::find(tx, customer).await? else { return Ok(None) };
    let person = sought_words(tx, &known).await?;
    let (mut erase, mut anonymise) = (Vec::new(), Vec::new());
    for trace in TRACES {
        let n = traces::count_of(tx, &person, trace).await?;
        if n > 0 && !is_machinery(trace) {
            erase.push(place(trace, trace.erased, n, Verb::Erase));
            anonymise.push(place(trace, trace.nameless, n, Verb::Anonymise));
        }
    }
    let backups_until = tx.now().plus_days(backup_days(tx).await?);
    let confirm = customers::shown_id(known.external_id.as_deref(), known.id);
    Ok(Some(Preview { customer, confirm, erase, anonymise, backups_until }))
}

/// What says nothing of a person beyond that he is being worked on.
fn is_machinery(trace: &Trace) -> bool {
    ["dirty_customer", "regulation"].contains(&trace.table)
}

fn place(trace: &Trace, fate: Fate, n: i64, verb: Verb) -> Place {
    let stays = match fate {
        Fate::Goes => false,
        Fate::Stays(_) => true,
        Fate::ByOwner => trace.table == "orders" && verb == Verb::Anonymise,
    };
    let (n_gone, n_kept) = if stays { (0, n) } else { (n, 0) };
    Place { place: trace.table.to_owned(), n_gone, n_kept }
}
