//! Kept texts of service messages: one name, a text in each language.
//!
//! A program that asks for a receipt names the text and tells what fills it; the words stay the
//! shop's, who changes them without the program.

pub(super) mod api;
mod rows;

use collect::shop::{self, Language};
use domain::Instant;
use records::{RecordsError, ShopTx};

use super::MessageError;
use crate::blocks::{self, Design, Footing, House};

pub use rows::{delete, list};

/// The longest name of a text.
const NAME_MAX: usize = 64;

/// A text that service messages are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptText {
    /// What programs name it by: small letters, digits, `-` and `_`.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// The subject line of a letter.
    pub subject: String,
    /// The body of a letter in MJML.
    pub body_mjml: String,
    /// The body as blocks, instead of MJML.
    pub design: Option<Design>,
    /// What is said where it is no letter.
    pub note: String,
    /// When it was written last.
    pub updated_at: Instant,
}

/// The text of a name in a language; in the shop's own, or any, where that is missing.
pub(super) async fn in_language(
    tx: &mut ShopTx,
    name: &str,
    wanted: Language,
) -> Result<Option<KeptText>, RecordsError> {
    let mut known = rows::of_name(tx, name).await?;
    let own = shop::settings(tx).await?.language;
    known.sort_by_key(|text| (text.language != wanted, text.language != own));
    Ok(known.into_iter().next())
}

/// Keeps a text, over what its name and language meant before.
pub async fn save(tx: &mut ShopTx, text: &KeptText) -> Result<(), MessageError> {
    let known = |sign: char| matches!(sign, 'a'..='z' | '0'..='9' | '-' | '_');
    if text.name.is_empty() || text.name.len() > NAME_MAX || !text.name.chars().all(known) {
        let reason = "is a word of small Latin letters, digits, - and _, such as order-receipt";
        return Err(MessageError::field("name", "bad_name", reason));
    }
    if let Some(design) = &text.design {
        check(tx, text, design).await?;
    }
    let is_letter = text.design.is_some() || !text.body_mjml.trim().is_empty();
    if !is_letter && text.note.trim().is_empty() {
        let reason = "says nothing yet; write the letter, the short text, or both";
        return Err(MessageError::field("body_mjml", "empty", reason));
    }
    Ok(rows::save(tx, text).await?)
}

/// Refuses blocks that could not go out: programs that ask for this text cannot mend them.
async fn check(tx: &mut ShopTx, text: &KeptText, design: &Design) -> Result<(), MessageError> {
    if !text.body_mjml.trim().is_empty() {
        let reason = "a letter is put together of blocks or written in MJML, not both";
        return Err(MessageError::field("design", "not_both", reason));
    }
    let unfit =
        |unfit: blocks::Unfit| MessageError::field("design", "bad_blocks", &unfit.to_string());
    design.fit().map_err(unfit)?;
    let made = blocks::made(design, &House::at(tx).await?, (text.language, Footing::Owed));
    match made.problems.is_empty() {
        true => Ok(()),
        false => Err(MessageError::Text(made.problems)),
    }
}
