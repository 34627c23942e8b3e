//! The export as one page: no script, no picture, nothing from elsewhere; it prints.

use domain::Money;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value as Json};

use super::words::{column, heading, opening};
use super::{Section, Told};
use crate::shop::Language;

const STYLE: &str = "
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.25rem 4rem;
  font: 1rem/1.55 Georgia, serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
.dim { opacity: .7; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font: .85rem/1.45 system-ui, sans-serif; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0;
  border-bottom: 1px solid rgba(128, 128, 128, .35); overflow-wrap: anywhere; min-width: 5rem; }
th { font-weight: 600; }
dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; }
dd { margin: 0; }
@media print { body { padding: 0; } tr { break-inside: avoid; } }
";

/// The whole page in a language.
pub fn page(told: &Told, language: Language) -> String {
    let [title, intro, none] = opening(language, told.shop.as_deref().unwrap_or("Regulars"));
    let markup = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                p { (intro) }
                p.dim { (told.customer_id) " · " (told.told_at.to_string()) }
                @if told.sections.is_empty() { p { (none) } }
                @for section in &told.sections { (shown(section, language)) }
            }
        }
    };
    markup.into_string()
}

fn shown(section: &Section, language: Language) -> Markup {
    let columns = columns_of(section);
    html! {
        section {
            h2 { (heading(language, section.kind)) " (" (section.items.len()) ")" }
            div.wide {
                table {
                    thead { tr { @for name in &columns { th { (column(language, name)) } } } }
                    tbody {
                        @for item in &section.items {
                            tr { @for name in &columns { td { (field(item, name)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Columns that only point from one row to another: programs get them, a person does not need them.
const POINTERS: [&str; 12] = [
    "id",
    "customer_id",
    "customer_no",
    "no",
    "seq",
    "dedup_key",
    "created_by",
    "updated_by",
    "updated_at",
    "created_at",
    "n_lines",
    "import_id",
];

/// The columns that any row fills, in the order of the first that does.
fn columns_of(section: &Section) -> Vec<&str> {
    let mut columns: Vec<&str> = Vec::new();
    for item in &section.items {
        for name in item.keys().map(String::as_str) {
            let is_pointer = POINTERS.contains(&name)
                || (name.ends_with("_id") && name != "external_id" && name != "anonymous_id");
            if !is_pointer && !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    columns
}

/// Columns of money, in the currency of their row.
const MONEY: [&str; 5] = ["amount", "discount", "tax", "shipping", "refunded"];

/// How much of a moment a person reads: the day, the hour and the minute.
const MINUTE: usize = "2026-03-02T09:00".len();

fn field(item: &Map<String, Json>, name: &str) -> Markup {
    let currency = item.get("currency").and_then(Json::as_str).and_then(|code| code.parse().ok());
    match (item.get(name), currency) {
        (Some(Json::Number(minor)), Some(currency)) if MONEY.contains(&name) => {
            let minor = minor.as_i64().unwrap_or_default();
            html! { (Money::new(minor, currency).to_string()) }
        }
        (Some(Json::String(text)), _) if super::is_moment(name) && text.len() > MINUTE => {
            html! { (text.chars().take(MINUTE).collect::<String>().replace('T', " ")) }
        }
        (value, _) => cell(value),
    }
}

fn cell(value: Option<&Json>) -> Markup {
    match value {
        None | Some(Json::Null) => html! { "–" },
        Some(Json::String(text)) => html! { (text) },
        Some(Json::Array(list)) => html! { @for one in list { div { (cell(Some(one))) } } },
        Some(Json::Object(fields)) => list_of(fields),
        Some(other) => html! { (other.to_string()) },
    }
}

fn list_of(fields: &Map<String, Json>) -> Markup {
    html! {
        dl {
            @for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                dt.dim { (name) }
                dd { (cell(Some(value))) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Instant;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_page_speaks_three_languages_and_runs_nothing_of_what_was_kept() {
        let item = json!({ "name": "<script>alert(1)</script>", "id": "7", "amount": 1_250,
                           "currency": "EUR", "at": "2026-03-02T09:00:00Z" });
        let Json::Object(item) = item else { panic!("a row") };
        let told = Told {
            shop: Some("Bread & Co".to_owned()),
            told_at: Instant(0),
            customer_id: "anna".to_owned(),
            sections: vec![Section { kind: "customer", items: vec![item] }],
        };
        for (language, heading) in
            [(Language::En, "Who you are"), (Language::Uk, "Хто ви"), (Language::Ru, "Кто вы")]
        {
            let page = page(&told, language);
            assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
            assert!(page.contains(heading), "{heading}");
            assert!(page.contains("Bread &amp; Co") && !page.contains("<script"));
            assert!(page.contains("12.50") && page.contains(">2026-03-02 09:00<"), "{page}");
        }
    }
}
