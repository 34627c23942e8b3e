//! Where requests wait to be written together.
//!
//! A commit costs a trip to the disk whatever is in it. While one is under way the next requests
//! gather, and all of them go with the next commit: the busier it is, the more a trip carries, and
//! a lonely request waits for nobody.

use std::sync::{Arc, Mutex, PoisonError};

use records::{Actor, Records, RecordsError};
use tokio::sync::oneshot;

use super::writing::{self, Spoken};
use super::{EVENTS, Verdict};

/// The most messages that one transaction writes, so that nobody else in the shop waits for long.
const MESSAGES_AT_ONCE: usize = 5_000;

/// The most messages that wait; beyond that a source is asked to come back.
const MESSAGES_WAITING_MAX: usize = 50_000;

/// Where told events wait to be written together; its clones are one.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    waiting: Arc<Mutex<Vec<Waiting>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug)]
struct Waiting {
    spoken: Spoken,
    answer: oneshot::Sender<Result<Vec<Verdict>, NotHeard>>,
}

/// Why a request was not written down; nothing of it was.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotHeard {
    /// More is told than can be written.
    #[error("more is told than can be written down; say it again in a second")]
    TooMuch,
    /// The records failed.
    #[error("{0}")]
    Records(Arc<RecordsError>),
    /// The program is ending.
    #[error("the program is ending; say it again in a second")]
    Ending,
}

impl Intake {
    /// Writes a request down; answers, once it is on the disk, what became of each message.
    pub async fn hear(&self, records: &Records, spoken: Spoken) -> Result<Vec<Verdict>, NotHeard> {
        let (answer, answered) = oneshot::channel();
        self.queue(Waiting { spoken, answer })?;
        // Whoever spoke may hang up; what waits with him must not be dropped with him.
        let (intake, records) = (self.clone(), records.clone());
        tokio::spawn(async move {
            let _turn = intake.turn.lock().await;
            intake.write_next(&records).await;
        });
        answered.await.unwrap_or(Err(NotHeard::Ending))
    }

    fn queue(&self, one: Waiting) -> Result<(), NotHeard> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let n_waiting: usize = waiting.iter().map(|one| one.spoken.told.len()).sum();
        if n_waiting + one.spoken.told.len() > MESSAGES_WAITING_MAX {
            return Err(NotHeard::TooMuch);
        }
        waiting.push(one);
        Ok(())
    }

    /// Those who have waited longest and fit into one transaction.
    fn next(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let sizes: Vec<usize> = waiting.iter().map(|one| one.spoken.told.len()).collect();
        waiting.drain(..fitting(&sizes, MESSAGES_AT_ONCE)).collect()
    }

    /// Writes the next requests; each of them brings a turn, so none is left waiting.
    async fn write_next(&self, records: &Records) {
        let (spoken, answers): (Vec<_>, Vec<_>) =
            self.next().into_iter().map(|one| (one.spoken, one.answer)).unzip();
        if spoken.is_empty() {
            return;
        }
        let outcomes = match written(records, &spoken).await {
            Ok(verdicts) => verdicts.into_iter().map(Ok).collect(),
            // One request must not take others down with it.
            Err(_) if spoken.len() > 1 => one_by_one(records, spoken).await,
            Err(error) => vec![Err(NotHeard::Records(Arc::new(error)))],
        };
        for (answer, outcome) in answers.into_iter().zip(outcomes) {
            // Whoever has hung up asks again and is told that it was heard before.
            let _ = answer.send(outcome);
        }
    }
}

async fn one_by_one(records: &Records, spoken: Vec<Spoken>) -> Vec<Result<Vec<Verdict>, NotHeard>> {
    let mut outcomes = Vec::with_capacity(spoken.len());
    for one in spoken {
        let written = written(records, &[one]).await;
        let own = written.map(|mut verdicts| verdicts.pop().unwrap_or_default());
        outcomes.push(own.map_err(|error| NotHeard::Records(Arc::new(error))));
    }
    outcomes
}

async fn written(records: &Records, spoken: &[Spoken]) -> Result<Vec<Vec<Verdict>>, RecordsError> {
    let mut tx = records.write(Actor::System).await?;
    let verdicts = writing::write(&mut tx, spoken).await?;
    tx.commit().await?;
    for verdict in verdicts.iter().flatten() {
        EVENTS.add(if verdict.accepted { "accepted" } else { "refused" }, 1);
    }
    Ok(verdicts)
}

/// Requests that fit into one transaction: the first always, more while they stay few.
fn fitting(waiting: &[usize], messages_max: usize) -> usize {
    let mut sum = 0;
    let fits = |n_messages: &&usize| {
        sum += **n_messages;
        sum <= messages_max
    };
    waiting.iter().take_while(fits).count().max(1).min(waiting.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_request_always_fits_and_more_while_they_are_few() {
        assert_eq!(fitting(&[], 10), 0);
        assert_eq!(fitting(&[50, 1], 10), 1);
        assert_eq!(fitting(&[4, 6, 1], 10), 2);
    }
}
