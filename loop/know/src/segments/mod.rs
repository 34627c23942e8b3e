//! Segments: customers by a rule, now.
//!
//! A rule is one tree with two more faces, a text for people and SQL for those who check (see
//! [`rule`], [`text`], [`sql`]). Who is meant is found out column by column in [`crowd`]. A saved
//! rule has a name, and rules may stand on each other, never in a circle (see [`saved`]); who is in
//! it is kept as things happen, and who was (see [`keeping`]).
//!
//! Start reading at [`rule::Rule`], then at [`members_of`].

pub mod api;
pub mod crowd;
mod errors;
pub mod keeping;
mod merged;
mod preview;
mod rows;
pub mod rule;
pub mod saved;
pub mod sql;
pub mod text;
pub mod words;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::HashSet;

use collect::shop::{self, Shop};
use collect::{customers, fields};
use records::{RecordsError, ShopTx};
use serde::Serialize;

pub use errors::{NotKept, NotSaved, SegmentError};
pub use merged::FOLLOWER;
use preview::introduced;
pub use preview::{Overlap, Preview, Reach, SampleOut, preview};

use crate::asking::{Asked, vantage};
use crate::{AsOf, Vantage};
use crowd::{Asker, Crowd, Meant};
use rule::Rule;
use saved::{Library, Saved};
use text::Coins;

/// Who is in a segment, and where it was looked from.
pub struct Members {
    /// The point it was looked from.
    pub vantage: Vantage,
    /// The customers.
    pub crowd: Crowd,
    /// Everybody the shop knows.
    pub everyone: Crowd,
}

/// The customers that a rule means.
pub async fn members_of(
    shop: &Shop,
    rule: &Rule,
    as_of: Option<AsOf>,
) -> Result<Members, SegmentError> {
    rule.check()?;
    let rule = Library::of(&mut shop.read().await?).await?.spell_out(rule)?;
    let mut asker = Asker::open(shop, as_of).await?;
    let crowd = crowd::who(&mut asker, &rule).await?;
    Ok(Members { vantage: asker.asked.vantage, crowd, everyone: asker.everyone })
}

/// The customers of a saved segment, looked from any moment; nothing is kept of it.
pub async fn members_of_saved(
    shop: &Shop,
    name: &str,
    as_of: Option<AsOf>,
) -> Result<Members, SegmentError> {
    let saved = known(&mut shop.read().await?, name).await?;
    members_of(shop, &saved.rule, as_of).await
}

/// The customers of a saved segment by facts that have been opened already, which are given back.
pub async fn members_by(
    shop: &Shop,
    name: &str,
    asked: Asked,
) -> Result<(Asked, Crowd), SegmentError> {
    let mut tx = shop.read().await?;
    let saved = known(&mut tx, name).await?;
    saved.rule.check()?;
    let rule = Library::of(&mut tx).await?.spell_out(&saved.rule)?;
    let everyone = Crowd::of_stretches(customers::numbers(&mut tx).await?);
    drop(tx);
    let mut asker = Asker::over(shop, asked, everyone);
    let crowd = crowd::who(&mut asker, &rule).await?;
    Ok((asker.asked, crowd))
}

/// The numbers of the customers of a saved segment.
pub async fn numbers_of(
    shop: &Shop,
    name: &str,
    as_of: Option<AsOf>,
) -> Result<HashSet<i64>, SegmentError> {
    Ok(members_of_saved(shop, name, as_of).await?.crowd.numbers().collect())
}

/// The saved segment of a name, which must be there.
pub async fn known(tx: &mut ShopTx, name: &str) -> Result<Saved, SegmentError> {
    saved::find(tx, name).await?.ok_or_else(|| SegmentError::NoSegment(name.to_owned()))
}

/// How money is written in the rules of a shop.
pub async fn coins(tx: &mut ShopTx) -> Result<Coins, RecordsError> {
    Ok(Coins::of(shop::settings(tx).await?.currency))
}

/// A rule as SQL over the facts, with its own text in front.
pub async fn sql_of(shop: &Shop, rule: &Rule, as_of: Option<AsOf>) -> Result<String, SegmentError> {
    let mut tx = shop.read().await?;
    let vantage = vantage(&mut tx, as_of).await?;
    let spelled = Library::of(&mut tx).await?.spell_out(rule)?;
    crowd::check_fields(&fields::list(&mut tx).await?, &spelled)?;
    let text = text::print(rule, Coins::of(vantage.currency));
    Ok(sql::write(&text, &spelled, &Meant::at(&vantage), vantage.as_of)?)
}

/// The rule that a question in SQL was written from; refused when it was changed by hand.
pub async fn rule_of_sql(shop: &Shop, question: &str) -> Result<Rule, SegmentError> {
    let Some((text, as_of)) = sql::opening(question) else {
        return Err(NotSaved::NoOpening.into());
    };
    let rule = text::read(text, coins(&mut shop.read().await?).await?)?;
    let ours = sql_of(shop, &rule, Some(AsOf::Moment(as_of))).await?;
    match ours.trim() == question.trim() {
        true => Ok(rule),
        false => Err(NotSaved::ChangedByHand.into()),
    }
}

/// The word of a unit variant, as JSON and the text form spell it.
fn word<T: Serialize>(variant: &T) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
