//! A storefront on loopback that is asked for its orders and customers: it pages, it limits, and
//! whoever plays the story makes it fail through its [`Gateway`].
//!
//! It answers as Shopify's Admin API (REST), WooCommerce's REST API v3 and Stripe's API do: the
//! same addresses, keys, filters and headers. The documents are the story's own.

use std::sync::{Arc, Mutex, MutexGuard};

use domain::Instant;
use serde_json::{Value as Json, json};

use crate::gateway::{Asked, Gateway, Reply};

/// What Shopify's API is asked with here.
pub const SHOPIFY_TOKEN: &str = "shpat_0123456789abcdef0123456789abcdef";

/// What WooCommerce's API is asked with here: name, secret, and both as Basic authorization.
pub const WOO_KEY: (&str, &str, &str) =
    ("ck_bakery", "cs_bakery", "Basic Y2tfYmFrZXJ5OmNzX2Jha2VyeQ==");

/// What Stripe's API is asked with here.
pub const STRIPE_KEY: &str = "rk_test_0123456789abcdef";

/// As which system it answers, and the most documents that it gives at once.
#[derive(Clone, Copy, Debug)]
struct Manners {
    system: System,
    page_max: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Shopify,
    Woocommerce,
    Stripe,
}

#[derive(Default)]
struct Shelves {
    orders: Vec<Json>,
    subscriptions: Vec<Json>,
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
        Self::of(Manners { system: System::Shopify, page_max: 250 })
    }

    /// Opens a shop of WooCommerce.
    pub fn woocommerce() -> Self {
        Self::of(Manners { system: System::Woocommerce, page_max: 100 })
    }

    /// Opens Stripe.
    pub fn stripe() -> Self {
        Self::of(Manners { system: System::Stripe, page_max: 100 })
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

    /// Puts a subscription on the shelf, in place of one of the same id.
    pub fn has_subscription(&self, subscription: Json) {
        put(&mut locked(&self.shelves).subscriptions, subscription);
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
    // Stripe's ids are texts and its lists newest first.
    shelf.sort_by_key(|known| {
        let created = known["created"].as_i64().unwrap_or_default();
        (
            known["id"].as_u64(),
            std::cmp::Reverse((created, known["id"].as_str().map(str::to_owned))),
        )
    });
}

impl Manners {
    fn answer(self, asked: &Asked, shelves: &Shelves) -> Reply {
        let bearer = format!("Bearer {STRIPE_KEY}");
        let (key, known) = match self.system {
            System::Shopify => ("x-shopify-access-token", SHOPIFY_TOKEN),
            System::Woocommerce => ("authorization", WOO_KEY.2),
            System::Stripe => ("authorization", &*bearer),
        };
        if asked.header(key) != Some(known) {
            let body = match self.system {
                System::Shopify => json!({ "errors": "[API] Invalid API key or access token" }),
                System::Woocommerce => json!({ "code": "woocommerce_rest_cannot_view",
                                               "message": "Sorry, you cannot list resources." }),
                System::Stripe => json!({ "error": { "type": "invalid_request_error",
                                                     "message": "Invalid API Key provided" } }),
            };
            return Reply::Says(401, body.to_string());
        }
        let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
        let asks = |name: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            pair.map(|value| value.replace("%3A", ":"))
        };
        match self.system {
            System::Shopify => self.as_shopify(path, asks, shelves),
            System::Woocommerce => self.as_woocommerce(path, asks, shelves),
            System::Stripe => self.as_stripe(path, asks, shelves),
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

    fn as_stripe(
        self,
        path: &str,
        asks: impl Fn(&str) -> Option<String>,
        shelves: &Shelves,
    ) -> Reply {
        let shelf = match path {
            "/v1/subscriptions" => &shelves.subscriptions,
            "/v1/customers" => &shelves.customers,
            _ => {
                let error = json!({ "error": { "message": "Unrecognized request URL" } });
                return Reply::Says(404, error.to_string());
            }
        };
        let second = |name: &str| asks(name).and_then(|second| second.parse::<i64>().ok());
        let (from, until) = (second("created%5Bgte%5D"), second("created%5Blt%5D"));
        // Without `status=all` what is over is not listed.
        let is_all = asks("status").as_deref() == Some("all");
        let fits = |one: &&Json| {
            let created = one["created"].as_i64();
            from.is_none_or(|from| created >= Some(from))
                && until.is_none_or(|until| created < Some(until))
                && (is_all || one["status"] != "canceled")
        };
        let after = asks("starting_after");
        let place = match &after {
            None => Some(0),
            Some(after) => shelf.iter().position(|one| one["id"] == **after).map(|at| at + 1),
        };
        let Some(place) = place else {
            let error = json!({ "error": { "message": "No such object" } });
            return Reply::Says(400, error.to_string());
        };
        let size = self.size(asks("limit"));
        let fitting: Vec<Json> = shelf.iter().skip(place).filter(fits).cloned().collect();
        let has_more = fitting.len() > size;
        let page: Vec<Json> = fitting.into_iter().take(size).collect();
        let body = json!({ "object": "list", "data": page, "has_more": has_more });
        Reply::Says(200, body.to_string())
    }

    fn size(self, asked: Option<String>) -> usize {
        asked.and_then(|size| size.parse().ok()).unwrap_or(50).clamp(1, self.page_max)
    }
}
