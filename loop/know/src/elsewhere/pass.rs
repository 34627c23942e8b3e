//! Everything the variants need, counted in one pass.

use domain::Period;
use facts::Fold;

use super::ElsewhereOptions;
use crate::Vantage;
use crate::cohorts::{self, CohortFold, CohortOptions, CohortReport, Count, Measure, Mode};
use crate::metrics::{self, BuyingFold, MetricsSum, Seen};
use crate::retention::{Counts, Plan, RetentionFold, RetentionOptions, RetentionSum};

/// Days over which Stripe looks back.
const STRIPE_DAYS: i64 = 30;

const RULES: [Count; 3] = [Count::On, Count::OnOrAfter, Count::OnOrBefore];

/// What is counted, and over which stretches.
pub(super) struct Pass {
    vantage: Vantage,
    months: Plan,
    /// The place of the newest finished month.
    month: usize,
    /// The last days, then every day of the month.
    days: Plan,
}

/// Tables by calendar months, by own stretches, and of money.
type Tables = (CohortFold, (CohortFold, CohortFold));

/// What one pass has added up.
pub(super) type ElsewhereSum = (MetricsSum, (RetentionSum, <Tables as Fold>::Sum));

/// The counts that the variants are made of.
pub(super) struct Counted {
    /// The newest finished month.
    pub period: Period,
    /// What was seen in it.
    pub seen: Seen,
    /// The base over the last thirty days.
    pub last_days: Counts,
    /// The base over each day of the month.
    pub each_day: Vec<Counts>,
    /// Cohorts by calendar months: bought in, then or later, again by then.
    pub calendar: Vec<CohortReport>,
    /// Cohorts by own stretches, bought then or later.
    pub rolling: CohortReport,
    /// What the cohorts have paid.
    pub paid: CohortReport,
}

impl Pass {
    /// What is to be counted; none while no month of the history is over.
    pub fn new(options: &ElsewhereOptions, vantage: &Vantage) -> Option<Self> {
        let asked = RetentionOptions {
            activity_window: options.activity_window,
            as_of: options.as_of,
            ..RetentionOptions::default()
        };
        let months = Plan::new(&asked, vantage)?;
        let first_at = vantage.first_order_at.map(|at| at.0);
        let month = months.periods(first_at).rfind(|month| months.is_complete(*month))?;
        let days = Plan::of_days(&asked, vantage, STRIPE_DAYS, months.days(month))?;
        Some(Self { vantage: vantage.clone(), months, month, days })
    }

    /// The fold that counts it.
    pub fn fold(&self) -> impl Fold<Sum = ElsewhereSum> + use<> {
        let table = |mode, measure, rules: &[Count]| {
            let fold =
                CohortFold::by_rules(&options(mode, measure, Count::On), &self.vantage, rules);
            fold.expect("a month of the history is over")
        };
        let calendar = table(Mode::Calendar, Measure::Rate, &RULES);
        let rolling = table(Mode::Rolling, Measure::Rate, &[Count::OnOrAfter]);
        let paid = table(Mode::Calendar, Measure::CumulativeRevenue, &[Count::On]);
        let metrics = (RetentionFold::new(&self.months), BuyingFold::new(&self.months));
        (metrics, (RetentionFold::new(&self.days), (calendar, (rolling, paid))))
    }

    /// Reads the counts off the sum.
    pub fn read(&self, vantage: &Vantage, sum: &ElsewhereSum) -> Counted {
        let (metrics, (days, (calendar, (rolling, paid)))) = sum;
        let table = |mode, measure, count, sums| {
            cohorts::report(options(mode, measure, count), vantage, Some(sums))
        };
        let rate = |count| table(Mode::Calendar, Measure::Rate, count, calendar);
        let seen = metrics::seen(&self.months, vantage, metrics).swap_remove(self.month);
        Counted {
            period: self.months.days(self.month),
            seen,
            last_days: days.counts(0),
            each_day: (1..self.days.spans().len()).map(|day| days.counts(day)).collect(),
            calendar: RULES.map(rate).into(),
            rolling: table(Mode::Rolling, Measure::Rate, Count::OnOrAfter, rolling),
            paid: table(Mode::Calendar, Measure::CumulativeRevenue, Count::On, paid),
        }
    }
}

fn options(mode: Mode, measure: Measure, count: Count) -> CohortOptions {
    CohortOptions { mode, measure, count, ..CohortOptions::default() }
}
