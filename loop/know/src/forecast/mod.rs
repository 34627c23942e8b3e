//! Forecast: what the shop will sell, how far that is to be trusted, and what was unlike itself.
//!
//! The facts tell what was sold in each whole period; `stats` tries its ways on ends of that
//! history and goes on from it. The forecast of the whole is held against one from below, of the
//! customers who are here and those to come ([`cohorts`]). Nothing here asks the clock but to stop
//! waiting. Start at [`of_shop`].

pub mod api;
pub mod cohorts;
mod holidays;
pub mod options;
pub mod past;
mod reckoning;
pub mod report;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::{Duration, Instant as Stopwatch};

use collect::shop::Shop;
use records::{Actor, RecordsError};
use serde_json::json;
use stats::forecast::Patience;

use crate::asking::{ReportError, ask_of};
use crate::models::{self, Ran, Run};
use options::{By, Holidays};
use past::Past;
use reckoning::unusual::unusual;
use reckoning::{Asking, Reckoned, reckon};
use report::{Found, Part};

pub use options::ForecastOptions;
pub use report::ForecastReport;

/// The word under which runs of this model are kept.
pub const MODEL: &str = "forecast";

/// So long is tried at most; what could not be tried by then is left out and said.
const WAITED_MOST: Duration = Duration::from_secs(12);

/// The forecast of a shop.
pub async fn of_shop(shop: &Shop, options: ForecastOptions) -> Result<ForecastReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let past = Past::of(&asked, options.by).await?;
    let vantage = asked.vantage;
    let Some(past) = past else { return Ok(report::tell(options, &vantage, None, None)) };
    let wished = options.clone();
    let calendar = holidays::calendar_of(options.holidays, &vantage.zone.name());
    let (past, found) = beside(move || {
        let found = found(&wished, &past, calendar);
        (past, found)
    })
    .await?;
    let mut report = report::tell(options, &vantage, Some(&past), Some(&found));
    let asked = &report.head.options;
    if let Some(reckoned) = found.reckoned.filter(|_| asked.cohorts && asked.by != By::Day) {
        let below = cohorts::of(shop, asked, &vantage, &past, &reckoned).await?;
        report.cohorts = below.map_err(|doubt| report.head.caveats.say(doubt)).ok();
    }
    Ok(report)
}

fn found(options: &ForecastOptions, past: &Past, calendar: Holidays) -> Found {
    let series = past.whole.series(options.of);
    let occasions = holidays::occasions(calendar, options.by, past, options.n_ahead());
    let begun = Stopwatch::now();
    let lasts = || begun.elapsed() < WAITED_MOST;
    let asking = Asking {
        season: options.by.season(),
        n_ahead: options.n_ahead(),
        n_cuts: options.by.n_cuts(),
        way: options.way.told(),
        occasions: &occasions,
    };
    let reckoned = reckon(&series, asking, &Patience::while_it(&lasts));
    let unusual = reckoned.as_ref().map(|it| strange(options, past, &series, it));
    Found { series, unusual: unusual.unwrap_or_default(), reckoned, calendar }
}

fn strange(
    options: &ForecastOptions,
    past: &Past,
    series: &[f64],
    reckoned: &Reckoned,
) -> Vec<reckoning::unusual::Unusual<Part>> {
    let numbers = past.parts.iter().map(|(part, it)| (part.clone(), it.series(options.of)));
    let parts: BTreeMap<Part, Vec<f64>> = numbers.collect();
    let season = options.by.season();
    // The first season has no season before it, the first values of a short history nothing at all.
    let skip = if series.len() > 2 * season { season } else { SKIPPED };
    unusual(series, &reckoned.fitted.expected(), skip, &parts, season)
}

const SKIPPED: usize = 4;

/// Does long arithmetic beside the threads that answer.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ReportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ReportError::Interrupted)
}

/// Foretells once more and keeps the run, so that it can be held against what came.
pub async fn run(shop: &Shop, options: ForecastOptions, actor: Actor) -> Result<Run, ReportError> {
    let begun = Stopwatch::now();
    let report = of_shop(shop, options).await?;
    let used = report
        .trial
        .as_ref()
        .and_then(|trial| trial.ways.iter().find(|tried| Some(tried.way) == report.way));
    let found = report.way.map(|way| {
        json!({
            "way": way,
            "forms": report.forms,
            "seed": reckoning::SEED,
            "ahead": report.ahead,
            "total": report.total,
        })
    });
    let ran = Ran {
        model: MODEL.to_owned(),
        options: serde_json::to_value(&report.head.options).map_err(RecordsError::from)?,
        seen_from: report.seen_from,
        seen_until: report.seen_until,
        found: serde_json::to_value(found).map_err(RecordsError::from)?,
        measures: json!({
            "periods": report.past.len(),
            "tried_from": report.trial.as_ref().map(|trial| trial.from),
            "off": used.map(|it| it.off),
            "smape": used.map(|it| it.smape),
            "mase": used.map(|it| it.mase),
            "bias": used.map(|it| it.bias),
            "within_80": used.map(|it| it.within_80),
        }),
        took_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        code_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let mut tx = shop.write(actor).await?;
    let run = models::keep(&mut tx, ran).await?;
    tx.commit().await?;
    Ok(run)
}
