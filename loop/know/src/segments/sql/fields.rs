//! What is known of somebody in a field, as SQL over the lent tables `field_words`,
//! `field_numbers` and `field_days`.

use collect::fields::{self, Value};
use collect::shop::Shop;
use domain::Day;
use facts::Lent;
use jiff::ToSpan;
use jiff::civil::date;

use super::Question;
use crate::asking::ReportError;
use crate::segments::SegmentError;
use crate::segments::crowd::{Asker, Meant, in_quotes, one_of};
use crate::segments::rule::{FieldTest, OfField, Rule};

impl Question<'_> {
    /// Whether his value is as it is wanted.
    pub(super) fn field(&mut self, OfField { field, test }: &OfField) -> String {
        let today = self.meant.today();
        let (table, condition) = match test {
            FieldTest::Known => ("field_words", "true".to_owned()),
            FieldTest::Compare { is, than } => {
                ("field_numbers", format!("value {} cast({than} as double)", is.sign()))
            }
            FieldTest::Between { least, most } => {
                let bounds = format!("cast({least} as double) and cast({most} as double)");
                ("field_numbers", format!("value between {bounds}"))
            }
            FieldTest::Is(texts) => {
                let small: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
                ("field_words", one_of("value", small.iter().map(String::as_str)))
            }
            FieldTest::Contains(part) => {
                ("field_words", format!("strpos(value, {}) > 0", in_quotes(&part.to_lowercase())))
            }
            FieldTest::StartsWith(opening) => {
                let opening = in_quotes(&opening.to_lowercase());
                ("field_words", format!("starts_with(value, {opening})"))
            }
            FieldTest::Yes => ("field_words", "value = 'yes'".to_owned()),
            FieldTest::No => ("field_words", "value = 'no'".to_owned()),
            FieldTest::Day { is, than } => {
                ("field_days", format!("day {} {}", is.sign(), Meant::number_of(*than)))
            }
            FieldTest::Days { from, until } => {
                let (from, until) = (Meant::number_of(*from), Meant::number_of(*until));
                ("field_days", format!("day between {from} and {until}"))
            }
            FieldTest::Today => ("field_days", near(today, today)),
            FieldTest::WithinNext(days) => {
                let last = today.saturating_add(i64::from(*days).days());
                ("field_days", near(today, last))
            }
            FieldTest::WithinLast(days) => {
                let first = today.saturating_sub(i64::from(*days).days());
                ("field_days", near(first, today))
            }
        };
        let part = self.part(format!(
            "select distinct customer_no from {table} where field = {} and {condition}",
            in_quotes(field)
        ));
        format!("{part}.customer_no is not null")
    }
}

/// A day in a stretch; of a day that comes back every year, one of its years.
fn near(first: Day, last: Day) -> String {
    let (from, until) = (Meant::number_of(first), Meant::number_of(last));
    format!(
        "case when month_and_day is null then day between {from} and {until} else {} end",
        of_every_year(first, last)
    )
}

/// The days of the year in a stretch, as months and days: 517 is the 17th of May.
fn of_every_year(first: Day, last: Day) -> String {
    if first.saturating_add(365.days()) <= last {
        return "true".to_owned();
    }
    let number = |day: Day| i64::from(day.month()) * 100 + i64::from(day.day());
    let join = if first.year() == last.year() { "and" } else { "or" };
    let mut days =
        format!("month_and_day >= {} {join} month_and_day <= {}", number(first), number(last));
    // The 29th of February is kept on the 28th where there is none.
    let stands_in = (first.year()..=last.year())
        .map(|year| date(year, 2, 28))
        .any(|day| !day.in_leap_year() && (first..=last).contains(&day));
    if stands_in {
        days.push_str(" or month_and_day = 229");
    }
    format!("({days})")
}

/// What is known in the fields that a rule names, column by column.
#[derive(Default)]
struct Told {
    words: (Vec<i64>, Vec<Option<String>>, Vec<Option<String>>),
    numbers: (Vec<i64>, Vec<Option<String>>, Vec<f64>),
    days: (Vec<i64>, Vec<Option<String>>, Vec<Option<i64>>, Vec<Option<i64>>),
}

impl Told {
    fn take(&mut self, field: &str, customer: i64, value: &Value) {
        let name = || Some(field.to_owned());
        let words = match value {
            Value::Choices(words) => words.iter().map(|word| word.to_lowercase()).collect(),
            other => vec![other.to_string().to_lowercase()],
        };
        for word in words {
            self.words.0.push(customer);
            self.words.1.push(name());
            self.words.2.push(Some(word));
        }
        if let Value::Number(number) = value {
            self.numbers.0.push(customer);
            self.numbers.1.push(name());
            self.numbers.2.push(*number);
        }
        let (day, month_and_day) = match value {
            Value::Date(day) => (Some(*day), None),
            Value::Anniversary(day) => (day.whole(), Some(day.month_and_day())),
            _ => return,
        };
        self.days.0.push(customer);
        self.days.1.push(name());
        self.days.2.push(day.map(Meant::number_of));
        self.days.3.push(month_and_day);
    }
}

/// `field_words(customer_no, field, value)`, `field_numbers(customer_no, field, value)` and
/// `field_days(customer_no, field, day, month_and_day)`: what is known in the fields that the rule
/// in front of the question names; words in small letters, one row a value, days counted from 1970.
pub(super) async fn lend(shop: &Shop, asker: &Asker<'_>, rule: &Rule) -> Result<(), SegmentError> {
    let mut named: Vec<&str> = Vec::new();
    for condition in rule.conditions() {
        if let Rule::Field(of) = condition {
            named.push(&of.field);
        }
    }
    let mut tx = shop.read().await?;
    let mut told = Told::default();
    for field in fields::list(&mut tx).await? {
        if !named.contains(&field.key.as_str()) {
            continue;
        }
        for (customer, value) in fields::of_everybody(&mut tx, &field).await? {
            told.take(&field.key, customer, &value);
        }
    }
    let Told { words, numbers, days } = told;
    let of = |customers, fields| {
        vec![("customer_no", Lent::Numbers(customers)), ("field", Lent::Words(fields))]
    };
    let mut words_of = of(words.0, words.1);
    words_of.push(("value", Lent::Words(words.2)));
    let mut numbers_of = of(numbers.0, numbers.1);
    numbers_of.push(("value", Lent::Shares(numbers.2)));
    let mut days_of = of(days.0, days.1);
    days_of.push(("day", Lent::SomeNumbers(days.2)));
    days_of.push(("month_and_day", Lent::SomeNumbers(days.3)));
    let tables =
        [("field_words", words_of), ("field_numbers", numbers_of), ("field_days", days_of)];
    for (table, columns) in tables {
        asker.asked.session.lend(table, columns).map_err(ReportError::from)?;
    }
    Ok(())
}
