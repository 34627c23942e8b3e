//! The report of personas: portraits, how many there should be, and how far to trust it.

mod counts;
mod doubts;
mod portrait;
mod shapes;
mod sheet;
mod words;

use collect::shop::Shop;
use stats::clusters::Tried;

use super::features::{Feature, Gathered};
use super::found::Found;
use super::{PersonaOptions, Seen};
use crate::asking::ReportError;
use counts::Counts;
use portrait::Album;

pub use shapes::{
    Difference, FateOut, FeatureOut, GoneOut, Liked, PersonasReport, Portrait, TriedOut, Typical,
};
pub use words::definition;

/// Tells the personas of a shop that was looked at.
pub async fn tell(
    shop: &Shop,
    options: PersonaOptions,
    seen: &Seen,
) -> Result<PersonasReport, ReportError> {
    let vantage = &seen.asked.vantage;
    let mut head = vantage.head("personas", definition(vantage.language), options);
    doubts::of(seen).into_iter().for_each(|doubt| head.caveats.say(doubt));
    let cuts = seen.gathered.as_ref().map(|gathered| &gathered.cuts);
    let mut report = PersonasReport {
        head,
        run: seen.run.as_ref().map(|run| run.id),
        made_at: seen.run.as_ref().map(|run| run.made_at),
        in_use_since: seen.run.as_ref().and_then(|run| run.in_use_since),
        customers: seen.gathered.as_ref().map_or(0, |gathered| gathered.len() as u64),
        seen_from: cuts.map(|cuts| cuts.from),
        seen_until: cuts.map(|cuts| cuts.day(cuts.end.saturating_sub(1))),
        fitting: None,
        seed: None,
        tried: Vec::new(),
        features: Vec::new(),
        channel: None,
        personas: Vec::new(),
        gone: Vec::new(),
    };
    let (Some(gathered), Ok(found)) = (&seen.gathered, &seen.found) else { return Ok(report) };
    report.fitting = found.fitting.and_then(|k| u32::try_from(k).ok());
    report.seed = Some(found.seed);
    report.tried = found.tried.iter().map(tried).collect();
    report.features = Feature::ALL.into_iter().map(|it| feature(found, it)).collect();
    report.channel.clone_from(&found.channel);
    report.personas = portraits(shop, seen, gathered, found).await?;
    let gone = found.gone.iter();
    report.gone = gone.map(|it| GoneOut { key: it.key.clone(), name: words::name(it) }).collect();
    Ok(report)
}

async fn portraits(
    shop: &Shop,
    seen: &Seen,
    gathered: &Gathered,
    found: &Found,
) -> Result<Vec<Portrait>, ReportError> {
    let labels = found.labels(gathered);
    let counts = Counts::of(&seen.asked, gathered, &labels, found.personas.len()).await?;
    let album = Album::of(&seen.asked.vantage, gathered, found, labels);
    album.introduced(shop, &counts).await
}

fn tried(tried: &Tried) -> TriedOut {
    let half = stats::Z95 * tried.silhouette_error;
    TriedOut {
        k: tried.k as u32,
        silhouette: tried.silhouette,
        silhouette_low: tried.silhouette - half,
        silhouette_high: tried.silhouette + half,
        stability: tried.stability,
        stability_least: tried.stability_least,
        smallest: tried.smallest,
        is_stable: tried.is_stable(),
    }
}

fn feature(found: &Found, feature: Feature) -> FeatureOut {
    let scale = &found.scales.0[feature as usize];
    FeatureOut {
        feature,
        called: feature.called(),
        meaning: feature.meaning(),
        unit: feature.unit(),
        usual: feature.shown(scale.mean),
        weight: scale.weight,
    }
}
