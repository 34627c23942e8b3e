//! The chance of everybody to leave, as cards and segments tell it.

use collect::shop::Shop;
use domain::{Caveat, RunId};
use records::ShopTx;

use super::features::Cuts;
use super::modelled::{Modelled, Now, Ready, chances};
use super::options::Model;
use super::{LeavingOptions, MODEL, days_of_rhythm, gathered_of, now_of};
use crate::asking::{Asked, ReportError};
use crate::models;

/// Everybody's chance to leave, and what told it.
pub struct Chances {
    /// What told it; none when nothing can be learnt yet.
    pub ready: Option<Ready>,
    /// The run that it is of; none where it was learnt this moment.
    pub run: Option<RunId>,
    /// The days at which the past was cut; none while nobody has bought.
    pub cuts: Option<Cuts>,
    /// The customers as they are now.
    pub now: Now,
    /// The chances, in the order of those seen now; none when nothing can be learnt yet.
    pub chances: Vec<f64>,
    /// What must be known before they are trusted.
    pub caveat: Option<Caveat>,
}

impl Chances {
    /// What must be known before a segment by these chances is trusted.
    pub fn caveats(&self) -> Vec<Caveat> {
        let nothing = self.chances.is_empty().then(|| {
            let text = "nothing can be learnt yet of who leaves, so nobody has a chance to leave";
            Caveat::new("no_chances", text)
        });
        self.caveat.iter().cloned().chain(nothing).collect()
    }

    /// The chance of each customer, by his number.
    pub fn by_number(&self) -> impl Iterator<Item = (i64, f64)> + '_ {
        self.now.seen.customers.iter().copied().zip(self.chances.iter().copied())
    }
}

/// The chances by the run that was put in use; by a regression of this moment where none was, or
/// where the one in use was learnt from other numbers than this program knows.
pub async fn of_asked(shop: &Shop, asked: &Asked) -> Result<Chances, ReportError> {
    let in_use = in_use(&mut shop.read().await?).await?;
    let (run, caveat) = match in_use {
        Some((id, Some(ready))) => return by_run(asked, id, ready).await,
        Some((id, None)) => {
            let text = format!(
                "the run {id} in use was learnt by another version, so a regression of this \
                 moment tells the chances; keep a new run and put it in use"
            );
            (None, Some(Caveat::new("run_outdated", text)))
        }
        None => (None, None),
    };
    let options = LeavingOptions::default();
    let gathered = gathered_of(asked, &options, days_of_rhythm(asked).await?).await?;
    let Some(gathered) = gathered else {
        let (now, chances) = (Now::default(), Vec::new());
        return Ok(Chances { ready: None, run, cuts: None, now, chances, caveat });
    };
    let modelled = super::beside(move || Modelled::untried(Model::Logistic, gathered)).await?;
    let chances = modelled.chances().unwrap_or_default();
    let (ready, cuts, now) = (modelled.ready, Some(modelled.cuts), modelled.now);
    Ok(Chances { ready, run, cuts, now, chances, caveat })
}

/// The run in use, and what it learnt; that is none where it cannot be read any more.
async fn in_use(tx: &mut ShopTx) -> Result<Option<(RunId, Option<Ready>)>, ReportError> {
    let Some(run) = models::in_use(tx, MODEL).await? else { return Ok(None) };
    let ready: Option<Ready> = serde_json::from_value(run.ran.found).ok();
    Ok(Some((run.id, ready.filter(Ready::is_current))))
}

async fn by_run(asked: &Asked, run: RunId, ready: Ready) -> Result<Chances, ReportError> {
    let (run, caveat) = (Some(run), None);
    let Some(cuts) = Cuts::new(&asked.vantage, ready.within) else {
        let (ready, now, chances) = (Some(ready), Now::default(), Vec::new());
        return Ok(Chances { ready, run, cuts: None, now, chances, caveat });
    };
    let (cuts, now) = now_of(asked, cuts).await?;
    let chances = chances(&ready, &now);
    Ok(Chances { ready: Some(ready), run, cuts: Some(cuts), now, chances, caveat })
}
