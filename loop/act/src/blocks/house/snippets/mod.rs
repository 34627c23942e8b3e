//! Snippets: groups of blocks that many letters name, each in as many languages as it has.

pub mod api;
mod rows;

use collect::shop::Language;
use domain::Instant;
use records::{RecordsError, ShopTx};

use crate::blocks::{Block, Design, VERSION, check};

pub use rows::{delete, list};

/// The longest name of a snippet.
const NAME_MAX: usize = 80;

/// Snippets that a shop keeps at most: each letter reads them all.
const SNIPPETS_MAX: usize = 200;

/// A kept group of blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What letters name it by.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// When it was written last.
    pub updated_at: Instant,
}

/// Why a snippet cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum SnippetError {
    /// Its name is none.
    #[error("a snippet has a name of at most {NAME_MAX} letters on one line")]
    Name,
    /// Its blocks are out of bounds.
    #[error(transparent)]
    Unfit(#[from] check::Unfit),
    /// There are too many.
    #[error("{SNIPPETS_MAX} snippets are the most; throw away what no letter names")]
    TooMany,
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// Keeps a snippet, over what its name and language meant before.
pub async fn save(tx: &mut ShopTx, snippet: &Snippet) -> Result<(), SnippetError> {
    let name = &snippet.name;
    let is_odd = name.trim() != name || name.chars().any(char::is_control);
    if name.is_empty() || name.chars().count() > NAME_MAX || is_odd {
        return Err(SnippetError::Name);
    }
    let design =
        Design { version: VERSION, preheader: String::new(), blocks: snippet.blocks.clone() };
    design.fit()?;
    let nested = snippet.blocks.iter().position(|block| matches!(block, Block::Snippet { .. }));
    if let Some(place) = nested {
        let reason = "is a snippet itself; put its blocks here instead".to_owned();
        return Err(check::Unfit { block: Some(place + 1), reason }.into());
    }
    let known = list(tx).await?;
    let is_new = !known.iter().any(|one| (&one.name, one.language) == (name, snippet.language));
    if is_new && known.len() >= SNIPPETS_MAX {
        return Err(SnippetError::TooMany);
    }
    Ok(rows::save(tx, snippet).await?)
}
