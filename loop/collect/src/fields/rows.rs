//! Rows of `custom_field` and `field_value`, and the changes of a profile among happenings.

use std::collections::HashMap;

use domain::{CustomerId, Instant};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Change, Definition, Kind};
use crate::timeline::Place;

/// How many customers one question names; well below every engine's limit.
const CUSTOMERS_MAX: usize = 5_000;

#[derive(FromQueryResult)]
struct FieldRow {
    field: String,
    kind: String,
    names: Json,
    choices: Json,
    archived_at: Option<i64>,
}

impl TryFrom<FieldRow> for Definition {
    type Error = RecordsError;

    fn try_from(row: FieldRow) -> Result<Self, RecordsError> {
        Ok(Self {
            kind: Kind::of_word(&row.kind).unwrap_or(Kind::Text),
            key: row.field,
            names: serde_json::from_value(row.names)?,
            choices: serde_json::from_value(row.choices)?,
            archived_at: row.archived_at.map(Instant),
        })
    }
}

pub(super) async fn definitions(tx: &mut ShopTx) -> Result<Vec<Definition>, RecordsError> {
    let sql = "select field, kind, names, choices, archived_at from custom_field order by no";
    let rows: Vec<FieldRow> = tx.rows(sql, vec![]).await?;
    rows.into_iter().map(Definition::try_from).collect()
}

pub(super) async fn save(tx: &mut ShopTx, field: &Definition) -> Result<(), RecordsError> {
    let sql = "insert into custom_field (field, kind, names, choices, no, archived_at, created_at,
                   created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, (select coalesce(max(no), 0) + 1 from custom_field), $5,
                   $6, $7, $6, $7)
               on conflict (field) do update
               set names = excluded.names, choices = excluded.choices,
                   archived_at = excluded.archived_at, updated_at = excluded.updated_at,
                   updated_by = excluded.updated_by";
    let values = vec![
        field.key.as_str().into(),
        field.kind.word().into(),
        serde_json::to_value(&field.names)?.into(),
        serde_json::to_value(&field.choices)?.into(),
        field.archived_at.map(|at| at.0).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// What was told of one profile in one field.
#[derive(Clone, Debug)]
pub(super) struct ToldRow {
    pub(super) told_of: Uuid,
    pub(super) field: String,
    pub(super) customer_id: Uuid,
    pub(super) customer_no: i64,
    pub(super) value: Option<Json>,
    pub(super) told_at: i64,
    pub(super) source: String,
    pub(super) told_by: String,
    pub(super) profile_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct WrittenRow {
    told_of: Uuid,
    field: String,
    customer_id: Uuid,
    customer_no: i64,
    value: Option<String>,
    told_at: i64,
    source: String,
    told_by: String,
    profile_id: Option<Uuid>,
}

impl TryFrom<WrittenRow> for ToldRow {
    type Error = RecordsError;

    fn try_from(row: WrittenRow) -> Result<Self, RecordsError> {
        Ok(Self {
            told_of: row.told_of,
            field: row.field,
            customer_id: row.customer_id,
            customer_no: row.customer_no,
            value: read(row.value)?,
            told_at: row.told_at,
            source: row.source,
            told_by: row.told_by,
            profile_id: row.profile_id,
        })
    }
}

/// A value as its row keeps it.
fn read(value: Option<String>) -> Result<Option<Json>, RecordsError> {
    Ok(value.map(|text| serde_json::from_str(&text)).transpose()?)
}

const COLUMNS: [&str; 9] = [
    "told_of",
    "field",
    "customer_id",
    "customer_no",
    "value",
    "told_at",
    "source",
    "told_by",
    "profile_id",
];

pub(super) async fn of_customers(
    tx: &mut ShopTx,
    ids: &[CustomerId],
) -> Result<Vec<ToldRow>, RecordsError> {
    let mut found = Vec::new();
    for some in ids.chunks(CUSTOMERS_MAX) {
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "select {} from field_value where customer_id in ({}) order by told_of, field",
            COLUMNS.join(", "),
            places.join(", ")
        );
        let values = some.iter().map(|id| id.0.into()).collect();
        found.extend(tx.rows::<WrittenRow>(&sql, values).await?);
    }
    found.into_iter().map(ToldRow::try_from).collect()
}

/// Writes words down; what another transaction has told later meanwhile stays.
pub(super) async fn put(tx: &mut ShopTx, told: Vec<ToldRow>) -> Result<(), RecordsError> {
    let rows = told.into_iter().map(|row| -> Vec<Value> {
        vec![
            row.told_of.into(),
            row.field.into(),
            row.customer_id.into(),
            row.customer_no.into(),
            row.value.map(|value| value.to_string()).into(),
            row.told_at.into(),
            row.source.into(),
            row.told_by.into(),
            row.profile_id.into(),
        ]
    });
    let conflict = "on conflict (told_of, field) do update
                    set value = excluded.value, told_at = excluded.told_at,
                        source = excluded.source, told_by = excluded.told_by
                    where excluded.told_at >= field_value.told_at";
    let insert = Insert { table: "field_value", columns: &COLUMNS, conflict };
    tx.insert_many(insert, rows.collect()).await?;
    Ok(())
}

/// Whether a source has told anything that stands.
pub(super) async fn tells(tx: &mut ShopTx, source: &str) -> Result<bool, RecordsError> {
    let sql = "select count(*) from field_value where source = $1";
    Ok(tx.number(sql, vec![source.into()]).await? > 0)
}

pub(super) async fn told_otherwise(
    tx: &mut ShopTx,
    ids: &[CustomerId],
    source: &str,
) -> Result<Vec<Uuid>, RecordsError> {
    #[derive(FromQueryResult)]
    struct WhoRow {
        customer_id: Uuid,
    }
    let mut found = Vec::new();
    for some in ids.chunks(CUSTOMERS_MAX) {
        let places: Vec<String> = (0..some.len()).map(|i| format!("${}", i + 2)).collect();
        let sql = format!(
            "select distinct customer_id from field_value
             where source <> $1 and customer_id in ({})",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![source.into()];
        values.extend(some.iter().map(|id| Value::from(id.0)));
        let rows: Vec<WhoRow> = tx.rows(&sql, values).await?;
        found.extend(rows.into_iter().map(|row| row.customer_id));
    }
    Ok(found)
}

/// What was over another value stays: the other one is not known any more.
pub(super) async fn take_back(
    tx: &mut ShopTx,
    customer: CustomerId,
    at: Instant,
    source: &str,
) -> Result<(), RecordsError> {
    let sql = "delete from field_value
               where customer_id = $1 and told_at = $2 and source = $3 and field in (
                   select payload ->> 'field' from happening
                   where customer_id = $1 and at = $2 and source = $3
                         and kind = 'field_changed' and payload ->> 'was' is null)";
    tx.run(sql, vec![customer.0.into(), at.0.into(), source.into()]).await?;
    Ok(())
}

/// Something in a field of the shop's own where nothing had been.
#[derive(FromQueryResult)]
pub(super) struct FirstTold {
    customer_id: Uuid,
    field: String,
    at: i64,
    /// By what its happening is known.
    pub(super) key: String,
}

/// What a source was the first to tell within a time, its ends included.
pub(super) async fn first_told_within(
    tx: &mut ShopTx,
    source: &str,
    (from, until): (Instant, Instant),
    limit: u32,
) -> Result<Vec<FirstTold>, RecordsError> {
    let sql =
        "select customer_id, payload ->> 'field' as field, at, dedup_key as key from happening
               where source = $1 and kind = 'field_changed' and at >= $2 and at <= $3
                     and customer_id is not null and payload ->> 'was' is null
                     and payload ->> 'field' in (select field from custom_field)
               limit $4";
    tx.rows(sql, vec![source.into(), from.0.into(), until.0.into(), i64::from(limit).into()]).await
}

pub(super) async fn take_one_back(
    tx: &mut ShopTx,
    source: &str,
    told: &FirstTold,
) -> Result<(), RecordsError> {
    let sql = "delete from field_value
               where customer_id = $1 and field = $2 and told_at = $3 and source = $4";
    let values =
        vec![told.customer_id.into(), told.field.as_str().into(), told.at.into(), source.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// Numbers of customers with what was told of them in a field and when, profile by profile.
pub(super) async fn of_field(
    tx: &mut ShopTx,
    field: &str,
) -> Result<Vec<(i64, Instant, Option<Json>)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct ValueRow {
        customer_no: i64,
        told_at: i64,
        value: Option<String>,
    }
    // Of two words at one moment the one about himself comes last, and counts.
    let sql = "select customer_no, told_at, value from field_value where field = $1
               order by customer_no, told_at,
                   case when told_of = customer_id then 1 else 0 end, told_of";
    let rows: Vec<ValueRow> = tx.rows(sql, vec![field.into()]).await?;
    let told = |row: ValueRow| Ok((row.customer_no, Instant(row.told_at), read(row.value)?));
    rows.into_iter().map(told).collect()
}

pub(super) async fn n_known(tx: &mut ShopTx) -> Result<HashMap<String, i64>, RecordsError> {
    #[derive(FromQueryResult)]
    struct CountRow {
        field: String,
        n: i64,
    }
    let sql = "select field, count(distinct customer_id) as n from field_value
               where value is not null group by field";
    let rows: Vec<CountRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.field, row.n)).collect())
}

#[derive(FromQueryResult)]
struct ChangeRow {
    seq: i64,
    at: i64,
    source: String,
    actor: String,
    payload: Json,
}

pub(super) async fn history(
    tx: &mut ShopTx,
    customer: CustomerId,
    field: Option<&str>,
    (before, limit): (Option<Place>, u32),
) -> Result<Vec<Change>, RecordsError> {
    let before = before.unwrap_or(Place { at: Instant(i64::MAX), seq: i64::MAX });
    let mut values: Vec<Value> =
        vec![customer.0.into(), before.at.0.into(), before.seq.into(), i64::from(limit).into()];
    let of_field = field.map_or("", |field| {
        values.push(field.into());
        "and payload ->> 'field' = $5"
    });
    let sql = format!(
        "select seq, at, source, actor, payload from happening
         where customer_id = $1 and kind = 'field_changed'
               and (at < $2 or (at = $2 and seq < $3)) {of_field}
         order by at desc, seq desc limit $4"
    );
    let rows: Vec<ChangeRow> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(change).collect())
}

fn change(mut row: ChangeRow) -> Change {
    Change {
        place: Place { at: Instant(row.at), seq: row.seq },
        field: row.payload["field"].as_str().unwrap_or_default().to_owned(),
        was: row.payload["was"].take(),
        became: row.payload["became"].take(),
        source: row.source,
        actor: row.actor,
    }
}
