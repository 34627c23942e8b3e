//! Merging: two customers turn out to be one person, and sometimes not after all.
//!
//! Everything that bears the one becomes the other's: each room lists its rows ([`Follower`]), each
//! row remembers under whom it arrived, and the one who goes is taken out of the customers, so that
//! no question has to leave him out. Parting puts both back as they were; what came meanwhile by a
//! name belongs to whoever had that name. The newest merging of a person is the first to be undone.
//!
//! Start reading at [`merge`].

pub mod api;
mod follower;
mod merger;
mod picture;
mod preview;
mod rows;
#[cfg(test)]
mod tests;

use domain::{CustomerId, MergerId};
use records::bearing::{self, Bearer};
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

use super::{Known, changes_between};
use crate::shop::news;
use crate::{consent, fields, settling};
use merger::REASON_MAX;
use picture::{Picture, Row, Story};
use rows::Before;

pub use follower::{Doing, Follower, Joined, OF_COLLECT, Step, nothing_more};
pub use merger::{MergeError, Merger};
pub use preview::{Moving, Preview, preview};
pub use rows::were;

/// Makes two customers one: what bears `gone` becomes the one's who stays.
pub async fn merge(
    tx: &mut ShopTx,
    followers: &[Follower],
    (keep, gone): (CustomerId, CustomerId),
    reason: &str,
) -> Result<Merger, MergeError> {
    let reason = sound(reason)?;
    let (before, gone) = both(tx, (keep, gone), Before::Changing).await?;
    let now = tx.now();
    let after = picture::joined(&before, &gone, (now.0, tx.actor().to_string()));
    let story = Story { before, after, gone };
    let merger = written(tx, &story, reason).await?;
    let joined = joined(&merger);
    for bearing in followers.iter().flat_map(|follower| follower.rows) {
        bearing::follow(tx, bearing, joined.gone, joined.kept).await?;
    }
    consent::say_instead(tx, merger.gone, Vec::new()).await?;
    consent::say_instead(tx, merger.kept, story.after.consents.clone()).await?;
    rows::take_out(tx, merger.gone).await?;
    rows::rewrite(tx, story.after.row.clone()).await?;
    note_changes(tx, &story.before.row, &story.after.row).await?;
    rows::add(tx, &merger, &story).await?;
    for follower in followers {
        (follower.joined)(tx, joined).await?;
    }
    tell(tx, &merger, "customer_merged", merger.kept).await?;
    Ok(merger)
}

/// Parts two customers who were made one: both are as they were, and have what came meanwhile by
/// their own names.
pub async fn undo(
    tx: &mut ShopTx,
    followers: &[Follower],
    id: MergerId,
    why: &str,
) -> Result<Merger, MergeError> {
    let why = sound(why)?;
    let (merger, story) = rows::find(tx, id).await?.ok_or(MergeError::NoMerger(id))?;
    if merger.undone_at.is_some() {
        return Err(MergeError::Undone(id));
    }
    if let Some(newer) = rows::newer(tx, &merger).await? {
        return Err(MergeError::Newer { newer: newer.id });
    }
    let now =
        picture(tx, merger.kept, Before::Changing).await?.ok_or(MergeError::Nobody(merger.kept))?;
    let joined = joined(&merger);
    rows::put_back(tx, story.gone.row.clone()).await?;
    let profiles = rows::profiles(tx, merger.gone).await?;
    for bearing in followers.iter().flat_map(|follower| follower.rows) {
        bearing::part(tx, bearing, joined.kept, (joined.gone, &profiles)).await?;
    }
    let names = super::identities(tx, merger.gone).await?;
    let (kept, gone) = picture::parted(&story, &now, &names);
    for (was, picture) in [(&now.row, kept), (&story.gone.row, gone)] {
        note_changes(tx, was, &picture.row).await?;
        consent::say_instead(tx, CustomerId(picture.row.id), picture.consents).await?;
        rows::rewrite(tx, picture.row).await?;
    }
    for follower in followers {
        (follower.parted)(tx, joined).await?;
    }
    rows::note_undone(tx, id, why).await?;
    for who in [merger.kept, merger.gone] {
        tell(tx, &merger, "customer_parted", who).await?;
    }
    let (merger, _) = rows::find(tx, id).await?.ok_or(MergeError::NoMerger(id))?;
    Ok(merger)
}

/// Mergings, the newest first, below one of them; of one customer, or everybody's.
pub async fn list(
    tx: &mut ShopTx,
    of: Option<CustomerId>,
    below: Option<i64>,
    limit: u32,
) -> Result<Vec<Merger>, RecordsError> {
    rows::list(tx, of, (below, limit)).await
}

/// Who a customer is by now: into whom he was merged, and that one, to the last.
pub(super) async fn who_now(
    tx: &mut ShopTx,
    id: CustomerId,
) -> Result<Option<CustomerId>, RecordsError> {
    let mut last = None;
    while let Some(into) = rows::merged_into(tx, last.unwrap_or(id)).await? {
        last = Some(into);
    }
    Ok(last)
}

fn sound(reason: &str) -> Result<&str, MergeError> {
    let reason = reason.trim();
    let is_sound = !reason.is_empty() && reason.chars().count() <= REASON_MAX;
    is_sound.then_some(reason).ok_or(MergeError::NoReason)
}

/// Both customers as they are.
async fn both(
    tx: &mut ShopTx,
    (keep, gone): (CustomerId, CustomerId),
    before: Before,
) -> Result<(Picture, Picture), MergeError> {
    if keep == gone {
        return Err(MergeError::Same(keep));
    }
    // Whoever locks two does it in one order, so that two mergings never wait for each other.
    let (low, high) = (keep.min(gone), keep.max(gone));
    let first = picture(tx, low, before).await?.ok_or(MergeError::Nobody(low))?;
    let second = picture(tx, high, before).await?.ok_or(MergeError::Nobody(high))?;
    Ok(if low == keep { (first, second) } else { (second, first) })
}

async fn picture(
    tx: &mut ShopTx,
    id: CustomerId,
    before: Before,
) -> Result<Option<Picture>, RecordsError> {
    let Some(row) = rows::whole(tx, id, before).await? else { return Ok(None) };
    Ok(Some(Picture { row, consents: consent::said(tx, id).await? }))
}

async fn written(tx: &mut ShopTx, story: &Story, reason: &str) -> Result<Merger, RecordsError> {
    let gone = &story.gone.row;
    Ok(Merger {
        id: tx.new_id(),
        kept: CustomerId(story.before.row.id),
        kept_no: story.before.row.no,
        gone: CustomerId(gone.id),
        gone_no: gone.no,
        gone_name: gone.name.clone().or_else(|| gone.email.clone()),
        no: tx.take_numbers("merger", 1).await?,
        reason: reason.to_owned(),
        at: tx.now(),
        by: tx.actor().to_string(),
        undone_at: None,
        undone_by: None,
        undone_why: None,
    })
}

/// Forgets every merging that a customer, or who became him, had part in; answers how many.
pub(crate) async fn forget(tx: &mut ShopTx, customer: CustomerId) -> Result<i64, RecordsError> {
    let profiles = rows::profiles(tx, customer).await?;
    rows::forget(tx, &profiles).await
}

fn joined(merger: &Merger) -> Joined {
    let bearer = |id: CustomerId, no| Bearer { id: id.0, no };
    Joined {
        merger: merger.id.0,
        at: merger.at,
        kept: bearer(merger.kept, merger.kept_no),
        gone: bearer(merger.gone, merger.gone_no),
    }
}

/// What a profile gained or lost by it is among its changes.
async fn note_changes(tx: &mut ShopTx, was: &Row, became: &Row) -> Result<(), RecordsError> {
    let (of, was) = (Known::new(CustomerId(was.id), was.no), was.profile());
    fields::changed_profile(tx, (of, "merging"), &changes_between(&was, &became.profile())).await
}

/// What was done stands on the timeline, and no report believes what it knew of the two.
async fn tell(
    tx: &mut ShopTx,
    merger: &Merger,
    kind: &'static str,
    who: CustomerId,
) -> Result<(), RecordsError> {
    settling::mark_dirty(tx, [merger.kept_no, merger.gone_no].into()).await?;
    news::tell(tx).await?;
    let told = Happening {
        customer: Some(who.0),
        at: tx.now(),
        kind,
        source: "merging".to_owned(),
        key: format!("{}:{kind}:{who}", merger.id),
        payload: json!({
            "merger": merger.id,
            "gone": merger.gone,
            "gone_name": merger.gone_name.clone().unwrap_or_else(|| merger.gone.to_string()),
            "reason": merger.reason,
        }),
    };
    happenings::note(tx, told).await?;
    Ok(())
}
