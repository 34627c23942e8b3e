//! What can be asked of the revenue bridge, and the two periods that are meant.

use domain::{Day, Period};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::split::By;
use crate::{AsOf, Vantage};

/// Which period the revenue is compared with.
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
pub enum Base {
    /// The equally long one that ends where the period begins.
    #[default]
    Previous,
    /// The same days a calendar year earlier.
    LastYear,
}

/// What can be asked of the revenue bridge.
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
pub struct RevenueOptions {
    /// First day of the period; 90 days before its end when not given.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// The day after the last one; the day the report looks from when not given.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// What the period is compared with.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub base: Base,
    /// First day of a base of your own choice.
    #[arg(long, value_name = "DAY", requires = "base_until")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub base_from: Option<Day>,
    /// The day after the last one of a base of your own choice.
    #[arg(long, value_name = "DAY", requires = "base_from")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub base_until: Option<Day>,
    /// Tell the bridge of each part of the shop as well.
    #[arg(long, value_enum)]
    #[param(inline)]
    pub by: Option<By>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// Days that no bridge can be built between.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoBridge {
    /// One of the periods holds no day.
    #[error("from {from} until {until} is no day: `until` is the day after the last one")]
    Empty {
        /// The first day given.
        from: Day,
        /// The day after the last one given.
        until: Day,
    },
    /// The base reaches into the period.
    #[error("the base ends on {base_until}, after the period begins on {from}")]
    Overlap {
        /// Where the base ends.
        base_until: Day,
        /// Where the period begins.
        from: Day,
    },
    /// Only one end of the base was given.
    #[error("a base of your own needs both base-from and base-until")]
    HalfBase,
}

/// Days used when the period was not given.
const DEFAULT_DAYS: i64 = 90;

/// The two periods of a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// What is compared with.
    pub base: Period,
    /// What is compared.
    pub period: Period,
    /// Whether the period was cut at the day the report looks from.
    pub cut: bool,
}

impl Ends {
    /// The periods that are meant, seen from a day.
    ///
    /// A period that is not over is cut there before its base is taken, so that ten days of a
    /// month are compared with ten days.
    pub fn new(options: &RevenueOptions, vantage: &Vantage) -> Result<Self, NoBridge> {
        let seen_until = vantage.first_unseen_day();
        let until = options.until.unwrap_or(seen_until);
        let from = options.from.unwrap_or_else(|| until.saturating_sub(DEFAULT_DAYS.days()));
        let cut = until > seen_until && from < seen_until;
        let period = filled(from, if cut { seen_until } else { until })?;
        let base = match (options.base_from, options.base_until, options.base) {
            (Some(from), Some(until), _) => filled(from, until)?,
            (None, None, Base::Previous) => period.before(),
            (None, None, Base::LastYear) => period.last_year(),
            _ => return Err(NoBridge::HalfBase),
        };
        if base.until > period.from {
            return Err(NoBridge::Overlap { base_until: base.until, from: period.from });
        }
        Ok(Self { base, period, cut })
    }
}

fn filled(from: Day, until: Day) -> Result<Period, NoBridge> {
    if from >= until {
        return Err(NoBridge::Empty { from, until });
    }
    Ok(Period::new(from, until))
}
