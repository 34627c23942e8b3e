//! Reading a measure: a quantity, which orders are meant, and when.

use domain::OrderStatus;

use super::condition::{one_or_listed, texts};
use super::cursor::Cursor;
use crate::segments::rule::{Filters, Measure, Quantity, Window};
use crate::segments::text::{Fault, FaultCode};

/// `quantity {filter | window}`; none when no quantity stands here.
pub(super) fn measure(cursor: &mut Cursor<'_>) -> Result<Option<Measure>, Fault> {
    let Some(quantity) = cursor.one_of(&Quantity::NAMES) else { return Ok(None) };
    let (mut of, mut when) = (Filters::default(), Window::default());
    loop {
        let place = cursor.place();
        let was = (of.clone(), when.clone());
        if !(filter(cursor, &mut of)? || window(cursor, &mut when)?) {
            break;
        }
        if !is_more(&was.0, &of) && !when.says_more_than(&was.1) {
            let fault = cursor.fault_from(place, FaultCode::SaidTwice);
            return Err(fault.saying("this was said of the same figure before"));
        }
    }
    Ok(Some(Measure { quantity, of, when }))
}

/// Whether something is given that was not.
fn is_more(before: &Filters, after: &Filters) -> bool {
    let n_given = |filters: &Filters| {
        let texts = filters.texts().iter().filter(|(_, texts)| !texts.is_empty()).count();
        let bounds = [filters.worth_least, filters.worth_most].iter().flatten().count();
        texts + bounds + usize::from(!filters.status.is_empty())
    };
    n_given(after) > n_given(before)
}

impl Window {
    /// Whether something is given that was not.
    pub(super) fn says_more_than(&self, before: &Self) -> bool {
        let n_given = |window: &Self| {
            let numbers = [window.last_days, window.before_last_days, window.first_orders];
            numbers.iter().flatten().count() + [window.from, window.until].iter().flatten().count()
        };
        n_given(self) > n_given(before)
    }
}

/// Takes one filter up; answers whether one stood here.
fn filter(cursor: &mut Cursor<'_>, of: &mut Filters) -> Result<bool, Fault> {
    if cursor.phrase("of product") {
        of.product = texts(cursor)?;
    } else if cursor.phrase("of sku") {
        of.sku = texts(cursor)?;
    } else if cursor.phrase("of category") {
        of.category = texts(cursor)?;
    } else if cursor.phrase("with coupon") {
        of.coupon = texts(cursor)?;
    } else if cursor.phrase("with status") {
        of.status = one_or_listed(cursor, status)?;
    } else if cursor.phrase("through channel") {
        of.channel = texts(cursor)?;
    } else if cursor.phrase("to country") {
        of.country = texts(cursor)?;
    } else if cursor.phrase("to city") {
        of.city = texts(cursor)?;
    } else if cursor.phrase("worth at least") {
        of.worth_least = Some(worth(cursor)?);
    } else if cursor.phrase("worth at most") {
        of.worth_most = Some(worth(cursor)?);
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Takes one part of a window up; answers whether one stood here.
pub(super) fn window(cursor: &mut Cursor<'_>, when: &mut Window) -> Result<bool, Fault> {
    if cursor.phrase("in last") {
        when.last_days = Some(days(cursor)?);
    } else if cursor.phrase("before last") {
        when.before_last_days = Some(days(cursor)?);
    } else if cursor.phrase("from") {
        when.from = Some(cursor.day()?);
    } else if cursor.phrase("until") {
        when.until = Some(cursor.day()?);
    } else if cursor.phrase("in first") {
        when.first_orders = Some(cursor.must_count()?);
        one_of_two(cursor, "orders", "order")?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

pub(super) fn days(cursor: &mut Cursor<'_>) -> Result<u32, Fault> {
    let days = cursor.must_count()?;
    one_of_two(cursor, "days", "day")?;
    Ok(days)
}

pub(super) fn one_of_two(
    cursor: &mut Cursor<'_>,
    many: &'static str,
    one: &'static str,
) -> Result<(), Fault> {
    if cursor.phrase(many) { Ok(()) } else { cursor.must(one) }
}

fn status(cursor: &mut Cursor<'_>) -> Result<OrderStatus, Fault> {
    cursor.one_word(&OrderStatus::ALL, OrderStatus::word).ok_or_else(|| cursor.unexpected())
}

fn worth(cursor: &mut Cursor<'_>) -> Result<i64, Fault> {
    let place = cursor.place();
    let typed = cursor.number().ok_or_else(|| cursor.unexpected())?;
    let minor = cursor.coins.read(typed).filter(|minor| minor.abs() <= MONEY_MAX);
    minor.map(|minor| minor as i64).ok_or_else(|| no_money(cursor, place, typed))
}

/// Beyond this a float does not hold every coin.
const MONEY_MAX: f64 = 9e15;

/// The number that a figure is compared with; money in the smallest coins.
pub(super) fn number(cursor: &mut Cursor<'_>, of: &Measure) -> Result<f64, Fault> {
    let place = cursor.place();
    let typed = cursor.number().ok_or_else(|| cursor.unexpected())?;
    let number = of_typed(cursor, place, of, typed)?;
    percent_sign(cursor, of);
    Ok(number)
}

/// Of per cent the sign may be said or left out.
pub(super) fn percent_sign(cursor: &mut Cursor<'_>, of: &Measure) {
    if of.quantity.is_percent() {
        cursor.sign("%");
    }
}

/// A number that is no money.
pub(super) fn plain_number(cursor: &mut Cursor<'_>) -> Result<f64, Fault> {
    let place = cursor.place();
    let typed = cursor.number().ok_or_else(|| cursor.unexpected())?;
    of_typed_plain(cursor, place, typed)
}

/// What a typed number means beside a measure.
pub(super) fn of_typed(
    cursor: &Cursor<'_>,
    place: usize,
    of: &Measure,
    typed: &str,
) -> Result<f64, Fault> {
    match of.quantity.is_money() {
        true => cursor.coins.read(typed).ok_or_else(|| no_money(cursor, place, typed)),
        false => of_typed_plain(cursor, place, typed),
    }
}

/// What a typed number means by itself.
pub(super) fn of_typed_plain(cursor: &Cursor<'_>, place: usize, typed: &str) -> Result<f64, Fault> {
    typed.parse().map_err(|_| {
        let fault = cursor.fault_from(place, FaultCode::DoesNotFit);
        fault.saying(format!("`{typed}` is not a number"))
    })
}

fn no_money(cursor: &Cursor<'_>, place: usize, typed: &str) -> Fault {
    let fault = cursor.fault_from(place, FaultCode::DoesNotFit);
    fault.saying(format!("`{typed}` is not an amount in the coins of the shop's currency"))
}
