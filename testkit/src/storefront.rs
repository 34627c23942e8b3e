//! A storefront on loopback that is asked for its orders and customers: it pages, it limits, and
//! whoever plays the story makes it fail through its [`Gateway`].
//!
//! It answers as Shopify's Admin API (REST) and WooCommerce's REST API v3 do: the same addresses,
//! keys, filters and headers. The documents are the story's own.

use std::sync::{Arc, Mutex, MutexGuard};

use domain::Instant;
use serde_json::{Value as Json, json};

use crate::gateway::{Asked, Gateway, Reply};

/// What Shopify's API is asked with here.
pub const SHOPIFY_TOKEN: &str = "shpat_0123456789abcdef0123456789abcdef";

/// What WooCommerce's API is asked with here: name, secret, and both as Basic authorization.
pub const WOO_KEY: (&str, &str, &str) =
    ("ck_bakery", "cs_bakery", "Basic Y2tfYmFrZXJ5OmNzX2Jha2VyeQ==");

/// As which system it answers, and the most documents that it gives at once.
#[derive(Clone, Copy, Debug)]
struct Manners {
    is_shopify: bool,
    page_max: usize,
}

#[derive(Default)]
struct Shelves {
    orders: Vec<Json>,
    customers: Vec<Json>,
}

/// A storefront that can be asked; closes when dropped.
pub struct StorefrontPeer {
    /// The way to it, and to make it misbehave.
    pub gateway: Gateway,
    shelves: Arc<Mutex<Shelves>>,
}

impl StorefrontPeer {
    /// Opens a shop of Shopify.
    pub fn shopify() -> Self {
        Self::of(Manners { is_shopify: true, page_max: 250 })
    }

    /// Opens a shop of WooCommerce.
    pub fn woocommerce() -> Self {
        Self::of(Manners { is_shopify: false, page_max: 100 })
    }

    fn of(manners: Manners) -> Self {
        let shelves = Arc::new(Mutex::new(Shelves::default()));
        let own = Arc::clone(&shelves);
        let gateway = Gateway::answering(move |asked| manners.answer(asked, &locked(&own)));
        Self { gateway, shelves }
    }

    /// Its address.
    pub fn address(&self) -> String {
        self.gateway.url("")
    }

    /// Puts an order on the shelf, in place of one of the same id.
    pub fn has_order(&self, order: Json) {
        put(&mut locked(&self.shelves).orders, order);
    }

    /// Puts a customer on the shelf, in place of one of the same id.
    pub fn has_customer(&self, customer: Json) {
        put(&mut locked(&self.shelves).customers, customer);
    }

    /// Takes an order off the shelf.
    pub fn has_no_order(&self, id: u64) {
        locked(&self.shelves).orders.retain(|order| order["id"] != id);
    }
}

fn locked(shelves: &Mutex<Shelves>) -> MutexGuard<'_, Shelves> {
    shelves.lock().expect("nobody panics while talking")
}

fn put(shelf: &mut Vec<Json>, document: Json) {
    shelf.retain(|known| known["id"] != document["id"]);
    shelf.push(document);
    shelf.sort_by_key(|known| known["id"].as_u64());
}

impl Manners {
    fn answer(self, asked: &Asked, shelves: &Shelves) -> Reply {
        let key = if self.is_shopify { "x-shopify-access-token" } else { "authorization" };
        let known = if self.is_shopify { SHOPIFY_TOKEN } else { WOO_KEY.2 };
        if asked.header(key) != Some(known) {
            let body = match self.is_shopify {
                true => json!({ "errors": "[API] Invalid API key or access token" }),
                false => json!({ "code": "woocommerce_rest_cannot_view",
                                 "message": "Sorry, you cannot list resources." }),
            };
            return Reply::Says(401, body.to_string());
        }
        let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
        let asks = |name: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            pair.map(|value| value.replace("%3A", ":"))
        };
        match self.is_shopify {
            true => self.as_shopify(path, asks, shelves),
            false => self.as_woocommerce(path, asks, shelves),
        }
    }

    fn as_shopify(
        self,
        path: &str,
        asks: impl Fn(&str) -> Option<String>,
        shelves: &Shelves,
    ) -> Reply {
        let (list, shelf) = match path.rsplit("/2026-01/").next() {
            Some("orders.json" | "orders/count.json") => ("orders", &shelves.orders),
            Some("customers.json" | "customers/count.json") => ("customers", &shelves.customers),
            _ => return Reply::Says(404, json!({ "errors": "Not Found" }).to_string()),
        };
        let moment = |name: &str| asks(name).and_then(|at| at.parse::<Instant>().ok());
        let since: u64 = asks("since_id").and_then(|id| id.parse().ok()).unwrap_or(0);
        let (from, until) = (moment("created_at_min"), moment("created_at_max"));
        let fits = |document: &&Json| {
            let at: Option<Instant> =
                document["created_at"].as_str().and_then(|at| at.parse().ok());
            document["id"].as_u64() > Some(since)
                && from.is_none_or(|from| at >= Some(from))
                && until.is_none_or(|until| at <= Some(until))
        };
        let fitting: Vec<Json> = shelf.iter().filter(fits).cloned().collect();
        if path.ends_with("/count.json") {
            return Reply::Says(200, json!({ "count": fitting.len() }).to_string());
        }
        let page: Vec<Json> = fitting.into_iter().take(self.size(asks("limit"))).collect();
        let bucket = ("X-Shopify-Shop-Api-Call-Limit".to_owned(), "1/40".to_owned());
        Reply::SaysWith(200, vec![bucket], json!({ list: page }).to_string())
    }

    fn as_woocommerce(
        self,
        path: &str,
        asks: impl Fn(&str) -> Option<String>,
        shelves: &Shelves,
    ) -> Reply {
        let shelf = match path {
            "/wp-json/wc/v3/orders" => &shelves.orders,
            "/wp-json/wc/v3/customers" => &shelves.customers,
            _ => return Reply::Says(404, json!({ "message": "No route was found" }).to_string()),
        };
        // Moments without a zone compare as texts.
        let (after, before) = (asks("after"), asks("before"));
        let fits = |document: &&Json| {
            let at = document["date_created_gmt"].as_str().unwrap_or_default();
            after.as_deref().is_none_or(|after| at > after)
                && before.as_deref().is_none_or(|before| at < before)
        };
        let fitting: Vec<Json> = shelf.iter().filter(fits).cloned().collect();
        let size = self.size(asks("per_page"));
        let number: usize = asks("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let header = |name: &str, n: usize| (name.to_owned(), n.to_string());
        let n_pages = fitting.len().div_ceil(size);
        let headers = vec![header("X-WP-Total", fitting.len()), header("X-WP-TotalPages", n_pages)];
        let page = fitting.into_iter().skip((number.max(1) - 1) * size).take(size);
        Reply::SaysWith(200, headers, Json::Array(page.collect()).to_string())
    }

    fn size(self, asked: Option<String>) -> usize {
        asked.and_then(|size| size.parse().ok()).unwrap_or(50).clamp(1, self.page_max)
    }
}
