//! The demo shop in the words of `collect`: order drafts with their people.

use collect::orders;
use collect::orders::draft::{ConsentChannel, ConsentDraft, OrderDraft, PersonDraft};
use domain::{Currency, OrderStatus};
use sha2::{Digest, Sha256};

use super::{DemoShop, Line, Order, Person};

/// In whose words the bakery's numbers are unique.
pub(super) const SOURCE: &str = "bakery";

/// What people agreed to at the counter and on the web.
const WORDS_AGREED_TO: &str = "Yes, Corner Bakery may tell me about offers.";

impl DemoShop {
    /// An order as the bakery's till would tell it.
    pub fn draft_of(&self, order: &Order, currency: Currency) -> OrderDraft {
        let person = &self.people[order.place];
        let is_undone = matches!(order.status, OrderStatus::Refunded | OrderStatus::Returned);
        OrderDraft {
            source: SOURCE.to_owned(),
            external_id: order.number.clone(),
            person: Some(person_draft(person)),
            at: order.at,
            currency,
            amount: Some(order.amount()),
            status: order.status,
            source_status: None,
            discount: order.promo_code.map(|_| order.discount()),
            tax: None,
            shipping: None,
            refunded: is_undone.then(|| order.amount()),
            coupon: order.promo_code.map(str::to_owned),
            channel: Some(order.channel.to_owned()),
            country: Some(person.country.to_owned()),
            city: Some(person.city.to_owned()),
            lines: order.lines.iter().map(line_draft).collect(),
            content: digest(order),
        }
    }
}

fn person_draft(person: &Person) -> PersonDraft {
    PersonDraft {
        external_id: Some(person.number.clone()),
        email: Some(person.email.clone()),
        phone: None,
        name: Some(person.name.clone()),
        country: Some(person.country.to_owned()),
        city: Some(person.city.to_owned()),
        consents: consents_of(person),
        ..PersonDraft::default()
    }
}

/// The answers of a person, given with the first order.
pub(super) fn consents_of(person: &Person) -> Vec<ConsentDraft> {
    let answers =
        [(ConsentChannel::Email, person.email_consent), (ConsentChannel::Sms, person.sms_consent)];
    let given = answers.into_iter().filter_map(|(channel, answer)| Some((channel, answer?)));
    given
        .map(|(channel, granted)| ConsentDraft {
            channel,
            granted,
            at: Some(person.asked_at),
            text: granted.then(|| WORDS_AGREED_TO.to_owned()),
        })
        .collect()
}

fn line_draft(line: &Line) -> orders::Line {
    orders::Line {
        sku: Some(line.product.sku.to_owned()),
        product: Some(line.product.name.to_owned()),
        category: Some(line.product.category.to_owned()),
        quantity: line.quantity as f64,
        unit_price: Some(line.product.price),
        amount: Some(line.amount),
        cost: Some(line.product.cost * line.quantity),
    }
}

fn digest(order: &Order) -> [u8; 16] {
    let whole: [u8; 32] = Sha256::digest(format!("{order:?}")).into();
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}
