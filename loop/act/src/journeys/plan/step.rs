//! A step of a journey as its file says it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::blocks::Design;

/// A step: it waits, awaits a day, hears, asks, splits or sends a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = JourneyStep)]
pub struct WrittenStep {
    /// Its name.
    pub name: String,
    /// Waits so long, such as `3 days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<String>,
    /// And then until this time of the shop's day, such as `10:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Waits until the day in this field of his comes, such as `birthday`; of every year, its next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_date: Option<String>,
    /// So many days after that day; before it where the number is negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i16>,
    /// On one of these weekdays only: `mon`, `tue` and so on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<String>,
    /// Waits until he does this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hear: Option<String>,
    /// But no longer than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// The step after it has taken too long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
    /// Asks this condition, in the language of segments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// The step of those for whom it does not hold, or of whom no such day is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no: Option<String>,
    /// Chance deals one of these ways.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<WrittenWay>,
    /// The subject line of a letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Its body in MJML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// Its body as blocks, instead of MJML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub design: Option<Design>,
    /// The next step; the following one when not given, `end` leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One of the ways that chance deals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JourneyWay)]
pub struct WrittenWay {
    /// The step it leads to, or `end`.
    pub to: String,
    /// Its weight beside the others.
    pub share: u32,
}
