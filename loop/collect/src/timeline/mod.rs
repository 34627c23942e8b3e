//! The timeline of one customer: everything that happened to him, newest first; and who of all
//! customers did something.

mod rows;

use domain::{CustomerId, Instant};
use records::happenings::{self, Noted};
use records::{RecordsError, ShopTx};

/// A place in a timeline: the moment and the number of a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it happened.
    pub at: Instant,
    /// Its place in the spine.
    pub seq: i64,
}

impl Place {
    /// The place of a happening.
    pub fn of(noted: &Noted) -> Self {
        Self { at: Instant(noted.at), seq: noted.seq }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at.0, self.seq)
    }
}

impl std::str::FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, seq) = text.split_once('.').unwrap_or((text, ""));
        Ok(Self { at: Instant(at.parse()?), seq: seq.parse()? })
    }
}

/// What happened to a customer below a place, newest first.
pub async fn of_customer(
    tx: &mut ShopTx,
    customer: CustomerId,
    before: Option<Place>,
    limit: u32,
) -> Result<Vec<Noted>, RecordsError> {
    let before = before.map(|place| (place.at, place.seq));
    happenings::of_customer(tx, customer.0, before, limit).await
}

/// Who did something when, from one moment until before another: numbers of customers with the
/// moments, by customer and time.
///
/// `what` is the kind of a happening, such as `cart_added`, or the name that the shop itself has
/// given to an event.
pub async fn deeds(
    tx: &mut ShopTx,
    what: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<(i64, Instant)>, RecordsError> {
    rows::deeds(tx, what, from, until).await
}

/// What has ever been done in the shop: the kinds, then the shop's own names heard lately.
pub async fn known_deeds(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    let mut known = rows::kinds(tx).await?;
    known.extend(rows::own_names(tx).await?);
    Ok(known)
}

/// The place of the newest happening; 0 where nothing has happened.
pub async fn last_place(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    rows::last_place(tx).await
}
