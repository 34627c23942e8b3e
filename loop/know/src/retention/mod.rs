//! Retention of the whole base: of the customers active when a period opened, who still is when
//! it closes.
//!
//! Two rates stand side by side, because the formula most shops ask for counts people who came
//! back from the cold as if they had never been away. Start at [`crr`] for the arithmetic, at
//! [`plan`] for which moments are compared.

pub mod api;
pub mod crr;
mod fold;
mod plan;
mod sheet;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::{Caveat, Day};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

pub use crr::{Counts, Rates, definition};
pub use fold::{RetentionFold, RetentionSum};
pub use plan::Plan;
pub(crate) use plan::moved;

use crate::asking::{ReportError, ask_of};
use crate::{AsOf, Days, Head, Unit, Vantage};

/// Length of the periods of the whole base.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Length {
    /// A calendar month.
    #[default]
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

impl Length {
    fn unit(self) -> Unit {
        match self {
            Self::Month => Unit::Month,
            Self::Quarter => Unit::Quarter,
            Self::Year => Unit::Year,
        }
    }

    fn per_year(self) -> usize {
        match self {
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Year => 1,
        }
    }
}

/// Which stretch of the year before a period is compared with.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// The one of the same dates.
    #[default]
    Date,
    /// The one 52 weeks earlier, so that a Saturday stands beside a Saturday.
    Weekday,
}

/// What can be asked of the retention report.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct RetentionOptions {
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub period: Length,
    /// Who bought within so many days before a moment is active at it.
    #[arg(long, value_name = "DAYS", default_value_t = DEFAULT_WINDOW)]
    #[param(value_type = Option<String>)]
    #[schema(value_type = String)]
    pub activity_window: Days,
    /// Compare with the same dates of the year before, or with the same days of the week.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub align: Align,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// Who has not bought for a season is taken as gone, unless another window is asked for.
pub(crate) const DEFAULT_WINDOW: Days = Days::new(90);

impl Default for RetentionOptions {
    fn default() -> Self {
        Self {
            period: Length::default(),
            activity_window: DEFAULT_WINDOW,
            align: Align::default(),
            as_of: None,
            segment: None,
        }
    }
}

/// The retention report.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RetentionReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<RetentionOptions>,
    /// Every calendar period from the first purchase on, oldest first.
    pub periods: Vec<PeriodRow>,
}

/// One period with the two it is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct PeriodRow {
    /// The period itself.
    #[serde(flatten)]
    pub figures: Figures,
    /// Whether the period is over; a running one is compared to date.
    pub complete: bool,
    /// The period before, as far as this one has come; null before the first.
    pub previous: Option<Figures>,
    /// The same period a year earlier, as far as this one has come; null before the first.
    pub last_year: Option<Figures>,
    /// Churn minus that of the same period a year earlier.
    pub seasonal_churn: Option<f64>,
}

/// Who was there when a stretch of days opened and when it closed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Figures {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The day after the last one.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// The counted customers.
    #[serde(flatten)]
    pub counts: Counts,
    /// The rates made of them.
    #[serde(flatten)]
    pub rates: Rates,
}

/// The retention of a shop's whole base.
pub async fn of_shop(
    shop: &Shop,
    options: RetentionOptions,
) -> Result<RetentionReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let plan = Plan::new(&options, &asked.vantage);
    let sum = asked.fold(plan.as_ref().map(RetentionFold::new)).await?;
    Ok(report(options, &asked.vantage, sum.as_ref()))
}

/// Reads the report off what the fold has added up.
pub fn report(
    options: RetentionOptions,
    vantage: &Vantage,
    sum: Option<&RetentionSum>,
) -> RetentionReport {
    let definition = definition(&options, vantage.language);
    let mut head = vantage.head("retention", definition, options);
    let plan = Plan::new(&head.options, vantage);
    let periods = match (plan, sum) {
        (Some(plan), Some(sum)) => plan.rows(sum),
        _ => Vec::new(),
    };
    if periods.iter().any(|period| period.figures.counts.start == 0) {
        let text = "where nobody was active at the start there is nobody to keep, so no rate";
        head.caveats.say(Caveat::new("nobody_at_the_start", text));
    }
    if periods.last().is_some_and(|period| !period.complete) {
        let text = "the last period is not over; it is compared with the others to date";
        head.caveats.say(Caveat::new("period_not_over", text));
    }
    if let Some(young) = nobody_could_lapse(&periods, &head.options) {
        head.caveats.say(young);
    }
    RetentionReport { head, periods }
}

/// Within one activity window of the first purchase nobody can have lapsed yet, so a rate of
/// 100 % there says nothing.
fn nobody_could_lapse(periods: &[PeriodRow], options: &RetentionOptions) -> Option<Caveat> {
    let opened = periods.first()?.figures.from;
    let until = opened.saturating_add(options.activity_window.count().days());
    let within = periods
        .iter()
        .any(|period| period.figures.counts.start > 0 && period.figures.until <= until);
    let text = format!(
        "in periods that end by {until} nobody could have lapsed yet: the history is younger than \
         the activity window"
    );
    within.then(|| Caveat::new("younger_than_window", text))
}
