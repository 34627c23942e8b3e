//! Kept sums: what a pass over all orders came to, for as long as nothing has changed.
//!
//! A sum is a file in the shop's folder, in a room named after the number of the last change (see
//! `collect::shop::news`). The next change makes another room, and the old one is cleared away. A
//! sum that cannot be kept or read is no fault: it is found out anew.

use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use collect::shop::Home;
use facts::{Fold, Sum};
use sha2::{Digest, Sha256};

/// Larger sums, such as one entry a customer of a large shop, take as long to read as to find out.
const BYTES_MAX: usize = 4 << 20;

/// The kept sums of one state of a shop.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// The rooms of every state.
    rooms: PathBuf,
    /// That of this state.
    room: PathBuf,
}

impl Kept {
    /// The sums of the state after a change.
    pub(crate) fn of(home: &Home, news: i64) -> Self {
        let rooms = home.kept();
        Self { room: rooms.join(news.to_string()), rooms }
    }

    /// The sum of a fold, if it was kept.
    pub(crate) fn find<F: Fold>(&self, name: &SumName<F>) -> Option<F::Sum> {
        let bytes = std::fs::read(self.room.join(&name.file)).ok()?;
        rmp_serde::from_slice(&bytes).ok()
    }

    /// Keeps the sum of a fold.
    pub(crate) fn keep<F: Fold>(&self, name: &SumName<F>, sum: &F::Sum) {
        if let Err(error) = self.write(&name.file, sum) {
            tracing::debug!(%error, "a sum is not kept");
        }
    }

    fn write<S: Sum>(&self, name: &str, sum: &S) -> io::Result<()> {
        let bytes = rmp_serde::to_vec(sum).map_err(io::Error::other)?;
        if bytes.len() > BYTES_MAX {
            return Ok(());
        }
        if !self.room.exists() {
            self.clear_others()?;
            std::fs::create_dir_all(&self.room)?;
        }
        let mut file = tempfile::NamedTempFile::new_in(&self.room)?;
        io::Write::write_all(&mut file, &bytes)?;
        file.persist(self.room.join(name))?;
        Ok(())
    }

    fn clear_others(&self) -> io::Result<()> {
        if !self.rooms.exists() {
            return Ok(());
        }
        for room in std::fs::read_dir(&self.rooms)? {
            std::fs::remove_dir_all(room?.path())?;
        }
        Ok(())
    }
}

/// What names the sum of a fold: the fold with all its options, and the program that folded.
pub(crate) struct SumName<F> {
    file: String,
    of: std::marker::PhantomData<F>,
}

impl<F: Fold> SumName<F> {
    /// The name of a fold's sum; `seen` tells what else decides what the fold sees.
    pub(crate) fn new(fold: &F, seen: &str) -> Self {
        let mut digest = Sha256::new();
        for part in [program(), std::any::type_name::<F>(), seen, &format!("{fold:?}")] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        let file = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Self { file, of: std::marker::PhantomData }
    }
}

/// This very program: another build may add up differently.
fn program() -> &'static str {
    static PROGRAM: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        std::env::current_exe().ok().and_then(|path| built(&path)).unwrap_or_else(nobody_else)
    });
    &PROGRAM
}

fn built(path: &Path) -> Option<String> {
    let file = std::fs::metadata(path).ok()?;
    let written = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{}:{}", file.len(), written.as_nanos()))
}

/// A name that no other process has: a program that cannot look at its own file keeps for itself.
fn nobody_else() -> String {
    let started = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos());
    format!("{}:{started}", std::process::id())
}

#[cfg(test)]
mod tests {
    use collect::orders;
    use collect::shop::Shop;
    use domain::Instant;
    use records::Actor;
    use testkit::{Stage, on_both_engines};

    use crate::rhythm::{self, RhythmOptions, RhythmReport};

    async fn shop_of_two_orders(stage: &Stage) -> Shop {
        let shop = stage.shop().await;
        buy(&shop, "1", -40).await;
        buy(&shop, "2", -10).await;
        collect::settling::settle(&shop).await.expect("settled");
        shop
    }

    async fn buy(shop: &Shop, order: &str, days: i64) {
        let at = Instant(Stage::OPENING.0 + days * Instant::DAY);
        let person = Some(orders::draft::PersonDraft {
            external_id: Some("c1".to_owned()),
            ..orders::draft::PersonDraft::default()
        });
        let draft = orders::draft::OrderDraft { person, ..testkit::order("till", order, at) };
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        orders::record_many(&mut tx, None, &[draft.sealed()]).await.expect("an order");
        tx.commit().await.expect("kept");
    }

    async fn report(shop: &Shop) -> Option<RhythmReport> {
        rhythm::of_shop(shop, RhythmOptions::default()).await.ok()
    }

    #[tokio::test]
    async fn a_report_is_told_again_without_the_facts_until_something_changes() {
        on_both_engines(async |stage| {
            let shop = shop_of_two_orders(&stage).await;
            let first = report(&shop).await.expect("a report");
            assert_eq!(first.gaps.count, 1);
            let facts = shop.home().facts();
            std::fs::rename(&facts, shop.home().path().join("away")).expect("moved");
            assert_eq!(report(&shop).await, Some(first.clone()));
            assert_eq!(report(&shop.clone().afresh()).await, None, "there are no facts");
            std::fs::rename(shop.home().path().join("away"), &facts).expect("moved back");
            assert_eq!(report(&shop.clone().afresh()).await, Some(first));

            buy(&shop, "3", -5).await;
            assert_eq!(report(&shop).await.expect("a report").gaps.count, 2);
            let rooms = std::fs::read_dir(shop.home().kept()).expect("rooms").count();
            assert_eq!(rooms, 1, "the sums of before are cleared away");
        })
        .await;
    }
}
