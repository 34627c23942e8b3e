//! The forecast as it is told: what comes, how far to trust it, what was unlike itself before.

mod doubts;
mod looking_back;
mod parts;
mod shapes;
mod sheet;
mod words;

use stats::forecast::Step;

use super::ForecastOptions;
use super::options::{Each, Holidays, Measure};
use super::past::{PartOf, Past};
use super::reckoning::unusual::{Mover, Unusual};
use super::reckoning::{Reckoned, reckon_part};
use crate::figure::Figure;
use crate::{Head, Vantage};

pub use shapes::{
    AheadOut, ForecastReport, HolidayOut, HolidaysOut, MoverOut, PartOut, PastOut, RunningOut,
    StepOut, TrialOut, TriedOut, UnusualOut,
};
pub use words::definition;

/// A part by its kind and name.
pub type Part = (PartOf, Option<String>);

/// What was reckoned of a shop.
pub struct Found {
    /// The numbers of the whole periods.
    pub series: Vec<f64>,
    /// Their future; none where nothing can be told.
    pub reckoned: Option<Reckoned>,
    /// The unusual periods.
    pub unusual: Vec<Unusual<Part>>,
    /// Whose holidays were known.
    pub calendar: Holidays,
}

/// Tells what was found; `past` is none while nobody has bought.
pub fn tell(
    options: ForecastOptions,
    vantage: &Vantage,
    past: Option<&Past>,
    found: Option<&Found>,
) -> ForecastReport {
    let head = vantage.head("forecast", definition(vantage.language), options);
    let mut report = nothing(head);
    let (Some(past), Some(found)) = (past, found) else { return report };
    let telling = Telling { vantage, of: report.head.options.of };
    let by = report.head.options.by;
    let lacks_amounts = past.whole.lacks_amounts() || vantage.currency.is_none();
    if telling.of == Measure::Revenue && lacks_amounts {
        report.head.caveats.say(crate::head::no_amounts());
        return report;
    }
    report.seen_from = Some(past.day(by, 0)).filter(|_| past.n > 0);
    report.seen_until = Some(past.day(by, past.n).yesterday().unwrap_or(past.day(by, past.n)))
        .filter(|_| past.n > 0);
    let values = found.series.iter().enumerate();
    let label = |nth| by.unit().label(past.day(by, nth));
    report.past = values
        .map(|(nth, value)| PastOut {
            period: label(nth),
            from: past.day(by, nth),
            value: telling.figure(*value),
        })
        .collect();
    report.running = running(&telling, past, by);
    let Some(reckoned) = &found.reckoned else {
        report.head.caveats.say(doubts::of_nothing(&found.series, by));
        return report;
    };
    doubts::of(&found.series, by, reckoned).into_iter().for_each(|it| report.head.caveats.say(it));
    let ahead = reckoned.ahead.steps.iter().enumerate();
    report.ahead = ahead
        .map(|(nth, step)| AheadOut {
            period: label(past.n + nth),
            from: past.day(by, past.n + nth),
            told: telling.step(step),
        })
        .collect();
    report.total = Some(telling.step(&reckoned.ahead.total));
    report.year_before = year_before(&telling, found, by.season(), reckoned.ahead.steps.len());
    report.way = Some(reckoned.way.into());
    report.forms = reckoned.fitted.forms();
    report.trial = looking_back::trial(reckoned, past, by);
    report.holidays = looking_back::holidays(found.calendar, reckoned, past, by);
    report.unusual =
        found.unusual.iter().map(|it| looking_back::unusual(&telling, it, past, by)).collect();
    report.parts = match report.head.options.each {
        Each::Nothing => Vec::new(),
        Each::Channel => parts::told(&telling, past, PartOf::Channel, by, &reckoned.ahead),
        Each::Category => parts::told(&telling, past, PartOf::Category, by, &reckoned.ahead),
    };
    report
}

fn nothing(head: Head<ForecastOptions>) -> ForecastReport {
    ForecastReport {
        head,
        seen_from: None,
        seen_until: None,
        past: Vec::new(),
        running: None,
        ahead: Vec::new(),
        total: None,
        year_before: None,
        way: None,
        forms: Vec::new(),
        trial: None,
        holidays: None,
        parts: Vec::new(),
        unusual: Vec::new(),
        cohorts: None,
    }
}

/// How numbers become figures.
pub(super) struct Telling<'a> {
    pub vantage: &'a Vantage,
    pub of: Measure,
}

impl Telling<'_> {
    /// A number as money or as orders; orders to come have a part after the point.
    pub fn figure(&self, value: f64) -> Option<Figure> {
        match self.of {
            Measure::Orders => Some(Figure::Number((value * 100.0).round() / 100.0)),
            // A float holds whole numbers of this size without a gap to an i64.
            Measure::Revenue => {
                let minor = value.clamp(-9e15, 9e15).round() as i64;
                self.vantage.money(minor).map(Figure::Money)
            }
        }
    }

    fn step(&self, step: &Step) -> StepOut {
        StepOut {
            value: self.figure(step.value),
            low_80: self.figure(step.low_80),
            high_80: self.figure(step.high_80),
            low_95: self.figure(step.low_95),
            high_95: self.figure(step.high_95),
        }
    }
}

fn running(telling: &Telling, past: &Past, by: super::By) -> Option<RunningOut> {
    let from = past.day(by, past.n);
    let zone = &telling.vantage.zone;
    let (opens, closes) = (zone.start_of(from).0, zone.start_of(past.day(by, past.n + 1)).0);
    let over = (telling.vantage.as_of.0 - opens) as f64 / (closes - opens).max(1) as f64;
    (over > 0.0).then(|| RunningOut {
        period: by.unit().label(from),
        from,
        so_far: telling.figure(past.whole.so_far(telling.of)),
        over: over.min(1.0),
    })
}

/// The same periods a season before, where a season is a year and all of them were seen.
fn year_before(telling: &Telling, found: &Found, season: usize, n: usize) -> Option<Figure> {
    let from = found.series.len().checked_sub(season).filter(|_| season > 7 && n <= season)?;
    telling.figure(found.series[from..from + n].iter().sum())
}
