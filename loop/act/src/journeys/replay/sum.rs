//! The years added up, and every letter decided.

use std::collections::{BTreeMap, HashMap};

use collect::customers::{self, Known};
use collect::shop::Shop;
use domain::{CampaignId, Caveat, Caveats, Instant, ShopZone};
use records::{RecordsError, ShopTx};

use super::history::Stretch;
use super::person::{self, Done, Year};
use super::{Replay, ReplayedLetter, ReplayedStep};
use crate::campaigns::PATIENCE_DAYS;
use crate::channels::Channel;
use crate::contact::{self, Arm, Outcome, Touch};
use crate::journeys::journey::JourneyError;
use crate::journeys::plan::{self, By, Does, Plan, Whom};
use crate::journeys::walk::Why;

/// Adds the years up and decides every message.
pub(super) async fn tell(
    shop: &Shop,
    plan: &Plan,
    head: CampaignId,
    stretch: &Stretch,
    years: BTreeMap<i64, Year>,
) -> Result<Replay, JourneyError> {
    let mut tx = shop.read().await?;
    let is_deed = |step: &usize| plan.steps[*step].does.is_deed();
    let is_met = |year: &Year| !year.letters.is_empty() || year.came.keys().any(is_deed);
    let numbers: Vec<i64> =
        years.iter().filter(|(_, year)| is_met(year)).map(|(no, _)| *no).collect();
    let known: Vec<Known> = customers::of_numbers(&mut tx, &numbers)
        .await?
        .into_iter()
        .map(|customer| Known::new(customer.id, customer.no))
        .collect();
    let mut ways: HashMap<Channel, Way> = HashMap::new();
    // Who is held out is so whatever it travels by, so any way tells who gets no task and no call.
    let beside = plan.steps.iter().any(|step| given(&step.does));
    let mut channels = plan.channels();
    if beside && channels.is_empty() {
        channels.push(Channel::Email);
    }
    for channel in channels.iter().copied() {
        let touch = touch(&mut tx, plan, (head, channel), &stretch.zone).await?;
        let people = contact::people(&mut tx, &touch, &known).await?;
        let people = known.iter().map(|known| known.no).zip(people).collect();
        ways.insert(channel, Way { touch, people });
    }
    let mut sum = Sum::new(plan, stretch);
    for (number, mut year) in years {
        let asked = |step: usize| {
            let Does::Write(letter) = &plan.steps[step].does else { return None };
            let way = ways.get(&letter.channel)?;
            Some((&way.touch, way.people.get(&number)?))
        };
        let fates = person::fates(asked, &mut year.letters);
        sum.add(&year, &fates);
        let way = channels.first().and_then(|channel| ways.get(channel)).filter(|_| beside);
        let person = way.and_then(|way| Some((&way.touch, way.people.get(&number)?)));
        if person.is_some_and(|(touch, him)| contact::side(touch, him) == Some(Arm::Treated)) {
            sum.give(plan, &year);
        }
    }
    Ok(sum.replay)
}

/// Whether a step gives a task or makes a call.
fn given(does: &Does) -> bool {
    matches!(does, Does::Task(_) | Does::Call(_))
}

/// What is asked of messages that travel one way, and what is known of everybody for it.
struct Way {
    touch: Touch,
    people: HashMap<i64, contact::Person>,
}

async fn touch(
    tx: &mut ShopTx,
    plan: &Plan,
    (head, channel): (CampaignId, Channel),
    zone: &ShopZone,
) -> Result<Touch, RecordsError> {
    Ok(Touch {
        campaign: head,
        channel,
        dealt_by: head,
        hold_out: plan.hold_out,
        limits: contact::limits(tx).await?,
        zone: zone.clone(),
        at: tx.now(),
        deadline: tx.now(),
        patience_days: Some(PATIENCE_DAYS),
        variants: Vec::new(),
        own_time: None,
    })
}

/// The years added up.
struct Sum {
    replay: Replay,
}

impl Sum {
    fn new(plan: &Plan, stretch: &Stretch) -> Self {
        let step = |step: &crate::journeys::plan::Step| ReplayedStep {
            step: step.name.clone(),
            n_came: 0,
            letter: matches!(step.does, Does::Write(_)).then(ReplayedLetter::default),
            n_given: given(&step.does).then_some(0),
        };
        let steps = plan.steps.iter().map(step).collect();
        let (from, until) = (stretch.from, stretch.until);
        Self { replay: Replay { from, until, steps, ..Replay::default() } }
    }

    /// Counts the tasks and calls of somebody who is not held out.
    fn give(&mut self, plan: &Plan, year: &Year) {
        for (place, n) in &year.came {
            let replay = &mut self.replay;
            match &plan.steps[*place].does {
                Does::Task(_) => replay.n_tasks += n,
                Does::Call(_) => replay.n_calls += n,
                _ => continue,
            }
            *replay.steps[*place].n_given.get_or_insert_default() += n;
        }
    }

    fn add(&mut self, year: &Year, fates: &[(usize, Instant, Outcome)]) {
        let replay = &mut self.replay;
        replay.n_entries += year.n_entries;
        replay.n_people += usize::from(year.n_entries > 0);
        replay.n_goal += year.left.get(&Why::Goal).copied().unwrap_or_default();
        replay.n_end += year.left.get(&Why::End).copied().unwrap_or_default();
        for (place, n) in &year.came {
            replay.steps[*place].n_came += n;
        }
        let mut n_sent = 0;
        for (place, _, outcome) in fates {
            let letter = replay.steps[*place].letter.get_or_insert_default();
            match outcome {
                Outcome::Write => {
                    letter.sent += 1;
                    n_sent += 1;
                }
                Outcome::HeldOut => letter.held_out += 1,
                Outcome::NoConsent => letter.no_consent += 1,
                Outcome::NoAddress => letter.no_address += 1,
                Outcome::Suppressed => letter.suppressed += 1,
                Outcome::Cancelled => letter.spared += 1,
                _ => letter.too_often += 1,
            }
        }
        replay.n_letters += n_sent;
        replay.most_letters = replay.most_letters.max(n_sent);
    }
}

pub(super) fn caveats(plan: &Plan, stride: i32, done: &BTreeMap<i64, Vec<Done<'_>>>) -> Caveats {
    let mut caveats = Caveats::default();
    if done.is_empty() {
        let text = "nobody did, in these days, what brings people into this journey";
        caveats.say(Caveat::new("nobody_came", text));
    }
    let asks = plan.rules().len() + usize::from(plan.segment().is_some());
    if stride > 1 && asks > 0 {
        let text = format!(
            "this shop is large: conditions were looked up once in {stride} days, and stand for \
             the days between"
        );
        caveats.say(Caveat::new("looked_up_seldom", text));
    }
    let waits = |task: &plan::Task| task.waits.is_some();
    if plan.tasks().any(|(_, task)| waits(task)) {
        let text = "nobody knows which tasks would have been done: who waits for one goes on when \
                    its time is over";
        caveats.say(Caveat::new("tasks_not_done", text));
    }
    if plan.first_call().is_some() {
        let text = "every call counts as taken at once";
        caveats.say(Caveat::new("calls_taken", text));
    }
    if plan.dates().next().is_some() {
        let text = "days in fields of customers are those that are known today";
        caveats.say(Caveat::new("dates_of_today", text));
    }
    if matches!(plan.enter.by, By::Day { whom: Whom::Arrivals, .. }) {
        let text = "a product counts as new from its first sale, in the category it has today";
        caveats.say(Caveat::new("new_by_sales", text));
    }
    let text = "consent and addresses are those of today, and only the letters of this journey \
                count as letters that he got";
    caveats.say(Caveat::new("of_today", text));
    caveats
}
