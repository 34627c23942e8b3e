//! Writing new files, and sweeping out those that no manifest names.

use std::collections::{BTreeSet, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use domain::Instant;
use facts::{FactsError, Settled, Store, Writer};
use records::ShopTx;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::SettlingError;
use super::gathering::{gather, in_pieces};
use super::rows::{Written, WrittenFile};
use crate::orders;

/// Orders that one bucket should hold.
const BUCKET_ORDERS: i64 = 250_000;

/// A file that no manifest names is left alone this long: a report may still be reading it.
const GRACE_MICROSECONDS: i64 = 600 * 1_000_000;

/// Settles every customer anew, in as many buckets as the orders need.
pub(super) async fn write_all(
    tx: &mut ShopTx,
    store: &Store,
    generation: i64,
) -> Result<Written, SettlingError> {
    let n_orders = orders::span(tx).await?.n_orders;
    let n_buckets = (n_orders / BUCKET_ORDERS).clamp(2, 64);
    let settling = own_name(tx);
    let mut writers = (0..n_buckets)
        .map(|bucket| store.writer(&format!("{generation}-{bucket}_{settling}")))
        .collect::<Result<Vec<Writer>, FactsError>>()?;
    gather(tx, None, |gathered| {
        let bucket = usize::try_from(gathered.number.rem_euclid(n_buckets)).unwrap_or_default();
        Ok::<(), SettlingError>(writers[bucket].add(gathered.customer, gathered.orders)?)
    })
    .await?;
    let mut files = Vec::new();
    for (bucket, writer) in (0..).zip(writers) {
        files.extend(finished(store, writer, bucket)?);
    }
    Ok(Written { all_anew: true, generation, files, customers: BTreeSet::new() })
}

/// What the files of one settling are called besides. Two that run at once write the same
/// generation, and the one that comes second must not write into files that the manifest names.
fn own_name(tx: &mut ShopTx) -> String {
    let name: Uuid = tx.new_id();
    name.simple().to_string()
}

/// Settles the customers who have changed, in one file a table.
pub(super) async fn write_delta(
    tx: &mut ShopTx,
    store: &Store,
    generation: i64,
    customers: &BTreeSet<i64>,
) -> Result<Written, SettlingError> {
    let settling = own_name(tx);
    let mut writer = store.writer(&format!("{generation}-delta_{settling}"))?;
    for some in in_pieces(customers) {
        gather(tx, Some(&some), |gathered| {
            Ok::<(), SettlingError>(writer.add(gathered.customer, gathered.orders)?)
        })
        .await?;
    }
    let files = finished(store, writer, 0)?;
    Ok(Written { all_anew: false, generation, files, customers: customers.clone() })
}

fn finished(store: &Store, writer: Writer, bucket: i64) -> Result<Vec<WrittenFile>, FactsError> {
    let mut files = Vec::new();
    for (table, name, n_rows) in writer.finish()? {
        let sha256 = digest_of(&store.path_of(&name))?;
        files.push(WrittenFile { table, name, bucket, n_rows, sha256 });
    }
    Ok(files)
}

/// The SHA-256 of a file as hexadecimal digits.
pub(super) fn digest_of(path: &Path) -> Result<String, FactsError> {
    let mut hash = Sha256::new();
    let mut file = std::fs::File::open(path)?;
    let mut piece = vec![0; 1 << 18];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            break;
        }
        hash.update(&piece[..n]);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Removes files that no manifest names: replaced ones, and those of a settling that died.
pub(super) fn sweep_out(store: &Store, named: &[Settled], now: Instant) -> Result<(), FactsError> {
    let named: HashSet<&PathBuf> = named.iter().map(|file| &file.path).collect();
    for path in store.files()? {
        let since_epoch = path
            .metadata()
            .and_then(|metadata| metadata.modified())
            .map(|modified| modified.duration_since(UNIX_EPOCH).unwrap_or_default());
        let Ok(since_epoch) = since_epoch else { continue };
        let age = now.0 - i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX);
        if !named.contains(&path) && age > GRACE_MICROSECONDS {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Removes files of generations before the manifest's oldest; those that are being written are of
/// later ones. Answers how many.
pub(super) fn remove_replaced(store: &Store, named: &[Settled]) -> Result<usize, FactsError> {
    let oldest = named.iter().map(|file| file.generation).min().unwrap_or(i64::MAX);
    let named: HashSet<&PathBuf> = named.iter().map(|file| &file.path).collect();
    let mut n = 0;
    for path in store.files()? {
        if !named.contains(&path) && generation_of(&path).is_some_and(|of| of < oldest) {
            std::fs::remove_file(&path)?;
            n += 1;
        }
    }
    Ok(n)
}

/// The generation in the name of a file, such as 7 in `orders-7-0_01a2….parquet`.
fn generation_of(path: &Path) -> Option<i64> {
    path.file_stem()?.to_str()?.rsplit('-').nth(1)?.parse().ok()
}
