//! When one customer is expected again.
//!
//! ```text
//! fewer than three gaps of his own    three and more
//! days after the same occasion        gaps as multiples of the median of the gaps before
//!         of all customers                    of all customers, times his own median
//!
//! F(t) = (S(d−) − S(t)) / (S(d−) − S(end))      d  days he has been silent
//! ```
//!
//! S is the Kaplan–Meier curve of either kind of gap. Of those who were silent for d days and came
//! back at all, F(t) had come by day t; the days at which F is 10, 50 and 90 % are the answer. In
//! multiples of his own usual gap somebody who comes every week is not compared with somebody who
//! comes every season; that a median of three gaps is a rough one is already in how far such
//! multiples spread. Who has lapsed has no answer: then F speaks of very few.

use std::sync::Arc;

use domain::Day;
use facts::{Fold, Sum};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::fold::{add, count};
use super::{AfterOccasion, CurvePoint, RhythmReport, curve};
use crate::{Calendar, Unit, Vantage};

/// When a customer is expected again, if he is one of those who come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct NextOrder {
    /// Half of such customers have come by this day.
    #[schema(value_type = String, format = Date)]
    pub on: Day,
    /// One of ten has come by this day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// Nine of ten have come by this day.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// Whether his own gaps were counted with, and not only those of others.
    pub by_own_gaps: bool,
}

/// Why nobody can say when a customer comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unexpected {
    /// Nobody has come back yet.
    NoReturns,
    /// Of those silent for so long fewer than one of ten come back.
    Lapsed,
    /// Nobody who was silent for so long has been seen to come back.
    SilentLongest,
}

/// Gaps in multiples of each customer's usual one, and those of the customer in question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HabitSum {
    closed: Vec<u64>,
    open: Vec<u64>,
    his: Option<Habit>,
}

/// The gaps of one customer in days, and how long he has been silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habit {
    /// Between his occasions, shortest first.
    pub gaps: Vec<usize>,
    /// Since the last of them.
    pub silent_days: usize,
}

impl Sum for HabitSum {
    fn add(&mut self, other: Self) {
        add(&mut self.closed, &other.closed);
        add(&mut self.open, &other.open);
        self.his = self.his.take().or(other.his);
    }
}

/// Gaps before there is a usual one.
const OWN_GAPS_MIN: usize = 3;

/// Multiples are counted in steps of a 32nd of a doubling, about 2 %.
const STEPS: f64 = 32.0;

/// The step of a gap exactly as long as usual; nine doublings below lie gaps of a day for
/// somebody who comes every year and a half.
const USUAL: f64 = 9.0 * STEPS;

/// The step of a gap in multiples of the usual one.
fn step_of(gap: usize, usual: f64) -> usize {
    let step = USUAL + STEPS * (gap as f64 / usual).log2();
    step.round().clamp(0.0, 2.0 * USUAL) as usize
}

/// The days at a step.
fn days_at(step: usize, usual: f64) -> usize {
    (usual * ((step as f64 - USUAL) / STEPS).exp2()).round() as usize
}

/// The gap in the middle; `gaps` holds at least one and is sorted.
fn usual_of(gaps: &[usize]) -> f64 {
    let middle = gaps.len() / 2;
    match gaps.len() % 2 {
        1 => gaps[middle] as f64,
        _ => (gaps[middle - 1] + gaps[middle]) as f64 / 2.0,
    }
}

/// Gathers the gaps of everybody as multiples of the usual one, and all gaps of one customer.
#[derive(Clone, Debug)]
pub struct HabitFold {
    days: Arc<Calendar>,
    as_of: i64,
    as_of_day: usize,
    /// The number of the customer in question.
    asked_about: i64,
    occasions: Vec<usize>,
    /// The gaps seen so far of the customer who is looked at, shortest first.
    gaps: Vec<usize>,
}

impl HabitFold {
    /// The fold that looks from this vantage; none while nobody has bought.
    pub fn new(vantage: &Vantage, asked_about: i64) -> Option<Self> {
        let days = Arc::new(vantage.calendar(Unit::Day)?);
        let as_of_day = days.ordinal_of_end(vantage.as_of);
        let (as_of, occasions, gaps) = (vantage.as_of.0, Vec::new(), Vec::new());
        Some(Self { days, as_of, as_of_day, asked_about, occasions, gaps })
    }
}

impl Fold for HabitFold {
    type Sum = HabitSum;

    fn empty(&self) -> HabitSum {
        HabitSum::default()
    }

    #[inline]
    fn see(&mut self, at: i64, _amount: i64) {
        if at >= self.as_of {
            return;
        }
        let day = self.days.period_of(at);
        if self.occasions.last() != Some(&day) {
            self.occasions.push(day);
        }
    }

    fn finish(&mut self, customer: i64, sum: &mut HabitSum) {
        let Some(last) = self.occasions.last() else { return };
        let silent_days = self.as_of_day - last;
        let count_in = |counts: &mut Vec<u64>, gaps: &[usize], gap: usize| {
            if gaps.len() >= OWN_GAPS_MIN {
                count(counts, step_of(gap, usual_of(gaps)));
            }
        };
        for pair in self.occasions.windows(2) {
            let gap = pair[1] - pair[0];
            count_in(&mut sum.closed, &self.gaps, gap);
            self.gaps.insert(self.gaps.partition_point(|seen| *seen < gap), gap);
        }
        count_in(&mut sum.open, &self.gaps, silent_days);
        if customer == self.asked_about {
            sum.his = Some(Habit { gaps: self.gaps.clone(), silent_days });
        }
        self.occasions.clear();
        self.gaps.clear();
    }
}

/// When the customer in question is expected again; none for somebody who has never bought.
pub fn next_order(
    rhythm: &RhythmReport,
    habits: &HabitSum,
    as_of_day: Day,
) -> Option<Result<NextOrder, Unexpected>> {
    let his = habits.his.as_ref()?;
    let on_day =
        |days: usize| as_of_day.saturating_add((days as i64 - his.silent_days as i64).days());
    Some(days_until(rhythm, habits, his).map(|(days, by_own_gaps)| {
        let [from, on, until] = days.map(on_day);
        NextOrder { on, from, until, by_own_gaps }
    }))
}

/// By which days after his last occasion 10, 50 and 90 % of those like him have come, and whether
/// that was told from his own gaps.
fn days_until(
    rhythm: &RhythmReport,
    habits: &HabitSum,
    his: &Habit,
) -> Result<([usize; 3], bool), Unexpected> {
    let silence = rhythm.after(his.gaps.len() + 1);
    let quiet_days = silence.thresholds.quiet_days.ok_or(Unexpected::NoReturns)?;
    if silence.thresholds.lapsed_days.is_some_and(|days| his.silent_days >= days.max(quiet_days)) {
        return Err(Unexpected::Lapsed);
    }
    let own = (his.gaps.len() >= OWN_GAPS_MIN
        && habits.closed.iter().sum::<u64>() >= AfterOccasion::RETURNS_MIN)
        .then(|| by_own_gaps(habits, his));
    match own.flatten() {
        Some(days) => Ok((days, true)),
        None => match still_to_come(silence.curve, his.silent_days) {
            Some(days) => Ok((days, false)),
            None => Err(Unexpected::SilentLongest),
        },
    }
}

fn by_own_gaps(habits: &HabitSum, his: &Habit) -> Option<[usize; 3]> {
    let usual = usual_of(&his.gaps);
    let curve = curve::curve(&habits.closed, &habits.open);
    let steps = still_to_come(&curve, step_of(his.silent_days, usual))?;
    Some(steps.map(|step| days_at(step, usual).max(his.silent_days)))
}

/// By when 10, 50 and 90 % of those have come who were still away when `silent` began and came
/// later; none when nobody did.
fn still_to_come(curve: &[CurvePoint], silent: usize) -> Option<[usize; 3]> {
    let end = curve.last()?.survival;
    let before = curve.iter().take_while(|point| point.day < silent).last();
    let away = before.map_or(1.0, |point| point.survival);
    let coming: Vec<&CurvePoint> = curve.iter().filter(|point| point.day >= silent).collect();
    let last = coming.last()?.day;
    let by = |share: f64| {
        // Half of two must be one, whatever the last digit of a product of shares.
        let come = |point: &&&CurvePoint| away - point.survival >= share * (away - end) - 1e-9;
        coming.iter().find(come).map_or(last, |point| point.day)
    };
    Some([0.1, 0.5, 0.9].map(by))
}

#[cfg(test)]
mod tests {
    use facts::fold_rows;

    use super::*;
    use crate::drawn::{self, Rows};
    use crate::rhythm::{RhythmFold, RhythmOptions, report};

    type Answer = Option<Result<NextOrder, Unexpected>>;

    fn expected(rows: &Rows, as_of: &str, customer: i64) -> Answer {
        let vantage = drawn::vantage(rows, as_of);
        let sum = fold_rows(RhythmFold::new(&vantage).expect("orders"), rows);
        let rhythm = report(RhythmOptions::default(), &vantage, Some(&sum));
        let fold = HabitFold::new(&vantage, customer).expect("orders");
        next_order(&rhythm, &drawn::fold_in_parts(&fold, rows, 3), vantage.as_of_day())
    }

    #[test]
    fn a_newcomer_is_expected_when_others_came_a_second_time() {
        // Returns after 10, 20, 30 and 40 days; Vera has been silent for 25, so only two are left.
        let rows = drawn::shop(
            "
            anna   2025-01-01 2025-01-11
            boris  2025-01-01 2025-01-21
            gleb   2025-01-01 2025-01-31
            daria  2025-01-01 2025-02-10
            vera   2025-05-01
        ",
        );
        let next = expected(&rows, "2025-05-26", 5).expect("Vera").expect("a day");
        assert_eq!(next.on.to_string(), "2025-05-31");
        assert_eq!(
            (next.from.to_string(), next.until.to_string()),
            ("2025-05-31".into(), "2025-06-10".into())
        );
        assert!(!next.by_own_gaps);
        assert_eq!(expected(&rows, "2025-05-26", 1), Some(Err(Unexpected::Lapsed)));
        assert_eq!(expected(&rows, "2025-05-26", 9), None);
    }

    #[test]
    fn where_nobody_came_back_nobody_is_expected() {
        let rows = drawn::shop("anna 2025-01-01");
        assert_eq!(expected(&rows, "2025-02-01", 1), Some(Err(Unexpected::NoReturns)));
    }

    /// Numbers that look drawn and are the same in every run (SplitMix64).
    struct Dice(u64);

    impl Dice {
        fn throw(&mut self) -> f64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
        }

        fn normal(&mut self) -> f64 {
            let (length, angle) = (self.throw().max(1e-300), self.throw());
            (-2.0 * length.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
        }
    }

    const N_DAYS: i64 = 1_600;
    const SEEN_DAYS: i64 = 800;

    /// The days each customer comes on, long beyond what the shop has seen: everybody has a
    /// rhythm of his own, is not quite even in it, and leaves for good one day.
    fn lives(dice: &mut Dice) -> Vec<Vec<i64>> {
        let life = |dice: &mut Dice| {
            let usual = (3.0 + 0.7 * dice.normal()).exp();
            let mut day = dice.throw() * 760.0;
            let mut days = Vec::new();
            while day < N_DAYS as f64 {
                days.push(day as i64);
                if dice.throw() < 0.12 {
                    break;
                }
                day += (usual * (0.5 * dice.normal()).exp()).max(1.0);
            }
            days
        };
        (0..4_000).map(|_| life(dice)).collect()
    }

    /// Of the drawn customers who came again: how many were expected, and how many within the
    /// interval; for those told from others, then for those told from their own gaps.
    fn kept_promises(lives: &[Vec<i64>]) -> [(u32, u32); 2] {
        let start = domain::ShopZone::utc().start_of("2020-01-01".parse().expect("a day")).0;
        let at = |day: i64| start + day * domain::Instant::DAY;
        let numbered = || (1_i64..).zip(lives);
        let rows: Rows = numbered()
            .flat_map(|(no, days)| days.iter().map(move |day| (no, at(*day), 1_000)))
            .filter(|row| row.1 < at(SEEN_DAYS))
            .collect();
        let as_of = domain::Day::constant(2020, 1, 1).saturating_add(SEEN_DAYS.days());
        let vantage = drawn::vantage(&rows, &as_of.to_string());
        let sum = fold_rows(RhythmFold::new(&vantage).expect("orders"), &rows);
        let rhythm = report(RhythmOptions::default(), &vantage, Some(&sum));
        let mut habits = fold_rows(HabitFold::new(&vantage, 0).expect("orders"), &rows);
        let mut kept = [(0, 0); 2];
        for (no, days) in numbered() {
            let Some(next) = days.iter().find(|day| **day >= SEEN_DAYS) else { continue };
            let his: Rows = rows.iter().copied().filter(|row| row.0 == no).collect();
            let own = HabitFold::new(&vantage, no).expect("orders");
            habits.his = fold_rows(own, &his).his;
            let Some(Ok(told)) = next_order(&rhythm, &habits, as_of) else { continue };
            let next = as_of.saturating_add((next - SEEN_DAYS).days());
            let kind = &mut kept[usize::from(told.by_own_gaps)];
            *kind = (kind.0 + 1, kind.1 + u32::from(told.from <= next && next <= told.until));
        }
        kept
    }

    #[test]
    fn of_drawn_customers_who_come_again_eight_of_ten_come_within_the_interval() {
        let mut dice = Dice(7);
        let kept: Vec<_> = (0..5).map(|_| kept_promises(&lives(&mut dice))).collect();
        for kind in [0, 1] {
            let n: u32 = kept.iter().map(|kept| kept[kind].0).sum();
            let within: u32 = kept.iter().map(|kept| kept[kind].1).sum();
            let share = f64::from(within) / f64::from(n);
            println!("own gaps {kind}: {within} of {n}, {share:.3}");
            assert!(n > 300, "{n}");
            assert!((0.76..0.86).contains(&share), "{share}");
        }
    }
}
