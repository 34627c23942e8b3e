//! Taking an import back: what it brought and nobody has changed since goes away, as if it had
//! never been; everything else stays and is told.
//!
//! An order goes while nobody else has told of it. A customer goes when no order of his is left,
//! the import was the first to name him, and nothing else is known of him: no letter, no answer of
//! his own, no visit. The answers and grounds that the file told go too. It is done in steps that
//! are whole by themselves; one that was cut off is gone on with.
//!
//! Start reading at [`carry_out`].

pub(super) mod api;
mod people;
mod reversal;
mod rows;

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant as Stopwatch};

use domain::{ImportId, Instant};
use records::{Actor, ShopTx};
use uuid::Uuid;

use super::{Import, ImportError, State};
use crate::consent;
use crate::fields;
use crate::orders::bringing::{self, Brought};
use crate::settling;
use crate::shop::{Shop, news};

pub use reversal::{NotReverted, Reversal, RevertError};

/// Orders taken back in one step at first, and at most.
const STEP_LEAST: u32 = 100;
const STEP_MOST: u32 = 2_000;
/// The longest a step may take: nobody who works in the shop waits for it.
const STEP_MAX: Duration = Duration::from_millis(200);
/// Names of orders that stay, shown as examples.
const NAMES_SHOWN: u32 = 20;

/// What taking an import back would come to, without doing anything.
pub async fn foresee(tx: &mut ShopTx, id: ImportId) -> Result<Reversal, RevertError> {
    let import = revertible(tx, id).await?;
    let told = Told::of(&import, tx.now());
    let counts = bringing::counts(tx, id).await?;
    let (customers, customers_known_otherwise) = people::foreseen(tx, id, &told).await?;
    let (named, named_otherwise) = people::foreseen_named(tx, id, &told).await?;
    let consents = consent::told_within(tx, &told.source, told.span).await?;
    Ok(Reversal {
        orders: counts.unchanged,
        customers: customers + named,
        consents: consents.first,
        orders_changed_since: counts.changed_since,
        orders_known_before: counts.known_before,
        customers_known_otherwise: customers_known_otherwise + named_otherwise,
        consents_known_before: consents.over_others,
        stays: bringing::changed_since(tx, id, NAMES_SHOWN).await?,
    })
}

/// Notes that an import is to be taken back; from then on it counts as being taken back.
pub(super) async fn begin(tx: &mut ShopTx, id: ImportId) -> Result<(), RevertError> {
    let import = revertible(tx, id).await?;
    if import.state != State::Reverting {
        let foreseen = foresee(tx, id).await?;
        let nothing_yet =
            Reversal { orders: 0, customers: 0, customers_known_otherwise: 0, ..foreseen };
        rows::note(tx, id, State::Reverting, &nothing_yet).await?;
    }
    Ok(())
}

/// Takes an import back; reports are exact at once after.
pub async fn carry_out(shop: &Shop, id: ImportId) -> Result<Reversal, RevertError> {
    let mut reverting = Reverting::begin(shop, id).await?;
    while reverting.step().await? {}
    settling::settle(shop).await.map_err(ImportError::from)?;
    let mut tx = shop.read().await?;
    let import = super::find(&mut tx, id).await?;
    Ok(import.and_then(|import| import.reverted).unwrap_or_default())
}

async fn revertible(tx: &mut ShopTx, id: ImportId) -> Result<Import, RevertError> {
    let import = super::find(tx, id).await?.ok_or(NotReverted::Unknown)?;
    match import.state {
        _ if import.is_dry_run => Err(NotReverted::OnlyTried.into()),
        State::Running => Err(NotReverted::Running.into()),
        State::Failed => Err(NotReverted::Refused.into()),
        State::Reverted => {
            Err(NotReverted::Already(import.reverted_at.unwrap_or(import.started_at)).into())
        }
        State::Done | State::Interrupted | State::Reverting => Ok(import),
    }
}

/// By what it is known what an import told: the name of its file, and when it was read.
struct Told {
    source: String,
    span: (Instant, Instant),
}

impl Told {
    fn of(import: &Import, now: Instant) -> Self {
        let until = import.finished_at.unwrap_or(now);
        Self { source: super::source_of(&import.file_name), span: (import.started_at, until) }
    }
}

/// An import on its way back.
pub(super) struct Reverting<'a> {
    shop: &'a Shop,
    id: ImportId,
    /// The last order taken back in this run.
    after: Option<Uuid>,
    /// The last one of those whom a file of customers named first, looked at in this run.
    after_no: i64,
    /// How many orders the next step takes.
    n_orders: u32,
}

impl<'a> Reverting<'a> {
    /// Begins, or goes on with what was begun.
    pub(super) async fn begin(shop: &'a Shop, id: ImportId) -> Result<Self, RevertError> {
        let mut tx = shop.write(Actor::System).await?;
        begin(&mut tx, id).await?;
        tx.commit().await?;
        Ok(Self { shop, id, after: None, after_no: i64::MIN, n_orders: STEP_LEAST })
    }

    /// Takes the next orders back, with the customers whom nothing else is known of; false when
    /// there were none left and the import is taken back.
    pub(super) async fn step(&mut self) -> Result<bool, RevertError> {
        let mut tx = self.shop.write(Actor::System).await?;
        let watch = Stopwatch::now();
        let import = revertible(&mut tx, self.id).await?;
        let told = Told::of(&import, tx.now());
        let mut reversal = import.reverted.unwrap_or_default();
        let orders = bringing::going(&mut tx, self.id, self.after, self.n_orders).await?;
        if orders.is_empty() {
            if self.step_of_people(&mut tx, &told, &mut reversal).await? {
                rows::note(&mut tx, self.id, State::Reverting, &reversal).await?;
                tx.commit().await?;
                return Ok(true);
            }
            consent::take_back(&mut tx, &told.source, told.span).await?;
            news::tell(&mut tx).await?;
            rows::note(&mut tx, self.id, State::Reverted, &reversal).await?;
            tx.commit().await?;
            return Ok(false);
        }
        let bought: Vec<_> = orders.iter().filter_map(Brought::bought).collect();
        bringing::take_back(&mut tx, &orders).await?;
        fields::take_back(&mut tx, &told.source, &bought).await?;
        let (gone, stay) = people::let_go(&mut tx, &orders, &told).await?;
        reversal.orders += orders.len() as i64;
        reversal.customers += gone;
        reversal.customers_known_otherwise += stay;
        rows::note(&mut tx, self.id, State::Reverting, &reversal).await?;
        tx.commit().await?;
        self.after = orders.last().map(|order| order.id);
        self.n_orders = match watch.elapsed() {
            took if took > STEP_MAX / 2 => (self.n_orders / 2).max(STEP_LEAST),
            took if took < STEP_MAX / 5 => (self.n_orders * 2).min(STEP_MOST),
            _ => self.n_orders,
        };
        Ok(true)
    }

    /// The next of those whom a file of customers named, and of what it told of others; false when
    /// there was nothing left.
    async fn step_of_people(
        &mut self,
        tx: &mut ShopTx,
        told: &Told,
        reversal: &mut Reversal,
    ) -> Result<bool, RevertError> {
        if let Some(step) = people::let_named_go(tx, self.id, self.after_no, told).await? {
            reversal.customers += step.n_gone;
            reversal.customers_known_otherwise += step.n_stay;
            self.after_no = step.last_no;
            return Ok(true);
        }
        Ok(fields::take_back_within(tx, &told.source, told.span, STEP_MOST).await? > 0)
    }
}
