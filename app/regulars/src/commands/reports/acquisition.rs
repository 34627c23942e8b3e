//! What new customers cost and leave, in a terminal.

use domain::Caveats;
use know::acquisition::{Acquired, AcquisitionReport};

use super::{Shown, Table, money, said};

/// Months of a customer's own time that people look at; all of them are in the JSON.
const MONTHS_SHOWN: usize = 6;

impl Shown for AcquisitionReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let all = |first: &str| {
            let name = |name: &str| if name.is_empty() { "–" } else { name }.to_owned();
            let rows = if first == "channel" { &self.channels } else { &self.months };
            let rows = rows.iter().map(|row| cells(name(&row.name), row));
            let total = self.total.iter().map(|total| cells("all".to_owned(), total));
            table(first, rows.chain(total).collect())
        };
        vec![all("channel"), all("month")]
    }
}

fn table(first: &str, rows: Vec<Vec<String>>) -> Table {
    let mut columns: Vec<String> =
        [first, "new", "spend", "cost of each", "paid back in"].map(str::to_owned).into();
    columns.extend((0..MONTHS_SHOWN).map(|k| format!("left by {k}")));
    Table { columns, rows, n_words: 1 }
}

fn cells(name: String, row: &Acquired) -> Vec<String> {
    let payback = row.payback_month.map_or_else(|| "–".to_owned(), |k| format!("month {k}"));
    let mut cells =
        vec![name, row.new_customers.to_string(), money(row.spend), money(row.cac), payback];
    cells.extend((0..MONTHS_SHOWN).map(|k| money(row.worth.get(k).map(|worth| worth.each))));
    cells
}
