//! Rows of `service_message`; of readings it reads only.

use domain::{CustomerId, Instant, MessageId};
use records::{FromQueryResult, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::writing::New;
use super::{Asked, REFUSED, ServiceMessage};
use crate::channels::Channel;
use crate::contact::{Basis, Outcome};
use crate::outbox::{Fate, Standing};
use crate::reasons::Reason;

#[derive(FromQueryResult)]
struct MessageRow {
    id: Uuid,
    basis: String,
    channel: String,
    customer_id: Option<Uuid>,
    address: String,
    to_name: Option<String>,
    text_name: Option<String>,
    subject: String,
    outcome: String,
    why: String,
    state: String,
    reason: String,
    answer: Option<String>,
    attempts: i64,
    created_at: i64,
    handed_at: Option<i64>,
    settled_at: Option<i64>,
    delivered_at: Option<i64>,
    followed: i64,
    n_opened: i64,
}

const MESSAGE: &str = "select id, basis, channel, customer_id, address, to_name, text_name,
        subject, outcome, why, state, reason, answer, attempts, created_at, handed_at,
        settled_at, delivered_at, followed,
        (select count(*) from reading where reading.message_id = service_message.id
             and reading.by_person = 1 and reading.link >= 0) as n_opened
    from service_message";

impl TryFrom<MessageRow> for ServiceMessage {
    type Error = RecordsError;

    fn try_from(row: MessageRow) -> Result<Self, RecordsError> {
        let id = row.id;
        let unreadable = |what: &str, word: &str| {
            RecordsError::Unreadable(format!("service message {id}: {what} `{word}`"))
        };
        let reason = |word: &str| Reason::of_code(word).ok_or_else(|| unreadable("reason", word));
        Ok(Self {
            id: MessageId(row.id),
            basis: Basis::of_word(&row.basis).ok_or_else(|| unreadable("basis", &row.basis))?,
            channel: Channel::of_word(&row.channel)
                .ok_or_else(|| unreadable("channel", &row.channel))?,
            customer: row.customer_id.map(CustomerId),
            outcome: Outcome::of_word(&row.outcome)
                .ok_or_else(|| unreadable("outcome", &row.outcome))?,
            why: reason(&row.why)?,
            reason: reason(&row.reason)?,
            address: row.address,
            to_name: row.to_name,
            text_name: row.text_name,
            subject: row.subject,
            state: row.state,
            answer: row.answer,
            attempts: row.attempts,
            created_at: Instant(row.created_at),
            handed_at: row.handed_at.map(Instant),
            settled_at: row.settled_at.map(Instant),
            delivered_at: row.delivered_at.map(Instant),
            followed: row.followed == 1,
            opened: row.n_opened > 0,
        })
    }
}

/// Writes a new message down; `false` when its key is known already.
pub(super) async fn add(tx: &mut ShopTx, asked: &Asked, new: &New) -> Result<bool, RecordsError> {
    let about = &new.about;
    let stranger = about.customer.is_none().then(|| about.address.clone());
    let said = new.written.as_ref().filter(|_| about.outcome == Outcome::Write);
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let sql = "insert into service_message (id, asked_as, asked_for, basis, channel, customer_id,
                   address, stranger, to_name, text_name, subject, html, body, outcome, why,
                   state, reason, followed, attempts, due_at, created_at, created_by, updated_at,
                   updated_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                   $17, $18, 0, $19, $19, $20, $19, $20)
               on conflict (asked_as) do nothing";
    let values: Vec<Value> = vec![
        about.id.0.into(),
        asked.key_digest().into(),
        asked.digest().into(),
        about.basis.word().into(),
        about.channel.word().into(),
        about.customer.map(|customer| customer.0).into(),
        about.address.clone().into(),
        stranger.into(),
        about.to_name.clone().into(),
        about.text_name.clone().into(),
        about.subject.clone().into(),
        said.map(|written| written.html.clone()).into(),
        said.map(|written| written.text.clone()).into(),
        about.outcome.word().into(),
        about.why.code().into(),
        about.state.clone().into(),
        about.reason.code().into(),
        i64::from(about.followed).into(),
        now.into(),
        actor.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The message that was asked for with a key, and the digest of what was asked for.
pub(super) async fn asked_before(
    tx: &mut ShopTx,
    key: &[u8],
) -> Result<Option<(ServiceMessage, Vec<u8>)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct AskedRow {
        id: Uuid,
        asked_for: Vec<u8>,
    }
    let sql = "select id, asked_for from service_message where asked_as = $1";
    let row: Option<AskedRow> = tx.row(sql, vec![key.to_vec().into()]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(find(tx, MessageId(row.id)).await?.map(|message| (message, row.asked_for)))
}

/// How many messages were taken on since a moment.
pub(super) async fn n_since(tx: &mut ShopTx, since: Instant) -> Result<i64, RecordsError> {
    let sql = "select count(*) from service_message where created_at > $1";
    tx.number(sql, vec![since.0.into()]).await
}

/// The message of a name.
pub async fn find(tx: &mut ShopTx, id: MessageId) -> Result<Option<ServiceMessage>, RecordsError> {
    let found = read(tx, &format!("{MESSAGE} where id = $1"), vec![id.0.into()]).await?;
    Ok(found.into_iter().next())
}

async fn read(
    tx: &mut ShopTx,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<ServiceMessage>, RecordsError> {
    tx.rows::<MessageRow>(sql, values).await?.into_iter().map(ServiceMessage::try_from).collect()
}

/// Which messages are listed.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those whose address, name, subject or text contains this.
    pub find: Option<String>,
    /// Those that stand so.
    pub state: Option<String>,
    /// Those of one customer.
    pub customer: Option<CustomerId>,
    /// Those before this one.
    pub before: Option<MessageId>,
}

/// Messages, the newest first.
pub async fn list(
    tx: &mut ShopTx,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<ServiceMessage>, RecordsError> {
    let escaped = filter.find.as_deref().unwrap_or_default().trim().to_lowercase();
    let escaped = escaped.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let like = |column: &str| format!("lower(coalesce({column}, '')) like $1 escape '\\'");
    let found = ["address", "to_name", "subject", "text_name"].map(like).join(" or ");
    let mut values: Vec<Value> = vec![
        format!("%{escaped}%").into(),
        filter.state.clone().unwrap_or_default().into(),
        i64::from(limit).into(),
    ];
    let mut conditions = vec![format!("({found})"), "($2 = '' or state = $2)".to_owned()];
    if let Some(customer) = filter.customer {
        values.push(customer.0.into());
        conditions.push(format!("customer_id = ${}", values.len()));
    }
    if let Some(before) = filter.before {
        values.push(before.0.into());
        conditions.push(format!("id < ${}", values.len()));
    }
    let sql = format!("{MESSAGE} where {} order by id desc limit $3", conditions.join(" and "));
    read(tx, &sql, values).await
}

/// The next messages of a channel whose time has come.
pub(super) async fn due(
    tx: &mut ShopTx,
    channel: Channel,
    limit: u32,
) -> Result<Vec<ServiceMessage>, RecordsError> {
    let sql = format!(
        "{MESSAGE} where channel = $1 and state = 'due' and due_at <= $2
         order by due_at, id limit $3"
    );
    read(tx, &sql, vec![channel.word().into(), tx.now().0.into(), i64::from(limit).into()]).await
}

/// Messages of a channel that were put on the wire before a moment and are still on it.
pub(super) async fn in_handing(
    tx: &mut ShopTx,
    (channel, before): (Channel, Instant),
) -> Result<Vec<ServiceMessage>, RecordsError> {
    let sql = format!(
        "{MESSAGE} where channel = $1 and state = 'handing' and handed_at <= $2 order by id"
    );
    read(tx, &sql, vec![channel.word().into(), before.0.into()]).await
}

/// Messages of every channel that may still leave.
pub(super) async fn unsettled(tx: &mut ShopTx) -> Result<Vec<ServiceMessage>, RecordsError> {
    read(tx, &format!("{MESSAGE} where state in ('due', 'handing') order by id"), vec![]).await
}

/// When a channel is to be looked at again: the next message due, and the oldest on the wire.
pub(super) async fn next_look(
    tx: &mut ShopTx,
    channel: Channel,
) -> Result<(Option<Instant>, Option<Instant>), RecordsError> {
    #[derive(FromQueryResult)]
    struct NextRow {
        due_at: Option<i64>,
        handed_at: Option<i64>,
    }
    let sql = "select min(case when state = 'due' then due_at end) as due_at,
                      min(case when state = 'handing' then handed_at end) as handed_at
               from service_message where channel = $1 and state in ('due', 'handing')";
    let row: Option<NextRow> = tx.row(sql, vec![channel.word().into()]).await?;
    Ok(row.map_or((None, None), |row| (row.due_at.map(Instant), row.handed_at.map(Instant))))
}

/// What a message says, while it has not left.
pub(super) async fn said(
    tx: &mut ShopTx,
    id: MessageId,
) -> Result<Option<(Option<String>, String)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct SaidRow {
        html: Option<String>,
        body: Option<String>,
    }
    let sql = "select html, body from service_message where id = $1";
    let row: Option<SaidRow> = tx.row(sql, vec![id.0.into()]).await?;
    Ok(row.and_then(|row| Some((row.html, row.body?))))
}

/// Puts a message on the wire; `false` when somebody else has it there already.
pub(super) async fn begin(tx: &mut ShopTx, id: MessageId) -> Result<bool, RecordsError> {
    let sql = "update service_message set state = 'handing', reason = 'being_handed',
                   attempts = attempts + 1, handed_at = $2, updated_at = $2, updated_by = $3
               where id = $1 and state = 'due'";
    let values = vec![id.0.into(), tx.now().0.into(), tx.actor().to_string().into()];
    Ok(tx.run(sql, values).await? == 1)
}

/// Writes down what became of a message; what it said is thrown away once that is known for good.
///
/// `false` when it was settled before; a message that was given up may still be settled by the
/// answer, should it come.
pub(super) async fn settle(
    tx: &mut ShopTx,
    id: MessageId,
    fate: &Fate,
) -> Result<bool, RecordsError> {
    let settled_at = fate.due_at.is_none().then_some(tx.now().0);
    let free_try = i64::from(fate.reason == Reason::InQueue);
    let sql = "update service_message set state = $2, reason = $3, answer = $4, settled_at = $5,
                   due_at = coalesce($6, due_at), attempts = attempts - $7,
                   html = case when $2 = 'due' then html end,
                   body = case when $2 = 'due' then body end,
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

/// Writes down what was reported of a message that was taken; `false` when it says nothing new.
pub(super) async fn report(
    tx: &mut ShopTx,
    id: MessageId,
    (standing, reason, word): (Standing, Reason, &str),
) -> Result<bool, RecordsError> {
    let sql = "update service_message set state = $2, reason = $3, answer = $4,
                   delivered_at = $5, settled_at = coalesce(settled_at, $6), updated_at = $6,
                   updated_by = $7
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

/// Writes down that a letter came back; one that was not taken did not.
pub(super) async fn came_back(
    tx: &mut ShopTx,
    id: MessageId,
    (reason, words): (Reason, &str),
) -> Result<(), RecordsError> {
    let sql = "update service_message set state = 'failed', reason = $2, answer = $3,
                   settled_at = coalesce(settled_at, $4), updated_at = $4, updated_by = $5
               where id = $1 and state in ('sent', 'uncertain')";
    let values = vec![
        id.0.into(),
        reason.code().into(),
        words.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Every word that a message may stand under.
pub(super) fn states() -> [&'static str; 6] {
    use Standing::{Due, Failed, Handing, Sent, Uncertain};
    [Due.word(), Handing.word(), Sent.word(), Failed.word(), Uncertain.word(), REFUSED]
}
