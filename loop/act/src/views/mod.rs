//! Letters as they were sent, for whoever reads them in a browser.
//!
//! A letter that names `view_url` is kept as it was written for that person, for [`KEPT_DAYS`], at
//! an address that only the letter tells; it goes with the person and follows him. What is kept has
//! nothing in it that follows its reader: that is put in when he himself opens it, where he may be
//! followed still, so the shop's own look at a letter never counts as reading.
//!
//! Not here: letters that are owed, which may hold a secret and are thrown away once they left.
//! Start reading at [`keep`], then [`find`].

pub mod api;
mod page;
mod rows;
mod ticket;

use collect::customers::merging::Follower;
use collect::shop::Shop;
use collect::work::{Doing, Kind};
use domain::{Instant, MessageId};
use records::bearing::Bearing;
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde_json::json;

use crate::outbox::{Followed, Message};
use crate::templates::Written;
use crate::unsubscribe::{self, Secret};
use crate::{channels, tracking};

pub use rows::KeptLetter;

/// What follows a customer: the letters that were kept for him.
pub const FOLLOWER: Follower = Follower::of(&[Bearing::of("letter_view")]);

/// How long a letter is kept after it left, in days.
pub const KEPT_DAYS: i64 = 90;

/// The word under which the throwing away is kept.
const KIND: &str = "letter_views_clearing";

/// The shortest time between two rounds of throwing away, in microseconds.
const BREATH: i64 = 3_600_000_000;

/// Where one letter is read in a browser; a letter that nobody gets has the name of none.
pub(crate) fn url(base: &str, secret: &Secret, message: MessageId) -> String {
    format!("{base}/p/letter/{}", ticket::sign(secret, message))
}

/// The name of a letter that only looks like one: of previews and tests.
pub(crate) const NO_LETTER: MessageId = MessageId(uuid::Uuid::nil());

/// Keeps a letter as it leaves; a letter that is tried once more is kept as it leaves then.
pub(crate) async fn keep(
    tx: &mut ShopTx,
    (message, followed): (&Message, Followed),
    written: &Written,
) -> Result<(), RecordsError> {
    let kept_until = tx.now().plus_days(KEPT_DAYS);
    rows::keep(tx, (message, followed), written, kept_until).await?;
    clear_later(tx, kept_until).await
}

/// What an address leads to.
#[derive(Debug)]
pub(crate) enum Found {
    /// The letter, as its reader is to see it.
    Letter(String),
    /// Nothing: it comes from a preview or a test.
    Preview,
    /// Nothing any more: its time is over, or the person was forgotten.
    Gone,
    /// Nowhere: it was cut off or made up.
    Nothing,
}

/// What an address leads to.
pub(crate) async fn find(tx: &mut ShopTx, token: &str) -> Result<Found, RecordsError> {
    let Some(secret) = unsubscribe::known_secret(tx).await? else { return Ok(Found::Nothing) };
    let Some(message) = ticket::read(&secret, token) else { return Ok(Found::Nothing) };
    if message == NO_LETTER {
        return Ok(Found::Preview);
    }
    let Some(kept) = rows::find(tx, message).await? else { return Ok(Found::Gone) };
    let may = kept.followed && {
        let may = tracking::followable(tx, &[kept.customer]).await?;
        may.contains(&kept.customer)
    };
    if !may {
        return Ok(Found::Letter(kept.html));
    }
    let email = channels::email_settings(tx).await?;
    let followed = tracking::follow(&kept.html, email.public_base(), (&secret, message));
    Ok(Found::Letter(followed))
}

/// The letter that was sent, as the shop itself looks at it; nothing where it is not kept.
pub async fn sent(tx: &mut ShopTx, message: MessageId) -> Result<Option<KeptLetter>, RecordsError> {
    rows::find(tx, message).await
}

/// The kind of work that throws away what was kept long enough.
pub fn kind_of_work() -> Kind {
    fn run(shop: Shop, _job: Claimed) -> Doing {
        Box::pin(async move { clear(&shop).await.map_err(|error| error.to_string()) })
    }
    Kind { name: KIND, run }
}

async fn clear(shop: &Shop) -> Result<(), RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    rows::clear(&mut tx).await?;
    if let Some(next) = rows::next_over(&mut tx).await? {
        let soonest = Instant(tx.now().0 + BREATH);
        clear_later(&mut tx, next.max(soonest)).await?;
    }
    tx.commit().await
}

async fn clear_later(tx: &mut ShopTx, run_at: Instant) -> Result<(), RecordsError> {
    let job = NewJob { kind: KIND, key: String::new(), payload: json!({}), run_at };
    jobs::enqueue(tx, job).await
}

#[cfg(test)]
mod tests;
