//! Fetching everything that was before: a page a step, orders or subscriptions first, then
//! customers.

use records::{Actor, ShopTx};
use serde_json::{Value as Json, json};

use super::{Fetched, NotFetched, Run};
use crate::customers;
use crate::shop::Shop;
use crate::storefronts::peers::{Asking, Part, Peer};
use crate::storefronts::telling::{self, OrderTold, Told};
use crate::storefronts::writing::{self, Verdict, Way};
use crate::storefronts::{Kind, Storefront, accent, deliveries};

/// Fetches the next page and writes it down; the transaction is still open.
pub(super) async fn page(
    shop: &Shop,
    peer: &Peer,
    storefront: &Storefront,
    run: &Run,
) -> Result<(ShopTx, Fetched), NotFetched> {
    let first = storefront.kind.part();
    let part = match run.place["part"].as_str() {
        Some("customers") => Part::Customers,
        _ => first,
    };
    // What is fetched is as new as the question at least.
    let told_at = shop.records().clock().now();
    let asking = Asking { part, place: &run.place["at"], between: None, is_lean: false };
    let page = peer.page(&asking).await?;
    let mut tx = shop.write(Actor::System).await?;
    let written = write(&mut tx, storefront, part, &page.items, told_at).await?;
    let next = match (page.next, part) {
        (Some(at), Part::Customers) => Some(json!({ "part": "customers", "at": at })),
        (Some(at), _) => Some(json!({ "part": "first", "at": at })),
        (None, Part::Customers) => None,
        (None, _) => Some(json!({ "part": "customers" })),
    };
    // The first page of customers adds what is still to come to what was expected before.
    let is_first = run.place["at"].is_null();
    let n_expected = page.n_all.filter(|_| is_first).map(|n_all| run.n_done + n_all);
    let fetched = Fetched {
        next,
        n_done: i64::try_from(page.items.len()).unwrap_or(i64::MAX),
        n_changed: written.n_changed,
        n_failed: written.n_failed,
        n_expected,
        rest: page.rest,
    };
    Ok((tx, fetched))
}

/// What became of a page.
#[derive(Default)]
pub(super) struct Written {
    pub(super) n_changed: i64,
    pub(super) n_failed: i64,
}

/// Writes a page of documents down; those that cannot be understood are kept with the reason.
pub(super) async fn write(
    tx: &mut ShopTx,
    storefront: &Storefront,
    part: Part,
    documents: &[Json],
    told_at: domain::Instant,
) -> Result<Written, NotFetched> {
    let topic = match (storefront.kind, part) {
        (Kind::Shopify, Part::Customers) => "customers/update",
        (Kind::Shopify, _) => "orders/updated",
        (Kind::Woocommerce | Kind::Stripe, Part::Customers) => "customer.updated",
        (Kind::Woocommerce, _) => "order.updated",
        (Kind::Stripe, _) => "customer.subscription.updated",
    };
    let accent = accent(tx, storefront).await?;
    let (mut orders, mut people): (Vec<OrderTold>, Vec<_>) = Default::default();
    let mut subscriptions = Vec::new();
    let mut written = Written::default();
    for document in documents {
        match telling::document_of(accent, topic, document) {
            Ok(Told::Order(order)) => orders.push(*order),
            Ok(Told::Subscription(one)) => subscriptions.push(*one),
            Ok(Told::Person { person, .. }) => people.push(*person),
            Ok(_) => {}
            Err(misread) => {
                let about = (topic, document);
                let because = (told_at, misread.to_string());
                deliveries::keep_misread(tx, storefront.id, about, because).await?;
                written.n_failed += 1;
            }
        }
    }
    let source = &storefront.source;
    let orders = writing::without_forgotten(tx, storefront, orders, |order| {
        writing::names_of(source, order)
    });
    let orders = orders.await?;
    let people = writing::without_forgotten(tx, storefront, people, |person| {
        customers::names_told(source, person)
    });
    let people = people.await?;
    let subscriptions = writing::without_forgotten(tx, storefront, subscriptions, |one| {
        customers::names_told(source, &one.person)
    });
    let subscriptions = subscriptions.await?;
    let mut verdicts = writing::orders(tx, storefront, orders, told_at).await?;
    let came = (told_at, Way::Fetched);
    verdicts.extend(writing::subscriptions(tx, storefront, subscriptions, came).await?);
    let n_taken = verdicts.iter().filter(|verdict| **verdict == Verdict::Taken).count();
    written.n_changed = i64::try_from(n_taken).unwrap_or(i64::MAX);
    writing::people(tx, storefront, people, told_at).await?;
    Ok(written)
}
