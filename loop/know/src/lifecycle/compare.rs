//! What customers who are active differ in from those who are not.
//!
//! Active against quiet and lapsed together: how they buy, and how they came. It compares and
//! proves nothing: who has been here for longer has had more time to fall silent.

use std::collections::BTreeMap;

use domain::{Instant, Kind, Money};
use facts::{FactTable, FactsError, Session};
use serde::Serialize;
use stats::{Difference, Sample, median, welch, wilson_difference};

use super::LifecycleReport;
use super::standing::{Base, History, Standing};
use crate::Vantage;
use crate::figure::Figure;
use crate::sheets::{Columns, Sheet};

/// Active customers beside those who are not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Comparison {
    /// How many are active.
    pub active: u64,
    /// How many are quiet or lapsed.
    pub inactive: u64,
    /// How they buy, the largest difference in proportion first.
    pub numbers: Vec<NumberRow>,
    /// How they came, the largest difference of shares first; only what is borne by enough
    /// customers to speak of.
    pub shares: Vec<ShareRow>,
}

/// A number that every customer has, in the middle of both kinds of customers.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct NumberRow {
    /// Which number: `orders`, `revenue`, `average-order`, `gap-days` or `known-days`.
    pub attribute: &'static str,
    /// Of the active.
    pub active: Middle,
    /// Of the inactive.
    pub inactive: Middle,
    /// The mean of the active less that of the inactive; null where a side has fewer than two.
    pub difference: Option<Figure>,
    /// Lower bound of its 95 % interval (Welch).
    pub low: Option<Figure>,
    /// Upper bound of its 95 % interval.
    pub high: Option<Figure>,
}

/// The middle of many numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Middle {
    /// The mean.
    pub mean: Option<Figure>,
    /// The number in the middle.
    pub median: Option<Figure>,
}

/// How many of both kinds came in one way.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ShareRow {
    /// What is told of the first order: `country`, `city`, `channel`, `coupon`, `product` or
    /// `category`.
    pub attribute: &'static str,
    /// What it was; null for a first order without a promo code.
    pub value: Option<String>,
    /// Customers who came so.
    pub customers: u64,
    /// Their share of the active of whom it is known.
    pub active_share: f64,
    /// Their share of the inactive of whom it is known.
    pub inactive_share: f64,
    /// The first share less the second.
    pub difference: f64,
    /// Lower bound of its 95 % interval (Newcombe).
    pub low: f64,
    /// Upper bound of its 95 % interval.
    pub high: f64,
}

/// Ways of coming that fewer customers share are left out.
const CUSTOMERS_MIN: u64 = 30;

/// Differences shown at most.
const SHARES_MAX: usize = 50;

/// Of how many active and inactive customers something is told.
type Pair = [u64; 2];

/// How customers came: each attribute with what it was and for how many.
#[derive(Clone, Debug, Default)]
pub struct Entries(BTreeMap<&'static str, BTreeMap<Option<String>, Pair>>);

const OF_ORDERS: [&str; 4] = ["country", "city", "channel", "coupon"];
const OF_LINES: [&str; 2] = ["product", "category"];

/// An order without a promo code says something; one without a country only that it is unknown.
const MAY_BE_NONE: &str = "coupon";

impl Entries {
    /// How the customers of a shop came.
    pub async fn of(session: &Session, base: &Base) -> Result<Self, FactsError> {
        let people = People::new(base);
        let mut entries = Self::default();
        let from: [(FactTable, &'static [&'static str]); 2] =
            [(FactTable::Orders, &OF_ORDERS), (FactTable::OrderLines, &OF_LINES)];
        for (table, names) in from {
            let see = |customer_no, at: Instant, words: &[Option<&str>]| {
                if let Some(kind) = people.kind_of(customer_no, at) {
                    names.iter().zip(words).for_each(|(name, word)| entries.see(name, *word, kind));
                }
            };
            session.entries(table, names, see).await?;
        }
        Ok(entries)
    }

    /// Takes in what was told of one customer; `kind` is 0 for the active.
    pub(super) fn see(&mut self, name: &'static str, word: Option<&str>, kind: usize) {
        if word.is_none() && name != MAY_BE_NONE {
            return;
        }
        let values = self.0.entry(name).or_default();
        let word = word.map(str::to_owned);
        values.entry(word).or_default()[kind] += 1;
    }

    fn rows(&self) -> Vec<ShareRow> {
        let mut rows: Vec<ShareRow> =
            self.0.iter().flat_map(|(name, values)| rows_of(name, values)).collect();
        let size = |row: &ShareRow| row.difference.abs();
        rows.sort_by(|one, other| size(other).total_cmp(&size(one)));
        rows.truncate(SHARES_MAX);
        rows
    }
}

/// An attribute that is the same for everybody tells nobody apart.
fn rows_of(name: &'static str, values: &BTreeMap<Option<String>, Pair>) -> Vec<ShareRow> {
    let known = [0, 1].map(|kind| values.values().map(|pair| pair[kind]).sum::<u64>());
    let telling =
        values.iter().filter(|(_, pair)| values.len() > 1 && pair[0] + pair[1] >= CUSTOMERS_MIN);
    let row = |(value, pair): (&Option<String>, &Pair)| {
        let difference = wilson_difference((pair[0], known[0]), (pair[1], known[1]))?;
        Some(ShareRow {
            attribute: name,
            value: value.clone(),
            customers: pair[0] + pair[1],
            active_share: pair[0] as f64 / known[0] as f64,
            inactive_share: pair[1] as f64 / known[1] as f64,
            difference: difference.value,
            low: difference.interval.low,
            high: difference.interval.high,
        })
    };
    telling.filter_map(row).collect()
}

/// Customers by their numbers, which are dense: when each first bought, and of what kind he is.
struct People(Vec<Option<(i64, usize)>>);

impl People {
    fn new(base: &Base) -> Self {
        let n_numbers = base.histories.last().map_or(0, |history| history.customer_no + 1);
        let mut people = vec![None; usize::try_from(n_numbers).unwrap_or(0)];
        for (history, standing) in base.standings() {
            if let Ok(number) = usize::try_from(history.customer_no) {
                people[number] = Some((history.first_at, kind(standing)));
            }
        }
        Self(people)
    }

    /// The kind of a customer, if this is the moment he first bought: of a first order without
    /// lines a later one would else speak.
    fn kind_of(&self, customer_no: i64, at: Instant) -> Option<usize> {
        let (first_at, kind) = (*self.0.get(usize::try_from(customer_no).ok()?)?)?;
        (first_at == at.0).then_some(kind)
    }
}

fn kind(standing: Standing) -> usize {
    usize::from(standing != Standing::Active)
}

/// Sets the active beside the others; none when there is nobody on a side.
pub fn compare(base: &Base, entries: &Entries, vantage: &Vantage) -> Option<Comparison> {
    let n = |wanted: usize| base.standings().filter(|(_, his)| kind(*his) == wanted).count() as u64;
    let (active, inactive) = (n(0), n(1));
    let numbers = numbers(base, vantage);
    let of_both = active > 0 && inactive > 0;
    of_both.then(|| Comparison { active, inactive, numbers, shares: entries.rows() })
}

/// A number of a customer, and how it is written.
struct Attribute {
    name: &'static str,
    of: fn(&History) -> Option<f64>,
    is_money: bool,
}

const NUMBERS: [Attribute; 5] = [
    Attribute { name: "orders", of: |his| Some(his.orders as f64), is_money: false },
    Attribute { name: "revenue", of: |his| Some(his.revenue as f64), is_money: true },
    Attribute {
        name: "average-order",
        of: |his| Some(his.revenue as f64 / his.orders as f64),
        is_money: true,
    },
    Attribute { name: "gap-days", of: mean_gap, is_money: false },
    Attribute { name: "known-days", of: |his| Some(his.known_days as f64), is_money: false },
];

/// The mean of a customer's own gaps; none for somebody who came once.
fn mean_gap(his: &History) -> Option<f64> {
    let gaps = his.occasions - 1;
    (gaps > 0).then(|| (his.known_days - his.silent_days) as f64 / gaps as f64)
}

fn numbers(base: &Base, vantage: &Vantage) -> Vec<NumberRow> {
    let has_amounts = base.has_amounts() && vantage.currency.is_some();
    let told = NUMBERS.iter().filter(|attribute| has_amounts || !attribute.is_money);
    let mut rows: Vec<(f64, NumberRow)> =
        told.map(|attribute| number_row(attribute, base, vantage)).collect();
    rows.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The row, and how large its difference is in proportion to the mean of all.
fn number_row(attribute: &Attribute, base: &Base, vantage: &Vantage) -> (f64, NumberRow) {
    let mut values = [Vec::new(), Vec::new()];
    for (history, standing) in base.standings() {
        values[kind(standing)].extend((attribute.of)(history));
    }
    let [active, inactive] = values.each_ref().map(|values| sample(values));
    let difference = welch(&active, &inactive);
    let size = difference.zip((active + inactive).mean());
    let size = size.map_or(0.0, |(difference, mean)| (difference.value / mean).abs());
    let figure = |number: f64| match vantage.currency.filter(|_| attribute.is_money) {
        Some(currency) => Figure::Money(Money::new(number.round() as i64, currency)),
        None => Figure::Number(number),
    };
    let part = |of: fn(&Difference) -> f64| difference.as_ref().map(of).map(figure);
    let [in_active, in_inactive] = values.map(median);
    let row = NumberRow {
        attribute: attribute.name,
        active: Middle { mean: active.mean().map(figure), median: in_active.map(figure) },
        inactive: Middle { mean: inactive.mean().map(figure), median: in_inactive.map(figure) },
        difference: part(|difference| difference.value),
        low: part(|difference| difference.interval.low),
        high: part(|difference| difference.interval.high),
    };
    (size, row)
}

fn sample(values: &[f64]) -> Sample {
    let mut sample = Sample::default();
    values.iter().for_each(|value| sample.see(*value));
    sample
}

pub(super) fn numbers_sheet(report: LifecycleReport) -> Sheet {
    let rows = report.comparison.map(|comparison| comparison.numbers).unwrap_or_default();
    let figure = |figure| (figure, Kind::Figure);
    Columns::<NumberRow>::new()
        .word("attribute", |row| row.attribute)
        .figure_of_its_kind("active_mean", move |row| figure(row.active.mean))
        .figure_of_its_kind("active_median", move |row| figure(row.active.median))
        .figure_of_its_kind("inactive_mean", move |row| figure(row.inactive.mean))
        .figure_of_its_kind("inactive_median", move |row| figure(row.inactive.median))
        .figure_of_its_kind("difference", move |row| figure(row.difference))
        .figure_of_its_kind("low", move |row| figure(row.low))
        .figure_of_its_kind("high", move |row| figure(row.high))
        .of(&report.head, rows)
}

pub(super) fn shares_sheet(report: LifecycleReport) -> Sheet {
    let rows = report.comparison.map(|comparison| comparison.shares).unwrap_or_default();
    Columns::<ShareRow>::new()
        .word("attribute", |row| row.attribute)
        .word("value", |row| row.value.clone())
        .whole("customers", |row| row.customers)
        .share("active_share", |row| row.active_share)
        .share("inactive_share", |row| row.inactive_share)
        .share("difference", |row| row.difference)
        .share("low", |row| row.low)
        .share("high", |row| row.high)
        .of(&report.head, rows)
}
