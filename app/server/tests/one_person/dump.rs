//! Every row of a shop, so that two moments of it can be compared.

use std::collections::BTreeMap;

use collect::shop::Shop;
use records::{FromQueryResult, ShopTx};

/// What is told of a merging itself, and what only says that something has changed.
const NOT_COMPARED: &[&str] = &["merger", "counter", "dirty_customer", "seaql_migrations"];

#[derive(FromQueryResult)]
struct Line {
    line: String,
}

/// The one text column of an answer, line by line.
pub async fn lines(tx: &mut ShopTx, sql: &str) -> Vec<String> {
    let found: Vec<Line> = tx.rows(sql, vec![]).await.expect("lines");
    found.into_iter().map(|line| line.line).collect()
}

/// The tables of the shop.
pub async fn tables(tx: &mut ShopTx, on_server: bool) -> Vec<String> {
    let sql = match on_server {
        true => {
            "select cast(table_name as text) as line from information_schema.tables
                 where table_schema = current_schema() order by 1"
        }
        false => {
            "select name as line from sqlite_master
                  where type = 'table' and name not like 'sqlite_%' order by 1"
        }
    };
    lines(tx, sql).await
}

/// The columns of a table.
pub async fn columns(tx: &mut ShopTx, table: &str, on_server: bool) -> Vec<String> {
    let sql = match on_server {
        true => format!(
            "select cast(column_name as text) as line from information_schema.columns
             where table_schema = current_schema() and table_name = '{table}' order by 1"
        ),
        false => format!("select name as line from pragma_table_info('{table}') order by 1"),
    };
    lines(tx, &sql).await
}

/// Every row of every table, with every column of it.
pub async fn dump(shop: &Shop, on_server: bool) -> BTreeMap<String, Vec<String>> {
    let mut tx = shop.read().await.expect("a transaction");
    let mut all = BTreeMap::new();
    for table in tables(&mut tx, on_server).await {
        if NOT_COMPARED.contains(&table.as_str()) {
            continue;
        }
        // A merging and its undoing stand on the timeline for ever.
        let but = if table == "happening" { "where source <> 'merging'" } else { "" };
        let row = match on_server {
            true => format!("cast({table} as text)"),
            false => {
                let columns = columns(&mut tx, &table, on_server).await;
                let quoted: Vec<String> =
                    columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
                quoted.join(" || ' ' || ")
            }
        };
        let sql = format!("select {row} as line from {table} {but} order by 1");
        all.insert(table, lines(&mut tx, &sql).await);
    }
    all
}
