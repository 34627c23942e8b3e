//! Asking a storefront: its orders and customers, page by page, no faster than it likes.
//!
//! Calls go through the guard of `wire::calls`: an address in the own network is asked only where
//! the storefront's papers say that it lives there.
//!
//! Start reading at [`Peer::page`].

mod answers;
mod shopify;
mod stripe;
mod woocommerce;

use std::time::Duration;

use domain::Instant;
use hyper::Method;
use hyper::header::HeaderMap;
use records::ShopTx;
use serde_json::Value as Json;
use url::Url;
use wire::calls::{self, Answer, Bounds, Broken, Call, Reach};

use super::{API, Kind, Storefront, rows, sealed_as};
use crate::shop::Shop;

/// What is waited for and read of an answer: a page of a hundred orders with many lines is some
/// megabytes; stories have no patience.
const BOUNDS: Bounds = Bounds {
    answer_within: Duration::from_secs(if cfg!(test) { 2 } else { 40 }),
    answer_max: 64 * 1024 * 1024,
};

/// Who can be asked.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    kind: Kind,
    base: String,
    reach: Reach,
    name: String,
    secret: String,
}

/// Which list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Orders,
    Subscriptions,
    Customers,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asking<'a> {
    pub(super) part: Part,
    /// Where to read on; nothing at the beginning.
    pub(super) place: &'a Json,
    /// Placed from one moment until before another; everything when unsaid.
    pub(super) between: Option<(Instant, Instant)>,
    /// Only what is needed to count and to add up.
    pub(super) is_lean: bool,
}

/// A page of documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) items: Vec<Json>,
    /// Where to read on; none after the last page.
    pub(super) next: Option<Json>,
    /// How many there are in all, where it says so.
    pub(super) n_all: Option<i64>,
    /// How long it would like not to be asked.
    pub(super) rest: Duration,
}

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// A stable word that the page translates.
    pub(super) code: &'static str,
    /// What was said, for the one who looks for the cause.
    pub(super) detail: String,
    /// How long to wait before asking again; none when that is useless.
    pub(super) again: Option<Again>,
}

/// When to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// After so long, as the storefront says.
    After(Duration),
    /// Later and later.
    Later,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.detail)
    }
}

impl Trouble {
    fn for_good(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), again: None }
    }

    fn later(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), again: Some(Again::Later) }
    }
}

impl Peer {
    /// Who is asked for a storefront, with its key.
    pub(super) async fn of(
        shop: &Shop,
        tx: &mut ShopTx,
        storefront: &Storefront,
    ) -> Result<Self, Trouble> {
        let internal = |error: String| Trouble::later("records", error);
        let sealed =
            rows::sealed(tx, storefront.id).await.map_err(|error| internal(error.to_string()))?;
        let Some(secret) = sealed.api_secret else {
            return Err(Trouble::for_good("no_key", "there is no key for its API"));
        };
        let name = sealed_as(storefront.id, API);
        let seal = shop.seal(tx).and_then(|seal| seal.open(&name, &secret));
        Ok(Self {
            kind: storefront.kind,
            base: storefront.address.clone(),
            reach: if storefront.own_network { Reach::OwnNetwork } else { Reach::Outside },
            name: sealed.api_name.unwrap_or_default(),
            secret: seal.map_err(|error| Trouble::for_good("sealed", error.to_string()))?,
        })
    }

    /// Asks for one page.
    pub(super) async fn page(&self, asking: &Asking<'_>) -> Result<Page, Trouble> {
        match self.kind {
            Kind::Shopify => shopify::page(self, asking).await,
            Kind::Woocommerce => woocommerce::page(self, asking).await,
            Kind::Stripe => stripe::page(self, asking).await,
        }
    }

    /// Asks for a document under the storefront's address, told so in these heads.
    async fn get(
        &self,
        path: &str,
        query: &[(&str, String)],
        told: &[(&str, String)],
    ) -> Result<(Answer, Json), Trouble> {
        let mut url: Url = format!("{}{path}", self.base)
            .parse()
            .map_err(|_| Trouble::for_good("no_address", self.base.clone()))?;
        url.query_pairs_mut().extend_pairs(query);
        let mut headers = HeaderMap::new();
        headers.extend(told.iter().flat_map(|(name, text)| calls::header(name, text)));
        headers.extend(calls::header("accept", "application/json"));
        let (reach, bounds) = (self.reach, BOUNDS);
        let call = Call { method: Method::GET, url, headers, body: Vec::new(), reach, bounds };
        let answer = call.make().await.map_err(|broken| match broken {
            Broken::Unreached(why) => Trouble::later("unreachable", why),
            Broken::Lost(why) => Trouble::later("lost", why),
        })?;
        answers::understood(answer)
    }
}
