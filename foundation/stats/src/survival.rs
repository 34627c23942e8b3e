//! How long until something happens, when for many it has not happened yet.

use crate::{Interval, Z95};

/// One step of a survival curve: a day on which it happened to somebody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// The day of the step.
    pub day: usize,
    /// The share to whom it has not happened by the end of this day.
    pub survival: f64,
    /// The 95 % interval of the share.
    pub interval: Interval,
    /// How many were still waiting when the day began.
    pub at_risk: u64,
    /// To how many it happened on this day.
    pub events: u64,
}

/// The Kaplan–Meier curve with Greenwood's variance, one point for each day with an event.
///
/// `events[d]` counts those to whom it happened on day d, `censored[d]` those whom we stopped
/// watching on day d; who is censored on a day still counts as at risk on it. The interval is
/// Greenwood's on the log(−log) scale, so it stays within 0…1 (Kalbfleisch and Prentice 1980).
pub fn kaplan_meier(events: &[u64], censored: &[u64]) -> Vec<CurvePoint> {
    let at = |counts: &[u64], day: usize| counts.get(day).copied().unwrap_or(0);
    let n_days = events.len().max(censored.len());
    let mut at_risk: u64 = events.iter().sum::<u64>() + censored.iter().sum::<u64>();
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let mut curve = Vec::new();
    for day in 0..n_days {
        let happened = at(events, day);
        if happened > 0 {
            let (risk, gone) = (at_risk as f64, happened as f64);
            survival *= 1.0 - gone / risk;
            greenwood += gone / (risk * (risk - gone));
            let interval = log_log_interval(survival, greenwood);
            curve.push(CurvePoint { day, survival, interval, at_risk, events: happened });
        }
        at_risk -= happened + at(censored, day);
    }
    curve
}

/// The interval of a survival share; a share of exactly 0 or 1 has no spread to speak of.
fn log_log_interval(survival: f64, greenwood: f64) -> Interval {
    if survival <= 0.0 || survival >= 1.0 || !greenwood.is_finite() {
        return Interval { low: survival, high: survival };
    }
    let log = survival.ln();
    let half = Z95 * greenwood.sqrt() / log.abs();
    Interval { low: survival.powf(half.exp()), high: survival.powf((-half).exp()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Remission of leukaemia under 6-MP, the example of Kaplan–Meier in most textbooks
    /// (Freireich 1963): weeks, with + for those still in remission when last seen.
    const REMISSION: &str = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

    fn counts(times: &str) -> (Vec<u64>, Vec<u64>) {
        let (mut events, mut censored) = (vec![0; 40], vec![0; 40]);
        for time in times.split_whitespace() {
            let week: usize = time.trim_end_matches('+').parse().expect("weeks");
            let counts = if time.ends_with('+') { &mut censored } else { &mut events };
            counts[week] += 1;
        }
        (events, censored)
    }

    #[test]
    fn the_remission_curve_is_the_published_one() {
        let (events, censored) = counts(REMISSION);
        let curve: Vec<(usize, u64, f64)> = kaplan_meier(&events, &censored)
            .iter()
            .map(|point| (point.day, point.at_risk, (point.survival * 1e4).round() / 1e4))
            .collect();
        let published = [
            (6, 21, 0.8571),
            (7, 17, 0.8067),
            (10, 15, 0.7529),
            (13, 12, 0.6902),
            (16, 11, 0.6275),
            (22, 7, 0.5378),
            (23, 6, 0.4482),
        ];
        assert_eq!(curve, published);
    }

    #[test]
    fn the_interval_is_the_one_of_r_with_log_log() {
        // R: survfit(Surv(time, status) ~ 1, conf.type = "log-log"), week 6: 0.620, 0.952.
        let (events, censored) = counts(REMISSION);
        let week_6 = kaplan_meier(&events, &censored)[0].interval;
        assert!((week_6.low - 0.620).abs() < 5e-4, "{week_6:?}");
        assert!((week_6.high - 0.952).abs() < 5e-4, "{week_6:?}");
    }

    #[test]
    fn when_all_are_gone_nothing_survives() {
        let curve = kaplan_meier(&[0, 1, 1], &[]);
        assert_eq!(curve.last().map(|point| point.survival), Some(0.0));
    }

    proptest! {
        #[test]
        fn a_curve_never_rises_and_its_bounds_hold_it(
            events in prop::collection::vec(0u64..20, 0..60),
            censored in prop::collection::vec(0u64..20, 0..60),
        ) {
            let mut last = 1.0;
            for point in kaplan_meier(&events, &censored) {
                prop_assert!(point.survival <= last);
                prop_assert!(point.interval.low <= point.survival + 1e-12);
                prop_assert!(point.survival <= point.interval.high + 1e-12);
                prop_assert!(point.events <= point.at_risk);
                last = point.survival;
            }
        }
    }
}
