//! A subscription of Stripe's: what it costs for how long, and how it stands.
//!
//! Its price is the sum of its items, each so many times, without what is paid by use, less what
//! is off for ever. A coupon that ends takes nothing off, because then the shop earns the whole
//! again (Stripe's billing glossary).

use domain::{Currency, Instant};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::{Accent, Misread, at, owner_told, units};
use crate::orders::draft::PersonDraft;
use crate::storefronts::telling::fields::{currency, list, text};
use crate::subscriptions::{Interval, Price, Status};

/// A subscription as Stripe tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::storefronts) struct SubscriptionTold {
    /// `sub_…`, which never changes.
    pub number: String,
    /// When Stripe began to know it; by this its lists are asked.
    pub created_at: Instant,
    /// Since when it is one, which may be before.
    pub started_at: Instant,
    /// Until when it is tried out.
    pub trial_until: Option<Instant>,
    /// When it was over.
    pub ended_at: Option<Instant>,
    pub status: Status,
    /// It goes on until the end of what is paid, and not beyond.
    pub ends_soon: bool,
    /// Who ended it, or what: `cancellation_requested`, `payment_failed`, `payment_disputed`.
    pub end_reason: Option<String>,
    /// What the customer chose for why he left, such as `too_expensive`; what he wrote himself is
    /// not kept, because it may speak of anybody.
    pub end_feedback: Option<String>,
    pub currency: Currency,
    pub items: Vec<Item>,
    /// What is off the whole.
    pub discounts: Vec<Discount>,
    /// What its first item is called.
    pub plan: Option<String>,
    /// Whose it is; kept with the customers, not here.
    #[serde(skip)]
    pub person: PersonDraft,
}

/// One thing that is paid for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::storefronts) struct Item {
    /// What all of it costs each time, in minor units; none where that is known only afterwards.
    pub minor: Option<i64>,
    pub interval: Interval,
    pub n_intervals: u32,
    pub is_metered: bool,
    pub discounts: Vec<Discount>,
}

/// Something off: events only name it, lists tell what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::storefronts) struct Discount {
    /// `di_…`.
    pub number: String,
    /// What it takes off; none while it is only named.
    pub coupon: Option<Coupon>,
}

/// What a coupon takes off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::storefronts) enum Coupon {
    /// So many millionths of the price, for ever.
    Millionths(i64),
    /// So many minor units each time, for ever.
    Minor(i64),
    /// Something that ends, which does not count.
    Ends,
}

/// Understands a subscription.
pub(super) fn read(accent: Accent<'_>, object: &Json) -> Result<SubscriptionTold, Misread> {
    let currency = currency(object)?;
    let created_at = at(object, "created").ok_or(Misread::of("no_date", "created"))?;
    let items = list(&object["items"], "data");
    let status = text(object, "status").and_then(|word| Status::named(&word));
    Ok(SubscriptionTold {
        number: text(object, "id").ok_or(Misread::of("no_number", "id"))?,
        created_at,
        started_at: at(object, "start_date").unwrap_or(created_at),
        trial_until: at(object, "trial_end"),
        ended_at: at(object, "ended_at"),
        status: uncollected(object, status.ok_or(Misread::of("unknown_status", "status"))?),
        ends_soon: object["cancel_at_period_end"] == true,
        end_reason: text(&object["cancellation_details"], "reason"),
        end_feedback: text(&object["cancellation_details"], "feedback"),
        currency,
        items: items.iter().map(|one| item(one, currency)).collect::<Result<_, _>>()?,
        discounts: discounts(object, currency),
        plan: items.first().and_then(plan),
        person: owner_told(accent, object)?,
    })
}

/// Whoever is not charged for what he gets pays nothing, though Stripe calls that active. Drafts
/// that are kept will be charged.
fn uncollected(object: &Json, status: Status) -> Status {
    match object["pause_collection"]["behavior"].as_str() {
        Some("void" | "mark_uncollectible") if status.counts() => Status::Paused,
        _ => status,
    }
}

fn item(one: &Json, currency: Currency) -> Result<Item, Misread> {
    // Before 2018 what an item costs was its plan, which still stands beside the price.
    let price = if one["price"].is_object() { &one["price"] } else { &one["plan"] };
    let often = if price["recurring"].is_object() { &price["recurring"] } else { price };
    let interval = text(often, "interval").and_then(|word| Interval::named(&word));
    let n_intervals = often["interval_count"].as_u64().and_then(|n| u32::try_from(n).ok());
    let is_metered = often["usage_type"] == "metered";
    let unit = ["unit_amount_decimal", "unit_amount", "amount_decimal", "amount"]
        .into_iter()
        .find_map(|field| text(price, field));
    let unit: Option<Decimal> = match unit {
        Some(unit) => Some(unit.parse().map_err(|_| Misread::of("bad_money", "unit_amount"))?),
        None => None,
    };
    let quantity = one["quantity"].as_i64().unwrap_or(1);
    let packs = packs(quantity, &price["transform_quantity"]);
    let minor = match unit {
        Some(unit) => Some(times(unit / Decimal::from(units(currency)), packs)?),
        None => None,
    };
    Ok(Item {
        minor: minor.filter(|_| !is_metered),
        interval: interval.ok_or(Misread::of("no_interval", "interval"))?,
        n_intervals: n_intervals.unwrap_or(1).max(1),
        is_metered,
        discounts: discounts(one, currency),
    })
}

/// How often a price is paid for a quantity that is sold by packs.
fn packs(quantity: i64, transform: &Json) -> i64 {
    let Some(size) = transform["divide_by"].as_i64().filter(|size| *size > 0) else {
        return quantity;
    };
    match transform["round"] == "up" {
        true => quantity / size + i64::from(quantity % size > 0),
        false => quantity / size,
    }
}

/// More than any shop asks for anything, and little enough to be multiplied and added up.
const MINOR_MAX: i64 = 1_000_000_000_000_000;

fn times(unit: Decimal, packs: i64) -> Result<i64, Misread> {
    let minor = unit.checked_mul(Decimal::from(packs)).and_then(|minor| {
        minor.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()
    });
    let fits = minor.filter(|minor| (0..=MINOR_MAX).contains(minor));
    fits.ok_or(Misread::of("bad_money", "unit_amount"))
}

fn plan(item: &Json) -> Option<String> {
    let price = &item["price"];
    let named = ["nickname", "lookup_key"].iter().find_map(|field| text(price, field));
    named.or_else(|| text(&price["product"], "name")).or_else(|| text(price, "product"))
}

/// What is off: a list of names or of whole discounts, and before 2024 a single one.
fn discounts(object: &Json, currency: Currency) -> Vec<Discount> {
    let many = list(object, "discounts");
    let told: Vec<&Json> = match object.get("discount").filter(|one| one.is_object()) {
        Some(one) if many.iter().all(|one| !one.is_object()) => vec![one],
        _ => many.iter().collect(),
    };
    let of = |one: &Json| {
        let number = one.as_str().map(str::to_owned).or_else(|| text(one, "id"))?;
        let coupon = [&one["coupon"], &one["source"]["coupon"]];
        let coupon = coupon.into_iter().find(|coupon| coupon.is_object());
        Some(Discount { number, coupon: coupon.map(|coupon| coupon_of(coupon, currency)) })
    };
    told.into_iter().filter_map(of).collect()
}

fn coupon_of(coupon: &Json, currency: Currency) -> Coupon {
    if coupon["duration"] != "forever" {
        return Coupon::Ends;
    }
    let percent: Option<Decimal> = text(coupon, "percent_off").and_then(|text| text.parse().ok());
    let percent = percent.filter(|it| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(it));
    let millionths = percent.and_then(|percent| (percent * Decimal::from(10_000)).to_i64());
    match (millionths, coupon["amount_off"].as_i64()) {
        (Some(millionths), _) => Coupon::Millionths(millionths),
        (None, Some(off)) => Coupon::Minor(off / units(currency)),
        (None, None) => Coupon::Ends,
    }
}

impl Discount {
    /// What is left of a price.
    fn leaves(&self, minor: i64) -> i64 {
        match &self.coupon {
            Some(Coupon::Millionths(millionths)) => {
                let off = (i128::from(minor) * i128::from(*millionths) + 500_000) / 1_000_000;
                minor - i64::try_from(off).unwrap_or(minor)
            }
            Some(Coupon::Minor(off)) => minor.saturating_sub(*off).max(0),
            Some(Coupon::Ends) | None => minor,
        }
    }
}

impl SubscriptionTold {
    /// Whether anything off is only named, so that it is not known what it takes.
    pub fn has_unknown_discount(&self) -> bool {
        self.every_discount().any(|one| one.coupon.is_none())
    }

    /// The same, knowing what was told of its discounts before.
    pub fn knowing(mut self, before: &Self) -> Self {
        let known: Vec<Discount> = before.every_discount().cloned().collect();
        let of_items = self.items.iter_mut().flat_map(|item| &mut item.discounts);
        for one in of_items.chain(&mut self.discounts).filter(|one| one.coupon.is_none()) {
            let same = known.iter().find(|known| known.number == one.number);
            one.coupon = same.and_then(|known| known.coupon.clone());
        }
        self
    }

    fn every_discount(&self) -> impl Iterator<Item = &Discount> {
        self.items.iter().flat_map(|item| &item.discounts).chain(&self.discounts)
    }

    /// What it costs for how long; none where that is not known, or nothing is paid but use.
    ///
    /// Items that are paid at different times are brought to a month each.
    pub fn price(&self) -> Option<Price> {
        let paid: Vec<&Item> = self.items.iter().filter(|item| !item.is_metered).collect();
        let first = paid.first()?;
        let is_one =
            |item: &&Item| (item.interval, item.n_intervals) == (first.interval, first.n_intervals);
        let are_one = paid.iter().all(is_one);
        let mut sum = 0_i64;
        for item in &paid {
            let minor = item.discounts.iter().fold(item.minor?, |left, off| off.leaves(left));
            let (interval, n_intervals) = (item.interval, item.n_intervals);
            let price = Price { minor, interval, n_intervals };
            sum = sum.saturating_add(if are_one { minor } else { price.monthly() });
        }
        let minor = self.discounts.iter().fold(sum, |left, off| off.leaves(left));
        let (interval, n_intervals) = match are_one {
            true => (first.interval, first.n_intervals),
            false => (Interval::Month, 1),
        };
        Some(Price { minor, interval, n_intervals })
    }

    /// What it is worth a month as it stands, in minor units.
    pub fn monthly(&self) -> i64 {
        self.price().filter(|_| self.status.counts()).map_or(0, Price::monthly)
    }

    /// What a happening tells of it in this status.
    pub fn properties(&self, status: Status) -> Json {
        let price = self.price();
        let is_metered = !self.items.is_empty() && self.items.iter().all(|item| item.is_metered);
        json!({
            "subscription_id": self.number,
            "status": status,
            "amount_minor": price.map(|price| price.minor),
            "currency": self.currency.code(),
            "interval": price.map(|price| price.interval),
            "interval_count": price.map(|price| price.n_intervals),
            "usage_type": if is_metered { "metered" } else { "licensed" },
            "plan": self.plan,
            "ends_soon": self.ends_soon,
            "end_reason": self.end_reason,
            "end_feedback": self.end_feedback,
        })
    }

    /// Whether this says no more than another: who it is of and what is off by which name do not
    /// matter.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.properties(self.status) == other.properties(other.status)
            && self.ended_at == other.ended_at
    }

    /// Whether its dates tell how it stands at a moment, so that it needs no word of its own.
    pub fn is_told_by_dates(&self, moment: Instant) -> bool {
        self.before(moment).last().is_some_and(|(_, status)| *status == self.status)
    }

    /// How it stood before a moment, by its dates, the oldest first: whoever hears of it late
    /// knows when it began, when it was paid for the first time and when it was over, and takes
    /// today's price for what it was.
    pub fn before(&self, moment: Instant) -> Vec<(Instant, Status)> {
        let mut stood = Vec::new();
        match self.trial_until.filter(|until| *until > self.started_at) {
            None if matches!(self.status, Status::Incomplete | Status::IncompleteExpired) => {}
            None => stood.push((self.started_at, Status::Active)),
            Some(until) => {
                stood.push((self.started_at, Status::Trialing));
                if self.status != Status::Trialing && self.ended_at.is_none_or(|end| end > until) {
                    stood.push((until, Status::Active));
                }
            }
        }
        stood.extend(self.ended_at.map(|end| (end, self.status)));
        stood.retain(|(at, _)| *at < moment);
        stood
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storefronts::Kind;

    fn told(object: &Json) -> Result<SubscriptionTold, Misread> {
        read(Accent { kind: Kind::Stripe, currency: None, consent_field: None }, object)
    }

    fn item(unit: Json, quantity: i64, interval: &str, discounts: Json) -> Json {
        json!({ "quantity": quantity, "discounts": discounts, "price": {
            "unit_amount_decimal": unit, "nickname": "Basic",
            "recurring": { "interval": interval, "interval_count": 1, "usage_type": "licensed" },
        } })
    }

    fn of_items(items: Vec<Json>) -> Json {
        json!({ "id": "sub_1", "object": "subscription", "customer": "cus_1", "status": "active",
            "created": 1_700_000_000, "currency": "eur", "discounts": [],
            "items": { "data": items } })
    }

    fn off(fields: Json) -> Json {
        let mut coupon = json!({ "duration": "forever" });
        coupon.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        json!({ "id": "di_1", "coupon": coupon })
    }

    #[test]
    fn a_price_is_all_items_less_what_is_off_for_ever() {
        let month = |unit: &str, n, discounts| item(json!(unit), n, "month", discounts);
        let price = |object: &Json| told(object).expect("it makes sense").price();
        let eur = |minor| Some(Price { minor, interval: Interval::Month, n_intervals: 1 });
        let mut one = of_items(vec![month("1000", 3, json!([])), month("250.5", 1, json!([]))]);
        assert_eq!(price(&one), eur(3_251), "half a cent is rounded away from zero");
        one["discounts"] = json!([off(json!({ "percent_off": 10 }))]);
        assert_eq!(price(&one), eur(3_251 - 325));
        one["discounts"] = json!([off(json!({ "amount_off": 500 }))]);
        assert_eq!(price(&one), eur(2_751));
        one["discounts"] = json!([off(json!({ "percent_off": 50, "duration": "once" }))]);
        assert_eq!(price(&one), eur(3_251));
        one["discounts"] = json!(["di_1"]);
        let named = told(&one).expect("it makes sense");
        assert!(named.has_unknown_discount());
        assert_eq!(named.price(), eur(3_251));
        one["discounts"] = json!([off(json!({ "percent_off": 100 }))]);
        let known = named.knowing(&told(&one).expect("it makes sense"));
        assert_eq!((known.price(), known.has_unknown_discount()), (eur(0), false));
        let own = of_items(vec![month("1000", 1, json!([off(json!({ "amount_off": 9_999 }))]))]);
        assert_eq!(price(&own), eur(0), "not below nothing");
    }

    #[test]
    fn a_single_discount_of_older_days_is_read_as_the_list_of_newer_ones() {
        let mut one = of_items(vec![item(json!("1000"), 1, "month", json!([]))]);
        one["discounts"] = json!(["di_1"]);
        one["discount"] = off(json!({ "percent_off": 25 }));
        assert_eq!(told(&one).expect("it makes sense").monthly(), 750);
        one["discount"] = Json::Null;
        one["discounts"] = json!([{ "id": "di_1", "source": { "type": "coupon",
            "coupon": { "duration": "forever", "percent_off": 25.5 } } }]);
        assert_eq!(told(&one).expect("it makes sense").monthly(), 745);
    }

    #[test]
    fn items_paid_at_different_times_are_brought_to_a_month() {
        let year = item(json!("12000"), 1, "year", json!([]));
        let month = item(json!("500"), 1, "month", json!([]));
        let both = told(&of_items(vec![year.clone(), month])).expect("it makes sense");
        assert_eq!((both.price().expect("a price").minor, both.monthly()), (1_500, 1_500));
        let alone = told(&of_items(vec![year])).expect("it makes sense");
        assert_eq!((alone.price().expect("a price").minor, alone.monthly()), (12_000, 1_000));
    }

    #[test]
    fn what_is_paid_by_use_or_in_tiers_or_not_charged_counts_for_nothing() {
        let mut metered = item(json!("100"), 1, "month", json!([]));
        metered["price"]["recurring"]["usage_type"] = json!("metered");
        let fixed = item(json!("900"), 1, "month", json!([]));
        let both = told(&of_items(vec![metered.clone(), fixed.clone()])).expect("it makes sense");
        assert_eq!(both.monthly(), 900);
        let alone = told(&of_items(vec![metered])).expect("it makes sense");
        assert_eq!(alone.properties(alone.status)["usage_type"], "metered");
        let tiers = told(&of_items(vec![item(Json::Null, 5, "month", json!([]))]));
        assert_eq!(tiers.expect("it makes sense").price(), None, "known only by Stripe");
        let mut paused = of_items(vec![fixed]);
        paused["pause_collection"] = json!({ "behavior": "void" });
        assert_eq!(told(&paused).expect("it makes sense").monthly(), 0);
        paused["pause_collection"] = json!({ "behavior": "keep_as_draft" });
        assert_eq!(told(&paused).expect("it makes sense").monthly(), 900);
    }

    #[test]
    fn why_somebody_left_is_told_in_stripes_words_and_not_in_his_own() {
        let mut one = of_items(vec![item(json!("900"), 1, "month", json!([]))]);
        one["cancellation_details"] = json!({ "reason": "cancellation_requested",
            "feedback": "too_expensive", "comment": "ask Anna" });
        let told = told(&one).expect("it makes sense").properties(Status::Canceled);
        assert_eq!(told["end_reason"], "cancellation_requested");
        assert_eq!(told["end_feedback"], "too_expensive");
        assert!(!told.to_string().contains("Anna"));
    }

    #[test]
    fn packs_and_currencies_without_hundredths_are_counted_as_stripe_does() {
        let mut packed = item(json!("700"), 11, "month", json!([]));
        packed["price"]["transform_quantity"] = json!({ "divide_by": 5, "round": "up" });
        assert_eq!(told(&of_items(vec![packed.clone()])).expect("it makes sense").monthly(), 2_100);
        packed["price"]["transform_quantity"]["round"] = json!("down");
        assert_eq!(told(&of_items(vec![packed])).expect("it makes sense").monthly(), 1_400);
        for (code, minor) in [("jpy", 500), ("isk", 5), ("eur", 500)] {
            let mut object = of_items(vec![item(json!("500"), 1, "month", json!([]))]);
            object["currency"] = json!(code);
            assert_eq!(told(&object).expect("it makes sense").monthly(), minor, "{code}");
        }
    }

    #[test]
    fn whoever_hears_of_it_late_knows_its_dates() {
        let day = |n: i64| 1_700_000_000 + n * 86_400;
        let at = |n: i64| Instant(day(n) * 1_000_000);
        let mut one = of_items(vec![item(json!("1000"), 1, "month", json!([]))]);
        let before = |one: &Json, n| told(one).expect("it makes sense").before(at(n));
        assert_eq!(before(&one, 0), []);
        assert_eq!(before(&one, 9), [(at(0), Status::Active)]);
        one["trial_end"] = json!(day(7));
        let tried = [(at(0), Status::Trialing), (at(7), Status::Active)];
        assert_eq!(before(&one, 9), tried);
        assert_eq!(before(&one, 5), tried[..1]);
        (one["status"], one["ended_at"]) = (json!("canceled"), json!(day(8)));
        assert_eq!(before(&one, 9), [tried[0], tried[1], (at(8), Status::Canceled)]);
        one["ended_at"] = json!(day(6));
        assert_eq!(before(&one, 9), [tried[0], (at(6), Status::Canceled)], "it was never paid for");
        (one["trial_end"], one["ended_at"]) = (Json::Null, json!(day(1)));
        one["status"] = json!("incomplete_expired");
        assert_eq!(before(&one, 9), [(at(1), Status::IncompleteExpired)]);
    }

    #[test]
    fn what_makes_no_sense_says_which_field_is_at_fault() {
        for (field, value, code) in [
            ("id", Json::Null, "no_number"),
            ("customer", Json::Null, "no_number"),
            ("created", json!("yesterday"), "no_date"),
            ("currency", json!("florins"), "unknown_currency"),
            ("status", json!("sleeping"), "unknown_status"),
            ("items", json!({ "data": [{ "price": {} }] }), "no_interval"),
            ("items", json!({ "data": [item(json!("-5"), 1, "month", json!([]))] }), "bad_money"),
            ("items", json!({ "data": [item(json!("x"), 1, "month", json!([]))] }), "bad_money"),
        ] {
            let mut one = of_items(vec![]);
            one[field] = value;
            assert_eq!(told(&one).expect_err(field).code, code, "{field}");
        }
    }
}
