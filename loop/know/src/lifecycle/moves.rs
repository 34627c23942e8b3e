//! Who came, who came again and who stayed away, period by period.
//!
//! ```text
//! active(t) = new + returning + resurrecting
//!           = active(t − 1) − dormant + new + resurrecting
//! ```
//!
//! Everybody who was there in a period or in the one before is counted in it exactly once. The
//! running period is compared with as much of the same one a year earlier as of it has passed.

use std::sync::Arc;

use domain::{Day, Instant, ShopZone};
use facts::{Fold, Sum};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::{LifecyclePeriod, LifecycleReport};
use crate::retention::moved;
use crate::sheets::{Columns, Sheet};
use crate::{Calendar, Unit, Vantage};

/// Customers of one period by what they did in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MoveCounts {
    /// Bought for the first time ever.
    pub new: u64,
    /// Bought, and in the period before too.
    pub returning: u64,
    /// Bought, not in the period before, and not for the first time.
    pub resurrecting: u64,
    /// Bought in the period before and not in this one.
    pub dormant: u64,
}

impl MoveCounts {
    /// Who bought in the period.
    pub fn active(&self) -> u64 {
        self.new + self.returning + self.resurrecting
    }

    /// Counts somebody who bought in `period` and, the time before, in `before`.
    fn see(&mut self, before: Option<usize>, period: usize) {
        let place = match before {
            None => &mut self.new,
            Some(before) if before + 1 == period => &mut self.returning,
            Some(_) => &mut self.resurrecting,
        };
        *place += 1;
    }

    fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.returning += other.returning;
        self.resurrecting += other.resurrecting;
        self.dormant += other.dormant;
    }
}

/// What customers did in a stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Moves {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The day after the last one.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// Who bought in it.
    pub active: u64,
    /// The same and those who stayed away, by what they did.
    #[serde(flatten)]
    pub counts: MoveCounts,
}

/// One period beside the same one a year earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct PeriodMoves {
    /// The period itself.
    #[serde(flatten)]
    pub moves: Moves,
    /// Whether the period is over; who is dormant in a running one may still come.
    pub complete: bool,
    /// The same period a year earlier, as far as this one has come; null before the first.
    pub last_year: Option<Moves>,
}

/// The counts of every period, and of last year's period to date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovesSum {
    periods: Vec<MoveCounts>,
    to_date: MoveCounts,
}

impl Sum for MovesSum {
    fn add(&mut self, other: Self) {
        let both = self.periods.iter_mut().zip(&other.periods);
        both.for_each(|(mine, theirs)| mine.add(theirs));
        self.to_date.add(&other.to_date);
    }
}

/// Last year's period of the running one, as far as the running one has come.
#[derive(Clone, Copy, Debug)]
struct ToDate {
    period: usize,
    until: Instant,
}

/// The periods of the report and what each is compared with.
#[derive(Clone, Debug)]
pub struct Plan {
    calendar: Arc<Calendar>,
    zone: ShopZone,
    as_of: Instant,
    per_year: usize,
    to_date: Option<ToDate>,
}

impl Plan {
    /// The plan for periods of this length; none while nobody has bought.
    pub fn new(length: LifecyclePeriod, vantage: &Vantage) -> Option<Self> {
        let calendar = Arc::new(vantage.calendar(length.unit())?);
        let (as_of, zone) = (vantage.as_of, vantage.zone.clone());
        let mut plan = Self { calendar, zone, as_of, per_year: length.per_year(), to_date: None };
        let running = plan.calendar.len() - 1;
        if !plan.is_complete(running) {
            plan.to_date = running.checked_sub(plan.per_year).map(|period| plan.to_date(period));
        }
        Some(plan)
    }

    fn to_date(&self, period: usize) -> ToDate {
        // A week is compared with the one 52 weeks earlier, so that Saturdays meet Saturdays.
        let year_before = |day: Day| match self.calendar.unit {
            Unit::Week => day.saturating_sub(52.weeks()),
            _ => Unit::Year.step(day, -1),
        };
        let until = moved(&self.zone, self.as_of, year_before);
        ToDate { period, until: until.min(self.calendar.start(period + 1)) }
    }

    fn is_complete(&self, period: usize) -> bool {
        self.calendar.start(period + 1) <= self.as_of
    }

    /// Reads every period off the sum, oldest first.
    pub fn rows(&self, sum: &MovesSum) -> Vec<PeriodMoves> {
        check_additive(sum, self.to_date);
        (0..self.calendar.len()).map(|period| self.row(sum, period)).collect()
    }

    fn row(&self, sum: &MovesSum, period: usize) -> PeriodMoves {
        let complete = self.is_complete(period);
        let whole = |period: usize| {
            let until = self.calendar.start(period + 1).min(self.as_of);
            self.moves(period, until, sum.periods[period])
        };
        let last_year = match self.to_date {
            Some(ToDate { period, until }) if !complete => {
                Some(self.moves(period, until, sum.to_date))
            }
            _ => period.checked_sub(self.per_year).map(whole),
        };
        PeriodMoves { moves: whole(period), complete, last_year }
    }

    fn moves(&self, period: usize, until: Instant, counts: MoveCounts) -> Moves {
        Moves {
            from: self.calendar.day(period),
            until: self.zone.day_of(Instant(until.0 - 1)).saturating_add(1.day()),
            active: counts.active(),
            counts,
        }
    }
}

/// Whoever was there a period before is returning or dormant now: the counts of each period must
/// add up to those of its neighbour, though they were not counted together.
fn check_additive(sum: &MovesSum, to_date: Option<ToDate>) {
    let adds_up = |before: &MoveCounts, now: &MoveCounts| {
        let active = before.active() - now.dormant + now.new + now.resurrecting;
        assert_eq!(now.active(), active, "active = active before − dormant + new + resurrecting");
    };
    sum.periods.windows(2).for_each(|pair| adds_up(&pair[0], &pair[1]));
    if let Some(before) = to_date.and_then(|to_date| to_date.period.checked_sub(1)) {
        adds_up(&sum.periods[before], &sum.to_date);
    }
}

/// What each customer did in every period, as a fold.
#[derive(Clone, Debug)]
pub struct MovesFold {
    calendar: Arc<Calendar>,
    as_of: i64,
    to_date: Option<ToDate>,
    /// The periods the customer bought in, each once.
    visited: Vec<usize>,
    /// Whether he bought in last year's period before it had come as far as the running one.
    bought_to_date: bool,
}

impl MovesFold {
    /// The fold that counts what the plan compares.
    pub fn new(plan: &Plan) -> Self {
        let (calendar, as_of, to_date) = (plan.calendar.clone(), plan.as_of.0, plan.to_date);
        Self { calendar, as_of, to_date, visited: Vec::new(), bought_to_date: false }
    }

    fn finish_to_date(&self, period: usize, counts: &mut MoveCounts) {
        let n_before = self.visited.partition_point(|visited| *visited < period);
        let before = n_before.checked_sub(1).map(|nth| self.visited[nth]);
        if self.bought_to_date {
            counts.see(before, period);
        } else if before.is_some_and(|before| before + 1 == period) {
            counts.dormant += 1;
        }
    }
}

impl Fold for MovesFold {
    type Sum = MovesSum;

    fn empty(&self) -> MovesSum {
        let periods = vec![MoveCounts::default(); self.calendar.len()];
        MovesSum { periods, to_date: MoveCounts::default() }
    }

    #[inline]
    fn see(&mut self, at: i64, _amount: i64) {
        if at >= self.as_of {
            return;
        }
        let period = self.calendar.period_of(at);
        if self.visited.last() != Some(&period) {
            self.visited.push(period);
        }
        if self.to_date.is_some_and(|to| to.period == period && at < to.until.0) {
            self.bought_to_date = true;
        }
    }

    fn finish(&mut self, _customer: i64, sum: &mut MovesSum) {
        let mut before = None;
        for (nth, &period) in self.visited.iter().enumerate() {
            sum.periods[period].see(before, period);
            let next = period + 1;
            if next < sum.periods.len() && self.visited.get(nth + 1) != Some(&next) {
                sum.periods[next].dormant += 1;
            }
            before = Some(period);
        }
        if let Some(to_date) = self.to_date {
            self.finish_to_date(to_date.period, &mut sum.to_date);
        }
        self.visited.clear();
        self.bought_to_date = false;
    }
}

pub(super) fn periods_sheet(report: LifecycleReport) -> Sheet {
    Columns::<PeriodMoves>::new()
        .day("from", |row| row.moves.from)
        .day("until", |row| row.moves.until)
        .flag("complete", |row| row.complete)
        .whole("active", |row| row.moves.active)
        .whole("new", |row| row.moves.counts.new)
        .whole("returning", |row| row.moves.counts.returning)
        .whole("resurrecting", |row| row.moves.counts.resurrecting)
        .whole("dormant", |row| row.moves.counts.dormant)
        .whole("active_last_year", |row| row.last_year.map(|moves| moves.active))
        .of(&report.head, report.periods)
}
