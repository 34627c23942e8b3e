//! What can be asked of the leaving report.

use serde::{Deserialize, Serialize};

use crate::{AsOf, Days};

/// What can be asked of the leaving report.
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
pub struct LeavingOptions {
    /// Who does not order within so many days has left; what fits the rhythm of the shop unless
    /// told.
    #[arg(long, value_name = "DAYS")]
    #[param(value_type = Option<String>, example = "90d")]
    #[schema(value_type = Option<String>)]
    pub within: Option<Days>,
    /// How it is learnt.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub model: Model,
    /// List at most so many customers, those with most at stake first.
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// How it is learnt.
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
#[schema(as = LeavingModel)]
pub enum Model {
    /// The simplest that no other beats by more than chance.
    #[default]
    Simplest,
    /// Logistic regression.
    Logistic,
    /// A tree that can be drawn.
    Tree,
    /// Many small trees.
    Boosting,
}

impl Model {
    /// The ways to learn, the simplest first.
    pub const WAYS: [Self; 3] = [Self::Logistic, Self::Tree, Self::Boosting];
}
