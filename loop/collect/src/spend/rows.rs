//! Rows of `spend`.

use domain::{Currency, Day, Money, Period, SpendId};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::{NewSpend, Spend};

#[derive(FromQueryResult)]
struct SpendRow {
    id: Uuid,
    channel: String,
    from_on: String,
    until_on: String,
    amount: i64,
    currency: String,
    source: String,
}

impl TryFrom<SpendRow> for Spend {
    type Error = RecordsError;

    fn try_from(row: SpendRow) -> Result<Self, RecordsError> {
        let unreadable = |what: &str| RecordsError::Unreadable(format!("spend of `{what}`"));
        let day = |text: &str| text.parse::<Day>().map_err(|_| unreadable(text));
        let currency: Currency = row.currency.parse().map_err(|_| unreadable(&row.currency))?;
        Ok(Self {
            id: SpendId(row.id),
            channel: Some(row.channel).filter(|channel| !channel.is_empty()),
            days: Period::new(day(&row.from_on)?, day(&row.until_on)?),
            amount: Money::new(row.amount, currency),
            source: row.source,
        })
    }
}

const SPEND: &str = "select id, channel, from_on, until_on, amount, currency, source from spend";

pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Spend>, RecordsError> {
    let sql = format!("{SPEND} order by from_on desc, until_on desc, channel");
    let rows: Vec<SpendRow> = tx.rows(&sql, vec![]).await?;
    rows.into_iter().map(Spend::try_from).collect()
}

pub(super) async fn find(tx: &mut ShopTx, id: SpendId) -> Result<Option<Spend>, RecordsError> {
    let row: Option<SpendRow> =
        tx.row(&format!("{SPEND} where id = $1"), vec![id.0.into()]).await?;
    row.map(Spend::try_from).transpose()
}

/// That of the same channel and days.
pub(super) async fn find_same(
    tx: &mut ShopTx,
    new: &NewSpend,
) -> Result<Option<Spend>, RecordsError> {
    let sql =
        format!("{SPEND} where channel = $1 and from_on = $2 and until_on = $3 and currency = $4");
    let values = vec![
        new.channel.clone().unwrap_or_default().into(),
        new.days.from.to_string().into(),
        new.days.until.to_string().into(),
        new.amount.currency.code().into(),
    ];
    let row: Option<SpendRow> = tx.row(&sql, values).await?;
    row.map(Spend::try_from).transpose()
}

pub(super) async fn insert(tx: &mut ShopTx, spends: &[Spend]) -> Result<(), RecordsError> {
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let columns = &[
        "id",
        "channel",
        "from_on",
        "until_on",
        "amount",
        "currency",
        "source",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    let row = |spend: &Spend| -> Vec<Value> {
        vec![
            spend.id.0.into(),
            spend.channel.clone().unwrap_or_default().into(),
            spend.days.from.to_string().into(),
            spend.days.until.to_string().into(),
            spend.amount.minor.into(),
            spend.amount.currency.code().into(),
            spend.source.clone().into(),
            now.0.into(),
            actor.clone().into(),
            now.0.into(),
            actor.clone().into(),
        ]
    };
    let rows = spends.iter().map(row).collect();
    tx.insert_many(Insert { table: "spend", columns, conflict: "" }, rows).await?;
    Ok(())
}

pub(super) async fn update(tx: &mut ShopTx, spend: &Spend) -> Result<(), RecordsError> {
    let sql = "update spend set channel = $2, from_on = $3, until_on = $4, amount = $5,
                   currency = $6, source = $7, updated_at = $8, updated_by = $9
               where id = $1";
    let values = vec![
        spend.id.0.into(),
        spend.channel.clone().unwrap_or_default().into(),
        spend.days.from.to_string().into(),
        spend.days.until.to_string().into(),
        spend.amount.minor.into(),
        spend.amount.currency.code().into(),
        spend.source.clone().into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut ShopTx, id: SpendId) -> Result<(), RecordsError> {
    tx.run("delete from spend where id = $1", vec![id.0.into()]).await?;
    Ok(())
}
