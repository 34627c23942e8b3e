//! The buyers of orders that are taken back, and those whom a file of customers named: who goes,
//! and who is known otherwise.

use std::collections::{BTreeMap, HashSet};

use domain::{CustomerId, ImportId};
use records::{RecordsError, ShopTx, happenings, traces};
use uuid::Uuid;

use super::Told;
use crate::orders::bringing::{self, Brought};
use crate::{consent, customers, fields};

/// Customers looked at in one go.
const PEOPLE_HELD: u32 = 2_000;

/// Tables in which everybody stands whom an import brought, and those that are counted anew.
const ITS_OWN: &[&str] = &[
    "orders",
    "customer",
    "identity",
    "consent",
    "field_value",
    "happening",
    "likeness",
    "segment_change",
    "dirty_customer",
];

/// What the timeline tells of an order.
const OF_ORDERS: &[&str] = &["order_placed", "order_changed"];

/// How many customers would go, and how many would stay without an order.
pub(super) async fn foreseen(
    tx: &mut ShopTx,
    id: ImportId,
    told: &Told,
) -> Result<(i64, i64), RecordsError> {
    let (mut go, mut stay, mut last_no) = (0, 0, i64::MIN);
    loop {
        let some = bringing::only_buyers(tx, id, last_no, PEOPLE_HELD).await?;
        let Some((_, last)) = some.last() else { return Ok((go, stay)) };
        last_no = *last;
        let going = going(tx, &some, told).await?.len() as i64;
        go += going;
        stay += some.len() as i64 - going;
    }
}

/// Lets the buyers of these orders go who have no order left and whom nothing else is known of;
/// answers how many went, and how many stay without an order.
pub(super) async fn let_go(
    tx: &mut ShopTx,
    orders: &[Brought],
    told: &Told,
) -> Result<(i64, i64), RecordsError> {
    let buyers = orders.iter().filter_map(|order| Some((order.customer_no, order.customer?)));
    let buyers: BTreeMap<i64, CustomerId> = buyers.collect();
    let buyers = buyers.into_iter().map(|(number, id)| (id, number)).collect();
    let without = without_orders(tx, buyers).await?;
    let going = going(tx, &without, told).await?;
    take_away(tx, &going).await?;
    Ok((going.len() as i64, (without.len() - going.len()) as i64))
}

/// What came of some of those whom a file of customers named first.
pub(super) struct Step {
    pub(super) n_gone: i64,
    pub(super) n_stay: i64,
    /// The number of the last one.
    pub(super) last_no: i64,
}

/// How many of those whom a file of customers named first would go, and how many would stay.
pub(super) async fn foreseen_named(
    tx: &mut ShopTx,
    id: ImportId,
    told: &Told,
) -> Result<(i64, i64), RecordsError> {
    let (mut go, mut stay, mut last_no) = (0, 0, i64::MIN);
    loop {
        let some = customers::brought_by(tx, id, last_no, PEOPLE_HELD).await?;
        let Some((_, last)) = some.last() else { return Ok((go, stay)) };
        last_no = *last;
        let without = without_orders(tx, some).await?;
        let n_going = going(tx, &without, told).await?.len() as i64;
        go += n_going;
        stay += without.len() as i64 - n_going;
    }
}

/// Lets the next ones go whom a file of customers named first, who have bought nothing and of whom
/// nothing else is known; none when there is nobody left to look at.
pub(super) async fn let_named_go(
    tx: &mut ShopTx,
    id: ImportId,
    after_no: i64,
    told: &Told,
) -> Result<Option<Step>, RecordsError> {
    let some = customers::brought_by(tx, id, after_no, PEOPLE_HELD).await?;
    let Some(&(_, last_no)) = some.last() else { return Ok(None) };
    let without = without_orders(tx, some).await?;
    let going = going(tx, &without, told).await?;
    take_away(tx, &going).await?;
    let n_gone = going.len() as i64;
    Ok(Some(Step { n_gone, n_stay: without.len() as i64 - n_gone, last_no }))
}

async fn without_orders(
    tx: &mut ShopTx,
    people: Vec<(CustomerId, i64)>,
) -> Result<Vec<(CustomerId, i64)>, RecordsError> {
    let numbers: Vec<i64> = people.iter().map(|(_, number)| *number).collect();
    let have_bought = bringing::who_has_bought(tx, &numbers).await?;
    Ok(people.into_iter().filter(|(_, number)| !have_bought.contains(number)).collect())
}

async fn take_away(tx: &mut ShopTx, going: &[(CustomerId, i64)]) -> Result<(), RecordsError> {
    let people: Vec<(Uuid, i64)> = going.iter().map(|(id, number)| (id.0, *number)).collect();
    traces::take_several_away(tx, &people).await?;
    let ids: Vec<CustomerId> = going.iter().map(|(id, _)| *id).collect();
    customers::let_several_go(tx, &ids).await
}

/// Those of whom nothing is known but what the import told.
async fn going(
    tx: &mut ShopTx,
    people: &[(CustomerId, i64)],
    told: &Told,
) -> Result<Vec<(CustomerId, i64)>, RecordsError> {
    let ids: Vec<CustomerId> = people.iter().map(|(id, _)| *id).collect();
    let raw: Vec<(Uuid, i64)> = people.iter().map(|(id, number)| (id.0, *number)).collect();
    let bare: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let its_own = customers::heard_of_within(tx, &ids, told.span).await?;
    let mut known: HashSet<Uuid> = traces::known_elsewhere(tx, &raw, ITS_OWN).await?;
    let changes = (told.source.as_str(), fields::CHANGED);
    known.extend(happenings::with_others(tx, &bare, changes, OF_ORDERS).await?);
    known.extend(consent::said_otherwise(tx, &ids, &told.source, told.span).await?);
    known.extend(fields::told_otherwise(tx, &ids, &told.source).await?);
    let is_going = |(id, _): &&(CustomerId, i64)| its_own.contains(id) && !known.contains(&id.0);
    Ok(people.iter().filter(is_going).copied().collect())
}
