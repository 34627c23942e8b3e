//! Each word as we and others count it.

use domain::Money;
use serde::Serialize;

use super::pass::Counted;
use super::{Variant, words};
use crate::Wording;
use crate::cohorts::CohortReport;
use crate::figure::{Figure, divided, share};
use crate::metrics::{Kind, Reckoned, catalogue};

/// A word that tools mean differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Word {
    /// Who stays.
    Retention,
    /// Who leaves.
    Churn,
    /// What a customer is worth.
    Ltv,
}

impl Word {
    /// As addresses and programs spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Retention => "retention",
            Self::Churn => "churn",
            Self::Ltv => "ltv",
        }
    }
}

/// Every variant, word by word, ours first.
pub(super) fn all(counted: &Counted) -> Vec<Variant> {
    let words = [retention(counted), churn(counted), ltv(counted)];
    words.into_iter().flatten().collect()
}

fn variant(word: Word, tool: &'static str, called: &'static str, meaning: Wording) -> Variant {
    let kind = if word == Word::Ltv { Kind::Money } else { Kind::Share };
    Variant { word, tool, called, meaning, kind, value: None, of: 0 }
}

impl Variant {
    fn valued(self, value: Option<Figure>, of: u64) -> Self {
        Self { value, of, ..self }
    }

    fn share(self, part: u64, whole: u64) -> Self {
        self.valued(share(part, whole).map(Figure::Number), whole)
    }
}

/// A metric of our own catalogue.
fn ours(word: Word, id: &'static str, counted: &Counted) -> Option<Variant> {
    let metric = catalogue::find(id)?;
    let Reckoned { value, of, .. } = metric.reckon(&counted.seen)?;
    Some(variant(word, "Regulars", metric.id, metric.meaning).valued(value, of))
}

fn retention(counted: &Counted) -> Vec<Variant> {
    let said = |tool, called, meaning| variant(Word::Retention, tool, called, meaning);
    let [on, after, before] = counted.calendar.as_slice() else { return Vec::new() };
    let buyers = counted.seen.buyers;
    let from_cohorts = |variant: Variant, table: &CohortReport| {
        let (value, of) = after_one_period(table);
        variant.valued(value, of)
    };
    let own = ["crr-strict", "crr", "bought-again"];
    let own = own.into_iter().filter_map(|id| ours(Word::Retention, id, counted));
    let others = [
        from_cohorts(said("Lifetimely, PostHog", "customers %", words::ON), on),
        from_cohorts(said("Peel", "retention rate", words::ON_OR_AFTER), after),
        from_cohorts(said("Mixpanel", "retention", words::ROLLING), &counted.rolling),
        from_cohorts(said("Peel", "repurchase rate", words::ON_OR_BEFORE), before),
        said("Shopify", "returning customer rate", words::RETURNING)
            .share(buyers.known, buyers.all),
    ];
    own.chain(others).collect()
}

/// The mean over the cohorts one period after they came, of complete cells only.
fn after_one_period(table: &CohortReport) -> (Option<Figure>, u64) {
    let whole = table.cohorts.iter().filter(|row| row.cells.get(1).is_some_and(|it| it.complete));
    let mean = table.mean.iter().find(|mean| mean.k == 1).and_then(|mean| mean.value);
    (mean, whole.map(|row| row.size).sum())
}

fn churn(counted: &Counted) -> Vec<Variant> {
    let said = |tool, called, meaning| variant(Word::Churn, tool, called, meaning);
    let month = counted.seen.counts;
    let left = month.start - month.stayed;
    let days = counted.last_days;
    let by_day: Option<f64> =
        counted.each_day.iter().map(|day| share(day.start - day.stayed, day.start)).sum();
    let others = [
        said("ChartMogul", "customer churn rate, Shopify family", words::DAILY)
            .valued(by_day.map(Figure::Number), month.start),
        said("Stripe", "subscriber churn", words::STRIPE)
            .share(days.start - days.stayed, days.start + days.new),
        said("PostHog", "customer churn", words::OF_ALL)
            .share(left, counted.seen.known.customers.cast_unsigned()),
    ];
    ours(Word::Churn, "churn", counted).into_iter().chain(others).collect()
}

fn ltv(counted: &Counted) -> Vec<Variant> {
    let own = ["ltv", "ltv-by-churn"].into_iter().filter_map(|id| ours(Word::Ltv, id, counted));
    let (value, of) = paid_in_six_months(&counted.paid);
    let lifetimely = variant(Word::Ltv, "Lifetimely", "LTV after 6 months", words::SIX_MONTHS);
    own.chain([lifetimely.valued(value, of)]).collect()
}

/// What a customer has paid by the end of his sixth month, over all cohorts that are so old.
fn paid_in_six_months(table: &CohortReport) -> (Option<Figure>, u64) {
    let (mut paid, mut customers): (Option<Money>, u64) = (None, 0);
    for row in &table.cohorts {
        let Some(cell) = row.cells.get(5).filter(|cell| cell.complete) else { continue };
        if let Some(Figure::Money(money)) = cell.value {
            let minor = paid.map_or(0, |paid| paid.minor) + money.minor;
            paid = Some(Money::new(minor, money.currency));
            customers += row.size;
        }
    }
    let each =
        paid.and_then(|paid| Some(Money::new(divided(paid.minor, customers)?, paid.currency)));
    (each.map(Figure::Money), customers)
}
