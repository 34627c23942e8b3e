//! What can be asked of the value report.

use std::fmt;
use std::str::FromStr;

use domain::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use stats::recurrence;

use crate::{AsOf, BadDays, Days};

/// What can be asked of the value report.
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
pub struct ValueOptions {
    /// The story that is told of customers.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub model: Model,
    /// The unit of time of the parameters.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub unit: TimeUnit,
    /// The last day that is seen; later orders are ignored.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub observed_through: Option<Day>,
    /// How far ahead: so many days, or `life`.
    #[arg(long, value_name = "DAYS", default_value_t)]
    #[param(value_type = Option<String>, example = "365d")]
    #[schema(value_type = String)]
    pub horizon: Horizon,
    /// How much less a year later counts, over life only.
    #[arg(long, value_name = "SHARE", default_value_t)]
    #[param(value_type = Option<f64>)]
    #[schema(value_type = f64)]
    pub discount: Discount,
    /// Hold the parameters near what is usual: for shops with few customers.
    #[arg(long)]
    pub regularise: bool,
    /// Which orders count.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub valid_orders: ValidOrders,
    /// List at most so many customers, the worthiest first.
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

/// The story that is told of customers.
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
#[schema(as = ValueModel)]
pub enum Model {
    /// May leave after any purchase but the first.
    #[default]
    BgNbd,
    /// May leave after any purchase.
    MbgNbd,
    /// May leave at any time.
    ParetoNbd,
    /// Has one chance to buy in each day or week.
    BgBb,
    /// Never leaves.
    Nbd,
}

impl From<Model> for recurrence::Model {
    fn from(model: Model) -> Self {
        match model {
            Model::BgNbd => Self::BgNbd,
            Model::MbgNbd => Self::MbgNbd,
            Model::ParetoNbd => Self::ParetoNbd,
            Model::BgBb => Self::BgBb,
            Model::Nbd => Self::Nbd,
        }
    }
}

/// The unit of time of the parameters.
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
pub enum TimeUnit {
    /// A day.
    Day,
    /// Seven days.
    #[default]
    Week,
}

impl TimeUnit {
    /// How many days it has.
    pub fn n_days(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
        }
    }
}

/// Which orders count.
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
pub enum ValidOrders {
    /// Those of a value above zero.
    #[default]
    Paid,
    /// Those of no value too.
    All,
}

/// How far ahead a customer's worth is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// So many days from the end of what was seen.
    Days(Days),
    /// For ever, what comes later counting less.
    Life,
}

impl Default for Horizon {
    fn default() -> Self {
        Self::Days(Days::new(365))
    }
}

impl Horizon {
    /// The same in a unit of time.
    pub fn in_units(self, unit: TimeUnit, discount: Discount) -> recurrence::Horizon {
        let unit_days = f64::from(unit.n_days());
        match self {
            Self::Days(days) => recurrence::Horizon::For(days.count() as f64 / unit_days),
            Self::Life => recurrence::Horizon::Life(discount.a_day() * unit_days),
        }
    }
}

impl FromStr for Horizon {
    type Err = BadDays;

    fn from_str(text: &str) -> Result<Self, BadDays> {
        if text == "life" { Ok(Self::Life) } else { text.parse().map(Self::Days) }
    }
}

impl fmt::Display for Horizon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => days.fmt(f),
            Self::Life => f.write_str("life"),
        }
    }
}

impl Serialize for Horizon {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Horizon {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How much less a year later counts: 0.15 unless told, as in the papers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Discount(f64);

/// A discount that leaves nothing, or takes nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no discount for a year; it is a share from 0.01 to 1, such as 0.15")]
pub struct BadDiscount(String);

impl Default for Discount {
    fn default() -> Self {
        Self(0.15)
    }
}

impl Discount {
    /// The same for a day, compounded at every moment.
    fn a_day(self) -> f64 {
        self.0.ln_1p() / 365.25
    }
}

impl FromStr for Discount {
    type Err = BadDiscount;

    fn from_str(text: &str) -> Result<Self, BadDiscount> {
        let share = text.parse().ok().filter(|share| (0.01..=1.0).contains(share));
        share.map(Self).ok_or_else(|| BadDiscount(text.to_owned()))
    }
}

impl fmt::Display for Discount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Discount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // In an address every value is a text; in JSON it is a number.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Told {
            Number(f64),
            Text(String),
        }
        let text = match Told::deserialize(deserializer)? {
            Told::Number(number) => number.to_string(),
            Told::Text(text) => text,
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_horizon_reads_back_from_what_it_shows() {
        for text in ["30d", "365d", "life"] {
            assert_eq!(text.parse::<Horizon>().map(|it| it.to_string()), Ok(text.to_owned()));
        }
        assert!("0d".parse::<Horizon>().is_err());
        assert!("for ever".parse::<Horizon>().is_err());
    }

    #[test]
    fn a_discount_is_a_share_of_a_year() {
        assert!((Discount::default().a_day() * 365.25 - 1.15_f64.ln()).abs() < 1e-12);
        assert!("0".parse::<Discount>().is_err());
        assert!("15%".parse::<Discount>().is_err());
    }
}
