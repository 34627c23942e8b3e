//! Rows of `journey_call`; of journeys it reads only whether they are on.

use domain::{CustomerId, Instant, JourneyId};
use records::{FromQueryResult, RecordsError, ShopTx};
use serde_json::json;
use uuid::Uuid;

use super::{NewCall, Of, State};

/// How long a call is tried, in microseconds.
const TRIED_FOR: i64 = Instant::DAY;

/// A call that is to be made.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub id: Uuid,
    pub journey: JourneyId,
    pub passage: Uuid,
    pub step: String,
    pub customer: CustomerId,
    pub url: String,
    pub body: String,
    pub attempts: i64,
    pub deadline_at: Instant,
    /// When it is signed: now.
    pub at: Instant,
}

impl Call {
    /// Its name on the wire.
    pub(super) fn name(&self) -> String {
        format!("call_{}", self.id.simple())
    }
}

#[derive(FromQueryResult)]
struct CallRow {
    id: Uuid,
    journey_id: Uuid,
    traveller_id: Uuid,
    step: String,
    customer_id: Uuid,
    url: String,
    body: Option<String>,
    attempts: i64,
    deadline_at: i64,
}

const CALL: &str = "select id, journey_id, traveller_id, step, customer_id, url, body, attempts,
                           deadline_at from journey_call";

/// Journeys that rest make no calls.
const OF_LIVE: &str = "journey_id in (select id from journey where state = 'on')";

/// Writes a call down; `false` where this step of this passage has made one before.
pub(super) async fn add(tx: &mut ShopTx, id: Uuid, new: &NewCall) -> Result<bool, RecordsError> {
    let sql =
        "insert into journey_call (id, journey_id, traveller_id, step, customer_id, url, body,
                   state, attempts, due_at, deadline_at, created_at, created_by, updated_at,
                   updated_by)
               values ($1, $2, $3, $4, $5, $6, $7, 'due', 0, $8, $9, $8, $10, $8, $10)
               on conflict (traveller_id, step) do nothing";
    let now = tx.now();
    let body = json!({ "type": "journey.step", "timestamp": now, "data": new.told });
    let values = vec![
        id.into(),
        new.journey.0.into(),
        new.passage.into(),
        new.step.clone().into(),
        new.customer.0.into(),
        new.url.clone().into(),
        body.to_string().into(),
        now.0.into(),
        (now.0 + TRIED_FOR).into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The next calls whose time has come.
pub(super) async fn due(tx: &mut ShopTx, limit: u32) -> Result<Vec<Call>, RecordsError> {
    let sql = format!(
        "{CALL} where state = 'due' and due_at <= $1 and {OF_LIVE} order by due_at, id limit $2"
    );
    let values = vec![tx.now().0.into(), i64::from(limit).into()];
    let rows: Vec<CallRow> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| call(row, tx.now())).collect())
}

/// Every call that may still be made.
pub(super) async fn waiting(tx: &mut ShopTx) -> Result<Vec<Call>, RecordsError> {
    let rows: Vec<CallRow> =
        tx.rows(&format!("{CALL} where state = 'due' order by id"), vec![]).await?;
    Ok(rows.into_iter().map(|row| call(row, tx.now())).collect())
}

fn call(row: CallRow, at: Instant) -> Call {
    Call {
        id: row.id,
        journey: JourneyId(row.journey_id),
        passage: row.traveller_id,
        step: row.step,
        customer: CustomerId(row.customer_id),
        url: row.url,
        body: row.body.unwrap_or_default(),
        attempts: row.attempts,
        deadline_at: Instant(row.deadline_at),
        at,
    }
}

/// When the next call is due.
pub(super) async fn next_due_at(tx: &mut ShopTx) -> Result<Option<Instant>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NextRow {
        at: Option<i64>,
    }
    let sql =
        format!("select min(due_at) as at from journey_call where state = 'due' and {OF_LIVE}");
    let row: Option<NextRow> = tx.row(&sql, vec![]).await?;
    Ok(row.and_then(|row| row.at).map(Instant))
}

/// A call is to be made once more.
pub(super) async fn try_again(
    tx: &mut ShopTx,
    call: &Call,
    (due_at, answer): (Option<Instant>, &str),
) -> Result<(), RecordsError> {
    let sql = "update journey_call set attempts = attempts + 1, due_at = $2, answer = $3,
                   updated_at = $4, updated_by = $5
               where id = $1 and state = 'due'";
    let now = tx.now();
    let values = vec![
        call.id.into(),
        due_at.unwrap_or(now).0.into(),
        answer.into(),
        now.0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Writes down how a call ended, and throws away what it told; `false` when it had ended before.
pub(super) async fn settle(
    tx: &mut ShopTx,
    call: &Call,
    (state, answer): (State, &str),
) -> Result<bool, RecordsError> {
    let sql = "update journey_call set state = $2, answer = $3, body = null,
                   attempts = attempts + 1, updated_at = $4, updated_by = $5
               where id = $1 and state = 'due'";
    let values = vec![
        call.id.into(),
        state.word().into(),
        answer.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

pub(super) async fn call_off(tx: &mut ShopTx, whose: Of) -> Result<(), RecordsError> {
    let (column, id) = match whose {
        Of::Passage(passage) => ("traveller_id", passage),
        Of::Journey(journey) => ("journey_id", journey.0),
    };
    let sql = format!(
        "update journey_call set state = 'spared', body = null, updated_at = $2, updated_by = $3
         where {column} = $1 and state = 'due'"
    );
    let values = vec![id.into(), tx.now().0.into(), tx.actor().to_string().into()];
    tx.run(&sql, values).await?;
    Ok(())
}

/// How many calls of each step of a journey stand how.
pub(in crate::journeys) async fn standings(
    tx: &mut ShopTx,
    journey: JourneyId,
) -> Result<Vec<(String, State, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct StandingRow {
        step: String,
        state: String,
        n: i64,
    }
    let sql = "select step, state, count(*) as n from journey_call
               where journey_id = $1 group by step, state order by step, state";
    let rows: Vec<StandingRow> = tx.rows(sql, vec![journey.0.into()]).await?;
    let known = |row: StandingRow| Some((row.step, State::of_word(&row.state)?, row.n));
    Ok(rows.into_iter().filter_map(known).collect())
}
