//! Writes gathered orders into the shop, in steps that are whole by themselves.
//!
//! A thread reads and gathers; beside it the orders are written in transactions of at most a fifth
//! of a second, so that nobody who works in the shop waits for a file. A process that is killed
//! leaves whole orders and an import that is not finished: importing the file again finds what is
//! written unchanged and goes on.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use domain::{CustomerId, ImportId, Instant};
use records::{Actor, ShopTx};
use tokio::sync::mpsc;

use super::gathering::{Gathering, Progress, Summary};
use super::guessing::Guess;
use super::reading::fault::Fault;
use super::{ImportError, NewImport, rows};
use crate::consent::{self, Channel, Consent, Ground, Purpose, State};
use crate::customers::Known;
use crate::fields::{self, Telling};
use crate::orders;
use crate::orders::draft::{ConsentChannel, ConsentDraft, OrderDraft};
use crate::privacy::guard;
use crate::shop::{self, Shop};

/// How many orders the gathering thread hands over at once.
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

/// What a file amounts to, without writing anything.
pub(super) async fn rehearse(
    shop: &Shop,
    new: &NewImport,
    guess: Guess,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    let (orders, mut handfuls) = mpsc::channel(HANDFULS_WAITING);
    let gathering = gather(shop, new, guess, progress, orders);
    while handfuls.recv().await.is_some() {}
    gathering.await
}

/// Writes a file's orders, customers and their answers.
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
        n_written: 0,
        n_changes: Changes::default(),
        n_forgotten: 0,
        n_rows_forgotten: 0,
        declared: HashSet::new(),
    };
    let (orders, mut handfuls) = mpsc::channel(HANDFULS_WAITING);
    let gathering = gather(shop, new, guess, progress, orders);
    let mut step = Vec::new();
    let mut n_handfuls = 1;
    loop {
        let handful = tokio::time::timeout(BEAT, handfuls.recv()).await;
        let is_end = matches!(handful, Ok(None));
        match handful {
            Ok(Some(handful)) => step.extend(handful),
            Ok(None) => {}
            Err(_) => {
                writer.write_step(&[], progress).await?;
                continue;
            }
        }
        if !step.is_empty() && (is_end || step.len() >= n_handfuls * HANDFUL) {
            let took = writer.write_step(&step, progress).await?;
            step.clear();
            n_handfuls = next_step(n_handfuls, took);
        }
        if is_end {
            break;
        }
    }
    let mut summary = gathering.await?;
    summary.import = Some(id);
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
fn gather(
    shop: &Shop,
    new: &NewImport,
    guess: Guess,
    progress: &Arc<Progress>,
    orders: mpsc::Sender<Vec<OrderDraft>>,
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
        let mut summary = gathered.each_order(guess.ground.is_some(), &progress, |order| {
            handful.push(order);
            if handful.len() < HANDFUL {
                return Ok(());
            }
            hand_over(&orders, std::mem::replace(&mut handful, Vec::with_capacity(HANDFUL)))
        })?;
        hand_over(&orders, handful)?;
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

fn hand_over(
    orders: &mpsc::Sender<Vec<OrderDraft>>,
    handful: Vec<OrderDraft>,
) -> Result<(), Fault> {
    // The other side has gone because writing failed; its error is the one that is told.
    let gone = |_| Fault::new("stopped", "the import was stopped", "import the file again");
    orders.blocking_send(handful).map_err(gone)
}

/// What came of the orders so far.
#[derive(Default)]
struct Changes {
    n_new: u64,
    n_changed: u64,
    n_unchanged: u64,
}

/// Writes one file's orders, step by step.
struct Writer<'a> {
    shop: &'a Shop,
    new: &'a NewImport,
    id: ImportId,
    ground: Option<Ground>,
    n_written: u64,
    n_changes: Changes,
    /// Orders of people who are forgotten, and the rows that they stood in.
    n_forgotten: u64,
    n_rows_forgotten: u64,
    /// Customers for whom the file's ground is declared already; sixteen bytes each.
    declared: HashSet<CustomerId>,
}

impl Writer<'_> {
    async fn write_step(
        &mut self,
        orders: &[OrderDraft],
        progress: &Progress,
    ) -> Result<Duration, ImportError> {
        let mut tx = self.shop.write(Actor::System).await?;
        let watch = Stopwatch::now();
        let welcome = self.welcome(&mut tx, orders).await?;
        let orders = welcome.as_deref().unwrap_or(orders);
        if !orders.is_empty() {
            let recorded = orders::record_many(&mut tx, Some(self.id), orders).await?;
            let answers = self.answers(&mut tx, orders, &recorded.customers);
            consent::declare_many(&mut tx, answers).await?;
            let told = fields_told(orders, &recorded.customers);
            fields::tell_many(&mut tx, &self.source(), told).await?;
            self.n_changes.n_new += recorded.n_new;
            self.n_changes.n_changed += recorded.n_changed;
            self.n_changes.n_unchanged += recorded.n_unchanged;
            self.n_written += orders.len() as u64;
        }
        rows::advance(&mut tx, self.id, progress, self.n_written).await?;
        tx.commit().await?;
        Ok(watch.elapsed())
    }

    /// The orders without those of people who are forgotten; none while all are welcome.
    async fn welcome(
        &mut self,
        tx: &mut ShopTx,
        orders: &[OrderDraft],
    ) -> Result<Option<Vec<OrderDraft>>, ImportError> {
        let refused = guard::refused_orders(tx, orders).await?;
        if !refused.contains(&true) {
            return Ok(None);
        }
        let (theirs, others): (Vec<_>, Vec<_>) =
            orders.iter().zip(refused).partition(|(_, is_refused)| *is_refused);
        self.n_rows_forgotten += theirs.iter().map(|(order, _)| rows_of(order)).sum::<u64>();
        self.n_forgotten += theirs.len() as u64;
        Ok(Some(others.into_iter().map(|(order, _)| order.clone()).collect()))
    }

    /// What the customers of these orders answered, and the ground that the owner declared.
    fn answers(
        &mut self,
        tx: &mut ShopTx,
        orders: &[OrderDraft],
        customers: &[Option<Known>],
    ) -> Vec<(CustomerId, Consent)> {
        let mut answers = Vec::new();
        for (order, customer) in orders.iter().zip(customers) {
            let (Some(person), Some(customer)) = (&order.person, customer) else { continue };
            let given = person.consents.iter();
            answers.extend(given.map(|answer| (customer.id, self.answer(answer, order.at))));
            if let Some(ground) = self.ground.filter(|_| self.declared.insert(customer.id)) {
                answers.push((customer.id, self.declaration(ground, tx.now())));
            }
        }
        answers
    }

    fn answer(&self, answer: &ConsentDraft, ordered_at: Instant) -> Consent {
        Consent {
            purpose: Purpose::Marketing,
            channel: match answer.channel {
                ConsentChannel::Email => Channel::Email,
                ConsentChannel::Sms => Channel::Sms,
            },
            state: if answer.granted { State::Granted } else { State::Denied },
            ground: Ground::Answer,
            proof: Some(answer.text.clone().unwrap_or_else(|| self.new.file_name.clone())),
            at: answer.at.unwrap_or(ordered_at),
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

/// What the buyers of these orders are known by in the shop's own fields, as of their orders.
fn fields_told(orders: &[OrderDraft], customers: &[Option<Known>]) -> Vec<Telling> {
    let told = orders.iter().zip(customers).filter_map(|(order, customer)| {
        let fields = order.person.as_ref()?.fields.iter();
        let values = fields.map(|(field, value)| (field.clone(), Some(value.clone())));
        Some(Telling { of: (*customer)?, at: order.at, values: values.collect() })
    });
    told.collect()
}

/// Rows of the file that an order stood in, as far as it tells: one a position.
fn rows_of(order: &OrderDraft) -> u64 {
    (order.lines.len() as u64).max(1)
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
