//! Leaving: who will not order within so many days, and who will.
//!
//! The past is cut at days whose future is known; a model learns from what was known of each
//! customer on these days whether he came, is tried on days held back, and tells the chance of
//! everybody now. What stands on customer cards and in segments is told by the run that was put in
//! use, and by a regression of this moment where none was. Start at [`fitted`]; what is known
//! of a customer is in [`features`].

pub mod api;
pub mod card;
pub mod chances;
pub mod features;
mod modelled;
pub mod options;
pub mod report;
mod trial;

#[cfg(test)]
mod tests;

use std::time::Instant as Stopwatch;

use collect::shop::Shop;
use records::{Actor, RecordsError};
use serde_json::json;

use crate::asking::{Asked, ReportError, ask_of};
use crate::models::{self, Ran, Run};
use crate::rhythm::{self, RhythmFold, RhythmOptions};
use crate::{Vantage, called};
use features::{Cuts, FeatureFold, Sample, Tallies, TallyFold, first_of_categories};
use modelled::{Gathered, Modelled, Now};
use report::Told;

pub use options::LeavingOptions;
pub use report::LeavingReport;

/// The word under which runs of this model are kept.
pub const MODEL: &str = "leaving";

/// So many customers are learnt from; of more a part stands for all. A fit over 100,000 customers
/// on five cuts takes seconds, and its errors lie in the third digit.
const LEARNT_FROM_MOST: u64 = 100_000;

/// A shop with what was learnt from it.
pub struct Fitted {
    /// Where it was seen from.
    pub vantage: Vantage,
    /// The days that fit the rhythm of the shop; none while nobody has come back.
    pub rhythm_days: Option<u32>,
    /// Its customers and their model; none while nobody has bought.
    pub modelled: Option<Modelled>,
}

/// Gathers the features of a shop's customers and learns from them.
///
/// The arithmetic is done beside the threads that answer the page.
pub async fn fitted(shop: &Shop, options: &LeavingOptions) -> Result<Fitted, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    fitted_to(&asked, options).await
}

async fn fitted_to(asked: &Asked, options: &LeavingOptions) -> Result<Fitted, ReportError> {
    let rhythm_days = days_of_rhythm(asked).await?;
    let vantage = asked.vantage.clone();
    let gathered = gathered_of(asked, options, rhythm_days).await?;
    let model = options.model;
    let modelled = match gathered {
        None => None,
        Some(gathered) => Some(beside(move || Modelled::of(model, gathered)).await?),
    };
    Ok(Fitted { vantage, rhythm_days, modelled })
}

/// When nobody has come back yet there is no rhythm to go by.
const WITHIN_USUAL: u32 = 60;
/// A shop of daily needs is looked ahead two weeks, one of rare purchases half a year.
const WITHIN_LEAST: u32 = 14;
const WITHIN_MOST: u32 = 180;

/// By when three of four of those who ever come back have come, in whole weeks; never more than a
/// fourth of the history, so that there is something to learn from and something to try it on.
async fn days_of_rhythm(asked: &Asked) -> Result<Option<u32>, ReportError> {
    let sum = asked.fold(RhythmFold::new(&asked.vantage)).await?;
    let rhythm = rhythm::report(RhythmOptions::default(), &asked.vantage, sum.as_ref());
    let quiet = rhythm.thresholds.quiet_days.and_then(|days| u32::try_from(days).ok());
    let n_days = Cuts::new(&asked.vantage, 1).map_or(0, |cuts| cuts.end);
    Ok(quiet.map(|days| {
        let most = (n_days / 4).clamp(1, WITHIN_MOST);
        days.next_multiple_of(7).max(WITHIN_LEAST).min(most)
    }))
}

/// Gathers everybody's features on the cuts; none while nobody has bought.
async fn gathered_of(
    asked: &Asked,
    options: &LeavingOptions,
    rhythm_days: Option<u32>,
) -> Result<Option<Gathered>, ReportError> {
    let told = options.within.and_then(|days| u32::try_from(days.count()).ok());
    let within = told.or(rhythm_days).unwrap_or(WITHIN_USUAL);
    let Some(cuts) = Cuts::new(&asked.vantage, within) else { return Ok(None) };
    let sample = Sample::of(n_customers(asked).await?, LEARNT_FROM_MOST);
    let sum = asked.fold(Some(FeatureFold::new(&cuts, sample))).await?.unwrap_or_default();
    let tallies = tallies_of(asked, &cuts).await?;
    Ok(Some(beside(move || Gathered::of(cuts, sample, sum, &tallies)).await?))
}

async fn n_customers(asked: &Asked) -> Result<u64, ReportError> {
    let question = "select cast(0 as bigint), cast(count(*) as double) from customers";
    let found = asked.session.numbers(question).await?;
    Ok(found.first().and_then(|(_, n)| *n).map_or(0, |n| n as u64))
}

/// What orders alone do not tell of everybody.
async fn tallies_of(asked: &Asked, cuts: &Cuts) -> Result<Tallies, ReportError> {
    let session = &asked.session;
    let with_coupon = "valid and customer_no > 0 and coupon is not null";
    let coupons = session.fold_where(with_coupon, TallyFold::at_once(cuts)).await?;
    let undone = session.fold_where(&TallyFold::undone_where(), TallyFold::undone(cuts)).await?;
    Ok(Tallies::new(coupons, undone, first_of_categories(session, cuts).await?))
}

/// Everybody as he is now, and nobody's past: what is told by something that was learnt before.
pub(crate) async fn now_of(asked: &Asked, mut cuts: Cuts) -> Result<(Cuts, Now), ReportError> {
    cuts.known.clear();
    let fold = FeatureFold::new(&cuts, Sample::of(0, 0));
    let sum = asked.fold(Some(fold)).await?.unwrap_or_default();
    let tallies = tallies_of(asked, &cuts).await?;
    let now = beside(move || {
        let seen = sum.cuts.into_iter().next().unwrap_or_default().in_order();
        Now { rows: tallies.complete(&seen, 0), seen }
    })
    .await?;
    Ok((cuts, now))
}

/// Does long arithmetic beside the threads that answer.
pub(crate) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ReportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ReportError::Interrupted)
}

/// The report of a shop, its customers not introduced yet.
pub async fn told(shop: &Shop, options: LeavingOptions) -> Result<(Fitted, Told), ReportError> {
    let fitted = fitted(shop, &options).await?;
    beside(move || {
        let told = report::tell(options, &fitted);
        (fitted, told)
    })
    .await
}

/// The leaving report of a shop, with the ids that reports show.
pub async fn of_shop(shop: &Shop, options: LeavingOptions) -> Result<LeavingReport, ReportError> {
    let (fitted, Told { mut report, listed }) = told(shop, options).await?;
    if let Some(modelled) = &fitted.modelled {
        let numbers: Vec<i64> = listed.iter().map(|one| one.customer_no).collect();
        let called = called::of_numbers(shop, &numbers).await?;
        let row = |one| report::row(&fitted.vantage, modelled, &called, one);
        report.rows = listed.iter().map(row).collect();
    }
    Ok(report)
}

/// Learns once more and keeps the run, so that it can be compared with others and put in use.
pub async fn run(shop: &Shop, options: LeavingOptions, actor: Actor) -> Result<Run, ReportError> {
    let begun = Stopwatch::now();
    let (fitted, Told { report, .. }) = told(shop, options).await?;
    let ready = fitted.modelled.as_ref().and_then(|modelled| modelled.ready.as_ref());
    let shipped = report
        .trial
        .as_ref()
        .and_then(|trial| trial.models.iter().find(|it| Some(it.model) == report.model));
    let ran = Ran {
        model: MODEL.to_owned(),
        options: serde_json::to_value(&report.head.options).map_err(RecordsError::from)?,
        seen_from: report.seen_from,
        seen_until: report.seen_until,
        found: serde_json::to_value(ready).map_err(RecordsError::from)?,
        measures: json!({
            "within_days": report.within_days,
            "model": report.model,
            "customers": report.customers,
            "examples": report.examples,
            "left": report.left,
            "tried_from": report.trial.as_ref().map(|trial| trial.from),
            "tried": report.trial.as_ref().map(|trial| trial.tried),
            "auc": shipped.map(|it| it.auc),
            "log_loss": shipped.map(|it| it.log_loss),
            "brier": shipped.map(|it| it.brier),
            "lift": shipped.and_then(|it| it.lift),
        }),
        took_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        code_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let mut tx = shop.write(actor).await?;
    let run = models::keep(&mut tx, ran).await?;
    tx.commit().await?;
    Ok(run)
}
