//! One person's year, walked again: a pure function of what he did.

use std::collections::BTreeMap;

use collect::fields::Value;
use domain::{Instant, ShopZone};
use uuid::Uuid;

use crate::contact::{Outcome, Person, Touch, decide};
use crate::journeys::plan::{Again, Does, Per, Plan};
use crate::journeys::walk::{self, Around, Course, Occasion, Standing, Then, Why};

/// Something he did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Done<'a> {
    /// When.
    pub at: Instant,
    /// What.
    pub deed: &'a str,
    /// Whether it brings him in.
    pub brings_in: bool,
}

/// A letter that he came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    /// When.
    pub at: Instant,
    /// The place of its step.
    pub step: usize,
    /// When he reached the goal of this passage, if he did.
    pub goal_at: Option<Instant>,
}

/// What his year came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Year {
    /// Passages.
    pub n_entries: usize,
    /// How often he came to each step.
    pub came: BTreeMap<usize, usize>,
    /// How his passages ended; those that had not are missing.
    pub left: BTreeMap<Why, usize>,
    /// The letters he came to, in the order of time within each passage.
    pub letters: Vec<Reached>,
}

/// A passage under way.
struct Run {
    passage: Uuid,
    standing: Option<Standing>,
    letters: Vec<Reached>,
}

/// What a person is walked by.
pub(super) struct Walked<'a> {
    /// The journey.
    pub plan: &'a Plan,
    /// Where the shop keeps its days.
    pub zone: &'a ShopZone,
    /// Whether a condition held for him at a moment; nothing when that was not looked up yet.
    pub held: &'a dyn Fn(&str, Instant) -> Option<bool>,
    /// What is known of him in a field today.
    pub date: &'a dyn Fn(&str) -> Option<Value>,
    /// The end of the time that is walked.
    pub until: Instant,
    /// His number.
    pub number: i64,
}

/// Walks what he did in the order of time; nothing when a condition was not looked up yet.
pub(super) fn year(walked: &Walked<'_>, done: &[Done<'_>]) -> Option<Year> {
    let mut walker = Walker { walked, year: Year::default(), runs: Vec::new(), last_at: None };
    for one in done {
        walker.pass_time(one.at)?;
        walker.tell(one)?;
        if one.brings_in {
            walker.let_in(one.at)?;
        }
    }
    walker.pass_time(walked.until)?;
    for run in std::mem::take(&mut walker.runs) {
        walker.year.letters.extend(run.letters);
    }
    Some(walker.year)
}

struct Walker<'a> {
    walked: &'a Walked<'a>,
    year: Year,
    runs: Vec<Run>,
    last_at: Option<Instant>,
}

impl Walker<'_> {
    /// Moves every passage by time alone until a moment.
    fn pass_time(&mut self, until: Instant) -> Option<()> {
        while let Some((place, at)) = self.next_due().filter(|(_, at)| *at <= until) {
            self.step(place, Occasion::Due, at)?;
        }
        self.settle();
        Some(())
    }

    fn next_due(&self) -> Option<(usize, Instant)> {
        let due = self
            .runs
            .iter()
            .enumerate()
            .filter_map(|(place, run)| run.standing.map(|standing| (place, standing.due_at)));
        due.min_by_key(|(_, at)| *at)
    }

    fn tell(&mut self, one: &Done<'_>) -> Option<()> {
        for place in 0..self.runs.len() {
            self.step(place, Occasion::Heard(one.deed), one.at)?;
        }
        self.settle();
        Some(())
    }

    fn step(&mut self, place: usize, occasion: Occasion<'_>, at: Instant) -> Option<()> {
        let run = &self.runs[place];
        let Some(standing) = run.standing else { return Some(()) };
        let passage = run.passage;
        let course = self.around(passage, at, |around| {
            walk::walk(self.walked.plan, standing, occasion, at, around)
        })?;
        match course {
            Some(course) => self.follow(place, course, at),
            None => Some(()),
        }
    }

    fn let_in(&mut self, at: Instant) -> Option<()> {
        let enter = &self.walked.plan.enter;
        let may = match enter.per {
            Per::Order => true,
            Per::Person => {
                let again = |last| walk::may_come_again(enter.again, last, at);
                self.runs.is_empty() && self.last_at.is_none_or(again)
            }
        };
        // Who may come once in his life is not asked again.
        let spent = enter.again == Again::Never && self.last_at.is_some();
        if !may || (spent && enter.per == Per::Person) {
            return Some(());
        }
        if let Some(rule) = &enter.only_if
            && !(self.walked.held)(rule, at)?
        {
            return Some(());
        }
        self.year.n_entries += 1;
        self.last_at = Some(at);
        let number = u128::from(self.walked.number.unsigned_abs());
        let passage = Uuid::from_u128(number << 64 | self.year.n_entries as u128);
        self.runs.push(Run { passage, standing: None, letters: Vec::new() });
        let plan = self.walked.plan;
        let course = self.around(passage, at, |around| walk::enter(plan, at, around))?;
        self.follow(self.runs.len() - 1, course, at)?;
        self.settle();
        Some(())
    }

    /// Walks on and says nothing when a condition on the way is not known yet.
    fn around<T>(
        &self,
        passage: Uuid,
        at: Instant,
        walk: impl FnOnce(&Around<'_>) -> T,
    ) -> Option<T> {
        let unknown = std::cell::Cell::new(false);
        let holds = |rule: &str| {
            let held = (self.walked.held)(rule, at);
            unknown.set(unknown.get() || held.is_none());
            held
        };
        let Walked { zone, date, .. } = self.walked;
        let walked = walk(&Around { zone, passage, holds: &holds, date });
        (!unknown.get()).then_some(walked)
    }

    fn follow(&mut self, place: usize, course: Course, at: Instant) -> Option<()> {
        for &step in &course.way {
            *self.year.came.entry(step).or_default() += 1;
            if matches!(self.walked.plan.steps[step].does, Does::Write(_)) {
                self.runs[place].letters.push(Reached { at, step, goal_at: None });
            }
        }
        let plan = self.walked.plan;
        let calls = |standing: &Standing| matches!(plan.steps[standing.step].does, Does::Call(_));
        let run = &mut self.runs[place];
        match course.then {
            Then::Stands(standing) if calls(&standing) => {
                // The other program is taken to answer at once, and well.
                run.standing = Some(standing);
                return self.step(place, Occasion::Answered(true), at);
            }
            Then::Stands(standing) => run.standing = Some(standing),
            Then::Left(why) => {
                run.standing = None;
                if why == Why::Goal {
                    run.letters.iter_mut().for_each(|letter| letter.goal_at = Some(at));
                }
                *self.year.left.entry(why).or_default() += 1;
            }
        }
        Some(())
    }

    /// Passages that have ended hand their letters over.
    fn settle(&mut self) {
        let (ended, runs) = std::mem::take(&mut self.runs)
            .into_iter()
            .partition::<Vec<Run>, _>(|run| run.standing.is_none());
        self.runs = runs;
        self.year.letters.extend(ended.into_iter().flat_map(|run| run.letters));
    }
}

/// What is decided of one way of writing to somebody: what is asked, and what is known of him.
pub(super) type Asked<'a> = (&'a Touch, &'a Person);

/// What would have become of each message he came to, in the order of time.
///
/// Decided by the very function that decides live, with his consent of today and the messages of
/// this journey as the only ones he got, whatever they travel by.
pub(super) fn fates<'a>(
    asked: impl Fn(usize) -> Option<Asked<'a>>,
    letters: &mut [Reached],
) -> Vec<(usize, Instant, Outcome)> {
    letters.sort_by_key(|letter| (letter.at, letter.step));
    let mut touches = Vec::new();
    let mut fates = Vec::with_capacity(letters.len());
    for letter in letters {
        let Some((touch, person)) = asked(letter.step) else { continue };
        let person = Person { touches: touches.clone(), ..person.clone() };
        let (at, outcome) = fate(touch, &person, *letter);
        if outcome == Outcome::Write {
            touches.push(at);
        }
        fates.push((letter.step, at, outcome));
    }
    fates
}

fn fate(touch: &Touch, person: &Person, letter: Reached) -> (Instant, Outcome) {
    let mut at = letter.at;
    let deadline = touch.patience_days.map_or(touch.deadline, |days| at.plus_days(days));
    loop {
        let verdict = decide(&Touch { at, deadline, ..touch.clone() }, person);
        match (verdict.outcome, verdict.not_before) {
            (Outcome::Waiting, Some(later)) if later > at && later <= deadline => {
                if letter.goal_at.is_some_and(|goal| goal <= later) {
                    return (later, Outcome::Cancelled);
                }
                at = later;
            }
            (Outcome::Waiting, _) => return (at, Outcome::TooOften),
            (outcome, _) => return (at, outcome),
        }
    }
}
