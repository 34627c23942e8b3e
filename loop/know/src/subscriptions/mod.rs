//! Subscriptions: what they are worth a month, and how that moved.
//!
//! Stripe's rules say what one is worth (`collect::subscriptions::Price`), ChartMogul's which
//! movement a change is and how churn is counted, in both families of formulas (see [`counting`]).
//! That the movements lead from one monthly revenue to the next is asserted. What is heard of
//! subscriptions stands in the timeline: out of files (`collect::subscriptions`), from events, and
//! from Stripe (`collect::storefronts`).
//! Start at [`of_shop`].

pub mod api;
pub mod counting;
mod heard;
mod sheet;
mod words;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::{Caveat, Day, Money, Period};
use serde::{Deserialize, Serialize};

pub use counting::movements::{Heads, Movements};
pub use counting::rates::Rates;
pub use words::definition;

use crate::asking::{ReportError, vantage};
use crate::figure::divided;
use crate::{AsOf, Calendar, Head, Unit, Vantage, segments};
use counting::cohorts::{self, Cohort};
use counting::{Course, courses, movements};
use heard::AllHeard;

/// What can be asked of subscriptions.
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
pub struct SubscriptionOptions {
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub by: Unit,
    /// Look from this day, not seeing what was heard of it, or from this moment; now unless told.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// Monthly recurring revenue, its movements and its cohorts.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SubscriptionReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<SubscriptionOptions>,
    /// Monthly recurring revenue now.
    pub mrr: Option<Money>,
    /// Twelve times that.
    pub arr: Option<Money>,
    /// How many customers pay now.
    pub customers: u64,
    /// Monthly recurring revenue of one of them, rounded half up; none while nobody pays.
    pub arpa: Option<Money>,
    /// Every period since the first subscription, oldest first.
    pub periods: Vec<MrrPeriod>,
    /// Who began to pay in the same period, oldest first; without those of nobody.
    pub cohorts: Vec<MrrCohort>,
}

/// How monthly revenue moved in a period.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MrrPeriod {
    /// Its name: `2025-01`.
    pub period: String,
    /// The days.
    #[serde(flatten)]
    pub days: Period,
    /// Whether it is over.
    pub complete: bool,
    /// Monthly revenue when it began.
    pub start: Option<Money>,
    /// Of who pays for the first time ever.
    pub new: Option<Money>,
    /// Of who had paid before, and then nothing.
    pub reactivation: Option<Money>,
    /// More from who pays.
    pub expansion: Option<Money>,
    /// Less from who still pays.
    pub contraction: Option<Money>,
    /// Of who pays nothing any more.
    pub churned: Option<Money>,
    /// Monthly revenue when it was over, or now.
    pub end: Option<Money>,
    /// The customers behind it; who moved twice is counted twice.
    pub customers: Heads,
    /// The rates.
    pub rates: Rates,
}

/// The customers who began to pay in one period.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MrrCohort {
    /// The period: `2025-01`.
    pub cohort: String,
    /// How many.
    pub customers: u64,
    /// What they began with a month.
    pub entry: Option<Money>,
    /// At the end of each period from that one on.
    pub cells: Vec<MrrCell>,
}

/// What became of a cohort's monthly revenue.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MrrCell {
    /// Number of the period; 0 is the one they began in.
    pub k: usize,
    /// Monthly revenue at its end, per what they began with.
    pub nrr: Option<f64>,
    /// The same without what anybody pays more than he began with.
    pub grr: Option<f64>,
    /// How many still paid.
    pub customers: u64,
    /// Whether the period is over.
    pub complete: bool,
}

/// The subscriptions of a shop.
pub async fn of_shop(
    shop: &Shop,
    options: SubscriptionOptions,
) -> Result<SubscriptionReport, ReportError> {
    let only = match &options.segment {
        Some(name) => Some(segments::numbers_of(shop, name, options.as_of).await?),
        None => None,
    };
    let mut tx = shop.read().await?;
    // A subscription goes on until something else is heard, however long ago the last order was.
    let as_of = options.as_of.unwrap_or_else(|| AsOf::Moment(tx.now()));
    let vantage = vantage(&mut tx, Some(as_of)).await?;
    let place = (&vantage.zone, vantage.currency);
    let heard = heard::all(&mut tx, place, vantage.as_of, only.as_ref()).await?;
    Ok(report(options, &vantage, &heard))
}

fn report(options: SubscriptionOptions, vantage: &Vantage, heard: &AllHeard) -> SubscriptionReport {
    let by = options.by;
    let mut head = vantage.head("subscriptions", definition(vantage.language), options);
    caveats(heard).into_iter().for_each(|caveat| head.caveats.say(caveat));
    let courses = courses(&heard.states);
    let seen_until = vantage.first_unseen_day();
    let periods = heard.first_at.map_or_else(Vec::new, |first| {
        periods(&Calendar::covering(by, &vantage.zone, vantage.week_start, first, vantage.as_of))
    });
    let mrr = courses.iter().map(|course| course.before(seen_until)).sum::<i64>();
    let customers = courses.iter().filter(|course| course.before(seen_until) > 0).count() as u64;
    SubscriptionReport {
        mrr: vantage.money(mrr),
        arr: vantage.money(mrr.saturating_mul(12)),
        arpa: divided(mrr, customers).and_then(|minor| vantage.money(minor)),
        customers,
        cohorts: told_cohorts(&courses, &periods, vantage, seen_until),
        periods: periods
            .into_iter()
            .map(|(period, days)| told_period(period, days, &courses, vantage))
            .collect(),
        head,
    }
}

fn periods(calendar: &Calendar) -> Vec<(String, Period)> {
    let days = |nth: usize| Period::new(calendar.day(nth), calendar.day(nth + 1));
    (0..calendar.len()).map(|nth| (calendar.label(nth), days(nth))).collect()
}

fn told_period(period: String, days: Period, courses: &[Course], vantage: &Vantage) -> MrrPeriod {
    let seen_until = vantage.first_unseen_day();
    let seen = Period::new(days.from, days.until.min(seen_until));
    let moved = movements::of_days(courses, seen);
    let money = |minor: i64| vantage.money(minor);
    MrrPeriod {
        period,
        days,
        complete: days.until <= seen_until,
        start: money(moved.start),
        new: money(moved.new),
        reactivation: money(moved.reactivation),
        expansion: money(moved.expansion),
        contraction: money(moved.contraction),
        churned: money(moved.churned),
        end: money(moved.end),
        customers: moved.heads,
        rates: Rates::of(&moved),
    }
}

fn told_cohorts(
    courses: &[Course],
    periods: &[(String, Period)],
    vantage: &Vantage,
    seen_until: Day,
) -> Vec<MrrCohort> {
    let ends: Vec<Day> = periods.iter().map(|(_, days)| days.until).collect();
    let cohorts = cohorts::of_periods(courses, &ends).into_iter().zip(periods).enumerate();
    let told = cohorts.map(|(place, (cohort, (name, _)))| MrrCohort {
        cohort: name.clone(),
        customers: cohort.customers,
        entry: vantage.money(cohort.entry),
        cells: cells(&cohort, &ends[place..], seen_until),
    });
    told.filter(|cohort| cohort.customers > 0).collect()
}

fn cells(cohort: &Cohort, ends: &[Day], seen_until: Day) -> Vec<MrrCell> {
    let per_entry = |minor: i64| (cohort.entry > 0).then(|| minor as f64 / cohort.entry as f64);
    let cells = cohort.cells.iter().zip(ends).enumerate();
    let told = cells.map(|(k, (cell, end))| MrrCell {
        k,
        nrr: per_entry(cell.monthly),
        grr: per_entry(cell.kept),
        customers: cell.customers,
        complete: *end <= seen_until,
    });
    told.collect()
}

fn caveats(heard: &AllHeard) -> Vec<Caveat> {
    let unread = (heard.n_unread > 0).then(|| {
        let text = format!("{} words about subscriptions name no price or status", heard.n_unread);
        Caveat::new("subscriptions_unread", text)
    });
    let other = (heard.n_other_currency > 0).then(|| {
        let n = heard.n_other_currency;
        let text = format!("{n} words about subscriptions are in another currency and left out");
        Caveat::new("subscriptions_other_currency", text)
    });
    unread.into_iter().chain(other).collect()
}
