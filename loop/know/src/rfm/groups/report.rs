//! The groups of a shop's customers, summed up.

use collect::shop::Shop;
use domain::Money;
use serde::Serialize;
use stats::median;

use super::{GroupRule, Groups};
use crate::figure::share;
use crate::rfm::{RfmOptions, Scale, Scored, ScoredShop, has_amounts, head, scored_shop};
use crate::{Head, ReportError, Vantage};

/// The groups of the RFM table.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct GroupsReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<RfmOptions>,
    /// Where the scores were cut.
    pub scale: Scale,
    /// Every group in the order of its rules, those without a customer too.
    pub groups: Vec<GroupRow>,
    /// The rules by which customers are named; the first that fits is taken.
    pub rules: Vec<GroupRule>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct GroupRow {
    /// Its name.
    pub group: String,
    /// How many customers are in it.
    pub customers: u64,
    /// Their share of all.
    pub share: Option<f64>,
    /// What they have paid.
    pub revenue: Option<Money>,
    /// How often they have bought.
    pub orders: u64,
    /// The recency in the middle, in days.
    pub recency_days_median: Option<f64>,
}

/// The groups of a shop's customers.
pub async fn groups_of_shop(shop: &Shop, options: RfmOptions) -> Result<GroupsReport, ReportError> {
    let ScoredShop { vantage, scale, scored, groups } = scored_shop(shop, &options).await?;
    Ok(groups_report(options, &vantage, &scale, &scored, &groups))
}

/// Sums the groups of a scored list up.
pub fn groups_report(
    options: RfmOptions,
    vantage: &Vantage,
    scale: &Scale,
    scored: &[Scored],
    groups: &Groups,
) -> GroupsReport {
    let head = head(options, vantage, scale, scored);
    let has_amounts = has_amounts(scored);
    let names = groups.names();
    let mut members: Vec<Vec<&Scored>> = vec![Vec::new(); names.len()];
    for customer in scored {
        let name = groups.name_of(customer);
        if let Some(place) = names.iter().position(|group| *group == name) {
            members[place].push(customer);
        }
    }
    let rows = names.iter().zip(members).map(|(group, members)| {
        let revenue = members.iter().map(|customer| customer.revenue).sum();
        GroupRow {
            customers: members.len() as u64,
            share: share(members.len() as u64, scored.len() as u64),
            revenue: vantage.money(revenue).filter(|_| has_amounts),
            orders: members.iter().map(|customer| customer.orders).sum(),
            recency_days_median: median(
                members.iter().map(|customer| customer.recency_days as f64).collect(),
            ),
            group: (*group).to_owned(),
        }
    });
    GroupsReport { scale: *scale, groups: rows.collect(), rules: groups.0.clone(), head }
}
