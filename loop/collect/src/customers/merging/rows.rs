//! Rows of `merger`, and whole rows of `customer`.

use std::collections::HashMap;

use domain::{CustomerId, Instant, MergerId};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::Merger;
use super::picture::{Picture, Row, Story};

#[derive(FromQueryResult)]
struct MergerRow {
    id: Uuid,
    kept_id: Uuid,
    kept_no: i64,
    gone_id: Uuid,
    gone_no: i64,
    no: i64,
    reason: String,
    kept_before: serde_json::Value,
    kept_after: serde_json::Value,
    gone: serde_json::Value,
    at: i64,
    made_by: String,
    undone_at: Option<i64>,
    undone_by: Option<String>,
    undone_why: Option<String>,
}

const MERGER: &str = "select id, kept_id, kept_no, gone_id, gone_no, no, reason, kept_before,
                             kept_after, gone, at, made_by, undone_at, undone_by, undone_why
                      from merger";

/// What a row is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// To be shown.
    Looking,
    /// To be changed: who else wants to waits his turn.
    Changing,
}

const ROW: [&str; 17] = [
    "id",
    "no",
    "external_id",
    "email",
    "phone",
    "name",
    "country",
    "city",
    "language",
    "time_zone",
    "found_by",
    "source",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "brought_by",
];

fn values_of(row: Row) -> Vec<Value> {
    vec![
        row.id.into(),
        row.no.into(),
        row.external_id.into(),
        row.email.into(),
        row.phone.into(),
        row.name.into(),
        row.country.into(),
        row.city.into(),
        row.language.into(),
        row.time_zone.into(),
        row.found_by.into(),
        row.source.into(),
        row.created_at.into(),
        row.created_by.into(),
        row.updated_at.into(),
        row.updated_by.into(),
        row.brought_by.into(),
    ]
}

impl TryFrom<MergerRow> for (Merger, Story) {
    type Error = RecordsError;

    fn try_from(row: MergerRow) -> Result<Self, RecordsError> {
        let gone: Picture = serde_json::from_value(row.gone)?;
        let merger = Merger {
            id: MergerId(row.id),
            kept: CustomerId(row.kept_id),
            kept_no: row.kept_no,
            gone: CustomerId(row.gone_id),
            gone_no: row.gone_no,
            gone_name: gone.row.name.clone().or_else(|| gone.row.email.clone()),
            no: row.no,
            reason: row.reason,
            at: Instant(row.at),
            by: row.made_by,
            undone_at: row.undone_at.map(Instant),
            undone_by: row.undone_by,
            undone_why: row.undone_why,
        };
        let story = Story {
            before: serde_json::from_value(row.kept_before)?,
            after: serde_json::from_value(row.kept_after)?,
            gone,
        };
        Ok((merger, story))
    }
}

/// The whole row of a customer.
pub(super) async fn whole(
    tx: &mut ShopTx,
    id: CustomerId,
    before: Before,
) -> Result<Option<Row>, RecordsError> {
    let lock = match before {
        Before::Looking => "",
        Before::Changing => tx.lock_clause(),
    };
    let sql = format!("select {} from customer where id = $1 {lock}", ROW.join(", "));
    tx.row(&sql, vec![id.0.into()]).await
}

pub(super) async fn put_back(tx: &mut ShopTx, row: Row) -> Result<(), RecordsError> {
    let insert = Insert { table: "customer", columns: &ROW, conflict: "" };
    tx.insert_many(insert, vec![values_of(row)]).await?;
    Ok(())
}

pub(super) async fn rewrite(tx: &mut ShopTx, row: Row) -> Result<(), RecordsError> {
    let sets: Vec<String> =
        (2..ROW.len()).map(|place| format!("{} = ${}", ROW[place], place + 1)).collect();
    let sql = format!("update customer set {} where id = $1 and no = $2", sets.join(", "));
    tx.run(&sql, values_of(row)).await?;
    Ok(())
}

pub(super) async fn take_out(tx: &mut ShopTx, id: CustomerId) -> Result<(), RecordsError> {
    tx.run("delete from customer where id = $1", vec![id.0.into()]).await?;
    Ok(())
}

pub(super) async fn add(
    tx: &mut ShopTx,
    merger: &Merger,
    story: &Story,
) -> Result<(), RecordsError> {
    let columns = &[
        "id",
        "kept_id",
        "kept_no",
        "gone_id",
        "gone_no",
        "no",
        "reason",
        "kept_before",
        "kept_after",
        "gone",
        "at",
        "made_by",
    ];
    let row = vec![
        merger.id.0.into(),
        merger.kept.0.into(),
        merger.kept_no.into(),
        merger.gone.0.into(),
        merger.gone_no.into(),
        merger.no.into(),
        merger.reason.clone().into(),
        serde_json::to_value(&story.before)?.into(),
        serde_json::to_value(&story.after)?.into(),
        serde_json::to_value(&story.gone)?.into(),
        merger.at.0.into(),
        merger.by.clone().into(),
    ];
    tx.insert_many(Insert { table: "merger", columns, conflict: "" }, vec![row]).await?;
    Ok(())
}

pub(super) async fn find(
    tx: &mut ShopTx,
    id: MergerId,
) -> Result<Option<(Merger, Story)>, RecordsError> {
    let sql = format!("{MERGER} where id = $1 {}", tx.lock_clause());
    let row: Option<MergerRow> = tx.row(&sql, vec![id.0.into()]).await?;
    row.map(TryInto::try_into).transpose()
}

/// The newest standing merging that one of these two has part in, after another one.
pub(super) async fn newer(
    tx: &mut ShopTx,
    merger: &Merger,
) -> Result<Option<Merger>, RecordsError> {
    let sql = format!(
        "{MERGER} where no > $1 and undone_at is null and (kept_id = $2 or gone_id = $2)
         order by no desc limit 1"
    );
    let row: Option<MergerRow> = tx.row(&sql, vec![merger.no.into(), merger.kept.0.into()]).await?;
    let found: Option<(Merger, Story)> = row.map(TryInto::try_into).transpose()?;
    Ok(found.map(|(merger, _)| merger))
}

/// Who had been merged into this one, and into those, and so on; himself first.
pub(super) async fn profiles(tx: &mut ShopTx, id: CustomerId) -> Result<Vec<Uuid>, RecordsError> {
    #[derive(FromQueryResult)]
    struct GoneRow {
        gone_id: Uuid,
    }
    let mut all = vec![id.0];
    let mut next = 0;
    while let Some(&of) = all.get(next) {
        let sql = "select gone_id from merger where kept_id = $1 and undone_at is null order by no";
        let rows: Vec<GoneRow> = tx.rows(sql, vec![of.into()]).await?;
        let news = rows.into_iter().map(|row| row.gone_id).filter(|gone| !all.contains(gone));
        let news: Vec<Uuid> = news.collect();
        all.extend(news);
        next += 1;
    }
    Ok(all)
}

/// People that one question names; well below every engine's limit of bound values.
const PEOPLE_MAX: usize = 1_000;

/// Whom each of these was known as before two turned out to be one, also by way of others; who was
/// nobody else is missing.
pub async fn were(
    tx: &mut ShopTx,
    people: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<CustomerId>>, RecordsError> {
    #[derive(FromQueryResult)]
    struct WasRow {
        now_id: Uuid,
        was_id: Uuid,
    }
    let mut were: HashMap<CustomerId, Vec<CustomerId>> = HashMap::new();
    for some in people.chunks(PEOPLE_MAX) {
        let places: Vec<String> = (1..=some.len()).map(|nth| format!("${nth}")).collect();
        let sql = format!(
            "with recursive been (now_id, was_id) as (
                 select kept_id, gone_id from merger
                 where undone_at is null and kept_id in ({})
                 union
                 select been.now_id, merger.gone_id from been
                 join merger on merger.kept_id = been.was_id and merger.undone_at is null)
             select now_id, was_id from been order by now_id, was_id",
            places.join(", ")
        );
        let rows: Vec<WasRow> = tx.rows(&sql, some.iter().map(|id| id.0.into()).collect()).await?;
        for row in rows {
            were.entry(CustomerId(row.now_id)).or_default().push(CustomerId(row.was_id));
        }
    }
    Ok(were)
}

/// Forgets every merging that any of these had part in; answers how many.
pub(super) async fn forget(tx: &mut ShopTx, profiles: &[Uuid]) -> Result<i64, RecordsError> {
    let mut n = 0;
    for profile in profiles {
        let sql = "delete from merger where kept_id = $1 or gone_id = $1";
        n += tx.run(sql, vec![(*profile).into()]).await?;
    }
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Into whom a customer was merged; none while he is himself, or nobody.
pub(super) async fn merged_into(
    tx: &mut ShopTx,
    id: CustomerId,
) -> Result<Option<CustomerId>, RecordsError> {
    #[derive(FromQueryResult)]
    struct KeptRow {
        kept_id: Uuid,
    }
    let sql = "select kept_id from merger where gone_id = $1 and undone_at is null";
    let row: Option<KeptRow> = tx.row(sql, vec![id.0.into()]).await?;
    Ok(row.map(|row| CustomerId(row.kept_id)))
}

pub(super) async fn note_undone(
    tx: &mut ShopTx,
    id: MergerId,
    why: &str,
) -> Result<(), RecordsError> {
    let sql = "update merger set undone_at = $2, undone_by = $3, undone_why = $4 where id = $1";
    let values = vec![id.0.into(), tx.now().0.into(), tx.actor().to_string().into(), why.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// Mergings, the newest first, below one of them; of one customer, or everybody's.
pub(super) async fn list(
    tx: &mut ShopTx,
    of: Option<CustomerId>,
    (below, limit): (Option<i64>, u32),
) -> Result<Vec<Merger>, RecordsError> {
    let mut values: Vec<Value> = vec![below.unwrap_or(i64::MAX).into(), i64::from(limit).into()];
    let whose = of.map_or("", |id| {
        values.push(id.0.into());
        "and (kept_id = $3 or gone_id = $3)"
    });
    let sql = format!("{MERGER} where no < $1 {whose} order by no desc limit $2");
    let rows: Vec<MergerRow> = tx.rows(&sql, values).await?;
    rows.into_iter().map(|row| <(Merger, Story)>::try_from(row).map(|(merger, _)| merger)).collect()
}
