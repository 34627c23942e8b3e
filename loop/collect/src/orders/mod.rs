//! Orders: what was bought, by whom, and what became of it.
//!
//! An order is one row; its lines live inside it, because they are written and read together and
//! every question about lines is answered from facts. An order is known by its source's name for
//! it, so hearing of it twice changes nothing, and hearing of it differently changes it once.
//!
//! Start reading at [`record_many`].

pub(crate) mod bringing;
pub mod draft;
mod leaving;
mod line;
mod rows;
mod telling;

use std::collections::HashSet;

use domain::{Currency, ImportId, Instant};
use records::{RecordsError, ShopTx};

use crate::customers::{self, Known};
use crate::settling;
use draft::{OrderDraft, PersonDraft};

pub(crate) use leaving::{erase, make_nameless, names_of};
pub use line::Line;
pub use rows::{Order, Purchases, Span};

/// What became of a batch of drafts.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// Orders heard of for the first time.
    pub n_new: u64,
    /// Orders that are different now.
    pub n_changed: u64,
    /// Orders that were known exactly so.
    pub n_unchanged: u64,
    /// Whose order each draft is, in the order given.
    pub customers: Vec<Option<Known>>,
}

/// Writes orders down as their source tells them, with their customers and happenings.
///
/// Within one call a source may tell of an order only once. Customers whose orders are new or
/// different become dirty, so that the next report is exact.
pub async fn record_many(
    tx: &mut ShopTx,
    import: Option<ImportId>,
    drafts: &[OrderDraft],
) -> Result<Recorded, RecordsError> {
    let customers = customers_of(tx, drafts).await?;
    record_many_of(tx, import, drafts, customers).await
}

/// The same where it is known whose the orders are; people drafted in them are not looked at.
pub(crate) async fn record_many_of(
    tx: &mut ShopTx,
    import: Option<ImportId>,
    drafts: &[OrderDraft],
    customers: Vec<Option<Known>>,
) -> Result<Recorded, RecordsError> {
    let before = rows::known(tx, drafts).await?;
    let mut recorded = Recorded { customers, ..Recorded::default() };
    let (mut writing, mut dirty) = (Vec::new(), HashSet::new());
    let (mut news, mut profiles) = (Vec::new(), Vec::new());
    for (draft, customer) in drafts.iter().zip(&recorded.customers) {
        let known = before.get(&(draft.source.clone(), draft.external_id.clone()));
        let same = known.is_some_and(|order| {
            order.content == draft.content && order.customer_no == number_of(*customer, draft.at)
        });
        if same {
            recorded.n_unchanged += 1;
            continue;
        }
        match known {
            Some(order) => {
                recorded.n_changed += 1;
                dirty.insert(order.customer_no);
            }
            None => recorded.n_new += 1,
        }
        dirty.insert(number_of(*customer, draft.at));
        news.push(telling::told(draft, *customer, known.is_some()));
        profiles.push(customer.and_then(Known::profile));
        writing.push((draft, *customer));
    }
    rows::save_many(tx, import, writing).await?;
    telling::note(tx, news, &profiles).await?;
    settling::mark_dirty(tx, dirty).await?;
    Ok(recorded)
}

/// The number an order is settled under: its customer's, or below zero one for each day's sales
/// without a customer, so that one more of them does not touch all of them.
fn number_of(customer: Option<Known>, at: Instant) -> i64 {
    customer.map_or_else(|| -1 - at.days_since(Instant(0)).max(0), |known| known.no)
}

/// Every number that orders are settled under.
pub(crate) async fn numbers(tx: &mut ShopTx) -> Result<HashSet<i64>, RecordsError> {
    rows::numbers(tx).await
}

async fn customers_of(
    tx: &mut ShopTx,
    drafts: &[OrderDraft],
) -> Result<Vec<Option<Known>>, RecordsError> {
    let mut customers = vec![None; drafts.len()];
    let sources: HashSet<&str> = drafts.iter().map(|draft| draft.source.as_str()).collect();
    for source in sources {
        let of_source = |draft: &&OrderDraft| draft.source == source;
        let places: Vec<usize> = (0..drafts.len())
            .filter(|&place| of_source(&&drafts[place]) && drafts[place].person.is_some())
            .collect();
        let people: Vec<&PersonDraft> =
            places.iter().filter_map(|&place| drafts[place].person.as_ref()).collect();
        let known = customers::recognise_many(tx, source, &people).await?;
        for (place, customer) in places.into_iter().zip(known) {
            customers[place] = Some(customer);
        }
    }
    Ok(customers)
}

/// A customer's orders, newest first.
pub async fn of_customer(
    tx: &mut ShopTx,
    customer_no: i64,
    limit: u32,
) -> Result<Vec<Order>, RecordsError> {
    rows::of_customer(tx, customer_no, limit).await
}

/// How many orders there are, and from when until when.
pub async fn span(tx: &mut ShopTx) -> Result<Span, RecordsError> {
    rows::span(tx).await
}

/// Orders in the order of facts, for the settling: by customer, moment and id.
///
/// `customers` names whose; none means everybody's. Read on from the place after the last one.
pub(crate) async fn for_settling(
    tx: &mut ShopTx,
    after: rows::Place,
    customers: Option<&[i64]>,
    limit: u32,
) -> Result<Vec<Order>, RecordsError> {
    rows::for_settling(tx, after, customers, limit).await
}

pub(crate) use rows::{Place, owner_of};

/// The moment of the newest order, if there is one.
pub async fn newest_at(tx: &mut ShopTx) -> Result<Option<Instant>, RecordsError> {
    Ok(rows::span(tx).await?.newest_at)
}

/// How many orders are in another currency than this one.
pub async fn n_not_in(tx: &mut ShopTx, currency: Currency) -> Result<i64, RecordsError> {
    rows::n_not_in(tx, currency).await
}

/// The names of a source's orders that are in this currency, some of them where they are many.
pub(crate) async fn named_in(
    tx: &mut ShopTx,
    source: &str,
    currency: &str,
    limit: u32,
) -> Result<Vec<String>, RecordsError> {
    rows::named_in(tx, source, currency, limit).await
}

/// What each customer's purchases before a moment come to; `numbers` names whose, none everybody's.
///
/// Money is summed in one currency; purchases in another count, and bring nothing.
pub async fn purchases_before(
    tx: &mut ShopTx,
    before: Instant,
    currency: Option<Currency>,
    numbers: Option<&[i64]>,
) -> Result<Vec<Purchases>, RecordsError> {
    rows::purchases_before(tx, before, currency, numbers).await
}
