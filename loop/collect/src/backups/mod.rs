//! Backups: the whole shop of one moment in one file, made while it runs, and brought back.
//!
//! A backup holds rows, columns, files and the key of the secrets, whichever engine kept the rows,
//! so a shop also moves with it from a file to a server and back. It appears whole or not at all,
//! and so does a shop that is brought back. Whoever was forgotten since is forgotten again before
//! anybody can look: the list of erasures lies beside the backups.
//!
//! Start reading at [`make`], then `restoring.rs`.

pub mod api;
mod archive;
mod backup;
mod restoring;
mod rows;
mod schedule;
mod taking;

use std::path::{Path, PathBuf};

use domain::BackupId;
use records::{Actor, RecordsError, ShopTx};

use crate::shop::{self, Shop};

pub use archive::{Manifest, Part};
pub use backup::{Backup, BackupError, Secrets, Source, State};
pub use restoring::{Calming, Restored, Wish, look_into, restore};
pub use schedule::Settings;

/// How, and how many, backups are made by themselves.
pub async fn settings(tx: &mut ShopTx) -> Result<Settings, RecordsError> {
    Ok(shop::setting(tx, Settings::NAME).await?.unwrap_or_default())
}

/// Remembers how backups are made by themselves.
pub async fn save_settings(tx: &mut ShopTx, settings: &Settings) -> Result<(), RecordsError> {
    shop::save_setting(tx, Settings::NAME, settings).await
}

/// Where backups are put that are not put elsewhere.
pub fn folder(shop: &Shop, settings: &Settings) -> PathBuf {
    settings.folder.as_ref().map_or_else(|| shop.home().backups(), PathBuf::from)
}

/// Backups, the newest first.
pub async fn list(tx: &mut ShopTx, limit: u32) -> Result<Vec<Backup>, RecordsError> {
    rows::list(tx, limit).await
}

/// Makes a backup: into the folder of backups, or into a folder or a file that is named.
///
/// Those of the folder that are more than are to be kept go afterwards, the oldest first.
pub async fn make(
    shop: &Shop,
    (source, secrets): (Source, Secrets),
    to: Option<&Path>,
) -> Result<Backup, BackupError> {
    let begun = begin(shop, source, to).await?;
    carry_out(shop, begun, secrets).await
}

/// Begins a backup, to be carried out; refused while another is being made.
pub async fn begin(shop: &Shop, source: Source, to: Option<&Path>) -> Result<Backup, BackupError> {
    let mut tx = shop.write(Actor::System).await?;
    // Whoever takes the next number makes others wait until this is written down.
    tx.take_numbers(COUNTER, 1).await?;
    let settings = settings(&mut tx).await?;
    give_up_silent(&mut tx).await?;
    if let Some(running) = rows::running(&mut tx).await? {
        return Err(BackupError::Busy(running.began_at));
    }
    let folder = folder(shop, &settings);
    let path = taking::place(to.unwrap_or(&folder), tx.now())?;
    let id: BackupId = tx.new_id();
    rows::add(&mut tx, id, source, &path.display().to_string()).await?;
    tx.commit().await?;
    let begun = rows::find(&mut shop.read().await?, id).await?;
    begun.ok_or(BackupError::Restless)
}

/// Makes a backup that was begun, and writes down what became of it.
pub async fn carry_out(
    shop: &Shop,
    begun: Backup,
    secrets: Secrets,
) -> Result<Backup, BackupError> {
    let path = PathBuf::from(&begun.path);
    let made = taking::write(shop, begun.id, &path, secrets).await;
    let mut tx = shop.write(Actor::System).await?;
    match &made {
        Ok(outcome) => rows::keep(&mut tx, begun.id, outcome).await?,
        Err(error) => rows::fail(&mut tx, begun.id, &error.to_string()).await?,
    }
    tx.commit().await?;
    made?;
    make_room(shop).await?;
    let known = rows::find(&mut shop.read().await?, begun.id).await?;
    known.ok_or(BackupError::Restless)
}

/// Makes the backup that is due by the clock, if one is; answers whether there was one.
pub async fn make_due(shop: &Shop) -> Result<bool, BackupError> {
    let mut tx = shop.read().await?;
    let settings = settings(&mut tx).await?;
    let zone = shop::settings(&mut tx).await?.shop_zone();
    let tries = rows::newest(&mut tx).await?;
    if !settings.is_due(&zone, tx.now(), tries) {
        return Ok(false);
    }
    drop(tx);
    match make(shop, (Source::Clock, Secrets::Along), None).await {
        Ok(_) => Ok(true),
        Err(BackupError::Busy(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Days after which no backup of today exists any more, where they are made by themselves.
pub(crate) async fn days_kept(tx: &mut ShopTx) -> Result<Option<i64>, RecordsError> {
    let settings = settings(tx).await?;
    // The one of today goes when the last of so many newer ones is there.
    Ok(settings.daily_at.map(|_| settings.keep + 1))
}

/// The list of erasures has grown: it lies beside the backups too.
pub(crate) async fn keep_list_beside(shop: &Shop) -> Result<(), BackupError> {
    let settings = settings(&mut shop.read().await?).await?;
    let folder = folder(shop, &settings);
    if folder.exists() { taking::keep_list_beside(shop, &folder.join("any")) } else { Ok(()) }
}

/// The counter whose next number is taken by whoever begins a backup.
const COUNTER: &str = "backup";

/// Whoever makes a backup on another machine and has not been heard of for so long is taken for
/// dead.
const SILENT: i64 = 5 * 60 * 1_000_000;

/// A backup of somebody who was killed has failed, and leaves nothing behind.
async fn give_up_silent(tx: &mut ShopTx) -> Result<(), RecordsError> {
    let Some(running) = rows::running(tx).await? else { return Ok(()) };
    let part = archive::unfinished(Path::new(&running.path));
    let is_nobodys = std::fs::File::open(&part).is_ok_and(|file| file.try_lock().is_ok());
    if is_nobodys || tx.now().0 - running.heard_at.0 > SILENT {
        rows::fail(tx, running.id, "whoever made it was stopped").await?;
        let _ = std::fs::remove_file(part);
    }
    Ok(())
}

/// Removes the oldest backups of the folder beyond those to be kept, and notes what is not there.
async fn make_room(shop: &Shop) -> Result<(), BackupError> {
    let mut tx = shop.write(Actor::System).await?;
    let settings = settings(&mut tx).await?;
    let folder = folder(shop, &settings);
    let mut n_there = 0;
    for one in rows::kept(&mut tx).await? {
        let path = Path::new(&one.path);
        let is_ours = path.parent() == Some(folder.as_path());
        let is_there = path.exists();
        n_there += i64::from(is_ours && is_there);
        if !is_there || (is_ours && n_there > settings.keep) {
            match std::fs::remove_file(path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(taking::told(path, &error));
                }
                _ => rows::remove(&mut tx, one.id).await?,
            }
        }
    }
    Ok(tx.commit().await?)
}
