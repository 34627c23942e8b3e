//! Stripe's API: lists come newest first and are read on from the last id seen.
//!
//! Whoever was made while the list is read stands before its beginning, and is told by a delivery.
//! The version is named, because answers differ by it: in this one a discount tells its coupon.

use std::time::Duration;

use serde_json::{Value as Json, json};

use super::{Asking, Page, Part, Peer, Trouble};

/// The version whose answers these are.
const VERSION: &str = "2024-06-20";

/// The most that Stripe gives at once.
const PAGE: usize = 100;

/// What is told in whole and not by its name only.
const EXPANDED: [&str; 3] = ["data.customer", "data.discounts", "data.items.data.discounts"];

/// Asks for one page.
pub(super) async fn page(peer: &Peer, asking: &Asking<'_>) -> Result<Page, Trouble> {
    let mut query = vec![("limit", PAGE.to_string())];
    let path = match asking.part {
        Part::Customers => "/v1/customers",
        Part::Orders | Part::Subscriptions => {
            query.push(("status", "all".to_owned()));
            query.extend(EXPANDED.map(|what| ("expand[]", what.to_owned())));
            "/v1/subscriptions"
        }
    };
    if let Some((from, until)) = asking.between {
        // Moments are whole seconds.
        query.push(("created[gte]", from.0.div_euclid(1_000_000).to_string()));
        query.push(("created[lt]", until.0.div_euclid(1_000_000).to_string()));
    }
    if let Some(after) = asking.place["after"].as_str() {
        query.push(("starting_after", after.to_owned()));
    }
    let told = [
        ("authorization", format!("Bearer {}", peer.secret)),
        ("stripe-version", VERSION.to_owned()),
    ];
    let (_, document) = peer.get(path, &query, &told).await?;
    let Some(Json::Array(items)) = document.get("data") else {
        return Err(Trouble::later("nonsense", "no list"));
    };
    let last = items.last().and_then(|item| item["id"].as_str());
    let last = last.filter(|_| document["has_more"] == true);
    let next = last.map(|id| json!({ "after": id }));
    Ok(Page { items: items.clone(), next, n_all: None, rest: Duration::ZERO })
}
