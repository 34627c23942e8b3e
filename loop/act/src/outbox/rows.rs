//! Rows of `message`.

use std::collections::HashMap;

use collect::customers::Known;
use domain::{CampaignId, CustomerId, DecisionId, Instant, MessageId};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{Fate, Followed, Message, Standing};
use crate::channels::Channel;
use crate::contact::ToWrite;
use crate::reasons::Reason;

#[derive(FromQueryResult)]
struct MessageRow {
    id: Uuid,
    decision_id: Uuid,
    campaign_id: Uuid,
    customer_id: Uuid,
    customer_no: i64,
    channel: String,
    address: String,
    attempts: i64,
}

const MESSAGE: &str = "select id, decision_id, campaign_id, customer_id, customer_no, channel,
                              address, attempts from message";

/// How many values one `in (…)` names; well below every engine's limit.
const NAMES_MAX: usize = 5_000;

impl TryFrom<MessageRow> for Message {
    type Error = RecordsError;

    fn try_from(row: MessageRow) -> Result<Self, RecordsError> {
        let unreadable =
            || RecordsError::Unreadable(format!("message {}: channel `{}`", row.id, row.channel));
        Ok(Self {
            id: MessageId(row.id),
            channel: Channel::of_word(&row.channel).ok_or_else(unreadable)?,
            decision: DecisionId(row.decision_id),
            campaign: CampaignId(row.campaign_id),
            customer: Known::new(CustomerId(row.customer_id), row.customer_no),
            address: row.address,
            attempts: row.attempts,
        })
    }
}

/// Puts messages into the outbox, one a decision.
pub async fn put(
    tx: &mut ShopTx,
    campaign: CampaignId,
    to_write: Vec<ToWrite>,
) -> Result<u64, RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(to_write.len());
    for one in to_write {
        let id: MessageId = tx.new_id();
        rows.push(vec![
            id.0.into(),
            one.decision.0.into(),
            campaign.0.into(),
            one.customer.id.0.into(),
            one.customer.no.into(),
            one.channel.word().into(),
            one.address.into(),
            Standing::Due.word().into(),
            Reason::InQueue.code().into(),
            0_i64.into(),
            now.0.into(),
            now.0.into(),
            actor.clone().into(),
            now.0.into(),
            actor.clone().into(),
        ]);
    }
    let columns = &[
        "id",
        "decision_id",
        "campaign_id",
        "customer_id",
        "customer_no",
        "channel",
        "address",
        "state",
        "reason",
        "attempts",
        "due_at",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    let conflict = "on conflict (decision_id) do nothing";
    tx.insert_many(Insert { table: "message", columns, conflict }, rows).await
}

/// The next messages whose time has come.
pub async fn due(
    tx: &mut ShopTx,
    campaign: CampaignId,
    limit: u32,
) -> Result<Vec<Message>, RecordsError> {
    let sql = format!(
        "{MESSAGE} where campaign_id = $1 and state = 'due' and due_at <= $2
         order by due_at, id limit $3"
    );
    let values = vec![campaign.0.into(), tx.now().0.into(), i64::from(limit).into()];
    read(tx, &sql, values).await
}

pub(super) async fn in_handing(
    tx: &mut ShopTx,
    campaign: CampaignId,
) -> Result<Vec<Message>, RecordsError> {
    let sql = format!("{MESSAGE} where campaign_id = $1 and state = 'handing' order by id");
    read(tx, &sql, vec![campaign.0.into()]).await
}

/// Every message that waits or was on the wire.
pub(super) async fn unsettled(tx: &mut ShopTx) -> Result<Vec<Message>, RecordsError> {
    read(tx, &format!("{MESSAGE} where state in ('due', 'handing') order by id"), vec![]).await
}

/// How many messages stand how.
pub async fn standing(tx: &mut ShopTx) -> Result<Vec<(String, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct StandingRow {
        state: String,
        n: i64,
    }
    let sql = "select state, count(*) as n from message group by state order by state";
    let rows: Vec<StandingRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.state, row.n)).collect())
}

async fn read(
    tx: &mut ShopTx,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Message>, RecordsError> {
    tx.rows::<MessageRow>(sql, values).await?.into_iter().map(Message::try_from).collect()
}

/// Puts a message on the wire; `false` when somebody else has it there already.
pub(super) async fn begin(
    tx: &mut ShopTx,
    id: MessageId,
    followed: Followed,
) -> Result<bool, RecordsError> {
    let sql = "update message set state = 'handing', reason = 'being_handed', followed = $4,
                   attempts = attempts + 1, handed_at = $2, updated_at = $2, updated_by = $3
               where id = $1 and state = 'due'";
    let followed = i64::from(followed == Followed::Yes);
    let values =
        vec![id.0.into(), tx.now().0.into(), tx.actor().to_string().into(), followed.into()];
    Ok(tx.run(sql, values).await? == 1)
}

/// Writes down what became of a message; `false` when it was settled for good before.
///
/// A message that was given up as uncertain may still be settled by the answer, should it come.
pub(super) async fn settle(
    tx: &mut ShopTx,
    id: MessageId,
    fate: &Fate,
) -> Result<bool, RecordsError> {
    let settled_at = fate.due_at.is_none().then_some(tx.now().0);
    let free_try = i64::from(fate.reason == Reason::InQueue);
    let sql = "update message set state = $2, reason = $3, answer = $4, settled_at = $5,
                   due_at = coalesce($6, due_at), attempts = attempts - $7,
                   updated_at = $8, updated_by = $9
               where id = $1 and state in ('due', 'handing', 'uncertain')";
    let values = vec![
        id.0.into(),
        fate.standing.word().into(),
        fate.reason.code().into(),
        fate.answer.clone().into(),
        settled_at.into(),
        fate.due_at.map(|at| at.0).into(),
        free_try.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The message of a name.
pub async fn find(tx: &mut ShopTx, id: MessageId) -> Result<Option<Message>, RecordsError> {
    let found = read(tx, &format!("{MESSAGE} where id = $1"), vec![id.0.into()]).await?;
    Ok(found.into_iter().next())
}

/// Writes down what was reported of a message that was taken; `false` when it says nothing new.
///
/// A report of delivery stands: a gateway that says otherwise later speaks of a try of its own.
pub(super) async fn report(
    tx: &mut ShopTx,
    id: MessageId,
    (standing, reason, word): (Standing, Reason, &str),
) -> Result<bool, RecordsError> {
    let sql = "update message set state = $2, reason = $3, answer = $4, delivered_at = $5,
                   settled_at = coalesce(settled_at, $6), updated_at = $6, updated_by = $7
               where id = $1 and state in ('sent', 'uncertain') and delivered_at is null";
    let delivered_at = (standing == Standing::Sent).then_some(tx.now().0);
    let values = vec![
        id.0.into(),
        standing.word().into(),
        reason.code().into(),
        word.into(),
        delivered_at.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Writes down that a letter came back; `false` when it was not taken before.
pub(super) async fn came_back(
    tx: &mut ShopTx,
    id: MessageId,
    (reason, words): (Reason, &str),
) -> Result<bool, RecordsError> {
    let sql = "update message set state = 'failed', reason = $2, answer = $3,
                   settled_at = coalesce(settled_at, $4), updated_at = $4, updated_by = $5
               where id = $1 and state in ('sent', 'uncertain')";
    let values = vec![
        id.0.into(),
        reason.code().into(),
        words.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Takes back every message of a campaign that has not been put on the wire.
pub async fn call_off(tx: &mut ShopTx, campaign: CampaignId) -> Result<u64, RecordsError> {
    let sql = "update message set state = 'failed', reason = 'campaign_cancelled',
                   settled_at = $2, updated_at = $2, updated_by = $3
               where campaign_id = $1 and state = 'due'";
    let values = vec![campaign.0.into(), tx.now().0.into(), tx.actor().to_string().into()];
    tx.run(sql, values).await
}

/// Takes back what has not been put on the wire for one person.
pub async fn call_off_one(
    tx: &mut ShopTx,
    campaign: CampaignId,
    customer: CustomerId,
    reason: Reason,
) -> Result<u64, RecordsError> {
    let sql = "update message set state = 'failed', reason = $3,
                   settled_at = $4, updated_at = $4, updated_by = $5
               where campaign_id = $1 and customer_id = $2 and state = 'due'";
    let values = vec![
        campaign.0.into(),
        customer.0.into(),
        reason.code().into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await
}

/// When the next message of a campaign is due.
pub async fn next_due_at(
    tx: &mut ShopTx,
    campaign: CampaignId,
) -> Result<Option<Instant>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NextRow {
        at: Option<i64>,
    }
    let sql = "select min(due_at) as at from message
               where campaign_id = $1 and state in ('due', 'handing')";
    let row: Option<NextRow> = tx.row(sql, vec![campaign.0.into()]).await?;
    Ok(row.and_then(|row| row.at).map(Instant))
}

/// How many messages were put on the wire since a moment, and when the first of them was: those of
/// one campaign, or all of a channel.
pub async fn handed_since(
    tx: &mut ShopTx,
    since: Instant,
    (campaign, channel): (Option<CampaignId>, Channel),
) -> Result<(i64, Option<Instant>), RecordsError> {
    #[derive(FromQueryResult)]
    struct HandedRow {
        n: i64,
        first_at: Option<i64>,
    }
    let which = match campaign {
        Some(_) => "campaign_id = $2",
        None => "channel = $2",
    };
    let sql = format!(
        "select count(*) as n, min(handed_at) as first_at from message
         where handed_at > $1 and {which}"
    );
    let which = campaign.map_or_else(|| channel.word().into(), |campaign| campaign.0.into());
    let row: Option<HandedRow> = tx.row(&sql, vec![since.0.into(), which]).await?;
    Ok(row.map_or((0, None), |row| (row.n, row.first_at.map(Instant))))
}

/// How many messages of a campaign are known to have arrived.
pub async fn n_delivered(tx: &mut ShopTx, campaign: CampaignId) -> Result<i64, RecordsError> {
    let sql = "select count(*) from message where campaign_id = $1 and delivered_at is not null";
    tx.number(sql, vec![campaign.0.into()]).await
}

/// When people were written to, or are about to be, since a moment; over all campaigns.
pub async fn touches_since(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    since: Instant,
) -> Result<HashMap<CustomerId, Vec<Instant>>, RecordsError> {
    #[derive(FromQueryResult)]
    struct TouchRow {
        customer_id: Uuid,
        at: i64,
    }
    let mut touches: HashMap<CustomerId, Vec<Instant>> = HashMap::new();
    for some in customers.chunks(NAMES_MAX) {
        let places: Vec<String> = (0..some.len()).map(|i| format!("${}", i + 2)).collect();
        let sql = format!(
            "select customer_id, coalesce(handed_at, due_at) as at from message
             where state <> 'failed' and due_at >= $1 and customer_id in ({})",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![since.0.into()];
        values.extend(some.iter().map(|customer| Value::from(customer.0)));
        for row in tx.rows::<TouchRow>(&sql, values).await? {
            touches.entry(CustomerId(row.customer_id)).or_default().push(Instant(row.at));
        }
    }
    Ok(touches)
}
