//! Customers: one person, known by what he calls himself.
//!
//! An identity (customer number, e-mail, phone) leads to one customer. A draft of a person is
//! recognised by the strongest identity it carries. A draft that brings a new identity fills in
//! what was not known of the customer; what it contradicts is not overwritten. A customer has a
//! dense whole number beside his id: columns are sorted by it.
//!
//! Start reading at [`recognise_many`].

pub mod api;
mod clocks;
mod field;
mod filling;
mod leaving;
pub mod likeness;
pub mod merging;
mod recognising;
mod recognition;
mod rows;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use domain::{CustomerId, ImportId};
use records::{RecordsError, ShopTx};

pub use clocks::{time_zones, time_zones_of};
pub use field::Field;
pub(crate) use filling::changes_between;
pub use filling::{Profile, set_time_zone, speak};
pub(crate) use filling::{tell_all_more, tell_more};
pub(crate) use leaving::{
    all_identities, heard_of_within, let_go, let_several_go, make_nameless, n_called, names_told,
    names_with,
};
pub use recognising::{Met, meet, recognise_many};
pub use recognition::Rules;
pub use rows::{Customer, Identity};

/// A customer as other slices refer to him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Known {
    /// The id that is shown.
    pub id: CustomerId,
    /// The dense number that columns are sorted by.
    pub no: i64,
    /// The customer he was found by, where that one has been merged into him.
    pub via: Option<CustomerId>,
}

impl Known {
    /// A customer found by a name of his own.
    pub fn new(id: CustomerId, no: i64) -> Self {
        Self { id, no, via: None }
    }

    /// The customer under whom what he brings arrives, where that is not himself.
    pub(crate) fn profile(self) -> Option<uuid::Uuid> {
        self.via.map(|profile| profile.0)
    }
}

/// The customer of an id; whoever was merged into another is found as that one.
pub async fn find(tx: &mut ShopTx, id: CustomerId) -> Result<Option<Customer>, RecordsError> {
    if let Some(found) = rows::find(tx, id).await? {
        return Ok(Some(found));
    }
    match merging::who_now(tx, id).await? {
        Some(now) => rows::find(tx, now).await,
        None => Ok(None),
    }
}

/// The customers of dense numbers; numbers of nobody are left out.
pub async fn of_numbers(tx: &mut ShopTx, numbers: &[i64]) -> Result<Vec<Customer>, RecordsError> {
    rows::of_numbers(tx, numbers).await
}

/// The numbers of customers whose name, address or customer number contains a text.
///
/// At most a thousand: who finds more wants to type on, not to scroll.
pub async fn search(tx: &mut ShopTx, text: &str) -> Result<Vec<i64>, RecordsError> {
    rows::search(tx, text).await
}

/// What a customer calls himself.
pub async fn identities(tx: &mut ShopTx, id: CustomerId) -> Result<Vec<Identity>, RecordsError> {
    rows::identities(tx, id).await
}

/// Notes that a customer also calls himself so; a name that is somebody's stays his.
///
/// `false` when the name is somebody else's.
pub async fn name(
    tx: &mut ShopTx,
    customer: CustomerId,
    identity: &Identity,
    source: &str,
) -> Result<bool, RecordsError> {
    let found = rows::find_by_identities(tx, std::iter::once(identity)).await?;
    if let Some(known) = found.get(identity) {
        return Ok(known.id == customer);
    }
    rows::add_identities(tx, source, HashMap::from([(identity.clone(), Known::new(customer, 0))]))
        .await?;
    Ok(true)
}

/// Whose a name is, if it is anybody's.
pub async fn called(tx: &mut ShopTx, identity: &Identity) -> Result<Option<Known>, RecordsError> {
    let found = rows::find_by_identities(tx, std::iter::once(identity)).await?;
    Ok(found.get(identity).copied())
}

/// What these customers call themselves in one kind of names; the latest where there are several.
pub async fn names_of(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    kind: &str,
) -> Result<HashMap<CustomerId, String>, RecordsError> {
    rows::names_of(tx, customers, kind).await
}

/// Notes that a file of customers named these people first.
pub(crate) async fn brought(
    tx: &mut ShopTx,
    import: ImportId,
    people: &[CustomerId],
) -> Result<(), RecordsError> {
    rows::note_brought(tx, import, people).await
}

/// Those whom a file of customers named first, by number; read on after the last one.
pub(crate) async fn brought_by(
    tx: &mut ShopTx,
    import: ImportId,
    after: i64,
    limit: u32,
) -> Result<Vec<(CustomerId, i64)>, RecordsError> {
    rows::brought_by(tx, import, after, limit).await
}

/// People known.
pub async fn n_customers(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    rows::n_customers(tx).await
}

/// The numbers of everybody the shop knows; one stretch as long as nobody is missing in between.
pub async fn numbers(tx: &mut ShopTx) -> Result<Vec<RangeInclusive<i64>>, RecordsError> {
    rows::numbers(tx).await
}

/// What is known of customers: one field of everybody of whom it is known, by his number.
pub async fn known(tx: &mut ShopTx, field: Field) -> Result<Vec<(i64, String)>, RecordsError> {
    rows::known(tx, field).await
}

/// The numbers of everybody of whom a field is known.
pub async fn numbers_with(tx: &mut ShopTx, field: Field) -> Result<Vec<i64>, RecordsError> {
    rows::numbers_with(tx, field).await
}

/// The numbers of those who are shown by one of these ids.
pub async fn numbers_of_shown(tx: &mut ShopTx, shown: &[String]) -> Result<Vec<i64>, RecordsError> {
    rows::numbers_of_shown(tx, shown).await
}

/// The id that reports show: the shop's own number where there is one, ours otherwise.
pub fn shown_id(external_id: Option<&str>, id: CustomerId) -> String {
    external_id.map_or_else(|| id.to_string(), str::to_owned)
}
