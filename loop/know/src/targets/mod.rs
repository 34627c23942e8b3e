//! Targets: what the owner wants a metric to be, and how far it is from there.
//!
//! A target holds for one period, or for every period of a length that has none of its own. It is
//! laid over the metrics after they are reckoned and changes none of them.
//! Start reading at [`set`], then [`Targets::lay_over`].

pub mod api;
mod reading;
mod rows;

#[cfg(test)]
mod tests;

use collect::shop;
use domain::{Currency, Day, Money, Period};
use records::{Happening, RecordsError, ShopTx, happenings};
use serde::Serialize;
use serde_json::json;

pub use reading::{Wanted, read};

use crate::figure::Figure;
use crate::metrics::{Answer, Better, Kind, Metric, MetricsReport, catalogue};
use crate::retention::Length;

/// What the owner wants a metric to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Name of the metric.
    pub metric: String,
    /// How long its periods are.
    pub length: Length,
    /// The first day of the period it holds for; none for every period of that length.
    pub from: Option<Day>,
    /// The number: a share 0…1, a count, an average, or money in minor units.
    pub value: f64,
}

/// How far a metric is from its target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Aim {
    /// The target.
    pub value: Figure,
    /// The metric less the target; null where the metric has no answer.
    pub gap: Option<Figure>,
    /// Whether it is reached; null where there is no answer or no way is the better one.
    pub reached: Option<bool>,
}

/// Why a target cannot be set.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The catalogue has no such metric.
    #[error("there is no metric `{0}`; `regulars metrics --catalogue` lists them")]
    NoMetric(String),
    /// The metric is not one of a period.
    #[error("`{metric}` is told by the report `{report}`; a target needs a number of a period")]
    NotOfPeriod {
        /// The metric.
        metric: &'static str,
        /// What tells it.
        report: &'static str,
    },
    /// The number is none that the metric can be.
    #[error("`{text}` is no {kind} that `{metric}` can be")]
    WrongValue {
        /// What was said.
        text: String,
        /// What the metric counts.
        kind: &'static str,
        /// The metric.
        metric: &'static str,
    },
    /// Money was named in another coin than the shop's.
    #[error("the shop counts in {shop}, the target is in {told}")]
    OtherCurrency {
        /// That of the shop.
        shop: Currency,
        /// That of the target.
        told: Currency,
    },
    /// The shop has not said what it counts in.
    #[error("the shop has no currency yet: take its orders in first, or name it in the settings")]
    NoCurrency,
}

/// The targets of a shop.
#[derive(Clone, Debug, Default)]
pub struct Targets(Vec<Target>);

/// Every target, by metric, the standing ones before those of one period.
pub async fn all(tx: &mut ShopTx) -> Result<Targets, RecordsError> {
    Ok(Targets(rows::all(tx).await?))
}

/// Sets a target, in place of the one before; a period is named by any of its days.
pub async fn set(
    tx: &mut ShopTx,
    metric: &str,
    (length, on): (Length, Option<Day>),
    wanted: &Wanted,
) -> Result<Target, TargetError> {
    let metric = of_period(metric)?;
    let settings = shop::settings(tx).await?;
    let value = wanted.of(metric, settings.currency)?;
    let from = on.map(|day| length.unit().first_day(day, settings.week_start));
    let target = Target { metric: metric.id.to_owned(), length, from, value };
    rows::save(tx, &target).await?;
    note(tx, "target_set", &target).await?;
    Ok(target)
}

/// Removes a target; answers whether there was one.
pub async fn remove(
    tx: &mut ShopTx,
    metric: &str,
    (length, on): (Length, Option<Day>),
) -> Result<bool, TargetError> {
    let week_start = shop::settings(tx).await?.week_start;
    let from = on.map(|day| length.unit().first_day(day, week_start));
    let found =
        all(tx).await?.0.into_iter().find(|target| {
            target.metric == metric && target.length == length && target.from == from
        });
    let Some(target) = found else { return Ok(false) };
    rows::remove(tx, &target).await?;
    note(tx, "target_removed", &target).await?;
    Ok(true)
}

/// The metric of that name, if it is one of a period.
fn of_period(name: &str) -> Result<&'static Metric, TargetError> {
    let metric = catalogue::find(name).ok_or_else(|| TargetError::NoMetric(name.to_owned()))?;
    match metric.answer {
        Answer::Period(_) => Ok(metric),
        Answer::Report(report) => Err(TargetError::NotOfPeriod { metric: metric.id, report }),
    }
}

async fn note(tx: &mut ShopTx, kind: &'static str, target: &Target) -> Result<(), RecordsError> {
    let telling: domain::JobId = tx.new_id();
    let news = Happening {
        customer: None,
        at: tx.now(),
        kind,
        source: "targets".to_owned(),
        key: telling.to_string(),
        payload: json!({
            "metric": target.metric,
            "length": target.length,
            "from": target.from,
            "value": target.value,
        }),
    };
    happenings::note(tx, news).await?;
    Ok(())
}

impl Targets {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Target> {
        self.0.iter()
    }

    /// The target of a metric for a period: its own, else that of every period of its length.
    pub fn find(&self, metric: &str, length: Length, period: Period) -> Option<&Target> {
        let meant = |target: &&Target| target.metric == metric && target.length == length;
        let own = self.iter().filter(meant).find(|target| target.from == Some(period.from));
        own.or_else(|| self.iter().filter(meant).find(|target| target.from.is_none()))
    }

    /// Tells every metric of a report how far it is from its target. The targets are those of the
    /// shop, so that a report of one segment has none.
    pub fn lay_over(&self, report: &mut MetricsReport) {
        let Some(period) = report.period else { return };
        if report.head.options.segment.is_some() {
            return;
        }
        let (length, currency) = (report.head.options.period, report.head.currency);
        for row in &mut report.metrics {
            let target = self.find(row.id, length, period);
            let metric = catalogue::find(row.id).zip(target);
            row.target =
                metric.and_then(|(metric, target)| target.aim(metric, row.value, currency));
        }
    }
}

impl Target {
    /// The number as the metric tells its own.
    pub fn figure(&self, metric: &Metric, currency: Option<Currency>) -> Option<Figure> {
        figure_of(self.value, metric.kind, currency)
    }

    fn aim(
        &self,
        metric: &Metric,
        value: Option<Figure>,
        currency: Option<Currency>,
    ) -> Option<Aim> {
        let actual = value.map(|value| match value {
            Figure::Count(n) => n as f64,
            Figure::Number(number) => number,
            Figure::Money(money) => money.minor as f64,
        });
        let reached = actual.and_then(|actual| match metric.better {
            Better::Higher => Some(actual >= self.value),
            Better::Lower => Some(actual <= self.value),
            Better::Neither => None,
        });
        let gap = actual.and_then(|actual| match metric.kind {
            Kind::Count => Some(Figure::Number(actual - self.value)),
            kind => figure_of(actual - self.value, kind, currency),
        });
        Some(Aim { value: self.figure(metric, currency)?, gap, reached })
    }
}

fn figure_of(number: f64, kind: Kind, currency: Option<Currency>) -> Option<Figure> {
    Some(match kind {
        Kind::Money => Figure::Money(Money::new(number.round() as i64, currency?)),
        Kind::Count => Figure::Count(number.max(0.0).round() as u64),
        Kind::Share | Kind::Number | Kind::Months | Kind::Days => Figure::Number(number),
    })
}
