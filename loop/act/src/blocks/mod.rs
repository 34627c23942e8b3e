//! Letters put together of blocks, so that a shop owner makes a fine one in two minutes.
//!
//! A design is a list of typed blocks, kept beside a letter instead of MJML: a letter is either.
//! Each time it is written the program turns it into MJML by [`made`], pure and total: what a block
//! lacks is told with its number and the rest is still shown. How it looks is the shop's brand and
//! what stands in its snippets, as they are at that moment, so changing them changes every letter.
//! From blocks to MJML is a way without return.
//!
//! Not here: how blanks are filled and MJML becomes HTML (`templates`).
//! Start reading at [`Design`].

pub mod api;
mod block;
mod check;
pub mod house;
mod making;
pub mod recipes;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use block::{Align, Block, Column, Product, Size};
pub use check::Unfit;
pub use house::{Brand, Font, FooterLink, House};
pub(crate) use making::block_on_line;
pub use making::{Made, made};

/// The version of designs that this program writes.
pub const VERSION: u8 = 1;

/// A letter as blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterDesign)]
pub struct Design {
    /// The version of this form: 1.
    #[serde(default = "version")]
    pub version: u8,
    /// The line that many mail programs show beside the subject, with blanks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub preheader: String,
    /// The blocks from top to bottom.
    pub blocks: Vec<Block>,
}

fn version() -> u8 {
    VERSION
}

/// On what footing a letter is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = LetterFooting)]
pub enum Footing {
    /// To those who have agreed: with a way out.
    #[default]
    Agreed,
    /// Because it is owed: without a way out, and without advertisement.
    Owed,
}

impl Design {
    /// Refuses what is out of bounds before it is kept; what is only unfinished may be kept.
    pub fn fit(&self) -> Result<(), Unfit> {
        check::fit(self)
    }

    /// Whether it may speak of what its reader wants, which has to be learnt before.
    pub fn speaks_of_wanted(&self) -> bool {
        let text = serde_json::to_string(self).unwrap_or_default();
        let words = ["recommendations", "discoveries", "arrivals", "best_sellers", "\"snippet\""];
        words.iter().any(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests;
