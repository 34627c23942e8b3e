//! The course of a segment: who was in it when, and how many, day by day.

use std::collections::BTreeMap;

use collect::shop::{self, Shop};
use domain::{Day, Instant, ShopZone};
use jiff::ToSpan;
use records::ShopTx;

use super::Change;
use crate::segments::crowd::Crowd;
use crate::segments::rows::{self, KeptRow};
use crate::segments::{NotKept, SegmentError};

/// How many came into a segment and left it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// Who came.
    pub entered: i64,
    /// Who left.
    pub left: i64,
}

/// One day of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOf {
    /// The day in the shop's zone.
    pub day: Day,
    /// How many were in it when the day ended, or are now.
    pub n_members: i64,
    /// How many came and left on that day.
    pub moved: Move,
}

/// A segment day by day since it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Since when who comes and goes is known.
    pub kept_from: Instant,
    /// Every day from then to today.
    pub days: Vec<DayOf>,
}

/// A time that a customer was in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The segment.
    pub segment: String,
    /// His number in the facts.
    pub customer_no: i64,
    /// When he came, or since when that is known.
    pub from: Instant,
    /// When he left; none while he is in it.
    pub until: Option<Instant>,
}

/// A segment that a customer is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Its name.
    pub segment: String,
    /// When he came; none when he was in it before it was kept.
    pub since: Option<Instant>,
}

/// Who was in a segment at a moment, by what was kept.
pub async fn members_on(shop: &Shop, name: &str, at: Instant) -> Result<Crowd, SegmentError> {
    let mut tx = shop.read().await?;
    let (kept, mut crowd, kept_from) = kept(&mut tx, name).await?;
    if at < kept_from {
        return Err(NotKept { name: kept.name, from: Some(kept_from) }.into());
    }
    // From the latest change back, so that the first one after the moment has the last word.
    for Change { customer_no, entered, .. } in rows::changes_from(&mut tx, name, at).await? {
        match entered {
            true => crowd.drop_one(customer_no),
            false => crowd.add_one(customer_no),
        }
    }
    Ok(crowd)
}

/// How a segment has grown and shrunk since it is kept.
pub async fn course(shop: &Shop, name: &str) -> Result<Course, SegmentError> {
    let mut tx = shop.read().await?;
    let zone = shop::settings(&mut tx).await?.shop_zone();
    let (_, crowd, kept_from) = kept(&mut tx, name).await?;
    let changes = rows::changes_from(&mut tx, name, kept_from).await?;
    let first = zone.day_of(kept_from);
    let today = zone.day_of(tx.now()).max(first);
    let days = days_of(&zone, crowd.len().cast_signed(), &changes, (first, today));
    Ok(Course { kept_from, days })
}

/// Every day from the first to the last, told back from the size of now.
fn days_of(
    zone: &ShopZone,
    n_now: i64,
    changes: &[Change],
    (first, last): (Day, Day),
) -> Vec<DayOf> {
    let mut moves: BTreeMap<Day, Move> = BTreeMap::new();
    for change in changes {
        let moved = moves.entry(zone.day_of(change.at)).or_default();
        match change.entered {
            true => moved.entered += 1,
            false => moved.left += 1,
        }
    }
    let (mut days, mut day, mut n_members) = (Vec::new(), last, n_now);
    while day >= first {
        let moved = moves.get(&day).copied().unwrap_or_default();
        days.push(DayOf { day, n_members, moved });
        n_members -= moved.entered - moved.left;
        day = day.saturating_sub(1.day());
    }
    days.reverse();
    days
}

async fn kept(tx: &mut ShopTx, name: &str) -> Result<(KeptRow, Crowd, Instant), SegmentError> {
    let found = rows::kept(tx, name).await?;
    let kept = found.ok_or_else(|| SegmentError::NoSegment(name.to_owned()))?;
    match (kept.crowd(), kept.kept_from) {
        (Some(crowd), Some(from)) => Ok((kept, crowd, Instant(from))),
        _ => Err(NotKept { name: kept.name, from: None }.into()),
    }
}

/// How many came into each segment and left it within the last seven days, by its name.
pub async fn moves_of_week(tx: &mut ShopTx) -> Result<BTreeMap<String, Move>, SegmentError> {
    let week_ago = Instant(tx.now().0 - 7 * Instant::DAY);
    let moved = rows::moved_from(tx, week_ago).await?;
    let named = moved
        .into_iter()
        .map(|row| (row.segment, Move { entered: row.n_entered, left: row.n_left }));
    Ok(named.collect())
}

/// The segments that a customer is in, by what was kept.
pub async fn stays_of(tx: &mut ShopTx, customer_no: i64) -> Result<Vec<Stay>, SegmentError> {
    let mut stays = Vec::new();
    for kept in rows::all_kept(tx).await? {
        if kept.crowd().is_some_and(|crowd| crowd.holds(customer_no)) {
            let since = rows::last_entered(tx, &kept.name, customer_no).await?;
            stays.push(Stay { segment: kept.name, since });
        }
    }
    Ok(stays)
}

/// Every time that a customer was in a kept segment, segment by segment.
pub async fn spells(tx: &mut ShopTx) -> Result<Vec<Spell>, SegmentError> {
    let mut spells = Vec::new();
    for kept in rows::all_kept(tx).await? {
        if let (Some(crowd), Some(from)) = (kept.crowd(), kept.kept_from) {
            let changes = rows::changes_from(tx, &kept.name, Instant(from)).await?;
            spells.extend(spells_of(&kept.name, &crowd, Instant(from), &changes));
        }
    }
    Ok(spells)
}

/// The times in one segment, told back from who is in it now; the latest change comes first.
fn spells_of(segment: &str, now: &Crowd, kept_from: Instant, changes: &[Change]) -> Vec<Spell> {
    let mut ends: BTreeMap<i64, Option<Instant>> = now.numbers().map(|no| (no, None)).collect();
    let spell = |customer_no, from, until| {
        let segment = segment.to_owned();
        Spell { segment, customer_no, from, until }
    };
    let mut spells = Vec::new();
    for &Change { at, customer_no, entered } in changes {
        if !entered {
            ends.insert(customer_no, Some(at));
        } else if let Some(until) = ends.remove(&customer_no) {
            spells.push(spell(customer_no, at, until));
        }
    }
    spells.extend(ends.into_iter().map(|(customer, until)| spell(customer, kept_from, until)));
    spells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_a_segment_begin_and_end_where_customers_came_and_left() {
        let at = |day: i64| Instant(day * Instant::DAY);
        let change = |day, customer_no, entered| Change { at: at(day), customer_no, entered };
        let changes = [change(9, 1, true), change(7, 1, false), change(5, 2, true)];
        let mut told: Vec<_> = spells_of("Best", &Crowd::of([1, 2, 3]), at(1), &changes)
            .into_iter()
            .map(|it| (it.customer_no, it.from, it.until))
            .collect();
        told.sort();
        let expected =
            [(1, at(1), Some(at(7))), (1, at(9), None), (2, at(5), None), (3, at(1), None)];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_course_is_told_back_from_today() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let at = |text: &str| text.parse::<Instant>().expect("a moment");
        let change = |text, customer_no, entered| Change { at: at(text), customer_no, entered };
        let changes = [
            change("2025-03-03T10:00:00Z", 3, false),
            change("2025-03-03T09:00:00Z", 2, true),
            change("2025-03-01T09:00:00Z", 3, true),
        ];
        let days = days_of(&ShopZone::utc(), 5, &changes, (day("2025-03-01"), day("2025-03-03")));
        let told: Vec<_> = days
            .iter()
            .map(|it| (it.day.to_string(), it.n_members, it.moved.entered, it.moved.left))
            .collect();
        let expected = [("2025-03-01", 5, 1, 0), ("2025-03-02", 5, 0, 0), ("2025-03-03", 5, 1, 1)];
        let expected: Vec<_> =
            expected.map(|(day, n, came, went)| (day.to_owned(), n, came, went)).into();
        assert_eq!(told, expected);
    }
}
