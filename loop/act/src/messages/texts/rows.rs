//! Rows of `service_text`.

use collect::shop::Language;
use domain::Instant;
use records::{FromQueryResult, RecordsError, ShopTx, Value};

use super::KeptText;

#[derive(FromQueryResult)]
struct TextRow {
    name: String,
    language: String,
    subject: String,
    body_mjml: String,
    design: Option<serde_json::Value>,
    note: String,
    updated_at: i64,
}

const TEXT: &str = "select name, language, subject, body_mjml, design, note, updated_at
                    from service_text";

impl TryFrom<TextRow> for KeptText {
    type Error = RecordsError;

    fn try_from(row: TextRow) -> Result<Self, RecordsError> {
        Ok(Self {
            name: row.name,
            language: Language::of_code(&row.language).unwrap_or_default(),
            subject: row.subject,
            body_mjml: row.body_mjml,
            design: row.design.map(serde_json::from_value).transpose()?,
            note: row.note,
            updated_at: Instant(row.updated_at),
        })
    }
}

/// Every kept text, in the order of the alphabet.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<KeptText>, RecordsError> {
    read(tx, &format!("{TEXT} order by name, language"), Vec::new()).await
}

pub(super) async fn of_name(tx: &mut ShopTx, name: &str) -> Result<Vec<KeptText>, RecordsError> {
    let sql = format!("{TEXT} where name = $1 order by language");
    read(tx, &sql, vec![name.into()]).await
}

async fn read(
    tx: &mut ShopTx,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<KeptText>, RecordsError> {
    tx.rows::<TextRow>(sql, values).await?.into_iter().map(KeptText::try_from).collect()
}

pub(super) async fn save(tx: &mut ShopTx, text: &KeptText) -> Result<(), RecordsError> {
    let sql =
        "insert into service_text (name, language, subject, body_mjml, design, note, created_at,
                   created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)
               on conflict (name, language) do update set subject = excluded.subject,
                   body_mjml = excluded.body_mjml, design = excluded.design, note = excluded.note,
                   updated_at = excluded.updated_at, updated_by = excluded.updated_by";
    let values: Vec<Value> = vec![
        text.name.clone().into(),
        text.language.code().into(),
        text.subject.clone().into(),
        text.body_mjml.clone().into(),
        text.design.as_ref().map(serde_json::to_value).transpose()?.into(),
        text.note.clone().into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Throws a text away; `false` when there was none.
pub async fn delete(
    tx: &mut ShopTx,
    (name, language): (&str, Language),
) -> Result<bool, RecordsError> {
    let sql = "delete from service_text where name = $1 and language = $2";
    Ok(tx.run(sql, vec![name.into(), language.code().into()]).await? == 1)
}
