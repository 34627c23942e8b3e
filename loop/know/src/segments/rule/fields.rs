//! What is known of somebody in a field that the shop thought of, as a condition.

use domain::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Compare;

/// What is known of a customer in a field of the shop's own, or about his birthday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentField)]
pub struct OfField {
    /// The key of the field, such as `shoe_size` or `birthday`.
    pub field: String,
    /// What must be so.
    pub test: FieldTest,
}

/// What must be so about a value of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentFieldTest)]
pub enum FieldTest {
    /// A number compares so with another.
    Compare {
        /// How.
        is: Compare,
        /// With what.
        than: f64,
    },
    /// A number lies between two, both included.
    Between {
        /// The least.
        least: f64,
        /// The most.
        most: f64,
    },
    /// A day compares so with another; one whose year is not known does not.
    Day {
        /// How.
        is: Compare,
        /// With what.
        #[schema(value_type = String, format = Date)]
        than: Day,
    },
    /// A day lies between two, both included.
    Days {
        /// The first.
        #[schema(value_type = String, format = Date)]
        from: Day,
        /// The last.
        #[schema(value_type = String, format = Date)]
        until: Day,
    },
    /// It is one of these, or one of several values is; capital and small letters are alike.
    Is(Vec<String>),
    /// This stands somewhere in it.
    Contains(String),
    /// It opens with this.
    StartsWith(String),
    /// Yes.
    Yes,
    /// No, and told so.
    No,
    /// The day is today, or this day of the year.
    Today,
    /// The day comes, or comes back, today or within so many days.
    WithinNext(u32),
    /// The day was, or was last, today or within the last so many days.
    WithinLast(u32),
    /// It is there at all.
    Known,
}
