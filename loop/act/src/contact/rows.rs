//! Rows of `decision`, `exposure` and `suppression`.

use std::collections::HashMap;

use collect::consent::Channel;
use collect::customers::Known;
use collect::customers::merging::Joined;
use domain::{CampaignId, CustomerId, DecisionId, Instant};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{Arm, Decision, Exposure, Outcome, Verdict};
use crate::reasons::Reason;

#[derive(FromQueryResult)]
struct DecisionRow {
    id: Uuid,
    campaign_id: Uuid,
    customer_id: Uuid,
    customer_no: i64,
    outcome: String,
    reason: String,
    arm: Option<String>,
    not_before: i64,
    decided_at: Option<i64>,
}

const DECISION: &str = "select id, campaign_id, customer_id, customer_no, outcome, reason, arm,
                               not_before, decided_at from decision";

impl TryFrom<DecisionRow> for Decision {
    type Error = RecordsError;

    fn try_from(row: DecisionRow) -> Result<Self, RecordsError> {
        let unreadable = |what: &str, word: &str| {
            RecordsError::Unreadable(format!("decision {}: {what} `{word}`", row.id))
        };
        Ok(Self {
            id: DecisionId(row.id),
            campaign: CampaignId(row.campaign_id),
            customer: Known::new(CustomerId(row.customer_id), row.customer_no),
            outcome: Outcome::of_word(&row.outcome)
                .ok_or_else(|| unreadable("outcome", &row.outcome))?,
            reason: Reason::of_code(&row.reason)
                .ok_or_else(|| unreadable("reason", &row.reason))?,
            arm: row.arm.as_deref().and_then(Arm::of_word),
            not_before: Instant(row.not_before),
            decided_at: row.decided_at.map(Instant),
        })
    }
}

/// Remembers an audience, everybody once; each will be decided when his turn comes.
pub async fn gather(
    tx: &mut ShopTx,
    campaign: CampaignId,
    people: &[Known],
) -> Result<u64, RecordsError> {
    let decisions: Vec<Decision> = people
        .iter()
        .map(|person| Decision {
            id: tx.new_id(),
            campaign,
            customer: *person,
            outcome: Outcome::Waiting,
            reason: Reason::InAudience,
            arm: None,
            not_before: Instant(0),
            decided_at: None,
        })
        .collect();
    insert(tx, &decisions, "on conflict (campaign_id, customer_id) do nothing").await
}

/// Writes decided people down over what was known of them.
pub(super) async fn save_many(tx: &mut ShopTx, decisions: &[Decision]) -> Result<(), RecordsError> {
    let replacing = "on conflict (id) do update set outcome = excluded.outcome,
         reason = excluded.reason, arm = excluded.arm, not_before = excluded.not_before,
         decided_at = excluded.decided_at, updated_at = excluded.updated_at,
         updated_by = excluded.updated_by";
    insert(tx, decisions, replacing).await?;
    Ok(())
}

async fn insert(
    tx: &mut ShopTx,
    decisions: &[Decision],
    conflict: &str,
) -> Result<u64, RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let row = |decision: &Decision| {
        vec![
            decision.id.0.into(),
            decision.campaign.0.into(),
            decision.customer.id.0.into(),
            decision.customer.no.into(),
            decision.outcome.word().into(),
            decision.reason.code().into(),
            decision.arm.map(Arm::word).into(),
            decision.not_before.0.into(),
            decision.decided_at.map(|at| at.0).into(),
            now.0.into(),
            actor.clone().into(),
            now.0.into(),
            actor.clone().into(),
        ]
    };
    let columns = &[
        "id",
        "campaign_id",
        "customer_id",
        "customer_no",
        "outcome",
        "reason",
        "arm",
        "not_before",
        "decided_at",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    let rows = decisions.iter().map(row).collect();
    tx.insert_many(Insert { table: "decision", columns, conflict }, rows).await
}

/// People whose turn it is to be decided, in the order they were gathered.
pub(super) async fn waiting(
    tx: &mut ShopTx,
    campaign: CampaignId,
    limit: u32,
) -> Result<Vec<Decision>, RecordsError> {
    let sql = format!(
        "{DECISION} where campaign_id = $1 and outcome = 'waiting' and not_before <= $2
         order by not_before, id limit $3"
    );
    let values = vec![campaign.0.into(), tx.now().0.into(), i64::from(limit).into()];
    read(tx, &sql, values).await
}

/// When the next waiting person of a campaign is to be looked at.
pub async fn next_look_at(
    tx: &mut ShopTx,
    campaign: CampaignId,
) -> Result<Option<Instant>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NextRow {
        at: Option<i64>,
    }
    let sql = "select min(not_before) as at from decision
               where campaign_id = $1 and outcome = 'waiting'";
    let row: Option<NextRow> = tx.row(sql, vec![campaign.0.into()]).await?;
    Ok(row.and_then(|row| row.at).map(Instant))
}

/// Writes down what became of a touch after it was decided.
pub async fn note_fate(
    tx: &mut ShopTx,
    id: DecisionId,
    outcome: Outcome,
    reason: Reason,
) -> Result<(), RecordsError> {
    let sql = "update decision set outcome = $2, reason = $3, updated_at = $4, updated_by = $5
               where id = $1";
    let values = vec![
        id.0.into(),
        outcome.word().into(),
        reason.code().into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Everybody of a campaign who still waits will not be written to.
pub async fn call_off(tx: &mut ShopTx, campaign: CampaignId) -> Result<u64, RecordsError> {
    let sql = "update decision set outcome = $2, reason = $3, updated_at = $4, updated_by = $5
               where campaign_id = $1 and outcome in ('waiting', 'write')";
    let values = vec![
        campaign.0.into(),
        Outcome::Cancelled.word().into(),
        Reason::CampaignCancelled.code().into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await
}

/// One person of a campaign who still waits will not be written to; answers whether he waited.
pub async fn call_off_one(
    tx: &mut ShopTx,
    campaign: CampaignId,
    customer: CustomerId,
    reason: Reason,
) -> Result<bool, RecordsError> {
    let sql = "update decision set outcome = $3, reason = $4, updated_at = $5, updated_by = $6
               where campaign_id = $1 and customer_id = $2 and outcome in ('waiting', 'write')";
    let values = vec![
        campaign.0.into(),
        customer.0.into(),
        Outcome::Cancelled.word().into(),
        reason.code().into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? > 0)
}

/// How many people of a campaign had each outcome.
pub async fn counts(
    tx: &mut ShopTx,
    campaign: CampaignId,
) -> Result<HashMap<Outcome, i64>, RecordsError> {
    #[derive(FromQueryResult)]
    struct CountRow {
        outcome: String,
        n: i64,
    }
    let sql = "select outcome, count(*) as n from decision where campaign_id = $1
               group by outcome";
    let rows: Vec<CountRow> = tx.rows(sql, vec![campaign.0.into()]).await?;
    Ok(rows.into_iter().filter_map(|row| Some((Outcome::of_word(&row.outcome)?, row.n))).collect())
}

/// Decisions of a campaign after a place, in the order people were gathered.
pub async fn decisions(
    tx: &mut ShopTx,
    campaign: CampaignId,
    outcome: Option<Outcome>,
    after: Option<DecisionId>,
    limit: u32,
) -> Result<Vec<Decision>, RecordsError> {
    let sql = format!(
        "{DECISION} where campaign_id = $1 and ($2 = '' or outcome = $2) and id > $3
         order by id limit $4"
    );
    let values = vec![
        campaign.0.into(),
        outcome.map_or("", Outcome::word).into(),
        after.map_or(Uuid::nil(), |id| id.0).into(),
        i64::from(limit).into(),
    ];
    read(tx, &sql, values).await
}

/// The latest decisions about one person, newest first.
pub async fn decisions_about(
    tx: &mut ShopTx,
    customer: CustomerId,
    limit: u32,
) -> Result<Vec<Decision>, RecordsError> {
    let sql = format!("{DECISION} where customer_id = $1 order by id desc limit $2");
    read(tx, &sql, vec![customer.0.into(), i64::from(limit).into()]).await
}

async fn read(
    tx: &mut ShopTx,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Decision>, RecordsError> {
    tx.rows::<DecisionRow>(sql, values).await?.into_iter().map(Decision::try_from).collect()
}

/// Writes the arms down that were dealt just now; an arm dealt before stays.
pub(super) async fn expose(
    tx: &mut ShopTx,
    campaign: CampaignId,
    dealt: impl Iterator<Item = (Known, Verdict)>,
) -> Result<(), RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let rows = dealt
        .filter_map(|(person, verdict)| Some((person, verdict.arm?, verdict.variant)))
        .map(|(person, arm, variant)| {
            vec![
                campaign.0.into(),
                person.id.0.into(),
                person.no.into(),
                arm.word().into(),
                variant.and_then(|place| i64::try_from(place).ok()).into(),
                now.0.into(),
                actor.clone().into(),
            ]
        })
        .collect();
    let columns =
        &["campaign_id", "customer_id", "customer_no", "arm", "variant", "dealt_at", "created_by"];
    let conflict = "on conflict (campaign_id, customer_id) do nothing";
    tx.insert_many(Insert { table: "exposure", columns, conflict }, rows).await?;
    Ok(())
}

/// Everybody a campaign dealt, with his arm.
pub async fn exposures(
    tx: &mut ShopTx,
    campaign: CampaignId,
) -> Result<Vec<Exposure>, RecordsError> {
    #[derive(FromQueryResult)]
    struct ExposureRow {
        customer_id: Uuid,
        customer_no: i64,
        arm: String,
        variant: Option<i64>,
        dealt_at: i64,
    }
    let sql = "select customer_id, customer_no, arm, variant, dealt_at from exposure
               where campaign_id = $1 order by customer_no";
    let rows: Vec<ExposureRow> = tx.rows(sql, vec![campaign.0.into()]).await?;
    let exposure = |row: ExposureRow| {
        let arm = Arm::of_word(&row.arm)
            .ok_or_else(|| RecordsError::Unreadable(format!("exposure to arm `{}`", row.arm)))?;
        let customer = Known::new(CustomerId(row.customer_id), row.customer_no);
        let variant = row.variant.and_then(|place| usize::try_from(place).ok());
        Ok(Exposure { customer, arm, variant, dealt_at: Instant(row.dealt_at) })
    };
    rows.into_iter().map(exposure).collect()
}

/// A person known as two is decided on and dealt once by a campaign.
pub async fn set_aside(tx: &mut ShopTx, both: Joined) -> Result<(), RecordsError> {
    set_decisions_aside(tx, both).await?;
    set_exposures_aside(tx, both).await
}

/// Of two decisions of a campaign about one person, the one that still waits will not be taken.
async fn set_decisions_aside(tx: &mut ShopTx, both: Joined) -> Result<(), RecordsError> {
    let calling_off = "update decision set outcome = 'cancelled', reason_before = reason,
                           reason = 'merged', set_aside = $2
                       where customer_id = $1 and outcome = 'waiting'";
    let decided_on = "and campaign_id in (select campaign_id from decision
                          where customer_id = $3 and outcome <> 'waiting')";
    let (kept, gone) = (both.kept.id, both.gone.id);
    let values = vec![kept.into(), both.merger.into(), gone.into()];
    tx.run(&format!("{calling_off} {decided_on}"), values).await?;
    // What is still the other one's was not moved, because the one who stays has his own.
    tx.run(calling_off, vec![gone.into(), both.merger.into()]).await?;
    Ok(())
}

/// Of two arms of a campaign one counts; of two different arms none does.
async fn set_exposures_aside(tx: &mut ShopTx, both: Joined) -> Result<(), RecordsError> {
    let different = "update exposure set set_aside = $2
                     where customer_id = $1 and set_aside is null and exists (
                         select 1 from exposure as other where other.customer_id = $3
                             and other.campaign_id = exposure.campaign_id
                             and other.arm <> exposure.arm)";
    let (kept, gone) = (both.kept.id, both.gone.id);
    tx.run(different, vec![kept.into(), both.merger.into(), gone.into()]).await?;
    let doubled = "update exposure set set_aside = $2
                   where customer_id = $1 and set_aside is null";
    tx.run(doubled, vec![gone.into(), both.merger.into()]).await?;
    Ok(())
}

/// What a merging set aside counts again.
pub async fn put_back(tx: &mut ShopTx, both: Joined) -> Result<(), RecordsError> {
    let values = || vec![both.merger.into(), both.kept.id.into(), both.gone.id.into()];
    let decisions = "update decision set outcome = 'waiting', reason = reason_before,
                         reason_before = null, set_aside = null
                     where set_aside = $1 and customer_id in ($2, $3)";
    tx.run(decisions, values()).await?;
    let exposures = "update exposure set set_aside = null
                     where set_aside = $1 and customer_id in ($2, $3)";
    tx.run(exposures, values()).await?;
    Ok(())
}

pub(super) async fn suppress(
    tx: &mut ShopTx,
    (channel, address): (Channel, &str),
    (reason, note): (Reason, Option<&str>),
) -> Result<(), RecordsError> {
    let values: Vec<Value> = vec![
        channel.word().into(),
        address.into(),
        reason.code().into(),
        note.map(str::to_owned).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    let columns = &["channel", "address", "reason", "note", "at", "created_by"];
    let conflict = "on conflict (channel, address) do nothing";
    tx.insert_many(Insert { table: "suppression", columns, conflict }, vec![values]).await?;
    Ok(())
}

/// An address that is not written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// By which channel.
    pub channel: Channel,
    /// The address.
    pub address: String,
    /// Why.
    pub reason: Reason,
    /// What somebody of the shop wrote beside it.
    pub note: Option<String>,
    /// Since when.
    pub at: Instant,
}

/// Addresses that contain a text, after one of them, in the order of the alphabet.
pub async fn suppressions(
    tx: &mut ShopTx,
    (find, after): (&str, &str),
    limit: u32,
) -> Result<Vec<Suppression>, RecordsError> {
    #[derive(FromQueryResult)]
    struct SuppressionRow {
        channel: String,
        address: String,
        reason: String,
        note: Option<String>,
        at: i64,
    }
    let small = find.to_lowercase();
    let escaped = small.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let sql = "select channel, address, reason, note, at from suppression
               where address > $1 and address like $2 escape '\\'
               order by address, channel limit $3";
    let values = vec![after.into(), format!("%{escaped}%").into(), i64::from(limit).into()];
    let rows: Vec<SuppressionRow> = tx.rows(sql, values).await?;
    let known = |row: SuppressionRow| {
        let channel = Channel::ALL.into_iter().find(|channel| channel.word() == row.channel);
        let unreadable = || RecordsError::Unreadable(format!("suppression `{}`", row.channel));
        let reason = Reason::of_code(&row.reason).unwrap_or(Reason::AddressRefused);
        let (address, note, at) = (row.address.clone(), row.note.clone(), Instant(row.at));
        Ok(Suppression { channel: channel.ok_or_else(unreadable)?, address, reason, note, at })
    };
    rows.into_iter().map(known).collect()
}

/// Why an address of a channel is not written to, if it is not.
pub(super) async fn suppression_of(
    tx: &mut ShopTx,
    (channel, address): (Channel, &str),
) -> Result<Option<Reason>, RecordsError> {
    #[derive(FromQueryResult)]
    struct ReasonRow {
        reason: String,
    }
    let sql = "select reason from suppression where channel = $1 and address = $2";
    let row: Option<ReasonRow> = tx.row(sql, vec![channel.word().into(), address.into()]).await?;
    Ok(row.map(|row| Reason::of_code(&row.reason).unwrap_or(Reason::AddressSuppressed)))
}

pub(super) async fn forgive(
    tx: &mut ShopTx,
    channel: Channel,
    address: &str,
) -> Result<(), RecordsError> {
    let sql = "delete from suppression where channel = $1 and address = $2";
    tx.run(sql, vec![channel.word().into(), address.into()]).await?;
    Ok(())
}
