//! The ledger: what goods and marketing cost beside what customers brought.
//!
//! Gross profit is what an order brought, after discounts and refunds, less what its positions
//! cost; an order with a position of unknown cost has none, and the share of revenue whose cost is
//! known is told with it. Start at [`Ledger::of_shop`].

mod fold;
mod newcomers;

use collect::shop::Shop;
use collect::spend::{self, Spend};
use domain::{Caveat, Money};

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
    /// The ledger of a shop; without costs where no order has a known one.
    pub async fn of_shop(
        shop: &Shop,
        asked: &Asked,
        plan: Option<&Plan>,
    ) -> Result<Self, ReportError> {
        let currency = asked.vantage.currency;
        let mut spend = spend::all(&mut shop.read().await?).await?;
        spend.retain(|spend| Some(spend.amount.currency) == currency);
        let costs = match plan {
            Some(plan) if knows_costs(asked).await? => Some(Costs::of_shop(asked, plan).await?),
            _ => None,
        };
        Ok(Self { costs, spend })
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
    async fn of_shop(asked: &Asked, plan: &Plan) -> Result<Self, ReportError> {
        let fold = EarningFold::new(plan);
        let of_known_cost = "valid and cost is not null";
        Ok(Self {
            profit: asked.session.fold_gross_profit(fold.clone()).await?,
            revenue: asked.session.fold_where(of_known_cost, fold).await?,
        })
    }
}

/// Whether any purchase has a known cost; a shop without costs is not read twice more.
pub(crate) async fn knows_costs(asked: &Asked) -> Result<bool, ReportError> {
    let sql = "select 1 from orders where valid and cost is not null and customer_no > 0 limit 1";
    Ok(!asked.session.sql(sql).await?.rows.is_empty())
}

/// What must be known of the profit of the whole history: that no cost is known, or of how much.
pub(crate) async fn doubts_of_costs(asked: &Asked) -> Result<Option<Caveat>, ReportError> {
    let in_coin = match asked.vantage.currency {
        Some(currency) => format!("and currency = '{}'", currency.code()),
        None => String::new(),
    };
    let sql = format!(
        "select sum(amount), sum(case when cost is not null then amount end)
         from orders where valid and customer_no > 0 {in_coin}"
    );
    let sums = asked.session.sql(&sql).await?.rows.into_iter().next().unwrap_or_default();
    let sum = |column: usize| sums.get(column).and_then(serde_json::Value::as_i64);
    Ok(match (sum(0), sum(1)) {
        (_, None | Some(0)) => {
            let text = "no order says what its goods cost, so there is no profit; import costs";
            Some(Caveat::new("no_costs", text))
        }
        (Some(all), Some(known)) if known < all => Some(partly_known(known as f64 / all as f64)),
        _ => None,
    })
}

/// What must be known where profit leaves orders out.
pub(crate) fn partly_known(share: f64) -> Caveat {
    let text = format!(
        "of {:.0} % of the revenue the cost is known; profit is that of this part alone",
        share * 100.0
    );
    Caveat::new("costs_partly_known", text)
}
