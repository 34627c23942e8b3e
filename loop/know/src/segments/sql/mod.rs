//! A rule as SQL over the facts, and back again.
//!
//! The question opens with the rule's own text and the moment it looks from. Reading it back
//! takes that text and writes the question anew: when something else comes out, somebody has
//! changed the question by hand, and it is not taken for what it no longer says.
//!
//! Beside the facts it asks tables that are lent to the session when a question names them (see
//! [`lend`]). None of them holds names or addresses, so a rule about profiles cannot be said; what
//! is known in the shop's own fields is lent as far as the rule in front names the field.

mod deeds;
mod fields;
mod lending;

use domain::Instant;

pub use lending::lend;

use super::crowd::{Lots, Meant, in_quotes, measure_sql, one_of};
use super::rule::{
    Against, Answer, Between, Bucket, Comparison, End, Measure, Own, Quantity, Rank, Rule, Said,
};
use super::text::{Coins, print};
use super::word;

/// What SQL over the facts cannot say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} cannot be said in SQL: it is personal data, which the facts do not hold")]
pub struct Unsayable(pub String);

/// The first line of a question, before the text of the rule. A comment that opens with hyphens
/// would be taken for an option of `regulars sql`.
const RULE: &str = "/* segment: ";

/// The second line, before the moment it looks from.
const AS_OF: &str = "   as of ";

/// The end of the second line.
const END: &str = " */";

/// Writes the question whose answer is the members' numbers.
///
/// `text` is the rule as it is read, `rule` the same with its segments spelled out.
pub fn write(text: &str, rule: &Rule, meant: &Meant, as_of: Instant) -> Result<String, Unsayable> {
    let mut question = Question { meant, parts: Vec::new() };
    let condition = question.rule(rule)?;
    let text = harmless(text);
    let mut sql = format!("{RULE}{text}\n{AS_OF}{as_of}{END}\n");
    for (nth, part) in question.parts.iter().enumerate() {
        let before = if nth == 0 { "with" } else { ",\n    " };
        sql.push_str(&format!("{before} part_{nth} as ({part})"));
    }
    if !question.parts.is_empty() {
        sql.push('\n');
    }
    sql.push_str("select people.customer_no from people\n");
    for nth in 0..question.parts.len() {
        let part = format!("part_{nth}");
        sql.push_str(&format!("left join {part} on {part}.customer_no = people.customer_no\n"));
    }
    sql.push_str(&format!("where {condition}\norder by people.customer_no"));
    Ok(sql)
}

/// The text of the rule and the moment that a question opens with.
pub fn opening(sql: &str) -> Option<(&str, Instant)> {
    let mut lines = sql.trim_start().lines();
    let text = lines.next()?.strip_prefix(RULE)?;
    let as_of = lines.next()?.strip_prefix(AS_OF)?.trim_end().strip_suffix(END)?.parse().ok()?;
    Some((text, as_of))
}

/// A rule as a comment can hold it: a text in quotes must neither end the comment nor open one.
fn harmless(text: &str) -> String {
    text.replace("*/", "*\\/").replace("/*", "/\\*")
}

/// A question that is being written.
struct Question<'m> {
    meant: &'m Meant,
    /// The questions of single conditions: a customer appears in each at most once.
    parts: Vec<String>,
}

impl Question<'_> {
    /// The name of a part that says this.
    fn part(&mut self, sql: String) -> String {
        let found = self.parts.iter().position(|part| *part == sql);
        let nth = found.unwrap_or_else(|| {
            self.parts.push(sql);
            self.parts.len() - 1
        });
        format!("part_{nth}")
    }

    fn rule(&mut self, rule: &Rule) -> Result<String, Unsayable> {
        Ok(match rule {
            Rule::All(rules) => self.joined(rules, " and ")?,
            Rule::Any(rules) => self.joined(rules, " or ")?,
            Rule::Not(rule) => format!("not ({})", self.rule(rule)?),
            Rule::Everyone => "true".to_owned(),
            Rule::Compare(comparison) => self.comparison(comparison),
            Rule::Between(Between { measure, least, most }) => {
                let figure = self.figure(measure);
                format!("coalesce({figure} between {least} and {most}, false)")
            }
            Rule::Rank(rank) => self.rank(rank),
            Rule::Field(of) => self.field(of),
            Rule::Consent(said) => self.consent(said),
            Rule::RfmGroup(names) => self.score("rfm_group", names.iter().cloned()),
            Rule::Persona(names) => {
                let part = self.part("select customer_no, persona from personas".to_owned());
                let so = one_of(&format!("{part}.persona"), names.iter().map(String::as_str));
                format!("coalesce({so}, false)")
            }
            Rule::Standing(standings) => self.score("standing", standings.iter().map(word)),
            Rule::Abc(classes) => self.score("abc", classes.iter().map(word)),
            Rule::Cohort(_) | Rule::RfmOn(_) => {
                let cell = in_quotes(&cell_name(rule));
                let part = self.part(format!("select customer_no from cells where cell = {cell}"));
                format!("{part}.customer_no is not null")
            }
            Rule::Did(did) => self.did(did),
            Rule::Bucket(Bucket { from, until, salt }) => {
                let lots = Lots::of(salt).sql();
                let part = self.part(format!("select customer_no, {lots} as lot from people"));
                format!("{part}.lot >= {from} and {part}.lot < {until}")
            }
            Rule::Listed(ids) => one_of("people.customer_id", ids.iter().map(String::as_str)),
            Rule::Profile(profile) => return Err(Unsayable(word(&profile.field))),
            Rule::Segment(name) => return Err(Unsayable(in_quotes(name))),
        })
    }

    fn joined(&mut self, rules: &[Rule], between: &str) -> Result<String, Unsayable> {
        let said: Result<Vec<String>, Unsayable> = rules.iter().map(|it| self.rule(it)).collect();
        Ok(format!("({})", said?.join(between)))
    }

    /// The figure of a customer: null where there is none.
    fn figure(&mut self, measure: &Measure) -> String {
        let part = self.part(measure_sql(measure, self.meant));
        match measure.quantity {
            // Bought, but nobody knows what it cost: not nothing, but no answer.
            Quantity::Profit => {
                format!("case when {part}.customer_no is null then 0 else {part}.value end")
            }
            quantity if quantity.is_count() => format!("coalesce({part}.value, 0)"),
            _ => format!("{part}.value"),
        }
    }

    fn comparison(&mut self, Comparison { measure, is, than }: &Comparison) -> String {
        let figure = self.figure(measure);
        let than = match than {
            Against::Number(number) => number.to_string(),
            Against::Own(Own { times, measure }) => {
                format!("cast({times} as double) * {}", self.figure(measure))
            }
        };
        format!("coalesce({figure} {} {than}, false)", is.sign())
    }

    fn rank(&mut self, Rank { measure, end, percent }: &Rank) -> String {
        let figures = measure_sql(measure, self.meant);
        let order = if *end == End::Top { "desc" } else { "asc" };
        let part = self.part(format!(
            "select customer_no from (select customer_no, rank() over (order by value {order}) as \
             place, count(*) over () as n from ({figures}) where value is not null) \
             where (place - 1) * 100.0 < cast({percent} as double) * n"
        ));
        format!("{part}.customer_no is not null")
    }

    fn consent(&mut self, Said { purpose, channel, is }: &Said) -> String {
        let (purpose, channel) = (in_quotes(&word(purpose)), in_quotes(&word(channel)));
        let part = self.part(format!(
            "select customer_no, state from consents where purpose = {purpose} and channel = \
             {channel}"
        ));
        match is {
            Answer::Missing => format!("{part}.customer_no is null"),
            said => format!("coalesce({part}.state = {}, false)", in_quotes(&word(said))),
        }
    }

    fn score(&mut self, column: &str, names: impl Iterator<Item = String>) -> String {
        let part = self.part(format!("select customer_no, {column} from scores"));
        let names: Vec<String> = names.collect();
        let so = one_of(&format!("{part}.{column}"), names.iter().map(String::as_str));
        format!("coalesce({so}, false)")
    }
}

/// How a cell of the cohort table, or a group of an earlier day, is called in SQL: as the text form
/// writes it. There is no money in it, so any coins will do.
fn cell_name(cell: &Rule) -> String {
    print(cell, Coins::of(None))
}
