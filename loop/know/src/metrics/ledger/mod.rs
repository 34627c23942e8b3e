//! The ledger: what goods and marketing cost beside what customers brought.
//!
//! Gross profit is what an order brought, after discounts and refunds, less what its positions
//! cost; an order with a position of unknown cost has none, and the share of revenue whose cost is
//! known is told with it. Start at [`Ledger::of_shop`].

mod coverage;
mod fold;
mod newcomers;

use collect::shop::Shop;
use collect::spend::{self, Spend};
use domain::Money;

pub(crate) use coverage::{Coverage, partly_known};
pub(crate) use fold::cells_of;
pub use fold::{EarningFold, EarningSum};
pub use newcomers::{MONTH_DAYS, Newcomers, Payback};

use super::fold::Cut;
use crate::asking::{Asked, ReportError};
use crate::retention::Plan;

/// What goods and marketing cost, for a plan of stretches.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    costs: Option<Costs>,
    spend: Vec<Spend>,
}

/// What orders of known cost brought.
#[derive(Clone, Debug)]
struct Costs {
    profit: EarningSum,
    /// Their revenue, in the same cells.
    revenue: EarningSum,
}

/// What was earned in a stretch by orders whose cost is known, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Earned {
    /// What they brought less what their goods cost.
    pub profit: i64,
    /// What they brought.
    pub revenue: i64,
    /// The profit of the whole history up to the end of the stretch.
    pub profit_so_far: i64,
}

impl Ledger {
    /// The ledger of a shop, or of one segment of it; without costs where no order has a known one.
    pub async fn of_shop(
        shop: &Shop,
        asked: &Asked,
        (plan, segment): (Option<&Plan>, Option<&str>),
    ) -> Result<Self, ReportError> {
        let costs = match plan {
            Some(plan) => Costs::of_shop(asked, plan).await?,
            None => None,
        };
        Ok(Self { costs, spend: spend_on(shop, asked, segment).await? })
    }

    /// A ledger of what was counted elsewhere.
    #[cfg(test)]
    pub(super) fn of(counted: Option<(EarningSum, EarningSum)>, spend: Vec<Spend>) -> Self {
        Self { costs: counted.map(|(profit, revenue)| Costs { profit, revenue }), spend }
    }

    /// What was earned in a stretch; none where no cost is known at all.
    pub(super) fn earned(&self, cut: &Cut, span: usize) -> Option<Earned> {
        let costs = self.costs.as_ref()?;
        let cells = &cut.cells[span];
        Some(Earned {
            profit: costs.profit.cells[cells.clone()].iter().sum(),
            revenue: costs.revenue.cells[cells.clone()].iter().sum(),
            profit_so_far: costs.profit.cells[..cells.end].iter().sum(),
        })
    }

    /// What those who came in a stretch have brought since; none where no cost is known at all.
    pub(super) fn newcomers(&self, cut: &Cut, span: usize, plan: &Plan) -> Option<Newcomers> {
        let costs = self.costs.as_ref()?;
        let arrivals = &costs.profit.arrivals[cut.cells[span].clone()];
        let n_complete = plan.days_since(span) / MONTH_DAYS;
        Some(Newcomers::of(arrivals, usize::try_from(n_complete).unwrap_or(0)))
    }

    /// What marketing cost in a stretch; none where nothing was written down for any of its days.
    pub(super) fn spent(&self, plan: &Plan, span: usize) -> Option<Money> {
        let days = plan.days(span);
        let known = self.spend.iter().filter(|spend| spend.touches(days));
        let parts = known.map(|spend| Money::new(spend.within(days), spend.amount.currency));
        parts.reduce(|sum, part| Money::new(sum.minor + part.minor, sum.currency))
    }
}

impl Costs {
    /// None where no order has a known cost.
    async fn of_shop(asked: &Asked, plan: &Plan) -> Result<Option<Self>, ReportError> {
        let fold = EarningFold::new(plan);
        let revenue = asked.fold_of_known_cost(fold.clone()).await?;
        if revenue.is_of_nobody() {
            return Ok(None);
        }
        Ok(Some(Self { profit: asked.fold_gross_profit(fold).await?, revenue }))
    }
}

/// What was spent, in the currency of the shop; nothing is known of one segment, because nobody
/// spends on those who will be in it.
pub(crate) async fn spend_on(
    shop: &Shop,
    asked: &Asked,
    segment: Option<&str>,
) -> Result<Vec<Spend>, ReportError> {
    if segment.is_some() {
        return Ok(Vec::new());
    }
    let mut spend = spend::all(&mut shop.read().await?).await?;
    spend.retain(|spend| Some(spend.amount.currency) == asked.vantage.currency);
    Ok(spend)
}
