//! The conditions of a rule, one by one.

use collect::consent::{Channel, Purpose};
use collect::customers::Field;
use domain::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Measure;

/// A figure beside a number or beside another figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentComparison)]
pub struct Comparison {
    /// The figure of the customer.
    pub measure: Measure,
    /// How it must compare.
    pub is: Compare,
    /// With what.
    pub than: Against,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SegmentCompare)]
pub enum Compare {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Compare {
    /// Every way, with its sign; longer signs come before those they begin with.
    pub const SIGNS: [(&'static str, Self); 6] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("!=", Self::Unequal),
        ("<", Self::Less),
        (">", Self::More),
        ("=", Self::Equal),
    ];

    /// The sign of the text form; SQL writes the same.
    pub fn sign(self) -> &'static str {
        Self::SIGNS.iter().find(|(_, compare)| *compare == self).map_or("=", |(sign, _)| sign)
    }

    /// Whether two numbers compare so.
    pub fn holds(self, left: f64, right: f64) -> bool {
        self.holds_of(&left, &right)
    }

    /// Whether two things that have an order compare so.
    pub fn holds_of<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::Unequal => left != right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

/// What a figure is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentAgainst)]
pub enum Against {
    /// A number; money in whole minor units.
    Number(f64),
    /// So many times another figure of the same customer.
    Own(Own),
}

/// Another figure of the same customer, multiplied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentOwn)]
pub struct Own {
    /// By how much; 1 when not given.
    #[serde(default = "once")]
    pub times: f64,
    /// The figure.
    pub measure: Measure,
}

fn once() -> f64 {
    1.0
}

/// A figure between two numbers, both included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentBetween)]
pub struct Between {
    /// The figure of the customer.
    pub measure: Measure,
    /// The least; money in whole minor units.
    pub least: f64,
    /// The most; money in whole minor units.
    pub most: f64,
}

/// A place among all who have bought what is measured; equal figures share the better place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentRank)]
pub struct Rank {
    /// The figure they are sorted by.
    pub measure: Measure,
    /// From which end.
    pub end: End,
    /// So many of a hundred.
    pub percent: f64,
}

/// An end of a sorted list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SegmentEnd)]
pub enum End {
    /// The largest figures.
    Top,
    /// The smallest figures.
    Bottom,
}

/// What is known of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentProfile)]
pub struct Profile {
    /// What of him.
    pub field: Field,
    /// What must be so; capital and small letters are alike.
    pub test: Test,
}

/// What must be so about a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentTest)]
pub enum Test {
    /// It is one of these.
    Is(Vec<String>),
    /// This stands somewhere in it.
    Contains(String),
    /// It opens with this.
    StartsWith(String),
    /// It is there at all.
    Known,
}

/// What a customer said about being written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentConsent)]
pub struct Said {
    /// What for.
    pub purpose: Purpose,
    /// By which way.
    pub channel: Channel,
    /// The answer.
    pub is: Answer,
}

/// Yes, no, or silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SegmentAnswer)]
pub enum Answer {
    /// He may be written to.
    Granted,
    /// He said no.
    Denied,
    /// He never said anything, which means no.
    Missing,
}

impl Answer {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Granted, Self::Denied, Self::Missing];

    /// The word of the text form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Denied => "denied",
            Self::Missing => "missing",
        }
    }
}

/// Which RFM groups somebody was in when a day began, scored over the orders placed by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentRfmOn)]
pub struct RfmOn {
    /// The day, whose own orders are not seen.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// Names of the groups.
    pub groups: Vec<String>,
}

/// A share of all customers by lot: from and without, in per cent.
///
/// Whose lot falls where depends on his number and on the salt, never on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentBucket)]
pub struct Bucket {
    /// From this per cent on.
    pub from: u32,
    /// Up to, and without, this one.
    pub until: u32,
    /// Another salt deals other lots.
    pub salt: String,
}
