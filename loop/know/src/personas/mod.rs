//! Personas: the kinds of customers a shop has, found in how they buy and named by rules.
//!
//! K-means over what is known of everybody (see [`features`]); how many there should be is told by
//! silhouette and by whether two halves of the customers agree. A run is kept, compared and put in
//! use like those of other models: what stands on cards, in lists and in segments is told by the
//! run in use and never found anew. A persona that is still there keeps its word and its name.
//! Start at [`of_shop`]; what is found is in [`finding`].

pub mod api;
pub mod assigned;
pub mod card;
pub mod features;
pub mod finding;
pub mod found;
pub mod naming;
pub mod options;
pub mod report;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use collect::shop::Shop;
use domain::RunId;
use records::{Actor, RecordsError};
use serde_json::json;

use crate::asking::{Asked, ReportError, ask, ask_of};
use crate::leaving::beside;
use crate::models::{self, Ran, Run};
use features::Gathered;
use finding::{Nothing, Wanted};
use found::Found;

pub use options::PersonaOptions;
pub use report::PersonasReport;

/// The word under which runs of this model are kept.
pub const MODEL: &str = "personas";

/// A search that takes longer tells the best so far, with a caveat. Twenty thousand customers took
/// ten seconds on two cores that were busy with other work.
const TIME_MOST: Duration = Duration::from_secs(30);

/// A shop with its personas.
pub struct Seen {
    /// The facts that were asked.
    pub asked: Asked,
    /// Its customers; none while nobody has bought.
    pub gathered: Option<Gathered>,
    /// Its personas, or why there are none.
    pub found: Result<Found, Nothing>,
    /// The run that tells them; none where they were found this moment.
    pub run: Option<Run>,
}

/// Looks at the personas of a shop: by the run asked for, by the run in use, or found anew.
pub async fn seen(shop: &Shop, options: &PersonaOptions) -> Result<Seen, ReportError> {
    let mut asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let told = if options.wants_anew() { None } else { told_by(shop, options.run).await? };
    let Some((run, found)) = told else { return anew(shop, options, asked).await };
    let Some(found) = found else {
        asked.vantage.caveats.say(assigned::untold(Some(run.id)));
        return anew(shop, options, asked).await;
    };
    let gathered = Gathered::of(&asked, found.channel.as_deref()).await?;
    let found = if gathered.is_some() { Ok(found) } else { Err(Nothing::Nobody) };
    Ok(Seen { asked, gathered, found, run: Some(run) })
}

/// The run asked for, or the one in use; none where neither is there.
async fn told_by(
    shop: &Shop,
    run: Option<RunId>,
) -> Result<Option<(Run, Option<Found>)>, ReportError> {
    let mut tx = shop.read().await?;
    let Some(id) = run else { return assigned::in_use(&mut tx).await };
    let run = models::find(&mut tx, id).await?.filter(|run| run.ran.model == MODEL);
    let run = run.ok_or(ReportError::NoRun(id))?;
    let found = assigned::found_by(&run);
    Ok(Some((run, found)))
}

async fn anew(shop: &Shop, options: &PersonaOptions, asked: Asked) -> Result<Seen, ReportError> {
    let before = assigned::in_use(&mut shop.read().await?).await?;
    let before = before.and_then(|(run, found)| Some((run.id, found?)));
    let Some(gathered) = Gathered::of(&asked, None).await? else {
        return Ok(Seen { asked, gathered: None, found: Err(Nothing::Nobody), run: None });
    };
    let wanted = Wanted { k: options.k.map(usize::from), seed: options.seed.unwrap_or_default() };
    let stop = Stop::default();
    let asked_to_stop = stop.0.clone();
    let (gathered, found) = beside(move || {
        let begun = Stopwatch::now();
        let go_on = || !asked_to_stop.load(Ordering::Relaxed) && begun.elapsed() < TIME_MOST;
        let before = before.as_ref().map(|(run, found)| (*run, found));
        let found = finding::find(&gathered, wanted, before, &go_on);
        (gathered, found)
    })
    .await?;
    drop(stop);
    Ok(Seen { asked, gathered: Some(gathered), found, run: None })
}

/// Ends a search when nobody waits for it any more.
#[derive(Default)]
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The personas of a shop, with their portraits.
pub async fn of_shop(shop: &Shop, options: PersonaOptions) -> Result<PersonasReport, ReportError> {
    let seen = seen(shop, &options).await?;
    report::tell(shop, options, &seen).await
}

/// Finds personas once more and keeps the run, so that it can be compared and put in use.
pub async fn run(shop: &Shop, options: PersonaOptions, actor: Actor) -> Result<Run, ReportError> {
    let begun = Stopwatch::now();
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let seen = anew(shop, &options, asked).await?;
    let took = begun.elapsed();
    let ran = ran(&seen, options, took)?;
    let mut tx = shop.write(actor).await?;
    let run = models::keep(&mut tx, ran).await?;
    tx.commit().await?;
    Ok(run)
}

fn ran(seen: &Seen, options: PersonaOptions, took: Duration) -> Result<Ran, ReportError> {
    let found = seen.found.as_ref().ok();
    let cuts = seen.gathered.as_ref().map(|gathered| &gathered.cuts);
    let k = found.map(|found| found.personas.len());
    let tried = found.and_then(|found| found.tried.iter().find(|it| Some(it.k) == k));
    let kept = |found: &Found| {
        found.personas.iter().filter(|persona| persona.fate == found::Fate::Kept).count()
    };
    let names = |found: &Found| -> Vec<_> { found.personas.iter().map(|it| it.name()).collect() };
    Ok(Ran {
        model: MODEL.to_owned(),
        options: serde_json::to_value(&options).map_err(RecordsError::from)?,
        seen_from: cuts.map(|cuts| cuts.from),
        seen_until: cuts.map(|cuts| cuts.day(cuts.end.saturating_sub(1))),
        found: serde_json::to_value(found).map_err(RecordsError::from)?,
        measures: json!({
            "k": k,
            "fitting": found.and_then(|found| found.fitting),
            "customers": seen.gathered.as_ref().map(Gathered::len),
            "seed": found.map(|found| found.seed),
            "silhouette": tried.map(|it| it.silhouette),
            "stability": tried.map(|it| it.stability),
            "inertia": found.map(|found| found.inertia),
            "kept": found.map(kept),
            "gone": found.map(|found| found.gone.len()),
            "names": found.map(names),
        }),
        took_ms: i64::try_from(took.as_millis()).unwrap_or(i64::MAX),
        code_version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// The word of everybody's persona by his number, by the run in use; empty while none are.
pub async fn by_number(shop: &Shop) -> Result<HashMap<i64, String>, ReportError> {
    // Without a run in use nothing is folded: lists ask this each time.
    if assigned::in_use(&mut shop.read().await?).await?.is_none() {
        return Ok(HashMap::new());
    }
    let assigned = assigned::of_asked(shop, &ask(shop, None).await?).await?;
    let told = assigned.ok().flatten();
    Ok(told.map_or_else(HashMap::new, |told| {
        told.by_number().map(|(customer, key)| (customer, key.to_owned())).collect()
    }))
}

/// The words and names of the personas in use, as rules may ask them; none while none are.
pub async fn known(shop: &Shop) -> Result<Vec<(String, naming::Name)>, ReportError> {
    let found = assigned::in_use(&mut shop.read().await?).await?.and_then(|(_, found)| found);
    let personas = found.map(|found| found.personas).unwrap_or_default();
    Ok(personas.into_iter().map(|it| (it.key.clone(), it.name())).collect())
}
