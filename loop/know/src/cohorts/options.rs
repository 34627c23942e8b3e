//! What can be asked of the cohort table.

use domain::Day;
use serde::{Deserialize, Serialize};

use super::Split;
use crate::{AsOf, Unit};

/// Whether later periods are those of the calendar or of each customer's own time.
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
pub enum Mode {
    /// Period k is the k-th calendar period after that of the first purchase.
    #[default]
    Calendar,
    /// Period k is the k-th equal stretch after the moment of the first purchase.
    Rolling,
}

/// When a customer counts as having come back in period k.
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
pub enum Count {
    /// He bought in period k.
    #[default]
    On,
    /// He bought in period k or in a later one.
    OnOrAfter,
    /// He bought again at any time up to the end of period k.
    OnOrBefore,
    /// He bought in every period from 0 to k.
    Streak,
}

/// What a cell shows.
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
pub enum Measure {
    /// The share of the cohort.
    #[default]
    Rate,
    /// How many customers.
    Customers,
    /// How many orders they placed.
    Orders,
    /// How much they paid.
    Revenue,
    /// How much the cohort has paid from period 0 to k.
    CumulativeRevenue,
    /// That divided by everybody in the cohort: what a customer has been worth by then.
    LifetimeValue,
    /// Revenue divided by orders.
    AverageOrder,
}

impl Measure {
    /// Whether it is told by counting people alone.
    pub fn is_people(self) -> bool {
        matches!(self, Self::Rate | Self::Customers)
    }

    /// Whether it can only be told when amounts are known.
    pub fn is_money(self) -> bool {
        !matches!(self, Self::Rate | Self::Customers | Self::Orders)
    }
}

/// Which purchase puts a customer into a cohort.
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
pub enum Entry {
    /// The first one ever, in the whole history.
    #[default]
    FirstEver,
    /// The first one within the chosen dates.
    FirstMatching,
}

/// What can be asked of the cohort table.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct CohortOptions {
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub by: Unit,
    /// Calendar periods, or equal stretches from each customer's own first purchase.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub mode: Mode,
    /// When a customer counts as having come back.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub count: Count,
    /// What a cell shows.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub measure: Measure,
    /// Which purchase puts a customer into a cohort.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub entry: Entry,
    /// Group customers by how they came instead of by when.
    #[arg(long, value_enum)]
    #[param(inline)]
    pub split: Option<Split>,
    /// Only customers who entered on this day or later.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Only customers who entered before this day.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}
