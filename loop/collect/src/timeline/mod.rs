//! The timeline of one customer: everything that happened to him, newest first; and who of all
//! customers did something.

mod family;
mod place;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use domain::{CustomerId, Instant};
use records::happenings::{self, Noted, Wanted};
use records::{FromQueryResult, RecordsError, ShopTx};
use serde_json::Value;

use crate::fields;

pub use family::Family;
pub use place::Place;
pub(crate) use rows::OWN;

/// One thing that happened, with everything that was told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its place in the spine.
    pub seq: i64,
    /// The id of the customer as reports show it; none as below.
    pub customer_id: Option<String>,
    /// The number of the customer; none for what concerns nobody who is known by name.
    pub customer_no: Option<i64>,
    /// When it happened.
    pub at: Instant,
    /// When it was written down.
    pub received_at: Instant,
    /// What it was.
    pub kind: String,
    /// Who told us.
    pub source: String,
    /// What makes it the same event when it is told again.
    pub message_id: String,
    /// The rest of the story.
    payload: Value,
}

impl Event {
    /// The name that its source gave it.
    pub fn name(&self) -> Option<&str> {
        match self.payload.get("properties") {
            Some(_) => self.payload.get("name")?.as_str(),
            None => None,
        }
    }

    /// What was told of the deed itself; none of a message about a person, whose name and address
    /// it may hold, and none of a change of his profile.
    pub fn properties(&self) -> Option<&Value> {
        if self.kind == fields::CHANGED { None } else { properties_of(&self.payload) }
    }
}

/// What was told of a deed: its properties, or all there is where it has none of that name.
fn properties_of(payload: &Value) -> Option<&Value> {
    match payload.get("traits") {
        Some(_) => None,
        None => Some(payload.get("properties").unwrap_or(payload)),
    }
}

/// Everything that happened in the shop after a place in the spine, in the order in which it was
/// written down.
pub async fn events_after(
    tx: &mut ShopTx,
    place: i64,
    limit: u32,
) -> Result<Vec<Event>, RecordsError> {
    rows::events_after(tx, place, limit).await
}

/// Part of a timeline.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part {
    /// Of one family only.
    pub family: Option<Family>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this one.
    pub until: Option<Instant>,
}

/// What happened to a customer in a part of his timeline below a place, newest first.
pub async fn part_of_customer(
    tx: &mut ShopTx,
    customer: CustomerId,
    part: Part,
    (before, limit): (Option<Place>, u32),
) -> Result<Vec<Noted>, RecordsError> {
    let kinds = match part.family {
        Some(family) => Some(
            rows::kinds(tx, None).await?.into_iter().filter(|kind| family.holds(kind)).collect(),
        ),
        None => None,
    };
    let wanted = Wanted { kinds, from: part.from, until: part.until };
    let before = before.map(|place| (place.at, place.seq));
    happenings::of_customer_among(tx, customer.0, &wanted, (before, limit)).await
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

/// Something that a customer did, with what was told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldDeed {
    /// The number of the customer.
    pub customer_no: i64,
    /// When.
    pub at: Instant,
    /// What was told of it; none of a message about a person.
    pub properties: Option<Value>,
}

/// The same as [`deeds`], with what was told of each.
pub async fn told_deeds(
    tx: &mut ShopTx,
    what: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<ToldDeed>, RecordsError> {
    rows::told_deeds(tx, what, from, until).await
}

/// What was told of what happened at a place of the spine; nothing where that is forgotten.
pub async fn told_at(tx: &mut ShopTx, seq: i64) -> Result<Option<Value>, RecordsError> {
    let payload = rows::payload_at(tx, seq).await?;
    Ok(payload.and_then(|payload| properties_of(&payload).cloned()))
}

/// What has been told of deeds lately: each with the names of its properties, by name.
pub async fn known_properties(
    tx: &mut ShopTx,
) -> Result<BTreeMap<String, BTreeSet<String>>, RecordsError> {
    rows::known_properties(tx).await
}

/// Whether a customer did something before a place in the spine; `what` as in [`deeds`].
pub async fn did_before(
    tx: &mut ShopTx,
    customer: CustomerId,
    what: &str,
    seq: i64,
) -> Result<bool, RecordsError> {
    rows::did_before(tx, customer, what, seq).await
}

/// What has ever been done in the shop: the kinds, then the shop's own names heard lately.
pub async fn known_deeds(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    let mut known = rows::kinds(tx, Some(rows::OWN)).await?;
    known.extend(rows::own_names(tx).await?);
    Ok(known)
}

/// How far the spine of happenings has come; it differs as soon as one more is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Newest {
    /// The place of the newest; 0 where nothing has happened.
    pub place: i64,
    /// How many are seen near it: one may end up in front of others that were seen before it.
    n_near: i64,
}

/// How far the spine of happenings has come.
pub async fn newest(tx: &mut ShopTx) -> Result<Newest, RecordsError> {
    rows::newest(tx).await
}
