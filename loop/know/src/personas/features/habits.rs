//! When a customer orders, and what it came to, in one pass over the orders.

use domain::{Instant, ShopZone};
use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

/// What was counted of one customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habit {
    /// His orders.
    pub n_orders: u32,
    /// Those of a Saturday or a Sunday.
    pub n_weekends: u32,
    /// Those between 18:00 and 6:00.
    pub n_evenings: u32,
    /// What they came to, in minor units.
    pub spent: i64,
}

/// The habits of everybody, by his number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HabitSum(pub Vec<(i64, Habit)>);

impl Sum for HabitSum {
    fn add(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

/// Counts habits.
#[derive(Clone, Debug)]
pub struct HabitFold {
    zone: ShopZone,
    as_of: Instant,
    current: Habit,
}

const EVENING_FROM: i8 = 18;
const MORNING_FROM: i8 = 6;

impl HabitFold {
    /// The fold over orders before a moment, by the clock of the shop.
    pub fn new(zone: &ShopZone, as_of: Instant) -> Self {
        Self { zone: zone.clone(), as_of, current: Habit::default() }
    }
}

impl Fold for HabitFold {
    type Sum = HabitSum;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> HabitSum {
        HabitSum::default()
    }

    fn see(&mut self, at: i64, amount: i64) {
        if at >= self.as_of.0 {
            return;
        }
        let wall = self.zone.wall_of(Instant(at));
        let is_weekend = wall.weekday().to_monday_zero_offset() >= 5;
        let is_evening = wall.hour() >= EVENING_FROM || wall.hour() < MORNING_FROM;
        self.current.n_orders += 1;
        self.current.n_weekends += u32::from(is_weekend);
        self.current.n_evenings += u32::from(is_evening);
        self.current.spent = self.current.spent.saturating_add(amount);
    }

    fn finish(&mut self, customer: i64, sum: &mut HabitSum) {
        let habit = std::mem::take(&mut self.current);
        if habit.n_orders > 0 {
            sum.0.push((customer, habit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::fold_rows;

    #[test]
    fn evenings_and_weekends_are_those_of_the_shop() {
        let zone = ShopZone::named("Europe/Kyiv").expect("a zone");
        let at = |text: &str| text.parse::<Instant>().expect("a moment").0;
        // Friday 23:30 and Saturday 01:30 of Kyiv, Sunday noon, Monday 17:59, and one to come.
        let rows = [
            (7, at("2025-06-06T20:30:00Z"), 100),
            (7, at("2025-06-06T22:30:00Z"), 200),
            (7, at("2025-06-08T09:00:00Z"), 300),
            (7, at("2025-06-09T14:59:00Z"), 400),
            (7, at("2025-06-10T12:00:00Z"), 500),
        ];
        let sum = fold_rows(HabitFold::new(&zone, Instant(rows[4].1)), &rows);
        let habit = Habit { n_orders: 4, n_weekends: 2, n_evenings: 2, spent: 1_000 };
        assert_eq!(sum.0, [(7, habit)]);
    }
}
