//! Which tables and columns name a customer.

use collect::shop::Shop;

use crate::dump::{columns, lines, tables};

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
