//! What can be asked of the personas.

use domain::RunId;
use serde::{Deserialize, Serialize};

use crate::AsOf;

/// What can be asked of the personas.
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
pub struct PersonaOptions {
    /// Told by this kept run; by the one in use unless told, and found anew where none is.
    #[arg(long, value_name = "RUN", conflicts_with_all = ["k", "seed"])]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub run: Option<RunId>,
    /// Found anew, and so many, 2 to 8; as many as fit the customers unless told.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=8))]
    #[param(minimum = 2, maximum = 8)]
    pub k: Option<u8>,
    /// Found anew, drawn from this; the same seed tells the same.
    #[arg(long, value_name = "SEED")]
    pub seed: Option<u32>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

impl PersonaOptions {
    /// Whether they are to be found anew, whatever was found before.
    pub fn wants_anew(&self) -> bool {
        self.k.is_some() || self.seed.is_some()
    }
}
