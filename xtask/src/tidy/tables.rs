//! Who writes which table, and where SQL may stand.

use super::source::{SourceFile, is_word};
use super::{Complaint, House};

/// The one folder that writes each table. Others call its verbs.
const OWNERS: &[(&str, &str)] = &[
    ("counter", "foundation/records"),
    ("happening", "foundation/records"),
    ("job", "foundation/records"),
    ("setting", "loop/collect/src/shop"),
    ("customer", "loop/collect/src/customers"),
    ("identity", "loop/collect/src/customers"),
    ("merger", "loop/collect/src/customers"),
    ("likeness", "loop/collect/src/customers"),
    ("consent", "loop/collect/src/consent"),
    ("custom_field", "loop/collect/src/fields"),
    ("field_value", "loop/collect/src/fields"),
    ("orders", "loop/collect/src/orders"),
    ("import", "loop/collect/src/imports"),
    ("import_rejection", "loop/collect/src/imports"),
    ("import_preset", "loop/collect/src/imports/presets"),
    ("spend", "loop/collect/src/spend"),
    ("product", "loop/collect/src/products"),
    ("product_cost", "loop/collect/src/products"),
    ("fact_file", "loop/collect/src/settling"),
    ("dirty_customer", "loop/collect/src/settling"),
    ("api_key", "loop/collect/src/keys"),
    ("visitor", "loop/collect/src/events"),
    ("order_word", "loop/collect/src/events"),
    ("source_hour", "loop/collect/src/events"),
    ("refused_event", "loop/collect/src/events"),
    ("storefront", "loop/collect/src/storefronts"),
    ("storefront_delivery", "loop/collect/src/storefronts"),
    ("storefront_body", "loop/collect/src/storefronts"),
    ("storefront_order", "loop/collect/src/storefronts"),
    ("storefront_gone", "loop/collect/src/storefronts"),
    ("storefront_refund", "loop/collect/src/storefronts"),
    ("storefront_subscription", "loop/collect/src/storefronts"),
    ("storefront_errand", "loop/collect/src/storefronts"),
    ("storefront_day", "loop/collect/src/storefronts"),
    ("storefront_request", "loop/collect/src/storefronts"),
    ("regulation", "loop/collect/src/privacy"),
    ("forgotten", "loop/collect/src/privacy"),
    ("forgotten_refusal", "loop/collect/src/privacy"),
    ("backup", "loop/collect/src/backups"),
    ("staff", "app/access/src/staff"),
    ("recovery_code", "app/access/src/second"),
    ("session", "app/access/src/sessions"),
    ("ticket", "app/access/src/tickets"),
    ("audit_entry", "app/access/src/audit"),
    ("segment", "loop/know/src/segments"),
    ("target", "loop/know/src/targets"),
    ("segment_change", "loop/know/src/segments"),
    ("model_run", "loop/know/src/models"),
    ("model_in_use", "loop/know/src/models"),
    ("product_withheld", "loop/know/src/recommend/withheld"),
    ("question", "loop/know/src/questions"),
    ("campaign", "loop/act/src/campaigns"),
    ("decision", "loop/act/src/contact"),
    ("exposure", "loop/act/src/contact"),
    ("suppression", "loop/act/src/contact"),
    ("message", "loop/act/src/outbox"),
    ("service_message", "loop/act/src/messages"),
    ("service_text", "loop/act/src/messages"),
    ("letter_snippet", "loop/act/src/blocks/house"),
    ("signing_key", "loop/act/src/channels/signing"),
    ("reading", "loop/act/src/tracking"),
    ("bounce", "loop/act/src/bounces"),
    ("letter_view", "loop/act/src/views"),
    ("task", "loop/act/src/tasks"),
    ("journey", "loop/act/src/journeys"),
    ("journey_version", "loop/act/src/journeys"),
    ("journey_count", "loop/act/src/journeys"),
    ("journey_letter", "loop/act/src/journeys"),
    ("traveller", "loop/act/src/journeys"),
    ("journey_call", "loop/act/src/journeys"),
];

/// Writes to a table from outside its owner's folder, and writes to tables without an owner.
pub fn foreign_writers(house: &House) -> Vec<Complaint> {
    let in_product = |file: &&SourceFile| {
        file.path.starts_with("loop/")
            || file.path.starts_with("app/")
            || file.path.starts_with("foundation/")
    };
    let files = house.rust.iter().filter(in_product);
    files.filter(|file| !is_migration(&file.path)).flat_map(foreign_writes).collect()
}

/// What stands for a table's name in a text that is completed later.
const PLACEHOLDER: &str = "{}";

fn foreign_writes(file: &SourceFile) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (line, table) in written_tables(file) {
        match OWNERS.iter().find(|(owned, _)| *owned == table) {
            Some((_, owner)) if file.path.starts_with(owner) => {}
            None if table == PLACEHOLDER && file.path.starts_with("foundation/records/") => {}
            Some((_, owner)) => complaints.push(Complaint::new(
                file.at(line),
                format!("`{table}` is written by {owner} only"),
            )),
            None => complaints.push(Complaint::new(
                file.at(line),
                format!("`{table}` has no owner: add it to xtask/src/tidy/tables.rs"),
            )),
        }
    }
    complaints
}

fn written_tables(file: &SourceFile) -> Vec<(usize, String)> {
    let mut written = Vec::new();
    for (line, literal) in &file.literals {
        let words = words_of(literal);
        for at in 0..words.len() {
            let rest: Vec<&str> = words[at..].iter().take(3).map(String::as_str).collect();
            match rest[..] {
                ["insert", "into", table] => written.push((*line, table.to_owned())),
                ["delete", "from", table] => written.push((*line, table.to_owned())),
                ["update", table, "set"] => written.push((*line, table.to_owned())),
                _ => {}
            }
        }
    }
    written.extend(bulk_inserts(file));
    written
}

/// `Insert { table: "orders", … }`: the table is the literal that follows on the same line.
fn bulk_inserts(file: &SourceFile) -> Vec<(usize, String)> {
    let named = file.code_lines().filter(|(_, code)| code.contains(" table:"));
    let first_literal = |line| {
        let mut there = file.literals.iter().filter(move |(at, _)| *at == line);
        there.find(|(_, literal)| literal.bytes().all(is_word)).map(|(_, table)| table.clone())
    };
    named.filter_map(|(line, _)| Some((line, first_literal(line)?))).collect()
}

/// SQL in a file that is not there for it.
pub fn stray_sql(house: &House) -> Vec<Complaint> {
    let files = house.rust.iter().filter(|file| !may_hold_sql(&file.path));
    let mut complaints = Vec::new();
    for file in files {
        for (line, _) in file.literals.iter().filter(|(_, literal)| is_sql(literal)) {
            complaints.push(Complaint::new(file.at(*line), "SQL belongs into the slice's rows.rs"));
        }
    }
    complaints
}

/// Rows have their file in each slice; metric files ask the columns; the foundation is the
/// machinery under both; the workbench looks from outside.
fn may_hold_sql(path: &str) -> bool {
    let is_metric = path.starts_with("loop/know/") && !path.ends_with("/api.rs");
    is_metric
        || path.ends_with("/rows.rs")
        || ["foundation/", "testkit/", "xtask/", "bench/"].iter().any(|p| path.starts_with(p))
}

fn is_migration(path: &str) -> bool {
    path.starts_with("foundation/records/") && path.contains("migrat")
}

fn is_sql(literal: &str) -> bool {
    let words = words_of(literal);
    let has = |word: &str| words.iter().any(|w| w == word);
    match words.first().map(String::as_str) {
        Some("select") => has("from"),
        Some("insert") => has("into") && has("values"),
        Some("update") => has("set") && (has("where") || literal.contains('$')),
        Some("delete") => has("from") && has("where"),
        Some("with") => has("as") && has("select"),
        _ => false,
    }
}

fn words_of(literal: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_{}".contains(c);
    let words = literal.split(|c: char| !is_part(c)).filter(|word| !word.is_empty());
    words
        .map(|word| if word.contains('{') { PLACEHOLDER.to_owned() } else { word.to_lowercase() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn a_slice_writes_its_own_table_only() {
        let house = house_of(&[
            (
                "loop/collect/src/orders/rows.rs",
                r#"fn a() { tx.run("insert into orders values ($1)") }"#,
            ),
            ("loop/act/src/campaigns/rows.rs", r#"fn a() { tx.run("update orders set at = $1") }"#),
            ("loop/act/src/contact/rows.rs", r#"fn a() { Insert { table: "message" } }"#),
            ("loop/act/src/agenda/rows.rs", r#"fn a() { tx.run("delete from call_list") }"#),
        ]);
        let places: Vec<_> = foreign_writers(&house).into_iter().map(|c| c.place).collect();
        assert_eq!(
            places,
            [
                "loop/act/src/campaigns/rows.rs:1",
                "loop/act/src/contact/rows.rs:1",
                "loop/act/src/agenda/rows.rs:1"
            ]
        );
    }

    #[test]
    fn sql_outside_rows_is_told_and_a_sentence_is_not_sql() {
        let house = house_of(&[
            ("loop/act/src/campaigns/mod.rs", r#"fn a() { "select id from campaign" }"#),
            ("app/regulars/src/main.rs", r#"fn a() { "select the file to import" }"#),
            ("loop/collect/src/orders/rows.rs", r#"fn a() { "select id from orders" }"#),
        ]);
        let places: Vec<_> = stray_sql(&house).into_iter().map(|c| c.place).collect();
        assert_eq!(places, ["loop/act/src/campaigns/mod.rs:1"]);
    }
}
