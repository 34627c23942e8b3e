//! People on the way are moved to the newest version, where somebody chooses that.

use std::collections::HashMap;

use collect::fields::{self, Value};
use collect::shop;
use domain::{JourneyId, ShopZone};
use records::ShopTx;
use serde::Serialize;
use utoipa::ToSchema;

use super::inside::{self, Traveller};
use super::journey::{JourneyError, Move};
use super::plan::Plan;
use super::walk::{self, Around, Standing};
use super::{after, locked, rows};

/// What became of those who were on the way by an earlier version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = JourneyMoved)]
pub struct Moved {
    /// They go on by the newest version.
    pub n_moved: u64,
    /// They stay on theirs: the newest has no step of the name at which they stand, or leads them
    /// to a message that they have met.
    pub n_stayed: u64,
}

/// Moves everybody who is on the way by an earlier version to the newest, where it has his place.
pub async fn move_up(tx: &mut ShopTx, id: JourneyId) -> Result<Moved, JourneyError> {
    let journey = locked(tx, id).await?;
    after(&journey, Move::MoveUp)?;
    let zone = shop::settings(tx).await?.shop_zone();
    let mut moved = Moved::default();
    let mut old: Option<(i64, Plan)> = None;
    for traveller in inside::of_other_versions(tx, id, journey.version).await? {
        let (version, plan) = match old.take().filter(|(of, _)| *of == traveller.version) {
            Some(known) => known,
            None => (traveller.version, rows::version(tx, id, traveller.version).await?),
        };
        let dates = match journey.plan.awaited().next() {
            Some(_) => fields::values_of(tx, traveller.customer.id).await?,
            None => HashMap::new(),
        };
        match place_of(&journey.plan, (&plan, &traveller), (&zone, &dates)) {
            Some(standing) => {
                let due_at = Some(standing.due_at);
                let one = Traveller { version: journey.version, due_at, ..traveller };
                inside::change_version(tx, &one).await?;
                moved.n_moved += 1;
            }
            None => moved.n_stayed += 1,
        }
        old = Some((version, plan));
    }
    Ok(moved)
}

/// Where somebody stands by the newest version; nothing where it has no place for him.
fn place_of(
    newest: &Plan,
    (plan, traveller): (&Plan, &Traveller),
    (zone, dates): (&ShopZone, &HashMap<String, Value>),
) -> Option<Standing> {
    let date = |field: &str| dates.get(field).cloned();
    let around = Around { zone, passage: traveller.id, holds: &|_| None, date: &date };
    walk::moved_to(newest, (plan, traveller.standing(plan)?), &around)
}
