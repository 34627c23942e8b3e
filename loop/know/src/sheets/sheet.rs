//! A table with typed columns, and how a report tells its rows.

use collect::shop::Language;
use domain::{Caveats, Cell, Column, Currency, Instant, Kind, ShopZone};
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use serde::Serialize;
use serde_json::Value;

use crate::asking::ReportError;
use crate::figure::Figure;
use crate::{Head, Vantage};

/// A table on its way out.
pub struct Sheet {
    /// What is said beside it.
    pub about: About,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, some at a time.
    pub rows: BoxStream<'static, Result<Vec<Vec<Cell>>, ReportError>>,
}

/// What is said beside a table: where it comes from, what its figures mean, with what doubts.
#[derive(Clone, Debug)]
pub struct About {
    /// The report it belongs to.
    pub report: &'static str,
    /// Its name within the report.
    pub table: &'static str,
    /// Whether it is the table one means by the report's name.
    pub is_main: bool,
    /// What the figures mean, in words.
    pub definition: String,
    /// The options of the report, spelled as in its address.
    pub options: Vec<(String, String)>,
    /// The moment up to which orders were seen.
    pub as_of: Instant,
    /// The zone in which days are cut.
    pub zone: ShopZone,
    /// The currency of every amount.
    pub currency: Option<Currency>,
    /// What must be known before the figures are trusted.
    pub caveats: Caveats,
    /// The language of the headings.
    pub language: Language,
}

impl About {
    /// What is said beside a list that is no report.
    pub fn list(name: &'static str, vantage: &Vantage, options: &impl Serialize) -> Self {
        Self {
            report: name,
            table: name,
            is_main: true,
            definition: String::new(),
            options: spelled(options),
            as_of: vantage.as_of,
            zone: vantage.zone.clone(),
            currency: vantage.currency,
            caveats: vantage.caveats.clone(),
            language: vantage.language,
        }
    }

    /// The name of its file, without the dot and the ending: what it is, and as of when.
    pub fn file_name(&self) -> String {
        let day = self.zone.day_of(self.as_of);
        match self.is_main {
            true => format!("regulars-{}-{day}", self.report),
            false => format!("regulars-{}-{}-{day}", self.report, self.table),
        }
    }

    /// The same as words and texts, for the head of a file.
    pub(super) fn said(&self) -> Vec<(&'static str, String)> {
        let options = self.options.iter().map(|(name, value)| format!("{name}={value}"));
        let mut said = vec![
            ("report", self.report.to_owned()),
            ("table", self.table.to_owned()),
            ("definition", self.definition.clone()),
            ("options", options.collect::<Vec<_>>().join("&")),
            ("as_of", self.as_of.to_string()),
            ("zone", self.zone.name().to_owned()),
        ];
        said.extend(self.currency.map(|currency| ("currency", currency.to_string())));
        said.extend(self.caveats.0.iter().map(|caveat| ("caveat", caveat.text.clone())));
        said
    }
}

impl<Options: Serialize> From<&Head<Options>> for About {
    fn from(head: &Head<Options>) -> Self {
        Self {
            report: head.report,
            table: head.report,
            is_main: true,
            definition: head.definition.clone(),
            options: spelled(&head.options),
            as_of: head.as_of,
            zone: ShopZone::named(&head.zone).unwrap_or_else(|_| ShopZone::utc()),
            currency: head.currency,
            caveats: head.caveats.clone(),
            language: Language::default(),
        }
    }
}

/// Options as they stand in an address; those that were left out are left out.
fn spelled(options: &impl Serialize) -> Vec<(String, String)> {
    let Ok(Value::Object(options)) = serde_json::to_value(options) else { return Vec::new() };
    let spelled = options.into_iter().filter_map(|(name, value)| match value {
        Value::Null => None,
        Value::String(text) => Some((name, text)),
        other => Some((name, other.to_string())),
    });
    spelled.collect()
}

type Teller<'a, Row> = Box<dyn Fn(&Row) -> Cell + Send + 'a>;

/// The columns of a table, each with how its cell is read off a row.
pub struct Columns<'a, Row> {
    columns: Vec<Column>,
    tellers: Vec<Teller<'a, Row>>,
}

impl<Row> Default for Columns<'_, Row> {
    fn default() -> Self {
        Self { columns: Vec::new(), tellers: Vec::new() }
    }
}

/// Rows that are told at a time where there may be a million.
const PART_ROWS: usize = 4_096;

impl<'a, Row: 'a> Columns<'a, Row> {
    /// No column yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn and(
        mut self,
        name: impl Into<String>,
        kind: Kind,
        of: impl Fn(&Row) -> Cell + Send + 'a,
    ) -> Self {
        self.columns.push(Column { name: name.into(), kind });
        self.tellers.push(Box::new(of));
        self
    }

    /// And a column of words.
    pub fn word<V: Into<Cell>>(self, name: &str, of: impl Fn(&Row) -> V + Send + 'a) -> Self {
        self.and(name, Kind::Word, move |row| of(row).into())
    }

    /// And a column of yes and no.
    pub fn flag(self, name: &str, of: impl Fn(&Row) -> bool + Send + 'a) -> Self {
        self.and(name, Kind::Flag, move |row| of(row).into())
    }

    /// And a column of whole numbers.
    pub fn whole<V: Into<Cell>>(self, name: &str, of: impl Fn(&Row) -> V + Send + 'a) -> Self {
        self.and(name, Kind::Whole, move |row| of(row).into())
    }

    /// And a column of numbers with a part after the point.
    pub fn number<V>(self, name: &str, of: impl Fn(&Row) -> V + Send + 'a) -> Self
    where
        V: Into<Option<f64>>,
    {
        self.and(name, Kind::Number, move |row| of(row).into().map_or(Cell::Nothing, Cell::Number))
    }

    /// And a column of shares.
    pub fn share<V>(self, name: &str, of: impl Fn(&Row) -> V + Send + 'a) -> Self
    where
        V: Into<Option<f64>>,
    {
        self.and(name, Kind::Share, move |row| of(row).into().map_or(Cell::Nothing, Cell::Share))
    }

    /// And a column of amounts in the money of the shop.
    pub fn money<V: Into<Cell>>(
        self,
        name: &str,
        currency: Option<Currency>,
        of: impl Fn(&Row) -> V + Send + 'a,
    ) -> Self {
        self.and(name, Kind::Money(currency), move |row| of(row).into())
    }

    /// And a column of days.
    pub fn day<V: Into<Cell>>(self, name: &str, of: impl Fn(&Row) -> V + Send + 'a) -> Self {
        self.and(name, Kind::Day, move |row| of(row).into())
    }

    /// And a column of moments.
    pub fn moment<V: Into<Cell>>(self, name: &str, of: impl Fn(&Row) -> V + Send + 'a) -> Self {
        self.and(name, Kind::Moment, move |row| of(row).into())
    }

    /// And a column of numbers of one kind, which the options of the report decide.
    pub fn figure(
        self,
        name: impl Into<String>,
        kind: Kind,
        of: impl Fn(&Row) -> Option<Figure> + Send + 'a,
    ) -> Self {
        self.and(name, kind, move |row| cell_of(of(row), kind))
    }

    /// And a column of numbers of which each row has its own kind.
    pub fn figure_of_its_kind(
        self,
        name: &str,
        of: impl Fn(&Row) -> (Option<Figure>, Kind) + Send + 'a,
    ) -> Self {
        self.and(name, Kind::Figure, move |row| {
            let (figure, kind) = of(row);
            cell_of(figure, kind)
        })
    }

    fn told(&self, row: &Row) -> Vec<Cell> {
        self.tellers.iter().map(|teller| teller(row)).collect()
    }

    /// The table of these rows.
    pub fn of(self, about: impl Into<About>, rows: impl IntoIterator<Item = Row>) -> Sheet {
        let rows: Vec<Vec<Cell>> = rows.into_iter().map(|row| self.told(&row)).collect();
        let rows = stream::iter([Ok(rows)]).boxed();
        Sheet { about: about.into(), columns: self.columns, rows }
    }
}

impl<Row: Send + 'static> Columns<'static, Row> {
    /// The table of rows that are introduced some thousand at a time, because the names of a
    /// million customers do not fit beside their figures.
    pub fn in_parts<T, Introduced>(
        self,
        about: impl Into<About>,
        all: Vec<T>,
        introduce: impl Fn(Vec<T>) -> Introduced + Send + 'static,
    ) -> Sheet
    where
        T: Send + 'static,
        Introduced: Future<Output = Result<Vec<Row>, ReportError>> + Send + 'static,
    {
        let columns = self.columns.clone();
        let mut rest = all.into_iter();
        let parts = std::iter::from_fn(move || {
            let part: Vec<T> = rest.by_ref().take(PART_ROWS).collect();
            (!part.is_empty()).then_some(part)
        });
        let rows = stream::iter(parts).then(introduce);
        let rows = rows.map_ok(move |rows| rows.iter().map(|row| self.told(row)).collect());
        Sheet { about: about.into(), columns, rows: rows.boxed() }
    }
}

/// A figure whose number is a share where its kind says so.
fn cell_of(figure: Option<Figure>, kind: Kind) -> Cell {
    match figure {
        None => Cell::Nothing,
        Some(Figure::Count(count)) => Cell::count(count),
        Some(Figure::Number(share)) if kind == Kind::Share => Cell::Share(share),
        Some(Figure::Number(number)) => Cell::Number(number),
        Some(Figure::Money(money)) => Cell::Money(money),
    }
}

/// A choice by the word it has in addresses.
pub fn word_of(choice: &impl Serialize) -> Cell {
    match serde_json::to_value(choice) {
        Ok(Value::String(word)) => Cell::Word(word),
        _ => Cell::Nothing,
    }
}
