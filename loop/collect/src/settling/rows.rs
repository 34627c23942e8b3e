//! Rows of `fact_file` and `dirty_customer`.

use std::collections::{BTreeSet, HashSet};

use facts::{FactTable, Settled, SettledKind, Store};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

/// Which columns the files hold; written down with each file, so that those of an older program
/// are written anew. 2: orders know what they cost. 3: of words that come back, each is kept once.
const LAYOUT: i64 = 3;

/// Dirty customers, and the marks that the transactions behind them left.
pub(super) struct Dirty {
    pub(super) customers: BTreeSet<i64>,
    pub(super) marks: HashSet<Uuid>,
}

/// Files about to be named in the manifest.
pub(super) struct Written {
    /// Whether they take the place of every file before them.
    pub(super) all_anew: bool,
    pub(super) generation: i64,
    pub(super) files: Vec<WrittenFile>,
    /// For a delta, the customers it speaks for.
    pub(super) customers: BTreeSet<i64>,
}

/// One file about to be named in the manifest.
pub(super) struct WrittenFile {
    pub(super) table: FactTable,
    pub(super) name: String,
    pub(super) bucket: i64,
    pub(super) n_rows: i64,
    pub(super) sha256: String,
}

#[derive(FromQueryResult)]
struct DirtyRow {
    customer_no: i64,
    mark: Uuid,
}

#[derive(FromQueryResult)]
struct FileRow {
    path: String,
    fact_table: String,
    kind: String,
    generation: i64,
    n_rows: i64,
    customers: serde_json::Value,
}

pub(super) async fn mark_dirty(
    tx: &mut ShopTx,
    customers: HashSet<i64>,
) -> Result<(), RecordsError> {
    // One mark a transaction: what is settled is cleaned by mark, so that a customer who changes
    // while he is being settled stays dirty.
    let (mark, now): (Uuid, _) = (tx.new_id(), tx.now());
    let row = |no: i64| vec![no.into(), mark.into(), now.0.into()];
    let insert = Insert {
        table: "dirty_customer",
        columns: &["customer_no", "mark", "dirty_at"],
        conflict: "on conflict (customer_no) do update set mark = excluded.mark",
    };
    tx.insert_many(insert, customers.into_iter().map(row).collect()).await?;
    Ok(())
}

pub(super) async fn n_dirty(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.number("select count(*) from dirty_customer", vec![]).await
}

/// Customers and days without one that orders are settled under, roughly: what has a number.
pub(super) async fn n_numbers(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.number("select count(*) from customer", vec![]).await
}

pub(super) async fn dirty(tx: &mut ShopTx) -> Result<Dirty, RecordsError> {
    let sql = "select customer_no, mark from dirty_customer";
    let rows: Vec<DirtyRow> = tx.rows(sql, vec![]).await?;
    Ok(Dirty {
        customers: rows.iter().map(|row| row.customer_no).collect(),
        marks: rows.iter().map(|row| row.mark).collect(),
    })
}

pub(super) async fn clean(tx: &mut ShopTx, marks: &HashSet<Uuid>) -> Result<(), RecordsError> {
    let marks: Vec<Value> = marks.iter().map(|&mark| mark.into()).collect();
    for some in marks.chunks(5_000) {
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!("delete from dirty_customer where mark in ({})", places.join(", "));
        tx.run(&sql, some.to_vec()).await?;
    }
    Ok(())
}

/// Files that lack columns of today.
pub(super) async fn n_outdated(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.number("select count(*) from fact_file where layout < $1", vec![LAYOUT.into()]).await
}

pub(super) async fn newest_generation(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.number("select max(generation) from fact_file", vec![]).await
}

pub(super) async fn manifest(tx: &mut ShopTx, store: &Store) -> Result<Vec<Settled>, RecordsError> {
    let sql = "select path, fact_table, kind, generation, n_rows, customers from fact_file
               order by generation, bucket";
    let rows: Vec<FileRow> = tx.rows(sql, vec![]).await?;
    rows.into_iter().map(|row| settled(row, store)).collect()
}

fn settled(row: FileRow, store: &Store) -> Result<Settled, RecordsError> {
    let unknown = |word: &str| RecordsError::Unreadable(format!("fact file of kind `{word}`"));
    Ok(Settled {
        table: FactTable::named(&row.fact_table).ok_or_else(|| unknown(&row.fact_table))?,
        kind: match row.kind.as_str() {
            "base" => SettledKind::Base,
            "delta" => SettledKind::Delta,
            other => return Err(unknown(other)),
        },
        path: store.path_of(&row.path),
        generation: row.generation,
        n_rows: row.n_rows,
        customers: serde_json::from_value(row.customers)?,
    })
}

pub(super) async fn replace_manifest(
    tx: &mut ShopTx,
    written: Written,
) -> Result<(), RecordsError> {
    if written.all_anew {
        tx.run("delete from fact_file", vec![]).await?;
    }
    let (now, kind) = (tx.now(), if written.all_anew { "base" } else { "delta" });
    let customers = serde_json::to_value(&written.customers)?;
    let rows = written
        .files
        .into_iter()
        .map(|file| {
            vec![
                file.name.into(),
                file.table.name().into(),
                kind.into(),
                file.bucket.into(),
                written.generation.into(),
                file.n_rows.into(),
                customers.clone().into(),
                now.0.into(),
                LAYOUT.into(),
                file.sha256.into(),
            ]
        })
        .collect();
    let columns = &[
        "path",
        "fact_table",
        "kind",
        "bucket",
        "generation",
        "n_rows",
        "customers",
        "created_at",
        "layout",
        "sha256",
    ];
    tx.insert_many(Insert { table: "fact_file", columns, conflict: "" }, rows).await?;
    Ok(())
}

/// Files of the manifest with their digests; none for those of an older program.
pub(super) async fn digests(
    tx: &mut ShopTx,
) -> Result<Vec<(String, Option<String>)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct DigestRow {
        path: String,
        sha256: Option<String>,
    }
    let sql = "select path, sha256 from fact_file order by path";
    let rows: Vec<DigestRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.path, row.sha256)).collect())
}

/// How many orders, and what sum of amounts, each sixteenth of the customers has, by the rows.
pub(super) async fn sums(tx: &mut ShopTx) -> Result<Vec<(i64, i64, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct SumRow {
        bucket: i64,
        n: i64,
        amount: i64,
    }
    let sql = "select customer_no % 16 as bucket, count(*) as n,
                      cast(coalesce(sum(amount), 0) as bigint) as amount
               from orders group by customer_no % 16 order by 1";
    let rows: Vec<SumRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.bucket, row.n, row.amount)).collect())
}

/// The same asked of the columns, in two questions of a bucket and a number each.
pub(super) const SUMS_OF_COLUMNS: [&str; 2] = [
    "select customer_no % 16, cast(count(*) as double) from orders
     group by customer_no % 16 order by 1",
    "select customer_no % 16, cast(coalesce(sum(amount), 0) as double) from orders
     group by customer_no % 16 order by 1",
];
