//! A journey as it is written in a file and shown to programs, and back again.
//!
//! The file is TOML: a letter stands in it between `'''` as it is, and a step is a paragraph.
//! Printing what was read gives one form; reading what was printed gives the same journey.

use collect::shop::Language;
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

use super::{Fault, FaultCode};
use crate::blocks::Design;

/// A journey as its file says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JourneyPlan)]
pub struct Written {
    /// Its name; there is one journey of each.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The language of numbers and days in its letters.
    pub language: Language,
    /// The share held out, from 0 to 0.9.
    pub hold_out: f64,
    /// What somebody does who has reached the goal; he leaves at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// Who comes in.
    pub enter: WrittenEnter,
    /// The steps in their order.
    #[serde(default, rename = "step")]
    pub steps: Vec<WrittenStep>,
}

/// Who comes in: `when`, `segment`, `date`, or on a day who is in a `segment` or has `arrivals`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = JourneyEnter)]
pub struct WrittenEnter {
    /// Who does this, such as `order_placed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Who comes into the saved segment of this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// The rule of that segment, for a shop that has none of this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Whose day in this field comes, such as `birthday`; of every year, each year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// So many days after that day; before it where the number is negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i16>,
    /// Who finds something new in the category that he buys most, on the day told by `on`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub arrivals: bool,
    /// On this day, such as `2026-12-01`, whoever is in the segment then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// And on that day of every `week`, `month` or `year`, or every `day`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every: Option<String>,
    /// At this time of the shop's day, such as `10:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Only the first time that he does it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub first: bool,
    /// Only if this condition holds for him.
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    pub only_if: Option<String>,
    /// `never`, `always` or `after 30 days`; never when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<String>,
    /// `person` or `order`; person when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// A step: it waits, awaits a day, hears, asks, splits, sets a field, gives a task, calls another
/// program, or sends a letter or a text.
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
    /// What a short text says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What a short text travels by: `sms`, `telegram` or `webhook`, the shop's own program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Sets this field of his: the key of a field of the shop's own, or `language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// To this value: a text, a number, true or false, or several of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object, nullable)]
    pub to: Option<Json>,
    /// To what the event that brought him in tells under this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Gives somebody of the shop something to do about him: what, in some words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// What helps to do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// Whose the task is: `owner`, `marketer`, `sales`, or the address of somebody of the staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assign: Option<String>,
    /// How long there is for it, such as `2 days`. With `at_most` he waits here until it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Calls the program at this address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// The step after a call that was given up; when not given, he goes on without waiting for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
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

/// The name that no step may have: it leads out.
pub(super) const END: &str = "end";

/// The words of the weekdays.
pub(super) const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

impl Written {
    /// What a file says.
    pub fn read(text: &str) -> Result<Self, Fault> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
            let fault = Fault::at("", FaultCode::Unreadable, error.to_string().trim().to_owned());
            Fault { line, ..fault }
        })
    }

    /// The file that says this.
    pub fn text(&self) -> String {
        toml::to_string_pretty(self).expect("text, numbers and lists are TOML")
    }
}
