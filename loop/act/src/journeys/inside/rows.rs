//! Rows of `traveller`, `journey_count` and `journey_letter`.

use std::collections::{BTreeMap, BTreeSet};

use collect::customers::Known;
use collect::customers::merging::Joined;
use domain::{CampaignId, CustomerId, Instant, JourneyId};
use records::{FromQueryResult, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{AtStep, Last, Traveller};
use crate::journeys::walk::Why;

#[derive(FromQueryResult)]
struct TravellerRow {
    id: Uuid,
    customer_id: Uuid,
    customer_no: i64,
    subject: String,
    passage: i64,
    version: i64,
    step: String,
    entered_at: i64,
    entered_seq: i64,
    arrived_at: i64,
    due_at: Option<i64>,
    left_at: Option<i64>,
    left_why: Option<String>,
}

const TRAVELLER: &str = "select id, customer_id, customer_no, subject, passage, version, step,
                                entered_at, entered_seq, arrived_at, due_at, left_at, left_why
                         from traveller";

impl From<TravellerRow> for Traveller {
    fn from(row: TravellerRow) -> Self {
        let why = row.left_why.as_deref().and_then(Why::of_word);
        Self {
            id: row.id,
            customer: Known::new(CustomerId(row.customer_id), row.customer_no),
            subject: row.subject,
            passage: row.passage,
            version: row.version,
            step: row.step,
            entered_at: Instant(row.entered_at),
            entered_seq: row.entered_seq,
            arrived_at: Instant(row.arrived_at),
            due_at: row.due_at.map(Instant),
            left: row.left_at.map(Instant).zip(why),
        }
    }
}

pub(in crate::journeys) async fn add(
    tx: &mut ShopTx,
    journey: JourneyId,
    one: &Traveller,
) -> Result<(), RecordsError> {
    let sql = "insert into traveller (id, journey_id, customer_id, customer_no, subject, passage,
                   version, entered_at, entered_seq, step, arrived_at, due_at, left_at, left_why)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let mut values = vec![
        one.id.into(),
        journey.0.into(),
        one.customer.id.0.into(),
        one.customer.no.into(),
        one.subject.clone().into(),
        one.passage.into(),
        one.version.into(),
        one.entered_at.0.into(),
        one.entered_seq.into(),
    ];
    values.extend(where_he_is(one));
    tx.run(sql, values).await?;
    Ok(())
}

/// Writes down how far somebody has come.
pub(in crate::journeys) async fn save(
    tx: &mut ShopTx,
    one: &Traveller,
) -> Result<(), RecordsError> {
    let sql = "update traveller set step = $2, arrived_at = $3, due_at = $4, left_at = $5,
                   left_why = $6 where id = $1";
    let mut values = vec![one.id.into()];
    values.extend(where_he_is(one));
    tx.run(sql, values).await?;
    Ok(())
}

fn where_he_is(one: &Traveller) -> [Value; 5] {
    [
        one.step.clone().into(),
        one.arrived_at.0.into(),
        one.due_at.map(|at| at.0).into(),
        one.left.map(|(at, _)| at.0).into(),
        one.left.map(|(_, why)| why.word()).into(),
    ]
}

/// Those whose time has come, who has waited longest first.
pub(in crate::journeys) async fn due(
    tx: &mut ShopTx,
    journey: JourneyId,
    limit: u32,
) -> Result<Vec<Traveller>, RecordsError> {
    let sql =
        format!("{TRAVELLER} where journey_id = $1 and due_at <= $2 order by due_at, id limit $3");
    let values = vec![journey.0.into(), tx.now().0.into(), i64::from(limit).into()];
    read(tx, &sql, values).await
}

/// People that one question names; well below every engine's limit of bound values.
const PEOPLE_MAX: usize = 1_000;

/// The passages of these people that are under way, each person's in their order.
pub(in crate::journeys) async fn inside_of(
    tx: &mut ShopTx,
    journey: JourneyId,
    people: &BTreeSet<CustomerId>,
) -> Result<Vec<Traveller>, RecordsError> {
    let people: Vec<CustomerId> = people.iter().copied().collect();
    let mut found = Vec::new();
    for some in people.chunks(PEOPLE_MAX) {
        let places: Vec<String> = (0..some.len()).map(|nth| format!("${}", nth + 2)).collect();
        let sql = format!(
            "{TRAVELLER} where journey_id = $1 and customer_id in ({}) and left_at is null
             order by customer_id, passage",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![journey.0.into()];
        values.extend(some.iter().map(|id| Value::from(id.0)));
        found.extend(read(tx, &sql, values).await?);
    }
    Ok(found)
}

/// The versions by which people are on the way.
pub(in crate::journeys) async fn versions(
    tx: &mut ShopTx,
    journey: JourneyId,
) -> Result<Vec<i64>, RecordsError> {
    #[derive(FromQueryResult)]
    struct VersionRow {
        version: i64,
    }
    // Version by version instead of person by person: there may be a hundred thousand on the way.
    let sql = "select v.version from journey_version as v where v.journey_id = $1 and exists (
                   select 1 from traveller as t where t.journey_id = v.journey_id
                       and t.version = v.version and t.left_at is null)
               order by v.version";
    let rows: Vec<VersionRow> = tx.rows(sql, vec![journey.0.into()]).await?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Those on the way by a version other than this one, a step after the other.
pub(in crate::journeys) async fn of_other_versions(
    tx: &mut ShopTx,
    journey: JourneyId,
    version: i64,
) -> Result<Vec<Traveller>, RecordsError> {
    let sql = format!(
        "{TRAVELLER} where journey_id = $1 and version <> $2 and left_at is null order by id"
    );
    read(tx, &sql, vec![journey.0.into(), version.into()]).await
}

/// Somebody goes on by another version.
pub(in crate::journeys) async fn change_version(
    tx: &mut ShopTx,
    one: &Traveller,
) -> Result<(), RecordsError> {
    let sql = "update traveller set version = $2, due_at = $3 where id = $1";
    let due_at = one.due_at.map(|at| at.0);
    tx.run(sql, vec![one.id.into(), one.version.into(), due_at.into()]).await?;
    Ok(())
}

async fn read(
    tx: &mut ShopTx,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Traveller>, RecordsError> {
    Ok(tx.rows::<TravellerRow>(sql, values).await?.into_iter().map(Traveller::from).collect())
}

/// How often a person has come in; `subject` asks of one order whether it is under way or was.
pub(in crate::journeys) async fn came_in_last(
    tx: &mut ShopTx,
    journey: JourneyId,
    customer: CustomerId,
    subject: &str,
) -> Result<(Last, bool), RecordsError> {
    #[derive(FromQueryResult)]
    struct LastRow {
        n: i64,
        entered_at: Option<i64>,
        n_inside: i64,
        n_of_subject: i64,
    }
    let sql = "select count(*) as n, max(entered_at) as entered_at,
                      count(case when left_at is null then 1 end) as n_inside,
                      count(case when subject = $3 then 1 end) as n_of_subject
               from traveller where journey_id = $1 and customer_id = $2";
    let values = vec![journey.0.into(), customer.0.into(), subject.into()];
    let row: Option<LastRow> = tx.row(sql, values).await?;
    Ok(row.map_or((Last::default(), false), |row| {
        let last =
            Last { n: row.n, entered_at: row.entered_at.map(Instant), is_inside: row.n_inside > 0 };
        (last, row.n_of_subject > 0)
    }))
}

/// Everybody inside leaves; answers how many.
pub(in crate::journeys) async fn leave_all(
    tx: &mut ShopTx,
    journey: JourneyId,
    why: Why,
) -> Result<u64, RecordsError> {
    let sql = "update traveller set due_at = null, left_at = $2, left_why = $3
               where journey_id = $1 and left_at is null";
    tx.run(sql, vec![journey.0.into(), tx.now().0.into(), why.word().into()]).await
}

/// Adds to the numbers of those who came to each step.
pub(in crate::journeys) async fn count_steps(
    tx: &mut ShopTx,
    journey: JourneyId,
    came: &BTreeMap<(i64, String), i64>,
) -> Result<(), RecordsError> {
    let sql = "insert into journey_count (journey_id, version, step, n_came)
               values ($1, $2, $3, $4)
               on conflict (journey_id, version, step)
               do update set n_came = journey_count.n_came + excluded.n_came";
    for ((version, step), n) in came {
        let values = vec![journey.0.into(), (*version).into(), step.clone().into(), (*n).into()];
        tx.run(sql, values).await?;
    }
    Ok(())
}

/// How many came to each step, over all versions.
pub(in crate::journeys) async fn came(
    tx: &mut ShopTx,
    journey: JourneyId,
) -> Result<BTreeMap<String, i64>, RecordsError> {
    #[derive(FromQueryResult)]
    struct CameRow {
        step: String,
        n: i64,
    }
    let sql = "select step, cast(sum(n_came) as bigint) as n from journey_count
               where journey_id = $1 group by step";
    let rows: Vec<CameRow> = tx.rows(sql, vec![journey.0.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.step, row.n)).collect())
}

/// How many stand at each step, and how many left there and why.
pub(in crate::journeys) async fn standings(
    tx: &mut ShopTx,
    journey: JourneyId,
) -> Result<Vec<AtStep>, RecordsError> {
    #[derive(FromQueryResult)]
    struct AtRow {
        version: i64,
        step: String,
        left_why: Option<String>,
        n: i64,
    }
    let sql = "select version, step, left_why, count(*) as n from traveller
               where journey_id = $1 group by version, step, left_why
               order by version, step, left_why";
    let rows: Vec<AtRow> = tx.rows(sql, vec![journey.0.into()]).await?;
    let at = |row: AtRow| AtStep {
        version: row.version,
        step: row.step,
        left: row.left_why.as_deref().and_then(Why::of_word),
        n: row.n,
    };
    Ok(rows.into_iter().map(at).collect())
}

/// The campaign of a letter on somebody's n-th passage, once it was opened.
pub(in crate::journeys) async fn letter(
    tx: &mut ShopTx,
    journey: JourneyId,
    version: i64,
    (step, passage): (&str, i64),
) -> Result<Option<CampaignId>, RecordsError> {
    let sql = "select campaign_id from journey_letter
               where journey_id = $1 and version = $2 and step = $3 and passage = $4";
    let values = vec![journey.0.into(), version.into(), step.into(), passage.into()];
    Ok(campaigns(tx, sql, values).await?.into_iter().next())
}

pub(in crate::journeys) async fn remember_letter(
    tx: &mut ShopTx,
    journey: JourneyId,
    version: i64,
    (step, passage, campaign): (&str, i64, CampaignId),
) -> Result<(), RecordsError> {
    let sql = "insert into journey_letter (journey_id, version, step, passage, campaign_id)
               values ($1, $2, $3, $4, $5)";
    let values =
        vec![journey.0.into(), version.into(), step.into(), passage.into(), campaign.0.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// The campaigns of all letters of an n-th passage.
pub(in crate::journeys) async fn letters_of_passage(
    tx: &mut ShopTx,
    journey: JourneyId,
    version: i64,
    passage: i64,
) -> Result<Vec<CampaignId>, RecordsError> {
    let sql = "select campaign_id from journey_letter
               where journey_id = $1 and version = $2 and passage = $3 order by step";
    campaigns(tx, sql, vec![journey.0.into(), version.into(), passage.into()]).await
}

async fn campaigns(
    tx: &mut ShopTx,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<CampaignId>, RecordsError> {
    #[derive(FromQueryResult)]
    struct CampaignRow {
        campaign_id: Uuid,
    }
    let rows: Vec<CampaignRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| CampaignId(row.campaign_id)).collect())
}

/// Who was on the way twice goes on once: the passages of the one who has gone end.
pub(in crate::journeys) async fn stop_double(
    tx: &mut ShopTx,
    both: Joined,
) -> Result<(), RecordsError> {
    let sql = "update traveller set due_before = due_at, due_at = null, left_at = $3,
                   left_why = 'merged', set_aside = $2
               where customer_id = $1 and left_at is null";
    tx.run(sql, vec![both.gone.id.into(), both.merger.into(), both.at.0.into()]).await?;
    Ok(())
}

/// Whose passages ended by a merging goes on where he stood.
pub(in crate::journeys) async fn go_on(tx: &mut ShopTx, both: Joined) -> Result<(), RecordsError> {
    let sql = "update traveller set due_at = due_before, due_before = null, left_at = null,
                   left_why = null, set_aside = null
               where customer_id = $1 and set_aside = $2";
    tx.run(sql, vec![both.gone.id.into(), both.merger.into()]).await?;
    Ok(())
}
