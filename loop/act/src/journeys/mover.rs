//! The engine: hears what happened, moves those whose time has come, and writes all of it down.
//!
//! One round of one journey is one transaction under the lock of its row: bookmark, steps and
//! letters are kept together or not at all, so a program killed at any moment goes on where it
//! stopped, and of several programs one moves a journey at a time. Conditions are answered before
//! the transaction begins, because they read the whole shop.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use collect::customers::{self, Known};
use collect::fields::{self, Value};
use collect::shop::{self, Shop};
use collect::timeline;
use domain::{CustomerId, Instant, JourneyId, ShopZone};
use know::AsOf;
use know::segments::crowd::Crowd;
use know::segments::{self, text};
use records::happenings::{self, Noted};
use records::{Actor, RecordsError, ShopTx};

use super::inside::{self, Traveller};
use super::journey::{Journey, JourneyError, State};
use super::plan::{By, Does, Per, Plan};
use super::walk::{self, Around, Course, Occasion, Then, Why};
use super::{letter_plan, rows};
use crate::campaigns::standing;

/// Happenings heard, and people moved by time, in one round.
const AT_ONCE: u32 = 500;

/// What was heard of later than this after it happened brings nobody in: a thank-you for an order
/// of last month would only puzzle.
const STALE: i64 = 2 * Instant::DAY;

/// Moves everybody who is due in every journey; answers how many rounds had something to do.
///
/// A journey that cannot go on says why on its page and does not hold the others up.
pub async fn keep_moving(shop: &Shop) -> Result<usize, RecordsError> {
    let live = rows::live(&mut shop.read().await?).await?;
    let mut n_rounds = 0;
    for id in live {
        match round(shop, id).await {
            Ok(moved) => n_rounds += usize::from(moved),
            Err(JourneyError::Records(error)) => return Err(error),
            Err(error) => {
                let mut tx = shop.write(Actor::System).await?;
                rows::set_problem(&mut tx, id, &error.to_string()).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(n_rounds)
}

/// One round of one journey; `false` when there was nothing to do.
async fn round(shop: &Shop, id: JourneyId) -> Result<bool, JourneyError> {
    let Some(ahead) = look_ahead(shop, id).await? else { return Ok(false) };
    let answers = answer(shop, &ahead.asked).await?;
    let mut tx = shop.write(Actor::System).await?;
    let Some(journey) = rows::lock(&mut tx, id).await? else { return Ok(false) };
    if !matches!(journey.state, State::On | State::Paused) {
        return Ok(false);
    }
    let mut mover = Mover::of(&mut tx, journey, answers).await?;
    mover.hear(&mut tx, ahead.heard_until).await?;
    mover.move_due(&mut tx).await?;
    inside::count_steps(&mut tx, id, &mover.came).await?;
    tx.commit().await?;
    Ok(true)
}

/// What a round will look at: how far it hears, and which conditions it will ask.
struct Ahead {
    heard_until: i64,
    asked: BTreeSet<String>,
}

async fn look_ahead(shop: &Shop, id: JourneyId) -> Result<Option<Ahead>, JourneyError> {
    let mut tx = shop.read().await?;
    let Some(journey) = rows::find(&mut tx, id).await? else { return Ok(None) };
    let news = happenings::after(&mut tx, journey.heard_until, AT_ONCE).await?;
    let due = match journey.state {
        State::On => inside::due(&mut tx, id, AT_ONCE).await?,
        _ => Vec::new(),
    };
    if news.is_empty() && due.is_empty() {
        return Ok(None);
    }
    let heard_until = news.last().map_or(journey.heard_until, |noted| noted.seq);
    let mut asked = BTreeSet::new();
    if let Some(rule) = &journey.plan.enter.only_if
        && journey.state == State::On
        && news.iter().any(|noted| brings_in(&journey, noted, tx.now()))
    {
        asked.insert(rule.clone());
    }
    for traveller in due {
        let plan = rows::version(&mut tx, id, traveller.version).await?;
        let step = plan.place_of(&traveller.step).map(|place| &plan.steps[place].does);
        if let Some(Does::Ask { rule, .. }) = step {
            asked.insert(rule.clone());
        }
    }
    Ok(Some(Ahead { heard_until, asked }))
}

/// Who each condition means now.
async fn answer(
    shop: &Shop,
    asked: &BTreeSet<String>,
) -> Result<HashMap<String, Crowd>, JourneyError> {
    let mut answers = HashMap::new();
    for rule in asked {
        let mut tx = shop.read().await?;
        let coins = segments::coins(&mut tx).await?;
        // An order of this very moment must be seen by the condition that it made us ask.
        let as_of = AsOf::Moment(Instant(tx.now().0 + 1));
        drop(tx);
        let read = text::read(rule, coins).map_err(|fault| {
            let fault = super::Fault::at("", super::FaultCode::BadRule, fault.to_string());
            JourneyError::Faulty(vec![fault])
        })?;
        let members = segments::members_of(shop, &read, Some(as_of)).await?;
        answers.insert(rule.clone(), members.crowd);
    }
    Ok(answers)
}

/// What a happening says that somebody did: its kind, or the shop's own name of an event.
fn deed_of(noted: &Noted) -> &str {
    match noted.kind.as_str() {
        "event_heard" => noted.payload.get("name").and_then(|name| name.as_str()).unwrap_or(""),
        kind => kind,
    }
}

/// Whether a happening is one that brings people in, and fresh enough.
fn brings_in(journey: &Journey, noted: &Noted, now: Instant) -> bool {
    let matches = match &journey.plan.enter.by {
        By::Deed(deed) => deed_of(noted) == deed,
        By::Segment { name, .. } => {
            noted.kind == "segment_entered"
                && noted.payload.get("segment").and_then(|it| it.as_str()) == Some(name)
        }
    };
    let started_at = journey.started_at.unwrap_or(now);
    matches && noted.at >= started_at.0 && noted.at >= now.0 - STALE
}

/// What is known of somebody in fields, where the journey waits for his days.
async fn dates_of(
    tx: &mut ShopTx,
    plan: &Plan,
    customer: Known,
) -> Result<HashMap<String, Value>, RecordsError> {
    match plan.dates().next() {
        Some(_) => fields::values_of(tx, customer.id).await,
        None => Ok(HashMap::new()),
    }
}

/// One round under way.
struct Mover {
    journey: Journey,
    zone: ShopZone,
    answers: HashMap<String, Crowd>,
    plans: HashMap<i64, Plan>,
    came: BTreeMap<(i64, String), i64>,
}

impl Mover {
    async fn of(
        tx: &mut ShopTx,
        journey: Journey,
        answers: HashMap<String, Crowd>,
    ) -> Result<Self, RecordsError> {
        let zone = shop::settings(tx).await?.shop_zone();
        let plans = HashMap::from([(journey.version, journey.plan.clone())]);
        Ok(Self { journey, zone, answers, plans, came: BTreeMap::new() })
    }

    async fn plan(&mut self, tx: &mut ShopTx, version: i64) -> Result<Plan, RecordsError> {
        if let Some(plan) = self.plans.get(&version) {
            return Ok(plan.clone());
        }
        let plan = rows::version(tx, self.journey.id, version).await?;
        self.plans.insert(version, plan.clone());
        Ok(plan)
    }

    /// Hears what happened until a place in the spine, and moves the bookmark there.
    async fn hear(&mut self, tx: &mut ShopTx, until: i64) -> Result<(), RecordsError> {
        let news = happenings::after(tx, self.journey.heard_until, AT_ONCE).await?;
        for noted in news.iter().filter(|noted| noted.seq <= until) {
            let Some(customer) = noted.customer_id.map(CustomerId) else { continue };
            self.tell_those_inside(tx, customer, noted).await?;
            if self.journey.state == State::On && brings_in(&self.journey, noted, tx.now()) {
                self.let_in(tx, customer, noted).await?;
            }
        }
        rows::set_heard(tx, self.journey.id, until.max(self.journey.heard_until)).await
    }

    async fn tell_those_inside(
        &mut self,
        tx: &mut ShopTx,
        customer: CustomerId,
        noted: &Noted,
    ) -> Result<(), RecordsError> {
        for traveller in inside::inside_of(tx, self.journey.id, customer).await? {
            // What happened before he came in is no answer to what was said to him.
            let is_news = noted.seq > traveller.entered_seq && noted.at >= traveller.entered_at.0;
            if is_news {
                self.step(tx, traveller, Occasion::Heard(deed_of(noted))).await?;
            }
        }
        Ok(())
    }

    async fn let_in(
        &mut self,
        tx: &mut ShopTx,
        customer: CustomerId,
        noted: &Noted,
    ) -> Result<(), RecordsError> {
        let Some(customer) = customers::find(tx, customer).await? else { return Ok(()) };
        let customer = Known::new(customer.id, customer.no);
        let enter = &self.journey.plan.enter;
        if let Some(rule) = &enter.only_if
            && !self.answers.get(rule).is_some_and(|crowd| crowd.holds(customer.no))
        {
            return Ok(());
        }
        if let (true, By::Deed(deed)) = (enter.first, &enter.by)
            && timeline::did_before(tx, customer.id, deed, noted.seq).await?
        {
            return Ok(());
        }
        let subject = match enter.per {
            Per::Order => noted.payload.get("order").and_then(|it| it.as_str()).unwrap_or(""),
            Per::Person => "",
        };
        let (last, is_known) =
            inside::came_in_last(tx, self.journey.id, customer.id, subject).await?;
        let now = tx.now();
        let may = match enter.per {
            Per::Order => !is_known,
            Per::Person => {
                let again = |at| walk::may_come_again(enter.again, at, now);
                !last.is_inside && last.entered_at.is_none_or(again)
            }
        };
        if !may {
            return Ok(());
        }
        let traveller = Traveller {
            id: tx.new_id(),
            customer,
            subject: subject.to_owned(),
            passage: last.n + 1,
            version: self.journey.version,
            step: String::new(),
            entered_at: Instant(noted.at).min(now),
            entered_seq: noted.seq,
            arrived_at: now,
            due_at: Some(now),
            left: None,
        };
        let plan = self.journey.plan.clone();
        let dates = dates_of(tx, &plan, traveller.customer).await?;
        let course = self.around((&traveller, &dates), |around| walk::enter(&plan, now, around));
        let moved = self.moved(&plan, traveller, &course, now);
        inside::add(tx, self.journey.id, &moved).await?;
        self.write_to(tx, &plan, &moved, &course).await
    }

    /// Moves those whose time has come.
    async fn move_due(&mut self, tx: &mut ShopTx) -> Result<(), RecordsError> {
        if self.journey.state != State::On {
            return Ok(());
        }
        for traveller in inside::due(tx, self.journey.id, AT_ONCE).await? {
            self.step(tx, traveller, Occasion::Due).await?;
        }
        Ok(())
    }

    async fn step(
        &mut self,
        tx: &mut ShopTx,
        traveller: Traveller,
        occasion: Occasion<'_>,
    ) -> Result<(), RecordsError> {
        let plan = self.plan(tx, traveller.version).await?;
        let Some(standing) = traveller.standing(&plan) else { return Ok(()) };
        let now = tx.now();
        let dates = dates_of(tx, &plan, traveller.customer).await?;
        let course = self.around((&traveller, &dates), |around| {
            walk::walk(&plan, standing, occasion, now, around)
        });
        let Some(course) = course else { return Ok(()) };
        let moved = self.moved(&plan, traveller, &course, now);
        inside::save(tx, &moved).await?;
        self.write_to(tx, &plan, &moved, &course).await?;
        if matches!(moved.left, Some((_, Why::Goal))) {
            self.spare(tx, &moved).await?;
        }
        Ok(())
    }

    fn around<T>(
        &self,
        (traveller, dates): (&Traveller, &HashMap<String, Value>),
        walk: impl FnOnce(&Around<'_>) -> T,
    ) -> T {
        let holds =
            |rule: &str| self.answers.get(rule).map(|crowd| crowd.holds(traveller.customer.no));
        let date = |field: &str| dates.get(field).cloned();
        walk(&Around { zone: &self.zone, passage: traveller.id, holds: &holds, date: &date })
    }

    /// The traveller after his course; the steps he came to are counted.
    fn moved(
        &mut self,
        plan: &Plan,
        traveller: Traveller,
        course: &Course,
        now: Instant,
    ) -> Traveller {
        for place in &course.way {
            let key = (traveller.version, plan.steps[*place].name.clone());
            *self.came.entry(key).or_default() += 1;
        }
        let last = course.way.last().map(|place| plan.steps[*place].name.clone());
        let step = last.unwrap_or_else(|| traveller.step.clone());
        match course.then {
            Then::Stands(standing) => Traveller {
                step,
                arrived_at: standing.arrived_at,
                due_at: Some(standing.due_at),
                ..traveller
            },
            Then::Left(why) => {
                Traveller { step, due_at: None, left: Some((now, why)), ..traveller }
            }
        }
    }

    /// Takes him to the letters on his way; whether he gets them is decided like any other.
    async fn write_to(
        &self,
        tx: &mut ShopTx,
        plan: &Plan,
        traveller: &Traveller,
        course: &Course,
    ) -> Result<(), RecordsError> {
        let (id, version, passage) = (self.journey.id, traveller.version, traveller.passage);
        for place in &course.way {
            let step = &plan.steps[*place];
            let Does::Write(letter) = &step.does else { continue };
            let campaign = match inside::letter(tx, id, version, (&step.name, passage)).await? {
                Some(campaign) => campaign,
                None => {
                    let letter = letter_plan(plan, Some((&step.name, letter)));
                    let campaign = standing::open(tx, id, &letter).await?;
                    let named = (step.name.as_str(), passage, campaign);
                    inside::remember_letter(tx, id, version, named).await?;
                    campaign
                }
            };
            standing::join(tx, campaign, traveller.customer).await?;
        }
        Ok(())
    }

    /// Who has reached the goal is spared the letters that wait for him.
    async fn spare(&self, tx: &mut ShopTx, traveller: &Traveller) -> Result<(), RecordsError> {
        let (id, version, passage) = (self.journey.id, traveller.version, traveller.passage);
        for campaign in inside::letters_of_passage(tx, id, version, passage).await? {
            standing::leave(tx, campaign, traveller.customer.id).await?;
        }
        Ok(())
    }
}
