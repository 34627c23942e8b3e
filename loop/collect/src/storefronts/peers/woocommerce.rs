//! WooCommerce's REST API v3: lists are read by the number of the page.
//!
//! Ordered by id, new orders come at the end. One that is deleted meanwhile moves those after it
//! forward, and some of them onto a page that was read already: then it is gone back as far.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::Instant;
use serde_json::{Value as Json, json};

use super::{Asking, Page, Part, Peer, Trouble};

/// The most that WooCommerce gives at once.
const PAGE: i64 = 100;

/// Asks for one page.
pub(super) async fn page(peer: &Peer, asking: &Asking<'_>) -> Result<Page, Trouble> {
    let number = asking.place["page"].as_i64().unwrap_or(1).max(1);
    let mut query = vec![
        ("per_page", PAGE.to_string()),
        ("page", number.to_string()),
        ("orderby", "id".to_owned()),
        ("order", "asc".to_owned()),
    ];
    let path = match asking.part {
        Part::Orders | Part::Subscriptions => {
            query.push(("status", "any".to_owned()));
            "/wp-json/wc/v3/orders"
        }
        Part::Customers => {
            // Whoever buys may be an editor of the site too.
            query.push(("role", "all".to_owned()));
            "/wp-json/wc/v3/customers"
        }
    };
    if let Some((from, until)) = asking.between {
        // Both ends are excluded, and moments are whole seconds.
        query.push(("after", wall(Instant(from.0 - 1_000_000))));
        query.push(("before", wall(until)));
        query.push(("dates_are_gmt", "true".to_owned()));
    }
    if asking.is_lean {
        query.push(("_fields", "id,status,currency,total,date_created_gmt".to_owned()));
    }
    let basic = BASE64.encode(format!("{}:{}", peer.name, peer.secret));
    let key = ("authorization", format!("Basic {basic}"));
    let (answer, document) = peer.get(path, &query, &[key]).await?;
    let Json::Array(items) = document else {
        return Err(Trouble::later("nonsense", "no list"));
    };
    let header = |name: &str| answer.header(name).and_then(|text| text.trim().parse().ok());
    let (n_all, n_pages) = (header("x-wp-total"), header("x-wp-totalpages"));
    let before = asking.place["n_all"].as_i64();
    let next = next(number, items.len(), (before, n_all), n_pages);
    let next = next.map(|page| json!({ "page": page, "n_all": n_all }));
    Ok(Page { items, next, n_all, rest: Duration::ZERO })
}

/// The page to be read next; none after the last.
fn next(
    number: i64,
    n_items: usize,
    (before, n_all): (Option<i64>, Option<i64>),
    n_pages: Option<i64>,
) -> Option<i64> {
    let n_gone = match (before, n_all) {
        (Some(before), Some(now)) => (before - now).max(0),
        _ => 0,
    };
    if n_gone > 0 && number > 1 {
        let n_back = (n_gone + PAGE - 1) / PAGE;
        return Some((number - n_back).max(1));
    }
    let has_more = match n_pages {
        Some(n_pages) => number < n_pages,
        None => n_items as i64 >= PAGE,
    };
    has_more.then_some(number + 1)
}

/// A moment as WordPress writes it, without a zone.
fn wall(at: Instant) -> String {
    at.timestamp().strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_deleted_meanwhile_sends_the_reader_back() {
        for (number, n_items, totals, n_pages, expected) in [
            (1, 100, (None, Some(250)), Some(3), Some(2)),
            (2, 100, (Some(250), Some(250)), Some(3), Some(3)),
            (3, 50, (Some(250), Some(250)), Some(3), None),
            // One was deleted: the first of page 3 stands at the end of page 2 now.
            (3, 49, (Some(250), Some(249)), Some(3), Some(2)),
            (3, 0, (Some(250), Some(120)), Some(2), Some(1)),
            (1, 100, (None, None), None, Some(2)),
            (2, 7, (None, None), None, None),
        ] {
            assert_eq!(next(number, n_items, totals, n_pages), expected, "page {number}");
        }
    }
}
