//! Questions: whatever no report answers, asked in SQL over the facts by whoever knows how.
//!
//! A question can change nothing, and takes no more time, memory and rows than its [`Measure`]
//! allows; what is beyond it is said, never left out in silence. Questions that are asked again
//! are kept under a name (see [`saved`]); what can be asked is told by [`schema`].
//!
//! Start reading at [`ask`].

pub mod api;
mod errors;
mod events;
mod rows;
pub mod saved;
pub mod schema;

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant as Stopwatch};

use collect::shop::Shop;
use facts::{Answer, Bounds, Session};
use tokio::sync::Semaphore;

pub use errors::QuestionError;

use crate::segments::crowd::Asker;
use crate::segments::sql;
use crate::{AsOf, Vantage};

/// How much a question may take.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Rows that are told.
    pub rows: usize,
    /// Memory of the answer, and as much again on the way to it.
    pub bytes: usize,
    /// Time; none where whoever asks can stop it himself.
    pub time: Option<Duration>,
}

/// What is shown on the page: more rows than anybody reads, sooner than anybody gives up.
pub const SHOWN: Measure =
    Measure { rows: 1_000, bytes: 256 << 20, time: Some(Duration::from_secs(20)) };

/// What leaves as a file over HTTP; a spreadsheet holds little more.
pub const SAVED: Measure =
    Measure { rows: 1_000_000, bytes: 256 << 20, time: Some(Duration::from_secs(60)) };

/// What is printed in a terminal, where Ctrl-C ends it.
pub const PRINTED: Measure = Measure { rows: 1_000_000, bytes: 1 << 30, time: None };

/// Characters of a question.
const TEXT_MAX: usize = 10_000;

/// Questions that are answered at one time; the next one waits, so that the memory of the machine
/// is not taken by many at once.
static AT_ONE_TIME: Semaphore = Semaphore::const_new(2);

/// What a question came to.
pub struct Answered {
    /// The rows and columns.
    pub answer: Answer,
    /// Where it was looked from.
    pub vantage: Vantage,
    /// How long it took.
    pub took: Duration,
}

/// Answers a question in SQL.
pub async fn ask(shop: &Shop, text: &str, measure: Measure) -> Result<Answered, QuestionError> {
    if text.chars().count() > TEXT_MAX {
        return Err(QuestionError::TooLong { characters: TEXT_MAX });
    }
    let _turn = AT_ONE_TIME.acquire().await;
    let begun = Stopwatch::now();
    let answered = async {
        let (mut session, vantage) = opened(shop, text).await?;
        let bounds = Bounds { rows: measure.rows, bytes: measure.bytes };
        let answer = session.answer(text, bounds).await?;
        Ok(Answered { answer, vantage, took: begun.elapsed() })
    };
    match measure.time {
        None => answered.await,
        Some(time) => tokio::time::timeout(time, answered)
            .await
            .unwrap_or(Err(QuestionError::TooSlow { seconds: time.as_secs() })),
    }
}

/// The facts with everything beside them that a question names, and the folds it may call.
async fn opened(shop: &Shop, text: &str) -> Result<(Session, Vantage), QuestionError> {
    // A question that was written from a segment looks from the moment that stands in it.
    let as_of = sql::opening(text).map(|(_, as_of)| AsOf::Moment(as_of));
    let mut asker = Asker::open(shop, as_of).await?;
    sql::lend(shop, &mut asker, text).await?;
    let (session, vantage) = (asker.asked.session, asker.asked.vantage);
    events::lend(shop, &session)?;
    crate::functions(shop).await?.into_iter().for_each(|function| session.register(function));
    Ok((session, vantage))
}
