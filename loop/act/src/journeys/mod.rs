//! Journeys: what is said to people step by step, each in his own time.
//!
//! A journey is a readable file kept in versions; whoever came in by one keeps it to his end. Where
//! somebody goes is decided by [`walk`], a pure function that the live engine, the replay of last
//! year and the tests share. Every letter goes out as a campaign's does: decided by
//! `contact::decide`, handed over by the outbox, at most once a passage (`campaigns::standing`).
//!
//! Start reading at [`start`], then `walk.rs`, then `mover/mod.rs`.

pub mod api;
mod calendar;
pub mod calls;
mod checking;
mod inside;
mod journey;
mod mover;
mod moving;
pub mod plan;
pub mod recipes;
mod replay;
mod rows;
mod walk;

#[cfg(test)]
mod tests;

use collect::timeline;
use domain::JourneyId;
use know::segments::{self, text};
use records::ShopTx;

use crate::campaigns::{self, Audience, Delivery, standing};
use crate::tasks;

pub use checking::read;
pub use inside::{AtStep, FOLLOWER, Last, Traveller};
pub use journey::{Journey, JourneyError, Move, State, Turned};
pub use mover::keep_moving;
pub use moving::{Moved, move_up};
use plan::{Fault, FaultCode, Letter, Named, Plan};
pub use replay::{Replay, ReplayedLetter, ReplayedStep, UNKEPT, replay};
pub use walk::Why;

/// Writes a new journey down; nobody comes in before it is switched on.
pub async fn create(tx: &mut ShopTx, text: &str) -> Result<Journey, JourneyError> {
    let plan = read(tx, text).await?;
    if rows::named(tx, &plan.name).await?.is_some() {
        return Err(JourneyError::NameTaken(plan.name));
    }
    let id: JourneyId = tx.new_id();
    rows::add(tx, id, &plan.name, text).await?;
    find(tx, id).await
}

/// Writes another version down; those inside keep theirs, those who come take this one.
pub async fn change(tx: &mut ShopTx, id: JourneyId, text: &str) -> Result<Journey, JourneyError> {
    let plan = read(tx, text).await?;
    let journey = locked(tx, id).await?;
    after(&journey, Move::Change)?;
    if rows::named(tx, &plan.name).await?.is_some_and(|other| other != id) {
        return Err(JourneyError::NameTaken(plan.name));
    }
    let dealt = journey.started_at.is_some();
    if dealt && plan.hold_out != journey.plan.hold_out {
        return Err(JourneyError::ShareKept(journey.plan.hold_out.share()));
    }
    if dealt {
        check_letters(tx, &plan).await?;
        checking::can_call(tx, &plan).await?;
    }
    let version = if dealt { journey.version + 1 } else { journey.version };
    rows::add_version(tx, id, version, text).await?;
    rows::change(tx, id, &plan.name, version).await?;
    find(tx, id).await
}

/// Writes a journey under its name: a new one, or another version of the one that has it.
pub async fn save(tx: &mut ShopTx, text: &str) -> Result<Journey, JourneyError> {
    let plan = read(tx, text).await?;
    match rows::named(tx, &plan.name).await? {
        Some(id) => change(tx, id, text).await,
        None => create(tx, text).await,
    }
}

/// The journey of an id.
pub async fn find(tx: &mut ShopTx, id: JourneyId) -> Result<Journey, JourneyError> {
    rows::find(tx, id).await?.ok_or_else(|| JourneyError::Unknown(id.to_string()))
}

/// The journey of a name or an id.
pub async fn named(tx: &mut ShopTx, name: &str) -> Result<Journey, JourneyError> {
    let id = match name.parse::<JourneyId>() {
        Ok(id) => Some(id),
        Err(_) => rows::named(tx, name).await?,
    };
    find(tx, id.ok_or_else(|| JourneyError::Unknown(name.to_owned()))?).await
}

/// Every journey, newest first.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Journey>, JourneyError> {
    Ok(rows::all(tx).await?)
}

/// Switches a journey on, or on again after a rest.
///
/// It hears what happens from now on: nobody who was in a segment before comes in, and nothing
/// that happened before brings anybody in.
pub async fn start(tx: &mut ShopTx, id: JourneyId) -> Result<Journey, JourneyError> {
    let mut journey = locked(tx, id).await?;
    let state = after(&journey, Move::Start)?;
    check_letters(tx, &journey.plan).await?;
    checking::can_call(tx, &journey.plan).await?;
    have_segment(tx, &journey.plan).await?;
    if journey.started_at.is_none() {
        journey.heard_until = timeline::newest(tx).await?.place;
        journey.started_at = Some(tx.now());
        standing::open_head(tx, id, &letter_plan(&journey.plan, None)).await?;
    }
    // A day that came while it rested brings nobody in.
    journey.turned = Turned { until: Some(tx.now()), no: 0 };
    journey.state = state;
    rows::set_state(tx, &journey).await?;
    standing::follow(tx, id, campaigns::State::Sending).await?;
    calls::go_on(tx).await?;
    find(tx, id).await
}

/// Lets a journey rest: nobody comes in, nobody moves by time, no letter leaves.
pub async fn pause(tx: &mut ShopTx, id: JourneyId) -> Result<Journey, JourneyError> {
    let mut journey = locked(tx, id).await?;
    journey.state = after(&journey, Move::Pause)?;
    rows::set_state(tx, &journey).await?;
    standing::follow(tx, id, campaigns::State::Paused).await?;
    find(tx, id).await
}

/// Ends a journey for everybody; who waits for a letter does not get it.
pub async fn stop(tx: &mut ShopTx, id: JourneyId) -> Result<Journey, JourneyError> {
    let mut journey = locked(tx, id).await?;
    journey.state = after(&journey, Move::Stop)?;
    rows::set_state(tx, &journey).await?;
    inside::leave_all(tx, id, Why::Stopped).await?;
    tasks::spare_all(tx, id.0).await?;
    calls::call_off(tx, calls::Of::Journey(id)).await?;
    standing::follow(tx, id, campaigns::State::Cancelled).await?;
    find(tx, id).await
}

/// Throws a journey away that was never switched on.
pub async fn remove(tx: &mut ShopTx, id: JourneyId) -> Result<(), JourneyError> {
    let journey = locked(tx, id).await?;
    after(&journey, Move::Remove)?;
    Ok(rows::delete(tx, id).await?)
}

async fn locked(tx: &mut ShopTx, id: JourneyId) -> Result<Journey, JourneyError> {
    rows::lock(tx, id).await?.ok_or_else(|| JourneyError::Unknown(id.to_string()))
}

fn after(journey: &Journey, step: Move) -> Result<State, JourneyError> {
    journey.state.after(step).ok_or(JourneyError::NotNow(journey.state, step))
}

async fn check_letters(tx: &mut ShopTx, plan: &Plan) -> Result<(), JourneyError> {
    for (step, letter) in plan.letters() {
        standing::check(tx, &letter_plan(plan, Some((step, letter)))).await?;
    }
    Ok(())
}

/// The segment that brings people in is there, or is made of its rule.
async fn have_segment(tx: &mut ShopTx, plan: &Plan) -> Result<(), JourneyError> {
    let Some(Named { name, rule }) = plan.segment() else { return Ok(()) };
    if segments::saved::find(tx, name).await?.is_some() {
        return Ok(());
    }
    let Some(rule) = rule else { return Err(JourneyError::NoSegment(name.clone())) };
    let coins = segments::coins(tx).await?;
    let rule = text::read(rule, coins).map_err(|fault| {
        let fault = Fault::at("enter.rule", FaultCode::BadRule, fault.to_string());
        JourneyError::Faulty(vec![fault])
    })?;
    Ok(segments::saved::save(tx, name, rule).await?)
}

/// The plan of the campaign under which a message, or the journey itself, is kept.
fn letter_plan(plan: &Plan, letter: Option<(&str, &Letter)>) -> campaigns::Plan {
    let (name, letter) = match letter {
        Some((step, letter)) => (format!("{} · {step}", plan.name), letter.clone()),
        None => (plan.name.clone(), Letter::default()),
    };
    campaigns::Plan {
        name,
        audience: Audience::default(),
        channel: letter.channel,
        note: letter.note,
        subject: letter.subject,
        body_mjml: letter.body_mjml,
        design: letter.design,
        language: plan.language,
        hold_out: plan.hold_out,
        variants: Vec::new(),
        delivery: Delivery::default(),
    }
}
