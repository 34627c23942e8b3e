//! The sections of the page to share: a picture or a table, and what it counts.

use maud::{Markup, html};

use super::{Page, charts, tables, words};
use crate::figure::Figure;
use crate::metrics::{MetricRow, MetricsReport, catalogue};
use crate::revenue::RevenueReport;
use crate::rhythm::RhythmReport;

impl Page<'_> {
    pub(super) fn metrics(&self, metrics: &MetricsReport) -> Markup {
        let course = |pick: fn(&MetricRow) -> &[Option<Figure>]| -> Vec<_> {
            let strict = metrics.metrics.iter().find(|row| row.id == "crr-strict");
            strict.map(pick).unwrap_or_default().iter().map(|figure| height(*figure)).collect()
        };
        let values: Vec<Option<f64>> = course(|row| &row.course);
        // Twelve months earlier in the same course: last year's value at this month's place.
        let ghost: Vec<Option<f64>> =
            (0..values.len()).map(|nth| values[nth.checked_sub(12)?]).collect();
        let names: Vec<String> =
            metrics.periods.iter().map(|days| days.from.strftime("%Y-%m").to_string()).collect();
        html! {
            h2 { (self.say(words::METRICS)) }
            (tables::metrics(self, metrics))
            (self.definition(&metrics.head.definition))
            h3 { (self.say(words::COURSE)) }
            (charts::course(self.say(words::COURSE), &names, &values, &ghost, |share| {
                self.speech.number(share * 100.0, 0)
            }))
            (self.definition(catalogue::find("crr-strict").map_or("", |metric| {
                self.say(metric.meaning)
            })))
        }
    }

    pub(super) fn cohorts(&self) -> Markup {
        let kinds = [
            (words::CALENDAR, &self.report.cohorts),
            (words::ROLLING, &self.report.cohorts_rolling),
        ];
        html! {
            @for (kind, all) in kinds {
                @if let Some([first, others @ ..]) = all.as_deref() {
                    h2 { (self.say(words::COHORTS)) ", " (self.say(kind)) }
                    (tables::cohorts(self, first))
                    details {
                        summary { (self.say(words::OTHER_RULES)) }
                        @for other in others { (tables::cohorts(self, other)) }
                    }
                }
            }
        }
    }

    pub(super) fn bridge(&self, bridge: &RevenueReport) -> Markup {
        html! {
            h2 { (self.say(words::BRIDGE)) }
            @match self.bars(bridge) {
                Some(bars) => (charts::bridge(self.say(words::BRIDGE), &bars)),
                None => p { (self.say(words::NO_LOSSES)) },
            }
            (self.definition(&bridge.head.definition))
        }
    }

    /// The bars of the bridge; none where money has no answer.
    fn bars(&self, bridge: &RevenueReport) -> Option<Vec<charts::Bar>> {
        let [base, churned, less] = [bridge.base_revenue?, bridge.churned?, bridge.contraction?];
        let [more, new, back] = [bridge.expansion?, bridge.new?, bridge.reactivated?];
        let now = bridge.period_revenue?;
        let mut height = 0.0;
        let parts =
            [(base, 1.0), (churned, -1.0), (less, -1.0), (more, 1.0), (new, 1.0), (back, 1.0)];
        let mut bars: Vec<charts::Bar> = parts
            .into_iter()
            .zip(words::STEPS)
            .map(|((money, sign), name)| {
                let from = height;
                height += sign * money.minor as f64;
                let name = self.say(name).to_owned();
                charts::Bar { name, from, to: height, text: self.speech.round_money(money) }
            })
            .collect();
        let name = self.say(words::STEPS[6]).to_owned();
        bars.push(charts::Bar {
            name,
            from: 0.0,
            to: now.minor as f64,
            text: self.speech.round_money(now),
        });
        Some(bars)
    }

    pub(super) fn rhythm(&self, rhythm: &RhythmReport) -> Markup {
        const LAST_DAY: usize = 365;
        let returned = |day: usize| {
            let seen = rhythm.curve.iter().rev().find(|point| point.day <= day);
            seen.map_or(0.0, |point| 1.0 - point.survival)
        };
        let end = rhythm.curve.last().map_or(0, |point| point.day.min(LAST_DAY));
        let names: Vec<String> = (0..=end).map(|day| day.to_string()).collect();
        let values: Vec<Option<f64>> = (0..=end).map(|day| Some(returned(day))).collect();
        html! {
            h2 { (self.say(words::RHYTHM)) }
            @if end > 0 {
                h3 { (self.say(words::CURVE)) }
                (charts::course(self.say(words::CURVE), &names, &values, &[], |share| {
                    self.speech.number(share * 100.0, 0)
                }))
            }
            (self.definition(&rhythm.head.definition))
        }
    }
}

/// A figure as a height of a line.
fn height(figure: Option<Figure>) -> Option<f64> {
    match figure? {
        Figure::Number(number) => Some(number),
        Figure::Count(n) => Some(n as f64),
        Figure::Money(money) => Some(money.minor as f64),
    }
}
