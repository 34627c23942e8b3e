//! Both families of churn rates: against the start of a period, and summed up day by day.
//!
//! ```text
//! gross = (churned + contraction) / start
//! net   = (churned + contraction − expansion − reactivation) / start
//! net, daily = Σ over days of 1 − (end of the day − new of the day) / start of the day
//! GRR = Σ min(start, end) / start
//! NRR = 1 − (churned + contraction − expansion) / start
//! ```
//!
//! The first family is ChartMogul's standard one; the daily one, its "Shopify" family, is advised
//! where many join within a month, because whoever joins and goes within the month is in the
//! numerator of the first and not in its denominator.

use domain::Day;
use serde::Serialize;

use super::movements::Movements;

/// What one customer did on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OneDay {
    /// By how much his monthly revenue changed.
    pub change: i64,
    /// How much of that is of a new customer.
    pub new: i64,
    /// By how much it fell.
    pub lost: i64,
    /// 1 more or fewer customers who pay.
    pub heads: i64,
    /// 1 when he pays nothing any more.
    pub churned: u64,
}

/// Rates that are summed up over the days of a period; days that begin with nothing have none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Daily {
    /// Σ (churned + contraction) / start of the day.
    pub gross: f64,
    /// Σ 1 − (end of the day − new of the day) / start of the day.
    pub net: f64,
    /// Σ customers who left / customers at the start of the day.
    pub customers: f64,
}

impl Daily {
    /// The rates of the days on which anything happened; on the others all of them are 0.
    pub(super) fn of(mut start: i64, mut heads: u64, by_day: &[(Day, OneDay)]) -> Self {
        let mut daily = Self::default();
        for of_day in by_day.chunk_by(|one, next| one.0 == next.0) {
            let sum = |of: fn(&OneDay) -> i64| of_day.iter().map(|(_, it)| of(it)).sum::<i64>();
            let (change, new) = (sum(|it| it.change), sum(|it| it.new));
            if start > 0 {
                daily.gross += sum(|it| it.lost) as f64 / start as f64;
                daily.net += 1.0 - (start + change - new) as f64 / start as f64;
            }
            if heads > 0 {
                let churned: u64 = of_day.iter().map(|(_, it)| it.churned).sum();
                daily.customers += churned as f64 / heads as f64;
            }
            start += change;
            heads = heads.saturating_add_signed(sum(|it| it.heads));
        }
        daily
    }
}

/// The rates of a period; none where there was nothing at its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = SubscriptionRates)]
pub struct Rates {
    /// What churned and contracted, per monthly revenue at the start.
    pub gross_churn: Option<f64>,
    /// The same less expansion and reactivation.
    pub net_churn: Option<f64>,
    /// Gross churn summed up day by day.
    pub gross_churn_daily: Option<f64>,
    /// Net churn summed up day by day.
    pub net_churn_daily: Option<f64>,
    /// What was kept of every customer's start, without any growth.
    pub grr: Option<f64>,
    /// What the customers of the start brought in the end; who came back is not in it.
    pub nrr: Option<f64>,
    /// The same with who came back.
    pub nrr_with_reactivation: Option<f64>,
    /// What came per what went; none when nothing went.
    pub quick_ratio: Option<f64>,
    /// Customers of the start who were not there in the end, per customers of the start.
    pub customer_churn: Option<f64>,
    /// Customers who left, day by day, per customers of that day.
    pub customer_churn_daily: Option<f64>,
    /// Customers who left, per customers of the start and new ones, as Stripe counts.
    pub subscriber_churn: Option<f64>,
}

impl Rates {
    /// The rates of these movements.
    pub fn of(movements: &Movements) -> Self {
        let Movements { start, new, reactivation, expansion, contraction, churned, .. } =
            *movements;
        let heads = movements.heads;
        let per_start = |minor: i64| (start > 0).then(|| minor as f64 / start as f64);
        let per = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
        let daily = |sum: f64| (start > 0).then_some(sum);
        let lost = churned + contraction;
        let won = new + reactivation + expansion;
        Self {
            gross_churn: per_start(lost),
            net_churn: per_start(lost - expansion - reactivation),
            gross_churn_daily: daily(movements.daily.gross),
            net_churn_daily: daily(movements.daily.net),
            grr: per_start(movements.kept),
            nrr: per_start(start - lost + expansion),
            nrr_with_reactivation: per_start(start - lost + expansion + reactivation),
            quick_ratio: (lost > 0).then(|| won as f64 / lost as f64),
            customer_churn: per(heads.lost, heads.start),
            customer_churn_daily: daily(movements.daily.customers),
            subscriber_churn: per(heads.churned, heads.start + heads.new),
        }
    }
}
