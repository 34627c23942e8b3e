//! How much room the shop takes, and how much is left.

use std::path::Path;

use collect::backups;
use collect::shop::Shop;
use records::RecordsError;
use serde::Serialize;
use utoipa::ToSchema;

/// Room on the disk, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SystemSpace)]
pub struct Space {
    /// What the rows take, wherever they are kept.
    pub rows: i64,
    /// What the columns take.
    pub facts: i64,
    /// What files handed over and letters written take.
    pub files: i64,
    /// What the backups of the folder take.
    pub backups: i64,
    /// What is left on the disk of the shop's folder; none where the system does not say.
    pub free: Option<i64>,
}

/// How much room the shop takes.
pub async fn space(shop: &Shop) -> Result<Space, RecordsError> {
    let rows = shop.records().n_bytes().await?;
    let settings = backups::settings(&mut shop.read().await?).await?;
    let copies = backups::folder(shop, &settings);
    let home = shop.home().clone();
    let looked = tokio::task::spawn_blocking(move || Space {
        rows,
        facts: bytes_under(&home.facts()),
        files: bytes_under(&home.files()),
        backups: bytes_under(&copies),
        free: free(home.path()),
    });
    Ok(looked.await.unwrap_or(Space { rows, ..Space::default() }))
}

/// Bytes of the files under a folder; what goes away meanwhile is not counted.
fn bytes_under(folder: &Path) -> i64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let sizes = entries.filter_map(Result::ok).map(|entry| match entry.metadata() {
        Ok(known) if known.is_dir() => bytes_under(&entry.path()),
        Ok(known) => i64::try_from(known.len()).unwrap_or(i64::MAX),
        Err(_) => 0,
    });
    sizes.sum()
}

fn free(path: &Path) -> Option<i64> {
    let known = rustix::fs::statvfs(path).ok()?;
    i64::try_from(known.f_bavail.saturating_mul(known.f_frsize)).ok()
}
