//! The way of one person: a pure function of the journey, where he stands, and what happened.
//!
//! The live engine, the replay of last year and the virtual clock of the tests all walk by this
//! and by nothing else. It knows no clock, no rows and nobody's address.

use collect::fields::Value;
use domain::{Instant, ShopZone};
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};
use uuid::Uuid;

use super::calendar;
use super::plan::{Call, Does, Next, Patience, Plan, Span, Task, Wait, Way};
use crate::contact::lot;

/// How long he stands who waits for a call, in microseconds: longer than any is tried.
const CALL_PATIENCE: i64 = 2 * Instant::DAY;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The place of his step.
    pub step: usize,
    /// When he came to it.
    pub arrived_at: Instant,
    /// When he moves on by time alone.
    pub due_at: Instant,
}

/// What happened to him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion<'a> {
    /// Time has passed.
    Due,
    /// He did something.
    Heard(&'a str),
    /// What he waits for at his step has ended: well, or not.
    Answered(bool),
}

/// What surrounds him.
pub struct Around<'a> {
    /// Where the shop keeps its days.
    pub zone: &'a ShopZone,
    /// The name of his passage, by which chance deals; the same however often it is asked.
    pub passage: Uuid,
    /// Whether a condition holds for him now; nothing when that is not known yet.
    pub holds: &'a dyn Fn(&str) -> Option<bool>,
    /// What is known of him in a field; nothing where nothing is.
    pub date: &'a dyn Fn(&str) -> Option<Value>,
}

/// How far he goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The steps he comes to, in their order; what they do is done to him.
    pub way: Vec<usize>,
    /// How it ends for now.
    pub then: Then,
}

/// How a course ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// He stands and waits.
    Stands(Standing),
    /// He has left.
    Left(Why),
}

/// Why somebody has left a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// He did what was hoped for.
    Goal,
    /// He came to the end.
    End,
    /// The journey was stopped.
    Stopped,
    /// He turned out to be somebody who is on the way already.
    Merged,
}

impl Why {
    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::End => "end",
            Self::Stopped => "stopped",
            Self::Merged => "merged",
        }
    }

    /// The reason of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Goal, Self::End, Self::Stopped, Self::Merged]
            .into_iter()
            .find(|why| why.word() == word)
    }
}

/// How far somebody goes who comes in.
pub fn enter(plan: &Plan, now: Instant, around: &Around<'_>) -> Course {
    let first = if plan.steps.is_empty() { Next::End } else { Next::Step(0) };
    follow(plan, first, now, around)
}

/// How far somebody goes on; nothing when he stays where he stands.
pub fn walk(
    plan: &Plan,
    standing: Standing,
    occasion: Occasion<'_>,
    now: Instant,
    around: &Around<'_>,
) -> Option<Course> {
    if let (Occasion::Heard(deed), Some(goal)) = (occasion, &plan.goal)
        && deed == goal
    {
        return Some(Course { way: Vec::new(), then: Then::Left(Why::Goal) });
    }
    let step = plan.steps.get(standing.step)?;
    let is_due = occasion == Occasion::Due && standing.due_at <= now;
    let next = match &step.does {
        Does::Hear { deed, .. } if occasion == Occasion::Heard(deed) => step.next,
        Does::Hear { late, .. } if is_due => *late,
        Does::Ask { rule, no } if is_due => match (around.holds)(rule)? {
            true => step.next,
            false => *no,
        },
        Does::Wait(_) | Does::Await { .. } if is_due => step.next,
        Does::Task(Task { waits: Some(Patience { late, .. }), .. }) => match occasion {
            Occasion::Answered(true) => step.next,
            Occasion::Answered(false) => *late,
            _ if is_due => *late,
            _ => return None,
        },
        Does::Call(Call { failed: Some(failed), .. }) => match occasion {
            Occasion::Answered(true) => step.next,
            Occasion::Answered(false) => *failed,
            _ if is_due => *failed,
            _ => return None,
        },
        _ => return None,
    };
    Some(follow(plan, next, now, around))
}

/// Goes from step to step until one makes him stand. Steps lead to later ones only.
fn follow(plan: &Plan, mut next: Next, now: Instant, around: &Around<'_>) -> Course {
    let mut way = Vec::new();
    while let Next::Step(place) = next {
        let Some(step) = plan.steps.get(place) else { break };
        way.push(place);
        let stands_until = |due_at| {
            let standing = Standing { step: place, arrived_at: now, due_at };
            Then::Stands(standing)
        };
        next = match &step.does {
            Does::Task(Task { waits: Some(Patience { at_most, .. }), .. }) => {
                return Course { way, then: stands_until(at_most.after(now)) };
            }
            Does::Call(Call { failed: Some(_), .. }) => {
                let due_at = Instant(now.0.saturating_add(CALL_PATIENCE));
                return Course { way, then: stands_until(due_at) };
            }
            Does::Write(_) | Does::Set { .. } | Does::Task(_) | Does::Call(_) => step.next,
            Does::Wait(wait) => match ends_at(wait, now, around.zone) {
                due_at if due_at <= now => step.next,
                due_at => return Course { way, then: stands_until(due_at) },
            },
            Does::Await { field, days, time, no } => {
                let day = (around.date)(field);
                match day.and_then(|day| comes_at(&day, (*days, *time), now, around.zone)) {
                    Some(due_at) => return Course { way, then: stands_until(due_at) },
                    None => *no,
                }
            }
            Does::Hear { at_most, .. } => {
                return Course { way, then: stands_until(at_most.after(now)) };
            }
            Does::Ask { rule, no } => match (around.holds)(rule) {
                Some(true) => step.next,
                Some(false) => *no,
                None => return Course { way, then: stands_until(now) },
            },
            Does::Split(ways) => dealt(ways, lot(&step.name, around.passage)),
        };
    }
    Course { way, then: Then::Left(Why::End) }
}

/// Where somebody stands who is moved from one version to another; nothing where that has no such
/// place, or where he would come to a message once more.
///
/// He has been waiting since he came to his step, so the new wait counts from then.
pub fn moved_to(plan: &Plan, from: (&Plan, Standing), around: &Around<'_>) -> Option<Standing> {
    let (old, standing) = from;
    let name = &old.steps.get(standing.step)?.name;
    let place = plan.place_of(name)?;
    let was_met = |step: &str| old.place_of(step).is_some_and(|met| met <= standing.step);
    let repeats = |step: &super::plan::Step| step.does.is_deed() && was_met(&step.name);
    if plan.steps[place + 1..].iter().any(repeats) {
        return None;
    }
    let since = standing.arrived_at;
    let due_at = match &plan.steps[place].does {
        does if *does == old.steps[standing.step].does => standing.due_at,
        Does::Wait(wait) => ends_at(wait, since, around.zone),
        Does::Hear { at_most, .. } => at_most.after(since),
        Does::Await { field, days, time, .. } => {
            comes_at(&(around.date)(field)?, (*days, *time), since, around.zone)?
        }
        Does::Ask { .. } => since,
        // The task that he waits for is there already; a new word of it is for those who come.
        Does::Task(Task { waits: Some(Patience { at_most, .. }), .. })
            if matches!(&old.steps[standing.step].does, Does::Task(_)) =>
        {
            at_most.after(since)
        }
        _ => return None,
    };
    Some(Standing { step: place, due_at, ..standing })
}

/// The way that a number between 0 and 1 deals.
fn dealt(ways: &[Way], lot: f64) -> Next {
    let all: f64 = ways.iter().map(|way| f64::from(way.share)).sum();
    let mut passed = 0.0;
    for way in ways {
        passed += f64::from(way.share);
        if lot * all < passed {
            return way.to;
        }
    }
    ways.last().map_or(Next::End, |way| way.to)
}

/// When a wait that begins now is over.
fn ends_at(wait: &Wait, now: Instant, zone: &ShopZone) -> Instant {
    let earliest = wait.span.after(now);
    let Some(time) = wait.until else { return earliest };
    let allowed = |day: Weekday| wait.on.is_empty() || wait.on.contains(&day);
    let first = zone.day_of(earliest);
    // Today's hour may be over and a week has seven days: the ninth day is never needed.
    let days = (0..9).map(|n: i32| first.saturating_add(n.days()));
    days.filter(|day: &Date| allowed(day.weekday()))
        .filter_map(|day| zone.at(day.to_datetime(time)).ok())
        .find(|at| *at >= earliest)
        .unwrap_or(earliest)
}

/// When a day of his, so many days earlier or later, comes next; nothing when it is over.
fn comes_at(
    day: &Value,
    (days, time): (i16, Option<Time>),
    now: Instant,
    zone: &ShopZone,
) -> Option<Instant> {
    let moment =
        |day: Date| calendar::moment(day.saturating_add(i64::from(days).days()), time, zone);
    let to_come = |at: &Instant| *at >= now;
    match day {
        Value::Date(day) => moment(*day).filter(to_come),
        Value::Anniversary(day) => {
            // Up to a year before the day or after it: of these four years one comes next.
            let year = zone.day_of(now).year();
            let days = (year - 1..=year + 2).filter_map(|year| day.in_year(year));
            days.filter_map(moment).find(to_come)
        }
        _ => None,
    }
}

/// When somebody came in last, and what the rule about coming again says of that.
pub fn may_come_again(again: super::plan::Again, last: Instant, now: Instant) -> bool {
    use super::plan::Again;
    match again {
        Again::Never => false,
        Again::Always => true,
        Again::After(span) => rested(span, last, now),
    }
}

fn rested(span: Span, last: Instant, now: Instant) -> bool {
    span.after(last) <= now
}

#[cfg(test)]
#[path = "tests/walking.rs"]
mod tests;
