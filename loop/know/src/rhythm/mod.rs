//! Rhythm: how long customers wait between purchases, and how many come a next time.
//!
//! Gaps are counted between purchase occasions: all orders of one day are one occasion. The gap
//! after the last occasion is still open; leaving it out would show only the fast ones, so the
//! curve takes it as seen up to now (Kaplan–Meier). Start at [`RhythmFold`].

pub mod api;
mod fold;
mod words;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::Caveat;
use serde::{Deserialize, Serialize};
use stats::{Histogram, kaplan_meier, wilson};

pub use fold::{RhythmFold, RhythmSum};
pub use words::definition;

use crate::asking::{ReportError, ask};
use crate::figure::share;
use crate::{AsOf, Head, Vantage};

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
}

/// Gaps between purchase occasions, in days.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Gaps {
    /// How many there are.
    pub count: u64,
    /// Their mean.
    pub mean: Option<f64>,
    /// The gap in the middle.
    pub median: Option<f64>,
    /// The gap below which so many of a hundred lie; only of those that came back.
    #[serde(flatten)]
    pub percentiles: Percentiles,
}

/// The spread of the gaps, in days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Percentiles {
    /// 10 of 100 are shorter.
    pub p10: Option<f64>,
    /// 25 of 100 are shorter.
    pub p25: Option<f64>,
    /// 40 of 100 are shorter.
    pub p40: Option<f64>,
    /// Half are shorter.
    pub p50: Option<f64>,
    /// 75 of 100 are shorter.
    pub p75: Option<f64>,
    /// 80 of 100 are shorter.
    pub p80: Option<f64>,
    /// 90 of 100 are shorter.
    pub p90: Option<f64>,
}

/// A day on which somebody came back, so many days after the occasion before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct CurvePoint {
    /// Days since the occasion.
    pub day: usize,
    /// The share that has not come back by the end of this day.
    pub survival: f64,
    /// Lower bound of its 95 % interval (Greenwood, log(−log) scale).
    pub low: f64,
    /// Upper bound of its 95 % interval.
    pub high: f64,
    /// Open gaps when the day began.
    pub at_risk: u64,
    /// Returns on this day.
    pub events: u64,
}

/// From which days of silence on a customer is quiet, and from which he has lapsed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Thresholds {
    /// Three of four returns that ever come have come by this day.
    pub quiet_days: Option<usize>,
    /// The chance that a return still comes has fallen below 10 %.
    pub lapsed_days: Option<usize>,
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
    let asked = ask(shop, options.as_of).await?;
    let sum = asked.fold(RhythmFold::new(&asked.vantage)).await?;
    Ok(report(options, &asked.vantage, sum.as_ref()))
}

/// Reads the report off what the fold has added up.
pub fn report(options: RhythmOptions, vantage: &Vantage, sum: Option<&RhythmSum>) -> RhythmReport {
    let nobody = RhythmSum::default();
    let sum = sum.unwrap_or(&nobody);
    let mut head = vantage.head("rhythm", definition(vantage.language), options);
    let closed = sum.closed();
    let curve = curve(&closed, &sum.open());
    if curve.is_empty() && !sum.ladder.is_empty() {
        let text = "nobody has come back yet, so there is no gap to speak of";
        head.caveats.say(Caveat::new("no_returns", text));
    }
    RhythmReport {
        gaps: gaps(&closed),
        curve_after_first: self::curve(&sum.closed_after_first, &sum.open_after_first),
        thresholds: thresholds(&curve),
        curve,
        ladder: ladder(&sum.ladder),
        head,
    }
}

fn gaps(closed: &[u64]) -> Gaps {
    let seen = Histogram(closed);
    let percentiles = Percentiles {
        p10: seen.quantile(0.10),
        p25: seen.quantile(0.25),
        p40: seen.quantile(0.40),
        p50: seen.quantile(0.50),
        p75: seen.quantile(0.75),
        p80: seen.quantile(0.80),
        p90: seen.quantile(0.90),
    };
    Gaps { count: seen.count(), mean: seen.mean(), median: percentiles.p50, percentiles }
}

fn curve(closed: &[u64], open: &[u64]) -> Vec<CurvePoint> {
    let points = kaplan_meier(closed, open).into_iter().map(|point| CurvePoint {
        day: point.day,
        survival: point.survival,
        low: point.interval.low,
        high: point.interval.high,
        at_risk: point.at_risk,
        events: point.events,
    });
    points.collect()
}

/// Who is still away after d days returns within the seen history with a chance of
/// (S(d) − S(end)) / S(d); it can only fall, and reaches 0 at the end.
fn thresholds(curve: &[CurvePoint]) -> Thresholds {
    let Some(end) = curve.last().map(|point| point.survival) else {
        return Thresholds::default();
    };
    let first_day = |passed: &dyn Fn(f64) -> bool| {
        curve.iter().find(|point| passed(point.survival)).map(|point| point.day)
    };
    Thresholds {
        quiet_days: first_day(&|away| 1.0 - away >= 0.75 * (1.0 - end)),
        lapsed_days: first_day(&|away| away - end < 0.1 * away),
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
