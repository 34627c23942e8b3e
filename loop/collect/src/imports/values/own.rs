//! Cells that hold fields of the shop's own.

use domain::ShopZone;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value as Json, json};

use super::{DateOrder, DecimalSign, decimal, moment};
use crate::fields::{Anniversary, Definition, Kind, Misfit, Value};

/// How a file writes numbers and days.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a> {
    pub decimal: DecimalSign,
    pub order: DateOrder,
    pub zone: &'a ShopZone,
}

impl Written<'_> {
    /// What a filled cell tells in a field, in the form in which it is kept.
    pub fn value(&self, field: &Definition, cell: &str) -> Result<Json, Misfit> {
        let told = match field.kind {
            Kind::Number | Kind::Whole => self.number(cell),
            Kind::Date => self.day(cell),
            Kind::Anniversary => self.day_of_years(cell).or_else(|| self.day(cell)),
            Kind::Choices => Some(listed(cell)),
            Kind::Text | Kind::YesNo | Kind::Choice => None,
        };
        let value = Value::told(field, &told.unwrap_or_else(|| json!(cell)))?;
        Ok(value.map(|value| value.json(field.kind)).unwrap_or_default())
    }

    fn number(&self, cell: &str) -> Option<Json> {
        Some(json!(decimal(cell, self.decimal)?.to_f64()?))
    }

    fn day(&self, cell: &str) -> Option<Json> {
        let at = moment(cell, self.order, self.zone)?;
        Some(json!(self.zone.day_of(at).to_string()))
    }

    /// A day without its year, in the order of the file: `17.05` or `5/17`.
    fn day_of_years(&self, cell: &str) -> Option<Json> {
        let bare = cell.trim_start_matches('-');
        let (one, other) = bare.split_once(['.', '/', '-'])?;
        let number = |text: &str| (text.len() <= 2).then(|| text.parse::<i8>().ok()).flatten();
        let (one, other) = (number(one)?, number(other.trim_end_matches('.'))?);
        let (month, day) = match self.order {
            DateOrder::Dmy => (other, one),
            DateOrder::Mdy | DateOrder::Ymd => (one, other),
        };
        Some(json!(Anniversary::new(None, month, day)?.to_string()))
    }
}

/// Several values in one cell, with commas or semicolons between them.
fn listed(cell: &str) -> Json {
    let words = cell.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
    json!(words.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Names;

    fn told(kind: Kind, order: DateOrder, cell: &str) -> Result<Json, Misfit> {
        let choices = if kind.has_choices() { vec!["S", "M", "L"] } else { vec![] };
        let choices = choices.into_iter().map(str::to_owned).collect();
        let (key, names) = ("it".to_owned(), Names::default());
        let field = Definition { key, names, kind, choices, archived_at: None };
        let zone = ShopZone::utc();
        Written { decimal: DecimalSign::Comma, order, zone: &zone }.value(&field, cell)
    }

    #[test]
    fn cells_are_read_as_the_file_writes_them() {
        let dmy = |kind, cell| told(kind, DateOrder::Dmy, cell);
        assert_eq!(dmy(Kind::Number, "40,5"), Ok(json!(40.5)));
        assert_eq!(dmy(Kind::Date, "05.04.2026"), Ok(json!("2026-04-05")));
        assert_eq!(dmy(Kind::Anniversary, "17.05.1990"), Ok(json!("1990-05-17")));
        assert_eq!(dmy(Kind::Anniversary, "29.02"), Ok(json!("--02-29")));
        assert_eq!(told(Kind::Anniversary, DateOrder::Mdy, "5/7"), Ok(json!("--05-07")));
        assert_eq!(told(Kind::Anniversary, DateOrder::Ymd, "--05-07"), Ok(json!("--05-07")));
        assert_eq!(dmy(Kind::Choices, "l; s"), Ok(json!(["S", "L"])));
        assert_eq!(dmy(Kind::YesNo, "Так"), Ok(json!(true)));
        assert_eq!(dmy(Kind::Whole, "7,5").map_err(|misfit| misfit.word()), Err("not_whole"));
        assert_eq!(dmy(Kind::Date, "soon").map_err(|misfit| misfit.word()), Err("not_a_date"));
    }
}
