//! The rows of `question`.

use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx};

use super::saved::Question;

#[derive(FromQueryResult)]
struct QuestionRow {
    name: String,
    sql: String,
    updated_at: i64,
}

impl From<QuestionRow> for Question {
    fn from(row: QuestionRow) -> Self {
        Self { name: row.name, sql: row.sql, changed_at: Instant(row.updated_at) }
    }
}

pub(super) async fn all(tx: &mut ShopTx) -> Result<Vec<Question>, RecordsError> {
    let sql = "select name, sql, updated_at from question order by name";
    let rows: Vec<QuestionRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(Question::from).collect())
}

pub(super) async fn find(tx: &mut ShopTx, name: &str) -> Result<Option<Question>, RecordsError> {
    let sql = "select name, sql, updated_at from question where name = $1";
    let rows: Vec<QuestionRow> = tx.rows(sql, vec![name.into()]).await?;
    Ok(rows.into_iter().next().map(Question::from))
}

pub(super) async fn save(tx: &mut ShopTx, name: &str, text: &str) -> Result<(), RecordsError> {
    let sql = "insert into question (name, sql, created_at, created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $3, $4)
               on conflict (name) do update
               set sql = excluded.sql, updated_at = excluded.updated_at,
                   updated_by = excluded.updated_by";
    let values = vec![name.into(), text.into(), tx.now().0.into(), tx.actor().to_string().into()];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut ShopTx, name: &str) -> Result<bool, RecordsError> {
    Ok(tx.run("delete from question where name = $1", vec![name.into()]).await? > 0)
}
