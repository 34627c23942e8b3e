//! Treated against held out: the arithmetic, on plain numbers.
//!
//! People are counted in the arm they were **dealt** to, whether or not a letter reached them:
//! who could not be reached is as many in both arms, and leaving them out of one alone would
//! compare different people.

use std::collections::BTreeSet;

use act::contact::Arm;
use domain::Instant;
use know::sheets::{Columns, Sheet};
use serde::Serialize;
use stats::{Difference, Sample, welch};
use utoipa::ToSchema;

use super::{ArmFigures, Effect};

/// One person of a campaign and what he bought afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub arm: Arm,
    /// The way it was said to him, 0 for the first, where there are several.
    pub variant: Option<i64>,
    pub dealt_at: Instant,
    pub orders: i64,
    /// In minor units.
    pub revenue: i64,
}

/// What the people of one arm bought.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ArmSum {
    pub n: u64,
    pub buyers: u64,
    pub orders: Sample,
    pub revenue: Sample,
    /// Exactly, in minor units: a sum of floats would lose coins.
    pub revenue_minor: i64,
    pub n_orders: i64,
}

/// Both arms.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Arms {
    pub treated: ArmSum,
    pub held_out: ArmSum,
}

/// An estimate with the bounds between which the truth lies in 95 of 100 such campaigns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// What one way of saying it changed, against everybody who was held out.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WayEffect {
    /// The way, 0 for the first.
    pub variant: i64,
    /// Those it was dealt to.
    pub treated: ArmFigures,
    /// More orders a person than among the held out, with its bounds.
    pub difference: Option<Estimate>,
    /// More buyers than among the held out, as a share, with its bounds.
    pub buyers_difference: Option<Estimate>,
}

impl ArmSum {
    fn see(&mut self, person: &Person) {
        self.n += 1;
        self.buyers += u64::from(person.orders > 0);
        self.n_orders += person.orders;
        self.revenue_minor += person.revenue;
        self.orders.see(person.orders as f64);
        self.revenue.see(person.revenue as f64);
    }

    /// Who bought at all, as a sample of zeros and ones.
    fn bought(&self) -> Sample {
        Sample { n: self.n, sum: self.buyers as f64, sum_squares: self.buyers as f64 }
    }
}

impl Arms {
    /// The arms of a list of people.
    pub(super) fn of(people: &[Person]) -> Self {
        let mut arms = Self::default();
        for person in people {
            match person.arm {
                Arm::Treated => arms.treated.see(person),
                Arm::HeldOut => arms.held_out.see(person),
            }
        }
        arms
    }

    /// Those who got one way of it, and everybody who was held out.
    pub(super) fn of_way(people: &[Person], variant: i64) -> Self {
        let of_way: Vec<Person> = people
            .iter()
            .filter(|person| person.arm == Arm::HeldOut || person.variant == Some(variant))
            .copied()
            .collect();
        Self::of(&of_way)
    }

    /// More orders a person among the treated.
    pub(super) fn orders(&self) -> Option<Estimate> {
        welch(&self.treated.orders, &self.held_out.orders).map(Estimate::from)
    }

    /// More minor units a person among the treated.
    pub(super) fn revenue(&self) -> Option<Estimate> {
        welch(&self.treated.revenue, &self.held_out.revenue).map(Estimate::from)
    }

    /// A larger share of buyers among the treated.
    pub(super) fn buyers(&self) -> Option<Estimate> {
        welch(&self.treated.bought(), &self.held_out.bought()).map(Estimate::from)
    }
}

impl Estimate {
    /// What it comes to over `n` people.
    pub(super) fn times(self, n: u64) -> Self {
        let n = n as f64;
        Self { value: self.value * n, low: self.low * n, high: self.high * n }
    }
}

impl From<Difference> for Estimate {
    fn from(difference: Difference) -> Self {
        let Difference { value, interval } = difference;
        Self { value, low: interval.low, high: interval.high }
    }
}

/// What each way of saying it changed, in their order.
pub(super) fn ways(people: &[Person], figures: impl Fn(&ArmSum) -> ArmFigures) -> Vec<WayEffect> {
    let variants: BTreeSet<i64> = people.iter().filter_map(|person| person.variant).collect();
    let of_way = |variant| {
        let arms = Arms::of_way(people, variant);
        WayEffect {
            variant,
            treated: figures(&arms.treated),
            difference: arms.orders(),
            buyers_difference: arms.buyers(),
        }
    };
    variants.into_iter().map(of_way).collect()
}

/// The two arms as a table, one row an arm.
pub(super) fn sheet(effect: Effect) -> Sheet {
    let rows = [("treated", effect.treated), ("held_out", effect.held_out)];
    Columns::<(&str, ArmFigures)>::new()
        .word("arm", |(name, _)| *name)
        .whole("people", |(_, arm)| arm.n)
        .whole("buyers", |(_, arm)| arm.buyers)
        .whole("orders", |(_, arm)| arm.orders)
        .money("revenue", effect.head.currency, |(_, arm)| arm.revenue)
        .of(&effect.head, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::StdRng;
    use rand::{Rng, RngExt, SeedableRng};

    fn people(arm: Arm, orders: &[i64]) -> Vec<Person> {
        let person = |orders: &i64| Person {
            arm,
            variant: None,
            dealt_at: Instant(0),
            orders: *orders,
            revenue: orders * 500,
        };
        orders.iter().map(person).collect()
    }

    #[test]
    fn each_way_is_compared_with_everybody_who_was_held_out() {
        // way       A     A     B     B     held out
        // orders    1     2     0     4     1     1
        let treated = people(Arm::Treated, &[1, 2, 0, 4]);
        let ways = [Some(0), Some(0), Some(1), Some(1)];
        let mut all: Vec<Person> = treated
            .into_iter()
            .zip(ways)
            .map(|(person, variant)| Person { variant, ..person })
            .collect();
        all.extend(people(Arm::HeldOut, &[1, 1]));
        let means = |way| {
            let arms = Arms::of_way(&all, way);
            (arms.treated.n, arms.treated.orders.mean(), arms.held_out.n)
        };
        assert_eq!(means(0), (2, Some(1.5), 2));
        assert_eq!(means(1), (2, Some(2.0), 2));
        assert_eq!(means(2), (0, None, 2), "nobody was told it that way");
    }

    #[test]
    fn arms_are_counted_as_dealt() {
        let mut all = people(Arm::Treated, &[0, 1, 2, 1, 0, 2]);
        all.extend(people(Arm::HeldOut, &[0, 1, 0, 1]));
        let arms = Arms::of(&all);
        assert_eq!((arms.treated.n, arms.treated.buyers, arms.treated.n_orders), (6, 4, 6));
        assert_eq!((arms.held_out.n, arms.held_out.buyers, arms.held_out.n_orders), (4, 2, 2));
        assert_eq!(arms.treated.revenue_minor, 3_000);
        let orders = arms.orders().expect("an answer");
        assert!((orders.value - 0.5).abs() < 1e-12 && orders.low < 0.0, "{orders:?}");
        assert!((orders.times(6).value - 3.0).abs() < 1e-12);
    }

    #[test]
    fn empty_arms_have_no_answer() {
        assert_eq!(Arms::of(&people(Arm::Treated, &[1, 2, 3])).orders(), None);
        assert_eq!(Arms::of(&[]).revenue(), None);
    }

    /// Orders of one person in a window: a coin for each of four occasions.
    fn occasions(random: &mut impl Rng, rate: f64) -> i64 {
        (0..4).map(|_| i64::from(random.random_bool(rate))).sum()
    }

    #[test]
    fn the_interval_covers_a_known_effect_as_often_as_it_says() {
        // Of 400 campaigns at 95 %, 380 are expected to cover, with a standard deviation of 4.4.
        const EFFECT: f64 = 4.0 * (0.05 - 0.03);
        let covered = (0..400_u64).filter(|seed| {
            let mut random = StdRng::seed_from_u64(*seed);
            let mut all = Vec::with_capacity(1_000);
            for number in 0..1_000 {
                let (arm, rate) = match number % 10 {
                    0 | 1 => (Arm::HeldOut, 0.03),
                    _ => (Arm::Treated, 0.05),
                };
                let orders = occasions(&mut random, rate);
                all.push(Person { arm, variant: None, dealt_at: Instant(0), orders, revenue: 0 });
            }
            let estimate = Arms::of(&all).orders().expect("an answer");
            estimate.low <= EFFECT && EFFECT <= estimate.high
        });
        let covered = covered.count();
        assert!((366..=394).contains(&covered), "{covered} of 400 covered");
    }
}
