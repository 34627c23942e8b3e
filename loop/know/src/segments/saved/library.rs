//! All saved rules together: what one says once the segments it names are spelled out.

use std::collections::BTreeMap;

use records::{RecordsError, ShopTx};

use crate::segments::rows;
use crate::segments::rule::Rule;

/// All saved rules by their names.
#[derive(Clone, Debug, Default)]
pub struct Library(BTreeMap<String, Rule>);

/// Why a rule cannot be spelled out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Tangle {
    /// It names a segment that is not there.
    #[error("there is no segment `{0}`")]
    Unknown(String),
    /// It stands on itself, by this path.
    #[error("a segment cannot stand on itself: {}", .0.join(" → "))]
    Circle(Vec<String>),
    /// It says more than one question can hold.
    #[error("with the segments it stands on it has more than {SPELLED_OUT_MAX} conditions")]
    TooLong,
}

/// Conditions of a rule with all it stands on.
const SPELLED_OUT_MAX: usize = 1_000;

/// A rule that is being spelled out: the segments it is within, and how much there is so far.
#[derive(Default)]
struct Spelling {
    path: Vec<String>,
    n_conditions: usize,
}

impl Library {
    /// The saved rules of a shop.
    pub async fn of(tx: &mut ShopTx) -> Result<Self, RecordsError> {
        let saved = rows::all(tx).await?;
        Ok(Self(saved.into_iter().map(|it| (it.name, it.rule)).collect()))
    }

    /// The same with one rule in place of that of its name.
    #[must_use]
    pub fn with(mut self, name: &str, rule: Rule) -> Self {
        self.0.insert(name.to_owned(), rule);
        self
    }

    /// A rule in which no segment is named any more.
    pub fn spell_out(&self, rule: &Rule) -> Result<Rule, Tangle> {
        self.spell(rule, &mut Spelling::default())
    }

    /// The rule of a name, spelled out.
    pub fn spell_out_named(&self, name: &str) -> Result<Rule, Tangle> {
        self.spell_out(&Rule::Segment(name.to_owned()))
    }

    fn spell(&self, rule: &Rule, spelling: &mut Spelling) -> Result<Rule, Tangle> {
        let all = |rules: &[Rule], spelling: &mut Spelling| {
            rules.iter().map(|rule| self.spell(rule, spelling)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match rule {
            Rule::All(rules) => Rule::All(all(rules, spelling)?),
            Rule::Any(rules) => Rule::Any(all(rules, spelling)?),
            Rule::Not(rule) => Rule::Not(Box::new(self.spell(rule, spelling)?)),
            Rule::Segment(name) => self.spell_segment(name, spelling)?,
            condition => {
                spelling.n_conditions += 1;
                if spelling.n_conditions > SPELLED_OUT_MAX {
                    return Err(Tangle::TooLong);
                }
                condition.clone()
            }
        })
    }

    fn spell_segment(&self, name: &str, spelling: &mut Spelling) -> Result<Rule, Tangle> {
        let Some(rule) = self.0.get(name) else { return Err(Tangle::Unknown(name.to_owned())) };
        let was_within = spelling.path.iter().position(|within| within == name);
        spelling.path.push(name.to_owned());
        if let Some(from) = was_within {
            return Err(Tangle::Circle(spelling.path.split_off(from)));
        }
        let spelled = self.spell(rule, spelling)?;
        spelling.path.pop();
        Ok(spelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segments::text::{Coins, read};

    fn library(rules: &[(&str, &str)]) -> Library {
        let read = |text| read(text, Coins::of(None)).expect("a rule");
        rules
            .iter()
            .fold(Library::default(), |library, (name, text)| library.with(name, read(text)))
    }

    #[test]
    fn a_segment_on_a_segment_says_all_of_both() {
        let library = library(&[
            ("good", "orders >= 3 and not in segment \"lost\""),
            ("lost", "days since last order > 90"),
        ]);
        let spelled = library.spell_out_named("good").expect("no circle");
        let text = crate::segments::text::print(&spelled, Coins::of(None));
        assert_eq!(text, "orders >= 3 and not days since last order > 90");
    }

    #[test]
    fn a_circle_is_told_with_its_path() {
        let library = library(&[
            ("a", "in segment \"b\""),
            ("b", "orders > 1 or in segment \"c\""),
            ("c", "not in segment \"b\""),
        ]);
        let fault = library.spell_out_named("a").expect_err("a circle");
        assert_eq!(fault.to_string(), "a segment cannot stand on itself: b → c → b");
    }

    #[test]
    fn rules_that_double_each_other_end_before_they_fill_the_machine() {
        let names: Vec<String> = (0..64).map(|n| n.to_string()).collect();
        let mut rules = Library::default().with("0", Rule::Everyone);
        for pair in names.windows(2) {
            let below = Rule::Segment(pair[0].clone());
            rules = rules.with(&pair[1], Rule::All(vec![below.clone(), below]));
        }
        assert_eq!(rules.spell_out_named("63"), Err(Tangle::TooLong));
        assert_eq!(rules.spell_out_named("64"), Err(Tangle::Unknown("64".to_owned())));
    }
}
