//! What somebody takes again: how often he took it, and whether its time has come.

use serde::{Deserialize, Serialize};

use super::{Diaries, Entry};
use crate::learning::{Examples, Logistic, chance_of, logistic};

/// Things taken before are tried by so many numbers each.
const N_FEATURES: usize = 10;
/// Days after which a taking counts half for how much a thing is taken these days.
const HALF_LIFE: f64 = 14.0;
/// More is not learnt from; the errors lie in the third digit by then.
const EXAMPLES_MOST: usize = 200_000;
/// Coefficients are told by fewer only by chance.
const EXAMPLES_LEAST: usize = 50;
/// A person's own gaps weigh against so many of those of all who took the thing again.
const GAPS_OF_ALL: f64 = 2.0;

/// How soon each thing is taken again by the same people.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythms {
    /// Days between two takings of each thing.
    gaps: Vec<f64>,
    /// The share of those who took a thing that took it again.
    again: Vec<f64>,
    /// How many took each thing.
    n_takers: Vec<f64>,
    /// How much each is taken these days.
    lately: Vec<f64>,
}

impl Rhythms {
    /// The rhythms of things in diaries, all before a day. Those of a thing that few took again
    /// lean on all others'.
    pub fn of(diaries: &Diaries, now: u32) -> Self {
        let n_things = diaries.n_things();
        let (mut days, mut n_gaps) = (vec![0.0; n_things], vec![0.0; n_things]);
        let (mut n_takers, mut n_again) = (vec![0.0; n_things], vec![0.0; n_things]);
        for taken in diaries.iter().flat_map(by_thing) {
            let (thing, first, last) = (taken[0].thing as usize, taken[0].day, last_day(taken));
            n_takers[thing] += 1.0;
            if taken.len() > 1 {
                n_again[thing] += 1.0;
                n_gaps[thing] += (taken.len() - 1) as f64;
                days[thing] += f64::from(last - first);
            }
        }
        let share = |part: &[f64], whole: &[f64], unless: f64| {
            let (part, whole): (f64, f64) = (part.iter().sum(), whole.iter().sum());
            if whole > 0.0 { part / whole } else { unless }
        };
        let (gap, again) = (share(&days, &n_gaps, 30.0), share(&n_again, &n_takers, 0.0));
        let leaning = |part: f64, whole: f64, usual: f64| (part + 5.0 * usual) / (whole + 5.0);
        Self {
            gaps: days.iter().zip(&n_gaps).map(|(days, n)| leaning(*days, *n, gap)).collect(),
            again: n_again.iter().zip(&n_takers).map(|(n, all)| leaning(*n, *all, again)).collect(),
            n_takers,
            lately: diaries.popularity(now, HALF_LIFE),
        }
    }
}

/// A thing that somebody took before, as it stands on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Before {
    /// The thing.
    pub thing: u32,
    /// On how many days he took it.
    pub n_days: u32,
    /// Days since the last time.
    pub ago: u32,
    /// Days that usually lie between two times, his own weighed against those of all.
    pub gap: f64,
}

/// What tells whether a thing that was taken before is taken again within some days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Again {
    /// How many days are looked ahead.
    pub within: u32,
    /// The regression.
    regression: Logistic,
}

impl Again {
    /// Learns from the days before `now`: what was known so many days earlier, and what was taken
    /// since. None where there is too little to learn from.
    pub fn learn(diaries: &Diaries, now: u32, within: u32) -> Option<Self> {
        let cut = now.checked_sub(within).filter(|cut| *cut > 0)?;
        let known = diaries.before(cut);
        let rhythms = Rhythms::of(&known, cut);
        let n_all: usize = known.iter().map(|diary| by_thing(diary).count()).sum();
        let step = n_all.div_ceil(EXAMPLES_MOST).max(1);
        let mut examples = Examples::new(N_FEATURES);
        let mut nth = 0;
        for person in 0..known.len() {
            let taken = diaries.taken(person, cut, now);
            for (before, row) in rows(known.of(person), &rhythms, cut) {
                nth += 1;
                if nth % step == 0 {
                    examples.add(&row, taken.binary_search(&before.thing).is_ok());
                }
            }
        }
        let n_yes = examples.n_yes();
        if examples.len() < EXAMPLES_LEAST || n_yes == 0 || n_yes == examples.len() {
            return None;
        }
        Some(Self { within, regression: logistic(&examples, 1.0)? })
    }

    /// The chance of each thing in a diary to be taken again within the days looked ahead.
    pub fn chances(&self, diary: &[Entry], rhythms: &Rhythms, now: u32) -> Vec<(Before, f64)> {
        let chance = |(before, row): (Before, [f64; N_FEATURES])| {
            (before, chance_of(self.regression.log_odds(&row)))
        };
        rows(diary, rhythms, now).map(chance).collect()
    }
}

/// The entries of each thing.
fn by_thing(diary: &[Entry]) -> impl Iterator<Item = &[Entry]> {
    diary.chunk_by(|one, next| one.thing == next.thing)
}

fn last_day(taken: &[Entry]) -> u32 {
    taken.last().map_or(0, |entry| entry.day)
}

/// The things of a diary as they stand before a day.
pub fn before<'d>(
    diary: &'d [Entry],
    rhythms: &'d Rhythms,
    now: u32,
) -> impl Iterator<Item = Before> + 'd {
    by_thing(diary).filter_map(move |taken| {
        let n = taken.partition_point(|entry| entry.day < now);
        let taken = &taken[..n];
        let (first, last) = (taken.first()?, taken.last()?);
        let (n_gaps, usual) = ((n - 1) as f64, rhythms.gaps[first.thing as usize]);
        let own = f64::from(last.day - first.day);
        let gap = (own + GAPS_OF_ALL * usual) / (n_gaps + GAPS_OF_ALL);
        Some(Before {
            thing: first.thing,
            n_days: n as u32,
            ago: now - last.day,
            gap: gap.max(1.0),
        })
    })
}

/// The things of a diary with the numbers that are learnt from.
fn rows<'d>(
    diary: &'d [Entry],
    rhythms: &'d Rhythms,
    now: u32,
) -> impl Iterator<Item = (Before, [f64; N_FEATURES])> + 'd {
    let mut visits: Vec<u32> =
        diary.iter().map(|entry| entry.day).filter(|day| *day < now).collect();
    visits.sort_unstable();
    visits.dedup();
    let n_visits = visits.len() as f64;
    let quiet = f64::from(now - visits.last().copied().unwrap_or(0).min(now));
    before(diary, rhythms, now).map(move |before| {
        let thing = before.thing as usize;
        let n_since = visits.len() - visits.partition_point(|day| *day <= now - before.ago);
        let (n_days, ago) = (f64::from(before.n_days), f64::from(before.ago));
        let row = [
            n_days.ln(),
            (n_days / n_visits).ln(),
            ago.ln_1p(),
            (ago / before.gap).min(3.0),
            (n_since as f64).ln_1p(),
            n_visits.ln(),
            quiet.ln_1p(),
            (rhythms.again[thing] + 0.01).ln(),
            rhythms.n_takers[thing].ln_1p(),
            (rhythms.lately[thing] + 0.1).ln(),
        ];
        (before, row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred people over 200 days; everybody takes thing 0 every ten days from a day of his
    /// own and thing 1 once.
    fn regulars() -> Diaries {
        let mut diaries = Diaries::new(2);
        for person in 0..100 {
            let every = (person % 10..200).step_by(10).map(|day| Entry { thing: 0, day });
            diaries.add(every.chain([Entry { thing: 1, day: 40 + person }]));
        }
        diaries
    }

    #[test]
    fn what_is_taken_every_ten_days_is_taken_again_and_what_was_taken_once_is_not() {
        let diaries = regulars();
        let again = Again::learn(&diaries, 200, 10).expect("enough to learn from");
        let chances = again.chances(diaries.of(3), &Rhythms::of(&diaries, 200), 200);
        let [(often, sure), (once, unlikely)] = chances[..] else { panic!("{chances:?}") };
        assert_eq!((often.thing, often.n_days, often.ago), (0, 20, 7));
        assert!((often.gap - 10.0).abs() < 0.5, "{often:?}");
        assert_eq!((once.thing, once.n_days, once.ago), (1, 1, 157));
        assert!(sure > 0.95 && unlikely < 0.05, "{sure} {unlikely}");
    }

    #[test]
    fn nothing_that_is_taken_later_is_seen() {
        let diaries = regulars();
        let mut told = diaries.before(150);
        told.add([]);
        let one = Again::learn(&diaries, 150, 10).expect("enough");
        assert_eq!(Again::learn(&told, 150, 10), Some(one));
    }

    #[test]
    fn too_little_teaches_nothing() {
        let mut one = Diaries::new(1);
        one.add([Entry { thing: 0, day: 3 }]);
        assert_eq!(Again::learn(&one, 10, 5), None);
        assert_eq!(Again::learn(&one, 10, 10), None);
        assert_eq!(Again::learn(&Diaries::new(0), 0, 0), None);
        assert_eq!(Rhythms::of(&Diaries::new(2), 0).gaps, [30.0, 30.0]);
    }
}
