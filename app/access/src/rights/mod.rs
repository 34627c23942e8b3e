//! Rights are verbs; a role and the scope of a key are sets of them.
//!
//! What each request needs stands in `routes.rs`.

mod routes;

use collect::keys::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use routes::{Need, changes_something, has_rule, need_of};

/// Something that may be done in the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Be here: see whose shop it is, keep one's own account.
    Enter,
    /// See figures, segments and campaigns, without names.
    SeeFigures,
    /// See who the customers are and what they did.
    SeeCustomers,
    /// Keep segments, groups, targets and models.
    Analyse,
    /// Take files and spend in.
    TakeIn,
    /// Prepare and start what is said to customers.
    WriteToCustomers,
    /// People, keys, settings, the audit log, and whatever nobody has thought about yet.
    Own,
}

/// What somebody is in the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// May do everything.
    Owner,
    /// Takes data in, analyses, writes to customers.
    Marketer,
    /// Takes data in and analyses.
    Analyst,
    /// Sees figures and customers, and writes to them.
    Sales,
    /// Sees customers to help them.
    Support,
    /// Sees figures and customers, changes nothing.
    ReadOnly,
}

use Right::{Analyse, Enter, Own, SeeCustomers, SeeFigures, TakeIn, WriteToCustomers};

impl Right {
    /// Every right.
    pub const ALL: [Self; 7] =
        [Enter, SeeFigures, SeeCustomers, Analyse, TakeIn, WriteToCustomers, Own];

    /// What it allows, for the sentence “your role may not …”.
    pub fn deed(self) -> &'static str {
        match self {
            Enter => "come in",
            SeeFigures => "see figures",
            SeeCustomers => "see who the customers are",
            Analyse => "keep segments, groups, targets and models",
            TakeIn => "take in files and spend",
            WriteToCustomers => "write to customers",
            Own => "change people, keys and settings",
        }
    }
}

impl Role {
    /// Every role, from the one that may most.
    pub const ALL: [Self; 6] =
        [Self::Owner, Self::Marketer, Self::Analyst, Self::Sales, Self::Support, Self::ReadOnly];

    /// What somebody of this role may do.
    pub fn rights(self) -> &'static [Right] {
        match self {
            Self::Owner => &Right::ALL,
            Self::Marketer => &[Enter, SeeFigures, SeeCustomers, Analyse, TakeIn, WriteToCustomers],
            Self::Analyst => &[Enter, SeeFigures, SeeCustomers, Analyse, TakeIn],
            Self::Sales => &[Enter, SeeFigures, SeeCustomers, WriteToCustomers],
            Self::Support => &[Enter, SeeCustomers],
            Self::ReadOnly => &[Enter, SeeFigures, SeeCustomers],
        }
    }

    /// Its name on the command line, in rows and over HTTP.
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Marketer => "marketer",
            Self::Analyst => "analyst",
            Self::Sales => "sales",
            Self::Support => "support",
            Self::ReadOnly => "read-only",
        }
    }

    /// The role of this name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What the holder of a key may do.
pub fn rights_of(scope: Scope) -> &'static [Right] {
    match scope {
        Scope::Ingest => &[],
        Scope::Read => Role::ReadOnly.rights(),
        Scope::Write => Role::Marketer.rights(),
        Scope::Admin => &Right::ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_its_line_says() {
        let table = "
            role      | enter figures customers analyse take-in write own
            owner     | x     x       x         x       x       x     x
            marketer  | x     x       x         x       x       x     .
            analyst   | x     x       x         x       x       .     .
            sales     | x     x       x         .       .       x     .
            support   | x     .       x         .       .       .     .
            read-only | x     x       x         .       .       .     .";
        let lines: Vec<&str> = table.trim().lines().skip(1).collect();
        assert_eq!(lines.len(), Role::ALL.len());
        for line in lines {
            let (role, marks) = line.split_once('|').expect("a role and its marks");
            let role = Role::named(role.trim()).expect("a role");
            let marks: Vec<&str> = marks.split_whitespace().collect();
            assert_eq!(marks.len(), Right::ALL.len());
            for (right, mark) in Right::ALL.iter().zip(marks) {
                assert_eq!(role.rights().contains(right), mark == "x", "{role:?} {right:?}");
            }
        }
    }

    #[test]
    fn a_key_that_tells_events_opens_nothing_of_the_api_and_one_that_reads_changes_nothing() {
        assert!(rights_of(Scope::Ingest).is_empty());
        let changing = [Analyse, TakeIn, WriteToCustomers, Own];
        assert!(changing.iter().all(|right| !rights_of(Scope::Read).contains(right)));
        assert!(!rights_of(Scope::Write).contains(&Own));
        assert!(rights_of(Scope::Admin).contains(&Own));
    }

    #[test]
    fn a_role_has_one_name_everywhere() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.word()), Some(role));
            assert_eq!(serde_json::json!(role), role.word());
        }
    }
}
