//! What a question can ask: the tables with their columns, the functions, and examples to begin
//! with.
//!
//! The columns of these tables are public: they only ever grow.

mod columns;
mod examples;
mod functions;
mod tables;

use serde::Serialize;
use utoipa::ToSchema;

pub use examples::EXAMPLES;
pub use functions::FUNCTIONS;
pub use tables::TABLES;

use crate::Wording;

/// A table that a question can ask.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionTable)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What one row of it is.
    pub about: Wording,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A column of a table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionColumn)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// What it says.
    pub about: Wording,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = QuestionCells)]
pub enum Holds {
    /// Words.
    Words,
    /// Whole numbers; money is one, in the smallest coin.
    Whole,
    /// Numbers that may have a part after the point.
    Number,
    /// Yes or no.
    Flag,
    /// Days.
    Day,
    /// Moments in UTC.
    Moment,
}

impl Holds {
    /// The word for it, as the API and the terminal spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Whole => "whole",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Day => "day",
            Self::Moment => "moment",
        }
    }
}

impl From<domain::Kind> for Holds {
    fn from(kind: domain::Kind) -> Self {
        match kind {
            domain::Kind::Word => Self::Words,
            domain::Kind::Flag => Self::Flag,
            domain::Kind::Whole | domain::Kind::Money(_) => Self::Whole,
            domain::Kind::Number | domain::Kind::Share | domain::Kind::Figure => Self::Number,
            domain::Kind::Day => Self::Day,
            domain::Kind::Moment => Self::Moment,
        }
    }
}

/// A function of ours that a question can call.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionFunction)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub call: &'static str,
    /// What it tells.
    pub about: Wording,
}

/// A question to begin with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionExample)]
pub struct Example {
    /// What it asks.
    pub title: Wording,
    /// The question.
    pub sql: &'static str,
}
