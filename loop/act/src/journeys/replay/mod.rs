//! Replay: last year's happenings through a journey, with nothing sent.
//!
//! The same [`walk`](super::walk) that moves people live walks what they did, and the same
//! `contact::decide` says what would have become of each letter. Nothing is written down.

mod almanac;
mod history;
mod person;
mod sum;

use std::collections::{BTreeMap, HashMap};

use collect::fields::{self, Value};
use collect::shop::{self, Shop};
use domain::{CampaignId, Caveats, Day};
use jiff::ToSpan;
use serde::Serialize;
use utoipa::ToSchema;

use self::almanac::Almanac;
use self::history::{Stretch, by_person, entered, heard, rules_of};
use self::person::{Done, Walked, Year};
use self::sum::{caveats, tell};
use super::journey::JourneyError;
use super::plan::Plan;

/// What a journey would have done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Replay {
    /// The first day that was walked.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The day after the last.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// Passages that would have begun.
    pub n_entries: usize,
    /// People who would have come in at least once.
    pub n_people: usize,
    /// Passages that would have ended with the goal, without asking whether the letters helped.
    pub n_goal: usize,
    /// Passages that would have come to the end.
    pub n_end: usize,
    /// Letters that would have left the house.
    pub n_letters: usize,
    /// Tasks that somebody of the shop would have been given.
    pub n_tasks: usize,
    /// Calls of other programs that would have been made.
    pub n_calls: usize,
    /// The most letters that one person would have got.
    pub most_letters: usize,
    /// What would have happened at each step.
    pub steps: Vec<ReplayedStep>,
    /// What must be known before these figures are trusted.
    pub caveats: Caveats,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// What would have happened at one step.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReplayedStep {
    /// The step.
    pub step: String,
    /// How often somebody would have come to it.
    pub n_came: usize,
    /// What would have become of its letter, where it has one.
    pub letter: Option<ReplayedLetter>,
    /// How often its task would have been given or its call made, where it has one; those held out
    /// have none.
    pub n_given: Option<usize>,
}

/// What would have become of one letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReplayedLetter {
    /// Sent.
    pub sent: usize,
    /// Held out on purpose.
    pub held_out: usize,
    /// Not sent for lack of consent, as consent stands today.
    pub no_consent: usize,
    /// Not sent for lack of an address.
    pub no_address: usize,
    /// Not sent to an address on the stop list.
    pub suppressed: usize,
    /// Not sent because he got enough letters of this journey already.
    pub too_often: usize,
    /// Not sent because he reached the goal while it waited.
    pub spared: usize,
}

/// Under whose name the arms of a journey that is not kept yet are dealt: no campaign's.
pub const UNKEPT: CampaignId = CampaignId(uuid::Uuid::nil());

/// Walks so many days back from today through a journey.
///
/// `head` is the campaign under which its arms are, or would be, dealt.
pub async fn replay(
    shop: &Shop,
    plan: &Plan,
    head: CampaignId,
    n_days: u16,
) -> Result<Replay, JourneyError> {
    let began = tokio::time::Instant::now();
    let mut tx = shop.read().await?;
    let zone = shop::settings(&mut tx).await?.shop_zone();
    let today = zone.day_of(tx.now());
    let from = today.saturating_sub(i32::from(n_days).days());
    let stretch = Stretch { from, until: today, zone };
    let rules = rules_of(&mut tx, plan).await?;
    let heard = heard(&mut tx, plan, &stretch).await?;
    drop(tx);
    let mut almanac = Almanac::of(stretch.zone.clone(), rules);
    let dates = dates(shop, plan).await?;
    let entered = entered(shop, plan, (&stretch, &dates), &mut almanac).await?;
    let done = by_person(plan, &heard, &entered, stretch.moments().0);
    let years = walk_all(shop, plan, (&stretch, &dates), &done, &mut almanac).await?;
    let mut replay = tell(shop, plan, head, &stretch, years).await?;
    replay.caveats = caveats(plan, almanac.stride, &done);
    replay.took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(replay)
}

/// What is known of everybody today in the fields whose days count, by his number.
type Dates = HashMap<String, HashMap<i64, Value>>;

/// What is known of everybody in them.
async fn dates(shop: &Shop, plan: &Plan) -> Result<Dates, JourneyError> {
    let mut tx = shop.read().await?;
    let mut dates = HashMap::new();
    for field in fields::list(&mut tx).await? {
        if plan.dates().any(|(_, waited)| waited == field.key) {
            let values = fields::of_everybody(&mut tx, &field).await?;
            dates.insert(field.key, values.into_iter().collect());
        }
    }
    Ok(dates)
}

/// Everybody's year; asked again until every condition on the way is known.
async fn walk_all(
    shop: &Shop,
    plan: &Plan,
    (stretch, dates): (&Stretch, &Dates),
    done: &BTreeMap<i64, Vec<Done<'_>>>,
    almanac: &mut Almanac,
) -> Result<BTreeMap<i64, Year>, JourneyError> {
    let mut years = BTreeMap::new();
    let mut pending: Vec<i64> = done.keys().copied().collect();
    loop {
        let mut still = Vec::new();
        for number in pending {
            let held = |rule: &str, at| almanac.held(rule, number, at);
            let (_, until) = stretch.moments();
            let date = |field: &str| dates.get(field)?.get(&number).cloned();
            let zone = &stretch.zone;
            let walked = Walked { plan, zone, held: &held, date: &date, until, number };
            match person::year(&walked, &done[&number]) {
                Some(year) => drop(years.insert(number, year)),
                None => still.push(number),
            }
        }
        if still.is_empty() || !almanac.look_up(shop).await? {
            return Ok(years);
        }
        pending = still;
    }
}
