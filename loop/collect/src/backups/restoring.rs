//! Bringing a shop back: into an empty folder, and an empty server where one keeps the rows.
//!
//! Everything is looked at before anything is written. The folder is made beside its place and
//! takes it when it is whole. A server's rows carry a mark until then, and a shop with that mark
//! is not opened; whoever was cut off starts again, and what the mark is on makes room.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use domain::Clock;
use records::carrying;
use records::{Actor, Records, RecordsError, ShopTx};
use tokio::sync::mpsc::{Sender, channel};

use super::archive::{Archive, Piece};
use super::taking::told;
use super::{BackupError, Manifest};
use crate::privacy;
use crate::shop::{Address, Shop};

/// The name of the list of erasures, in a shop's folder and beside its backups.
pub(super) const LIST: &str = "erasures.json";

/// A folder with this file in it was not finished.
const UNFINISHED: &str = "restore.unfinished";

/// Sees to it that nothing goes out again that went out after the backup was made; answers how
/// many messages were stopped.
pub type Calming =
    for<'a> fn(
        &'a mut ShopTx,
    ) -> Pin<Box<dyn Future<Output = Result<i64, RecordsError>> + Send + 'a>>;

/// What is brought back, and where to.
#[derive(Clone)]
pub struct Wish {
    /// The backup.
    pub from: PathBuf,
    /// Where the shop shall live.
    pub to: Address,
    /// A list of erasures that is newer than the backup, beyond the one beside it.
    pub erasures: Option<PathBuf>,
    /// What keeps messages from going out twice.
    pub calming: Calming,
}

/// What was brought back.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// How many bytes of it were looked at.
    pub n_bytes: u64,
    /// People who were forgotten after the backup was made, and are forgotten again.
    pub n_forgotten: usize,
    /// Messages that may have gone out since, and will not by themselves.
    pub n_stopped: i64,
}

/// What a backup is of, after every byte of it was looked at; nothing is written.
pub async fn look_into(path: &Path) -> Result<(Manifest, u64), BackupError> {
    let path = path.to_owned();
    let look = move || {
        let archive = Archive::open(&path)?;
        let n_bytes = archive.verify()?;
        Ok((archive.manifest, n_bytes))
    };
    in_thread(look).await
}

/// Brings a shop back.
pub async fn restore(wish: Wish, clock: Arc<dyn Clock>) -> Result<Restored, BackupError> {
    let home = std::path::absolute(&wish.to.home).map_err(|error| told(&wish.to.home, &error))?;
    let from = wish.from.clone();
    let archive = in_thread(move || Archive::open(&from)).await?;
    if !may_be_taken(&home).map_err(|error| told(&home, &error))? {
        return Err(BackupError::NotEmpty(home.display().to_string()));
    }
    let whole = archive.clone();
    let n_bytes = in_thread(move || whole.verify()).await?;
    let building = beside(&home);
    let (files, folder) = (archive.clone(), building.clone());
    in_thread(move || begin_folder(&files, &folder)).await?;
    let address = Address { home: building.clone(), records: wish.to.records.clone() };
    fill(&archive, &address, clock.clone()).await?;
    let shop = Shop::open_unfinished(&address, clock).await?;
    let n_forgotten = forget_again(&shop, &wish).await?;
    let mut tx = shop.write(Actor::System).await?;
    let n_stopped = (wish.calming)(&mut tx).await?;
    tx.commit().await?;
    if wish.to.records.is_some() {
        move_in(&building, &home)?;
        finish(shop).await?;
        remove_mark(&home)?;
    } else {
        finish(shop).await?;
        remove_mark(&building)?;
        move_in(&building, &home)?;
    }
    Ok(Restored { manifest: archive.manifest, n_bytes, n_forgotten, n_stopped })
}

/// Whether a folder is not there, is empty, or holds what a restore that was cut off has left.
fn may_be_taken(home: &Path) -> std::io::Result<bool> {
    match std::fs::read_dir(home) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
        Ok(mut entries) => Ok(entries.next().is_none() || home.join(UNFINISHED).exists()),
    }
}

/// Where a folder is made that will take the place of another.
fn beside(home: &Path) -> PathBuf {
    let mut name = home.file_name().unwrap_or_default().to_owned();
    name.push(".restoring");
    home.with_file_name(name)
}

fn begin_folder(archive: &Archive, folder: &Path) -> Result<(), BackupError> {
    remove(folder)?;
    let made = std::fs::create_dir_all(folder);
    made.and_then(|()| std::fs::write(folder.join(UNFINISHED), b""))
        .map_err(|error| told(folder, &error))?;
    archive.write_files(folder)
}

fn remove(folder: &Path) -> Result<(), BackupError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(told(folder, &error)),
        _ => Ok(()),
    }
}

fn move_in(building: &Path, home: &Path) -> Result<(), BackupError> {
    remove(home)?;
    std::fs::rename(building, home).map_err(|error| told(home, &error))
}

fn remove_mark(folder: &Path) -> Result<(), BackupError> {
    let mark = folder.join(UNFINISHED);
    std::fs::remove_file(&mark).map_err(|error| told(&mark, &error))
}

async fn finish(shop: Shop) -> Result<(), BackupError> {
    let mut tx = shop.write(Actor::System).await?;
    carrying::finish(&mut tx).await?;
    tx.commit().await?;
    // A file is moved when nobody holds it, and all of it is in the file itself.
    shop.records().empty_the_log().await?;
    Ok(shop.records().clone().close().await?)
}

/// Fills empty rows, in one transaction, with their tables as they were; then brings them up to
/// this version.
async fn fill(
    archive: &Archive,
    address: &Address,
    clock: Arc<dyn Clock>,
) -> Result<(), BackupError> {
    let server = address.records.clone();
    let place = server.unwrap_or_else(|| Records::file_address(&address.home.join("regulars.db")));
    let manifest = &archive.manifest;
    let opened = Records::open_empty(&place, clock, &manifest.migrations).await;
    let records = opened.map_err(|error| match error {
        RecordsError::TooNew { migration } => BackupError::Newer { what: migration },
        other => other.into(),
    })?;
    let mut tx = records.write(Actor::System).await?;
    carrying::begin(&mut tx).await?;
    for table in carrying::tables(&mut tx).await? {
        let n_rows = take_table(&mut tx, archive, &table).await?;
        if n_rows != manifest.n_rows(&table.name) {
            return Err(BackupError::Damaged { part: table.name });
        }
    }
    carrying::take_numbers_up(&mut tx, &manifest.sequences).await?;
    tx.commit().await?;
    records.bring_up_to_date().await?;
    Ok(records.close().await?)
}

/// Pieces of a thousand rows that may wait for the engine.
const WAITING: usize = 4;

async fn take_table(
    tx: &mut ShopTx,
    archive: &Archive,
    table: &carrying::Table,
) -> Result<i64, BackupError> {
    let (tell, mut told) = channel::<Piece>(WAITING);
    let (archive, name) = (archive.clone(), table.name.clone());
    let reading = tokio::task::spawn_blocking(move || {
        archive.rows_of(&name, |piece| hand_over(&tell, piece))
    });
    let mut n_rows = 0;
    while let Some(Piece { columns, lines }) = told.recv().await {
        n_rows += i64::try_from(lines.len()).unwrap_or(i64::MAX);
        carrying::take_in(tx, table, &columns, &lines).await?;
    }
    reading.await.map_err(|error| broken(&error))??;
    Ok(n_rows)
}

fn hand_over(tell: &Sender<Piece>, piece: Piece) -> Result<(), BackupError> {
    let gone = |_| BackupError::Damaged { part: "rows that nobody took".to_owned() };
    tell.blocking_send(piece).map_err(gone)
}

/// Forgets everybody again who was forgotten after the backup was made.
async fn forget_again(shop: &Shop, wish: &Wish) -> Result<usize, BackupError> {
    let beside = wish.from.parent().map(|folder| folder.join(LIST));
    let own = Some(shop.home().erasures());
    let mut n = 0;
    for list in [own, beside].into_iter().flatten().filter(|list| list.exists()) {
        n += privacy::reapply(shop, Some(&list)).await?.done.len();
    }
    if let Some(list) = &wish.erasures {
        n += privacy::reapply(shop, Some(list)).await?.done.len();
    }
    Ok(n)
}

async fn in_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| broken(&error))?
}

fn broken(error: &tokio::task::JoinError) -> BackupError {
    BackupError::File { path: "a thread".to_owned(), reason: error.to_string() }
}
