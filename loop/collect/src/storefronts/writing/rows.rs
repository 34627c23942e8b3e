//! Rows of `storefront_order`, `storefront_refund` and `storefront_request`.

use std::collections::HashMap;

use domain::{Currency, CustomerId, DeliveryId, Instant, RequestId, StorefrontId};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value, places};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::newest::Newest;
use super::wishes::Wished;
use crate::storefronts::telling::{OrderTold, Refund, Wish};

/// How many numbers one question names; well below every engine's limit of bound values.
const NUMBERS_MAX: usize = 5_000;

fn values_of(storefront: StorefrontId, numbers: &[&str]) -> Vec<Value> {
    let numbers = numbers.iter().map(|&number| Value::from(number));
    std::iter::once(Value::from(storefront.0)).chain(numbers).collect()
}

#[derive(FromQueryResult)]
struct NewestRow {
    number: String,
    told_at: i64,
    told: Json,
}

#[derive(FromQueryResult)]
struct GoneRow {
    order_number: String,
    gone_at: i64,
}

/// When the shop has told that it threw these orders away.
pub(super) async fn gone(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    numbers: &[&str],
) -> Result<HashMap<String, Instant>, RecordsError> {
    let mut found = HashMap::new();
    for some in numbers.chunks(NUMBERS_MAX) {
        let sql = format!(
            "select order_number, gone_at from storefront_gone
             where storefront_id = $1 and order_number in ({})",
            places(2, some.len())
        );
        let rows: Vec<GoneRow> = tx.rows(&sql, values_of(storefront, some)).await?;
        found.extend(rows.into_iter().map(|row| (row.order_number, Instant(row.gone_at))));
    }
    Ok(found)
}

/// Writes down that an order was thrown away; `false` when that was known.
pub(super) async fn note_gone(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    number: &str,
    gone_at: Instant,
) -> Result<bool, RecordsError> {
    let sql = "insert into storefront_gone (storefront_id, order_number, gone_at)
               values ($1, $2, $3)
               on conflict (storefront_id, order_number) do update
               set gone_at = excluded.gone_at where storefront_gone.gone_at < excluded.gone_at";
    let values = vec![storefront.0.into(), number.into(), gone_at.0.into()];
    Ok(tx.run(sql, values).await? == 1)
}

/// The newest states of orders; others who would change them wait their turn.
pub(super) async fn newest(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    numbers: &[&str],
) -> Result<HashMap<String, Newest>, RecordsError> {
    let gone = gone(tx, storefront, numbers).await?;
    let mut found = HashMap::with_capacity(numbers.len());
    for some in numbers.chunks(NUMBERS_MAX) {
        let sql = format!(
            "select number, told_at, told from storefront_order
             where storefront_id = $1 and number in ({}) {}",
            places(2, some.len()),
            tx.lock_clause()
        );
        for row in tx.rows::<NewestRow>(&sql, values_of(storefront, some)).await? {
            let newest = Newest {
                order: serde_json::from_value::<OrderTold>(row.told)?,
                told_at: Instant(row.told_at),
                gone_at: gone.get(&row.number).copied(),
            };
            found.insert(row.number, newest);
        }
    }
    Ok(found)
}

pub(super) async fn save(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    states: Vec<Newest>,
) -> Result<(), RecordsError> {
    let mut rows = Vec::with_capacity(states.len());
    for Newest { order, told_at, .. } in states {
        rows.push(vec![
            storefront.0.into(),
            order.number.clone().into(),
            order.name.clone().into(),
            order.at.0.into(),
            order.changed_at.0.into(),
            told_at.0.into(),
            order.currency.code().into(),
            order.total.into(),
            serde_json::to_value(&order)?.into(),
        ]);
    }
    let insert = Insert {
        table: "storefront_order",
        columns: &[
            "storefront_id",
            "number",
            "name",
            "at",
            "changed_at",
            "told_at",
            "currency",
            "total",
            "told",
        ],
        conflict: "on conflict (storefront_id, number) do update
                   set name = excluded.name, at = excluded.at, changed_at = excluded.changed_at,
                       told_at = excluded.told_at, currency = excluded.currency,
                       total = excluded.total, told = excluded.told",
    };
    tx.insert_many(insert, rows).await?;
    Ok(())
}

/// Writes down what was given back; answers how much of it was not known.
pub(super) async fn add_refunds(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    refunds: &[(&str, &Refund)],
) -> Result<u64, RecordsError> {
    let row = |(order, refund): &(&str, &Refund)| {
        vec![
            storefront.0.into(),
            (*order).into(),
            refund.number.clone().into(),
            refund.amount.to_string().into(),
        ]
    };
    let insert = Insert {
        table: "storefront_refund",
        columns: &["storefront_id", "order_number", "number", "amount"],
        conflict: "on conflict (storefront_id, order_number, number) do update
                   set amount = excluded.amount where storefront_refund.amount <> excluded.amount",
    };
    tx.insert_many(insert, refunds.iter().map(row).collect()).await
}

#[derive(FromQueryResult)]
struct RefundRow {
    order_number: String,
    amount: String,
}

pub(super) async fn refunds(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    numbers: &[&str],
) -> Result<HashMap<String, Vec<Decimal>>, RecordsError> {
    let mut found: HashMap<String, Vec<Decimal>> = HashMap::new();
    for some in numbers.chunks(NUMBERS_MAX) {
        let sql = format!(
            "select order_number, amount from storefront_refund
             where storefront_id = $1 and order_number in ({})",
            places(2, some.len())
        );
        for row in tx.rows::<RefundRow>(&sql, values_of(storefront, some)).await? {
            let amount = row.amount.parse().map_err(|_| {
                RecordsError::Unreadable(format!("refund of order {}", row.order_number))
            })?;
            found.entry(row.order_number).or_default().push(amount);
        }
    }
    Ok(found)
}

/// The numbers of the orders that were placed in a stretch of time and are not gone.
pub(super) async fn numbers_between(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    (from, until): (Instant, Instant),
) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NumberRow {
        number: String,
    }
    let sql = format!(
        "select told.number from storefront_order as told
         where told.storefront_id = $1 and told.at >= $2 and told.at < $3 and {NOT_GONE}"
    );
    let values = vec![storefront.0.into(), from.0.into(), until.0.into()];
    let rows: Vec<NumberRow> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// Whether the shop still has an order, as far as it told.
const NOT_GONE: &str = "not exists (select 1 from storefront_gone as gone
                                    where gone.storefront_id = told.storefront_id
                                      and gone.order_number = told.number
                                      and gone.gone_at > told.told_at)";

/// The orders of a stretch of time in one currency, as we keep them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::storefronts) struct DayCount {
    /// How many.
    pub n: i64,
    /// What customers were to pay for them, in minor units.
    pub sum: i64,
}

/// What we keep of a stretch of time, by currency.
///
/// Counted are the orders themselves, not what is remembered of their states: an order that is
/// remembered and not kept is one that is missing.
pub(in crate::storefronts) async fn days_between(
    tx: &mut ShopTx,
    (storefront, source): (StorefrontId, &str),
    (from, until): (Instant, Instant),
) -> Result<HashMap<Currency, DayCount>, RecordsError> {
    #[derive(FromQueryResult)]
    struct CountRow {
        currency: String,
        n: i64,
        sum: i64,
    }
    // A sum of whole numbers is a decimal on one engine; the cast makes it whole on both.
    let sql = format!(
        "select told.currency, count(*) as n,
                cast(sum(coalesce(told.total, 0)) as bigint) as sum
         from storefront_order as told
         join orders on orders.source = $2 and orders.external_id = told.name
         where told.storefront_id = $1 and told.at >= $3 and told.at < $4 and {NOT_GONE}
         group by told.currency"
    );
    let values = vec![storefront.0.into(), source.into(), from.0.into(), until.0.into()];
    let mut counts = HashMap::new();
    for row in tx.rows::<CountRow>(&sql, values).await? {
        let unreadable = |_| RecordsError::Unreadable(format!("currency {}", row.currency));
        let currency = row.currency.parse().map_err(unreadable)?;
        counts.insert(currency, DayCount { n: row.n, sum: row.sum });
    }
    Ok(counts)
}

/// A wish about to be written down.
pub(super) struct NewWish<'a> {
    pub(super) delivery: DeliveryId,
    pub(super) asked_at: Instant,
    pub(super) due_at: Instant,
    pub(super) wish: &'a Wish,
    pub(super) customer: Option<CustomerId>,
}

pub(super) async fn add_wish(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    new: NewWish<'_>,
) -> Result<bool, RecordsError> {
    let id: RequestId = tx.new_id();
    let sql = "insert into storefront_request (id, storefront_id, delivery_id, topic, asked_at,
                   due_at, told, customer_id)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (delivery_id) do nothing";
    let values = vec![
        id.0.into(),
        storefront.0.into(),
        new.delivery.0.into(),
        new.wish.topic.clone().into(),
        new.asked_at.0.into(),
        new.due_at.0.into(),
        serde_json::to_value(new.wish)?.into(),
        new.customer.map(|customer| customer.0).into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

#[derive(FromQueryResult)]
struct WishRow {
    id: Uuid,
    topic: String,
    asked_at: i64,
    due_at: i64,
    told: Json,
    customer_id: Option<Uuid>,
    done_at: Option<i64>,
    done_by: Option<String>,
}

pub(super) async fn wishes(
    tx: &mut ShopTx,
    storefront: StorefrontId,
) -> Result<Vec<Wished>, RecordsError> {
    let sql = "select id, topic, asked_at, due_at, told, customer_id, done_at, done_by
               from storefront_request where storefront_id = $1
               order by case when done_at is null then 0 else 1 end, due_at, id limit 200";
    let rows: Vec<WishRow> = tx.rows(sql, vec![storefront.0.into()]).await?;
    let wished = |row: WishRow| {
        let wish: Wish = serde_json::from_value(row.told)?;
        Ok(Wished {
            id: RequestId(row.id),
            topic: row.topic,
            asked_at: Instant(row.asked_at),
            due_at: Instant(row.due_at),
            number: wish.number,
            email: wish.email,
            n_orders: wish.orders.len(),
            customer: row.customer_id.map(CustomerId),
            done_at: row.done_at.map(Instant),
            done_by: row.done_by,
        })
    };
    rows.into_iter().map(wished).collect()
}

pub(super) async fn wish_done(
    tx: &mut ShopTx,
    storefront: StorefrontId,
    id: RequestId,
    who: &str,
) -> Result<bool, RecordsError> {
    let sql = "update storefront_request set done_at = $3, done_by = $4, told = $5
               where storefront_id = $1 and id = $2 and done_at is null";
    let nobody = Json::Object(Map::new());
    let now = tx.now().0;
    let values = vec![storefront.0.into(), id.0.into(), now.into(), who.into(), nobody.into()];
    Ok(tx.run(sql, values).await? == 1)
}

/// Every wish of a customer is done: he is forgotten, and there is nothing left to be told of him.
pub(super) async fn wishes_fulfilled(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<(), RecordsError> {
    let sql = "update storefront_request set done_at = $2, done_by = $3
               where customer_id = $1 and done_at is null";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    tx.run(sql, vec![customer.0.into(), now.into(), actor.into()]).await?;
    Ok(())
}
