//! The question to the facts after somebody was forgotten.

/// How many rows of a fact table have this text in a column.
pub(super) fn count_in_facts((table, column): (&str, &str), text: &str) -> String {
    let text = text.to_lowercase().replace('\'', "''");
    format!(
        "select cast(0 as bigint), cast(count(*) as double) from {table}
         where lower({column}) = '{text}'"
    )
}
