//! Guesses the columns of a table without a header by what stands in them.

use std::collections::HashMap;

use super::forms::Look;
use crate::imports::layouts::{Columns, Field};
use crate::imports::values::{DayEvidence, DecimalSign, day_evidence, decimal, email};

/// What a column looks like.
#[derive(Default)]
struct Shape {
    n_filled: usize,
    n_days: usize,
    n_emails: usize,
    n_wholes: usize,
    n_fractions: usize,
    largest: f64,
    n_different: usize,
}

/// The columns that speak for themselves; who bought, when, how many, for how much.
///
/// A guess to be shown and corrected: two columns of customer numbers look alike.
pub(super) fn columns(look: &Look) -> Columns {
    let shapes: Vec<Shape> = (0..look.headers.len()).map(|at| shape(look, at)).collect();
    let all = |at: usize, n: usize| n > 0 && n * 10 >= shapes[at].n_filled * 9;
    let mut free: Vec<usize> = (0..shapes.len()).collect();
    let mut columns = Columns::default();
    let mut give = |field, free: &mut Vec<usize>, fits: &dyn Fn(usize) -> bool| {
        if let Some(place) = free.iter().position(|at| fits(*at)) {
            columns.set(field, vec![free.remove(place)]);
        }
    };
    give(Field::OrderedAt, &mut free, &|at| all(at, shapes[at].n_days));
    give(Field::Email, &mut free, &|at| all(at, shapes[at].n_emails));
    give(Field::Amount, &mut free, &|at| {
        let shape = &shapes[at];
        shape.n_fractions > 0 && all(at, shape.n_fractions + shape.n_wholes)
    });
    // Customers come back, so their numbers repeat.
    give(Field::CustomerId, &mut free, &|at| {
        let shape = &shapes[at];
        let repeats = shape.n_different > 1 && shape.n_different < shape.n_filled;
        repeats && all(at, shape.n_wholes) && shape.largest >= 100.0
    });
    give(Field::Quantity, &mut free, &|at| {
        all(at, shapes[at].n_wholes) && shapes[at].largest < 100.0
    });
    columns
}

fn shape(look: &Look, column: usize) -> Shape {
    let mut shape = Shape::default();
    let mut seen: HashMap<&str, ()> = HashMap::new();
    let cells = look.sample.iter().filter_map(|row| row.cells.get(column)).map(str::trim);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        shape.n_filled += 1;
        seen.insert(cell, ());
        shape.n_days += usize::from(day_evidence(cell) != DayEvidence::NoDay);
        shape.n_emails += usize::from(email(cell).is_some());
        let number = decimal(cell, DecimalSign::Point).or(decimal(cell, DecimalSign::Comma));
        if let Some(number) = number {
            let is_whole = !cell.contains(['.', ',']);
            shape.n_wholes += usize::from(is_whole);
            shape.n_fractions += usize::from(!is_whole);
            shape.largest = shape.largest.max(number.to_string().parse().unwrap_or(0.0));
        }
    }
    shape.n_different = seen.len();
    shape
}
