//! The rhythm of customers in a terminal.

use domain::Caveats;
use know::rhythm::{CurvePoint, RhythmReport};

use super::{Shown, Table, interval, percent, said};

/// Days at which people are shown the curve.
const DAYS: [usize; 8] = [7, 14, 30, 60, 90, 120, 180, 365];

impl Shown for RhythmReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        vec![self.gaps_sheet(), self.curve_sheet(), self.ladder_sheet()]
    }
}

/// The parts of the report as tables.
trait Parts {
    fn gaps_sheet(&self) -> Table;
    fn curve_sheet(&self) -> Table;
    fn ladder_sheet(&self) -> Table;
}

impl Parts for RhythmReport {
    fn gaps_sheet(&self) -> Table {
        let days =
            |days: Option<f64>| days.map_or_else(|| "–".to_owned(), |days| format!("{days:.0}"));
        let silence =
            |days: Option<usize>| days.map_or_else(|| "–".to_owned(), |days| days.to_string());
        let spread = &self.gaps.percentiles;
        let columns =
            ["gaps", "10 %", "25 %", "median", "75 %", "90 %", "quiet from", "lapsed from"];
        let row = vec![
            self.gaps.count.to_string(),
            days(spread.p10),
            days(spread.p25),
            days(spread.p50),
            days(spread.p75),
            days(spread.p90),
            silence(self.thresholds.quiet_days),
            silence(self.thresholds.lapsed_days),
        ];
        Table::new(&columns, 0, vec![row])
    }

    fn curve_sheet(&self) -> Table {
        let columns = ["after days", "came back", "between", "still open"];
        let rows = DAYS.iter().filter_map(|day| {
            let point: &CurvePoint = self.curve.iter().rev().find(|point| point.day <= *day)?;
            let beyond = self.curve.last().is_some_and(|last| last.day < *day);
            (!beyond || point.day == *day).then(|| {
                vec![
                    day.to_string(),
                    percent(Some(1.0 - point.survival)),
                    interval(Some(1.0 - point.high), Some(1.0 - point.low)),
                    (point.at_risk - point.events).to_string(),
                ]
            })
        });
        Table::new(&columns, 0, rows.collect())
    }

    fn ladder_sheet(&self) -> Table {
        let columns = ["came at least", "customers", "once more", "between"];
        let rows = self.ladder.iter().take(10).map(|step| {
            vec![
                step.n.to_string(),
                step.customers.to_string(),
                percent(step.next_share),
                interval(step.low, step.high),
            ]
        });
        Table::new(&columns, 0, rows.collect())
    }
}
