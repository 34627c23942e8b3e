//! What a round will look at: what happened, who comes in by the calendar, whom conditions mean.

use std::collections::{BTreeSet, HashMap};

use collect::fields;
use collect::shop::{self, Shop};
use domain::{Instant, JourneyId};
use jiff::civil::Date;
use know::AsOf;
use know::recommend::arrivals;
use know::segments::crowd::Crowd;
use know::segments::{self, text};
use records::happenings::{self, Noted};
use records::{RecordsError, ShopTx};

use super::hearing::{self, brings_in, deed_of};
use super::{AT_ONCE, STALE};
use crate::journeys::journey::{Journey, JourneyError, State, Turned};
use crate::journeys::plan::{By, Does, Named, Plan, Whom};
use crate::journeys::{Fault, FaultCode, calendar, inside, rows};

/// What a round will look at.
pub(super) struct Ahead {
    /// The bookmark from which it hears.
    pub heard_from: i64,
    /// What happened after it.
    pub news: Vec<Noted>,
    /// How far the days of the calendar had come.
    pub turned: Turned,
    /// Who comes in by the calendar, where a day has come.
    pub arriving: Option<Arriving>,
    /// Whom each condition means now.
    pub answers: HashMap<String, Crowd>,
}

/// Who comes in because a day has come.
pub(super) struct Arriving {
    /// The moment of that day.
    pub at: Instant,
    /// The next of them, by their numbers.
    pub numbers: Vec<i64>,
    /// Whether there are more.
    pub more: bool,
}

/// What lies before a journey.
pub(super) enum Look {
    /// Nothing happened, and nobody is due.
    Nothing,
    /// What happened concerns nobody in it: only the bookmark moves.
    PassBy(PassedBy),
    /// A round is to be made.
    Round(Box<Ahead>),
}

/// What happened and concerns nobody in a journey.
pub(super) struct PassedBy {
    /// The journey.
    pub journey: JourneyId,
    /// Its bookmark.
    pub heard_from: i64,
    /// Where the bookmark goes.
    pub heard_until: i64,
}

/// What lies before a journey.
pub(super) async fn look_ahead(shop: &Shop, id: JourneyId) -> Result<Look, JourneyError> {
    let mut tx = shop.read().await?;
    let Some(journey) = rows::find(&mut tx, id).await? else { return Ok(Look::Nothing) };
    let news = happenings::after(&mut tx, journey.heard_until, AT_ONCE).await?;
    let is_on = journey.state == State::On;
    let due = if is_on { inside::due(&mut tx, id, AT_ONCE).await? } else { Vec::new() };
    let turn = if is_on { turn_of(&mut tx, &journey).await? } else { None };
    let now = tx.now();
    let brings_in = is_on && news.iter().any(|noted| brings_in(&journey, noted, now));
    if due.is_empty() && turn.is_none() && !brings_in {
        let Some(last) = news.last() else { return Ok(Look::Nothing) };
        let heard = hearing::deeds_of(&mut tx, &journey).await?;
        if !news.iter().any(|noted| heard.contains(deed_of(noted))) {
            let (heard_from, heard_until) = (journey.heard_until, last.seq);
            return Ok(Look::PassBy(PassedBy { journey: id, heard_from, heard_until }));
        }
    }
    let mut asked = BTreeSet::new();
    let comes_in = turn.is_some() || brings_in;
    asked.extend(journey.plan.enter.only_if.clone().filter(|_| comes_in));
    for traveller in due {
        let plan = rows::version(&mut tx, id, traveller.version).await?;
        let step = plan.place_of(&traveller.step).map(|place| &plan.steps[place].does);
        if let Some(Does::Ask { rule, .. }) = step {
            asked.insert(rule.clone());
        }
    }
    drop(tx);
    let arriving = match turn {
        Some((day, at)) => Some(arriving(shop, &journey, (day, at)).await?),
        None => None,
    };
    let answers = answer(shop, &asked).await?;
    let (heard_from, turned) = (journey.heard_until, journey.turned);
    Ok(Look::Round(Box::new(Ahead { heard_from, news, turned, arriving, answers })))
}

/// The day on which people come in that has come and is not over; those long past are passed by.
async fn turn_of(
    tx: &mut ShopTx,
    journey: &Journey,
) -> Result<Option<(Date, Instant)>, RecordsError> {
    let by = &journey.plan.enter.by;
    if !matches!(by, By::Date { .. } | By::Day { .. }) {
        return Ok(None);
    }
    let zone = shop::settings(tx).await?.shop_zone();
    let now = tx.now();
    let until = journey.turned.until.or(journey.started_at).unwrap_or(now);
    let after = until.max(Instant(now.0 - STALE));
    Ok(calendar::next_turn(by, after, &zone).filter(|(_, at)| *at <= now))
}

async fn arriving(
    shop: &Shop,
    journey: &Journey,
    (day, at): (Date, Instant),
) -> Result<Arriving, JourneyError> {
    let all = who_comes(shop, &journey.plan, day).await?;
    let before = journey.turned.no_within(at);
    let mut next = all.into_iter().filter(|number| *number > before);
    let numbers: Vec<i64> = next.by_ref().take(AT_ONCE as usize).collect();
    Ok(Arriving { at, numbers, more: next.next().is_some() })
}

/// Whom a day brings in, by their numbers, the lowest first.
async fn who_comes(shop: &Shop, plan: &Plan, day: Date) -> Result<Vec<i64>, JourneyError> {
    let mut numbers: Vec<i64> = match &plan.enter.by {
        By::Date { field, days, .. } => {
            let mut tx = shop.read().await?;
            let known = fields::in_use(&mut tx).await?;
            let known = known.into_iter().find(|it| it.key == *field).ok_or_else(|| {
                let text = format!("there is no field `{field}` any more, or it is archived");
                JourneyError::Faulty(vec![Fault::at("enter.date", FaultCode::BadValue, text)])
            })?;
            let values = fields::of_everybody(&mut tx, &known).await?;
            let due = |(number, value)| calendar::is_day_of(&value, *days, day).then_some(number);
            values.into_iter().filter_map(due).collect()
        }
        By::Day { whom: Whom::In(Named { name, .. }), .. } => {
            // Now, also where nobody has bought for a while.
            let now = Instant(shop.read().await?.now().0 + 1);
            let members = segments::members_of_saved(shop, name, Some(AsOf::Moment(now))).await?;
            members.crowd.numbers().collect()
        }
        By::Day { whom: Whom::Arrivals, .. } => arrivals::who_finds(shop).await?,
        By::Deed(_) | By::Segment(_) => Vec::new(),
    };
    numbers.sort_unstable();
    Ok(numbers)
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
            JourneyError::Faulty(vec![Fault::at("", FaultCode::BadRule, fault.to_string())])
        })?;
        let members = segments::members_of(shop, &read, Some(as_of)).await?;
        answers.insert(rule.clone(), members.crowd);
    }
    Ok(answers)
}
