//! Rows of `reading`; of messages it reads only.

use domain::{CampaignId, CustomerId, Instant, MessageId};
use records::{FromQueryResult, RecordsError, ShopTx};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::judge::Visit;
use super::mark::Mark;

/// The letter that was read.
pub(super) struct Letter {
    /// Who asked; nobody of a service message.
    pub campaign: Option<CampaignId>,
    /// Who read it, where he is known.
    pub customer: Option<CustomerId>,
    /// When it left.
    pub handed_at: Option<Instant>,
}

pub(super) async fn letter(
    tx: &mut ShopTx,
    message: MessageId,
) -> Result<Option<Letter>, RecordsError> {
    #[derive(FromQueryResult)]
    struct LetterRow {
        campaign_id: Option<Uuid>,
        customer_id: Option<Uuid>,
        handed_at: Option<i64>,
    }
    let sql = "select campaign_id, customer_id, handed_at from message where id = $1
               union all
               select null, customer_id, handed_at from service_message where id = $1";
    let row: Option<LetterRow> = tx.row(sql, vec![message.0.into()]).await?;
    Ok(row.map(|row| Letter {
        campaign: row.campaign_id.map(CampaignId),
        customer: row.customer_id.map(CustomerId),
        handed_at: row.handed_at.map(Instant),
    }))
}

#[derive(FromQueryResult)]
struct VisitRow {
    link: i64,
    url: Option<String>,
    first_at: i64,
    last_at: i64,
    by_person: Option<i64>,
}

/// Writes a visit down; `true` when it has to be judged.
///
/// One row a link: however often somebody asks, the table does not grow.
pub(super) async fn visit(tx: &mut ShopTx, mark: &Mark) -> Result<bool, RecordsError> {
    let sql = "select link, url, first_at, last_at, by_person from reading
               where message_id = $1 and link = $2";
    let known = vec![mark.message.0.into(), mark.link.into()];
    let before: Option<VisitRow> = tx.row(sql, known).await?;
    let is_new = match &before {
        None => true,
        Some(row) => {
            row.by_person == Some(0) && Visit::may_be_another(Instant(row.first_at), tx.now())
        }
    };
    if before.as_ref().is_some_and(|row| row.by_person == Some(1)) {
        return Ok(false);
    }
    let sql = "insert into reading (message_id, link, url, first_at, last_at, n)
               select id, $2, $3, $4, $4, 1 from (
                   select id from message where id = $1
                   union all select id from service_message where id = $1) as known where 1 = 1
               on conflict (message_id, link) do update
               set last_at = excluded.last_at, n = reading.n + 1";
    let values =
        vec![mark.message.0.into(), mark.link.into(), mark.url.clone().into(), tx.now().0.into()];
    Ok(tx.run(sql, values).await? == 1 && is_new)
}

/// Everything that was done with a letter.
pub(super) async fn visits(
    tx: &mut ShopTx,
    message: MessageId,
) -> Result<Vec<Visit>, RecordsError> {
    let sql = "select link, url, first_at, last_at, by_person from reading
               where message_id = $1 order by link";
    let rows: Vec<VisitRow> = tx.rows(sql, vec![message.0.into()]).await?;
    let visit = |row: VisitRow| Visit {
        link: row.link,
        url: row.url,
        first_at: Instant(row.first_at),
        last_at: Instant(row.last_at),
    };
    Ok(rows.into_iter().map(visit).collect())
}

pub(super) async fn judge(
    tx: &mut ShopTx,
    message: MessageId,
    (link, by_person): (i64, bool),
) -> Result<(), RecordsError> {
    // What a person did stays his, whatever a machine does later.
    let sql = "update reading set by_person = $3
               where message_id = $1 and link = $2 and coalesce(by_person, 0) = 0";
    tx.run(sql, vec![message.0.into(), link.into(), i64::from(by_person).into()]).await?;
    Ok(())
}

/// What was read of a campaign, by the ways it was said in.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize, ToSchema)]
pub struct Readings {
    /// The way, 0 for the first; null where there is one way only.
    pub variant: Option<i64>,
    /// Messages that were taken.
    pub sent: i64,
    /// Of them: known to have arrived.
    pub delivered: i64,
    /// Of them: whose reading may be followed.
    pub followed: i64,
    /// Of those: opened by a person, or a link of it followed.
    pub opened: i64,
    /// Of those: a link of it followed by a person.
    pub clicked: i64,
}

/// What was read of a campaign and of its runs, by the ways it was said in.
pub async fn readings(
    tx: &mut ShopTx,
    campaign: CampaignId,
    dealt_by: CampaignId,
) -> Result<Vec<Readings>, RecordsError> {
    // A sum of whole numbers is a decimal on one engine; the cast makes it whole on both.
    let n = |condition: &str| {
        format!("cast(coalesce(sum(case when {condition} then 1 else 0 end), 0) as bigint)")
    };
    let did = |links: &str| {
        format!(
            "message.followed = 1 and exists (select 1 from reading
             where reading.message_id = message.id and reading.by_person = 1 and {links})"
        )
    };
    let sql = format!(
        "select exposure.variant, {} as sent, {} as delivered, {} as followed, {} as opened,
                {} as clicked
         from message
         left join exposure on exposure.campaign_id = $2
              and exposure.customer_id = message.customer_id
         where message.campaign_id in (select id from campaign where id = $1 or run_of = $1)
         group by exposure.variant order by exposure.variant",
        n("message.state = 'sent'"),
        n("message.delivered_at is not null"),
        n("message.state = 'sent' and message.followed = 1"),
        n(&did("reading.link >= 0")),
        n(&did("reading.link > 0")),
    );
    tx.rows(&sql, vec![campaign.0.into(), dealt_by.0.into()]).await
}

/// An address of a campaign's letters, and how many people followed it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize, ToSchema)]
#[schema(as = FollowedLink)]
pub struct Followed {
    /// The address.
    pub url: String,
    /// People who followed it.
    pub people: i64,
}

/// The addresses that were followed most.
pub async fn followed(
    tx: &mut ShopTx,
    campaign: CampaignId,
    limit: u32,
) -> Result<Vec<Followed>, RecordsError> {
    let sql = "select reading.url, count(distinct message.customer_id) as people
               from reading join message on message.id = reading.message_id
               where message.campaign_id in (select id from campaign where id = $1 or run_of = $1)
                    and reading.link > 0 and reading.by_person = 1 and reading.url is not null
               group by reading.url order by people desc, reading.url limit $2";
    tx.rows(sql, vec![campaign.0.into(), i64::from(limit).into()]).await
}
