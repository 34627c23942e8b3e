//! Reading a rule: one function for each line of the grammar.

mod cohort;
mod condition;
mod cursor;
mod did;
mod field;
mod measure;

use cursor::Cursor;

use super::{Coins, Fault, FaultCode, tokens};
use crate::segments::rule::{DEPTH_MAX, Rule};

/// The rule that a text says.
pub fn read(text: &str, coins: Coins) -> Result<Rule, Fault> {
    let mut cursor = Cursor::new(text, tokens::cut(text)?, coins);
    let rule = rule(&mut cursor, 0)?;
    cursor.end()?;
    let whole = (0, text.len());
    rule.check()
        .map_err(|excess| Fault::at(text, whole, FaultCode::TooLarge).saying(excess.to_string()))?;
    Ok(rule)
}

/// `all {"or" all}`
fn rule(cursor: &mut Cursor<'_>, depth: usize) -> Result<Rule, Fault> {
    let mut rules = vec![all(cursor, depth)?];
    while cursor.phrase("or") {
        rules.push(all(cursor, depth)?);
    }
    Ok(one_or(rules, Rule::Any))
}

/// `unit {"and" unit}`
fn all(cursor: &mut Cursor<'_>, depth: usize) -> Result<Rule, Fault> {
    let mut rules = vec![unit(cursor, depth)?];
    while cursor.phrase("and") {
        rules.push(unit(cursor, depth)?);
    }
    Ok(one_or(rules, Rule::All))
}

/// `"not" unit | "(" rule ")" | condition`
fn unit(cursor: &mut Cursor<'_>, depth: usize) -> Result<Rule, Fault> {
    if depth > DEPTH_MAX {
        let message = format!("brackets stand within each other more than {DEPTH_MAX} deep");
        return Err(cursor.fault(FaultCode::TooLarge).saying(message));
    }
    // Conditions are told first where a condition is expected.
    let condition = condition::condition(cursor)?;
    if let Some(condition) = condition {
        return Ok(condition);
    }
    if cursor.phrase("not") {
        return Ok(Rule::Not(Box::new(unit(cursor, depth + 1)?)));
    }
    if cursor.sign("(") {
        let inside = rule(cursor, depth + 1)?;
        cursor.must_sign(")")?;
        return Ok(inside);
    }
    Err(cursor.unexpected())
}

fn one_or(mut rules: Vec<Rule>, join: fn(Vec<Rule>) -> Rule) -> Rule {
    if rules.len() == 1 { rules.remove(0) } else { join(rules) }
}
