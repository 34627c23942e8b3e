//! How monthly revenue moved in a period: what came, grew, shrank, went and came back.
//!
//! ```text
//! end = start + new + reactivation + expansion − contraction − churned
//! ```

use domain::{Day, Period};

use super::Course;
use super::rates::{Daily, OneDay};

/// The movements of some days, in minor units of monthly revenue, and who made them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movements {
    /// Monthly revenue when the days began.
    pub start: i64,
    /// Of who pays for the first time ever.
    pub new: i64,
    /// Of who had paid before, and then nothing.
    pub reactivation: i64,
    /// More from who pays.
    pub expansion: i64,
    /// Less from who still pays.
    pub contraction: i64,
    /// Of who pays nothing any more.
    pub churned: i64,
    /// Monthly revenue when they were over.
    pub end: i64,
    /// Σ min(start, end) of every customer: what was kept without any growth.
    pub kept: i64,
    /// The customers behind it.
    pub heads: Heads,
    /// The rates that are summed up day by day.
    pub daily: Daily,
}

/// How many customers; who moved twice in the days is counted twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[schema(as = SubscriberHeads)]
pub struct Heads {
    /// Paid when the days began.
    pub start: u64,
    /// Paid for the first time ever.
    pub new: u64,
    /// Paid again.
    pub reactivation: u64,
    /// Paid more.
    pub expansion: u64,
    /// Paid less.
    pub contraction: u64,
    /// Pay nothing any more.
    pub churned: u64,
    /// Paid when they were over.
    pub end: u64,
    /// Of those who paid when the days began, who did not when they were over.
    pub lost: u64,
}

/// The movements of some days; the identity above is asserted.
pub fn of_days(courses: &[Course], days: Period) -> Movements {
    let mut movements = Movements::default();
    let mut by_day: Vec<(Day, OneDay)> = Vec::new();
    for course in courses {
        movements.walk(course, days, &mut by_day);
    }
    by_day.sort_by_key(|(day, _)| *day);
    let (start, heads) = (movements.start, movements.heads.start);
    movements.daily = Daily::of(start, heads, &by_day);
    assert!(movements.hold(), "the movements add up");
    movements
}

impl Movements {
    /// Adds one customer.
    fn walk(&mut self, course: &Course, days: Period, by_day: &mut Vec<(Day, OneDay)>) {
        let (start, end) = (course.before(days.from), course.before(days.until));
        self.start += start;
        self.end += end;
        self.kept += start.min(end);
        self.heads.start += u64::from(start > 0);
        self.heads.end += u64::from(end > 0);
        self.heads.lost += u64::from(start > 0 && end == 0);
        let first = course.steps.partition_point(|(day, _)| *day < days.from);
        let mut before = start;
        for (place, (day, now)) in course.steps.iter().enumerate().skip(first) {
            if *day >= days.until {
                break;
            }
            by_day.push((*day, self.step(before, *now, place == 0)));
            before = *now;
        }
    }

    fn step(&mut self, before: i64, now: i64, is_first: bool) -> OneDay {
        let heads = &mut self.heads;
        let (amount, heads) = match (before, now) {
            (0, _) if is_first => (&mut self.new, &mut heads.new),
            (0, _) => (&mut self.reactivation, &mut heads.reactivation),
            (_, 0) => (&mut self.churned, &mut heads.churned),
            (before, now) if now > before => (&mut self.expansion, &mut heads.expansion),
            _ => (&mut self.contraction, &mut heads.contraction),
        };
        let change = now - before;
        *amount += change.abs();
        *heads += 1;
        OneDay {
            change,
            new: if before == 0 && is_first { change } else { 0 },
            lost: (-change).max(0),
            heads: i64::from(now > 0) - i64::from(before > 0),
            churned: u64::from(now == 0),
        }
    }

    /// Whether they lead exactly from one monthly revenue to the other.
    pub fn hold(&self) -> bool {
        let won = self.new + self.reactivation + self.expansion;
        self.start + won - self.contraction - self.churned == self.end
    }
}
