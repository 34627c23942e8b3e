//! Drawn shops: a picture of who bought when, as orders.
//!
//! ```text
//! #         Jan  Feb  Mar  Apr
//! anna       x    x    .    x
//! boris      x    .    .    .
//! vera       .    .    25   xx
//! ```
//!
//! A cell is one month of one customer: `.` nothing, `x` an order, `xx` two, a number an order of
//! that much, `c` a cancelled order, `r` a refunded one; `x@31` names the day. The months follow
//! each other from January 2024 on, a smaller month opens the next year, and `2025-03` sets both.

use domain::{Instant, OrderStatus};
use jiff::civil::{Date, date};

/// One order of a drawn shop; plain data, so that every room can make its own of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnOrder {
    /// The word at the beginning of the row.
    pub customer: String,
    /// The place of the row, from 1; the dense number that columns are sorted by.
    pub customer_no: i64,
    /// The day in the picture, at noon UTC.
    pub at: Instant,
    /// 10.00 unless the picture says otherwise, in minor units.
    pub amount: i64,
    /// Paid unless the picture says otherwise.
    pub status: OrderStatus,
}

const USUAL_AMOUNT: i64 = 1_000;

/// The first order of a month is on its 10th, the second on the 20th.
const USUAL_DAYS: [i8; 2] = [10, 20];

/// The orders of a picture, customer by customer, each in the order of time.
///
/// # Panics
///
/// When the picture cannot be read; a test with a wrong picture must not pass.
pub fn shop(picture: &str) -> Vec<DrawnOrder> {
    let mut rows = picture.lines().map(str::trim).filter(|row| !row.is_empty());
    let header = rows.next().expect("a picture begins with its months");
    let months = months_of(header);
    rows.zip(1..).flat_map(|(row, customer_no)| orders_of(row, customer_no, &months)).collect()
}

/// The first day of every drawn month.
fn months_of(header: &str) -> Vec<Date> {
    let words = header.strip_prefix('#').expect("the row of months begins with #");
    let mut months: Vec<Date> = Vec::new();
    for word in words.split_whitespace() {
        let before = months.last().copied();
        months.push(month_of(word, before).unwrap_or_else(|| panic!("`{word}` is no month")));
    }
    months
}

fn month_of(word: &str, before: Option<Date>) -> Option<Date> {
    const NAMES: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if let Some((year, month)) = word.split_once('-') {
        return Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok();
    }
    let place = NAMES.find(word).filter(|place| word.len() == 3 && place % 3 == 0)?;
    let month = i8::try_from(place / 3 + 1).ok()?;
    Some(match before {
        Some(before) if before.month() >= month => date(before.year() + 1, month, 1),
        Some(before) => date(before.year(), month, 1),
        None => date(2024, month, 1),
    })
}

fn orders_of(row: &str, customer_no: i64, months: &[Date]) -> Vec<DrawnOrder> {
    let mut words = row.split_whitespace();
    let customer = words.next().expect("a row begins with a customer");
    let cells: Vec<&str> = words.collect();
    assert_eq!(cells.len(), months.len(), "the row of {customer} has a cell for every month");
    let drawn = cells.iter().zip(months).flat_map(|(cell, month)| purchases(cell, *month));
    drawn
        .map(|(day, amount, status)| DrawnOrder {
            customer: customer.to_owned(),
            customer_no,
            at: noon(day),
            amount,
            status,
        })
        .collect()
}

fn purchases(cell: &str, month: Date) -> Vec<(Date, i64, OrderStatus)> {
    let (what, day) = match cell.split_once('@') {
        Some((what, day)) => (what, Some(day.parse::<i8>().expect("a day follows the @"))),
        None => (cell, None),
    };
    let on = |nth: usize| {
        let day = day.unwrap_or(USUAL_DAYS[nth]);
        Date::new(month.year(), month.month(), day).expect("the day is in the month")
    };
    match what {
        "." => vec![],
        "x" => vec![(on(0), USUAL_AMOUNT, OrderStatus::Paid)],
        "xx" => (0..2).map(|nth| (on(nth), USUAL_AMOUNT, OrderStatus::Paid)).collect(),
        "c" => vec![(on(0), USUAL_AMOUNT, OrderStatus::Cancelled)],
        "r" => vec![(on(0), USUAL_AMOUNT, OrderStatus::Refunded)],
        amount => {
            let whole: i64 = amount.parse().unwrap_or_else(|_| panic!("`{cell}` is no cell"));
            vec![(on(0), whole * 100, OrderStatus::Paid)]
        }
    }
}

fn noon(day: Date) -> Instant {
    let zoned = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    Instant::from(zoned.expect("UTC has every noon").timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_becomes_orders_in_time() {
        let orders = shop(
            "
            #         Nov  Dec  Jan
            anna       x    .    25
            boris      c    xx   x@31
            ",
        );
        let told: Vec<String> = orders
            .iter()
            .map(|o| format!("{} {} {} {:?}", o.customer_no, o.at, o.amount, o.status))
            .collect();
        assert_eq!(
            told,
            [
                "1 2024-11-10T12:00:00Z 1000 Paid",
                "1 2025-01-10T12:00:00Z 2500 Paid",
                "2 2024-11-10T12:00:00Z 1000 Cancelled",
                "2 2024-12-10T12:00:00Z 1000 Paid",
                "2 2024-12-20T12:00:00Z 1000 Paid",
                "2 2025-01-31T12:00:00Z 1000 Paid",
            ]
        );
    }

    #[test]
    #[should_panic(expected = "has a cell for every month")]
    fn a_picture_with_a_missing_cell_is_refused() {
        shop("# Jan Feb\nanna x");
    }
}
