//! Taking a file of spend in: what is new is added, what differs is changed, the rest stays.

use std::collections::HashMap;
use std::path::Path;

use domain::{Caveats, Money, Period};
use records::{Actor, RecordsError, ShopTx};
use serde::Serialize;

use super::file::{self, SpendOptions};
use super::{NewSpend, Spend, SpendError, note, rows};
use crate::imports::{Fault, Rejection};
use crate::shop::{self, Shop};

/// What a file of spend amounts to.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SpendSummary {
    /// Only counted, nothing written.
    pub dry_run: bool,
    /// Rows below the header.
    pub rows: u64,
    /// Amounts that were not known before.
    pub added: u64,
    /// Amounts that are now another.
    pub changed: u64,
    /// Amounts that were known.
    pub unchanged: u64,
    /// All amounts of the file together.
    pub total: Money,
    /// From the first day of the file to the day after its last one; null for a file of nothing.
    pub days: Option<Period>,
    /// Rows that were left out.
    pub rejected: Vec<Rejection>,
    /// What must be known about the reading.
    pub caveats: Caveats,
}

/// Why a file of spend was not taken in; the shop is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotTakenIn {
    /// Something is wrong with the file.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The shop cannot take it.
    #[error(transparent)]
    Spend(#[from] SpendError),
    /// A bug of ours.
    #[error("reading the file broke down: {0}")]
    Broken(String),
}

impl From<RecordsError> for NotTakenIn {
    fn from(error: RecordsError) -> Self {
        Self::Spend(error.into())
    }
}

/// Takes a file of spend in, or only counts what it amounts to.
pub async fn take_in(
    shop: &Shop,
    (path, file_name): (&Path, &str),
    options: SpendOptions,
    is_dry_run: bool,
    actor: Actor,
) -> Result<SpendSummary, NotTakenIn> {
    let settings = shop::settings(&mut shop.read().await?).await?;
    let currency = settings.currency.ok_or(SpendError::NoCurrency)?;
    let path = path.to_owned();
    let read = tokio::task::spawn_blocking(move || file::read(&path, &options, currency));
    let read = read.await.map_err(|error| NotTakenIn::Broken(error.to_string()))?;
    let told = read.map_err(|fault| fault.in_file(file_name))?;
    let mut tx = shop.write(actor).await?;
    let changes = Changes::of(&mut tx, &told.spends, file_name).await?;
    let summary = SpendSummary {
        dry_run: is_dry_run,
        rows: told.n_rows,
        added: changes.added.len() as u64,
        changed: changes.changed.len() as u64,
        unchanged: changes.n_unchanged,
        total: Money::new(told.spends.iter().map(|spend| spend.amount.minor).sum(), currency),
        days: days_of(&told.spends),
        rejected: told.rejected,
        caveats: told.caveats,
    };
    if !is_dry_run {
        changes.write(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(summary)
}

/// From the first day of all to the day after the last.
fn days_of(spends: &[NewSpend]) -> Option<Period> {
    let days = spends.iter().map(|spend| spend.days);
    days.reduce(|all, one| Period::new(all.from.min(one.from), all.until.max(one.until)))
}

/// What a file changes in the shop.
struct Changes {
    added: Vec<Spend>,
    changed: Vec<Spend>,
    n_unchanged: u64,
}

impl Changes {
    async fn of(tx: &mut ShopTx, told: &[NewSpend], source: &str) -> Result<Self, RecordsError> {
        let known: HashMap<_, Spend> = rows::all(tx)
            .await?
            .into_iter()
            .map(|spend| ((spend.channel.clone(), spend.days, spend.amount.currency), spend))
            .collect();
        let mut changes = Self { added: Vec::new(), changed: Vec::new(), n_unchanged: 0 };
        for NewSpend { channel, days, amount } in told {
            let (amount, source) = (*amount, source.to_owned());
            match known.get(&(channel.clone(), *days, amount.currency)) {
                Some(before) if before.amount == amount => changes.n_unchanged += 1,
                Some(before) => {
                    changes.changed.push(Spend { amount, source, ..before.clone() });
                }
                None => {
                    let (id, channel, days) = (tx.new_id(), channel.clone(), *days);
                    changes.added.push(Spend { id, channel, days, amount, source });
                }
            }
        }
        Ok(changes)
    }

    /// Rows and their happenings, together.
    async fn write(&self, tx: &mut ShopTx) -> Result<(), RecordsError> {
        rows::insert(tx, &self.added).await?;
        for spend in &self.changed {
            rows::update(tx, spend).await?;
        }
        note(tx, "spend_recorded", &self.added).await?;
        note(tx, "spend_changed", &self.changed).await
    }
}
