//! Whether the shop is whole: each part is looked at, and a verdict is told with its numbers.

use access::audit::{self, Verified};
use act::outbox;
use collect::backups::{self, State};
use collect::settling::{self, SettlingError};
use collect::shop::Shop;
use domain::Instant;
use records::{RecordsError, carrying, jobs};
use serde::Serialize;
use utoipa::ToSchema;

use super::space;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CheckedPart)]
pub enum Part {
    /// Pages and indexes of the rows.
    Rows,
    /// Rows that name others.
    References,
    /// Columns beside rows.
    Columns,
    /// Files of columns beside what was noted of them.
    Files,
    /// The audit log.
    Audit,
    /// Messages that wait or whose fate is unknown.
    Outbox,
    /// Work kept for later.
    Jobs,
    /// Room on the disk.
    Space,
    /// Copies of the shop.
    Backups,
}

/// What a look came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CheckVerdict)]
pub enum Verdict {
    /// As it should be.
    Sound,
    /// Nothing is lost, but somebody should look.
    Watch,
    /// Something is not as it was written.
    Broken,
}

/// What one part came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SystemCheck)]
pub struct Check {
    /// What was looked at.
    pub part: Part,
    /// What it came to.
    pub verdict: Verdict,
    /// The number behind it: of what was compared when it is sound, of faults when it is not.
    pub n: i64,
    /// Which ones, where that helps.
    pub which: Vec<String>,
}

/// Why a shop could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The columns failed.
    #[error(transparent)]
    Settling(#[from] SettlingError),
}

fn told(part: Part, verdict: Verdict, n: usize, which: Vec<String>) -> Check {
    Check { part, verdict, n: i64::try_from(n).unwrap_or(i64::MAX), which }
}

/// Sound where nothing is in the list of faults.
fn judged(part: Part, n_looked: i64, faults: Vec<String>) -> Check {
    match faults.len() {
        0 => Check { part, verdict: Verdict::Sound, n: n_looked, which: faults },
        n => told(part, Verdict::Broken, n, faults),
    }
}

/// Looks at everything; nothing is changed.
pub async fn check(shop: &Shop) -> Result<Vec<Check>, CheckError> {
    let mut tx = shop.read().await?;
    let damage = carrying::damage(&mut tx).await?;
    let broken = carrying::broken_references(&mut tx).await?;
    let n_tables = carrying::tables(&mut tx).await?.len();
    let n_tables = i64::try_from(n_tables).unwrap_or(i64::MAX);
    let audit = audit_log(audit::verify(&mut tx).await?);
    let outbox = messages(&outbox::standing(&mut tx).await?);
    let now = tx.now();
    let jobs = work(&jobs::standing(&mut tx).await?, now);
    drop(tx);
    let is_damaged = !damage.is_empty();
    let named = broken.into_iter().map(|(table, other, n)| format!("{table} → {other}: {n}"));
    let mut checks = vec![
        judged(Part::Rows, n_tables, damage),
        judged(Part::References, n_tables, named.collect()),
    ];
    // Columns are compared with rows that can be read.
    if !is_damaged {
        checks.extend(columns(shop).await?);
    }
    checks.extend([audit, outbox, jobs, room(shop).await?, copies(shop, now).await?]);
    Ok(checks)
}

async fn columns(shop: &Shop) -> Result<Vec<Check>, CheckError> {
    let agreement = settling::agreement(shop).await?;
    let files = judged(Part::Files, agreement.n_files, agreement.damaged);
    if files.verdict == Verdict::Broken {
        return Ok(vec![files]);
    }
    let differing = agreement.differing.iter().map(|bucket| format!("{bucket}/16")).collect();
    Ok(vec![files, judged(Part::Columns, agreement.n_orders, differing)])
}

fn audit_log(verified: Verified) -> Check {
    match verified {
        Verified::Whole(n) => judged(Part::Audit, n, Vec::new()),
        Verified::BrokenAt(n) => {
            Check { part: Part::Audit, verdict: Verdict::Broken, n, which: Vec::new() }
        }
    }
}

/// Messages of unknown fate are somebody's to look at; they are not repeated by themselves.
fn messages(standing: &[(String, i64)]) -> Check {
    let of = |state: &str| {
        let found = standing.iter().find(|(word, _)| word == state);
        found.map_or(0, |(_, n)| *n)
    };
    let (part, which) = (Part::Outbox, Vec::new());
    match of("uncertain") {
        0 => Check { part, verdict: Verdict::Sound, n: of("due") + of("handing"), which },
        n => Check { part, verdict: Verdict::Watch, n, which },
    }
}

/// Work that should have been done so long ago is told.
const LATE: i64 = 60 * 60 * 1_000_000;

fn work(standing: &[jobs::Standing], now: Instant) -> Check {
    let is_late = |one: &&jobs::Standing| {
        one.state == "set_aside" || (one.state == "due" && one.earliest < now.0 - LATE)
    };
    let late: Vec<String> =
        standing.iter().filter(is_late).map(|one| format!("{}: {}", one.kind, one.n)).collect();
    match late.len() {
        0 => judged(Part::Jobs, standing.iter().map(|one| one.n).sum(), late),
        n => told(Part::Jobs, Verdict::Watch, n, late),
    }
}

/// Below this much room nothing can be promised; below what the shop takes no backup fits.
const TIGHT: i64 = 256 << 20;

async fn room(shop: &Shop) -> Result<Check, CheckError> {
    let space = space::space(shop).await?;
    let taken = space.rows + space.facts + space.files;
    let verdict = match space.free {
        Some(free) if free < TIGHT => Verdict::Broken,
        Some(free) if free < taken => Verdict::Watch,
        _ => Verdict::Sound,
    };
    let n = space.free.unwrap_or_default() >> 20;
    Ok(Check { part: Part::Space, verdict, n, which: Vec::new() })
}

/// A shop whose newest backup is older than this, in days, should know.
const STALE_DAYS: i64 = 2;

async fn copies(shop: &Shop, now: Instant) -> Result<Check, CheckError> {
    let all = backups::list(&mut shop.read().await?, 1_000).await?;
    let is_there = |one: &&backups::Backup| {
        one.state == State::Kept && std::path::Path::new(&one.path).exists()
    };
    let kept: Vec<_> = all.iter().filter(is_there).collect();
    let (part, which) = (Part::Backups, Vec::new());
    Ok(match kept.first() {
        Some(newest) if now.days_since(newest.began_at) < STALE_DAYS => {
            told(part, Verdict::Sound, kept.len(), which)
        }
        Some(newest) => told(part, Verdict::Watch, kept.len(), vec![newest.began_at.to_string()]),
        None => told(part, Verdict::Watch, 0, which),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_is_late_or_set_aside_is_told_and_work_that_waits_is_not() {
        let one = |state: &str, earliest: i64| jobs::Standing {
            kind: "tracking".to_owned(),
            state: state.to_owned(),
            n: 2,
            earliest,
        };
        let now = Instant(10 * LATE);
        assert_eq!(work(&[one("due", now.0 - LATE)], now).verdict, Verdict::Sound);
        assert_eq!(work(&[one("due", now.0 - LATE - 1)], now).verdict, Verdict::Watch);
        assert_eq!(work(&[one("running", 0)], now).verdict, Verdict::Sound);
        let aside = work(&[one("set_aside", now.0)], now);
        assert_eq!((aside.verdict, aside.which), (Verdict::Watch, vec!["tracking: 2".to_owned()]));
    }

    #[test]
    fn a_message_of_unknown_fate_is_somebodys_to_look_at() {
        let standing = |list: &[(&str, i64)]| {
            let list: Vec<_> = list.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect();
            let check = messages(&list);
            (check.verdict, check.n)
        };
        assert_eq!(standing(&[("due", 3), ("sent", 9)]), (Verdict::Sound, 3));
        assert_eq!(standing(&[("due", 3), ("uncertain", 1)]), (Verdict::Watch, 1));
    }
}
