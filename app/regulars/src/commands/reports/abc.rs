//! ABC and XYZ in a terminal: the classes for people, every row for programs.

use domain::Caveats;
use know::abc::{AbcReport, Class, Steadiness};

use super::{Shown, Table, money, percent, said};

impl Shown for AbcReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        vec![self.classes_sheet(), self.matrix_sheet(), self.dependence_sheet(), self.first_sheet()]
    }
}

/// The parts of the report as tables.
trait Parts {
    fn classes_sheet(&self) -> Table;
    fn matrix_sheet(&self) -> Table;
    fn dependence_sheet(&self) -> Table;
    fn first_sheet(&self) -> Table;
}

impl Parts for AbcReport {
    fn classes_sheet(&self) -> Table {
        let rows = self.classes.iter().map(|class| {
            vec![
                format!("{:?}", class.class),
                class.n.to_string(),
                percent(class.n_share),
                money(class.value),
                percent(class.share),
            ]
        });
        Table::new(&["class", "how many", "of all", "value", "of the value"], 1, rows.collect())
    }

    fn matrix_sheet(&self) -> Table {
        let columns: Vec<String> = Steadiness::ALL.map(|xyz| format!("{xyz:?}")).into();
        let columns = [String::new()].into_iter().chain(columns).collect();
        let cell = |class: Class, xyz: Steadiness| {
            let found = self.matrix.iter().find(|cell| cell.class == class && cell.xyz == xyz);
            found.map_or_else(String::new, |cell| format!("{} · {}", cell.n, money(cell.value)))
        };
        let rows = self.classes.iter().map(|row| {
            let cells = Steadiness::ALL.map(|xyz| cell(row.class, xyz));
            [format!("{:?}", row.class)].into_iter().chain(cells).collect()
        });
        Table { columns, rows: rows.collect(), n_words: 1 }
    }

    fn dependence_sheet(&self) -> Table {
        let rows = self
            .dependence
            .iter()
            .map(|one| vec![one.top.to_string(), money(one.value), percent(one.share)]);
        Table::new(&["the first", "value", "of the value"], 0, rows.collect())
    }

    fn first_sheet(&self) -> Table {
        let columns = ["", "id", "name", "value", "up to here", "class", "varies by", "steadiness"];
        let rows = self.rows.iter().map(|row| {
            vec![
                row.rank.to_string(),
                row.id.clone(),
                row.name.clone().unwrap_or_default(),
                money(row.value),
                percent(Some(row.cumulative_share)),
                format!("{:?}", row.class),
                percent(row.cv),
                format!("{:?}", row.xyz),
            ]
        });
        Table::new(&columns, 3, rows.collect())
    }
}
