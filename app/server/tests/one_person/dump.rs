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

async fn lines(tx: &mut ShopTx, sql: &str) -> Vec<String> {
    let found: Vec<Line> = tx.rows(sql, vec![]).await.expect("lines");
    found.into_iter().map(|line| line.line).collect()
}

async fn tables(tx: &mut ShopTx, on_server: bool) -> Vec<String> {
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

async fn columns(tx: &mut ShopTx, table: &str, on_server: bool) -> Vec<String> {
    let sql = match on_server {
        true => format!(
            "select cast(column_name as text) as line from information_schema.columns
             where table_schema = current_schema() and table_name = '{table}' order by 1"
        ),
        false => format!("select name as line from pragma_table_info('{table}') order by 1"),
    };
    lines(tx, &sql).await
}

/// Tables with a column that names a customer.
pub async fn tables_about_customers(shop: &Shop, on_server: bool) -> Vec<String> {
    let mut tx = shop.read().await.expect("a transaction");
    let mut named = Vec::new();
    for table in tables(&mut tx, on_server).await {
        let columns = columns(&mut tx, &table, on_server).await;
        let is_a_customers = |column: &String| {
            let words = ["who", "profile_id", "found_by", "kept_id", "gone_id", "low_no"];
            column.contains("customer") || words.contains(&column.as_str())
        };
        if columns.iter().any(is_a_customers) {
            named.push(table);
        }
    }
    named
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

/// The columns that a merging keeps of who goes, and those that a customer has.
pub async fn kept_and_known(shop: &Shop, on_server: bool) -> (Vec<String>, Vec<String>) {
    let mut tx = shop.read().await.expect("a transaction");
    let known = columns(&mut tx, "customer", on_server).await;
    let gone = lines(&mut tx, "select cast(gone as text) as line from merger").await;
    let gone: serde_json::Value = serde_json::from_str(&gone[0]).expect("JSON");
    let mut kept: Vec<String> = gone["row"].as_object().expect("a row").keys().cloned().collect();
    kept.sort();
    (kept, known)
}
