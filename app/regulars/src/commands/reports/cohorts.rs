//! The cohort table in a terminal: a triangle of numbers.

use domain::Caveats;
use know::cohorts::{Cell, CohortReport};
use know::figure::Figure;

use super::{Shown, Table, percent, said};

/// Periods shown to people; what is further right is in the JSON and the files.
const PERIODS_MAX: usize = 24;

impl Shown for CohortReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let longest = self.cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or(0);
        let n_periods = longest.min(PERIODS_MAX);
        let mut columns = vec!["cohort".to_owned(), "size".to_owned(), "again".to_owned()];
        let brackets = self.head.options.brackets.as_ref();
        let named: Vec<String> = brackets.map_or_else(Vec::new, |brackets| {
            brackets.stretches().map(|(opens, ends)| format!("{opens}–{}", ends - 1)).collect()
        });
        let name = |k: usize| named.get(k).cloned().unwrap_or_else(|| k.to_string());
        columns.extend((1..n_periods).map(name));
        let mut rows: Vec<Vec<String>> = self
            .cohorts
            .iter()
            .map(|cohort| {
                let again = percent(cohort.cells.first().and_then(|cell| cell.again));
                let left = [cohort.cohort.clone(), cohort.size.to_string(), again];
                let cells = cohort.cells.iter().take(n_periods).skip(1).map(shown);
                padded(left.into_iter().chain(cells), n_periods + 2)
            })
            .collect();
        let again = percent(self.mean.first().and_then(|mean| mean.again));
        let mean = self.mean.iter().take(n_periods).skip(1).map(|mean| figure(mean.value));
        let left = ["mean".to_owned(), String::new(), again];
        rows.push(padded(left.into_iter().chain(mean), n_periods + 2));
        vec![Table { columns, rows, n_words: 1 }]
    }
}

fn padded(cells: impl Iterator<Item = String>, n_columns: usize) -> Vec<String> {
    let mut row: Vec<String> = cells.collect();
    row.resize(n_columns.max(row.len()), String::new());
    row
}

/// A period that is not over bears a star.
fn shown(cell: &Cell) -> String {
    let star = if cell.complete { "" } else { "*" };
    format!("{}{star}", figure(cell.value))
}

fn figure(value: Option<Figure>) -> String {
    match value {
        None => "–".to_owned(),
        Some(Figure::Count(count)) => count.to_string(),
        // Shares never exceed 1; the mean of counts is the only other number here.
        Some(Figure::Number(share)) if share <= 1.0 => format!("{:.1}%", share * 100.0),
        Some(Figure::Number(mean)) => format!("{mean:.1}"),
        Some(Figure::Money(money)) => money.to_string(),
    }
}
