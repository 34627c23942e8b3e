//! Currencies as export files write them: by their codes, and as people call them.

use domain::{Currency, UnknownCurrency};

/// What 1C and its like write instead of a code.
const CALLED: &[(&str, &[&str])] = &[
    ("RUB", &["руб", "рубль", "р", "₽", "rur"]),
    ("UAH", &["грн", "гривна", "гривня", "₴"]),
    ("KZT", &["тенге", "тг", "₸"]),
    ("BYN", &["бел руб", "byr"]),
    ("USD", &["$", "долл"]),
    ("EUR", &["€", "евро", "євро"]),
];

/// The currency of a cell.
pub(crate) fn currency_named(cell: &str) -> Result<Currency, UnknownCurrency> {
    let word = cell.trim().trim_end_matches('.').to_lowercase();
    let called = CALLED.iter().find(|(_, words)| words.contains(&word.as_str()));
    called.map_or(cell.trim(), |(code, _)| code).parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_known_by_its_code_and_by_what_people_call_it() {
        let code = |cell| currency_named(cell).map(|currency| currency.code().to_owned()).ok();
        for (cell, known) in
            [("UAH", Some("UAH")), ("грн.", Some("UAH")), (" руб", Some("RUB")), ("пуб", None)]
        {
            assert_eq!(code(cell).as_deref(), known, "{cell}");
        }
    }
}
