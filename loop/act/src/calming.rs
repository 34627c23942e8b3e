//! A shop that was brought back from a backup: nothing goes out twice by itself.
//!
//! Between the backup and today the shop may have written to people, and the backup does not know.
//! So what waited to leave is taken for sent by nobody knows whom, and whoever writes to people
//! rests until somebody has looked.

use std::pin::Pin;

use records::{RecordsError, ShopTx};

use crate::journeys::{self, JourneyError};
use crate::{campaigns, messages, outbox};

/// Lets campaigns and journeys rest, and gives up every message that waits; answers how many.
pub fn calm(
    tx: &mut ShopTx,
) -> Pin<Box<dyn Future<Output = Result<i64, RecordsError>> + Send + '_>> {
    Box::pin(async move {
        campaigns::standing::rest_all(tx).await?;
        for journey in journeys::list(tx).await.map_err(of_rows)? {
            if journey.state == journeys::State::On {
                journeys::pause(tx, journey.id).await.map_err(of_rows)?;
            }
        }
        let n_calls = journeys::calls::give_up_all(tx).await?;
        let n = outbox::give_up_all(tx).await? + messages::give_up_all(tx).await? + n_calls;
        Ok(i64::try_from(n).unwrap_or(i64::MAX))
    })
}

fn of_rows(error: JourneyError) -> RecordsError {
    match error {
        JourneyError::Records(error) => error,
        other => RecordsError::Unreadable(other.to_string()),
    }
}
