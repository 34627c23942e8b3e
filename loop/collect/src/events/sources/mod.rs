//! What we hear: who tells us something, how much of it, and what of it made no sense.
//!
//! Counts are kept by the hour and for ever; refusals only as long as somebody may look for them.
//!
//! Start reading at [`list`] and [`latest`].

pub mod api;
mod rows;

use domain::Instant;
use records::{RecordsError, ShopTx, happenings};

use super::Verdict;
use super::message::Refusal;
use super::writing::KEY;

/// What one source told in some time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Events told for the first time.
    pub n_new: i64,
    /// Events told again.
    pub n_again: i64,
    /// Messages that made no sense.
    pub n_refused: i64,
}

impl Heard {
    pub(super) fn count(&mut self, verdict: &Verdict) {
        let again = Some(super::Reason::HeardBefore);
        match verdict.accepted {
            true if verdict.reason == again => self.n_again += 1,
            true => self.n_new += 1,
            false => self.n_refused += 1,
        }
    }
}

/// A source, and what it has told.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// When it was heard last.
    pub last_at: Option<Instant>,
    /// Everything it ever told.
    pub ever: Heard,
    /// What it told in each of the last 24 hours, the oldest first, the running one last.
    pub hours: Vec<(Instant, Heard)>,
}

/// A message of a source and what became of it.
#[derive(Clone, Debug)]
pub struct Latest {
    /// When it was heard.
    pub heard_at: Instant,
    /// When it happened; a refused one did not.
    pub at: Option<Instant>,
    /// What its source calls it.
    pub message_id: Option<String>,
    /// What it is to the shop; a refused one is nothing.
    pub kind: Option<String>,
    /// The name of the event.
    pub name: Option<String>,
    /// Whose it is: a customer, or somebody without a name.
    pub who: Option<uuid::Uuid>,
    /// Why it was refused, or what is to be known about it.
    pub reason: Option<String>,
    /// Whether it is kept.
    pub accepted: bool,
    /// What was told.
    pub told: serde_json::Value,
}

/// How many hours are shown, the running one included.
const HOURS_SHOWN: i64 = 24;

const HOUR: i64 = 3_600_000_000;

/// Adds to what a source has told this hour, and keeps what made no sense.
pub(super) async fn note(
    tx: &mut ShopTx,
    source: &str,
    heard: Heard,
    refusals: Vec<&Refusal>,
) -> Result<(), RecordsError> {
    rows::add_to_hour(tx, source, heard).await?;
    if !refusals.is_empty() {
        rows::keep_refusals(tx, source, &refusals).await?;
    }
    Ok(())
}

/// Every source that is named or ever told anything, by name.
pub async fn list(tx: &mut ShopTx, names: &[String]) -> Result<Vec<Source>, RecordsError> {
    let now = tx.now().0;
    let running = now - now.rem_euclid(HOUR);
    let opens = |nth: i64| Instant(running - (HOURS_SHOWN - 1 - nth) * HOUR);
    let silent: Vec<_> = (0..HOURS_SHOWN).map(|nth| (opens(nth), Heard::default())).collect();
    let mut sources = rows::totals(tx).await?;
    for name in names {
        if !sources.iter().any(|source| source.name == *name) {
            let ever = Heard::default();
            sources.push(Source { name: name.clone(), last_at: None, ever, hours: Vec::new() });
        }
    }
    let told = rows::hours_since(tx, opens(0)).await?;
    for source in &mut sources {
        source.hours = silent.clone();
        for (_, at, heard) in told.iter().filter(|(name, ..)| *name == source.name) {
            let place = source.hours.iter_mut().find(|(opens_at, _)| opens_at == at);
            place.into_iter().for_each(|hour| hour.1 = *heard);
        }
    }
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(sources)
}

/// What a source told last and what became of it, the newest first.
pub async fn latest(
    tx: &mut ShopTx,
    source: &str,
    limit: u32,
) -> Result<Vec<Latest>, RecordsError> {
    let mut latest = rows::refusals(tx, source, limit).await?;
    for heard in happenings::latest_of_source(tx, source, KEY, limit).await? {
        let word = |field: &str| heard.payload[field].as_str().map(str::to_owned);
        latest.push(Latest {
            heard_at: Instant(heard.noted_at),
            at: Some(Instant(heard.at)),
            message_id: heard.dedup_key.strip_prefix(KEY).map(str::to_owned),
            name: word("name"),
            reason: word("note"),
            kind: Some(heard.kind),
            who: heard.customer_id,
            accepted: true,
            told: heard.payload,
        });
    }
    latest.sort_by_key(|one| std::cmp::Reverse(one.heard_at));
    latest.truncate(limit as usize);
    Ok(latest)
}
