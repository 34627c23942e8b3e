//! What happened in the days that are walked: who did what, and who came into which segment.

use std::collections::{BTreeMap, BTreeSet};

use collect::shop::Shop;
use collect::timeline;
use domain::{Day, Instant, ShopZone};
use jiff::ToSpan;
use know::recommend::arrivals::Shelves;
use know::recommend::memory;
use know::segments::rule::Rule;
use know::segments::{self, text};
use records::ShopTx;

use super::Dates;
use super::almanac::Almanac;
use super::person::Done;
use crate::journeys::calendar;
use crate::journeys::journey::JourneyError;
use crate::journeys::plan::{By, Fault, FaultCode, Named, Plan, Whom};

/// The days that are walked.
pub(super) struct Stretch {
    pub from: Day,
    pub until: Day,
    pub zone: ShopZone,
}

impl Stretch {
    pub fn moments(&self) -> (Instant, Instant) {
        (self.zone.start_of(self.from), self.zone.start_of(self.until))
    }
}

/// The name under which the rule of the segment that brings people in is looked up.
const ENTRY: &str = "enter.segment";

/// Every condition of a journey, read; also that of the segment that brings people in.
pub(super) async fn rules_of(
    tx: &mut ShopTx,
    plan: &Plan,
) -> Result<BTreeMap<String, Rule>, JourneyError> {
    let coins = segments::coins(tx).await?;
    let mut rules = BTreeMap::new();
    for (place, rule) in plan.rules() {
        let read = text::read(rule, coins).map_err(|fault| {
            JourneyError::Faulty(vec![Fault::at(place, FaultCode::BadRule, fault.to_string())])
        })?;
        rules.insert(rule.to_owned(), read);
    }
    if let Some(Named { name, rule }) = plan.segment() {
        let saved = segments::saved::find(tx, name).await?.map(|saved| saved.rule);
        let given = rule.as_ref().and_then(|rule| rules.get(rule).cloned());
        let rule = saved.or(given).ok_or_else(|| JourneyError::NoSegment(name.clone()))?;
        rules.insert(ENTRY.to_owned(), rule);
    }
    Ok(rules)
}

/// Who did what this journey listens for: customer, moment, and the place of the deed's name.
pub(super) async fn heard(
    tx: &mut ShopTx,
    plan: &Plan,
    stretch: &Stretch,
) -> Result<Vec<(String, Vec<(i64, Instant)>)>, JourneyError> {
    let mut names: BTreeSet<&str> = plan.deeds().collect();
    if let By::Deed(deed) = &plan.enter.by {
        names.insert(deed);
    }
    let (mut from, until) = stretch.moments();
    if plan.enter.first {
        // Whether it was the first time is told by everything before.
        from = Instant(i64::MIN);
    }
    let mut heard = Vec::with_capacity(names.len());
    for name in names {
        heard.push((name.to_owned(), timeline::deeds(tx, name, from, until).await?));
    }
    Ok(heard)
}

/// Who came in without doing anything, and when.
pub(super) async fn entered(
    shop: &Shop,
    plan: &Plan,
    (stretch, dates): (&Stretch, &Dates),
    almanac: &mut Almanac,
) -> Result<Vec<(i64, Instant)>, JourneyError> {
    match &plan.enter.by {
        By::Deed(_) => Ok(Vec::new()),
        By::Segment(_) => enter_segment(shop, stretch, almanac).await,
        By::Date { field, days, .. } => {
            let known = dates.get(field).into_iter().flatten();
            let known: Vec<_> = known.collect();
            Ok(on_each_turn(plan, stretch, |day| {
                let due = known.iter().filter(|(_, own)| calendar::is_day_of(own, *days, day));
                due.map(|(number, _)| **number).collect()
            }))
        }
        By::Day { whom: Whom::In(_), .. } => {
            // Who is in it when a day begins is who was in it when the one before ended.
            let before = |day: Day| day.saturating_sub(1.day());
            turns(plan, stretch).for_each(|(day, _)| almanac.ask(ENTRY, before(day)));
            almanac.look_up(shop).await?;
            Ok(on_each_turn(plan, stretch, |day| {
                let crowd = almanac.crowd(ENTRY, before(day));
                crowd.map(|crowd| crowd.numbers().collect()).unwrap_or_default()
            }))
        }
        By::Day { whom: Whom::Arrivals, .. } => {
            let learnt = memory::learnt(shop).await?;
            let Some(learnt) = learnt.as_ref() else { return Ok(Vec::new()) };
            let shelves = Shelves::of(&mut shop.read().await?, learnt).await?;
            Ok(on_each_turn(plan, stretch, |day| shelves.who_finds(day)))
        }
    }
}

/// The days of the stretch on which people come in by the calendar.
fn turns<'a>(plan: &'a Plan, stretch: &'a Stretch) -> impl Iterator<Item = (Day, Instant)> + 'a {
    let (from, until) = stretch.moments();
    let next = move |after: Instant| calendar::next_turn(&plan.enter.by, after, &stretch.zone);
    std::iter::successors(next(Instant(from.0 - 1)), move |(_, at)| next(*at))
        .take_while(move |(_, at)| *at < until)
}

fn on_each_turn(
    plan: &Plan,
    stretch: &Stretch,
    who: impl Fn(Day) -> Vec<i64>,
) -> Vec<(i64, Instant)> {
    turns(plan, stretch)
        .flat_map(|(day, at)| who(day).into_iter().map(move |number| (number, at)))
        .collect()
}

/// Who came into the segment that brings people in, and when that was seen.
async fn enter_segment(
    shop: &Shop,
    stretch: &Stretch,
    almanac: &mut Almanac,
) -> Result<Vec<(i64, Instant)>, JourneyError> {
    let days = || {
        std::iter::successors(Some(stretch.from), |day| day.tomorrow().ok())
            .take_while(|day| *day < stretch.until)
    };
    days().for_each(|day| almanac.ask(ENTRY, day));
    almanac.look_up(shop).await?;
    let mut entered = Vec::new();
    let mut before = None;
    for day in days() {
        let Some(crowd) = almanac.crowd(ENTRY, day) else { continue };
        if let Some(before) = before {
            let at = stretch.zone.start_of(day.saturating_add(1.day()));
            let came = crowd.clone().without(before);
            entered.extend(came.numbers().map(|number| (number, at)));
        }
        before = Some(crowd);
    }
    Ok(entered)
}

/// What everybody did, in the order of time.
pub(super) fn by_person<'a>(
    plan: &Plan,
    heard: &'a [(String, Vec<(i64, Instant)>)],
    entered: &[(i64, Instant)],
    from: Instant,
) -> BTreeMap<i64, Vec<Done<'a>>> {
    let mut done: BTreeMap<i64, Vec<Done<'a>>> = BTreeMap::new();
    for (deed, people) in heard {
        let is_entry = plan.enter.by == By::Deed(deed.clone());
        let mut before = None;
        for (number, at) in people {
            // They come person by person, each in the order of time.
            let again = before.replace(number) == Some(number);
            let brings_in = is_entry && !(plan.enter.first && again) && *at >= from;
            done.entry(*number).or_default().push(Done { at: *at, deed, brings_in });
        }
    }
    for (number, at) in entered {
        let deed = "segment_entered";
        done.entry(*number).or_default().push(Done { at: *at, deed, brings_in: true });
    }
    // Who never comes in is not worth walking.
    done.retain(|_, theirs| theirs.iter().any(|one| one.brings_in));
    done.values_mut().for_each(|theirs| theirs.sort());
    done
}
