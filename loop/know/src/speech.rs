//! Numbers, money and months as people of a language write them, for sentences made here.

use collect::shop::Language;
use domain::Money;

/// How one language writes numbers.
#[derive(Clone, Copy, Debug)]
pub struct Speech(pub Language);

/// Keeps a number and its unit, and the parts of a number, on one line.
const NO_BREAK: char = '\u{a0}';

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// In the genitive: what stands after "of" and after "in the year".
const MONTHS_UK: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];
const MONTHS_RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

impl Speech {
    /// A count with its thousands apart: `12 345`, in English `12,345`.
    pub fn count(self, n: u64) -> String {
        let digits = n.to_string();
        let gap = match self.0 {
            Language::En => ',',
            Language::Uk | Language::Ru => NO_BREAK,
        };
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(gap);
            }
            text.push(digit);
        }
        text
    }

    /// A number with so many digits after the point.
    pub fn number(self, value: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", value.abs());
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |n| self.count(n));
        let sign = if value < 0.0 { "−" } else { "" };
        match rest.is_empty() {
            true => format!("{sign}{whole}"),
            false => format!("{sign}{whole}{}{rest}", self.point()),
        }
    }

    /// A share in per cent with one digit after the point.
    pub fn share(self, share: f64) -> String {
        let gap = match self.0 {
            Language::En => String::new(),
            Language::Uk | Language::Ru => NO_BREAK.to_string(),
        };
        format!("{}{gap}%", self.number(share * 100.0, 1))
    }

    /// An amount to the last coin: `€12.50`, `12,50 €`.
    pub fn money(self, money: Money) -> String {
        let digits = money.currency.digits();
        let unit = 10_u64.pow(digits);
        let (whole, rest) = (money.minor.unsigned_abs() / unit, money.minor.unsigned_abs() % unit);
        let mut amount = self.count(whole);
        if digits > 0 {
            amount.push_str(&format!("{}{rest:0width$}", self.point(), width = digits as usize));
        }
        self.with_symbol(money, &amount)
    }

    /// An amount in whole units of its currency, as a sentence needs it.
    pub fn round_money(self, money: Money) -> String {
        let unit = 10_u64.pow(money.currency.digits());
        self.with_symbol(money, &self.count((money.minor.unsigned_abs() + unit / 2) / unit))
    }

    fn with_symbol(self, money: Money, amount: &str) -> String {
        let sign = if money.minor < 0 { "\u{2212}" } else { "" };
        let symbol = symbol(money.currency.code());
        match (self.0, symbol.chars().count()) {
            (Language::En, 1) => format!("{sign}{symbol}{amount}"),
            (Language::En, _) => format!("{sign}{symbol}{NO_BREAK}{amount}"),
            _ => format!("{sign}{amount}{NO_BREAK}{symbol}"),
        }
    }

    /// The name of a month from 1 to 12, as it stands after a day or after "of".
    pub fn month_name(self, month: usize) -> Option<&'static str> {
        let months = match self.0 {
            Language::En => MONTHS_EN,
            Language::Uk => MONTHS_UK,
            Language::Ru => MONTHS_RU,
        };
        months.get(month.checked_sub(1)?).copied()
    }

    /// The month called `2026-03`, as it stands after "of".
    pub fn month(self, label: &str) -> String {
        let named = label.split_once('-').and_then(|(year, month)| {
            Some(format!("{} {year}", self.month_name(month.parse().ok()?)?))
        });
        named.unwrap_or_else(|| label.to_owned())
    }

    fn point(self) -> char {
        match self.0 {
            Language::En => '.',
            Language::Uk | Language::Ru => ',',
        }
    }
}

/// The sign people know a currency by; its code where there is none.
fn symbol(code: &str) -> &str {
    match code {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "UAH" => "₴",
        "RUB" => "₽",
        "KZT" => "₸",
        "PLN" => "zł",
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_its_own_points_and_gaps() {
        let (en, uk) = (Speech(Language::En), Speech(Language::Uk));
        assert_eq!((en.count(1_234_567), uk.count(999)), ("1,234,567".into(), "999".into()));
        assert_eq!((en.share(0.3141), uk.share(0.3141)), ("31.4%".into(), "31,4\u{a0}%".into()));
        assert_eq!(en.number(-1234.56, 1), "−1,234.6");
        let money = |minor| Money::new(minor, "GBP".parse().expect("a currency"));
        assert_eq!(en.round_money(money(1_234_560)), "£12,346");
        assert_eq!(uk.money(money(1_050)), "10,50\u{a0}£");
        assert_eq!(uk.month("2026-03"), "березня 2026");
    }
}
