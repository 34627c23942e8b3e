//! Nobody is forgotten by halves: every table is in one of the lists of traces.

use std::collections::BTreeSet;

use records::traces::{MENTIONS, NOBODY, SPARED, TRACES, Whose, columns};
use testkit::{Stage, on_both_engines};

/// Columns by which a row would be a customer's.
fn is_of_customer(column: &str) -> bool {
    ["customer_id", "customer_no", "who", "customer"].contains(&column)
}

#[tokio::test]
async fn a_new_table_cannot_be_forgotten_when_somebody_is() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.read().await.expect("a transaction");
        let columns = columns(&mut tx).await.expect("columns");
        let there: BTreeSet<&str> = columns.iter().map(|one| one.table_name.as_str()).collect();
        assert!(there.len() > 50, "{there:?}");
        let mut listed: BTreeSet<&str> = TRACES.iter().map(|trace| trace.table).collect();
        listed.extend(MENTIONS.iter().map(|(table, _)| *table));
        listed.extend(SPARED);
        listed.extend(NOBODY);
        let unknown: Vec<_> = there.difference(&listed).collect();
        assert!(unknown.is_empty(), "say in records::traces what these tables hold: {unknown:?}");
        let gone: Vec<_> = listed.difference(&there).collect();
        assert!(gone.is_empty(), "there are no such tables: {gone:?}");
    })
    .await;
}

#[tokio::test]
async fn every_column_that_names_a_customer_is_in_the_list() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.read().await.expect("a transaction");
        let all = columns(&mut tx).await.expect("columns");
        for column in all.iter().filter(|column| is_of_customer(&column.column_name)) {
            let table = column.table_name.as_str();
            let trace = TRACES.iter().find(|trace| trace.table == table);
            // The audit log's `who` is somebody of the staff.
            assert!(trace.is_some() || SPARED.contains(&table), "{table} holds a customer");
        }
        for trace in TRACES {
            let (Whose::Id(name) | Whose::Number(name) | Whose::Of(name, _) | Whose::Told(name)) =
                trace.whose;
            let has = all.iter().any(|it| it.table_name == trace.table && it.column_name == name);
            assert!(has, "{} has no column {name}", trace.table);
        }
        for (table, names) in MENTIONS {
            for name in *names {
                let has = all.iter().any(|it| it.table_name == *table && it.column_name == *name);
                assert!(has, "{table} has no column {name}");
            }
        }
    })
    .await;
}
