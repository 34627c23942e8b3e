//! Rows of `target`.

use clap::ValueEnum;
use domain::Day;
use records::{FromQueryResult, RecordsError, ShopTx};

use super::Target;
use crate::retention::Length;

#[derive(FromQueryResult)]
struct TargetRow {
    metric: String,
    length: String,
    from_on: String,
    value: f64,
}

impl TryFrom<TargetRow> for Target {
    type Error = RecordsError;

    fn try_from(row: TargetRow) -> Result<Self, RecordsError> {
        let unreadable = |word: &str| RecordsError::Unreadable(format!("target of `{word}`"));
        let from = match row.from_on.as_str() {
            "" => None,
            day => Some(day.parse::<Day>().map_err(|_| unreadable(day))?),
        };
        let length = Length::from_str(&row.length, false).map_err(|_| unreadable(&row.length))?;
        Ok(Self { metric: row.metric, length, from, value: row.value })
    }
}

fn word_of(length: Length) -> String {
    length.to_possible_value().map_or_else(String::new, |word| word.get_name().to_owned())
}

fn day_of(target: &Target) -> String {
    target.from.map_or_else(String::new, |day| day.to_string())
}

pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Target>, RecordsError> {
    let sql = "select metric, length, from_on, value from target order by metric, length, from_on";
    let rows: Vec<TargetRow> = tx.rows(sql, vec![]).await?;
    rows.into_iter().map(Target::try_from).collect()
}

pub(super) async fn save(tx: &mut ShopTx, target: &Target) -> Result<(), RecordsError> {
    let sql = "insert into target (metric, length, from_on, value, created_at, created_by,
                   updated_at, updated_by)
               values ($1, $2, $3, $4, $5, $6, $5, $6)
               on conflict (metric, length, from_on) do update
               set value = excluded.value, updated_at = excluded.updated_at,
                   updated_by = excluded.updated_by";
    let values = vec![
        target.metric.clone().into(),
        word_of(target.length).into(),
        day_of(target).into(),
        target.value.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut ShopTx, target: &Target) -> Result<(), RecordsError> {
    let sql = "delete from target where metric = $1 and length = $2 and from_on = $3";
    let values =
        vec![target.metric.clone().into(), word_of(target.length).into(), day_of(target).into()];
    tx.run(sql, values).await?;
    Ok(())
}
