//! What a source tells about one order before it is ours: an export file, a webhook, a till.
//!
//! A draft is complete (all its lines are there), its money is in whole minor units of one
//! currency, its moments are exact. Whoever writes drafts down decides whose customer it is.

use std::collections::BTreeMap;

use domain::{Currency, Instant, OrderStatus};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::line::Line;

/// One order as its source tells it, ready to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderDraft {
    /// In whose words `external_id` is unique: `shopify`, `file`, …
    pub source: String,
    /// The order's name at its source; without one, made from who, when, what and its ordinal.
    pub external_id: String,
    /// Who bought; none for a sale without a customer: revenue, but nobody's.
    pub person: Option<PersonDraft>,
    /// When it was ordered.
    pub at: Instant,
    /// The currency of every amount of this order.
    pub currency: Currency,
    /// What the shop earned by it, net, in minor units; none when the source has no money.
    pub amount: Option<i64>,
    /// What became of the order, in our words.
    pub status: OrderStatus,
    /// What became of it in the source's own words, as written.
    pub source_status: Option<String>,
    /// Discount given, in minor units.
    pub discount: Option<i64>,
    /// Tax, in minor units.
    pub tax: Option<i64>,
    /// Shipping paid by the customer, in minor units.
    pub shipping: Option<i64>,
    /// Money given back, in minor units; already taken off `amount`.
    pub refunded: Option<i64>,
    /// The promo code used.
    pub coupon: Option<String>,
    /// Where it was sold: `web`, a till, a marketplace.
    pub channel: Option<String>,
    /// The country it went to, as written.
    pub country: Option<String>,
    /// The city it went to, as written.
    pub city: Option<String>,
    /// What was bought, in the order of the source.
    pub lines: Vec<Line>,
    /// A digest of everything above: equal digests mean that nothing is to be written.
    pub content: [u8; 16],
}

impl OrderDraft {
    /// The draft with the digest of its content, which is the last thing to be filled in.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        let mut seal = Seal(Sha256::new());
        seal.text(&[Some(&self.source), Some(&self.external_id)]);
        seal.text(&[self.source_status.as_ref(), self.coupon.as_ref(), self.channel.as_ref()]);
        seal.text(&[self.country.as_ref(), self.city.as_ref()]);
        seal.0.update(self.currency.code());
        seal.0.update(self.status.word());
        seal.numbers(&[Some(self.at.0), self.amount, self.discount, self.tax]);
        seal.numbers(&[self.shipping, self.refunded]);
        if let Some(person) = &self.person {
            seal.person(person);
        }
        self.lines.iter().for_each(|line| seal.line(line));
        self.content.copy_from_slice(&seal.0.finalize()[..16]);
        self
    }
}

/// Takes in the parts of a draft one by one; lengths keep neighbours apart.
struct Seal(Sha256);

impl Seal {
    fn text(&mut self, texts: &[Option<&String>]) {
        for text in texts {
            self.numbers(&[text.map(|text| text.len() as i64)]);
            self.0.update(text.map_or("", |text| text));
        }
    }

    fn numbers(&mut self, numbers: &[Option<i64>]) {
        for number in numbers {
            self.0.update([u8::from(number.is_some())]);
            self.0.update(number.unwrap_or(0).to_le_bytes());
        }
    }

    fn person(&mut self, person: &PersonDraft) {
        self.text(&[person.external_id.as_ref(), person.email.as_ref(), person.phone.as_ref()]);
        self.text(&[person.name.as_ref(), person.country.as_ref(), person.city.as_ref()]);
        for consent in &person.consents {
            self.0.update([consent.channel as u8, u8::from(consent.granted)]);
            self.numbers(&[consent.at.map(|at| at.0)]);
            self.text(&[consent.text.as_ref()]);
        }
        for (field, value) in &person.fields {
            self.text(&[Some(field), Some(&value.to_string())]);
        }
    }

    fn line(&mut self, line: &Line) {
        self.text(&[line.sku.as_ref(), line.product.as_ref(), line.category.as_ref()]);
        self.0.update(line.quantity.to_bits().to_le_bytes());
        self.numbers(&[line.unit_price, line.amount, line.cost]);
    }
}

/// The buyer as the source knows them; at least one of the first three is present.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonDraft {
    /// The customer number at the source.
    pub external_id: Option<String>,
    /// E-mail address, tidied (no blanks, lower case).
    pub email: Option<String>,
    /// Phone number, tidied (digits with a leading `+` where the country is known).
    pub phone: Option<String>,
    /// Full name.
    pub name: Option<String>,
    /// Country, as written.
    pub country: Option<String>,
    /// City, as written.
    pub city: Option<String>,
    /// What this person answered when asked whether we may write; nothing means not asked.
    pub consents: Vec<ConsentDraft>,
    /// What the source tells in the shop's own fields, in the form in which it is kept.
    pub fields: BTreeMap<String, Json>,
}

/// One explicit answer of a person found in a source.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentDraft {
    /// By which way we may, or may not, write: `email` or `sms`.
    pub channel: ConsentChannel,
    /// Yes or no.
    pub granted: bool,
    /// When the answer was given, where the source says so.
    pub at: Option<Instant>,
    /// The words the person agreed to, where the source keeps them.
    pub text: Option<String>,
}

/// The ways of writing to a person that a file can carry answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentChannel {
    /// E-mail.
    Email,
    /// Text messages.
    Sms,
}
