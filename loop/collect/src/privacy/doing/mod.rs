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
mod rows;
mod taking;

use domain::{Instant, RegulationId};
use records::jobs::Claimed;
use records::traces::Person;
use records::{Actor, RecordsError, ShopTx};

use super::regulation::{Regulation, State};
use super::{backup_days, rows as kept, soon};
use crate::customers;
use crate::settling::{self, SettlingError};
use crate::shop::{SealError, Shop};
use crate::work::Kind;

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
    let known = kept::find(&mut shop.read().await?, id).await?;
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
    let known = kept::find(&mut shop.read().await?, id).await?.ok_or(DoingError::Unknown(id))?;
    if known.state == State::Asked {
        taking::take_rows(shop, &known).await?;
    }
    let known = kept::find(&mut shop.read().await?, id).await?.ok_or(DoingError::Unknown(id))?;
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
    kept::advance(&mut tx, id, State::Done, (&receipt, None)).await?;
    tx.commit().await?;
    let done = kept::find(&mut shop.read().await?, id).await?;
    done.ok_or(DoingError::Unknown(id))
}

/// The person as he is searched for.
pub(super) async fn sought_words(
    tx: &mut ShopTx,
    customer: &customers::Customer,
) -> Result<Person, RecordsError> {
    Ok(person::of(tx, customer).await?.0)
}
