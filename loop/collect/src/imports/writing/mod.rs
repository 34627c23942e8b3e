//! Writes what was gathered of a file into the shop, in steps that are whole by themselves.
//!
//! A thread reads and gathers; beside it the orders, or the people, are written in transactions of
//! at most a fifth of a second, so that nobody who works in the shop waits for a file. A process that is killed
//! leaves whole orders and an import that is not finished: importing the file again finds what is
//! written unchanged and goes on.

mod orders;
mod people;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use domain::{CustomerId, ImportId, Instant};
use records::{Actor, ShopTx};
use tokio::sync::mpsc;

use super::gathering::{Gathered, Gathering, Progress, Summary};
use super::guessing::Guess;
use super::reading::fault::Fault;
use super::{ImportError, NewImport, Subject, rows};
use crate::consent::{Channel, Consent, Ground, Purpose, State};
use crate::orders::draft::{ConsentChannel, ConsentDraft, OrderDraft, PersonDraft};
use crate::privacy::guard;
use crate::shop::{self, Shop};

/// How many orders or people the gathering thread hands over at once.
const HANDFUL: usize = 250;
/// How many handfuls wait at most; together with the handfuls of a step, all that is in memory.
const HANDFULS_WAITING: usize = 4;
/// The longest a step may take.
const STEP_MAX: Duration = Duration::from_millis(200);
/// The most handfuls of a step, however quick the machine: those that wait, so that the next step
/// is gathered while this one is written.
const STEP_HANDFULS_MAX: usize = HANDFULS_WAITING;
/// How often a file that is only read tells how far it is.
const BEAT: Duration = Duration::from_secs(1);

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
    let mut writer = Writer {
        shop,
        new,
        id,
        ground: guess.ground,
        numbers: guess.plan.layout.source(),
        n_written: 0,
        n_changes: Changes::default(),
        n_forgotten: 0,
        n_rows_forgotten: 0,
        declared: HashSet::new(),
    };
    let mut summary = match guess.plan.subject() {
        Subject::Orders => writer.write_all::<OrderDraft>(guess, progress).await?,
        Subject::Customers => writer.write_all::<PersonDraft>(guess, progress).await?,
    };
    summary.import = Some(id);
    summary.customers_new = writer.n_changes.n_new_people;
    summary.orders_new = writer.n_changes.n_new;
    summary.orders_changed = writer.n_changes.n_changed;
    summary.orders_unchanged = writer.n_changes.n_unchanged;
    summary.leave_out(guard::REASON, writer.n_rows_forgotten, writer.n_forgotten);
    Ok(summary)
}

/// Steps grow while they are quick and shrink at once when one was slow.
fn next_step(n_handfuls: usize, took: Duration) -> usize {
    match took {
        took if took > STEP_MAX / 2 => (n_handfuls / 2).max(1),
        took if took < STEP_MAX / 5 => (n_handfuls * 2).min(STEP_HANDFULS_MAX),
        _ => n_handfuls,
    }
}

/// Starts the thread that reads and gathers, and gives what comes of it.
fn gather<D: Draft>(
    shop: &Shop,
    new: &NewImport,
    guess: Guess,
    progress: &Arc<Progress>,
    drafts: mpsc::Sender<Vec<D>>,
) -> impl Future<Output = Result<Summary, ImportError>> {
    let (path, progress, folder) = (new.path.clone(), progress.clone(), shop.home().files());
    let is_date_order_told = new.options.date_order.is_some();
    let thread = tokio::task::spawn_blocking(move || {
        let gathering = Gathering {
            path: &path,
            form: &guess.look.form,
            has_header: guess.look.has_header,
            n_columns: guess.look.headers.len(),
            plan: &guess.plan,
            is_date_order_told,
            folder: &folder,
            progress: &progress,
        };
        let mut handful = Vec::with_capacity(HANDFUL);
        let gathered = gathering.gather()?;
        let mut summary = D::each(gathered, guess.ground.is_some(), &progress, |draft| {
            handful.push(draft);
            if handful.len() < HANDFUL {
                return Ok(());
            }
            hand_over(&drafts, std::mem::replace(&mut handful, Vec::with_capacity(HANDFUL)))
        })?;
        hand_over(&drafts, handful)?;
        guess.caveats.0.into_iter().for_each(|caveat| summary.caveats.say(caveat));
        Ok(summary)
    });
    async move {
        match thread.await {
            Ok(summary) => summary.map_err(ImportError::Fault),
            Err(error) => Err(ImportError::Broken(error.to_string())),
        }
    }
}

fn hand_over<D>(drafts: &mpsc::Sender<Vec<D>>, handful: Vec<D>) -> Result<(), Fault> {
    // The other side has gone because writing failed; its error is the one that is told.
    let gone = |_| Fault::new("stopped", "the import was stopped", "import the file again");
    drafts.blocking_send(handful).map_err(gone)
}

/// What came of the orders, or of the people, so far.
#[derive(Default)]
struct Changes {
    n_new_people: u64,
    n_new: u64,
    n_changed: u64,
    n_unchanged: u64,
}

/// Writes one file, step by step.
struct Writer<'a> {
    shop: &'a Shop,
    new: &'a NewImport,
    id: ImportId,
    ground: Option<Ground>,
    /// In whose words the customer numbers of the file are unique.
    numbers: &'static str,
    n_written: u64,
    n_changes: Changes,
    /// Orders, or rows, of people who are forgotten, and the rows that they stood in.
    n_forgotten: u64,
    n_rows_forgotten: u64,
    /// Customers for whom the file's ground is declared already; sixteen bytes each.
    declared: HashSet<CustomerId>,
}

impl Writer<'_> {
    /// Writes everything that is gathered of the file.
    async fn write_all<D: Draft>(
        &mut self,
        guess: Guess,
        progress: &Arc<Progress>,
    ) -> Result<Summary, ImportError> {
        let (drafts, mut handfuls) = mpsc::channel::<Vec<D>>(HANDFULS_WAITING);
        let gathering = gather(self.shop, self.new, guess, progress, drafts);
        let mut step = Vec::new();
        let mut n_handfuls = 1;
        loop {
            let handful = tokio::time::timeout(BEAT, handfuls.recv()).await;
            let is_end = matches!(handful, Ok(None));
            match handful {
                Ok(Some(handful)) => step.extend(handful),
                Ok(None) => {}
                Err(_) => {
                    self.write_step::<D>(&[], progress).await?;
                    continue;
                }
            }
            if !step.is_empty() && (is_end || step.len() >= n_handfuls * HANDFUL) {
                let took = self.write_step(&step, progress).await?;
                step.clear();
                n_handfuls = next_step(n_handfuls, took);
            }
            if is_end {
                return gathering.await;
            }
        }
    }

    async fn write_step<D: Draft>(
        &mut self,
        drafts: &[D],
        progress: &Progress,
    ) -> Result<Duration, ImportError> {
        let mut tx = self.shop.write(Actor::System).await?;
        let watch = Stopwatch::now();
        if !drafts.is_empty() {
            self.n_written += D::write(self, &mut tx, drafts).await?;
        }
        rows::advance(&mut tx, self.id, progress, self.n_written).await?;
        tx.commit().await?;
        Ok(watch.elapsed())
    }

    /// The ground that the owner declared, for somebody for whom it is not declared yet.
    fn declared(&mut self, customer: CustomerId, now: Instant) -> Option<(CustomerId, Consent)> {
        let ground = self.ground.filter(|_| self.declared.insert(customer))?;
        Some((customer, self.declaration(ground, now)))
    }

    /// What a person answered, as of a moment.
    fn answer(&self, answer: &ConsentDraft, at: Instant) -> Consent {
        Consent {
            purpose: Purpose::Marketing,
            channel: match answer.channel {
                ConsentChannel::Email => Channel::Email,
                ConsentChannel::Sms => Channel::Sms,
            },
            state: if answer.granted { State::Granted } else { State::Denied },
            ground: Ground::Answer,
            proof: Some(answer.text.clone().unwrap_or_else(|| self.new.file_name.clone())),
            at,
            source: self.source(),
        }
    }

    /// A declared ground is for e-mail: text messages need an answer of the person.
    fn declaration(&self, ground: Ground, now: Instant) -> Consent {
        let proof = self.new.options.ground_proof.as_ref().unwrap_or(&self.new.file_name);
        Consent {
            purpose: Purpose::Marketing,
            channel: Channel::Email,
            state: State::Granted,
            ground,
            proof: Some(proof.clone()),
            at: now,
            source: self.source(),
        }
    }

    fn source(&self) -> String {
        super::source_of(&self.new.file_name)
    }
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
