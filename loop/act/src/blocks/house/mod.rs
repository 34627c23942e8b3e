//! What every letter of blocks has in common: the shop's brand, and its snippets.

mod brand;
mod colour;
pub mod snippets;

use std::collections::HashMap;

use collect::shop::{self, Language};
use records::{RecordsError, ShopTx};

use super::Block;

pub use brand::{Brand, Font, FooterLink, Unfit};

const SETTING: &str = "brand";

/// The brand and the snippets as they are at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct House {
    /// How the letters look.
    pub brand: Brand,
    /// The kept groups of blocks by their names, each in the languages that it has.
    pub snippets: HashMap<String, Vec<(Language, Vec<Block>)>>,
}

impl House {
    /// The house at this moment.
    pub async fn at(tx: &mut ShopTx) -> Result<Self, RecordsError> {
        let mut known: HashMap<String, Vec<(Language, Vec<Block>)>> = HashMap::new();
        for one in snippets::list(tx).await? {
            known.entry(one.name).or_default().push((one.language, one.blocks));
        }
        Ok(Self { brand: brand(tx).await?, snippets: known })
    }

    /// The blocks of a snippet in the language of the letter, or in any where that is missing.
    pub(super) fn snippet(&self, name: &str, wanted: Language) -> Option<&[Block]> {
        let known = self.snippets.get(name.trim())?;
        let own = known.iter().find(|(language, _)| *language == wanted);
        own.or(known.first()).map(|(_, blocks)| blocks.as_slice())
    }
}

/// How the letters of the shop look.
pub async fn brand(tx: &mut ShopTx) -> Result<Brand, RecordsError> {
    Ok(shop::setting(tx, SETTING).await?.unwrap_or_default())
}

/// Keeps how the letters look; every letter that is written from now on does.
pub async fn save_brand(tx: &mut ShopTx, brand: &Brand) -> Result<(), SaveError> {
    brand.fit()?;
    Ok(shop::save_setting(tx, SETTING, brand).await?)
}

/// Why a brand cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A part of it cannot be taken.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}
