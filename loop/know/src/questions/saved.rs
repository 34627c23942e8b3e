//! Questions under a name: kept, found, removed.

use domain::Instant;
use records::{RecordsError, ShopTx};

use super::{QuestionError, TEXT_MAX, rows};

/// A question under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The name; there is one question of each.
    pub name: String,
    /// The question.
    pub sql: String,
    /// When it was last written.
    pub changed_at: Instant,
}

/// Characters of a name.
const NAME_MAX: usize = 100;

/// Every question that is kept, by its name.
pub async fn all(tx: &mut ShopTx) -> Result<Vec<Question>, RecordsError> {
    rows::all(tx).await
}

/// The question of a name.
pub async fn known(tx: &mut ShopTx, name: &str) -> Result<Question, QuestionError> {
    let found = rows::find(tx, name).await?;
    found.ok_or_else(|| QuestionError::NoQuestion(name.to_owned()))
}

/// Keeps a question under a name, in place of the one before.
///
/// It need not be answerable: what is half written may be kept too.
pub async fn save(tx: &mut ShopTx, name: &str, sql: &str) -> Result<(), QuestionError> {
    let fits = (1..=NAME_MAX).contains(&name.chars().count()) && name.trim() == name;
    if !fits {
        return Err(QuestionError::Name(name.to_owned()));
    }
    if sql.chars().count() > TEXT_MAX {
        return Err(QuestionError::TooLong { characters: TEXT_MAX });
    }
    Ok(rows::save(tx, name, sql).await?)
}

/// Removes a question.
pub async fn remove(tx: &mut ShopTx, name: &str) -> Result<(), QuestionError> {
    match rows::remove(tx, name).await? {
        true => Ok(()),
        false => Err(QuestionError::NoQuestion(name.to_owned())),
    }
}
