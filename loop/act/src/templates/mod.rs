//! Texts with blanks, and the letters that are made of them.
//!
//! A text is MJML with MiniJinja in it: first the blanks are filled for one person, then the
//! layout becomes HTML, then the HTML becomes plain text. Work is bounded, a field that does not
//! exist is a problem with its line and never an empty hole, and nothing is fetched from outside.
//!
//! A short text is MiniJinja alone.
//!
//! Not here: who gets the letter (`campaigns`), and how it travels (`channels`).
//! Start reading at [`write`].

pub mod api;
pub mod checking;
mod filters;
mod layout;
mod note;
mod owed;
mod problems;

use std::collections::BTreeMap;

use collect::shop::Language;
use domain::{Day, Money};
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;
use serde_json::Value as Json;

pub use checking::text::check;
pub(crate) use layout::links;
pub use note::{WayOut, check_note, write_note};
pub use owed::{write_owed, write_owed_note};
pub use problems::{Part, TextProblem};

/// Steps of the template language that one letter may take; the ready letters take some 300.
const FUEL: u64 = 100_000;

/// A text with blanks.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The subject line.
    pub subject: &'a str,
    /// The body in MJML.
    pub body_mjml: &'a str,
    /// The language of numbers, days and money in it.
    pub language: Language,
}

/// The person a letter is written to, as its text may speak of him.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reader {
    /// The name as the shop knows it.
    pub name: Option<String>,
    /// The first word of the name.
    pub first_name: Option<String>,
    /// The address the letter goes to.
    pub email: Option<String>,
    /// Purchases so far.
    pub orders: i64,
    /// Money they brought.
    pub revenue: Option<Money>,
    /// The day of the last one.
    pub last_order_on: Option<Day>,
    /// Days since then.
    pub quiet_days: Option<i64>,
    /// His own link to the shop's Telegram bot, where it has one.
    pub telegram_url: Option<String>,
    /// What he probably wants next, the likeliest first.
    pub recommendations: Vec<Wanted>,
    /// The same of what would be new to him.
    pub discoveries: Vec<Wanted>,
    /// What is new in the category that he buys most, the newest first.
    pub arrivals: Vec<Wanted>,
    /// The shop's own fields by their keys, every one of them; null where nothing is known.
    pub fields: BTreeMap<String, Json>,
}

/// A product that the person may be told of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Wanted {
    /// Its article number, or its name where it has none.
    pub product: String,
    /// What it is called.
    pub name: String,
    /// The shelf it stands on.
    pub category: Option<String>,
}

/// The shop, as its letters may speak of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sender {
    /// The name of the shop.
    pub name: String,
    /// Where the shop can be found; the law of many countries wants it in every letter.
    pub postal_address: String,
    /// The shop's page.
    pub url: Option<String>,
    /// What sells best, the best of each category at least.
    pub best_sellers: Vec<Wanted>,
}

/// What fills the blanks.
#[derive(Clone, Copy, Debug)]
pub struct Blanks<'a> {
    /// The person written to.
    pub customer: &'a Reader,
    /// The shop that writes.
    pub shop: &'a Sender,
    /// Where one click ends the letters; nowhere where they are owed.
    pub unsubscribe_url: Option<&'a str>,
    /// Where the letter is read in a browser; nowhere where it is not kept.
    pub view_url: Option<&'a str>,
    /// What whoever asks for the message tells of it.
    pub data: Option<&'a Json>,
}

/// A letter ready to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The subject line.
    pub subject: String,
    /// What most mail programs show.
    pub html: String,
    /// What the others show, and what filters read.
    pub text: String,
}

/// Fills the blanks of a text for one person; every problem at once where it cannot be done.
pub fn write(text: Text<'_>, blanks: Blanks<'_>) -> Result<Written, Vec<TextProblem>> {
    let environment = environment(text.language);
    let subject = filled(&environment, Part::Subject, text.subject, blanks);
    let body = filled(&environment, Part::Body, text.body_mjml, blanks);
    let laid_out = body.and_then(|body| layout::html(&body));
    match (subject, laid_out) {
        (Ok(subject), Ok(html)) => {
            let text = layout::plain(&html);
            Ok(Written { subject: one_line(&subject), html, text })
        }
        (subject, body) => Err([subject.err(), body.err()].into_iter().flatten().collect()),
    }
}

fn environment(language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|name| match name {
        "body" => AutoEscape::Html,
        _ => AutoEscape::None,
    });
    filters::add_to(&mut environment, language);
    environment
}

fn filled(
    environment: &Environment<'_>,
    part: Part,
    text: &str,
    blanks: Blanks<'_>,
) -> Result<String, TextProblem> {
    let name = match part {
        Part::Subject => "subject",
        Part::Body => "body",
        Part::Note => "note",
    };
    let mut known = BTreeMap::from([
        ("customer", Value::from(Serde(blanks.customer))),
        ("shop", Value::from(Serde(blanks.shop))),
    ]);
    if let Some(url) = blanks.unsubscribe_url {
        // Our own address of our own letters: escaping would only make it hard to read.
        known.insert("unsubscribe_url", Value::from_safe_string(url.to_owned()));
        let preferences = crate::preferences::url(url);
        known.insert("preferences_url", Value::from_safe_string(preferences));
    }
    if let Some(url) = blanks.view_url {
        known.insert("view_url", Value::from_safe_string(url.to_owned()));
    }
    if let Some(data) = blanks.data {
        known.insert("data", Value::from(Serde(data)));
    }
    environment
        .render_named_str(name, text, Value::from(known))
        .map_err(|error| TextProblem::of_template(part, &error))
}

/// Whether a blank is used; a name in a comment counts, which the preview would show.
fn names(text: &str, blank: &str) -> bool {
    text.contains(blank)
}

/// A subject is one line: a name with a line break must not begin another header.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
