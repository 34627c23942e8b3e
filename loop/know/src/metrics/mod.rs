//! The metrics of a period: every number a shop is measured by, beside the period before and the
//! same one last year.
//!
//! One pass over the orders counts what all of them are made of ([`bought`]); each metric is then
//! one file of the [`catalogue`] with its sentence, its formula and its arithmetic. Start at
//! [`Metric`].

pub mod api;
pub mod bought;
pub mod catalogue;
mod fold;
pub mod metric;
mod table;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::{Day, Period};
use serde::{Deserialize, Serialize};

pub use bought::BuyingSum;
pub use fold::BuyingFold;
pub use metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

use crate::asking::{ReportError, ask_of};
use crate::figure::Figure;
use crate::retention::{
    Align, DEFAULT_WINDOW, Length, Plan, RetentionFold, RetentionOptions, RetentionSum,
};
use crate::{AsOf, Days, Head, Vantage};

/// What can be asked of the metrics.
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
pub struct MetricsOptions {
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub period: Length,
    /// The period that holds this day; the newest finished one unless told.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Day>,
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

impl Default for MetricsOptions {
    fn default() -> Self {
        Self {
            period: Length::default(),
            on: None,
            activity_window: DEFAULT_WINDOW,
            align: Align::default(),
            as_of: None,
            segment: None,
        }
    }
}

impl MetricsOptions {
    /// The stretches that are compared are those of the retention report.
    pub(crate) fn plan(&self, vantage: &Vantage) -> Option<Plan> {
        let options = RetentionOptions {
            period: self.period,
            activity_window: self.activity_window,
            align: self.align,
            as_of: self.as_of,
            segment: self.segment.clone(),
        };
        Plan::new(&options, vantage)
    }
}

/// All metrics of one period.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MetricsReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<MetricsOptions>,
    /// The days the metrics are of; null while nobody has bought.
    pub period: Option<Period>,
    /// Whether the period is over; a running one is compared to date.
    pub complete: bool,
    /// The days before that it is compared with; null before the first.
    pub previous: Option<Period>,
    /// The days a year earlier that it is compared with; null before the first.
    pub last_year: Option<Period>,
    /// Every period from the first purchase on, oldest first.
    pub periods: Vec<Period>,
    /// Every metric, in the order of the catalogue.
    pub metrics: Vec<MetricRow>,
}

/// One metric of the period.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MetricRow {
    /// Its name in the catalogue.
    pub id: &'static str,
    /// The value; null where there is no answer.
    pub value: Option<Figure>,
    /// Lower bound of its 95 % interval, where it is an estimate.
    pub low: Option<Figure>,
    /// Upper bound of its 95 % interval.
    pub high: Option<Figure>,
    /// How many customers or orders it stands on.
    pub of: u64,
    /// Why there is no answer.
    pub because: Option<&'static str>,
    /// The value of the stretch before.
    pub previous: Option<Figure>,
    /// The value of the same stretch a year earlier.
    pub last_year: Option<Figure>,
    /// The value of each of `periods`, to draw its course.
    pub course: Vec<Option<Figure>>,
}

/// Everything counted in one pass.
pub type MetricsSum = (RetentionSum, BuyingSum);

/// Everything that was counted, stretch by stretch, for the plan it was counted by.
pub(crate) fn seen(plan: &Plan, vantage: &Vantage, sum: &MetricsSum) -> Vec<Seen> {
    table::Table { plan, vantage, sum }.seen()
}

/// The metrics of a shop.
pub async fn of_shop(shop: &Shop, options: MetricsOptions) -> Result<MetricsReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let plan = options.plan(&asked.vantage);
    let fold = plan.as_ref().map(|plan| (RetentionFold::new(plan), BuyingFold::new(plan)));
    let sum = asked.fold(fold).await?;
    Ok(report(options, &asked.vantage, sum.as_ref()))
}

/// Reads the metrics off what the fold has added up.
pub fn report(
    options: MetricsOptions,
    vantage: &Vantage,
    sum: Option<&MetricsSum>,
) -> MetricsReport {
    let definition = catalogue::definition(&options, vantage.language);
    let plan = options.plan(vantage);
    let head = vantage.head("metrics", definition, options);
    match (plan, sum) {
        (Some(plan), Some(sum)) => table::Table { plan: &plan, vantage, sum }.report(head),
        _ => MetricsReport {
            head,
            period: None,
            complete: false,
            previous: None,
            last_year: None,
            periods: Vec::new(),
            metrics: Vec::new(),
        },
    }
}
