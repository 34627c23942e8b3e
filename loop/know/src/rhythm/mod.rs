//! Rhythm: how long customers wait between purchases, and how many come a next time.
//!
//! Gaps are counted between purchase occasions: all orders of one day are one occasion. The gap
//! after the last occasion is still open; leaving it out would show only the fast ones, so the
//! curve takes it as seen up to now (Kaplan–Meier). Start at [`RhythmFold`]; when one customer is
//! expected again is told by [`next_order`].

pub mod api;
mod curve;
mod fold;
pub mod next_order;
mod words;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::Caveat;
use serde::{Deserialize, Serialize};
use stats::wilson;

pub use curve::{AfterOccasion, CurvePoint, Gaps, Percentiles, Thresholds};
pub use fold::{N_NUMBERS, RhythmFold, RhythmSum};
pub use next_order::{HabitFold, NextOrder, Unexpected};
pub use words::definition;

use crate::asking::{ReportError, ask, ask_of};
use crate::figure::share;
use crate::{AsOf, Head, Vantage};
use next_order::next_order;

/// What can be asked of the rhythm report.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct RhythmOptions {
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// The rhythm report.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RhythmReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<RhythmOptions>,
    /// The gaps that have been seen to their end.
    pub gaps: Gaps,
    /// Who has not come back d days after an occasion, one point for each day with a return.
    pub curve: Vec<CurvePoint>,
    /// The same after the first purchase only: how one-time buyers become regulars.
    pub curve_after_first: Vec<CurvePoint>,
    /// From which days on a silence means something; null while the history is too short.
    pub thresholds: Thresholds,
    /// How many came an n-th time, and which share of them once more.
    pub ladder: Vec<Step>,
    /// The same curve, thresholds and gaps after the 1st, 2nd, 3rd, and the 4th and later
    /// occasions; only those that anybody has reached.
    pub by_order_number: Vec<AfterOccasion>,
}

/// What is known of the silence after an occasion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silence<'a> {
    /// Who has not come back after so many days.
    pub curve: &'a [CurvePoint],
    /// From which days on it means something.
    pub thresholds: Thresholds,
    /// Whether it is of this very occasion, and not of all of them for want of returns.
    pub own: bool,
}

impl RhythmReport {
    /// The silence after the n-th occasion: its own where enough came back, else that of all.
    pub fn after(&self, occasions: usize) -> Silence<'_> {
        let number = occasions.min(N_NUMBERS);
        let after = self.by_order_number.iter().find(|after| after.n == number);
        match after.filter(|after| after.is_telling()) {
            Some(AfterOccasion { curve, thresholds, .. }) => {
                // Where the one who was watched longest came back the curve ends at 0 and cannot
                // tell who is gone; that of all can.
                let lapsed_days = thresholds.lapsed_days.or(self.thresholds.lapsed_days);
                let thresholds = Thresholds { lapsed_days, ..*thresholds };
                Silence { curve, thresholds, own: true }
            }
            None => Silence { curve: &self.curve, thresholds: self.thresholds, own: false },
        }
    }
}

/// One step of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Step {
    /// The occasion.
    pub n: usize,
    /// Customers who came at least so often.
    pub customers: u64,
    /// The share of them who came once more.
    pub next_share: Option<f64>,
    /// Lower bound of the share's 95 % interval.
    pub low: Option<f64>,
    /// Upper bound of the share's 95 % interval.
    pub high: Option<f64>,
}

/// The rhythm of a shop's customers.
pub async fn of_shop(shop: &Shop, options: RhythmOptions) -> Result<RhythmReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let sum = asked.fold(RhythmFold::new(&asked.vantage)).await?;
    Ok(report(options, &asked.vantage, sum.as_ref()))
}

/// When a customer is expected again; none for somebody who has never bought.
pub async fn next_order_of(
    shop: &Shop,
    customer_no: i64,
) -> Result<Option<Result<NextOrder, Unexpected>>, ReportError> {
    let asked = ask(shop, None).await?;
    let gaps = asked.fold(RhythmFold::new(&asked.vantage)).await?;
    let habits = asked.fold(HabitFold::new(&asked.vantage, customer_no)).await?;
    let rhythm = report(RhythmOptions::default(), &asked.vantage, gaps.as_ref());
    Ok(habits.and_then(|habits| next_order(&rhythm, &habits, asked.vantage.as_of_day())))
}

/// Reads the report off what the fold has added up.
pub fn report(options: RhythmOptions, vantage: &Vantage, sum: Option<&RhythmSum>) -> RhythmReport {
    let nobody = RhythmSum::default();
    let sum = sum.unwrap_or(&nobody);
    let mut head = vantage.head("rhythm", definition(vantage.language), options);
    let (closed, open) = (sum.closed(), sum.open());
    let curve = curve::curve(&closed, &open);
    if curve.is_empty() && !sum.ladder.is_empty() {
        let text = "nobody has come back yet, so there is no gap to speak of";
        head.caveats.say(Caveat::new("no_returns", text));
    }
    let by_order_number = sum.by_order_number();
    let after_first = by_order_number.first().map(|after| after.curve.clone());
    RhythmReport {
        gaps: curve::gaps(&closed),
        curve_after_first: after_first.unwrap_or_default(),
        thresholds: curve::thresholds(&curve),
        curve,
        ladder: ladder(&sum.ladder),
        by_order_number,
        head,
    }
}

fn ladder(came: &[u64]) -> Vec<Step> {
    let steps = came.iter().enumerate().map(|(step, &customers)| {
        let next = came.get(step + 1).copied().unwrap_or(0);
        let interval = wilson(next, customers);
        Step {
            n: step + 1,
            customers,
            next_share: share(next, customers),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    });
    steps.collect()
}
