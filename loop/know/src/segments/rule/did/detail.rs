//! What must have been told of a deed, as a condition on one of its properties.

use domain::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::segments::rule::Compare;

/// One property of a deed and what must be so about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentDetail)]
pub struct Detail {
    /// Its name; of a property within a property, all names from the outer one on.
    pub property: Vec<String>,
    /// What must be so.
    pub test: DetailTest,
}

/// What must be so about a property. What was not told, or reads as something else than is asked
/// for, meets nothing but `missing`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentDetailTest)]
pub enum DetailTest {
    /// It compares so.
    Compare(DetailComparison),
    /// It is one of these texts, letter by letter.
    Is(Vec<String>),
    /// This stands somewhere in it, letter by letter.
    Contains(String),
    /// It opens with this, letter by letter.
    StartsWith(String),
    /// It was told at all.
    Known,
    /// It was not told.
    Missing,
}

/// A property beside a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentDetailComparison)]
pub struct DetailComparison {
    /// How it must compare; texts, yes and no are only equal or not.
    pub is: Compare,
    /// With what; it also says what the property is read as.
    pub than: DetailValue,
}

/// A value that a property is read as and compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentDetailValue)]
pub enum DetailValue {
    /// A number, or a text that is written as one.
    Number(f64),
    /// A text, compared letter by letter; numbers, yes and no are read as JSON writes them.
    Text(String),
    /// Yes or no, or the text `true` or `false`.
    YesNo(bool),
    /// A day, or a moment, of which the day in the shop's zone is meant.
    #[schema(value_type = String, format = Date)]
    Day(Day),
}

impl DetailValue {
    /// Whether one can be more than another.
    pub fn has_order(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Day(_))
    }
}
