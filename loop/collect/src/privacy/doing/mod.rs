//! Doing what was asked: rows in one transaction, then columns and files, then the proof.
//!
//! A process that is killed in between goes on where it stopped: what is to be searched for is
//! sealed beside the regulation until nothing of it is found any more.
//!
//! Start reading at [`carry_out`].

mod files;
mod person;
mod proof;
mod restored;

use domain::{CustomerId, Instant, RegulationId};
use records::jobs::Claimed;
use records::traces::{self, Fate, Gone, Person, TRACES, Trace};
use records::{Actor, RecordsError, ShopTx};

use super::regulation::{Place, Receipt, Regulation, State, Verb};
use super::{backup_days, guard, rows, soon};
use crate::consent::{self, Channel, Purpose};
use crate::customers::{self, Identity};
use crate::settling::{self, SettlingError};
use crate::shop::{SealError, Shop, news};
use crate::work::Kind;
use crate::{orders, storefronts};

pub use proof::verify;
pub use restored::{Again, reapply};

pub(super) const WORK: &str = "privacy_regulation";

/// A report that began before may still read the files of before for so long.
const GRACE: i64 = 10 * 60 * 1_000_000;

/// Why a regulation could not be done.
#[derive(Debug, thiserror::Error)]
pub enum DoingError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The columns failed.
    #[error(transparent)]
    Settling(#[from] SettlingError),
    /// The names cannot be locked away while they have to be searched for.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A file cannot be read or removed.
    #[error("{path}: {reason}")]
    File {
        /// Which one, within the shop's folder.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// There is no such regulation.
    #[error("there is no regulation {0}")]
    Unknown(RegulationId),
    /// The customer was not there any more.
    #[error("the customer of {0} is not there; he may have been erased meanwhile")]
    NobodyThere(RegulationId),
    /// The list of erasures is of another shop or not readable.
    #[error("{0}")]
    List(String),
}

pub(super) fn kinds() -> Vec<Kind> {
    vec![Kind { name: WORK, run: |shop, job| Box::pin(async move { run(&shop, &job).await }) }]
}

async fn run(shop: &Shop, job: &Claimed) -> Result<(), String> {
    let id = job.payload["regulation"].as_str().and_then(|id| id.parse().ok());
    let Some(id) = id else { return Ok(()) };
    let done = step(shop, id).await;
    done.map_err(|error| error.to_string())
}

/// The next step of a regulation: doing it, and once the readers of before have ended, the proof.
async fn step(shop: &Shop, id: RegulationId) -> Result<(), DoingError> {
    let known = rows::find(&mut shop.read().await?, id).await?;
    match known.map(|regulation| regulation.state) {
        None | Some(State::Verified) => Ok(()),
        Some(State::Asked | State::Running) => {
            carry_out(shop, id).await?;
            let mut tx = shop.write(Actor::System).await?;
            let run_at = Instant(tx.now().0 + GRACE);
            soon(&mut tx, id, run_at).await?;
            Ok(tx.commit().await?)
        }
        Some(State::Done | State::Failed) => verify(shop, id).await.map(|_| ()),
    }
}

/// Does a regulation up to the proof; one that was cut off goes on.
pub async fn carry_out(shop: &Shop, id: RegulationId) -> Result<Regulation, DoingError> {
    let known = rows::find(&mut shop.read().await?, id).await?.ok_or(DoingError::Unknown(id))?;
    if known.state == State::Asked {
        take_rows(shop, &known).await?;
    }
    let known = rows::find(&mut shop.read().await?, id).await?.ok_or(DoingError::Unknown(id))?;
    if known.state != State::Running {
        return Ok(known);
    }
    let mut receipt = known.receipt.clone();
    if known.verb.forgets()
        && let Some(sought) = proof::sought(shop, id).await?
    {
        settling::settle_anew(shop).await?;
        let removed = files::remove(shop, &sought.person, &sought.messages).await?;
        receipt.note("files", removed, 0);
    }
    restored::write_list(shop).await?;
    let mut tx = shop.write(Actor::System).await?;
    receipt.backups_until = Some(tx.now().plus_days(backup_days(&mut tx).await?));
    rows::advance(&mut tx, id, State::Done, (&receipt, None)).await?;
    tx.commit().await?;
    let done = rows::find(&mut shop.read().await?, id).await?;
    done.ok_or(DoingError::Unknown(id))
}

/// Everything that stands in rows, in one transaction.
async fn take_rows(shop: &Shop, regulation: &Regulation) -> Result<(), DoingError> {
    let id = regulation.id;
    let mut tx = shop.write(Actor::System).await?;
    // Somebody else may have begun it between two looks.
    let now = rows::find(&mut tx, id).await?;
    if now.is_none_or(|now| now.state != State::Asked) {
        return Ok(());
    }
    let customer = regulation.customer.ok_or(DoingError::NobodyThere(id))?;
    let Some(known) = customers::find(&mut tx, customer).await? else {
        let receipt = Receipt::default();
        let why = DoingError::NobodyThere(id).to_string();
        rows::advance(&mut tx, id, State::Failed, (&receipt, Some(&why))).await?;
        tx.commit().await?;
        return Err(DoingError::NobodyThere(id));
    };
    tx.overwrite_deleted().await?;
    let (person, names) = person::of(&mut tx, &known).await?;
    if regulation.verb.keeps_away() {
        guard::forget(&mut tx, id, &names).await?;
    }
    let mut receipt = Receipt::default();
    let sealed = match regulation.verb.forgets() {
        false => {
            stop_writing(&mut tx, customer).await?;
            None
        }
        true => {
            let messages = person::messages(&mut tx, &person).await?;
            receipt = take_away(&mut tx, (&person, &names), regulation.verb).await?;
            let sought = proof::Sought { person, messages };
            let words = serde_json::to_string(&sought).map_err(RecordsError::from)?;
            let seal = shop.seal(&mut tx)?;
            Some(seal.lock(&mut tx, &id.to_string(), &words))
        }
    };
    rows::begin(&mut tx, id, sealed, &receipt).await?;
    news::tell(&mut tx).await?;
    Ok(tx.commit().await?)
}

async fn stop_writing(tx: &mut ShopTx, customer: CustomerId) -> Result<(), RecordsError> {
    for channel in Channel::ALL {
        consent::withdraw(tx, customer, (Purpose::Marketing, channel), "privacy").await?;
    }
    Ok(())
}

async fn take_away(
    tx: &mut ShopTx,
    (person, names): (&Person, &[Identity]),
    verb: Verb,
) -> Result<Receipt, RecordsError> {
    let mut receipt = Receipt::default();
    let customer = CustomerId(person.id);
    storefronts::wishes::forgotten(tx, customer).await?;
    let successor = match verb {
        Verb::Anonymise => Some(customers::make_nameless(tx, customer).await?),
        _ => None,
    };
    let bought = orders::names_of(tx, person.no).await?;
    let n_told = storefronts::forget(tx, &bought, &person::numbers(names)).await?;
    receipt.note("storefront_order", n_told, 0);
    let (n_gone, n_kept) = match successor {
        None => (orders::erase(tx, person.no).await?, 0),
        Some(successor) => (0, orders::make_nameless(tx, person.no, successor).await?),
    };
    receipt.note("orders", n_gone, n_kept);
    for Gone { table, n_gone, n_kept } in
        traces::take_away(tx, person, successor.map(|id| id.0)).await?
    {
        receipt.note(table, n_gone, n_kept);
    }
    customers::let_go(tx, customer, successor).await?;
    receipt.note("customer", 1, 0);
    receipt.note("mentions", traces::replace_words(tx, person).await?, 0);
    settling::mark_dirty(tx, [person.no].into()).await?;
    Ok(receipt)
}

impl Receipt {
    /// Adds to what became of him in a place; nothing is not told.
    fn note(&mut self, place: &str, n_gone: i64, n_kept: i64) {
        if n_gone == 0 && n_kept == 0 {
            return;
        }
        match self.places.iter_mut().find(|known| known.place == place) {
            Some(known) => {
                known.n_gone += n_gone;
                known.n_kept += n_kept;
            }
            None => self.places.push(Place { place: place.to_owned(), n_gone, n_kept }),
        }
    }
}

/// The person as he is searched for.
pub(super) async fn sought_words(
    tx: &mut ShopTx,
    customer: &customers::Customer,
) -> Result<Person, RecordsError> {
    Ok(person::of(tx, customer).await?.0)
}

/// What would become of a customer, table by table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The customer that it is about.
    pub customer: CustomerId,
    /// What he is called by in this preview, to be typed before anything is done.
    pub confirm: String,
    /// What would become of him when he is erased.
    pub erase: Vec<Place>,
    /// The same when he is made nameless.
    pub anonymise: Vec<Place>,
    /// Until when backups from before would hold him.
    pub backups_until: Instant,
}

/// What would become of a customer; nothing is changed.
pub async fn preview(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Option<Preview>, RecordsError> {
    let Some(known) = customers::find(tx, customer).await? else { return Ok(None) };
    let (person, _) = person::of(tx, &known).await?;
    let (mut erase, mut anonymise) = (Vec::new(), Vec::new());
    for trace in TRACES {
        let n = traces::count_of(tx, &person, trace).await?;
        if n > 0 && !is_machinery(trace) {
            erase.push(place(trace, trace.erased, n, Verb::Erase));
            anonymise.push(place(trace, trace.nameless, n, Verb::Anonymise));
        }
    }
    let backups_until = tx.now().plus_days(backup_days(tx).await?);
    let confirm = customers::shown_id(known.external_id.as_deref(), known.id);
    Ok(Some(Preview { customer, confirm, erase, anonymise, backups_until }))
}

/// What says nothing of a person beyond that he is being worked on.
fn is_machinery(trace: &Trace) -> bool {
    ["dirty_customer", "regulation"].contains(&trace.table)
}

fn place(trace: &Trace, fate: Fate, n: i64, verb: Verb) -> Place {
    let stays = match fate {
        Fate::Goes => false,
        Fate::Stays(_) => true,
        Fate::ByOwner => trace.table == "orders" && verb == Verb::Anonymise,
    };
    let (n_gone, n_kept) = if stays { (0, n) } else { (n, 0) };
    Place { place: trace.table.to_owned(), n_gone, n_kept }
}
