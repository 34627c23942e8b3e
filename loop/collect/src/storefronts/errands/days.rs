//! The orders of a day, or the subscriptions made on it, as the storefront counts them, beside
//! ours: a day a step.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use domain::{Currency, Day, Instant};
use jiff::ToSpan;
use records::{Actor, ShopTx};
use serde_json::{Value as Json, json};

use super::{Errand, Fetched, NotFetched, Run, fill, rows};
use crate::customers::{self, Identity};
use crate::orders::draft::PersonDraft;
use crate::shop::{self, Shop};
use crate::storefronts::peers::{Asking, Part, Peer};
use crate::storefronts::telling::{self, Counted};
use crate::storefronts::writing::{self, DayCount};
use crate::storefronts::{Kind, Storefront};

/// Fetches what the next day had and counts it; the transaction is still open.
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
    let part = storefront.kind.part();
    let (documents, rest) = all_of(peer, (part, is_lean), between).await?;
    let mut fetched = nothing((next < days.until).then(|| json!({ "day": next })));
    let mut tx = shop.write(Actor::System).await?;
    if !is_lean {
        let written = fill::write(&mut tx, storefront, part, &documents, told_at).await?;
        (fetched.n_changed, fetched.n_failed) = (written.n_changed, written.n_failed);
        if lists_all_of(storefront.kind, told_at, between.0) {
            let there: HashSet<String> = documents.iter().filter_map(telling::number_of).collect();
            fetched.n_changed +=
                writing::keep_only(&mut tx, storefront, between, (&there, told_at)).await?;
        }
    }
    let known = match part {
        // Who asked to be forgotten leaves orders without a name here, but no subscription.
        Part::Subscriptions => {
            let owner = |one: &Json| names_of_owner(&storefront.source, one);
            writing::without_forgotten(&mut tx, storefront, documents, owner).await?
        }
        _ => documents,
    };
    let mut theirs = counted(storefront.kind, &known);
    // A day without an order was checked too.
    if let Some(currency) = settings.currency {
        theirs.entry(currency).or_default();
    }
    let whose = (storefront.id, storefront.source.as_str());
    let ours = match part {
        Part::Subscriptions => writing::subscriptions_between(&mut tx, whose.0, between).await?,
        _ => writing::days_between(&mut tx, whose, between).await?,
    };
    rows::save_day(&mut tx, storefront.id, day, &theirs, &ours).await?;
    fetched.n_done = 1;
    fetched.n_expected = Some((days.until - days.from).get_days().into());
    fetched.rest = rest;
    Ok((tx, fetched))
}

fn names_of_owner(source: &str, subscription: &Json) -> Vec<Identity> {
    let external_id = telling::number_of(subscription);
    customers::names_told(source, &PersonDraft { external_id, ..PersonDraft::default() })
}

/// Days for which Shopify lists orders to an app that may not read all of them, less one.
const SHOPIFY_DAYS: i64 = 59;

/// Whether an order that is not listed on a day that opened then does not exist any more.
fn lists_all_of(kind: Kind, now: Instant, opened: Instant) -> bool {
    match kind {
        Kind::Woocommerce => true,
        Kind::Shopify => now.days_since(opened) < SHOPIFY_DAYS,
        // A subscription that is over is listed for ever; none is thrown away.
        Kind::Stripe => false,
    }
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
    (part, is_lean): (Part, bool),
    between: (Instant, Instant),
) -> Result<(Vec<Json>, Duration), NotFetched> {
    let (mut documents, mut place) = (Vec::new(), Json::Null);
    loop {
        let asking = Asking { part, place: &place, between: Some(between), is_lean };
        let page = peer.page(&asking).await?;
        documents.extend(page.items);
        match page.next {
            Some(next) => place = next,
            None => return Ok((documents, page.rest)),
        }
    }
}

/// How many there are and what they come to; one that is listed twice counts once.
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
