//! What can be asked of the recommendations.

use serde::{Deserialize, Serialize};

use crate::{AsOf, Days};

/// What can be asked of the report of recommendations.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct RecommendOptions {
    /// How many days are looked ahead; thirty, or a fourth of a shorter history, unless told.
    #[arg(long, value_name = "DAYS")]
    #[param(value_type = Option<String>, example = "30d")]
    #[schema(value_type = Option<String>)]
    pub within: Option<Days>,
    /// List at most so many products, those with most customers first.
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

/// Which products may be recommended.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::IntoParams, clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct Wish {
    /// How many; five unless told.
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Whether what was bought before may be recommended again.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub bought: Bought,
    /// Only of this category.
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,
    /// None of these products: article numbers, separated by commas.
    #[arg(long, value_name = "SKU,…")]
    pub without: Option<String>,
}

/// Whether what was bought before may be recommended again.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Bought {
    /// It may: where things are bought again, nothing foretells better.
    #[default]
    Too,
    /// Only what is new to him.
    Never,
}

/// As many as fit beside other things.
const USUAL: u32 = 5;
/// More are not looked at by anybody.
const MOST: u32 = 100;

impl Wish {
    /// How many are told.
    pub fn n(&self) -> usize {
        self.limit.unwrap_or(USUAL).min(MOST) as usize
    }
}

/// The words of a list that commas part.
pub fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|word| !word.is_empty())
}
