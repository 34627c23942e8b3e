//! Shopify's Admin API (REST): lists are read on from the last number seen.
//!
//! `since_id` is a place that stays right whatever changes meanwhile, and needs nothing of a page
//! before: reading goes on after a kill where it was (`docs/decisions/0036-shops-live.md`).

use std::time::Duration;

use serde_json::{Value as Json, json};

use super::{Asking, Page, Part, Peer, Trouble};

/// The version whose documents these are; an older one than is spoken is answered by the oldest.
const VERSION: &str = "2026-01";

/// The most that Shopify gives at once.
const PAGE: usize = 250;

/// How many calls the bucket loses in a second.
const LEAK: f64 = 2.0;

/// Asks for one page.
pub(super) async fn page(peer: &Peer, asking: &Asking<'_>) -> Result<Page, Trouble> {
    let list = match asking.part {
        Part::Orders | Part::Subscriptions => "orders",
        Part::Customers => "customers",
    };
    let mut narrowed = Vec::new();
    if asking.part == Part::Orders {
        narrowed.push(("status", "any".to_owned()));
    }
    if let Some((from, until)) = asking.between {
        // Both ends are included, and moments are whole seconds.
        let last = domain::Instant(until.0 - 1_000_000);
        narrowed.push(("created_at_min", from.to_string()));
        narrowed.push(("created_at_max", last.to_string()));
    }
    let since = asking.place["since"].as_str().unwrap_or("0").to_owned();
    let n_all = match (since.as_str(), asking.between) {
        ("0", None) => count(peer, list, &narrowed).await?,
        _ => None,
    };
    let mut query = narrowed;
    query.push(("limit", PAGE.to_string()));
    query.push(("since_id", since));
    if asking.is_lean {
        query.push(("fields", "id,created_at,currency,total_price".to_owned()));
    }
    let (answer, document) = peer.get(&path(&format!("{list}.json")), &query, &[key(peer)]).await?;
    let Some(Json::Array(items)) = document.get(list) else {
        return Err(Trouble::later("nonsense", format!("no list of {list}")));
    };
    let last = items.iter().filter_map(|item| item["id"].as_u64()).max();
    let next = last.filter(|_| items.len() >= PAGE).map(|id| json!({ "since": id.to_string() }));
    let rest = rest(answer.header("x-shopify-shop-api-call-limit"));
    Ok(Page { items: items.clone(), next, n_all, rest })
}

async fn count(
    peer: &Peer,
    list: &str,
    narrowed: &[(&str, String)],
) -> Result<Option<i64>, Trouble> {
    let (_, told) = peer.get(&path(&format!("{list}/count.json")), narrowed, &[key(peer)]).await?;
    Ok(told["count"].as_i64())
}

fn path(end: &str) -> String {
    format!("/admin/api/{VERSION}/{end}")
}

fn key(peer: &Peer) -> (&'static str, String) {
    ("x-shopify-access-token", peer.secret.clone())
}

/// How long to rest by the bucket, `32/40`: nothing while it is at most half full, then as long as
/// it takes until it is, so that other programs of the shop find room in it.
fn rest(bucket: Option<&str>) -> Duration {
    let level = bucket.and_then(|bucket| {
        let (used, size) = bucket.trim().split_once('/')?;
        Some((used.parse::<f64>().ok()?, size.parse::<f64>().ok()?))
    });
    let over = level.map_or(0.0, |(used, size)| used - size / 2.0);
    Duration::try_from_secs_f64((over / LEAK).clamp(0.0, 60.0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_that_is_more_than_half_full_is_left_to_leak() {
        for (bucket, millis) in [
            (Some("1/40"), 0),
            (Some("20/40"), 0),
            (Some("39/40"), 9_500),
            (Some("80/80"), 20_000),
            (Some("nonsense"), 0),
            (Some("NaN/NaN"), 0),
            (None, 0),
        ] {
            assert_eq!(rest(bucket), Duration::from_millis(millis), "{bucket:?}");
        }
    }
}
