//! Errands: what is fetched from a storefront by asking it.
//!
//! *Fill* fetches everything that was before. *Check* counts the orders of each day, or the
//! subscriptions made on it, there and here. *Mend* fetches those of some days again. An errand
//! goes step by step; each step is a page or a day, written with the place where to go on. Whoever
//! is killed loses one step, and doing it again changes nothing.
//!
//! Start reading at [`begin`] and [`step`].

mod days;
mod fill;
mod jobs;
mod rows;
mod stepping;

use domain::{Day, StorefrontId};
use jiff::ToSpan;
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::State as Listening;
use crate::shop;

pub(super) use jobs::kinds;
pub use rows::{DayBeside, Run};
use stepping::{Fetched, NotFetched};
pub use stepping::{Step, step};

/// What is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Errand {
    /// Everything that was before.
    Fill,
    /// The orders of each day, to be counted.
    Check,
    /// The orders of some days, to be written down again.
    Mend,
}

impl Errand {
    const ALL: [Self; 3] = [Self::Fill, Self::Check, Self::Mend];

    fn word(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Check => "check",
            Self::Mend => "mend",
        }
    }

    fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|errand| errand.word() == word)
    }
}

/// How far an errand is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ErrandState)]
pub enum State {
    /// It goes on, or rests until it may.
    Running,
    /// It is done.
    Done,
    /// Something stands in its way; begun again, it goes on where it was.
    Failed,
    /// Somebody has stopped it; begun again, it goes on where it was.
    Stopped,
}

/// Days from one up to, and without, another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
}

impl Days {
    /// One day.
    pub fn only(day: Day) -> Self {
        Self { from: day, until: day.saturating_add(1.day()) }
    }
}

/// Why an errand is not begun.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// There is no such storefront.
    #[error("there is no such storefront")]
    Nobody,
    /// It cannot be asked.
    #[error("give the key of its API first: without it the storefront cannot be asked")]
    NoKey,
    /// It is under way.
    #[error("this is under way already")]
    Running,
    /// It was let go.
    #[error("the storefront is not connected")]
    LetGo,
    /// The days make no sense.
    #[error("the days must be one to {DAYS_MAX}, the last not before the first")]
    BadDays,
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// The most days of a check: two years and a day.
const DAYS_MAX: i64 = 731;

/// Days that are checked every night: longer than any shop takes to notice that something is
/// missing, and few enough to be asked for.
const NIGHTLY_DAYS: i64 = 30;

/// Begins an errand, or goes on with one that was stopped or failed.
pub async fn begin(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
    days: Option<Days>,
) -> Result<(), NotBegun> {
    let storefront = super::find(tx, id).await?.ok_or(NotBegun::Nobody)?;
    if storefront.state == Listening::Disconnected {
        return Err(NotBegun::LetGo);
    }
    if !storefront.can_be_asked {
        return Err(NotBegun::NoKey);
    }
    let n_days = days.map_or(1, |days| (days.until - days.from).get_days().into());
    if !(1..=DAYS_MAX).contains(&n_days) || (errand == Errand::Fill) != days.is_none() {
        return Err(NotBegun::BadDays);
    }
    let before = rows::find(tx, id, errand).await?;
    match before.map(|run| run.state) {
        Some(State::Running) => return Err(NotBegun::Running),
        Some(State::Failed | State::Stopped) if errand == Errand::Fill => {
            rows::go_on(tx, id, errand).await?;
        }
        _ => {
            let place = days.map_or_else(|| json!({}), |days| json!({ "day": days.from }));
            rows::begin(tx, id, errand, days, place).await?;
        }
    }
    let now = tx.now();
    jobs::step_at(tx, id, errand, now).await?;
    Ok(())
}

/// The days that are checked every night, today included.
pub async fn usual_days(tx: &mut ShopTx) -> Result<Days, RecordsError> {
    let today = shop::settings(tx).await?.shop_zone().day_of(tx.now());
    let until = today.saturating_add(1.day());
    Ok(Days { from: until.saturating_sub(NIGHTLY_DAYS.days()), until })
}

/// Stops an errand; `false` when it is not under way.
pub async fn stop(tx: &mut ShopTx, id: StorefrontId, errand: Errand) -> Result<bool, RecordsError> {
    rows::stop(tx, id, errand).await
}

/// How far the errands of a storefront are.
pub async fn list(tx: &mut ShopTx, id: StorefrontId) -> Result<Vec<Run>, RecordsError> {
    rows::list(tx, id).await
}

/// The days of a storefront as it counts them beside ours, newest first.
pub async fn days(tx: &mut ShopTx, id: StorefrontId) -> Result<Vec<DayBeside>, RecordsError> {
    rows::days(tx, id).await
}
