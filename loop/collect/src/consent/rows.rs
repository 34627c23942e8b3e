//! Rows of `consent`.

use std::collections::HashMap;

use domain::{CustomerId, Instant};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::merged::Said;
use super::{Channel, Consent, Ground, Purpose, State};

/// How many customers one question names; well below every engine's limit of bound values.
const CUSTOMERS_MAX: usize = 5_000;

#[derive(FromQueryResult)]
struct ConsentRow {
    purpose: String,
    channel: String,
    state: String,
    ground: String,
    proof: Option<String>,
    at: i64,
    source: String,
}

#[derive(FromQueryResult)]
struct StateRow {
    customer_id: Uuid,
    state: String,
}

/// The word of a unit variant, as rows and the API spell it.
fn word<T: Serialize>(variant: &T) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn of_word<T: DeserializeOwned>(word: String) -> Result<T, RecordsError> {
    Ok(serde_json::from_value(serde_json::Value::String(word))?)
}

// An answer stands until a later answer; a declaration stands until any answer or declaration.
const STRONGER: &str = "on conflict (customer_id, purpose, channel) do update
     set state = excluded.state, ground = excluded.ground, proof = excluded.proof,
         at = excluded.at, source = excluded.source,
         updated_at = excluded.updated_at, updated_by = excluded.updated_by
     where (excluded.ground = 'answer' and (consent.ground <> 'answer' or excluded.at > consent.at))
        or (excluded.ground <> 'answer' and consent.ground <> 'answer'
            and excluded.ground <> consent.ground)";

pub(super) async fn save_many(
    tx: &mut ShopTx,
    declared: Vec<(CustomerId, Consent)>,
) -> Result<u64, RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    // One statement may name a row only once, so the strongest of several is chosen before.
    let mut strongest: HashMap<(CustomerId, Purpose, Channel), Consent> = HashMap::new();
    for (customer, consent) in declared {
        let key = (customer, consent.purpose, consent.channel);
        let rank = |c: &Consent| (c.ground == Ground::Answer, c.at, c.state == State::Denied);
        match strongest.get(&key) {
            Some(kept) if rank(kept) >= rank(&consent) => {}
            _ => {
                strongest.insert(key, consent);
            }
        }
    }
    let rows = strongest
        .into_iter()
        .map(|((customer, ..), consent)| {
            vec![
                customer.0.into(),
                word(&consent.purpose).into(),
                word(&consent.channel).into(),
                word(&consent.state).into(),
                word(&consent.ground).into(),
                consent.proof.into(),
                consent.at.0.into(),
                consent.source.into(),
                now.0.into(),
                actor.clone().into(),
                now.0.into(),
                actor.clone().into(),
            ]
        })
        .collect();
    tx.insert_many(Insert { table: "consent", columns: &COLUMNS, conflict: STRONGER }, rows).await
}

const COLUMNS: [&str; 12] = [
    "customer_id",
    "purpose",
    "channel",
    "state",
    "ground",
    "proof",
    "at",
    "source",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

#[derive(FromQueryResult)]
struct SaidRow {
    purpose: String,
    channel: String,
    state: String,
    ground: String,
    proof: Option<String>,
    at: i64,
    source: String,
    created_at: i64,
    created_by: String,
    updated_at: i64,
    updated_by: String,
}

pub(super) async fn said(tx: &mut ShopTx, customer: CustomerId) -> Result<Vec<Said>, RecordsError> {
    let sql = "select purpose, channel, state, ground, proof, at, source, created_at, created_by,
                      updated_at, updated_by from consent
               where customer_id = $1 order by purpose, channel";
    let rows: Vec<SaidRow> = tx.rows(sql, vec![customer.0.into()]).await?;
    let said = |row: SaidRow| {
        Ok(Said {
            purpose: of_word(row.purpose)?,
            channel: of_word(row.channel)?,
            state: of_word(row.state)?,
            ground: of_word(row.ground)?,
            proof: row.proof,
            at: row.at,
            source: row.source,
            created_at: row.created_at,
            created_by: row.created_by,
            updated_at: row.updated_at,
            updated_by: row.updated_by,
        })
    };
    rows.into_iter().map(said).collect()
}

/// What a source wrote within a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TellingCounts {
    /// It was the first to tell.
    pub first: i64,
    /// It wrote over what was said before.
    pub over_others: i64,
}

const WITHIN: &str = "source = $1 and updated_at >= $2 and updated_at <= $3";

pub(super) async fn told_within(
    tx: &mut ShopTx,
    source: &str,
    (from, until): (Instant, Instant),
) -> Result<TellingCounts, RecordsError> {
    let values: Vec<Value> = vec![source.into(), from.0.into(), until.0.into()];
    let all = format!("select count(*) from consent where {WITHIN}");
    let all = tx.number(&all, values.clone()).await?;
    let first = format!("select count(*) from consent where {WITHIN} and created_at >= $2");
    let first = tx.number(&first, values).await?;
    Ok(TellingCounts { first, over_others: all - first })
}

pub(super) async fn take_back(
    tx: &mut ShopTx,
    source: &str,
    (from, until): (Instant, Instant),
) -> Result<u64, RecordsError> {
    let sql = "delete from consent
               where source = $1 and created_at >= $2 and updated_at <= $3";
    tx.run(sql, vec![source.into(), from.0.into(), until.0.into()]).await
}

pub(super) async fn said_otherwise(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    source: &str,
    (from, until): (Instant, Instant),
) -> Result<Vec<Uuid>, RecordsError> {
    #[derive(FromQueryResult)]
    struct WhoRow {
        customer_id: Uuid,
    }
    let mut found = Vec::new();
    for some in customers.chunks(CUSTOMERS_MAX) {
        let places: Vec<String> = (0..some.len()).map(|i| format!("${}", i + 4)).collect();
        let sql = format!(
            "select distinct customer_id from consent
             where customer_id in ({}) and not (source = $1 and created_at >= $2
                                                and updated_at <= $3)",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![source.into(), from.0.into(), until.0.into()];
        values.extend(some.iter().map(|customer| Value::from(customer.0)));
        let rows: Vec<WhoRow> = tx.rows(&sql, values).await?;
        found.extend(rows.into_iter().map(|row| row.customer_id));
    }
    Ok(found)
}

pub(super) async fn say_instead(
    tx: &mut ShopTx,
    customer: CustomerId,
    said: Vec<Said>,
) -> Result<(), RecordsError> {
    tx.run("delete from consent where customer_id = $1", vec![customer.0.into()]).await?;
    let row = |said: Said| {
        vec![
            customer.0.into(),
            word(&said.purpose).into(),
            word(&said.channel).into(),
            word(&said.state).into(),
            word(&said.ground).into(),
            said.proof.into(),
            said.at.into(),
            said.source.into(),
            said.created_at.into(),
            said.created_by.into(),
            said.updated_at.into(),
            said.updated_by.into(),
        ]
    };
    let rows = said.into_iter().map(row).collect();
    tx.insert_many(Insert { table: "consent", columns: &COLUMNS, conflict: "" }, rows).await?;
    Ok(())
}

pub(super) async fn states_of(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    purpose: Purpose,
    channel: Channel,
) -> Result<HashMap<CustomerId, State>, RecordsError> {
    let mut states = HashMap::with_capacity(customers.len());
    for some in customers.chunks(CUSTOMERS_MAX) {
        let places: Vec<String> = (0..some.len()).map(|i| format!("${}", i + 3)).collect();
        let sql = format!(
            "select customer_id, state from consent
             where purpose = $1 and channel = $2 and customer_id in ({})",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![word(&purpose).into(), word(&channel).into()];
        values.extend(some.iter().map(|customer| Value::from(customer.0)));
        for row in tx.rows::<StateRow>(&sql, values).await? {
            states.insert(CustomerId(row.customer_id), of_word(row.state)?);
        }
    }
    Ok(states)
}

pub(super) async fn states(
    tx: &mut ShopTx,
    purpose: Purpose,
    channel: Channel,
) -> Result<HashMap<i64, State>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NumberedRow {
        no: i64,
        state: String,
    }
    let sql = "select customer.no, consent.state from consent
               join customer on customer.id = consent.customer_id
               where consent.purpose = $1 and consent.channel = $2";
    let rows: Vec<NumberedRow> =
        tx.rows(sql, vec![word(&purpose).into(), word(&channel).into()]).await?;
    rows.into_iter().map(|row| Ok((row.no, of_word(row.state)?))).collect()
}

pub(super) async fn numbers_of(
    tx: &mut ShopTx,
    purpose: Purpose,
    channel: Channel,
    state: State,
) -> Result<Vec<i64>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NumberRow {
        no: i64,
    }
    let sql = "select customer.no from consent
               join customer on customer.id = consent.customer_id
               where consent.purpose = $1 and consent.channel = $2 and consent.state = $3";
    let values = vec![word(&purpose).into(), word(&channel).into(), word(&state).into()];
    let rows: Vec<NumberRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| row.no).collect())
}

pub(super) async fn of_customer(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Vec<Consent>, RecordsError> {
    let sql = "select purpose, channel, state, ground, proof, at, source from consent
               where customer_id = $1 order by purpose, channel";
    let rows: Vec<ConsentRow> = tx.rows(sql, vec![customer.0.into()]).await?;
    rows.into_iter().map(Consent::try_from).collect()
}

pub(super) async fn n_granted(
    tx: &mut ShopTx,
    purpose: Purpose,
    channel: Channel,
) -> Result<i64, RecordsError> {
    let sql = "select count(*) from consent
               where purpose = $1 and channel = $2 and state = 'granted'";
    tx.number(sql, vec![word(&purpose).into(), word(&channel).into()]).await
}

impl TryFrom<ConsentRow> for Consent {
    type Error = RecordsError;

    fn try_from(row: ConsentRow) -> Result<Self, RecordsError> {
        Ok(Self {
            purpose: of_word(row.purpose)?,
            channel: of_word(row.channel)?,
            state: of_word(row.state)?,
            ground: of_word(row.ground)?,
            proof: row.proof,
            at: Instant(row.at),
            source: row.source,
        })
    }
}
