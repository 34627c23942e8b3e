//! Writes what was gathered of a file into the shop, in steps that are whole by themselves.
//!
//! A thread reads and gathers; beside it the orders, or the people, are written in
//! transactions of at most a fifth of a second, so that nobody who works in the shop waits for a
//! file. A process that is killed leaves whole orders and an import that is not finished: importing
//! the file again finds what is written unchanged and goes on.

mod orders;
mod people;
mod writer;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::ImportId;
use records::{Actor, ShopTx};
use tokio::sync::mpsc;

use self::writer::{HANDFULS_WAITING, Writer, gather};
use super::gathering::{Gathered, Progress, Summary};
use super::guessing::Guess;
use super::reading::fault::Fault;
use super::{ImportError, NewImport, Subject};
use crate::orders::draft::{OrderDraft, PersonDraft};
use crate::shop::{self, Shop};

/// What a file is made of once its rows are understood: its orders, or its people.
trait Draft: Sized + Send + Sync + 'static {
    /// Makes all of them, one after the other, and counts what they amount to.
    fn each(
        gathered: Gathered<'_>,
        has_ground: bool,
        progress: &Progress,
        take: impl FnMut(Self) -> Result<(), Fault>,
    ) -> Result<Summary, Fault>;

    /// Writes some of them; answers how many were taken in.
    fn write(
        writer: &mut Writer<'_>,
        tx: &mut ShopTx,
        drafts: &[Self],
    ) -> impl Future<Output = Result<u64, ImportError>> + Send;
}

/// What a file amounts to, without writing anything.
pub(super) async fn rehearse(
    shop: &Shop,
    new: &NewImport,
    guess: Guess,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    match guess.plan.subject() {
        Subject::Orders => rehearse_of::<OrderDraft>(shop, new, guess, progress).await,
        Subject::Customers => rehearse_of::<PersonDraft>(shop, new, guess, progress).await,
    }
}

async fn rehearse_of<D: Draft>(
    shop: &Shop,
    new: &NewImport,
    guess: Guess,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    let (drafts, mut handfuls) = mpsc::channel::<Vec<D>>(HANDFULS_WAITING);
    let gathering = gather(shop, new, guess, progress, drafts);
    while handfuls.recv().await.is_some() {}
    gathering.await
}

/// Writes a file's orders with their customers, or its people, and what they answered.
pub(super) async fn write(
    shop: &Shop,
    new: &NewImport,
    id: ImportId,
    guess: Guess,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    let mut writer = Writer::new((shop, new, id), &guess);
    let mut summary = match guess.plan.subject() {
        Subject::Orders => writer.write_all::<OrderDraft>(guess, progress).await?,
        Subject::Customers => writer.write_all::<PersonDraft>(guess, progress).await?,
    };
    summary.import = Some(id);
    writer.tell(&mut summary);
    Ok(summary)
}

/// The first file tells the shop where and in what money it lives, unless somebody has said it.
pub(super) async fn settle_shop(
    shop: &Shop,
    new: &NewImport,
    guess: &Guess,
) -> Result<(), ImportError> {
    let mut tx = shop.write(Actor::System).await?;
    let mut settings = shop::settings(&mut tx).await?;
    let before = settings.clone();
    if settings.zone.is_none() {
        settings.zone = new.options.zone.clone();
    }
    if settings.currency.is_none() && guess.plan.currency.code() != "XXX" {
        settings.currency = Some(guess.plan.currency);
    }
    if settings != before {
        shop::save_settings(&mut tx, &settings).await?;
        tx.commit().await?;
    }
    Ok(())
}
