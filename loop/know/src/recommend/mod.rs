//! Recommendations: what this customer wants next, and what goes with what.
//!
//! Where things are bought again, nothing foretells better than what a customer bought himself; so
//! the chance that he buys it again, told by how often and how long ago, is the heart. What others
//! bought adds to it (EASE, BM25), and what is popular. How much each counts is sought on the
//! newest days, none of which was learnt from, and measured on customers on whom nothing was
//! sought. Answers come from memory. Start at [`learnt_of`], then [`answers`].

pub mod answers;
pub mod api;
mod goods;
mod learnt;
pub mod memory;
pub mod options;
pub mod report;
pub mod withheld;

#[cfg(test)]
mod tests;

use std::time::Instant as Stopwatch;

use collect::shop::Shop;
use domain::RunId;
use records::{Actor, RecordsError};
use serde_json::json;

use crate::asking::{Asked, ReportError, ask};
use crate::models::{self, Ran, Run};
use goods::Goods;
use learnt::Recipe;

pub use answers::{Recommendation, Recommended};
pub use goods::{Product, arrivals};
pub use learnt::Learnt;
pub use options::{Bought, RecommendOptions, Wish};
pub use report::RecommendReport;

/// The word under which runs of this model are kept.
pub const MODEL: &str = "recommend";

/// Learns from a shop; none while nobody has bought a product.
async fn learnt_of(
    asked: &Asked,
    options: &RecommendOptions,
    by_run: Option<(RunId, Recipe)>,
) -> Result<Option<Learnt>, ReportError> {
    let Some(goods) = Goods::of(asked).await? else { return Ok(None) };
    if goods.products.is_empty() {
        return Ok(None);
    }
    let (vantage, options) = (asked.vantage.clone(), options.clone());
    let learn = move || learnt::learn(vantage, goods, &options, by_run);
    let learnt = tokio::task::spawn_blocking(learn).await;
    learnt.map(Some).map_err(|_| ReportError::Interrupted)
}

/// The report of a shop: how well each way foretold, and what goes with what.
pub async fn of_shop(
    shop: &Shop,
    options: RecommendOptions,
) -> Result<RecommendReport, ReportError> {
    if options.within.is_none() && options.as_of.is_none() {
        let held = memory::learnt(shop).await?;
        if let Some(learnt) = held.as_ref().as_ref().filter(|learnt| learnt.trial.is_some()) {
            return Ok(report::tell(options, &learnt.vantage, Some(learnt)));
        }
    }
    let asked = ask(shop, options.as_of).await?;
    let learnt = learnt_of(&asked, &options, None).await?;
    Ok(report::tell(options, &asked.vantage, learnt.as_ref()))
}

/// Learns once more and keeps the run, so that it can be compared with others and put in use.
pub async fn run(shop: &Shop, options: RecommendOptions, actor: Actor) -> Result<Run, ReportError> {
    let begun = Stopwatch::now();
    let asked = ask(shop, options.as_of).await?;
    let learnt = learnt_of(&asked, &options, None).await?;
    let report = report::tell(options, &asked.vantage, learnt.as_ref());
    let recipe = learnt.as_ref().map(|learnt| &learnt.recipe);
    let trial = report.trial.as_ref();
    let ran = Ran {
        model: MODEL.to_owned(),
        options: serde_json::to_value(&report.head.options).map_err(RecordsError::from)?,
        seen_from: report.seen_from,
        seen_until: report.seen_until,
        found: serde_json::to_value(recipe).map_err(RecordsError::from)?,
        measures: json!({
            "within_days": report.within_days,
            "customers": report.customers,
            "products": report.products,
            "tried": trial.map(|trial| trial.customers),
            "ndcg_10": trial.and_then(|trial| trial.blend().map(|it| it.ndcg_10)),
            "recall_20": trial.and_then(|trial| trial.blend().map(|it| it.recall_20)),
            "coverage": trial.and_then(|trial| trial.blend().map(|it| it.coverage)),
            "own_ndcg_10": trial.and_then(|trial| trial.own().map(|it| it.ndcg_10)),
            "gain": trial.map(|trial| trial.gain),
        }),
        took_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        code_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let mut tx = shop.write(actor).await?;
    let run = models::keep(&mut tx, ran).await?;
    tx.commit().await?;
    Ok(run)
}
