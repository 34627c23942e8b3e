//! A table as plain text for programs: numbers bare, money in minor units, nothing where there is
//! no answer.

use std::io::Write;

use domain::{Cell, harmless};
use futures::TryStreamExt;

use super::{Sheet, SheetError};

pub(super) async fn write(sheet: Sheet, out: impl Write + Send) -> Result<(), SheetError> {
    let Sheet { columns, mut rows, .. } = sheet;
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(columns.iter().map(|column| &column.name))?;
    while let Some(some) = rows.try_next().await? {
        for row in &some {
            writer.write_record(row.iter().map(text))?;
        }
    }
    Ok(writer.flush()?)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Word(word) => harmless(word).into_owned(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) | Cell::Share(number) => number.to_string(),
        Cell::Money(money) => money.minor.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(at) => at.to_string(),
    }
}
