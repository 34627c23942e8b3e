//! Everybody's persona, as cards, segments and lists tell it: by the run in use, never found anew.

use collect::shop::Shop;
use domain::{Caveat, RunId};
use records::ShopTx;

use super::MODEL;
use super::features::Gathered;
use super::found::Found;
use crate::asking::{Asked, ReportError};
use crate::leaving::beside;
use crate::models::{self, Run};

/// The customers of a shop, and the persona of each.
pub struct Assigned {
    /// The run that tells it.
    pub run: RunId,
    /// What it found.
    pub found: Found,
    /// The customers as they are now.
    pub gathered: Gathered,
    /// The place of each one's persona in the list of those found.
    pub labels: Vec<u32>,
}

impl Assigned {
    /// The key of each customer's persona, by his number.
    pub fn by_number(&self) -> impl Iterator<Item = (i64, &str)> + '_ {
        let keys =
            self.labels.iter().map(|label| self.found.personas[*label as usize].key.as_str());
        self.gathered.customers.iter().copied().zip(keys)
    }
}

/// What a kept run found; none where it found nothing, or another version did.
pub fn found_by(run: &Run) -> Option<Found> {
    let found: Option<Found> = serde_json::from_value(run.ran.found.clone()).ok();
    found.filter(Found::is_current)
}

/// The run in use, and what it found.
pub async fn in_use(tx: &mut ShopTx) -> Result<Option<(Run, Option<Found>)>, ReportError> {
    let run = models::in_use(tx, MODEL).await?;
    Ok(run.map(|run| {
        let found = found_by(&run);
        (run, found)
    }))
}

/// The caveat for what nobody can tell.
pub fn untold(run: Option<RunId>) -> Caveat {
    match run {
        Some(id) => {
            let text = format!(
                "the run {id} in use was found by another version; keep a new one and put it in \
                 use, until then nobody has a persona"
            );
            Caveat::new("personas_outdated", text)
        }
        None => {
            let text = "no personas are in use, so nobody has one; find them on the page of \
                        personas, or by `regulars personas --keep`, and put them in use";
            Caveat::new("no_personas", text)
        }
    }
}

/// Everybody's persona by the run in use, or why nobody can tell.
pub async fn of_asked(
    shop: &Shop,
    asked: &Asked,
) -> Result<Result<Option<Assigned>, Caveat>, ReportError> {
    let (run, found) = match in_use(&mut shop.read().await?).await? {
        Some((run, Some(found))) => (run.id, found),
        Some((run, None)) => return Ok(Err(untold(Some(run.id)))),
        None => return Ok(Err(untold(None))),
    };
    let Some(gathered) = Gathered::of(asked, found.channel.as_deref()).await? else {
        return Ok(Ok(None));
    };
    let assigned = beside(move || {
        let labels = found.labels(&gathered);
        Assigned { run, found, gathered, labels }
    });
    Ok(Ok(Some(assigned.await?)))
}
