//! Orders out of what was said about them, word by word.
//!
//! Words about an order arrive in any order and more than once. All of them are kept, and the order
//! is what they come to when they are read by the time they were said: whatever the network does,
//! the same words make the same order.

use std::collections::BTreeSet;

use domain::{Currency, Instant, OrderStatus};
use records::{RecordsError, ShopTx};
use serde_json::{Map, Value as Json};

use super::people::{Joining, Whose};
use super::rows;
use super::terms::Terms;
use crate::customers::Known;
use crate::events::message::{
    Message, ORDER_CANCELLED, ORDER_COMPLETED, ORDER_REFUNDED, ORDER_UPDATED, text,
};
use crate::orders;
use crate::orders::draft::OrderDraft;
use crate::shop;

/// The code of ISO 4217 for no currency.
pub(super) const NO_CURRENCY: &str = "XXX";

/// Orders that get their currency in one transaction; the rest get it in the next.
const AT_ONCE: u32 = 1_000;

/// The longest name of an order.
const NAME_MAX: usize = 255;

/// One thing said about an order.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) at: Instant,
    pub(super) kind: String,
    pub(super) properties: Map<String, Json>,
    pub(super) customer: Option<Known>,
}

/// The name of the order that a message is about; none when it is about none, or does not say.
pub(in crate::events) fn order_of(message: &Message) -> Option<String> {
    is_about_an_order(message).then_some(())?;
    let named = ["order_id", "orderId"].iter().find_map(|field| message.about.get(*field));
    let name = named.and_then(text)?;
    (!name.is_empty() && name.chars().count() <= NAME_MAX).then_some(name)
}

/// Whether a message says something about an order.
pub(in crate::events) fn is_about_an_order(message: &Message) -> bool {
    [ORDER_COMPLETED, ORDER_UPDATED, ORDER_REFUNDED, ORDER_CANCELLED].contains(&message.kind)
}

/// The currency that amounts without one are in: the shop's.
///
/// The first order that names one tells it to a shop that has not said any, as a first file does.
/// Before that it is the code for none, as in a file without money.
pub(super) async fn currency_of(
    tx: &mut ShopTx,
    messages: &[&Message],
) -> Result<Currency, RecordsError> {
    let mut settings = shop::settings(tx).await?;
    if let Some(currency) = settings.currency {
        return Ok(currency);
    }
    let about_orders = messages.iter().filter(|message| is_about_an_order(message));
    let named = |message: &&&Message| message.about.get("currency")?.as_str()?.parse().ok();
    match about_orders.filter_map(|message| named(&message)).next() {
        Some(currency) => {
            settings.currency = Some(currency);
            shop::save_settings(tx, &settings).await?;
            Ok(currency)
        }
        None => Ok(NO_CURRENCY.parse().expect("ISO 4217 has a code for no currency")),
    }
}

/// Keeps the words of these messages and brings the orders they are about up to date.
pub(super) async fn record(
    tx: &mut ShopTx,
    source: &str,
    told: &[(&str, &Message, Whose)],
    joinings: &[Joining],
    currency: Currency,
) -> Result<(), RecordsError> {
    let mut words = Vec::new();
    let mut names = BTreeSet::new();
    for (id, message, whose) in told {
        if let Some(order) = order_of(message) {
            words.push((order.clone(), *id, *message, *whose));
            names.insert(order);
        }
    }
    rows::add_words(tx, source, words).await?;
    for joining in joinings {
        names.extend(rows::give_words(tx, source, joining).await?);
    }
    if names.is_empty() {
        return Ok(());
    }
    if currency.code() != NO_CURRENCY {
        // Told before anybody knew the currency of the shop; now it is known.
        names.extend(orders::named_in(tx, source, NO_CURRENCY, AT_ONCE).await?);
    }
    let names: Vec<String> = names.into_iter().collect();
    let mut said = rows::words(tx, source, &names).await?;
    let (mut drafts, mut customers) = (Vec::new(), Vec::new());
    for name in names {
        let words = said.remove(&name).unwrap_or_default();
        customers.push(words.iter().rev().find_map(|word| word.customer));
        drafts.push(order(source, name, &words, currency));
    }
    orders::record_many_of(tx, None, &drafts, customers).await?;
    Ok(())
}

/// What the words about an order come to, in the order in which they were said.
fn order(source: &str, name: String, words: &[Word], currency: Currency) -> OrderDraft {
    let told = |word: &Word| text(word.properties.get("currency")?)?.parse().ok();
    let currency = words.iter().rev().find_map(told).unwrap_or(currency);
    let mut terms = Terms::default();
    let (mut placed_at, mut refunded, mut status) = (None, None, OrderStatus::Paid);
    for word in words {
        let told = Terms::read(&word.properties, currency);
        match word.kind.as_str() {
            ORDER_CANCELLED => status = OrderStatus::Cancelled,
            ORDER_REFUNDED => {
                let back = told.refund().or(terms.amount());
                let sum = refunded.unwrap_or(0_i64).saturating_add(back.unwrap_or(0));
                refunded = back.map(|_| sum).or(refunded);
                if terms.amount().is_none_or(|amount| sum >= amount) {
                    status = OrderStatus::Refunded;
                }
            }
            kind => {
                if kind == ORDER_COMPLETED {
                    placed_at.get_or_insert(word.at);
                }
                terms = told.over(terms);
            }
        }
    }
    let first_said_at = words.first().map_or(Instant(0), |word| word.at);
    let given_back = refunded.unwrap_or(0);
    let draft = OrderDraft {
        source: source.to_owned(),
        external_id: name,
        person: None,
        at: placed_at.unwrap_or(first_said_at),
        currency,
        amount: terms.amount().map(|amount| (amount - given_back).max(0)),
        status,
        source_status: words.last().map(|word| word.kind.clone()),
        discount: terms.discount,
        tax: terms.tax,
        shipping: terms.shipping,
        refunded,
        coupon: terms.coupon,
        channel: terms.channel,
        country: None,
        city: None,
        lines: terms.lines.unwrap_or_default(),
        content: [0; 16],
    };
    draft.sealed()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn word(at: i64, kind: &str, properties: Json) -> Word {
        let Json::Object(properties) = properties else { panic!("properties are an object") };
        Word { at: Instant(at), kind: kind.to_owned(), properties, customer: None }
    }

    fn told(words: &[Word]) -> (OrderStatus, Option<i64>, Option<i64>, i64) {
        let order = order("web", "7".to_owned(), words, "EUR".parse().expect("a currency"));
        (order.status, order.amount, order.refunded, order.at.0)
    }

    #[test]
    fn money_is_what_the_shop_earned_and_what_was_given_back_is_taken_off() {
        // The example of Segment's e-commerce spec: 27.50 paid, of it 3 shipping and 2 tax.
        let placed = word(5, ORDER_COMPLETED, json!({ "total": 27.5, "shipping": 3, "tax": 2 }));
        assert_eq!(told(&[placed.clone()]), (OrderStatus::Paid, Some(2_250), None, 5));
        let some_back = word(6, ORDER_REFUNDED, json!({ "total": "10.00" }));
        let part = [placed.clone(), some_back.clone()];
        assert_eq!(told(&part), (OrderStatus::Paid, Some(1_250), Some(1_000), 5));
        let rest_back = word(7, ORDER_REFUNDED, json!({ "total": 12.5 }));
        let whole = [placed.clone(), some_back, rest_back];
        assert_eq!(told(&whole), (OrderStatus::Refunded, Some(0), Some(2_250), 5));
        let all_back = [placed, word(8, ORDER_REFUNDED, json!({}))];
        assert_eq!(told(&all_back), (OrderStatus::Refunded, Some(0), Some(2_250), 5));
    }

    #[test]
    fn an_update_changes_what_it_names_and_revives_nothing() {
        let placed = word(1, ORDER_COMPLETED, json!({ "revenue": 20, "coupon": "SPRING" }));
        let cancelled = word(2, ORDER_CANCELLED, json!({}));
        let updated = word(3, ORDER_UPDATED, json!({ "revenue": 25 }));
        let words = [placed, cancelled, updated];
        assert_eq!(told(&words), (OrderStatus::Cancelled, Some(2_500), None, 1));
        let order = order("web", "7".to_owned(), &words, "EUR".parse().expect("a currency"));
        assert_eq!(order.coupon.as_deref(), Some("SPRING"));
    }
}
