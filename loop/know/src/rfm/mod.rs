//! RFM: how recently, how often and for how much each customer bought, in scores from 1 to 5.
//!
//! The scores are made by quintiles or by breaks, which a shop may set (see [`breaks`]); a table of
//! named groups, which a shop may replace by its own, turns them into words such as `at-risk`.
//! Start at [`scores`] for the scores and at [`groups`] for the names.

pub mod api;
pub mod breaks;
mod fold;
pub mod groups;
pub mod moves;
pub mod scores;
mod sheet;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use collect::customers;
use collect::shop::Shop;
use domain::{Caveat, Money};
use records::RecordsError;
use serde::{Deserialize, Serialize};

pub use breaks::{ShopBreaks, replace_breaks, reset_breaks, scale_of};
pub use fold::{RfmFold, RfmSum};
pub use groups::report::{GroupRow, GroupsReport, groups_of_shop, groups_report};
pub use groups::{GroupRule, Groups, groups_of, replace_groups, reset_groups};
pub use scores::{Breaks, Scale, Scored};
pub use words::definition;

use crate::asking::{ReportError, ask_of};
use crate::{AsOf, Head, Vantage};

/// What can be asked of the RFM report.
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
pub struct RfmOptions {
    /// The shop's own breaks, fifths of the customers, or fixed numbers of orders.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub breaks: Breaks,
    /// Own breaks of recency: the longest silence in days for 5, 4, 3 and 2.
    #[arg(long, value_name = "A,B,C,D")]
    #[param(value_type = Option<String>, example = "30,60,120,240")]
    #[schema(value_type = Option<String>)]
    pub recency_breaks: Option<scores::OwnBreaks>,
    /// Own breaks of frequency: the fewest orders for 2, 3, 4 and 5.
    #[arg(long, value_name = "A,B,C,D")]
    #[param(value_type = Option<String>, example = "2,3,4,6")]
    #[schema(value_type = Option<String>)]
    pub orders_breaks: Option<scores::OwnBreaks>,
    /// Own breaks of revenue: the least in minor units for 2, 3, 4 and 5.
    #[arg(long, value_name = "A,B,C,D")]
    #[param(value_type = Option<String>, example = "5000,10000,25000,100000")]
    #[schema(value_type = Option<String>)]
    pub revenue_breaks: Option<scores::OwnBreaks>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

impl RfmOptions {
    /// Where the scores are cut in a shop that has set this.
    pub fn scale(&self, of_shop: &Scale) -> Scale {
        let set = match self.breaks {
            Breaks::Shop => *of_shop,
            Breaks::Quintiles => Scale::default(),
            Breaks::Fixed => Scale::FIXED,
        };
        let own = [self.recency_breaks, self.orders_breaks, self.revenue_breaks];
        Scale {
            recency: self.recency_breaks.or(set.recency),
            orders: self.orders_breaks.or(set.orders),
            revenue: self.revenue_breaks.or(set.revenue),
            version: set.version.filter(|_| own.iter().all(Option::is_none)),
        }
    }
}

/// The RFM report: one row a customer.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RfmReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<RfmOptions>,
    /// Where the scores were cut.
    pub scale: Scale,
    /// Every customer who has bought.
    pub rows: Vec<RfmRow>,
}

/// One customer's scores.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RfmRow {
    /// The id that reports show.
    pub customer_id: String,
    /// Days from the day of the last purchase to the day the report looks from.
    pub recency_days: i64,
    /// Purchases.
    pub orders: u64,
    /// What they came to; no answer while orders have no amounts.
    pub revenue: Option<Money>,
    /// Score of recency, 5 is best.
    pub r: u8,
    /// Score of frequency, 5 is best.
    pub f: u8,
    /// Score of revenue, 5 is best.
    pub m: u8,
    /// Name of the group.
    pub group: String,
}

/// A shop whose customers have their scores.
pub struct ScoredShop {
    /// Where the scores were seen from.
    pub vantage: Vantage,
    /// Where the scores were cut.
    pub scale: Scale,
    /// Every customer who has bought, by his number.
    pub scored: Vec<Scored>,
    /// The shop's table of groups.
    pub groups: Groups,
}

/// Scores the customers of a shop; audiences by group stand on this too.
pub async fn scored_shop(shop: &Shop, options: &RfmOptions) -> Result<ScoredShop, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let sum = asked.fold(RfmFold::new(&asked.vantage)).await?.unwrap_or_default();
    let mut tx = shop.read().await?;
    let groups = groups_of(&mut tx).await?;
    let scale = options.scale(&scale_of(&mut tx).await?);
    Ok(ScoredShop { vantage: asked.vantage, scored: scores::scored(&scale, sum), scale, groups })
}

/// The RFM report of a shop, with the ids that reports show.
pub async fn of_shop(shop: &Shop, options: RfmOptions) -> Result<RfmReport, ReportError> {
    let scored = scored_shop(shop, &options).await?;
    let ids = shown_ids(shop, &scored.scored).await?;
    let scale = scored.scale;
    let head = head(options, &scored.vantage, &scale, &scored.scored);
    let has_amounts = has_amounts(&scored.scored);
    let row = |customer| scored.row(customer, has_amounts, |no| ids.get(&no).cloned());
    Ok(RfmReport { head, scale, rows: scored.scored.iter().map(row).collect() })
}

/// The ids that reports show, by the number of the customer.
async fn shown_ids(shop: &Shop, some: &[Scored]) -> Result<HashMap<i64, String>, RecordsError> {
    let numbers: Vec<i64> = some.iter().map(|customer| customer.customer_no).collect();
    let found = customers::of_numbers(&mut shop.read().await?, &numbers).await?;
    let shown = found.into_iter().map(|customer| {
        (customer.no, customers::shown_id(customer.external_id.as_deref(), customer.id))
    });
    Ok(shown.collect())
}

impl ScoredShop {
    /// One customer with his name of a group; `customer_id` tells the shown id of a number.
    fn row(
        &self,
        customer: &Scored,
        has_amounts: bool,
        customer_id: impl Fn(i64) -> Option<String>,
    ) -> RfmRow {
        let no = customer.customer_no;
        RfmRow {
            customer_id: customer_id(no).unwrap_or_else(|| no.to_string()),
            recency_days: customer.recency_days,
            orders: customer.orders,
            revenue: self.vantage.money(customer.revenue).filter(|_| has_amounts),
            r: customer.r,
            f: customer.f,
            m: customer.m,
            group: self.groups.name_of(customer).to_owned(),
        }
    }
}

fn head(
    options: RfmOptions,
    vantage: &Vantage,
    scale: &Scale,
    scored: &[Scored],
) -> Head<RfmOptions> {
    let definition = definition(scale, vantage.language);
    let mut head = vantage.head("rfm", definition, options);
    if !scored.is_empty() && !has_amounts(scored) {
        head.caveats.say(crate::head::no_amounts());
    }
    if (1..FEW).contains(&scored.len()) {
        let text = format!("only {} customers: fifths of so few say little", scored.len());
        head.caveats.say(Caveat::new("few_customers", text));
    }
    head
}

/// Below this a fifth is fewer than ten people.
const FEW: usize = 50;

fn has_amounts(scored: &[Scored]) -> bool {
    scored.iter().any(|customer| customer.revenue > 0)
}
