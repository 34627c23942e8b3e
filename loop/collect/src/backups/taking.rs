//! Writing a backup of one moment while everybody works on.
//!
//! One reading transaction sees the moment. Files of columns are opened first: they are only ever
//! replaced, and one that is open stays whole when it is removed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::{BackupId, Instant};
use records::carrying::{self, lines_of};
use records::{Actor, RecordsError, ShopTx};
use tokio::time::Instant as Tick;

use super::archive::{LAYOUT, Manifest, Outcome, PACKED, Packing, ROWS, Spool};
use super::{BackupError, Secrets, rows};
use crate::settling;
use crate::shop::{self, Shop, files_under};

/// How often a settling may come between.
const TRIES: usize = 5;

/// How often whoever makes a backup says that he is at it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);

/// Rows that tell where backups lie on this machine; they are of no use on another.
const OWN: &str = "backup";

/// The file in which a backup goes that is put into a folder or a file.
pub(super) fn place(to: &Path, now: Instant) -> Result<PathBuf, BackupError> {
    let is_file = to.extension().is_some_and(|extension| extension == "tar") && !to.is_dir();
    let to = std::path::absolute(to).map_err(|error| told(to, &error))?;
    let path = match is_file {
        true => to,
        false => {
            let seconds = Instant::from_seconds(now.0.div_euclid(1_000_000));
            to.join(format!("regulars-{}.tar", seconds.to_string().replace(':', "-")))
        }
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    match path.exists() {
        true => Err(BackupError::NotEmpty(path.display().to_string())),
        false => Ok(path),
    }
}

/// Writes the shop of this moment into a file.
pub(super) async fn write(
    shop: &Shop,
    id: BackupId,
    path: &Path,
    secrets: Secrets,
) -> Result<Outcome, BackupError> {
    let (mut tx, columns) = moment(shop).await?;
    let made_at = tx.now();
    let spool = Spool::begin(path, made_at);
    for (name, file) in columns {
        spool.file(&format!("facts/{name}"), file, Packing::AsItIs).await;
    }
    let mut manifest = manifest((shop, &mut tx), made_at, secrets).await?;
    let mut heard = Tick::now();
    for table in carrying::tables(&mut tx).await? {
        if table.name == OWN || spool.has_failed() {
            continue;
        }
        spool.part(&format!("{ROWS}{}.jsonl{PACKED}", table.name), Packing::Zstd).await;
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let mut first = serde_json::to_vec(&names).map_err(RecordsError::from)?;
        first.push(b'\n');
        spool.bytes(first).await;
        let (mut n_rows, mut lines) = (0, lines_of(&mut tx, &table).await?);
        while let Some((bytes, n)) = lines.next().await? {
            n_rows += n;
            spool.bytes(bytes).await;
            if heard.elapsed() > SIGN_OF_LIFE {
                heard = Tick::now();
                say_so(shop, id).await?;
            }
        }
        spool.end().await;
        manifest.rows.insert(table.name, n_rows);
    }
    drop(tx);
    add_files(shop, &spool, secrets).await?;
    let outcome = spool.finish(manifest).await.map_err(|error| told(path, &error))?;
    keep_list_beside(shop, path)?;
    Ok(outcome)
}

async fn say_so(shop: &Shop, id: BackupId) -> Result<(), RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    rows::hear(&mut tx, id).await?;
    tx.commit().await
}

/// A moment of the shop, with the files of its columns opened.
async fn moment(shop: &Shop) -> Result<(ShopTx, Vec<(String, File)>), BackupError> {
    for _ in 0..TRIES {
        let mut tx = shop.read().await?;
        let named = settling::files(&mut tx, shop).await?;
        let opened: Result<Vec<(String, File)>, std::io::Error> = named
            .iter()
            .map(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Ok((name, File::open(path)?))
            })
            .collect();
        match opened {
            Ok(files) => return Ok((tx, files)),
            // Newer files have taken its place since the list was read.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(told(&shop.home().facts(), &error)),
        }
    }
    Err(BackupError::Restless)
}

async fn manifest(
    (shop, tx): (&Shop, &mut ShopTx),
    made_at: Instant,
    secrets: Secrets,
) -> Result<Manifest, RecordsError> {
    Ok(Manifest {
        layout: LAYOUT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at,
        shop: shop::settings(tx).await?.name,
        engine: shop.records().engine().name().to_owned(),
        migrations: carrying::migrations(tx).await?,
        sequences: carrying::sequences(tx).await?,
        rows: Default::default(),
        has_secrets: secrets == Secrets::Along,
        parts: Vec::new(),
    })
}

/// Files handed over and letters written, the list of erasures and the key of the secrets.
async fn add_files(shop: &Shop, spool: &Spool, secrets: Secrets) -> Result<(), BackupError> {
    let home = shop.home();
    let mut paths = files_under(&home.files()).map_err(|error| told(&home.files(), &error))?;
    paths.push(home.erasures());
    if secrets == Secrets::Along {
        paths.push(home.seal());
    }
    for path in paths {
        let file = match File::open(&path) {
            Ok(file) => file,
            // Somebody has taken it away since; or there never was one.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(told(&path, &error)),
        };
        let name = path.strip_prefix(home.path()).unwrap_or(&path).display().to_string();
        let is_small = !name.contains('/');
        let packing = if is_small { Packing::AsItIs } else { Packing::Zstd };
        let name = if is_small { name } else { format!("{name}{PACKED}") };
        spool.file(&name, file, packing).await;
    }
    Ok(())
}

/// The list of erasures lies beside the backups too: it is newer than they are, and whoever brings
/// one back on another machine has it at hand.
pub(super) fn keep_list_beside(shop: &Shop, backup: &Path) -> Result<(), BackupError> {
    let list = shop.home().erasures();
    let Some(folder) = backup.parent().filter(|_| list.exists()) else { return Ok(()) };
    let beside = folder.join(super::restoring::LIST);
    let part = beside.with_extension("part");
    let copied = std::fs::copy(&list, &part).and_then(|_| std::fs::rename(&part, &beside));
    copied.map_err(|error| told(&beside, &error))
}

pub(super) fn told(path: &Path, error: &std::io::Error) -> BackupError {
    BackupError::File { path: path.display().to_string(), reason: error.to_string() }
}
