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
use collect::spend::{self, Spend};
use domain::{Caveat, Money, Period};
use facts::Sum;
use serde::{Deserialize, Serialize};

use crate::asking::{Asked, ReportError, ask};
use crate::cohorts::{Groups, Split};
use crate::metrics::MetricsOptions;
use crate::metrics::ledger::{EarningFold, EarningSum, doubts_of_costs, knows_costs};
use crate::retention::Plan;
use crate::{AsOf, Head, Vantage};
use reckoning::Reckoning;

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
    #[arg(long, value_name = "N", default_value_t = MONTHS, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub months: u32,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

/// A year has every season once.
const MONTHS: u32 = 12;

impl Default for AcquisitionOptions {
    fn default() -> Self {
        Self { months: MONTHS, as_of: None }
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
    pub worth: Vec<Worth>,
    /// The first month k by whose end each has left what he cost; null while none has.
    pub payback_month: Option<usize>,
}

/// What customers have left the shop by the end of their own month k.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Worth {
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
    let mut asked = ask(shop, options.as_of).await?;
    let spend = spend::all(&mut shop.read().await?).await?;
    let knows_costs = knows_costs(&asked).await?;
    asked.vantage.caveats.0.extend(doubts_of_costs(&asked).await?);
    let Some(plan) = plan(&options, &asked.vantage) else {
        return Ok(report(options, &asked.vantage, None, &[]));
    };
    let groups = Groups::of_shop(&asked, Split::Channel).await?;
    let by_channel = counted(&asked, &groups, &plan).await?;
    let counted = Counted { plan, names: groups.names().to_vec(), by_channel, knows_costs };
    let spend: Vec<Spend> = spend
        .into_iter()
        .filter(|spend| Some(spend.amount.currency) == asked.vantage.currency)
        .collect();
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

/// What was counted of those who came.
struct Counted {
    plan: Plan,
    /// The channels that are told apart.
    names: Vec<String>,
    /// One a channel, and a last one for all other customers.
    by_channel: Vec<EarningSum>,
    /// Whether the cost of any order is known.
    knows_costs: bool,
}

impl Counted {
    fn everybody(&self) -> EarningSum {
        let sums = self.by_channel.iter().cloned();
        sums.reduce(|mut all, sum| {
            all.add(sum);
            all
        })
        .unwrap_or_default()
    }
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
    let caveats = &mut report.head.caveats;
    if let Some(unplaced) = reckoning.without_channel() {
        let text = format!("{unplaced} of the spend is told of no channel; only the total has it");
        caveats.say(Caveat::new("spend_without_channel", text));
    }
    if report.total.as_ref().is_some_and(|total| total.spend.is_none()) {
        let text = "no marketing spend was written down for these months, so new customers have \
                    no cost";
        caveats.say(Caveat::new("no_spend", text));
    }
    report
}
