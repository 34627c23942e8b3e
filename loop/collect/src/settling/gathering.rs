//! Orders of rows, gathered customer by customer into facts.

use std::collections::BTreeSet;

use domain::Instant;
use facts::{CustomerFact, LineFact, OrderFact, Settled, Snapshot};
use records::{RecordsError, ShopTx};

use super::rows;
use crate::orders::{self, Line, Order, Place};
use crate::products;

/// All orders of one customer, or some of a day's sales without one.
pub(super) struct Gathered {
    pub(super) number: i64,
    pub(super) customer: Option<CustomerFact>,
    pub(super) orders: Vec<(OrderFact, Vec<LineFact>)>,
}

/// Orders fetched at a time: few enough for flat memory where an order has a hundred positions,
/// many enough for few statements.
const ORDERS_AT_ONCE: u32 = 500;

/// Customers named in one question.
const CUSTOMERS_AT_ONCE: usize = 5_000;

/// Reads rows in the order of facts and hands them over customer by customer; what the positions of
/// their orders do not say is told by the shop's products.
pub(super) async fn gather<E: From<RecordsError>>(
    tx: &mut ShopTx,
    customers: Option<&[i64]>,
    mut take: impl FnMut(Gathered) -> Result<(), E>,
) -> Result<(), E> {
    let catalogue = products::catalogue(tx).await?;
    let mut place = Place::START;
    let mut waiting: Vec<Order> = Vec::new();
    loop {
        let some = orders::for_settling(tx, place, customers, ORDERS_AT_ONCE).await?;
        let Some(last) = some.last() else { break };
        place = Place::of(last);
        for mut order in some {
            for line in &mut order.lines {
                catalogue.complete(line, order.at, order.currency);
            }
            if waiting.first().is_some_and(|first| first.customer_no != order.customer_no) {
                take(facts_of(std::mem::take(&mut waiting)))?;
            }
            waiting.push(order);
        }
        // Nobody's first order is asked for, and a busy day of a till that knows nobody is as large
        // as the year of a small shop: it does not wait until it is whole.
        if waiting.first().is_some_and(|first| first.customer_no < 1) {
            take(facts_of(std::mem::take(&mut waiting)))?;
        }
    }
    if !waiting.is_empty() {
        take(facts_of(waiting))?;
    }
    Ok(())
}

/// A snapshot of settled files with the rows of the customers who have changed since.
pub(super) async fn with_dirty_rows(
    tx: &mut ShopTx,
    settled: Vec<Settled>,
) -> Result<Snapshot, RecordsError> {
    let dirty = rows::dirty(tx).await?.customers;
    let mut snapshot = Snapshot { settled, ..Snapshot::default() };
    for some in in_pieces(&dirty) {
        gather(tx, Some(&some), |gathered| {
            snapshot.dirty_orders.extend(gathered.orders);
            snapshot.dirty_customers.extend(gathered.customer);
            Ok::<(), RecordsError>(())
        })
        .await?;
    }
    snapshot.dirty = dirty;
    Ok(snapshot)
}

/// Numbers in ascending pieces, each small enough for one question.
pub(super) fn in_pieces(numbers: &BTreeSet<i64>) -> Vec<Vec<i64>> {
    let numbers: Vec<i64> = numbers.iter().copied().collect();
    numbers.chunks(CUSTOMERS_AT_ONCE).map(<[i64]>::to_vec).collect()
}

fn facts_of(orders: Vec<Order>) -> Gathered {
    let number = orders.first().map_or(0, |order| order.customer_no);
    let first_at = orders.iter().find(|order| order.is_purchase()).map(|order| order.at);
    let customer = (number > 0).then(|| customer_of(number, &orders, first_at));
    let first_at = first_at.filter(|_| number > 0);
    let orders = orders.into_iter().map(|order| order_facts(order, first_at)).collect();
    Gathered { number, customer, orders }
}

fn customer_of(number: i64, orders: &[Order], first_at: Option<Instant>) -> CustomerFact {
    let valid: Vec<&Order> = orders.iter().filter(|order| order.is_purchase()).collect();
    let latest = orders.last();
    let currency = latest.map(|order| order.currency);
    let paid = valid.iter().filter(|order| Some(order.currency) == currency);
    CustomerFact {
        customer_no: number,
        customer_id: latest.and_then(|order| order.customer_shown.clone()).unwrap_or_default(),
        country: latest.and_then(|order| order.country.clone()),
        first_order_at: first_at,
        last_order_at: valid.last().map(|order| order.at),
        orders: i64::try_from(valid.len()).unwrap_or(i64::MAX),
        revenue: paid.map(|order| order.amount).sum(),
        currency,
    }
}

fn order_facts(order: Order, first_at: Option<Instant>) -> (OrderFact, Vec<LineFact>) {
    let valid = order.is_purchase();
    let fact = OrderFact {
        customer_no: order.customer_no,
        customer_id: order.customer_shown,
        order_id: order.external_id,
        at: order.at,
        amount: order.amount,
        cost: cost_of(&order.lines),
        currency: order.currency,
        status: order.status,
        valid,
        source: order.source,
        channel: order.channel,
        country: order.country,
        city: order.city,
        coupon: order.coupon,
        first_at,
    };
    (fact, order.lines.into_iter().map(line_fact).collect())
}

/// What all positions together cost; none when that of any is not known.
fn cost_of(lines: &[Line]) -> Option<i64> {
    let costs = lines.iter().map(|line| line.cost);
    costs.sum::<Option<i64>>().filter(|_| !lines.is_empty())
}

fn line_fact(line: Line) -> LineFact {
    LineFact {
        sku: line.sku,
        product: line.product,
        category: line.category,
        quantity: line.quantity,
        amount: line.amount,
        cost: line.cost,
    }
}
