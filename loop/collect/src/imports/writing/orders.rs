//! Orders of a file, with their customers and what these answered.

use domain::{CustomerId, ImportId};
use records::ShopTx;

use super::{Draft, Writer};
use crate::consent::{self, Consent};
use crate::customers::Known;
use crate::fields::{self, Telling};
use crate::imports::ImportError;
use crate::imports::gathering::{Gathered, Progress, Summary};
use crate::imports::reading::fault::Fault;
use crate::orders;
use crate::orders::draft::OrderDraft;
use crate::privacy::guard;

impl Draft for OrderDraft {
    fn each(
        gathered: Gathered<'_>,
        has_ground: bool,
        progress: &Progress,
        take: impl FnMut(Self) -> Result<(), Fault>,
    ) -> Result<Summary, Fault> {
        gathered.each_order(has_ground, progress, take)
    }

    async fn write(
        writer: &mut Writer<'_>,
        tx: &mut ShopTx,
        orders: &[Self],
    ) -> Result<u64, ImportError> {
        let welcome = welcome(writer, tx, orders).await?;
        let orders = welcome.as_deref().unwrap_or(orders);
        if orders.is_empty() {
            return Ok(0);
        }
        let import: ImportId = writer.id;
        let recorded = orders::record_many(tx, Some(import), orders).await?;
        let answers = answers(writer, tx, orders, &recorded.customers);
        consent::declare_many(tx, answers).await?;
        let told = fields_told(orders, &recorded.customers);
        fields::tell_many(tx, &writer.source(), told).await?;
        writer.n_changes.n_new += recorded.n_new;
        writer.n_changes.n_changed += recorded.n_changed;
        writer.n_changes.n_unchanged += recorded.n_unchanged;
        Ok(orders.len() as u64)
    }
}

/// The orders without those of people who are forgotten; none while all are welcome.
async fn welcome(
    writer: &mut Writer<'_>,
    tx: &mut ShopTx,
    orders: &[OrderDraft],
) -> Result<Option<Vec<OrderDraft>>, ImportError> {
    let refused = guard::refused_orders(tx, orders).await?;
    if !refused.contains(&true) {
        return Ok(None);
    }
    let (theirs, others): (Vec<_>, Vec<_>) =
        orders.iter().zip(refused).partition(|(_, is_refused)| *is_refused);
    writer.n_rows_forgotten += theirs.iter().map(|(order, _)| rows_of(order)).sum::<u64>();
    writer.n_forgotten += theirs.len() as u64;
    Ok(Some(others.into_iter().map(|(order, _)| order.clone()).collect()))
}

/// What the customers of these orders answered, and the ground that the owner declared.
fn answers(
    writer: &mut Writer<'_>,
    tx: &mut ShopTx,
    orders: &[OrderDraft],
    customers: &[Option<Known>],
) -> Vec<(CustomerId, Consent)> {
    let mut answers = Vec::new();
    for (order, customer) in orders.iter().zip(customers) {
        let (Some(person), Some(customer)) = (&order.person, customer) else { continue };
        let given = person.consents.iter();
        answers.extend(
            given.map(|answer| (customer.id, writer.answer(answer, answer.at.unwrap_or(order.at)))),
        );
        answers.extend(writer.declared(customer.id, tx.now()));
    }
    answers
}

/// What the buyers of these orders are known by in the shop's own fields, as of their orders.
fn fields_told(orders: &[OrderDraft], customers: &[Option<Known>]) -> Vec<Telling> {
    let told = orders.iter().zip(customers).filter_map(|(order, customer)| {
        let fields = order.person.as_ref()?.fields.iter();
        let values = fields.map(|(field, value)| (field.clone(), Some(value.clone())));
        Some(Telling { of: (*customer)?, at: order.at, values: values.collect() })
    });
    told.collect()
}

/// Rows of the file that an order stood in, as far as it tells: one a position.
fn rows_of(order: &OrderDraft) -> u64 {
    (order.lines.len() as u64).max(1)
}
