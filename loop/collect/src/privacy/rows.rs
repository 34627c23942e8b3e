//! Rows of `regulation`, `forgotten` and `forgotten_refusal`.

use std::collections::HashSet;

use domain::{CustomerId, Instant, RegulationId};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Asked;
use super::guard::Digest;
use super::regulation::{Receipt, Regulation, State, Verb};

#[derive(FromQueryResult)]
struct RegulationRow {
    id: Uuid,
    verb: String,
    state: String,
    customer_id: Option<Uuid>,
    asked_at: i64,
    asked_by: String,
    source: String,
    due_at: Option<i64>,
    done_at: Option<i64>,
    verified_at: Option<i64>,
    receipt: Json,
    problem: Option<String>,
}

const REGULATION: &str = "select id, verb, state, customer_id, asked_at, asked_by, source, due_at,
                                 done_at, verified_at, receipt, problem from regulation";

impl TryFrom<RegulationRow> for Regulation {
    type Error = RecordsError;

    fn try_from(row: RegulationRow) -> Result<Self, RecordsError> {
        let unreadable = |word: &str| RecordsError::Unreadable(format!("regulation `{word}`"));
        Ok(Self {
            id: RegulationId(row.id),
            verb: Verb::named(&row.verb).ok_or_else(|| unreadable(&row.verb))?,
            state: State::named(&row.state).ok_or_else(|| unreadable(&row.state))?,
            customer: row.customer_id.map(CustomerId),
            asked_at: Instant(row.asked_at),
            asked_by: row.asked_by,
            source: row.source,
            due_at: row.due_at.map(Instant),
            done_at: row.done_at.map(Instant),
            verified_at: row.verified_at.map(Instant),
            receipt: serde_json::from_value::<Receipt>(row.receipt)?,
            problem: row.problem,
        })
    }
}

pub(super) async fn add(
    tx: &mut ShopTx,
    id: RegulationId,
    asked: &Asked<'_>,
) -> Result<(), RecordsError> {
    let sql = "insert into regulation (id, verb, state, customer_id, asked_at, asked_by, source,
                   due_at)
               values ($1, $2, 'asked', $3, $4, $5, $6, $7)";
    let values = vec![
        id.0.into(),
        asked.verb.word().into(),
        asked.customer.0.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
        asked.source.into(),
        asked.due_at.map(|at| at.0).into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A regulation about somebody of whom nothing is kept: done as soon as it is written down.
pub(super) async fn add_done(
    tx: &mut ShopTx,
    id: RegulationId,
    (verb, source): (Verb, &str),
) -> Result<(), RecordsError> {
    let sql = "insert into regulation (id, verb, state, asked_at, asked_by, source, done_at,
                   verified_at)
               values ($1, $2, 'verified', $3, $4, $5, $3, $3)";
    let values = vec![
        id.0.into(),
        verb.word().into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
        source.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// What waits about a customer.
pub(super) async fn waiting(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Option<RegulationId>, RecordsError> {
    let sql = format!("{REGULATION} where customer_id = $1 and state = 'asked' limit 1");
    let row: Option<RegulationRow> = tx.row(&sql, vec![customer.0.into()]).await?;
    Ok(row.map(|row| RegulationId(row.id)))
}

pub(super) async fn change_verb(
    tx: &mut ShopTx,
    id: RegulationId,
    verb: Verb,
) -> Result<(), RecordsError> {
    let sql = "update regulation set verb = $2 where id = $1 and state = 'asked'";
    tx.run(sql, vec![id.0.into(), verb.word().into()]).await?;
    Ok(())
}

pub(super) async fn find(
    tx: &mut ShopTx,
    id: RegulationId,
) -> Result<Option<Regulation>, RecordsError> {
    let sql = format!("{REGULATION} where id = $1");
    let row: Option<RegulationRow> = tx.row(&sql, vec![id.0.into()]).await?;
    row.map(Regulation::try_from).transpose()
}

pub(super) async fn list(
    tx: &mut ShopTx,
    before: Option<RegulationId>,
    limit: u32,
) -> Result<Vec<Regulation>, RecordsError> {
    let sql = format!("{REGULATION} where id < $1 order by id desc limit $2");
    let before = before.map_or(Uuid::max(), |id| id.0);
    let rows: Vec<RegulationRow> =
        tx.rows(&sql, vec![before.into(), i64::from(limit).into()]).await?;
    rows.into_iter().map(Regulation::try_from).collect()
}

/// His rows are gone; from now on only what is sealed tells whom to search for.
pub(super) async fn begin(
    tx: &mut ShopTx,
    id: RegulationId,
    sealed: Option<Vec<u8>>,
    receipt: &Receipt,
) -> Result<(), RecordsError> {
    let sql = "update regulation set state = 'running', customer_id = null, profile_id = null,
                   started_at = $2, sealed = $3, receipt = $4, problem = null where id = $1";
    let values =
        vec![id.0.into(), tx.now().0.into(), sealed.into(), serde_json::to_value(receipt)?.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// What was sealed, while it has to be searched for.
pub(super) async fn sealed(
    tx: &mut ShopTx,
    id: RegulationId,
) -> Result<Option<Vec<u8>>, RecordsError> {
    #[derive(FromQueryResult)]
    struct SealedRow {
        sealed: Option<Vec<u8>>,
    }
    let sql = "select sealed from regulation where id = $1";
    let row: Option<SealedRow> = tx.row(sql, vec![id.0.into()]).await?;
    Ok(row.and_then(|row| row.sealed))
}

/// Writes down how far it is; what is verified needs no names any more.
pub(super) async fn advance(
    tx: &mut ShopTx,
    id: RegulationId,
    state: State,
    (receipt, problem): (&Receipt, Option<&str>),
) -> Result<(), RecordsError> {
    let sql = "update regulation
               set state = $2, receipt = $3, problem = $4, done_at = coalesce(done_at, $5),
                   verified_at = $6, sealed = case when $7 then null else sealed end
               where id = $1";
    let now = tx.now().0;
    let is_verified = state == State::Verified;
    let values = vec![
        id.0.into(),
        state.word().into(),
        serde_json::to_value(receipt)?.into(),
        problem.into(),
        now.into(),
        is_verified.then_some(now).into(),
        is_verified.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Digests asked for in one question.
const DIGESTS_MAX: usize = 5_000;

#[derive(FromQueryResult)]
struct DigestRow {
    digest: Vec<u8>,
}

pub(super) async fn is_anybody_forgotten(tx: &mut ShopTx) -> Result<bool, RecordsError> {
    let sql = "select digest from forgotten limit 1";
    Ok(tx.row::<DigestRow>(sql, vec![]).await?.is_some())
}

/// Which of these digests are of somebody who is forgotten.
pub(super) async fn forgotten(
    tx: &mut ShopTx,
    digests: &[Digest],
) -> Result<HashSet<Vec<u8>>, RecordsError> {
    let mut found = HashSet::new();
    for some in digests.chunks(DIGESTS_MAX) {
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!("select digest from forgotten where digest in ({})", places.join(", "));
        let values = some.iter().map(|digest| Value::from(digest.to_vec())).collect();
        found.extend(tx.rows::<DigestRow>(&sql, values).await?.into_iter().map(|row| row.digest));
    }
    Ok(found)
}

pub(super) async fn forget(
    tx: &mut ShopTx,
    regulation: RegulationId,
    names: Vec<(String, Digest)>,
) -> Result<(), RecordsError> {
    let now = tx.now();
    let row = |(kind, digest): (String, Digest)| {
        vec![digest.to_vec().into(), kind.into(), regulation.0.into(), now.0.into()]
    };
    let insert = Insert {
        table: "forgotten",
        columns: &["digest", "kind", "regulation_id", "at"],
        conflict: "on conflict (digest) do nothing",
    };
    tx.insert_many(insert, names.into_iter().map(row).collect()).await?;
    Ok(())
}

/// Everybody of a name may come again, by all of his names; answers how many names that were.
pub(super) async fn lift(tx: &mut ShopTx, digest: &Digest) -> Result<u64, RecordsError> {
    let sql = "delete from forgotten where regulation_id in
                   (select regulation_id from forgotten where digest = $1)";
    tx.run(sql, vec![digest.to_vec().into()]).await
}

/// A digest, the kind of its name, and what it was forgotten by.
pub(super) struct Forgotten {
    pub(super) digest: Vec<u8>,
    pub(super) kind: String,
    pub(super) regulation: RegulationId,
    pub(super) verb: Verb,
}

pub(super) async fn all_forgotten(tx: &mut ShopTx) -> Result<Vec<Forgotten>, RecordsError> {
    #[derive(FromQueryResult)]
    struct ForgottenRow {
        digest: Vec<u8>,
        kind: String,
        regulation_id: Uuid,
        verb: Option<String>,
    }
    let sql = "select forgotten.digest, forgotten.kind, forgotten.regulation_id, regulation.verb
               from forgotten left join regulation on regulation.id = forgotten.regulation_id
               order by forgotten.at, forgotten.digest";
    let rows: Vec<ForgottenRow> = tx.rows(sql, vec![]).await?;
    let one = |row: ForgottenRow| Forgotten {
        digest: row.digest,
        kind: row.kind,
        regulation: RegulationId(row.regulation_id),
        verb: row.verb.as_deref().and_then(Verb::named).unwrap_or(Verb::Erase),
    };
    Ok(rows.into_iter().map(one).collect())
}

pub(super) async fn count_refused(
    tx: &mut ShopTx,
    source: &str,
    n: i64,
) -> Result<(), RecordsError> {
    let sql = "insert into forgotten_refusal (source, n, last_at) values ($1, $2, $3)
               on conflict (source) do update
               set n = forgotten_refusal.n + excluded.n, last_at = excluded.last_at";
    tx.run(sql, vec![source.into(), n.into(), tx.now().0.into()]).await?;
    Ok(())
}

pub(super) async fn refusals(tx: &mut ShopTx) -> Result<Vec<(String, i64, Instant)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct RefusalRow {
        source: String,
        n: i64,
        last_at: i64,
    }
    let sql = "select source, n, last_at from forgotten_refusal order by source";
    let rows: Vec<RefusalRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.source, row.n, Instant(row.last_at))).collect())
}
