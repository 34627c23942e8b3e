//! The rule of a segment: conditions on customers, joined by all, any and not.
//!
//! A rule is one tree. As JSON it is what a program builds and what is kept; as text it is what
//! a person reads and writes (see `segments::text`); as SQL it is what an analyst checks. All
//! three say the same.
//!
//! A condition holds or does not. Where a customer has no such figure, because he never bought,
//! the condition does not hold, and its `not` does.

mod limits;
mod measure;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use collect::consent::{Channel, Purpose};

use crate::abc::Class;
use crate::lifecycle::Standing;

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
    /// Who said this about being written to.
    Consent(Said),
    /// Who belongs to one of these RFM groups.
    RfmGroup(Vec<String>),
    /// Who stands so today by the rhythm of the shop.
    Standing(Vec<Standing>),
    /// Who belongs to one of these ABC classes.
    Abc(Vec<Class>),
    /// Whose lot fell into a share of all; the same people each time.
    Bucket(Bucket),
    /// Who is named, by the ids that reports show.
    Listed(Vec<String>),
    /// Who is in another segment.
    Segment(String),
}

/// A figure beside a number or beside another figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentComparison)]
pub struct Comparison {
    /// The figure of the customer.
    pub measure: Measure,
    /// How it must compare.
    pub is: Compare,
    /// With what.
    pub than: Against,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SegmentCompare)]
pub enum Compare {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Compare {
    /// Every way, with its sign; longer signs come before those they begin with.
    pub const SIGNS: [(&'static str, Self); 6] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("!=", Self::Unequal),
        ("<", Self::Less),
        (">", Self::More),
        ("=", Self::Equal),
    ];

    /// The sign of the text form; SQL writes the same.
    pub fn sign(self) -> &'static str {
        Self::SIGNS.iter().find(|(_, compare)| *compare == self).map_or("=", |(sign, _)| sign)
    }

    /// Whether two numbers compare so.
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::Unequal => left != right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

/// What a figure is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentAgainst)]
pub enum Against {
    /// A number; money in whole minor units.
    Number(f64),
    /// So many times another figure of the same customer.
    Own(Own),
}

/// Another figure of the same customer, multiplied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentOwn)]
pub struct Own {
    /// By how much; 1 when not given.
    #[serde(default = "once")]
    pub times: f64,
    /// The figure.
    pub measure: Measure,
}

fn once() -> f64 {
    1.0
}

/// A figure between two numbers, both included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentBetween)]
pub struct Between {
    /// The figure of the customer.
    pub measure: Measure,
    /// The least; money in whole minor units.
    pub least: f64,
    /// The most; money in whole minor units.
    pub most: f64,
}

/// A place among all who have bought what is measured; equal figures share the better place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentRank)]
pub struct Rank {
    /// The figure they are sorted by.
    pub measure: Measure,
    /// From which end.
    pub end: End,
    /// So many of a hundred.
    pub percent: f64,
}

/// An end of a sorted list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SegmentEnd)]
pub enum End {
    /// The largest figures.
    Top,
    /// The smallest figures.
    Bottom,
}

/// What is known of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentProfile)]
pub struct Profile {
    /// What of him.
    pub field: Field,
    /// What must be so; capital and small letters are alike.
    pub test: Test,
}

pub use collect::customers::Field;

/// What must be so about a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentTest)]
pub enum Test {
    /// It is one of these.
    Is(Vec<String>),
    /// This stands somewhere in it.
    Contains(String),
    /// It opens with this.
    StartsWith(String),
    /// It is there at all.
    Known,
}

/// What a customer said about being written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentConsent)]
pub struct Said {
    /// What for.
    pub purpose: Purpose,
    /// By which way.
    pub channel: Channel,
    /// The answer.
    pub is: Answer,
}

/// Yes, no, or silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SegmentAnswer)]
pub enum Answer {
    /// He may be written to.
    Granted,
    /// He said no.
    Denied,
    /// He never said anything, which means no.
    Missing,
}

/// A share of all customers by lot: from and without, in per cent.
///
/// Whose lot falls where depends on his number and on the salt, never on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentBucket)]
pub struct Bucket {
    /// From this per cent on.
    pub from: u32,
    /// Up to, and without, this one.
    pub until: u32,
    /// Another salt deals other lots.
    pub salt: String,
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
