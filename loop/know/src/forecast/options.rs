//! What can be asked of the forecast.

use serde::{Deserialize, Serialize};
use stats::forecast;

use crate::{AsOf, Unit};

/// What can be asked of the forecast.
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
pub struct ForecastOptions {
    /// What is foretold.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub of: Measure,
    /// In which steps.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub by: By,
    /// How many steps ahead; six months, twelve weeks or 28 days unless told.
    #[arg(long, value_name = "N")]
    pub ahead: Option<u32>,
    /// How it is foretold.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub way: Way,
    /// Told for each of these too, so that they add up to the whole.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub each: Each,
    /// Tell beside it what the customers bring who are here and those to come; not by day.
    #[arg(long)]
    pub cohorts: bool,
    /// How many new customers are planned for each step; as many as lately came unless told.
    #[arg(long, value_name = "N")]
    pub newcomers: Option<u32>,
    /// Whose holidays are known; by month they are part of the season.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub holidays: Holidays,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// What is foretold.
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
#[schema(as = ForecastMeasure)]
pub enum Measure {
    /// What orders come to.
    #[default]
    Revenue,
    /// How many orders there are.
    Orders,
}

/// In which steps.
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
#[schema(as = ForecastStep)]
pub enum By {
    /// Day by day.
    Day,
    /// Week by week.
    Week,
    /// Month by month.
    #[default]
    Month,
}

impl By {
    /// The kind of calendar period.
    pub fn unit(self) -> Unit {
        match self {
            Self::Day => Unit::Day,
            Self::Week => Unit::Week,
            Self::Month => Unit::Month,
        }
    }

    /// How many steps make a season.
    pub fn season(self) -> usize {
        match self {
            Self::Day => 7,
            Self::Week => 52,
            Self::Month => 12,
        }
    }

    /// So many steps are looked back at: what a shop was longer ago says little of what it is.
    pub(super) fn seen_most(self) -> usize {
        match self {
            Self::Day => 2 * 365,
            Self::Week => 6 * 52,
            Self::Month => 15 * 12,
        }
    }

    /// How many steps ahead unless told, and how many at most.
    fn ahead(self) -> (u32, u32) {
        match self {
            Self::Day => (28, 90),
            Self::Week => (12, 52),
            Self::Month => (6, 24),
        }
    }

    /// At how many ends the history is cut to try the ways.
    pub(super) fn n_cuts(self) -> usize {
        match self {
            Self::Day => 14,
            Self::Week | Self::Month => 12,
        }
    }
}

/// How it is foretold.
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
#[schema(as = ForecastWay)]
pub enum Way {
    /// The mean of the ways, unless one of them was closer on what was held back.
    #[default]
    Best,
    /// The last season comes again.
    SeasonalNaive,
    /// A level, and a part of its way along a line.
    Theta,
    /// A level, a slope and a season that learn from errors.
    Ets,
    /// Leans on values and errors before.
    Arima,
    /// The mean of theta, smoothing and ARIMA.
    Average,
}

impl Way {
    /// The way of the mathematics; none where it is left to choose.
    pub(super) fn told(self) -> Option<forecast::Way> {
        match self {
            Self::Best => None,
            Self::SeasonalNaive => Some(forecast::Way::SeasonalNaive),
            Self::Theta => Some(forecast::Way::Theta),
            Self::Ets => Some(forecast::Way::Ets),
            Self::Arima => Some(forecast::Way::Arima),
            Self::Average => Some(forecast::Way::Average),
        }
    }
}

impl From<forecast::Way> for Way {
    fn from(way: forecast::Way) -> Self {
        match way {
            forecast::Way::SeasonalNaive => Self::SeasonalNaive,
            forecast::Way::Theta => Self::Theta,
            forecast::Way::Ets => Self::Ets,
            forecast::Way::Arima => Self::Arima,
            forecast::Way::Average => Self::Average,
        }
    }
}

/// Told for each of these too.
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
#[schema(as = ForecastEach)]
pub enum Each {
    /// Only the whole.
    #[default]
    Nothing,
    /// Each channel of sale.
    Channel,
    /// Each category of goods.
    Category,
}

/// Whose holidays are known.
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
#[schema(as = ForecastHolidays)]
pub enum Holidays {
    /// Those of the country whose clock the shop lives by, where they are known.
    #[default]
    Auto,
    /// Nobody's.
    None,
    /// Those of Ukraine.
    Ua,
    /// Those of Russia.
    Ru,
    /// Those of the United States.
    Us,
    /// Those that most countries of the European Union share.
    Eu,
}

impl ForecastOptions {
    /// How many steps ahead.
    pub fn n_ahead(&self) -> usize {
        let (usual, most) = self.by.ahead();
        self.ahead.unwrap_or(usual).clamp(1, most) as usize
    }
}
