//! The rule of a segment: conditions on customers, joined by all, any and not.
//!
//! A rule is one tree. As JSON it is what a program builds and what is kept; as text it is what
//! a person reads and writes (see `segments::text`); as SQL it is what an analyst checks. All
//! three say the same.
//!
//! A condition holds or does not. Where a customer has no such figure, because he never bought,
//! the condition does not hold, and its `not` does.

mod cohort;
mod conditions;
mod did;
mod fields;
mod limits;
mod measure;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::abc::Class;
use crate::lifecycle::Standing;

pub use cohort::InCohort;
pub use conditions::{
    Against, Answer, Between, Bucket, Compare, Comparison, End, Own, Profile, Rank, RfmOn, Said,
    Test,
};
pub use did::{Detail, DetailComparison, DetailTest, DetailValue, Did, Then};
pub use fields::{FieldTest, OfField};
pub use limits::{CONDITIONS_MAX, DEPTH_MAX, Excess, TEXT_MAX};
pub use measure::{Filters, Measure, Quantity, Source, Window};

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentRule)]
pub enum Rule {
    /// Everybody the shop knows, also who never bought.
    Everyone,
    /// Whoever meets every one of these.
    #[schema(no_recursion)]
    All(Vec<Rule>),
    /// Whoever meets at least one of these.
    #[schema(no_recursion)]
    Any(Vec<Rule>),
    /// Whoever does not meet this.
    #[schema(no_recursion)]
    Not(Box<Rule>),
    /// Whose figure compares so with a number or with another figure of his own.
    Compare(Comparison),
    /// Whose figure lies between two numbers, both included.
    Between(Between),
    /// Who is among the first or the last per cent by a figure.
    Rank(Rank),
    /// Of whom something is known, or known to be so.
    Profile(Profile),
    /// Of whom this is known in a field of the shop's own.
    Field(OfField),
    /// Who said this about being written to.
    Consent(Said),
    /// Who belongs to one of these RFM groups.
    RfmGroup(Vec<String>),
    /// Whose persona is one of these, by the run in use.
    Persona(Vec<String>),
    /// Who belonged to one of these RFM groups when a day began.
    RfmOn(RfmOn),
    /// Who stands so today by the rhythm of the shop.
    Standing(Vec<Standing>),
    /// Who belongs to one of these ABC classes.
    Abc(Vec<Class>),
    /// Who is counted in this cell of the cohort table.
    Cohort(InCohort),
    /// Who did something, so often, and then something else or not.
    Did(Did),
    /// Whose lot fell into a share of all; the same people each time.
    Bucket(Bucket),
    /// Who is named, by the ids that reports show.
    Listed(Vec<String>),
    /// Who is in another segment.
    Segment(String),
}

impl Rule {
    /// The same rule as the text form writes it: a list of one is that one, a list of none is
    /// everybody where all must hold and nobody where any may.
    #[must_use]
    pub fn tidied(self) -> Self {
        match self {
            Self::All(rules) => joined(rules, Self::All, Self::Everyone),
            Self::Any(rules) => joined(rules, Self::Any, Self::nobody()),
            Self::Not(rule) => Self::Not(Box::new(rule.tidied())),
            leaf => leaf,
        }
    }

    fn nobody() -> Self {
        Self::Not(Box::new(Self::Everyone))
    }

    /// The same rule where it names one segment by another name.
    #[must_use]
    pub fn with_renamed(&self, name: &str, to: &str) -> Self {
        let all = |rules: &[Self]| rules.iter().map(|it| it.with_renamed(name, to)).collect();
        match self {
            Self::All(rules) => Self::All(all(rules)),
            Self::Any(rules) => Self::Any(all(rules)),
            Self::Not(rule) => Self::Not(Box::new(rule.with_renamed(name, to))),
            Self::Segment(named) if named == name => Self::Segment(to.to_owned()),
            condition => condition.clone(),
        }
    }

    /// The rules directly below this one; none below a condition.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(rules) | Self::Any(rules) => rules,
            Self::Not(rule) => std::slice::from_ref(rule),
            _ => &[],
        }
    }

    /// Every condition, from left to right.
    pub fn conditions(&self) -> Vec<&Self> {
        match self {
            Self::All(_) | Self::Any(_) | Self::Not(_) => {
                self.parts().iter().flat_map(Self::conditions).collect()
            }
            condition => vec![condition],
        }
    }

    /// The figures a condition asks for.
    pub fn measures(&self) -> Vec<&Measure> {
        match self {
            Self::Compare(Comparison { measure, than: Against::Own(own), .. }) => {
                vec![measure, &own.measure]
            }
            Self::Compare(Comparison { measure, .. })
            | Self::Between(Between { measure, .. })
            | Self::Rank(Rank { measure, .. }) => vec![measure],
            _ => Vec::new(),
        }
    }

    /// Whether it asks what somebody did.
    pub fn asks_deeds(&self) -> bool {
        self.conditions().iter().any(|condition| matches!(condition, Self::Did(_)))
    }

    /// The names of the segments that this rule stands on.
    pub fn segments(&self) -> Vec<&str> {
        let named = |rule: &&Self| matches!(rule, Self::Segment(_));
        let conditions = self.conditions().into_iter().filter(named);
        conditions
            .filter_map(|rule| match rule {
                Self::Segment(name) => Some(name.as_str()),
                _ => None,
            })
            .collect()
    }
}

fn joined(rules: Vec<Rule>, join: fn(Vec<Rule>) -> Rule, of_none: Rule) -> Rule {
    let mut rules: Vec<Rule> = rules.into_iter().map(Rule::tidied).collect();
    match rules.len() {
        0 => of_none,
        1 => rules.remove(0),
        _ => join(rules),
    }
}
