//! Rows of `letter_view`.

use std::io::{Read, Write};

use domain::{CustomerId, Instant, MessageId};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use records::{FromQueryResult, RecordsError, ShopTx};
use uuid::Uuid;

use crate::outbox::{Followed, Message};
use crate::templates::Written;

/// The largest letter that is unpacked, in bytes; none that was kept comes near it.
const LETTER_MAX: u64 = 16 * 1024 * 1024;

/// A letter as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLetter {
    /// To whom.
    pub customer: CustomerId,
    /// The subject line.
    pub subject: String,
    /// The letter, without what follows its reader.
    pub html: String,
    /// Whether its reader might be followed when it left.
    pub followed: bool,
    /// When it was written.
    pub sent_at: Instant,
    /// When it is thrown away.
    pub kept_until: Instant,
}

#[derive(FromQueryResult)]
struct LetterRow {
    customer_id: Uuid,
    subject: String,
    letter: Vec<u8>,
    followed: i64,
    kept_until: i64,
    updated_at: i64,
}

pub(super) async fn keep(
    tx: &mut ShopTx,
    (message, followed): (&Message, Followed),
    written: &Written,
    kept_until: Instant,
) -> Result<(), RecordsError> {
    let sql = "insert into letter_view (message_id, customer_id, subject, letter, followed,
                   kept_until, created_at, created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)
               on conflict (message_id) do update set subject = excluded.subject,
                   letter = excluded.letter, followed = excluded.followed,
                   kept_until = excluded.kept_until, updated_at = excluded.updated_at,
                   updated_by = excluded.updated_by";
    let values = vec![
        message.id.0.into(),
        message.customer.id.0.into(),
        written.subject.clone().into(),
        packed(&written.html)?.into(),
        i64::from(followed == Followed::Yes).into(),
        kept_until.0.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// The letter of a message, while it is kept.
pub(super) async fn find(
    tx: &mut ShopTx,
    message: MessageId,
) -> Result<Option<KeptLetter>, RecordsError> {
    let sql = "select customer_id, subject, letter, followed, kept_until, updated_at
               from letter_view where message_id = $1 and kept_until > $2";
    let row: Option<LetterRow> = tx.row(sql, vec![message.0.into(), tx.now().0.into()]).await?;
    let letter = |row: LetterRow| {
        let html = unpacked(&row.letter);
        let unreadable = |error| RecordsError::Unreadable(format!("the letter {message}: {error}"));
        Ok(KeptLetter {
            customer: CustomerId(row.customer_id),
            subject: row.subject,
            html: html.map_err(unreadable)?,
            followed: row.followed == 1,
            sent_at: Instant(row.updated_at),
            kept_until: Instant(row.kept_until),
        })
    };
    row.map(letter).transpose()
}

/// Throws away what was kept long enough.
pub(super) async fn clear(tx: &mut ShopTx) -> Result<u64, RecordsError> {
    let sql = "delete from letter_view where kept_until <= $1";
    tx.run(sql, vec![tx.now().0.into()]).await
}

/// When the next letter has been kept long enough.
pub(super) async fn next_over(tx: &mut ShopTx) -> Result<Option<Instant>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NextRow {
        at: Option<i64>,
    }
    let row: Option<NextRow> =
        tx.row("select min(kept_until) as at from letter_view", vec![]).await?;
    Ok(row.and_then(|row| row.at).map(Instant))
}

/// A letter is mostly tables, and becomes a sixth of its size.
fn packed(html: &str) -> Result<Vec<u8>, RecordsError> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(html.as_bytes()).and_then(|()| encoder.finish());
    packed.map_err(|error| RecordsError::Unreadable(format!("a letter cannot be packed: {error}")))
}

fn unpacked(packed: &[u8]) -> std::io::Result<String> {
    let mut html = String::new();
    DeflateDecoder::new(packed).take(LETTER_MAX).read_to_string(&mut html)?;
    Ok(html)
}
