//! The forecast from below: the customers who are here, and those to come.
//!
//! The model of the value report says how often each customer will come within each period and
//! what he spends; newcomers come as planned, spend as newcomers did and come again as the model
//! expects of them. That is held against the forecast of the whole, and both are weighed into one.

use collect::shop::Shop;
use domain::{Caveat, Day};
use serde::Serialize;
use stats::recurrence::expected_from_start;

use super::ForecastOptions;
use super::options::{By, Measure};
use super::past::{AGAIN, FIRST, PartOf, Past, UNNAMED};
use super::reckoning::Reckoned;
use super::report::Telling;
use crate::asking::ReportError;
use crate::figure::Figure;
use crate::value::modelled::{Modelled, checks};
use crate::value::{self, ValueOptions};
use crate::{Days, Vantage};

/// What the customers bring who are here, and those to come.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastCohorts)]
pub struct CohortsOut {
    /// The periods to come.
    pub rows: Vec<CohortRow>,
    /// All of them together.
    pub total: Option<Figure>,
    /// How much of it customers bring who are here.
    pub existing: Option<Figure>,
    /// How much of it newcomers bring.
    pub newcomers: Option<Figure>,
    /// How many newcomers were planned for a whole period.
    pub planned: f64,
    /// How many came in each of the last periods.
    pub usual: f64,
    /// What the first order of a newcomer comes to.
    pub first_order: Option<Figure>,
    /// How far this lies above the forecast of the whole, as a share of that; below 0 under it.
    pub gap: f64,
    /// Whether it lies within the 80 % interval of the forecast of the whole.
    pub within_80: bool,
    /// How much this counts when both are weighed by how far each is usually off, 0…1.
    pub weight: f64,
    /// Both weighed into one.
    pub reconciled: Option<Figure>,
}

/// A period to come, from below.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastCohortRow)]
pub struct CohortRow {
    /// How it is called.
    pub period: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// What has been sold of it already.
    pub so_far: Option<Figure>,
    /// What customers bring who are here.
    pub existing: Option<Figure>,
    /// What newcomers bring.
    pub newcomers: Option<Figure>,
    /// What sales without a customer bring.
    pub unnamed: Option<Figure>,
    /// All together.
    pub total: Option<Figure>,
}

/// The forecast from below; a caveat where it cannot be told.
pub(super) async fn of(
    shop: &Shop,
    options: &ForecastOptions,
    vantage: &Vantage,
    past: &Past,
    reckoned: &Reckoned,
) -> Result<Result<CohortsOut, Caveat>, ReportError> {
    let asked = ValueOptions {
        as_of: options.as_of,
        segment: options.segment.clone(),
        ..ValueOptions::default()
    };
    let fitted = value::fitted(shop, &asked).await?;
    let below = fitted.modelled.as_ref().and_then(|modelled| {
        Below { options, vantage, past, modelled, asked: &asked }.told(reckoned)
    });
    let text = "too few customers came again to tell what each will bring, so the forecast has no \
                view from below";
    Ok(below.ok_or_else(|| Caveat::new("no_cohorts", text)))
}

struct Below<'a> {
    options: &'a ForecastOptions,
    vantage: &'a Vantage,
    past: &'a Past,
    modelled: &'a Modelled,
    asked: &'a ValueOptions,
}

/// What a shop expects of newcomers, and of sales without a customer.
struct Usual {
    newcomers: f64,
    first_order: f64,
    /// What one occasion after the first brings.
    again: f64,
    unnamed: f64,
}

/// What one period brings.
#[derive(Clone, Copy, Default)]
struct Brought {
    so_far: f64,
    existing: f64,
    newcomers: f64,
    unnamed: f64,
}

impl Brought {
    fn sum(self) -> f64 {
        self.so_far + self.existing + self.newcomers + self.unnamed
    }
}

impl Below<'_> {
    fn told(&self, reckoned: &Reckoned) -> Option<CohortsOut> {
        let usual = self.usual()?;
        let planned = self.options.newcomers.map_or(usual.newcomers, f64::from);
        let ends = self.ends(reckoned.ahead.steps.len());
        let existing = self.existing(&ends)?;
        let newcomers = self.newcomers(&ends, planned, &usual)?;
        let left = 1.0 - self.over();
        let brought: Vec<Brought> = (0..ends.len())
            .map(|nth| Brought {
                so_far: if nth == 0 { self.past.whole.so_far(self.options.of) } else { 0.0 },
                existing: existing[nth],
                newcomers: newcomers[nth],
                unnamed: usual.unnamed * if nth == 0 { left } else { 1.0 },
            })
            .collect();
        Some(self.weighed(&brought, reckoned, planned, &usual))
    }

    fn weighed(
        &self,
        brought: &[Brought],
        reckoned: &Reckoned,
        planned: f64,
        usual: &Usual,
    ) -> CohortsOut {
        let telling = Telling { vantage: self.vantage, of: self.options.of };
        let sum = |of: &dyn Fn(&Brought) -> f64| brought.iter().map(of).sum::<f64>();
        let (total, above) = (sum(&|it| it.sum()), reckoned.ahead.total);
        // An interval of 80 % reaches 1.28 spreads to both sides.
        let spread_above = (above.high_80 - above.low_80) / 2.563;
        let spread_below = self.error() * total;
        let squares = spread_above.powi(2) + spread_below.powi(2);
        let weight = if squares > 0.0 { spread_above.powi(2) / squares } else { 0.5 };
        let gap = if above.value > 0.0 { total / above.value - 1.0 } else { 0.0 };
        CohortsOut {
            rows: brought.iter().enumerate().map(|(nth, it)| self.row(&telling, nth, it)).collect(),
            total: telling.figure(total),
            existing: telling.figure(sum(&|it| it.existing)),
            newcomers: telling.figure(sum(&|it| it.newcomers)),
            planned,
            usual: usual.newcomers,
            first_order: Telling { of: Measure::Revenue, ..telling }.figure(usual.first_order),
            gap,
            within_80: (above.low_80..=above.high_80).contains(&total),
            weight,
            reconciled: telling.figure(weight * total + (1.0 - weight) * above.value),
        }
    }

    fn row(&self, telling: &Telling, nth: usize, brought: &Brought) -> CohortRow {
        let from = self.past.day(self.options.by, self.past.n + nth);
        CohortRow {
            period: self.options.by.unit().label(from),
            from,
            so_far: telling.figure(brought.so_far).filter(|_| nth == 0),
            existing: telling.figure(brought.existing),
            newcomers: telling.figure(brought.newcomers),
            unnamed: telling.figure(brought.unnamed).filter(|_| brought.unnamed > 0.0),
            total: telling.figure(brought.sum()),
        }
    }

    /// How far the model of customers is usually off, as a share: what it was on days held back.
    fn error(&self) -> f64 {
        let held = checks::hold_out(self.asked, self.modelled);
        held.and_then(|held| held.error).map_or(ERROR_UNKNOWN, |error| error.max(ERROR_LEAST))
    }

    /// How much of the running period is over.
    fn over(&self) -> f64 {
        let zone = &self.vantage.zone;
        let day = |nth| zone.start_of(self.past.day(self.options.by, self.past.n + nth)).0 as f64;
        ((self.vantage.as_of.0 as f64 - day(0)) / (day(1) - day(0))).clamp(0.0, 1.0)
    }

    /// How many days from now each period ends.
    fn ends(&self, n: usize) -> Vec<f64> {
        let end = |nth: usize| {
            let day = self.past.day(self.options.by, self.past.n + nth + 1);
            let micros = self.vantage.zone.start_of(day).0 - self.vantage.as_of.0;
            (micros as f64 / domain::Instant::DAY as f64).max(0.0)
        };
        (0..n).map(end).collect()
    }

    /// What the customers bring who are here, period by period.
    fn existing(&self, ends: &[f64]) -> Option<Vec<f64>> {
        let mut before = 0.0;
        let told = ends.iter().map(|end| {
            // A horizon is whole days; a period that ends within the hour brings nothing more.
            let days = end.round() as u32;
            let asked = ValueOptions {
                horizon: value::options::Horizon::Days(Days::new(days.max(1))),
                ..self.asked.clone()
            };
            let ahead = self.modelled.ahead(&asked)?;
            let sum: f64 = match self.options.of {
                Measure::Orders => {
                    ahead.iter().map(|it| it.outlook.expected.value).sum::<f64>()
                        * self.orders_a_day()
                }
                Measure::Revenue => {
                    ahead.iter().filter_map(|it| it.value).map(|value| value.value).sum()
                }
            };
            let sum = if days == 0 { 0.0 } else { sum };
            let brought = (sum - before).max(0.0);
            before = sum;
            Some(brought)
        });
        told.collect()
    }

    /// A model of days sees two orders of a day as one.
    fn orders_a_day(&self) -> f64 {
        let days: f64 =
            self.modelled.pasts.iter().map(|past| f64::from(past.seen.n_again) + 1.0).sum();
        let orders: f64 = [FIRST, AGAIN]
            .iter()
            .filter_map(|name| self.customers(name))
            .map(|(orders, _)| orders.iter().sum::<f64>())
            .sum();
        // A history longer than what is looked at here says nothing of its share.
        if days > 0.0 { (orders / days).max(1.0) } else { 1.0 }
    }

    /// What newcomers bring, period by period; within a period they come evenly.
    fn newcomers(&self, ends: &[f64], planned: f64, usual: &Usual) -> Option<Vec<f64>> {
        let fit = self.modelled.fit.as_ref()?;
        let unit = f64::from(self.asked.unit.n_days());
        let again = |days: f64| expected_from_start(fit, days.max(0.0) / unit);
        let opens = |nth: usize| if nth == 0 { 0.0 } else { ends[nth - 1] };
        let come = |nth: usize| planned * if nth == 0 { 1.0 - self.over() } else { 1.0 };
        let (first, each) = match self.options.of {
            Measure::Orders => (1.0, 1.0),
            Measure::Revenue => (usual.first_order, usual.again),
        };
        let brought = |nth: usize| {
            let returns: f64 = (0..=nth)
                .map(|came| {
                    let middle = f64::midpoint(opens(came), ends[came]);
                    come(came) * (again(ends[nth] - middle) - again(opens(nth) - middle))
                })
                .sum();
            come(nth) * first + returns * each
        };
        Some((0..ends.len()).map(brought).collect())
    }

    fn customers(&self, name: &str) -> Option<(Vec<f64>, Vec<f64>)> {
        let (_, tally) =
            self.past.parts_of(PartOf::Customers).find(|(part, _)| *part == Some(name))?;
        Some((tally.series(Measure::Orders), tally.series(Measure::Revenue)))
    }

    fn usual(&self) -> Option<Usual> {
        let n = self.past.n;
        let lately = match self.options.by {
            By::Month => 3,
            By::Week => 8,
            By::Day => return None,
        };
        let last = |numbers: &[f64], n: usize| {
            numbers[numbers.len().saturating_sub(n)..].iter().sum::<f64>()
        };
        let (orders, amounts) = self.customers(FIRST)?;
        let (season, lately) = (self.options.by.season().min(n), lately.min(n));
        let first_orders = last(&orders, season);
        let unnamed = self.customers(UNNAMED).map_or(0.0, |(orders, amounts)| {
            let numbers = if self.options.of == Measure::Orders { orders } else { amounts };
            last(&numbers, season) / season.max(1) as f64
        });
        let again = self.modelled.spend.as_ref().and_then(|spend| {
            Some(spend.fit.mean_of_all()? * 10_f64.powi(spend.digits.cast_signed()))
        });
        let first_order =
            if first_orders > 0.0 { last(&amounts, season) / first_orders } else { 0.0 };
        Some(Usual {
            newcomers: last(&orders, lately) / lately.max(1) as f64,
            first_order,
            again: again.unwrap_or(first_order),
            unnamed,
        })
    }
}

/// A model that was off by less on what was held back was lucky.
const ERROR_LEAST: f64 = 0.05;
/// Where nothing could be held back.
const ERROR_UNKNOWN: f64 = 0.3;
