//! What a storefront tells, understood: an order, a person, money given back, a subscription, a
//! wish by the law.
//!
//! Pure: from a topic and a document to our words. What cannot be understood says why, in a word
//! that the page translates.
//!
//! Start reading at [`read`].

mod fields;
mod people;
mod shopify;
pub(super) mod stripe;
mod woocommerce;

use domain::{Currency, Instant, OrderStatus};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Kind;
use crate::orders::Line;
use crate::orders::draft::PersonDraft;

pub(super) use fields::unescaped;

/// What is to be known of a storefront to understand it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accent<'a> {
    /// Which system speaks.
    pub kind: Kind,
    /// The shop's currency: by it a phone without a country gets one.
    pub currency: Option<Currency>,
    /// The field in which the shop keeps a customer's "yes" to letters, where it has one.
    pub consent_field: Option<&'a str>,
}

/// What was told.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Told {
    /// An order as it is now.
    Order(Box<OrderTold>),
    /// The shop has thrown an order away.
    OrderGone { number: String },
    /// Money was given back.
    Refund { order: String, refund: Refund },
    /// A person as he is now, and what he answered.
    Person { number: String, person: Box<PersonDraft> },
    /// The shop has closed a person's account.
    PersonGone { number: String },
    /// A subscription as it is now.
    Subscription(Box<stripe::SubscriptionTold>),
    /// Something happened to a customer's money.
    Deed(Box<stripe::Deed>),
    /// Somebody asks for what the law gives him.
    Wish(Wish),
    /// The shop has cut the connection.
    Uninstalled,
    /// Nothing that we need; the word says why.
    Nothing(&'static str),
}

/// An order as its storefront tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct OrderTold {
    /// The storefront's number for it, which never changes.
    pub number: String,
    /// What people call it, and files too.
    pub name: String,
    /// When it was placed.
    pub at: Instant,
    /// When it was changed last; of two states the later one counts.
    pub changed_at: Instant,
    pub currency: Currency,
    /// What the customer was to pay, everything included; by it days are compared.
    pub total: Option<i64>,
    /// What the shop earned before anything was given back.
    pub net: Option<i64>,
    pub status: OrderStatus,
    pub source_status: Option<String>,
    pub discount: Option<i64>,
    pub tax: Option<i64>,
    pub shipping: Option<i64>,
    pub coupon: Option<String>,
    pub channel: Option<String>,
    pub country: Option<String>,
    pub city: Option<String>,
    pub lines: Vec<Line>,
    /// Money given back, as far as this document tells; kept apart, because it is also told alone.
    #[serde(skip)]
    pub refunds: Vec<Refund>,
    /// Who bought; kept with the customers, not here.
    #[serde(skip)]
    pub person: Option<PersonDraft>,
}

/// Money given back once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refund {
    /// The storefront's number for it.
    pub number: String,
    /// How much; exact, because its order may not be known yet, nor the order's currency.
    pub amount: Decimal,
}

/// What somebody asks for by the law.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    /// What is asked for, in the storefront's word.
    #[serde(skip)]
    pub topic: String,
    /// The storefront's number for the person; none when it is about the whole shop.
    pub number: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The numbers of the orders it is about.
    pub orders: Vec<String>,
}

/// Why a document cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misread {
    /// A stable word that the page translates.
    pub code: &'static str,
    /// The field at fault, where it is one.
    pub field: &'static str,
}

impl std::fmt::Display for Misread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.field {
            "" => f.write_str(self.code),
            field => write!(f, "{}: {field}", self.code),
        }
    }
}

impl Misread {
    fn of(code: &'static str, field: &'static str) -> Self {
        Self { code, field }
    }
}

/// Understands what was told under a topic.
pub(super) fn read(accent: Accent<'_>, topic: &str, body: &[u8]) -> Result<Told, Misread> {
    let document = fields::parsed(body)?;
    document_of(accent, topic, &document)
}

/// The same where the document is at hand.
pub(super) fn document_of(
    accent: Accent<'_>,
    topic: &str,
    document: &Json,
) -> Result<Told, Misread> {
    if !document.is_object() {
        return Err(Misread::of("not_an_object", ""));
    }
    match accent.kind {
        Kind::Shopify => shopify::read(accent, topic, document),
        Kind::Woocommerce => woocommerce::read(accent, topic, document),
        Kind::Stripe => stripe::read(accent, topic, document),
    }
}

/// The number of what a document is about, however little of it is understood; with Stripe always
/// that of a person.
pub(super) fn number_of(document: &Json) -> Option<String> {
    if stripe::is_one(document) {
        return stripe::number_of(document);
    }
    ["order_id", "customer_id", "id"].iter().find_map(|field| fields::number(document, field))
}

/// An order, or a subscription, as far as it is needed to count.
pub(super) struct Counted {
    pub(super) number: String,
    pub(super) currency: Currency,
    /// What the customer was to pay, everything included; of a subscription, what it is worth a
    /// month as it stands.
    pub(super) total: i64,
}

/// What an order counts for, by whatever little of it was asked for; none for what is no order
/// yet.
pub(super) fn counted(kind: Kind, document: &Json) -> Option<Counted> {
    let total = match kind {
        Kind::Shopify => "total_price",
        Kind::Woocommerce => "total",
        Kind::Stripe => return stripe::counted(document),
    };
    if kind == Kind::Woocommerce && woocommerce::is_draft(document) {
        return None;
    }
    let currency = fields::currency(document).ok()?;
    let total = fields::money(document, total, currency).ok()?.unwrap_or(0);
    Some(Counted { number: fields::number(document, "id")?, currency, total })
}
