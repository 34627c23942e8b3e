//! The body of a letter, whichever way it was put down.

use collect::shop::Language;

use crate::blocks::{self, Made};
use crate::templates::{Part, Text, TextProblem};

/// The body of a letter in MJML: as somebody wrote it, or made of blocks.
pub(crate) enum Body<'a> {
    /// As it was written.
    Written(&'a str),
    /// Made of blocks.
    Made(Made),
}

impl Body<'_> {
    /// The MJML.
    pub(crate) fn mjml(&self) -> &str {
        match self {
            Self::Written(mjml) => mjml,
            Self::Made(made) => &made.mjml,
        }
    }

    /// The letter that it is the body of.
    pub(crate) fn text<'t>(&'t self, subject: &'t str, language: Language) -> Text<'t> {
        Text { subject, body_mjml: self.mjml(), language }
    }

    /// Refuses a letter whose blocks lack something: a snippet may be gone since it was started.
    pub(crate) fn whole(&self) -> Result<(), Vec<TextProblem>> {
        match self {
            Self::Made(made) if !made.problems.is_empty() => Err(made.problems.clone()),
            _ => Ok(()),
        }
    }

    /// What is wrong with the letter: what its blocks lack, and what showed later on a line of
    /// theirs.
    pub(crate) fn told(&self, later: Vec<TextProblem>) -> Vec<TextProblem> {
        let Self::Made(made) = self else { return later };
        // What is recommended where nothing is known of somebody is the blocks' own care.
        let later = later.into_iter().filter(|problem| problem.code != "nothing_to_recommend");
        let on_block = |problem: TextProblem| {
            let in_body = problem.part == Part::Body;
            match problem.line.filter(|_| in_body).and_then(blocks::block_on_line) {
                Some(number) => problem.on_block(number),
                None => problem,
            }
        };
        made.problems.iter().cloned().chain(later.map(on_block)).collect()
    }
}
