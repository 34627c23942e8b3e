//! Printing a rule.

use std::fmt::Write;

use collect::fields::BIRTHDAY;
use domain::Day;
use serde::Serialize;

use super::{Coins, tokens};
use crate::segments::rule::{
    Against, Between, Bucket, Comparison, Detail, DetailComparison, DetailTest, DetailValue, Did,
    End, FieldTest, Filters, InCohort, Measure, OfField, Own, Profile, Rank, RfmOn, Rule, Said,
    Test, Then, Window,
};
use crate::segments::word;

/// The rule as people read it, in one line.
pub fn print(rule: &Rule, coins: Coins) -> String {
    let mut page = Page { text: String::new(), coins };
    page.rule(rule, Around::Nothing);
    page.text
}

/// What stands around a rule; it says whether brackets are needed.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    Nothing,
    Or,
    And,
    Not,
}

struct Page {
    text: String,
    coins: Coins,
}

impl Page {
    fn put(&mut self, words: &str) {
        self.text.push_str(words);
    }

    fn rule(&mut self, rule: &Rule, around: Around) {
        match rule {
            Rule::Any(rules) => self.joined(rules, (" or ", Around::Or), around != Around::Nothing),
            Rule::All(rules) => {
                let brackets = matches!(around, Around::And | Around::Not);
                self.joined(rules, (" and ", Around::And), brackets);
            }
            Rule::Not(rule) => {
                self.put("not ");
                self.rule(rule, Around::Not);
            }
            condition => self.condition(condition),
        }
    }

    fn joined(&mut self, rules: &[Rule], (between, around): (&str, Around), brackets: bool) {
        if brackets {
            self.put("(");
        }
        for (nth, rule) in rules.iter().enumerate() {
            if nth > 0 {
                self.put(between);
            }
            self.rule(rule, around);
        }
        if brackets {
            self.put(")");
        }
    }

    fn condition(&mut self, condition: &Rule) {
        match condition {
            Rule::Compare(comparison) => self.comparison(comparison),
            Rule::Between(between) => self.between(between),
            Rule::Rank(rank) => self.rank(rank),
            Rule::Profile(profile) => self.profile(profile),
            Rule::Field(of) => self.field(of),
            Rule::Consent(said) => self.consent(said),
            Rule::RfmGroup(names) => self.is("rfm", names.iter().map(|name| named(name))),
            Rule::Persona(names) => self.is("persona", names.iter().map(|name| named(name))),
            Rule::RfmOn(RfmOn { day, groups }) => {
                self.is(&format!("rfm on {day}"), groups.iter().map(|name| named(name)));
            }
            Rule::Standing(standings) => self.is("standing", standings.iter().map(word)),
            Rule::Abc(classes) => self.is("abc", classes.iter().map(word)),
            Rule::Cohort(cell) => self.cohort(cell),
            Rule::Did(did) => self.did(did),
            Rule::Bucket(bucket) => self.bucket(bucket),
            Rule::Listed(ids) => {
                self.put("listed ");
                self.texts(ids);
            }
            Rule::Segment(name) => {
                self.put("in segment ");
                self.put(&quoted(name));
            }
            Rule::Everyone | Rule::All(_) | Rule::Any(_) | Rule::Not(_) => self.put("everyone"),
        }
    }

    fn comparison(&mut self, Comparison { measure, is, than }: &Comparison) {
        self.measure(measure);
        self.put(&format!(" {} ", is.sign()));
        match than {
            Against::Number(number) => self.number(measure, *number),
            Against::Own(Own { times, measure }) => {
                if *times != 1.0 {
                    self.put(&format!("{times} * "));
                }
                self.measure(measure);
            }
        }
    }

    fn between(&mut self, between: &Between) {
        self.measure(&between.measure);
        self.put(" between ");
        self.number(&between.measure, between.least);
        self.put(" and ");
        self.number(&between.measure, between.most);
    }

    fn rank(&mut self, Rank { measure, end, percent }: &Rank) {
        self.measure(measure);
        let end = match end {
            End::Top => "top",
            End::Bottom => "bottom",
        };
        self.put(&format!(" in {end} {percent}%"));
    }

    fn number(&mut self, of: &Measure, number: f64) {
        match of.quantity.is_money() {
            true => self.put(&self.coins.print(number)),
            false => self.put(&number.to_string()),
        }
        if of.quantity.is_percent() {
            self.put("%");
        }
    }

    fn measure(&mut self, Measure { quantity, of, when }: &Measure) {
        self.put(quantity.name());
        self.filters(of);
        self.window(when);
    }

    fn filters(&mut self, filters: &Filters) {
        for (column, texts) in filters.texts() {
            if texts.is_empty() {
                continue;
            }
            let before = match column {
                "coupon" => "with",
                "channel" => "through",
                "country" | "city" => "to",
                _ => "of",
            };
            self.put(&format!(" {before} {column} "));
            self.texts(texts);
        }
        if !filters.status.is_empty() {
            self.put(" with status ");
            self.names(filters.status.iter().map(|status| status.word()));
        }
        for (bound, minor) in [("least", filters.worth_least), ("most", filters.worth_most)] {
            if let Some(minor) = minor {
                self.put(&format!(" worth at {bound} {}", self.coins.print(minor as f64)));
            }
        }
    }

    fn window(&mut self, window: &Window) {
        let counted =
            |n: u32, what: &str| if n == 1 { what.to_owned() } else { format!("{what}s") };
        if let Some(n) = window.last_days {
            self.put(&format!(" in last {n} {}", counted(n, "day")));
        }
        if let Some(n) = window.before_last_days {
            self.put(&format!(" before last {n} {}", counted(n, "day")));
        }
        self.days(window.from, window.until);
        if let Some(n) = window.first_orders {
            self.put(&format!(" in first {n} {}", counted(n, "order")));
        }
    }

    fn profile(&mut self, Profile { field, test }: &Profile) {
        self.put(&word(field));
        match test {
            Test::Is(texts) => {
                self.put(if texts.len() == 1 { " is " } else { " is one of " });
                self.texts(texts);
            }
            Test::Contains(text) => self.put(&format!(" contains {}", quoted(text))),
            Test::StartsWith(text) => self.put(&format!(" starts with {}", quoted(text))),
            Test::Known => self.put(" is known"),
        }
    }

    fn field(&mut self, OfField { field, test }: &OfField) {
        match field.as_str() {
            BIRTHDAY => self.put(BIRTHDAY),
            field => self.put(&format!("field {}", quoted(field))),
        }
        let days = |n: &u32| if *n == 1 { "day" } else { "days" };
        match test {
            FieldTest::Compare { is, than } => self.put(&format!(" {} {than}", is.sign())),
            FieldTest::Between { least, most } => {
                self.put(&format!(" between {least} and {most}"));
            }
            FieldTest::Day { is, than } => self.put(&format!(" {} {than}", is.sign())),
            FieldTest::Days { from, until } => {
                self.put(&format!(" between {from} and {until}"));
            }
            FieldTest::Is(texts) => {
                self.put(if texts.len() == 1 { " is " } else { " is one of " });
                self.texts(texts);
            }
            FieldTest::Contains(text) => self.put(&format!(" contains {}", quoted(text))),
            FieldTest::StartsWith(text) => self.put(&format!(" starts with {}", quoted(text))),
            FieldTest::Yes => self.put(" is yes"),
            FieldTest::No => self.put(" is no"),
            FieldTest::Today => self.put(" is today"),
            FieldTest::WithinNext(n) => self.put(&format!(" is within next {n} {}", days(n))),
            FieldTest::WithinLast(n) => self.put(&format!(" is within last {n} {}", days(n))),
            FieldTest::Known => self.put(" is known"),
        }
    }

    fn consent(&mut self, Said { purpose, channel, is }: &Said) {
        self.put(&format!("consent {} {} is {}", word(purpose), word(channel), word(is)));
    }

    fn cohort(&mut self, cell: &InCohort) {
        self.put(&format!("in cohort {} period {}", quoted(&cell.cohort), cell.period));
        self.unless_usual(" by", &cell.by);
        self.unless_usual("", &cell.mode);
        if let Some(brackets) = &cell.brackets {
            self.put(" cut at ");
            self.names(brackets.days().iter().map(i64::to_string));
        }
        self.unless_usual(" counted", &cell.count);
        self.unless_usual(" entered", &cell.entry);
        if let Some(split) = &cell.split {
            self.put(&format!(" grouped by {}", word(split)));
        }
        self.days(cell.from, cell.until);
    }

    fn did(&mut self, Did { what, details, times, when, then }: &Did) {
        self.put(&format!("did {}", quoted(what)));
        self.details(details);
        if *times > 1 {
            self.put(&format!(" at least {times} times"));
        }
        self.window(when);
        if let Some(Then { what, details, within_days, not }) = then {
            let not = if *not { "not " } else { "" };
            let days = if *within_days == 1 { "day" } else { "days" };
            self.put(&format!(" then {not}{}", quoted(what)));
            self.details(details);
            self.put(&format!(" within {within_days} {days}"));
        }
    }

    fn details(&mut self, details: &[Detail]) {
        for (nth, Detail { property, test }) in details.iter().enumerate() {
            self.put(if nth == 0 { " where " } else { " and " });
            self.put(&property_name(property));
            self.detail_test(test);
        }
    }

    fn detail_test(&mut self, test: &DetailTest) {
        match test {
            DetailTest::Compare(DetailComparison { is, than }) => {
                let than = match than {
                    DetailValue::Number(number) => number.to_string(),
                    DetailValue::Text(text) => quoted(text),
                    DetailValue::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
                    DetailValue::Day(day) => day.to_string(),
                };
                self.put(&format!(" {} {than}", is.sign()));
            }
            DetailTest::Is(texts) => self.is("", texts.iter().map(|text| quoted(text))),
            DetailTest::Contains(text) => self.put(&format!(" contains {}", quoted(text))),
            DetailTest::StartsWith(text) => self.put(&format!(" starts with {}", quoted(text))),
            DetailTest::Known => self.put(" is known"),
            DetailTest::Missing => self.put(" is missing"),
        }
    }

    /// A choice, where it is not the usual one.
    fn unless_usual<T: Default + PartialEq + Serialize>(&mut self, before: &str, choice: &T) {
        if *choice != T::default() {
            self.put(&format!("{before} {}", word(choice)));
        }
    }

    fn days(&mut self, from: Option<Day>, until: Option<Day>) {
        if let Some(day) = from {
            self.put(&format!(" from {day}"));
        }
        if let Some(day) = until {
            self.put(&format!(" until {day}"));
        }
    }

    fn bucket(&mut self, Bucket { from, until, salt }: &Bucket) {
        self.put(&format!("in bucket {from}..{until} of {}", quoted(salt)));
    }

    fn is(&mut self, what: &str, names: impl ExactSizeIterator<Item = String>) {
        self.put(what);
        self.put(if names.len() == 1 { " is " } else { " is one of " });
        self.names(names);
    }

    fn texts(&mut self, texts: &[String]) {
        self.names(texts.iter().map(|text| quoted(text)));
    }

    /// One name alone, several in brackets.
    fn names(&mut self, names: impl ExactSizeIterator<Item = impl AsRef<str>>) {
        let brackets = names.len() != 1;
        if brackets {
            self.put("(");
        }
        for (nth, name) in names.enumerate() {
            if nth > 0 {
                self.put(", ");
            }
            self.put(name.as_ref());
        }
        if brackets {
            self.put(")");
        }
    }
}

/// A property as the text form names it: `properties.price`.
pub(in crate::segments) fn property_name(property: &[String]) -> String {
    let mut named = String::from("properties");
    for name in property {
        named.push('.');
        named.push_str(&if tokens::is_word(name) { name.clone() } else { quoted(name) });
    }
    named
}

/// Words of the language; a name that is one of them stands in quotes.
const RESERVED: [&str; 4] = ["and", "or", "not", "one"];

/// A name as it stands when it is a plain word, in quotes otherwise.
fn named(name: &str) -> String {
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let is_plain = name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name.chars().all(|letter| is_letter(letter) || letter == '-')
        && !RESERVED.contains(&name);
    if is_plain { name.to_owned() } else { quoted(name) }
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                let _ = write!(quoted, "\\{letter}");
            }
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
