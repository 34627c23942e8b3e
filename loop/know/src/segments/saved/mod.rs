//! Rules under a name: saved, found, removed, and spelled out where one stands on another.

mod library;

use collect::fields;
use collect::shop::news;
use domain::Instant;
use records::{RecordsError, ShopTx};

pub use library::{Library, Tangle};

use super::crowd::check_fields;
use super::rows;
use super::rule::Rule;
use super::{NotSaved, SegmentError};
use crate::figure::share;

/// A rule under a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The name; there is one rule of each.
    pub name: String,
    /// The rule.
    pub rule: Rule,
    /// When the rule was last written.
    pub changed_at: Instant,
    /// How its last counting went; none while this rule has not been counted.
    pub last_counted: Option<Counting>,
}

/// How the counting of a segment went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    /// When.
    pub at: Instant,
    /// How many are in it; none when it could not be told.
    pub n_members: Option<i64>,
    /// How many customers the shop knew; none when the members could not be told.
    pub n_known: Option<i64>,
    /// How long it took.
    pub took_ms: i64,
    /// Why it could not be told.
    pub failure: Option<String>,
}

impl Counting {
    /// The members' share of all whom the shop knows; none when that cannot be told.
    pub fn share(&self) -> Option<f64> {
        let (members, known) = (self.n_members?, self.n_known?);
        share(members.unsigned_abs(), known.unsigned_abs())
    }
}

/// Letters of a name.
const NAME_MAX: usize = 100;

/// Addresses of their own, beside those of the segments.
const RESERVED: [&str; 5] = ["new", "words", "read", "preview", "sql"];

/// Every saved rule, by its name.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Saved>, RecordsError> {
    rows::all(tx).await
}

/// The rule of a name.
pub async fn find(tx: &mut ShopTx, name: &str) -> Result<Option<Saved>, RecordsError> {
    rows::find(tx, name).await
}

/// Writes a rule under a name, in place of the one before.
///
/// Refused when it would stand on itself, or on a segment that does not exist.
pub async fn save(tx: &mut ShopTx, name: &str, rule: Rule) -> Result<(), SegmentError> {
    let rule = rule.tidied();
    rule.check()?;
    check_name(name)?;
    check_fields(&fields::list(tx).await?, &rule)?;
    Library::of(tx).await?.with(name, rule.clone()).spell_out_named(name)?;
    rows::save(tx, name, &rule).await?;
    Ok(news::tell(tx).await?)
}

fn check_name(name: &str) -> Result<(), NotSaved> {
    let fits = (1..=NAME_MAX).contains(&name.chars().count()) && name.trim() == name;
    match fits && !RESERVED.contains(&name) {
        true => Ok(()),
        false => Err(NotSaved::Name(name.to_owned())),
    }
}

/// Gives a segment another name; who is in it and who stands on it stays as it is.
///
/// Refused when the name is taken.
pub async fn rename(tx: &mut ShopTx, name: &str, to: &str) -> Result<(), SegmentError> {
    check_name(to)?;
    if rows::find(tx, to).await?.is_some() {
        return Err(NotSaved::Taken(to.to_owned()).into());
    }
    if !rows::rename(tx, name, to).await? {
        return Err(SegmentError::NoSegment(name.to_owned()));
    }
    for saved in rows::all(tx).await? {
        if saved.rule.segments().contains(&name) {
            rows::rewrite(tx, &saved.name, &saved.rule.with_renamed(name, to)).await?;
        }
    }
    Ok(news::tell(tx).await?)
}

/// Removes a rule; answers whether there was one. Refused while others stand on it.
pub async fn remove(tx: &mut ShopTx, name: &str) -> Result<bool, SegmentError> {
    let all = rows::all(tx).await?;
    let stands_on_it = |saved: &&Saved| saved.rule.segments().contains(&name);
    let by: Vec<String> = all.iter().filter(stands_on_it).map(|it| it.name.clone()).collect();
    if !by.is_empty() {
        return Err(NotSaved::Needed { name: name.to_owned(), by }.into());
    }
    Ok(rows::remove(tx, name).await?)
}
