//! The orders of a day as the storefront counts them, beside ours: a day a step.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use domain::{Currency, Day, Instant};
use jiff::ToSpan;
use records::{Actor, ShopTx};
use serde_json::{Value as Json, json};

use super::{Errand, Fetched, NotFetched, Run, fill, rows};
use crate::shop::{self, Shop};
use crate::storefronts::peers::{Asking, Part, Peer};
use crate::storefronts::telling::{self, Counted};
use crate::storefronts::writing::{self, DayCount};
use crate::storefronts::{Kind, Storefront};

/// Fetches the orders of the next day and counts them; the transaction is still open.
pub(super) async fn day(
    shop: &Shop,
    peer: &Peer,
    storefront: &Storefront,
    run: &Run,
) -> Result<(ShopTx, Fetched), NotFetched> {
    let (Some(days), Some(day)) = (run.days, day_of(&run.place)) else {
        let tx = shop.write(Actor::System).await?;
        return Ok((tx, nothing(None)));
    };
    let settings = shop::settings(&mut shop.read().await?).await?;
    let zone = settings.shop_zone();
    let next = day.saturating_add(1.day());
    let between = (zone.start_of(day), zone.start_of(next));
    let is_lean = run.errand == Errand::Check;
    let told_at = shop.records().clock().now();
    let (documents, rest) = all_of(peer, between, is_lean).await?;
    let mut fetched = nothing((next < days.until).then(|| json!({ "day": next })));
    let mut tx = shop.write(Actor::System).await?;
    if !is_lean {
        let written = fill::write(&mut tx, storefront, Part::Orders, &documents, told_at).await?;
        (fetched.n_changed, fetched.n_failed) = (written.n_changed, written.n_failed);
        if lists_all_of(storefront.kind, told_at, between.0) {
            let there: HashSet<String> = documents.iter().filter_map(telling::number_of).collect();
            fetched.n_changed +=
                writing::keep_only(&mut tx, storefront, between, (&there, told_at)).await?;
        }
    }
    let mut theirs = counted(storefront.kind, &documents);
    // A day without an order was checked too.
    if let Some(currency) = settings.currency {
        theirs.entry(currency).or_default();
    }
    let ours = (storefront.id, storefront.source.as_str());
    let ours = writing::days_between(&mut tx, ours, between).await?;
    rows::save_day(&mut tx, storefront.id, day, &theirs, &ours).await?;
    fetched.n_done = 1;
    fetched.n_expected = Some((days.until - days.from).get_days().into());
    fetched.rest = rest;
    Ok((tx, fetched))
}

/// Days for which Shopify lists orders to an app that may not read all of them, less one.
const SHOPIFY_DAYS: i64 = 59;

/// Whether an order that is not listed on a day that opened then does not exist any more.
fn lists_all_of(kind: Kind, now: Instant, opened: Instant) -> bool {
    kind == Kind::Woocommerce || now.days_since(opened) < SHOPIFY_DAYS
}

fn nothing(next: Option<Json>) -> Fetched {
    Fetched { next, n_done: 0, n_changed: 0, n_failed: 0, n_expected: None, rest: Duration::ZERO }
}

fn day_of(place: &Json) -> Option<Day> {
    place["day"].as_str()?.parse().ok()
}

/// All pages of a stretch of time.
async fn all_of(
    peer: &Peer,
    between: (Instant, Instant),
    is_lean: bool,
) -> Result<(Vec<Json>, Duration), NotFetched> {
    let (mut documents, mut place) = (Vec::new(), Json::Null);
    loop {
        let between = Some(between);
        let asking = Asking { part: Part::Orders, place: &place, between, is_lean };
        let page = peer.page(&asking).await?;
        documents.extend(page.items);
        match page.next {
            Some(next) => place = next,
            None => return Ok((documents, page.rest)),
        }
    }
}

/// How many orders there are and what they come to; one that is listed twice counts once.
fn counted(kind: Kind, documents: &[Json]) -> HashMap<Currency, DayCount> {
    let orders: HashMap<String, Counted> = documents
        .iter()
        .filter_map(|document| telling::counted(kind, document))
        .map(|order| (order.number.clone(), order))
        .collect();
    let mut counts: HashMap<Currency, DayCount> = HashMap::new();
    for order in orders.into_values() {
        let count = counts.entry(order.currency).or_default();
        count.n += 1;
        count.sum = count.sum.saturating_add(order.total);
    }
    counts
}
