//! What the past says: how the ways did on what was held back, which periods were unusual, and
//! what holidays do.

use stats::forecast::{Lift, Tried, Way};

use super::{
    HolidayOut, HolidaysOut, Mover, MoverOut, Part, Past, Reckoned, Telling, TrialOut, TriedOut,
    Unusual, UnusualOut,
};
use crate::forecast::holidays::{Occasion, next};
use crate::forecast::options::{By, Holidays};

/// The trial as it is told; none where nothing could be held back.
pub(super) fn trial(reckoned: &Reckoned, past: &Past, by: By) -> Option<TrialOut> {
    let trial = reckoned.trial.as_ref()?;
    let used = trial.of_way(reckoned.way).or_else(|| trial.of_chosen())?;
    let judge = trial.of_way(Way::SeasonalNaive).filter(|_| used.way != Way::SeasonalNaive);
    let known = used.cuts.first()?.known;
    Some(TrialOut {
        from: past.day(by, known),
        periods: (past.n - known) as u64,
        compared: used.measured.n as u64,
        beats_judge: judge.map(|judge| used.beats(judge)),
        ways: trial.tried.iter().map(tried).collect(),
    })
}

fn tried(tried: &Tried) -> TriedOut {
    let measured = tried.measured;
    TriedOut {
        way: tried.way.into(),
        off: measured.off,
        smape: measured.smape / 100.0,
        mase: measured.mase,
        bias: measured.bias,
        within_80: measured.within_80,
        within_95: measured.within_95,
    }
}

/// An unusual period as it is told.
pub(super) fn unusual(telling: &Telling, it: &Unusual<Part>, past: &Past, by: By) -> UnusualOut {
    let moved = it.value - it.expected;
    let mover = |mover: &Mover<Part>| MoverOut {
        of: mover.part.0,
        name: mover.part.1.clone(),
        value: telling.figure(mover.value),
        expected: telling.figure(mover.expected),
        share: (mover.value - mover.expected) / moved,
    };
    UnusualOut {
        period: by.unit().label(past.day(by, it.nth)),
        from: past.day(by, it.nth),
        value: telling.figure(it.value),
        expected: telling.figure(it.expected),
        usual_low: telling.figure(it.usual.0.max(0.0)),
        usual_high: telling.figure(it.usual.1),
        movers: it.movers.iter().map(mover).collect(),
    }
}

/// What holidays do; none where nothing can be told from chance.
pub(super) fn holidays(
    calendar: Holidays,
    reckoned: &Reckoned,
    past: &Past,
    by: By,
) -> Option<HolidaysOut> {
    let knowing = reckoned.knowing?;
    let (from, until) = (past.day(by, past.n), past.day(by, past.n + reckoned.ahead.steps.len()));
    let day = |lift: &Lift| {
        let occasion = Occasion::of(lift.occasion)?;
        Some(HolidayOut {
            holiday: occasion.holiday,
            eve: occasion.is_eve,
            times: lift.times as u64,
            factor: lift.factor,
            next: next(calendar, occasion, from, until),
        })
    };
    let mut days: Vec<HolidayOut> = reckoned.fitted.lifts().iter().filter_map(day).collect();
    let strength = |it: &HolidayOut| it.factor.max(0.01).ln().abs();
    days.sort_by(|one, other| strength(other).total_cmp(&strength(one)));
    Some(HolidaysOut {
        calendar,
        in_use: knowing.helps(),
        off_with: knowing.with,
        off_without: knowing.without,
        days,
    })
}
