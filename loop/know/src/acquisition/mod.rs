//! Acquisition: what new customers cost by channel and by month, and when they have paid for it.
//!
//! Those who came in the newest finished months are followed by their own months of thirty days;
//! what they have left the shop in gross profit stands beside what was spent to win them.
//! Start at [`reckoning`].

pub mod api;
mod reckoning;
mod sheet;
mod words;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use collect::spend::Spend;
use domain::{Caveat, Money, Period};
use serde::{Deserialize, Serialize};

use crate::asking::{Asked, ReportError, ask_of};
use crate::cohorts::{Groups, Split};
use crate::metrics::MetricsOptions;
use crate::metrics::ledger::{Coverage, EarningFold, EarningSum, spend_on};
use crate::retention::Plan;
use crate::{AsOf, Head, Vantage};
use reckoning::{Counted, Reckoning};

/// What can be asked of acquisition.
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
pub struct AcquisitionOptions {
    /// How many finished months back customers came.
    #[arg(long, value_name = "N", default_value_t = MONTHS)]
    pub months: u32,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// A year has every season once.
const MONTHS: u32 = 12;

impl Default for AcquisitionOptions {
    fn default() -> Self {
        Self { months: MONTHS, as_of: None, segment: None }
    }
}

/// What new customers cost and have brought.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AcquisitionReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<AcquisitionOptions>,
    /// The days on which they came; null before the first month is over.
    pub period: Option<Period>,
    /// All of them together.
    pub total: Option<Acquired>,
    /// By the channel of the first purchase, and of the spend; the largest first.
    pub channels: Vec<Acquired>,
    /// By the month of the first purchase, oldest first.
    pub months: Vec<Acquired>,
}

/// Those who came by a channel or in a month.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Acquired {
    /// The channel, empty where none is told; or the month, `2026-03`; empty for everybody.
    pub name: String,
    /// How many came.
    pub new_customers: u64,
    /// What was spent to win them; null where nothing was written down.
    pub spend: Option<Money>,
    /// What each of them cost; null without spend or without anybody.
    pub cac: Option<Money>,
    /// What each has left the shop by the end of his own month k, of those who have it behind
    /// them; empty where no cost of goods is known.
    pub worth: Vec<WorthSoFar>,
    /// The first month k by whose end each has left what he cost; null while none has.
    pub payback_month: Option<usize>,
}

/// What customers have left the shop by the end of their own month k.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct WorthSoFar {
    /// Number of the month; 0 is the thirty days from the first purchase on.
    pub k: usize,
    /// Gross profit of each.
    pub each: Money,
    /// How many have this month behind them.
    pub customers: u64,
}

/// Acquisition of a shop.
pub async fn of_shop(
    shop: &Shop,
    options: AcquisitionOptions,
) -> Result<AcquisitionReport, ReportError> {
    let mut asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let spend = spend_on(shop, &asked, options.segment.as_deref()).await?;
    let coverage = Coverage::of_shop(&asked).await?;
    asked.vantage.caveats.0.extend(coverage.doubt());
    let Some(plan) = plan(&options, &asked.vantage) else {
        return Ok(report(options, &asked.vantage, None, &[]));
    };
    let groups = Groups::of_shop(&asked, Split::Channel).await?;
    let by_channel = counted(&asked, &groups, &plan).await?;
    let names = groups.names().to_vec();
    let counted = Counted { plan, names, by_channel, knows_costs: coverage.is_any() };
    Ok(report(options, &asked.vantage, Some(&counted), &spend))
}

/// The months that are compared, as the metrics cut them.
fn plan(options: &AcquisitionOptions, vantage: &Vantage) -> Option<Plan> {
    MetricsOptions { as_of: options.as_of, ..MetricsOptions::default() }.plan(vantage)
}

async fn counted(
    asked: &Asked,
    groups: &Groups,
    plan: &Plan,
) -> Result<Vec<EarningSum>, ReportError> {
    let fold = groups.ask(EarningFold::new(plan));
    Ok(asked.session.fold_gross_profit(fold).await?)
}

/// Reads the report off what was counted and spent.
fn report(
    options: AcquisitionOptions,
    vantage: &Vantage,
    counted: Option<&Counted>,
    spend: &[Spend],
) -> AcquisitionReport {
    let definition = words::definition(&options, vantage.language);
    let n_months = options.months as usize;
    let head = vantage.head("acquisition", definition, options);
    let empty = |head| AcquisitionReport {
        head,
        period: None,
        total: None,
        channels: Vec::new(),
        months: Vec::new(),
    };
    let Some(counted) = counted else { return empty(head) };
    let everybody = counted.everybody();
    let Some(reckoning) = Reckoning::new(counted, vantage, spend, n_months) else {
        return empty(head);
    };
    let mut report = AcquisitionReport {
        period: Some(reckoning.period()),
        total: Some(reckoning.total(&everybody)),
        channels: reckoning.channels(),
        months: reckoning.months(&everybody),
        head,
    };
    let is_of_segment = report.head.options.segment.is_some();
    let caveats = &mut report.head.caveats;
    if let Some(unplaced) = reckoning.without_channel() {
        let text = format!("{unplaced} of the spend is told of no channel; only the total has it");
        caveats.say(Caveat::new("spend_without_channel", text));
    }
    if report.total.as_ref().is_some_and(|total| total.spend.is_none()) {
        caveats.say(words::no_spend(is_of_segment));
    }
    report
}
