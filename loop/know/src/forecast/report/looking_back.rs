//! What the past says: how the ways did on what was held back, and which periods were unusual.

use stats::forecast::{Tried, Way};

use super::{
    Mover, MoverOut, Part, Past, Reckoned, Telling, TrialOut, TriedOut, Unusual, UnusualOut,
};
use crate::forecast::options::By;

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
