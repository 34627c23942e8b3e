//! What can be asked of the ABC report.

use std::fmt;
use std::str::FromStr;

use domain::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{AsOf, Unit};

/// What is sorted into classes.
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
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The people who bought.
    #[default]
    Customers,
    /// What they bought.
    Products,
}

/// What a customer or a product is valued by.
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
#[serde(rename_all = "lowercase")]
pub enum Worth {
    /// Net revenue.
    #[default]
    Revenue,
    /// Net revenue less the cost of the goods.
    Profit,
}

/// Length of the periods over which steadiness is measured.
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
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// Seven days from the day the shop's week opens on.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// Three calendar months.
    Quarter,
}

impl Pace {
    /// The kind of calendar period.
    pub fn unit(self) -> Unit {
        match self {
            Self::Week => Unit::Week,
            Self::Month => Unit::Month,
            Self::Quarter => Unit::Quarter,
        }
    }
}

/// Whether the seasons of the shop are taken out before steadiness is measured.
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
#[serde(rename_all = "lowercase")]
pub enum Seasonal {
    /// Every period is divided by what its season usually is.
    On,
    /// Periods are compared as they are.
    #[default]
    Off,
}

/// Class by value: who brings the most comes first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, clap::ValueEnum,
)]
pub enum Class {
    /// The first of them, up to the first border.
    #[serde(alias = "a")]
    A,
    /// Those up to the second border.
    #[serde(alias = "b")]
    B,
    /// The rest.
    #[serde(alias = "c")]
    C,
}

impl Class {
    /// Every class, the most valuable first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];
}

/// Class by how steadily the value comes, period by period.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, clap::ValueEnum,
)]
pub enum Steadiness {
    /// Nearly the same every period.
    #[serde(alias = "x")]
    X,
    /// With ups and downs.
    #[serde(alias = "y")]
    Y,
    /// Irregularly.
    #[serde(alias = "z")]
    Z,
    /// Too new to tell.
    #[serde(alias = "n")]
    N,
}

impl Steadiness {
    /// Every class, the steadiest first, the new ones last.
    pub const ALL: [Self; 4] = [Self::X, Self::Y, Self::Z, Self::N];
}

/// A part of a whole, as people write it: `0.8` or `80%`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Part(f64);

/// A text that is no part of a whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a part above zero such as 0.8 or 80%")]
pub struct BadPart(String);

impl Part {
    /// Ten times the whole: whoever varies more than that is as irregular as can be.
    const MAX: f64 = 10.0;

    /// This part.
    pub const fn new(part: f64) -> Self {
        Self(part)
    }

    /// The part as a number, 1 being the whole.
    pub fn number(self) -> f64 {
        self.0
    }
}

impl FromStr for Part {
    type Err = BadPart;

    fn from_str(text: &str) -> Result<Self, BadPart> {
        let part = match text.strip_suffix('%') {
            Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
            None => text.parse(),
        };
        part.ok()
            .filter(|part| *part > 0.0 && *part <= Self::MAX)
            .map(Self)
            .ok_or_else(|| BadPart(text.to_owned()))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0)
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What can be asked of the ABC report.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct AbcOptions {
    /// Who or what is sorted.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub of: Whose,
    /// By what.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub value: Worth,
    /// Class A reaches up to this share of the value.
    #[arg(long, value_name = "PART", default_value_t = A_SHARE)]
    #[param(value_type = Option<f64>)]
    #[schema(value_type = f64)]
    pub a_share: Part,
    /// Class B reaches up to this share of the value.
    #[arg(long, value_name = "PART", default_value_t = B_SHARE)]
    #[param(value_type = Option<f64>)]
    #[schema(value_type = f64)]
    pub b_share: Part,
    /// First day counted; twelve months before `until` when not given.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// The day after the last one; the first of the month of `as-of` when not given.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// Length of the periods over which steadiness is measured.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub by: Pace,
    /// Whether the seasons of the shop are taken out first.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub seasonal: Seasonal,
    /// Class X varies less than this.
    #[arg(long, value_name = "PART", default_value_t = X_LIMIT)]
    #[param(value_type = Option<f64>)]
    #[schema(value_type = f64)]
    pub x_limit: Part,
    /// Class Y varies up to this.
    #[arg(long, value_name = "PART", default_value_t = Y_LIMIT)]
    #[param(value_type = Option<f64>)]
    #[schema(value_type = f64)]
    pub y_limit: Part,
    /// List only this class by value.
    #[arg(long, value_enum, ignore_case = true)]
    #[param(inline)]
    pub class: Option<Class>,
    /// List only this class by steadiness.
    #[arg(long, value_enum, ignore_case = true)]
    #[param(inline)]
    pub xyz: Option<Steadiness>,
    /// List at most so many; over HTTP 1000 when not given.
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

const A_SHARE: Part = Part(0.8);
const B_SHARE: Part = Part(0.95);
const X_LIMIT: Part = Part(0.1);
const Y_LIMIT: Part = Part(0.25);

impl Default for AbcOptions {
    fn default() -> Self {
        Self {
            of: Whose::default(),
            value: Worth::default(),
            a_share: A_SHARE,
            b_share: B_SHARE,
            from: None,
            until: None,
            by: Pace::default(),
            seasonal: Seasonal::default(),
            x_limit: X_LIMIT,
            y_limit: Y_LIMIT,
            class: None,
            xyz: None,
            limit: None,
            as_of: None,
            segment: None,
        }
    }
}

/// A question the ABC report has no answer to, whatever the shop.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoAbc {
    /// The window holds no day.
    #[error("from {from} until {until} is no day: `until` is the day after the last one")]
    Empty {
        /// The first day given.
        from: Day,
        /// The day after the last one given.
        until: Day,
    },
    /// The borders by value do not rise up to the whole.
    #[error("a-share {a} and b-share {b} do not rise up to 1")]
    Shares {
        /// Where A ends.
        a: Part,
        /// Where B ends.
        b: Part,
    },
    /// The borders by steadiness do not rise.
    #[error("x-limit {x} is above y-limit {y}")]
    Limits {
        /// Where X ends.
        x: Part,
        /// Where Y ends.
        y: Part,
    },
}

impl AbcOptions {
    /// Refuses borders that make no classes.
    pub(super) fn check(&self) -> Result<(), NoAbc> {
        let (a, b, x, y) = (self.a_share, self.b_share, self.x_limit, self.y_limit);
        if a > b || b.number() > 1.0 {
            return Err(NoAbc::Shares { a, b });
        }
        if x > y {
            return Err(NoAbc::Limits { x, y });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_as_a_number_and_as_a_percentage() {
        assert_eq!("0.8".parse(), Ok(Part(0.8)));
        assert_eq!("80%".parse(), Ok(Part(0.8)));
        assert!(["0", "-1", "x", "NaN", "11", ""].iter().all(|text| text.parse::<Part>().is_err()));
    }

    #[test]
    fn borders_that_fall_are_refused() {
        let usual = AbcOptions::default();
        assert_eq!(usual.check(), Ok(()));
        let falling = AbcOptions { a_share: Part(0.96), ..usual.clone() };
        assert!(falling.check().is_err());
        assert!(AbcOptions { b_share: Part(1.5), ..usual.clone() }.check().is_err());
        assert!(AbcOptions { x_limit: Part(0.3), ..usual }.check().is_err());
    }
}
