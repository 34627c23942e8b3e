//! How numbers, money, days and words with numbers are written in each language.

use collect::fields::Anniversary;
use collect::shop::Language;
use domain::{Currency, Day, Money};
use know::Speech;
use minijinja::value::{Rest, Value};
use minijinja::{Environment, Error, ErrorKind};

/// Keeps a number and its unit on one line.
const NO_BREAK: char = '\u{a0}';

/// Adds `money`, `date`, `number` and `plural` in one language.
pub(super) fn add_to(environment: &mut Environment<'_>, language: Language) {
    environment.add_filter("money", move |value: Value| money(language, &value));
    environment.add_filter("date", move |value: Value| date(language, &value));
    environment.add_filter("number", move |value: Value| number(language, &value));
    environment.add_filter("plural", move |value: Value, forms: Rest<String>| {
        plural(language, &value, &forms)
    });
}

/// `12.50 EUR` as `€12.50` or `12,50 €`.
fn money(language: Language, value: &Value) -> Result<String, Error> {
    let part = |name: &str| value.get_attr(name).ok().filter(|found| !found.is_undefined());
    let minor = part("minor").and_then(|minor| i64::try_from(minor).ok());
    let currency = part("currency").and_then(|code| code.as_str()?.parse::<Currency>().ok());
    let (Some(minor), Some(currency)) = (minor, currency) else {
        return Err(refused("`money` needs an amount, such as customer.revenue"));
    };
    Ok(Speech(language).money(Money::new(minor, currency)))
}

/// `2011-12-09` as `9 December 2011`, `9 грудня 2011 р.` or `9 декабря 2011 г.`.
fn date(language: Language, value: &Value) -> Result<String, Error> {
    let text = value.as_str().unwrap_or_default();
    let month_name = |month: i8| {
        let month = usize::try_from(month).ok();
        month.and_then(|month| Speech(language).month_name(month)).unwrap_or_default()
    };
    let Ok(day) = text.parse::<Day>() else {
        // A birthday of which nobody told the year.
        let day: Anniversary = text
            .parse()
            .map_err(|_| refused("`date` needs a day, such as customer.last_order_on"))?;
        let (month, number) = (day.month_and_day() / 100, day.month_and_day() % 100);
        let month = month_name(i8::try_from(month).unwrap_or_default());
        return Ok(format!("{number}{NO_BREAK}{month}"));
    };
    let month = month_name(day.month());
    let (number, year) = (day.day(), day.year());
    Ok(match language {
        Language::En => format!("{number}{NO_BREAK}{} {year}", month),
        Language::Uk => format!("{number}{NO_BREAK}{} {year}{NO_BREAK}р.", month),
        Language::Ru => format!("{number}{NO_BREAK}{} {year}{NO_BREAK}г.", month),
    })
}

/// A whole number with its thousands apart.
fn number(language: Language, value: &Value) -> Result<String, Error> {
    let number = whole(value, "number")?;
    let sign = if number < 0 { "\u{2212}" } else { "" };
    Ok(format!("{sign}{}", Speech(language).count(number.unsigned_abs())))
}

/// The form of a word that goes with a number: two forms in English, three elsewhere.
fn plural(language: Language, value: &Value, forms: &[String]) -> Result<String, Error> {
    let number = whole(value, "plural")?.unsigned_abs();
    let place = match (language, forms.len()) {
        (Language::En, 2) => usize::from(number != 1),
        (Language::Uk | Language::Ru, 3) => slavic_form(number),
        (Language::En, _) => return Err(refused("`plural` needs two forms: day, days")),
        (Language::Uk, _) => return Err(refused("`plural` needs three forms: день, дні, днів")),
        (Language::Ru, _) => return Err(refused("`plural` needs three forms: день, дня, дней")),
    };
    Ok(forms[place].clone())
}

/// One, few or many, by the rules of CLDR for Ukrainian and Russian.
fn slavic_form(number: u64) -> usize {
    match (number % 10, number % 100) {
        (_, 11..=14) => 2,
        (1, _) => 0,
        (2..=4, _) => 1,
        _ => 2,
    }
}

fn whole(value: &Value, filter: &str) -> Result<i64, Error> {
    i64::try_from(value.clone())
        .map_err(|_| refused(&format!("`{filter}` needs a whole number, such as customer.orders")))
}

fn refused(detail: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an expression gives in English, Ukrainian and Russian; `_` stands for a no-break space.
    fn check(expression: &str, expected: [&str; 3]) {
        for (language, expected) in Language::ALL.into_iter().zip(expected) {
            let mut environment = Environment::new();
            add_to(&mut environment, language);
            let written = environment.render_str(&format!("{{{{ {expression} }}}}"), ());
            let written = written.expect(expression).replace(NO_BREAK, "_");
            assert_eq!(written, expected, "{expression} in {}", language.code());
        }
    }

    #[test]
    fn money_is_written_as_each_language_writes_it() {
        check(
            "{'minor': 123450, 'currency': 'GBP'} | money",
            ["£1,234.50", "1_234,50_£", "1_234,50_£"],
        );
        check("{'minor': -5, 'currency': 'UAH'} | money", ["−₴0.05", "−0,05_₴", "−0,05_₴"]);
        check(
            "{'minor': 1250, 'currency': 'JPY'} | money",
            ["JPY_1,250", "1_250_JPY", "1_250_JPY"],
        );
    }

    #[test]
    fn days_and_numbers_are_written_as_each_language_writes_them() {
        check("'2011-12-09' | date", ["9_December 2011", "9_грудня 2011_р.", "9_декабря 2011_г."]);
        check("'--05-17' | date", ["17_May", "17_травня", "17_мая"]);
        check("1234567 | number", ["1,234,567", "1_234_567", "1_234_567"]);
    }

    #[test]
    fn words_agree_with_their_numbers() {
        let word = |number: u32, language: Language| {
            let forms = match language {
                Language::En => vec!["day", "days"],
                Language::Uk => vec!["день", "дні", "днів"],
                Language::Ru => vec!["день", "дня", "дней"],
            };
            let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
            plural(language, &Value::from(number), &forms).expect("a form")
        };
        for (number, en, uk, ru) in [
            (0, "days", "днів", "дней"),
            (1, "day", "день", "день"),
            (3, "days", "дні", "дня"),
            (11, "days", "днів", "дней"),
            (21, "days", "день", "день"),
            (112, "days", "днів", "дней"),
            (124, "days", "дні", "дня"),
        ] {
            assert_eq!(word(number, Language::En), en, "{number}");
            assert_eq!(word(number, Language::Uk), uk, "{number}");
            assert_eq!(word(number, Language::Ru), ru, "{number}");
        }
    }

    #[test]
    fn a_filter_says_what_it_needs() {
        let mut environment = Environment::new();
        add_to(&mut environment, Language::Uk);
        let problem = environment.render_str("{{ 3 | plural('день', 'дні') }}", ());
        let problem = problem.expect_err("two forms are too few").to_string();
        assert!(problem.contains("three forms"), "{problem}");
    }
}
