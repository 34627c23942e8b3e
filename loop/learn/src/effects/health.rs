//! Whether a comparison can be trusted: checks that end in words.

use domain::{Caveat, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use super::arms::Arms;
use super::words;
use collect::shop::Language;

/// Below this chance the arms were not dealt as intended; the level that others warn at too.
const SAMPLE_RATIO_P_MIN: f64 = 0.001;

/// Fewer people than this in an arm, and the interval of a mean is a rough guess.
const PEOPLE_MIN: u64 = 30;

/// Fewer buyers than this in both arms together say little about anybody.
const BUYERS_MIN: u64 = 10;

/// The share of the treated that a letter should have reached.
const REACHED_MIN: f64 = 0.9;

/// One check and how it went.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Check {
    /// A stable word, such as `sample_ratio`.
    pub code: &'static str,
    /// Whether nothing speaks against trusting the comparison.
    pub ok: bool,
    /// The same in the shop's language, with its numbers.
    pub text: String,
}

/// What the checks look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Examined<'a> {
    pub arms: &'a Arms,
    /// The share that was to be held out.
    pub share: f64,
    pub sample_ratio_p: Option<f64>,
    /// Treated people whose message was taken by the other side.
    pub n_sent: u64,
    /// When the last person was dealt.
    pub last_dealt_at: Option<Instant>,
    pub as_of: Instant,
    /// Microseconds after the dealing in which orders count; all when none.
    pub window: Option<i64>,
}

/// Every check, in the order in which they matter.
pub(super) fn checks(examined: &Examined<'_>, language: Language) -> Vec<Check> {
    let Examined { arms, .. } = examined;
    let (treated, held_out) = (arms.treated.n, arms.held_out.n);
    let mut checks = vec![
        Check {
            code: "both_arms",
            ok: treated > 0 && held_out > 0,
            text: words::both_arms(language, treated, held_out),
        },
        Check {
            code: "sample_ratio",
            ok: examined.sample_ratio_p.is_none_or(|p| p >= SAMPLE_RATIO_P_MIN),
            text: words::sample_ratio(language, held_out, treated + held_out, examined.share),
        },
        Check {
            code: "enough_people",
            ok: treated.min(held_out) >= PEOPLE_MIN,
            text: words::enough_people(language, treated.min(held_out), PEOPLE_MIN),
        },
        Check {
            code: "enough_buyers",
            ok: arms.treated.buyers + arms.held_out.buyers >= BUYERS_MIN,
            text: words::enough_buyers(language, arms.treated.buyers + arms.held_out.buyers),
        },
        Check {
            code: "reached",
            ok: examined.n_sent as f64 >= REACHED_MIN * treated as f64,
            text: words::reached(language, examined.n_sent, treated),
        },
    ];
    if let (Some(window), Some(last)) = (examined.window, examined.last_dealt_at) {
        let is_over = last.0 + window <= examined.as_of.0;
        checks.push(Check {
            code: "window_over",
            ok: is_over,
            text: words::window(language, is_over),
        });
    }
    checks
}

/// Why the difference has no answer, when it has none.
pub(super) fn no_answer(arms: &Arms) -> Option<Caveat> {
    let (treated, held_out) = (arms.treated.n, arms.held_out.n);
    if treated < 2 || held_out < 2 {
        let text = format!("{treated} treated and {held_out} held out cannot be compared");
        return Some(Caveat::new("arms_too_small", text));
    }
    let nobody_differs = arms.orders().is_none();
    nobody_differs.then(|| {
        let text = "everybody bought alike since, so nothing is known of how much they vary";
        Caveat::new("nothing_varies", text)
    })
}

#[cfg(test)]
mod tests {
    use super::super::arms::Person;
    use super::*;
    use act::contact::Arm;

    fn failed(
        n_treated: i64,
        n_held_out: i64,
        n_sent: u64,
        window: Option<i64>,
    ) -> Vec<&'static str> {
        let person = |arm| {
            move |number: i64| Person {
                arm,
                variant: None,
                dealt_at: Instant(0),
                orders: i64::from(number % 3 == 0),
                revenue: 0,
            }
        };
        let mut people: Vec<Person> = (0..n_treated).map(person(Arm::Treated)).collect();
        people.extend((0..n_held_out).map(person(Arm::HeldOut)));
        let arms = Arms::of(&people);
        let examined = Examined {
            arms: &arms,
            share: 0.1,
            sample_ratio_p: stats::sample_ratio_p(arms.treated.n, arms.held_out.n, 0.1),
            n_sent,
            last_dealt_at: Some(Instant(0)),
            as_of: Instant(10),
            window,
        };
        let checks = checks(&examined, Language::En);
        checks.iter().filter(|check| !check.ok).map(|check| check.code).collect()
    }

    #[test]
    fn what_speaks_against_a_comparison_is_named() {
        assert_eq!(failed(900, 100, 890, None), [""; 0]);
        assert_eq!(failed(900, 200, 890, None), ["sample_ratio"]);
        assert_eq!(failed(90, 10, 90, None), ["enough_people"]);
        assert_eq!(failed(900, 100, 500, None), ["reached"]);
        assert_eq!(failed(900, 100, 900, Some(11)), ["window_over"]);
        assert_eq!(failed(20, 0, 20, None), ["both_arms", "enough_people", "enough_buyers"]);
    }
}
