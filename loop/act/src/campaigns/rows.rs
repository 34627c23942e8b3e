//! Rows of `campaign`.

use collect::shop::Language;
use domain::{CampaignId, Instant, JourneyId};
use records::{FromQueryResult, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{Campaign, Plan, State};
use crate::channels::Channel;
use crate::contact::HoldOutShare;

#[derive(FromQueryResult)]
struct CampaignRow {
    id: Uuid,
    name: String,
    state: String,
    channel: String,
    audience: serde_json::Value,
    subject: String,
    body_mjml: String,
    design: Option<serde_json::Value>,
    note: String,
    language: String,
    hold_out_share: f64,
    started_at: Option<i64>,
    deadline_at: Option<i64>,
    finished_at: Option<i64>,
    n_audience: Option<i64>,
    problem: Option<String>,
    created_at: i64,
    journey_id: Option<Uuid>,
    delivery: serde_json::Value,
    variants: serde_json::Value,
    next_at: Option<i64>,
    run_of: Option<Uuid>,
}

const CAMPAIGN: &str =
    "select id, name, state, channel, audience, subject, body_mjml, design, note, language,
                               hold_out_share, started_at, deadline_at, finished_at, n_audience,
                               problem, created_at, journey_id, delivery, variants,
                               next_at, run_of from campaign";

impl TryFrom<CampaignRow> for Campaign {
    type Error = RecordsError;

    fn try_from(row: CampaignRow) -> Result<Self, RecordsError> {
        let unreadable =
            |what: &str| RecordsError::Unreadable(format!("campaign {}: its {what}", row.id));
        Ok(Self {
            id: CampaignId(row.id),
            state: State::of_word(&row.state).ok_or_else(|| unreadable("state"))?,
            plan: Plan {
                channel: Channel::of_word(&row.channel).ok_or_else(|| unreadable("channel"))?,
                audience: serde_json::from_value(row.audience)?,
                language: Language::of_code(&row.language).ok_or_else(|| unreadable("language"))?,
                hold_out: HoldOutShare::new(row.hold_out_share)
                    .map_err(|_| unreadable("hold-out share"))?,
                name: row.name,
                subject: row.subject,
                body_mjml: row.body_mjml,
                design: row.design.map(serde_json::from_value).transpose()?,
                note: row.note,
                variants: serde_json::from_value(row.variants)?,
                delivery: serde_json::from_value(row.delivery)?,
            },
            started_at: row.started_at.map(Instant),
            deadline_at: row.deadline_at.map(Instant),
            finished_at: row.finished_at.map(Instant),
            n_audience: row.n_audience,
            problem: row.problem,
            created_at: Instant(row.created_at),
            journey: row.journey_id.map(JourneyId),
            next_at: row.next_at.map(Instant),
            run_of: row.run_of.map(CampaignId),
        })
    }
}

pub(super) async fn add(tx: &mut ShopTx, id: CampaignId, plan: &Plan) -> Result<(), RecordsError> {
    let sql = "insert into campaign (id, name, state, channel, audience, subject, body_mjml, note,
                   language, hold_out_share, delivery, variants, design,
                   created_at, created_by, updated_at, updated_by)
               values ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $13,
                   $14)";
    let mut values = vec![id.0.into()];
    values.extend(values_of(plan)?);
    values.extend([tx.now().0.into(), tx.actor().to_string().into()]);
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn change(
    tx: &mut ShopTx,
    id: CampaignId,
    plan: &Plan,
) -> Result<(), RecordsError> {
    let sql = "update campaign set name = $2, channel = $3, audience = $4, subject = $5,
                   body_mjml = $6, note = $7, language = $8, hold_out_share = $9,
                   delivery = $10, variants = $11, design = $12, updated_at = $13, updated_by = $14
               where id = $1";
    let mut values = vec![id.0.into()];
    values.extend(values_of(plan)?);
    values.extend([tx.now().0.into(), tx.actor().to_string().into()]);
    tx.run(sql, values).await?;
    Ok(())
}

fn values_of(plan: &Plan) -> Result<[Value; 11], RecordsError> {
    Ok([
        plan.name.clone().into(),
        plan.channel.word().into(),
        serde_json::to_value(&plan.audience)?.into(),
        plan.subject.clone().into(),
        plan.body_mjml.clone().into(),
        plan.note.clone().into(),
        plan.language.code().into(),
        plan.hold_out.share().into(),
        serde_json::to_value(&plan.delivery)?.into(),
        serde_json::to_value(&plan.variants)?.into(),
        plan.design.as_ref().map(serde_json::to_value).transpose()?.into(),
    ])
}

pub(super) async fn find(
    tx: &mut ShopTx,
    id: CampaignId,
) -> Result<Option<Campaign>, RecordsError> {
    let row: Option<CampaignRow> =
        tx.row(&format!("{CAMPAIGN} where id = $1"), vec![id.0.into()]).await?;
    row.map(Campaign::try_from).transpose()
}

/// Campaigns, newest first, below a place.
pub async fn list(
    tx: &mut ShopTx,
    before: Option<CampaignId>,
    limit: u32,
) -> Result<Vec<Campaign>, RecordsError> {
    page(tx, "and journey_id is null and run_of is null", before, limit).await
}

/// Those that write to people rest, and those whose moment has passed are drafts again; those of
/// journeys are left alone. What cannot be read of their plans does not matter.
pub(super) async fn rest_all(tx: &mut ShopTx) -> Result<(), RecordsError> {
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let pausing = "update campaign set state = 'paused', updated_at = $1, updated_by = $2
                   where journey_id is null and state = 'sending'";
    tx.run(pausing, vec![now.into(), actor.clone().into()]).await?;
    let recalling = "update campaign set state = 'draft', next_at = null, updated_at = $1,
                                         updated_by = $2
                     where journey_id is null and state = 'scheduled' and next_at <= $1";
    tx.run(recalling, vec![now.into(), actor.into()]).await?;
    Ok(())
}

/// The same without drafts, and with every journey and every campaign that repeats as one.
pub async fn list_started(
    tx: &mut ShopTx,
    before: Option<CampaignId>,
    limit: u32,
) -> Result<Vec<Campaign>, RecordsError> {
    let which = "and started_at is not null and run_of is null
                 and (journey_id is null or journey_id = id)";
    page(tx, which, before, limit).await
}

async fn page(
    tx: &mut ShopTx,
    which: &str,
    before: Option<CampaignId>,
    limit: u32,
) -> Result<Vec<Campaign>, RecordsError> {
    let sql = format!("{CAMPAIGN} where id < $1 {which} order by id desc limit $2");
    let before = before.map_or(Uuid::max(), |id| id.0);
    let rows: Vec<CampaignRow> =
        tx.rows(&sql, vec![before.into(), i64::from(limit).into()]).await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

/// From one state to another; `false` when it was not in the first any more.
pub(super) async fn set_state(
    tx: &mut ShopTx,
    campaign: &Campaign,
    state: State,
) -> Result<bool, RecordsError> {
    let sql = "update campaign set state = $3, started_at = $4, deadline_at = $5,
                   finished_at = $6, problem = $7, next_at = $8, updated_at = $9, updated_by = $10
               where id = $1 and state = $2";
    let values = vec![
        campaign.id.0.into(),
        campaign.state.word().into(),
        state.word().into(),
        campaign.started_at.map(|at| at.0).into(),
        campaign.deadline_at.map(|at| at.0).into(),
        campaign.finished_at.map(|at| at.0).into(),
        campaign.problem.clone().into(),
        campaign.next_at.map(|at| at.0).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Takes a moment of a campaign that waits for it, and names the next; `false` when somebody else
/// took it.
pub(super) async fn take_moment(
    tx: &mut ShopTx,
    campaign: &Campaign,
    next_at: Option<Instant>,
) -> Result<bool, RecordsError> {
    let sql = "update campaign set next_at = $3, problem = null,
                   started_at = coalesce(started_at, $4), updated_at = $4, updated_by = $5
               where id = $1 and state = 'scheduled' and next_at = $2";
    let values = vec![
        campaign.id.0.into(),
        campaign.next_at.map(|at| at.0).into(),
        next_at.map(|at| at.0).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Makes a plan that was written down one run of a campaign that repeats, and lets it begin.
pub(super) async fn begin_run(
    tx: &mut ShopTx,
    id: CampaignId,
    run_of: CampaignId,
    deadline_at: Instant,
) -> Result<(), RecordsError> {
    let sql =
        "update campaign set run_of = $2, state = 'sending', started_at = $3, deadline_at = $4
               where id = $1";
    let values = vec![id.0.into(), run_of.0.into(), tx.now().0.into(), deadline_at.0.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// The runs of a campaign that repeats, the newest first.
pub async fn runs(
    tx: &mut ShopTx,
    id: CampaignId,
    limit: u32,
) -> Result<Vec<Campaign>, RecordsError> {
    let sql = format!("{CAMPAIGN} where run_of = $1 order by id desc limit $2");
    let rows: Vec<CampaignRow> = tx.rows(&sql, vec![id.0.into(), i64::from(limit).into()]).await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

pub(super) async fn set_gathered(
    tx: &mut ShopTx,
    id: CampaignId,
    n_audience: i64,
) -> Result<(), RecordsError> {
    let sql = "update campaign set n_audience = $2 where id = $1";
    tx.run(sql, vec![id.0.into(), n_audience.into()]).await?;
    Ok(())
}

pub(super) async fn set_problem(
    tx: &mut ShopTx,
    id: CampaignId,
    problem: Option<&str>,
) -> Result<(), RecordsError> {
    let sql = "update campaign set problem = $2 where id = $1";
    tx.run(sql, vec![id.0.into(), problem.map(str::to_owned).into()]).await?;
    Ok(())
}

/// Makes a draft a part of a journey, open as long as that is on.
pub(super) async fn hand_to_journey(
    tx: &mut ShopTx,
    id: CampaignId,
    journey: JourneyId,
    state: State,
) -> Result<(), RecordsError> {
    let sql = "update campaign set journey_id = $2, state = $3, started_at = $4, n_audience = 0
               where id = $1";
    let values = vec![id.0.into(), journey.0.into(), state.word().into(), tx.now().0.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// Every campaign of a journey, the one under which its arms are dealt among them.
pub(super) async fn of_journey(
    tx: &mut ShopTx,
    journey: JourneyId,
) -> Result<Vec<Campaign>, RecordsError> {
    let sql = format!("{CAMPAIGN} where journey_id = $1 order by id");
    let rows: Vec<CampaignRow> = tx.rows(&sql, vec![journey.0.into()]).await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

pub(super) async fn delete(tx: &mut ShopTx, id: CampaignId) -> Result<(), RecordsError> {
    tx.run("delete from campaign where id = $1 and state = 'draft'", vec![id.0.into()]).await?;
    Ok(())
}
