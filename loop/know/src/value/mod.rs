//! Value ahead: who still buys, how often each will come, and what that brings.
//!
//! A fold tells of each customer how often and how lately he came; a model of `stats` is fitted to
//! all of them, and says what is expected of each. It is held against what it saw and against days
//! that were kept from it. Start at [`fitted`]; the card of one customer is in [`card`].

pub mod api;
pub mod card;
pub mod modelled;
pub mod options;
mod past;
pub mod report;

#[cfg(test)]
mod tests;

use std::time::Instant as Stopwatch;

use collect::shop::Shop;
use domain::{Instant, OrderStatus};
use records::{Actor, RecordsError};
use serde_json::json;

use crate::asking::{Asked, ReportError, ask_of};
use crate::models::{self, Ran, Run};
use crate::{Vantage, called};
use modelled::Modelled;
use options::ValidOrders;
use past::{PastFold, PastSum, Window};
use report::Told;

pub use options::ValueOptions;
pub use report::ValueReport;

/// The word under which runs of this model are kept.
pub const MODEL: &str = "value";

/// A shop with its model.
pub struct Fitted {
    /// Where it was seen from.
    pub vantage: Vantage,
    /// Its customers and their model; none while nobody has bought.
    pub modelled: Option<Modelled>,
}

/// Folds the past of a shop's customers and fits the model to it.
///
/// The arithmetic is done beside the threads that answer the page.
pub async fn fitted(shop: &Shop, options: &ValueOptions) -> Result<Fitted, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let (vantage, past) = past_of(asked, options).await?;
    let (options, currency) = (options.clone(), vantage.currency);
    let modelled = match past {
        None => None,
        Some((window, sum)) => {
            Some(beside(move || Modelled::of(&options, window, sum, currency)).await?)
        }
    };
    Ok(Fitted { vantage, modelled })
}

async fn past_of(
    mut asked: Asked,
    options: &ValueOptions,
) -> Result<(Vantage, Option<(Window, PastSum)>), ReportError> {
    let counts_all = options.valid_orders == ValidOrders::All;
    if counts_all {
        // Orders of no value may be older than the first that counts everywhere else.
        asked.vantage.first_order_at = first_purchase(&asked).await?;
    }
    let Some(window) = Window::new(&asked.vantage, options) else {
        return Ok((asked.vantage, None));
    };
    let fold = PastFold::new(&window);
    let sum = if counts_all {
        Some(asked.session.fold_where(&purchases(), fold).await?)
    } else {
        asked.fold(Some(fold)).await?
    };
    Ok((asked.vantage, sum.map(|sum| (window, sum))))
}

async fn first_purchase(asked: &Asked) -> Result<Option<Instant>, ReportError> {
    let question = format!(
        "select cast(0 as bigint), cast(cast(min(at) as bigint) as double) from orders \
         where customer_no > 0 and {}",
        purchases()
    );
    let found = asked.session.numbers(&question).await?;
    Ok(found.first().and_then(|(_, at)| *at).map(|at| Instant(at as i64)))
}

/// The condition that an order is a purchase, whatever it is worth.
fn purchases() -> String {
    let words = OrderStatus::ALL.into_iter().filter(|status| status.is_purchase());
    let words: Vec<String> = words.map(|status| format!("'{}'", status.word())).collect();
    format!("status in ({})", words.join(", "))
}

/// Does long arithmetic beside the threads that answer.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ReportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ReportError::Interrupted)
}

/// The report of a shop, its customers not introduced yet.
pub async fn told(shop: &Shop, options: ValueOptions) -> Result<(Fitted, Told), ReportError> {
    let fitted = fitted(shop, &options).await?;
    beside(move || {
        let told = report::tell(options, &fitted.vantage, fitted.modelled.as_ref());
        (fitted, told)
    })
    .await
}

/// The value report of a shop, with the ids that reports show.
pub async fn of_shop(shop: &Shop, options: ValueOptions) -> Result<ValueReport, ReportError> {
    let (fitted, Told { mut report, listed }) = told(shop, options).await?;
    if let Some(modelled) = &fitted.modelled {
        let numbers: Vec<i64> = listed.iter().map(|one| one.past.customer_no).collect();
        let called = called::of_numbers(shop, &numbers).await?;
        let row = |one| report::row(&report.head, &fitted.vantage, modelled, &called, one);
        report.rows = listed.iter().map(row).collect();
    }
    Ok(report)
}

/// Fits the model and keeps the run, so that others can be compared with it.
pub async fn run(shop: &Shop, options: ValueOptions, actor: Actor) -> Result<Run, ReportError> {
    let begun = Stopwatch::now();
    let (_, Told { report, .. }) = told(shop, options).await?;
    let hold_out = report.hold_out.as_ref();
    let ran = Ran {
        model: MODEL.to_owned(),
        options: serde_json::to_value(&report.head.options).map_err(RecordsError::from)?,
        seen_from: report.seen_from,
        seen_until: report.seen_until,
        found: json!({ "params": report.params, "errors": report.errors, "spend": report.spend }),
        measures: json!({
            "customers": report.customers,
            "log_likelihood": report.log_likelihood,
            "search": report.search,
            "held_out_from": hold_out.map(|it| it.from),
            "hold_out_error": hold_out.and_then(|it| it.error),
            "curve_error": hold_out.and_then(|it| it.curve_error),
        }),
        took_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        code_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let mut tx = shop.write(actor).await?;
    let run = models::keep(&mut tx, ran).await?;
    tx.commit().await?;
    Ok(run)
}
