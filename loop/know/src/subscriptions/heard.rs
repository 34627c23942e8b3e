//! What was heard of subscriptions: files of them, and the events that a source calls
//! `Subscription Started` and the like, read into states with a monthly revenue.

use std::collections::{BTreeMap, HashSet};

use collect::subscriptions::{self, Interval, Price, Status};
use collect::timeline;
use domain::{Currency, Instant, ShopZone};
use records::{RecordsError, ShopTx};
use serde_json::Value;

use super::counting::State;

/// What subscriptions are heard by, and how one stands that says nothing of it.
const HEARD_BY: [(&str, Status); 11] = [
    (subscriptions::TOLD, Status::Active),
    ("Subscription Started", Status::Active),
    ("Subscription Updated", Status::Active),
    ("Subscription Renewed", Status::Active),
    ("Subscription Resumed", Status::Active),
    ("Subscription Reactivated", Status::Active),
    ("Subscription Trial Started", Status::Trialing),
    ("Subscription Paused", Status::Paused),
    ("Subscription Cancelled", Status::Canceled),
    ("Subscription Canceled", Status::Canceled),
    ("Subscription Expired", Status::Canceled),
];

/// The states of all subscriptions in the order of time, and what could not be read.
#[derive(Debug, Default)]
pub(super) struct AllHeard {
    pub states: Vec<State>,
    /// When the first of them was.
    pub first_at: Option<Instant>,
    /// States without a price or an interval, or with words nobody knows.
    pub n_unread: u64,
    /// States in another currency than the shop's.
    pub n_other_currency: u64,
}

/// One thing that was heard.
struct Heard {
    at: Instant,
    customer_no: i64,
    properties: Value,
    usual: Status,
}

/// Reads everything that was heard up to a moment of these customers, or of all.
pub(super) async fn all(
    tx: &mut ShopTx,
    (zone, currency): (&ShopZone, Option<Currency>),
    until: Instant,
    only: Option<&HashSet<i64>>,
) -> Result<AllHeard, RecordsError> {
    let mut heard = Vec::new();
    for (name, usual) in HEARD_BY {
        let told = timeline::told_deeds(tx, name, Instant(i64::MIN), until).await?;
        heard.extend(told.into_iter().filter_map(|deed| {
            let (at, customer_no) = (deed.at, deed.customer_no);
            let is_meant = only.is_none_or(|only| only.contains(&customer_no));
            let properties = deed.properties.filter(|_| is_meant)?;
            Some(Heard { at, customer_no, properties, usual })
        }));
    }
    heard.sort_by_key(|heard| heard.at);
    Ok(read(&heard, zone, currency))
}

/// What is known of one subscription; what a later word leaves out stays as it was.
#[derive(Clone, Default)]
struct Known {
    minor: Option<i64>,
    interval: Option<Interval>,
    n_intervals: Option<u32>,
    is_metered: bool,
}

fn read(heard: &[Heard], zone: &ShopZone, currency: Option<Currency>) -> AllHeard {
    let mut all = AllHeard { first_at: heard.first().map(|it| it.at), ..AllHeard::default() };
    let mut known: BTreeMap<(i64, String), Known> = BTreeMap::new();
    for Heard { at, customer_no, properties, usual } in heard {
        let told = |name: &str| properties.get(name).filter(|told| !told.is_null());
        let text = |name: &str| told(name).map(text_of).filter(|text| !text.is_empty());
        let other =
            text("currency").is_some_and(|told| Some(told.to_uppercase()) != code(currency));
        if other {
            all.n_other_currency += 1;
            continue;
        }
        let subscription = text("subscription_id").or_else(|| text("id")).unwrap_or_default();
        let known = known.entry((*customer_no, subscription.clone())).or_default();
        known.hear(&told, currency);
        let status = match text("status") {
            Some(word) => Status::named(&word),
            None => Some(*usual),
        };
        let Some(monthly) = status.and_then(|status| known.monthly(status)) else {
            all.n_unread += 1;
            continue;
        };
        let day = zone.day_of(*at);
        all.states.push(State { customer_no: *customer_no, subscription, day, monthly });
    }
    all
}

fn code(currency: Option<Currency>) -> Option<String> {
    currency.map(|currency| currency.code().to_owned())
}

fn text_of(told: &Value) -> String {
    told.as_str().map_or_else(|| told.to_string(), |text| text.trim().to_owned())
}

fn number_of(told: &Value) -> Option<f64> {
    let number = told.as_f64().or_else(|| told.as_str()?.trim().parse().ok())?;
    number.is_finite().then_some(number)
}

impl Known {
    fn hear<'a>(&mut self, told: &impl Fn(&str) -> Option<&'a Value>, currency: Option<Currency>) {
        let number = |name: &str| told(name).and_then(number_of);
        let coins = 10_f64.powi(currency.map_or(2, |currency| currency.digits().cast_signed()));
        // A file tells whole coins; an event tells units of money, a quantity, and what is off.
        let minor = number("amount_minor").or_else(|| {
            let amount = number("amount").or_else(|| number("price"))?;
            let off = number("discount").unwrap_or_default();
            Some((amount * number("quantity").unwrap_or(1.0) - off) * coins)
        });
        if let Some(minor) = minor.filter(|minor| minor.abs() < MINOR_MAX) {
            self.minor = Some((minor.round() as i64).max(0));
        }
        if let Some(interval) = told("interval").and_then(Value::as_str).and_then(Interval::named) {
            self.interval = Some(interval);
        }
        if let Some(count) =
            number("interval_count").filter(|count| (1.0..=1_000.0).contains(count))
        {
            self.n_intervals = Some(count as u32);
        }
        if let Some(usage) = told("usage_type").and_then(Value::as_str) {
            self.is_metered = usage.eq_ignore_ascii_case("metered");
        }
    }

    /// What it is worth a month while it stands so; none where its price is not known and matters.
    fn monthly(&self, status: Status) -> Option<i64> {
        if !status.counts() || self.is_metered {
            return Some(0);
        }
        let n_intervals = self.n_intervals.unwrap_or(1);
        let interval = self.interval.unwrap_or(Interval::Month);
        Some(Price { minor: self.minor?, interval, n_intervals }.monthly())
    }
}

/// Beyond this a float does not hold every coin.
const MINOR_MAX: f64 = 9e15;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn heard(told: &[(&str, Value, Status)]) -> AllHeard {
        let heard: Vec<Heard> = told
            .iter()
            .map(|(at, properties, usual)| Heard {
                at: at.parse().expect("a moment"),
                customer_no: 1,
                properties: properties.clone(),
                usual: *usual,
            })
            .collect();
        let zone = ShopZone::named("Europe/Kyiv").expect("a zone");
        read(&heard, &zone, Some("EUR".parse().expect("a currency")))
    }

    #[test]
    fn what_a_later_word_leaves_out_stays_as_it_was() {
        let all = heard(&[
            (
                "2025-01-05T23:30:00Z",
                json!({ "subscription_id": "s", "amount": "120.00", "interval": "year" }),
                Status::Active,
            ),
            ("2025-02-01T10:00:00Z", json!({ "subscription_id": "s" }), Status::Paused),
            (
                "2025-03-01T10:00:00Z",
                json!({ "subscription_id": "s", "quantity": 2, "amount": 10, "discount": 5,
                        "interval": "month", "status": "past_due" }),
                Status::Active,
            ),
            ("2025-04-01T10:00:00Z", json!({ "subscription_id": "s" }), Status::Canceled),
        ]);
        let told: Vec<_> = all.states.iter().map(|it| (it.day.to_string(), it.monthly)).collect();
        let told: Vec<_> = told.iter().map(|(day, monthly)| (day.as_str(), *monthly)).collect();
        let expected =
            [("2025-01-06", 1_000), ("2025-02-01", 0), ("2025-03-01", 1_500), ("2025-04-01", 0)];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_cannot_be_read_is_counted_and_never_guessed() {
        let at = "2025-01-05T10:00:00Z";
        let all = heard(&[
            (at, json!({ "id": "a" }), Status::Active),
            (at, json!({ "id": "b", "amount": 5, "status": "sleeping" }), Status::Active),
            (at, json!({ "id": "c", "amount": 5, "currency": "USD" }), Status::Active),
            (at, json!({ "id": "d", "amount": 9, "usage_type": "metered" }), Status::Active),
            (at, json!({ "id": "e", "amount": 9 }), Status::Trialing),
        ]);
        assert_eq!((all.n_unread, all.n_other_currency), (2, 1));
        assert_eq!(all.states.iter().map(|it| it.monthly).collect::<Vec<_>>(), [0, 0]);
    }
}
