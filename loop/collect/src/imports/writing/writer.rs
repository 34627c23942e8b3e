//! What writes one file: a thread that reads and gathers, and steps that are whole by themselves.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use domain::{CustomerId, ImportId, Instant};
use records::Actor;
use tokio::sync::mpsc;

use super::Draft;
use crate::consent::{Channel, Consent, Ground, Purpose, State};
use crate::imports::gathering::{Gathering, Progress, Summary};
use crate::imports::guessing::Guess;
use crate::imports::reading::fault::Fault;
use crate::imports::{ImportError, NewImport, rows, source_of};
use crate::orders::draft::{ConsentChannel, ConsentDraft};
use crate::privacy::guard;
use crate::shop::Shop;

/// How many orders or people the gathering thread hands over at once.
const HANDFUL: usize = 250;
/// How many handfuls wait at most; together with the handfuls of a step, all that is in memory.
pub(super) const HANDFULS_WAITING: usize = 4;
/// The longest a step may take.
const STEP_MAX: Duration = Duration::from_millis(200);
/// The most handfuls of a step, however quick the machine: those that wait, so that the next step
/// is gathered while this one is written.
const STEP_HANDFULS_MAX: usize = HANDFULS_WAITING;
/// How often a file that is only read tells how far it is.
const BEAT: Duration = Duration::from_secs(1);

/// Steps grow while they are quick and shrink at once when one was slow.
fn next_step(n_handfuls: usize, took: Duration) -> usize {
    match took {
        took if took > STEP_MAX / 2 => (n_handfuls / 2).max(1),
        took if took < STEP_MAX / 5 => (n_handfuls * 2).min(STEP_HANDFULS_MAX),
        _ => n_handfuls,
    }
}

/// Starts the thread that reads and gathers, and gives what comes of it.
pub(super) fn gather<D: Draft>(
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
pub(super) struct Changes {
    pub(super) n_new_people: u64,
    pub(super) n_new: u64,
    pub(super) n_changed: u64,
    pub(super) n_unchanged: u64,
}

/// Writes one file, step by step.
pub(super) struct Writer<'a> {
    shop: &'a Shop,
    new: &'a NewImport,
    pub(super) id: ImportId,
    ground: Option<Ground>,
    /// In whose words the customer numbers of the file are unique.
    pub(super) numbers: &'static str,
    n_written: u64,
    pub(super) n_changes: Changes,
    /// Orders, or rows, of people who are forgotten, and the rows that they stood in.
    pub(super) n_forgotten: u64,
    pub(super) n_rows_forgotten: u64,
    /// Customers for whom the file's ground is declared already; sixteen bytes each.
    declared: HashSet<CustomerId>,
}

impl<'a> Writer<'a> {
    /// One that has written nothing yet.
    pub(super) fn new((shop, new, id): (&'a Shop, &'a NewImport, ImportId), guess: &Guess) -> Self {
        Writer {
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
        }
    }

    /// Tells a summary what came of what was written.
    pub(super) fn tell(&self, summary: &mut Summary) {
        summary.customers_new = self.n_changes.n_new_people;
        summary.orders_new = self.n_changes.n_new;
        summary.orders_changed = self.n_changes.n_changed;
        summary.orders_unchanged = self.n_changes.n_unchanged;
        summary.leave_out(guard::REASON, self.n_rows_forgotten, self.n_forgotten);
    }

    /// Writes everything that is gathered of the file.
    pub(super) async fn write_all<D: Draft>(
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
    pub(super) fn declared(
        &mut self,
        customer: CustomerId,
        now: Instant,
    ) -> Option<(CustomerId, Consent)> {
        let ground = self.ground.filter(|_| self.declared.insert(customer))?;
        Some((customer, self.declaration(ground, now)))
    }

    /// What a person answered, as of a moment.
    pub(super) fn answer(&self, answer: &ConsentDraft, at: Instant) -> Consent {
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

    pub(super) fn source(&self) -> String {
        source_of(&self.new.file_name)
    }
}
