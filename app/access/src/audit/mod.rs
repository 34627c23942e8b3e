//! The audit log: who did what, when, and what came of it.
//!
//! Each entry carries a digest of itself and of the one before it, and entries are numbered without
//! gaps by a counter of its own: one that is changed, taken out or cut off at the end leaves a
//! trace. It names staff and keys, never customers beyond the address of a request, so erasing a
//! customer does not touch it.
//!
//! Start reading at [`append`] and [`verify`].

pub mod api;
mod chain;
mod rows;

use domain::Instant;
use records::{RecordsError, ShopTx};

/// Something that was done, or tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deed {
    /// The e-mail of the person, `key NAME`, `command line`, or `nobody`.
    pub who: String,
    /// The verb: an HTTP method, or `command`.
    pub method: String,
    /// What it was done to: the address of the request, without what stands behind `?`.
    pub path: String,
    /// HTTP status; 200 for a command that was done.
    pub status: u16,
    /// What was before and after, where it is told.
    pub detail: String,
}

/// A deed as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1, without gaps.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What.
    pub deed: Deed,
    /// The digest of the one before and of this.
    pub hash: [u8; 32],
}

/// What a look through the whole log came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// So many entries, each as it was written.
    Whole(i64),
    /// The first entry that is not as it was written, or is missing.
    BrokenAt(i64),
}

/// The counter that numbers entries.
const COUNTER: &str = "audit_entry";

/// Entries read at a time while the log is looked through.
const AT_A_TIME: i64 = 1_000;

/// Writes a deed down. Taking the number makes others wait until this one is committed, so the
/// entry before is the one that will stand before.
pub async fn append(tx: &mut ShopTx, deed: Deed) -> Result<(), RecordsError> {
    let number = tx.take_numbers(COUNTER, 1).await?;
    let before = rows::hash_of(tx, number - 1).await?.unwrap_or(chain::BEGINNING);
    let mut entry = Entry { number, at: tx.now(), deed, hash: chain::BEGINNING };
    entry.hash = chain::link(&before, &entry);
    rows::add(tx, &entry).await
}

/// The entries before one of a number, the newest first.
pub async fn list(
    tx: &mut ShopTx,
    before: Option<i64>,
    n_max: u32,
) -> Result<Vec<Entry>, RecordsError> {
    rows::list_down(tx, before.unwrap_or(i64::MAX), i64::from(n_max)).await
}

/// Looks through the whole log, whether each entry is as it was written.
pub async fn verify(tx: &mut ShopTx) -> Result<Verified, RecordsError> {
    let (mut n_seen, mut before) = (0, chain::BEGINNING);
    loop {
        let entries = rows::list_up(tx, n_seen, AT_A_TIME).await?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            let is_sound = entry.number == n_seen + 1 && entry.hash == chain::link(&before, &entry);
            if !is_sound {
                return Ok(Verified::BrokenAt(n_seen + 1));
            }
            (n_seen, before) = (entry.number, entry.hash);
        }
    }
    let is_cut_off = tx.last_number(COUNTER).await? != n_seen;
    Ok(if is_cut_off { Verified::BrokenAt(n_seen + 1) } else { Verified::Whole(n_seen) })
}
