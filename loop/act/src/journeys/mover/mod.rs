//! The engine: hears what happened, moves those whose time has come, and writes all of it down.
//!
//! One round of one journey is one transaction under the lock of its row: bookmark, steps and
//! letters are kept together or not at all, so a program killed at any moment goes on where it
//! stopped, and of several programs one moves a journey at a time. What happened, who comes in by
//! the calendar and whom conditions mean is read before the transaction begins.
//!
//! Start reading at [`keep_moving`].

mod ahead;
mod arriving;
mod beside;
mod doing;
mod hearing;
mod stepping;

use collect::shop::Shop;
use domain::{Instant, JourneyId};
use records::{Actor, RecordsError};

use self::ahead::{Look, PassedBy, look_ahead};
use self::stepping::Mover;
use super::journey::{JourneyError, State};
use super::{inside, rows};

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
    let mut passed_by = Vec::new();
    for id in live {
        match round(shop, id, &mut passed_by).await {
            Ok(moved) => n_rounds += usize::from(moved),
            Err(JourneyError::Records(error)) => return Err(error),
            Err(error) => {
                let mut tx = shop.write(Actor::System).await?;
                rows::set_problem(&mut tx, id, &error.to_string()).await?;
                tx.commit().await?;
            }
        }
    }
    n_rounds += pass_by(shop, &passed_by).await?;
    Ok(n_rounds)
}

/// Moves the bookmarks of journeys that what happened did not concern: in one transaction, because
/// of twenty journeys an event mostly concerns none or one.
async fn pass_by(shop: &Shop, passed_by: &[PassedBy]) -> Result<usize, RecordsError> {
    if passed_by.is_empty() {
        return Ok(0);
    }
    let mut tx = shop.write(Actor::System).await?;
    for PassedBy { journey, heard_from, heard_until } in passed_by {
        rows::pass_by(&mut tx, *journey, (*heard_from, *heard_until)).await?;
    }
    tx.commit().await?;
    Ok(passed_by.len())
}

/// One round of one journey; `false` when there was nothing to do.
async fn round(
    shop: &Shop,
    id: JourneyId,
    passed_by: &mut Vec<PassedBy>,
) -> Result<bool, JourneyError> {
    let ahead = match look_ahead(shop, id).await? {
        Look::Nothing => return Ok(false),
        Look::PassBy(passed) => {
            passed_by.push(passed);
            return Ok(false);
        }
        Look::Round(ahead) => ahead,
    };
    let mut tx = shop.write(Actor::System).await?;
    let Some(journey) = rows::lock(&mut tx, id).await? else { return Ok(false) };
    if !matches!(journey.state, State::On | State::Paused) {
        return Ok(false);
    }
    if (journey.heard_until, journey.turned) != (ahead.heard_from, ahead.turned) {
        // Another program was quicker; what is ahead is looked at once more.
        return Ok(true);
    }
    let mut mover = Mover::of(&mut tx, journey, ahead.answers).await?;
    mover.hear(&mut tx, &ahead.news).await?;
    if let Some(arriving) = &ahead.arriving {
        mover.let_in_by_calendar(&mut tx, arriving).await?;
    }
    mover.move_due(&mut tx).await?;
    inside::count_steps(&mut tx, id, &mover.came).await?;
    tx.commit().await?;
    Ok(true)
}
