//! Rows of `journey` and `journey_version`.

use domain::{Instant, JourneyId};
use records::{FromQueryResult, RecordsError, ShopTx};
use uuid::Uuid;

use super::journey::{Journey, State, Turned};
use super::plan::{Plan, Written};

#[derive(FromQueryResult)]
struct JourneyRow {
    id: Uuid,
    state: String,
    version: i64,
    text: String,
    heard_until: i64,
    started_at: Option<i64>,
    turned_until: Option<i64>,
    turned_no: Option<i64>,
    problem: Option<String>,
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct TextRow {
    text: String,
}

const JOURNEY: &str = "select j.id, j.state, j.version, v.text, j.heard_until, j.started_at,
                              j.turned_until, j.turned_no, j.problem
                       from journey as j
                       join journey_version as v on v.journey_id = j.id
                            and v.version = j.version";

impl TryFrom<JourneyRow> for Journey {
    type Error = RecordsError;

    fn try_from(row: JourneyRow) -> Result<Self, RecordsError> {
        let unreadable =
            |what: String| RecordsError::Unreadable(format!("journey {}: {what}", row.id));
        Ok(Self {
            id: JourneyId(row.id),
            state: State::of_word(&row.state).ok_or_else(|| unreadable("its state".into()))?,
            version: row.version,
            plan: plan_of(&row.text).map_err(unreadable)?,
            text: row.text,
            heard_until: row.heard_until,
            started_at: row.started_at.map(Instant),
            turned: Turned { until: row.turned_until.map(Instant), no: row.turned_no.unwrap_or(0) },
            problem: row.problem,
        })
    }
}

fn plan_of(text: &str) -> Result<Plan, String> {
    let written = Written::read(text).map_err(|fault| fault.to_string())?;
    Plan::of(&written).map_err(|faults| faults.first().map_or_else(String::new, |f| f.to_string()))
}

pub(super) async fn add(
    tx: &mut ShopTx,
    id: JourneyId,
    name: &str,
    text: &str,
) -> Result<(), RecordsError> {
    let sql = "insert into journey (id, name, state, version, heard_until,
                   created_at, created_by, updated_at, updated_by)
               values ($1, $2, 'draft', 1, 0, $3, $4, $3, $4)";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    tx.run(sql, vec![id.0.into(), name.into(), now.into(), actor.into()]).await?;
    add_version(tx, id, 1, text).await
}

/// Writes a text under a number; the number of a draft is written over, nobody has come by it.
pub(super) async fn add_version(
    tx: &mut ShopTx,
    id: JourneyId,
    version: i64,
    text: &str,
) -> Result<(), RecordsError> {
    let sql = "insert into journey_version (journey_id, version, text, created_at, created_by)
               values ($1, $2, $3, $4, $5)
               on conflict (journey_id, version) do update set text = excluded.text";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let values = vec![id.0.into(), version.into(), text.into(), now.into(), actor.into()];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn change(
    tx: &mut ShopTx,
    id: JourneyId,
    name: &str,
    version: i64,
) -> Result<(), RecordsError> {
    let sql = "update journey set name = $2, version = $3, updated_at = $4, updated_by = $5
               where id = $1";
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let values = vec![id.0.into(), name.into(), version.into(), now.into(), actor.into()];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn find(tx: &mut ShopTx, id: JourneyId) -> Result<Option<Journey>, RecordsError> {
    one(tx, &format!("{JOURNEY} where j.id = $1"), id).await
}

/// The same, and others who want to change it wait until this transaction ends.
pub(super) async fn lock(tx: &mut ShopTx, id: JourneyId) -> Result<Option<Journey>, RecordsError> {
    let lock = format!("select id from journey where id = $1 {}", tx.lock_clause());
    tx.rows::<IdRow>(&lock, vec![id.0.into()]).await?;
    find(tx, id).await
}

async fn one(tx: &mut ShopTx, sql: &str, id: JourneyId) -> Result<Option<Journey>, RecordsError> {
    let row: Option<JourneyRow> = tx.row(sql, vec![id.0.into()]).await?;
    row.map(Journey::try_from).transpose()
}

pub(super) async fn named(tx: &mut ShopTx, name: &str) -> Result<Option<JourneyId>, RecordsError> {
    let sql = "select id from journey where name = $1";
    let row: Option<IdRow> = tx.row(sql, vec![name.into()]).await?;
    Ok(row.map(|row| JourneyId(row.id)))
}

/// Every journey, newest first; there are as many as the owner has thought of.
pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Journey>, RecordsError> {
    let rows: Vec<JourneyRow> = tx.rows(&format!("{JOURNEY} order by j.id desc"), vec![]).await?;
    rows.into_iter().map(Journey::try_from).collect()
}

/// The journeys in which something can happen.
pub(super) async fn live(tx: &mut ShopTx) -> Result<Vec<JourneyId>, RecordsError> {
    let sql = "select id from journey where state in ('on', 'paused') order by id";
    let rows: Vec<IdRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| JourneyId(row.id)).collect())
}

/// An earlier version, for those who came in by it.
pub(super) async fn version(
    tx: &mut ShopTx,
    id: JourneyId,
    version: i64,
) -> Result<Plan, RecordsError> {
    let sql = "select text from journey_version where journey_id = $1 and version = $2";
    let row: Option<TextRow> = tx.row(sql, vec![id.0.into(), version.into()]).await?;
    let text = row.map(|row| row.text).unwrap_or_default();
    plan_of(&text)
        .map_err(|why| RecordsError::Unreadable(format!("journey {id} version {version}: {why}")))
}

/// Writes down where a journey stands and since when it listens.
pub(super) async fn set_state(tx: &mut ShopTx, journey: &Journey) -> Result<(), RecordsError> {
    let sql = "update journey set state = $2, heard_until = $3, started_at = $4, problem = null,
                   updated_at = $5, updated_by = $6, turned_until = $7, turned_no = $8
               where id = $1";
    let values = vec![
        journey.id.0.into(),
        journey.state.word().into(),
        journey.heard_until.into(),
        journey.started_at.map(|at| at.0).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
        journey.turned.until.map(|at| at.0).into(),
        journey.turned.no.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Writes down how far the days have come on which people come in.
pub(super) async fn set_turned(
    tx: &mut ShopTx,
    id: JourneyId,
    turned: Turned,
) -> Result<(), RecordsError> {
    let sql = "update journey set turned_until = $2, turned_no = $3 where id = $1";
    let until = turned.until.map(|at| at.0);
    tx.run(sql, vec![id.0.into(), until.into(), turned.no.into()]).await?;
    Ok(())
}

/// Moves the bookmark; what was heard before it is never heard again.
pub(super) async fn set_heard(
    tx: &mut ShopTx,
    id: JourneyId,
    heard_until: i64,
) -> Result<(), RecordsError> {
    let sql = "update journey set heard_until = $2, problem = null where id = $1";
    tx.run(sql, vec![id.0.into(), heard_until.into()]).await?;
    Ok(())
}

/// Moves the bookmark on, unless another program has.
pub(super) async fn pass_by(
    tx: &mut ShopTx,
    id: JourneyId,
    (heard_from, heard_until): (i64, i64),
) -> Result<(), RecordsError> {
    let sql = "update journey set heard_until = $3, problem = null
               where id = $1 and heard_until = $2";
    tx.run(sql, vec![id.0.into(), heard_from.into(), heard_until.into()]).await?;
    Ok(())
}

pub(super) async fn set_problem(
    tx: &mut ShopTx,
    id: JourneyId,
    problem: &str,
) -> Result<(), RecordsError> {
    let sql = "update journey set problem = $2 where id = $1";
    tx.run(sql, vec![id.0.into(), problem.into()]).await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut ShopTx, id: JourneyId) -> Result<(), RecordsError> {
    tx.run("delete from journey_version where journey_id = $1", vec![id.0.into()]).await?;
    tx.run("delete from journey where id = $1", vec![id.0.into()]).await?;
    Ok(())
}
