//! Keeping: who is in each saved segment, found out as things change, with who came and who went.
//!
//! The crowd of a segment is kept whole, and beside it every coming and going since it was first
//! kept. So who was in it on an earlier day is the crowd of today with the later changes undone
//! (see [`members_on`] and [`course`]). Who comes or goes while the rule stays the same has it on
//! his timeline.
//!
//! Start reading at [`keep_all`].

pub mod api;
mod course;
mod keeper;

use collect::customers;
use collect::shop::Shop;
use domain::Instant;
use records::{Actor, Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

pub use course::{
    Course, DayOf, Move, Spell, Stay, course, members_on, moves_of_week, spells, stays_of,
};
pub use keeper::Keeper;

use super::crowd::{self, Asker, Crowd};
use super::rows::{self, KeptRow};
use super::rule::Rule;
use super::saved::{self, Counting, Library, Saved};
use super::{Members, SegmentError, known, members_of};

/// A customer came into a segment, or left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// When it was seen.
    pub at: Instant,
    /// His number in the facts.
    pub customer_no: i64,
    /// Whether he came; else he left.
    pub entered: bool,
}

/// Who was found to be in a segment, or why that cannot be told.
struct Found {
    crowd: Result<Crowd, String>,
    n_known: u64,
    began: Instant,
}

/// Finds out who is in every saved segment now, in one pass where that goes, and keeps it.
pub async fn keep_all(shop: &Shop) -> Result<(), SegmentError> {
    keep_those(shop, |_| true).await
}

/// The same for those that ask what customers did, which nothing else has changed.
async fn keep_askers_of_deeds(shop: &Shop) -> Result<(), SegmentError> {
    keep_those(shop, Rule::asks_deeds).await
}

/// The same for those whose rule, with the segments it stands on, is meant.
async fn keep_those(shop: &Shop, is_meant: fn(&Rule) -> bool) -> Result<(), SegmentError> {
    let mut tx = shop.read().await?;
    let (began, library) = (tx.now(), Library::of(&mut tx).await?);
    let mut saved = saved::list(&mut tx).await?;
    drop(tx);
    // What cannot be spelled out has to say so.
    saved.retain(|saved| library.spell_out(&saved.rule).map_or(true, |rule| is_meant(&rule)));
    let mut asker = Asker::open(shop, None).await?;
    let n_known = asker.everyone.len();
    let crowds = crowds_of(&mut asker, &library, &saved).await;
    for (saved, crowd) in saved.iter().zip(crowds) {
        write_down(shop, saved, Found { crowd, n_known, began }).await?;
    }
    Ok(())
}

/// The crowd of each; one that cannot be told does not keep the others from being told.
async fn crowds_of(
    asker: &mut Asker<'_>,
    library: &Library,
    saved: &[Saved],
) -> Vec<Result<Crowd, String>> {
    let spelled = saved.iter().map(|saved| library.spell_out(&saved.rule));
    let spelled: Vec<_> = spelled.map(|rule| rule.map_err(|tangle| tangle.to_string())).collect();
    let rules: Vec<_> = spelled.iter().flatten().cloned().collect();
    if let Ok(crowds) = crowd::each(asker, &rules).await {
        let mut crowds = crowds.into_iter();
        return spelled
            .into_iter()
            .map(|rule| rule.map(|_| crowds.next().unwrap_or_default()))
            .collect();
    }
    let mut told = Vec::with_capacity(spelled.len());
    for rule in spelled {
        told.push(match rule {
            Ok(rule) => crowd::who(asker, &rule).await.map_err(|error| error.to_string()),
            Err(tangle) => Err(tangle),
        });
    }
    told
}

/// Finds out who is in one segment now, and keeps it.
pub async fn keep_one(shop: &Shop, name: &str) -> Result<Members, SegmentError> {
    let mut tx = shop.read().await?;
    let (began, saved) = (tx.now(), known(&mut tx, name).await?);
    drop(tx);
    let members = members_of(shop, &saved.rule, None).await;
    let crowd = members.as_ref().map(|it| it.crowd.clone()).map_err(ToString::to_string);
    let n_known = members.as_ref().map_or(0, |members| members.everyone.len());
    write_down(shop, &saved, Found { crowd, n_known, began }).await?;
    members
}

/// Writes down what was found, unless the segment is another one by now.
async fn write_down(shop: &Shop, saved: &Saved, found: Found) -> Result<(), SegmentError> {
    let mut tx = shop.write(Actor::System).await?;
    let Some(before) = rows::kept_so_far(&mut tx, &saved.name).await? else { return Ok(()) };
    if before.updated_at != saved.changed_at.0 {
        return Ok(());
    }
    let n_members = found.crowd.as_ref().ok().map(|crowd| crowd.len().cast_signed());
    if let Ok(crowd) = &found.crowd {
        keep(&mut tx, &before, crowd).await?;
    }
    let counting = Counting {
        at: found.began,
        n_members,
        n_known: n_members.map(|_| found.n_known.cast_signed()),
        took_ms: (tx.now().0 - found.began.0) / 1_000,
        failure: found.crowd.err(),
    };
    rows::note(&mut tx, &saved.name, &counting).await?;
    Ok(tx.commit().await?)
}

async fn keep(tx: &mut ShopTx, before: &KeptRow, crowd: &Crowd) -> Result<(), RecordsError> {
    let at = tx.now();
    if let Some(was) = before.crowd() {
        let change = |entered| move |customer_no| Change { at, customer_no, entered };
        let (came, went) = (crowd.clone().without(&was), was.without(crowd));
        let came = came.numbers().map(change(true));
        let changes: Vec<Change> = came.chain(went.numbers().map(change(false))).collect();
        rows::add_changes(tx, &before.name, &changes).await?;
        // Under another rule nothing has happened to those who come and go.
        if before.crowd_of == Some(before.updated_at) {
            tell(tx, &before.name, &changes).await?;
        }
    }
    rows::keep(tx, &before.name, crowd, at).await
}

/// Tells the timelines of those who came and went.
async fn tell(tx: &mut ShopTx, segment: &str, changes: &[Change]) -> Result<(), RecordsError> {
    let numbers: Vec<i64> = changes.iter().map(|change| change.customer_no).collect();
    let people = customers::of_numbers(tx, &numbers).await?;
    let ids: std::collections::HashMap<i64, _> =
        people.into_iter().map(|customer| (customer.no, customer.id)).collect();
    let news = changes.iter().filter_map(|change| {
        let id = ids.get(&change.customer_no)?;
        Some(Happening {
            customer: Some(id.0),
            at: change.at,
            kind: if change.entered { "segment_entered" } else { "segment_left" },
            source: "segments".to_owned(),
            key: format!("{segment}:{id}:{}", change.at.0),
            payload: json!({ "segment": segment }),
        })
    });
    let news = news.collect();
    happenings::note_many(tx, news).await?;
    Ok(())
}
