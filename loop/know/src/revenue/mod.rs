//! Revenue retention: what became of the revenue of a base period, customer by customer.
//!
//! A bridge leads from the revenue of the base period to that of the period: minus who stayed
//! away and who paid less, plus who paid more, who is new and who returned. It adds up to the
//! last coin, and a test and an assertion see to it. Start at [`Bridge`]; what became of each
//! product, channel or segment is told by [`split`].

pub mod api;
mod bridge;
mod fold;
mod options;
mod sheet;
pub mod split;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::{Caveat, Money, Period};
use serde::Serialize;

pub use bridge::{Bridge, definition};
pub use fold::RevenueFold;
pub use options::{Base, Ends, NoBridge, RevenueOptions};
pub use split::{By, RevenuePart};

use crate::asking::{ReportError, ask_of};
use crate::{Head, Vantage};

/// The revenue bridge; money is no answer while no order has an amount.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RevenueReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<RevenueOptions>,
    /// The days compared with.
    pub base: Period,
    /// The days compared.
    pub period: Period,
    /// Revenue of the base.
    pub base_revenue: Option<Money>,
    /// Base revenue of who bought nothing in the period.
    pub churned: Option<Money>,
    /// What those who paid less paid less.
    pub contraction: Option<Money>,
    /// What those who paid more paid more.
    pub expansion: Option<Money>,
    /// Revenue of who bought for the first time ever.
    pub new: Option<Money>,
    /// Revenue of who had bought before, but not in the base.
    pub reactivated: Option<Money>,
    /// Revenue of the period.
    pub period_revenue: Option<Money>,
    /// Share of the base revenue that was kept, without any growth.
    pub grr: Option<f64>,
    /// What the customers of the base paid in the period, per base revenue.
    pub nrr: Option<f64>,
    /// How many customers stand behind each part.
    pub customers: bridge::Heads,
    /// The bridge of each part of the shop, the largest first; empty unless parts are asked for.
    pub parts: Vec<RevenuePart>,
}

/// The revenue bridge of a shop.
pub async fn of_shop(shop: &Shop, options: RevenueOptions) -> Result<RevenueReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let ends = Ends::new(&options, &asked.vantage)?;
    let Some(by) = options.by else {
        let bridge = asked.session.fold(RevenueFold::new(&ends, &asked.vantage)).await?;
        return Ok(report(options, &asked.vantage, &ends, &bridge));
    };
    let (asked, split) = split::of_shop(shop, asked, &ends, by).await?;
    let mut report = report(options, &asked.vantage, &ends, &split.whole);
    let said = split::definition(by, asked.vantage.language);
    report.head.definition = format!("{} {said}", report.head.definition);
    split.caveats().into_iter().for_each(|caveat| report.head.caveats.say(caveat));
    report.parts = split.told(|minor| asked.vantage.money(minor).filter(|_| report.has_amounts()));
    Ok(report)
}

/// Reads the report off what the fold has added up.
pub fn report(
    options: RevenueOptions,
    vantage: &Vantage,
    ends: &Ends,
    bridge: &Bridge,
) -> RevenueReport {
    let definition = definition(vantage.language);
    let mut head = vantage.head("revenue", definition, options);
    if ends.cut {
        let text = format!("the period is not over; it is seen until {}", ends.period.until);
        head.caveats.say(Caveat::new("period_not_over", text));
    }
    let amounts_missing =
        bridge.heads.any() && bridge.base_revenue == 0 && bridge.period_revenue == 0;
    if amounts_missing {
        head.caveats.say(crate::head::no_amounts());
    } else if bridge.base_revenue == 0 {
        let text = "there was no revenue in the base period, so there is nothing to keep";
        head.caveats.say(Caveat::new("no_base_revenue", text));
    }
    let money = |minor| vantage.money(minor).filter(|_| !amounts_missing);
    RevenueReport {
        base: ends.base,
        period: ends.period,
        base_revenue: money(bridge.base_revenue),
        churned: money(bridge.churned),
        contraction: money(bridge.contraction),
        expansion: money(bridge.expansion),
        new: money(bridge.new),
        reactivated: money(bridge.reactivated),
        period_revenue: money(bridge.period_revenue),
        grr: bridge.grr(),
        nrr: bridge.nrr(),
        customers: bridge.heads,
        parts: Vec::new(),
        head,
    }
}

impl RevenueReport {
    fn has_amounts(&self) -> bool {
        self.base_revenue.is_some()
    }
}
