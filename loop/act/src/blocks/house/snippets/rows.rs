//! Rows of `letter_snippet`.

use collect::shop::Language;
use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx, Value};

use super::Snippet;

#[derive(FromQueryResult)]
struct SnippetRow {
    name: String,
    language: String,
    blocks: serde_json::Value,
    updated_at: i64,
}

/// Every snippet, in the order of the alphabet.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Snippet>, RecordsError> {
    let sql = "select name, language, blocks, updated_at from letter_snippet
               order by name, language";
    let rows: Vec<SnippetRow> = tx.rows(sql, Vec::new()).await?;
    let read = |row: SnippetRow| {
        Ok(Snippet {
            language: Language::of_code(&row.language).unwrap_or_default(),
            blocks: serde_json::from_value(row.blocks)?,
            updated_at: Instant(row.updated_at),
            name: row.name,
        })
    };
    rows.into_iter().map(read).collect()
}

pub(super) async fn save(tx: &mut ShopTx, snippet: &Snippet) -> Result<(), RecordsError> {
    let sql = "insert into letter_snippet (name, language, blocks, created_at, created_by,
                   updated_at, updated_by)
               values ($1, $2, $3, $4, $5, $4, $5)
               on conflict (name, language) do update set blocks = excluded.blocks,
                   updated_at = excluded.updated_at, updated_by = excluded.updated_by";
    let values: Vec<Value> = vec![
        snippet.name.clone().into(),
        snippet.language.code().into(),
        serde_json::to_value(&snippet.blocks)?.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Throws a snippet away; `false` when there was none.
pub async fn delete(
    tx: &mut ShopTx,
    (name, language): (&str, Language),
) -> Result<bool, RecordsError> {
    let sql = "delete from letter_snippet where name = $1 and language = $2";
    Ok(tx.run(sql, vec![name.into(), language.code().into()]).await? == 1)
}
