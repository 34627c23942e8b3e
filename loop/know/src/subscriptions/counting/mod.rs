//! From the states of subscriptions to the course of each customer's monthly revenue, and from the
//! courses to movements, rates and cohorts.
//!
//! A customer is one course however many subscriptions he has, and a day is one step: whoever
//! changes his plan twice on a day, or one plan for another, has moved by the difference (source:
//! ChartMogul). Start at [`courses`].

pub mod cohorts;
pub mod movements;
pub mod rates;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::Day;

/// What a subscription was worth a month from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Number of its customer.
    pub customer_no: i64,
    /// Its id at its source.
    pub subscription: String,
    /// From which day on; of several on one day the last one told holds.
    pub day: Day,
    /// Monthly revenue in minor units; 0 where it does not count.
    pub monthly: i64,
}

/// The monthly revenue of one customer from one day of change to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// His number.
    pub customer_no: i64,
    /// The days on which it became another, rising, and what it was when they ended.
    pub steps: Vec<(Day, i64)>,
}

/// The courses of everybody who ever paid, by his number; `states` come in the order of time.
pub fn courses(states: &[State]) -> Vec<Course> {
    let mut of_each: BTreeMap<i64, Vec<&State>> = BTreeMap::new();
    for state in states {
        of_each.entry(state.customer_no).or_default().push(state);
    }
    let courses = of_each.into_iter().map(|(customer_no, mut his)| {
        his.sort_by_key(|state| state.day);
        Course { customer_no, steps: steps(&his) }
    });
    courses.filter(|course| !course.steps.is_empty()).collect()
}

fn steps(his: &[&State]) -> Vec<(Day, i64)> {
    let mut monthly: BTreeMap<&str, i64> = BTreeMap::new();
    let (mut steps, mut last) = (Vec::new(), 0);
    for of_day in his.chunk_by(|one, next| one.day == next.day) {
        for state in of_day {
            monthly.insert(&state.subscription, state.monthly);
        }
        let now: i64 = monthly.values().sum();
        if now != last {
            steps.push((of_day[0].day, now));
            last = now;
        }
    }
    steps
}

impl Course {
    /// What it was when a day began.
    pub fn before(&self, day: Day) -> i64 {
        let n_before = self.steps.partition_point(|(step, _)| *step < day);
        n_before.checked_sub(1).map_or(0, |last| self.steps[last].1)
    }

    /// The day he first paid on, and how much a month.
    pub fn entry(&self) -> (Day, i64) {
        // A course begins with what is worth something, else there is no step.
        self.steps[0]
    }
}
