//! From the counts of every stretch to the metrics of one.

use std::ops::Range;

use collect::shop::Shop;
use domain::Caveat;

use super::bought::{Bought, Known};
use super::catalogue;
use super::fold::Cut;
use super::ledger::{Ledger, partly_known};
use super::{Answer, Metric, MetricRow, MetricsOptions, MetricsReport, MetricsSum, Seen};
use crate::retention::Plan;
use crate::sheets::{self, Columns, Sheet, Tabled, word_of};
use crate::{Head, ReportError, Vantage};

/// What was counted, ready to be read.
pub(super) struct Table<'a> {
    pub plan: &'a Plan,
    pub vantage: &'a Vantage,
    pub sum: &'a MetricsSum,
    pub ledger: &'a Ledger,
}

/// The places of a period and of those it is compared with.
#[derive(Clone, Copy)]
struct Compared {
    period: usize,
    previous: Option<usize>,
    last_year: Option<usize>,
}

impl Table<'_> {
    pub fn report(&self, mut head: Head<MetricsOptions>) -> MetricsReport {
        let periods = self.plan.periods(self.sum.0.first_at);
        let seen = self.seen();
        let chosen = self.chosen(&mut head, periods.clone());
        let compared = chosen.map(|period| Compared {
            period,
            previous: self.plan.previous(period, periods.start),
            last_year: self.plan.last_year(period, periods.start),
        });
        self.doubt_costs(&mut head, chosen.map(|period| &seen[period]));
        let days = |span: Option<usize>| span.map(|span| self.plan.days(span));
        let metrics = compared.into_iter().flat_map(|compared| {
            catalogue::METRICS.iter().filter_map({
                let (seen, periods) = (&seen, periods.clone());
                move |metric| self.row(metric, seen, compared, periods.clone())
            })
        });
        MetricsReport {
            metrics: metrics.collect(),
            period: days(chosen),
            periods: periods.map(|period| self.plan.days(period)).collect(),
            complete: chosen.is_some_and(|period| self.plan.is_complete(period)),
            previous: days(compared.and_then(|compared| compared.previous)),
            last_year: days(compared.and_then(|compared| compared.last_year)),
            head,
        }
    }

    /// The period asked for; the newest finished one when none was, the running one when it is
    /// the only one.
    fn chosen(&self, head: &mut Head<MetricsOptions>, periods: Range<usize>) -> Option<usize> {
        let newest = periods.clone().rfind(|period| self.plan.is_complete(*period));
        let chosen = match head.options.on {
            Some(day) => periods.clone().find(|period| {
                let days = self.plan.days(*period);
                days.from <= day && day < days.until
            }),
            None => newest.or(periods.clone().next_back()),
        };
        if chosen.is_none() {
            let text = "no period of the history holds that day";
            head.caveats.say(Caveat::new("no_such_period", text));
        }
        if chosen.is_some_and(|period| !self.plan.is_complete(period)) {
            let text = "the period is not over; it is compared with the others to date";
            head.caveats.say(Caveat::new("period_not_over", text));
        }
        chosen
    }

    /// Profit is only of orders whose cost is known; the share of the others must be said.
    fn doubt_costs(&self, head: &mut Head<MetricsOptions>, seen: Option<&Seen>) {
        let Some((seen, earned)) = seen.and_then(|seen| Some((seen, seen.earned_here()?))) else {
            return;
        };
        if earned.revenue < seen.bought.revenue {
            let share = earned.revenue as f64 / seen.bought.revenue as f64;
            head.caveats.say(partly_known(share));
        }
    }

    /// Everything that was counted, stretch by stretch.
    pub fn seen(&self) -> Vec<Seen> {
        let (retention, buying) = self.sum;
        let cut = Cut::new(self.plan);
        let mut known = Known::default();
        let known_by: Vec<Known> = buying
            .rises
            .iter()
            .map(|rise| {
                known.add(rise);
                known
            })
            .collect();
        let has_amounts = buying.cells.iter().any(|cell| cell.revenue > 0);
        let stretch = |(span, cells): (usize, &Range<usize>)| {
            let mut bought = Bought::default();
            buying.cells[cells.clone()].iter().for_each(|cell| bought.add(cell));
            Seen {
                counts: retention.counts(span),
                bought,
                buyers: buying.buyers[span],
                buyers_before: self.plan.before(span).map_or(0, |one| buying.buyers[one].all),
                known: known_by[cells.end],
                earned: self.ledger.earned(&cut, span),
                newcomers: self.ledger.newcomers(&cut, span, self.plan),
                spent: self.ledger.spent(self.plan, span),
                days: self.plan.days(span).n_days(),
                currency: self.vantage.currency.filter(|_| has_amounts),
            }
        };
        cut.cells.iter().enumerate().map(stretch).collect()
    }

    fn row(
        &self,
        metric: &'static Metric,
        seen: &[Seen],
        compared: Compared,
        periods: Range<usize>,
    ) -> Option<MetricRow> {
        let Answer::Period(reckon) = metric.answer else { return None };
        let language = self.vantage.language;
        let reckoned = reckon(&seen[compared.period]);
        let value_of = |span: Option<usize>| span.and_then(|span| reckon(&seen[span]).value);
        let course = periods.map(|period| reckon(&seen[period]).value);
        let no_answer = reckoned.because.or(metric.no_answer).filter(|_| reckoned.value.is_none());
        Some(MetricRow {
            id: metric.id,
            value: reckoned.value,
            low: reckoned.interval.map(|bounds| bounds.0),
            high: reckoned.interval.map(|bounds| bounds.1),
            of: reckoned.of,
            target: None,
            because: no_answer.map(|why| why.say(language)),
            no_answer,
            previous: value_of(compared.previous),
            last_year: value_of(compared.last_year),
            course: course.collect(),
        })
    }
}

impl Tabled for MetricsOptions {
    type Answer = MetricsReport;

    const TABLES: &'static [sheets::Table<Self>] =
        &[sheets::Table { name: "metrics", sheet: metrics }];

    async fn answer(self, shop: &Shop) -> Result<MetricsReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

/// Each row has a number of its own kind, so the kind stands beside it.
fn metrics(report: MetricsReport) -> Sheet {
    let rows = report.metrics.into_iter();
    let rows = rows.filter_map(|row| Some((catalogue::find(row.id)?, row)));
    Columns::<(&Metric, MetricRow)>::new()
        .word("metric", |(metric, _)| metric.id)
        .word("kind", |(metric, _)| word_of(&metric.kind))
        .figure_of_its_kind("value", |(metric, row)| (row.value, metric.kind.of_cells()))
        .figure_of_its_kind("low", |(metric, row)| (row.low, metric.kind.of_cells()))
        .figure_of_its_kind("high", |(metric, row)| (row.high, metric.kind.of_cells()))
        .whole("of", |(_, row)| row.of)
        .figure_of_its_kind("previous", |(metric, row)| (row.previous, metric.kind.of_cells()))
        .figure_of_its_kind("last_year", |(metric, row)| (row.last_year, metric.kind.of_cells()))
        .figure_of_its_kind("target", |(metric, row)| {
            (row.target.map(|aim| aim.value), metric.kind.of_cells())
        })
        .figure_of_its_kind("gap", |(metric, row)| {
            (row.target.and_then(|aim| aim.gap), metric.kind.of_cells())
        })
        .of(&report.head, rows)
}
