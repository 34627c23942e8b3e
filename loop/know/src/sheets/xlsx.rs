//! A table as a workbook for people: numbers that can be counted with, money and shares as people
//! write them, and a second sheet that says what they mean.
//!
//! Names are written as text and as nothing else: a customer called `=HYPERLINK(…)` stays one.

use std::io::Write;

use domain::{Cell, Column, Currency, Day, Instant, Kind, Money, ShopZone};
use futures::TryStreamExt;
use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::headings::{Label, heading};
use super::{About, Sheet, SheetError};

/// As many as one sheet of a workbook can hold beside its heading; the rest goes to the next one.
const PAGE_ROWS: RowNum = 1_048_575;

/// The longest text a cell can hold, in characters.
const CELL_CHARS: usize = 32_767;

/// Columns are as wide as their words, between these many characters.
const WIDTHS: (usize, usize) = (9, 48);

pub(super) async fn write(sheet: Sheet, out: impl Write + Send) -> Result<(), SheetError> {
    let Sheet { about, columns, mut rows } = sheet;
    let mut book = Book::open(&about, &columns)?;
    while let Some(some) = rows.try_next().await? {
        for row in &some {
            book.add(row)?;
        }
    }
    Ok(book.save(out)?)
}

/// A workbook being written; rows that are written have left the memory.
struct Book<'a> {
    workbook: Workbook,
    about: &'a About,
    columns: &'a [Column],
    looks: Looks,
    /// Characters of the longest word of each column.
    widths: Vec<usize>,
    /// Which sheet of the workbook the rows go to, and how many it has.
    page: usize,
    n_rows: RowNum,
}

impl<'a> Book<'a> {
    fn open(about: &'a About, columns: &'a [Column]) -> Result<Self, XlsxError> {
        let heads = columns.iter().map(|column| heading(&column.name, about.language));
        let mut book = Self {
            workbook: Workbook::new(),
            about,
            columns,
            looks: Looks::of(about.currency),
            widths: heads.map(|head| head.chars().count()).collect(),
            page: 0,
            n_rows: 0,
        };
        book.workbook.set_properties(&properties(about));
        book.open_page(0)?;
        book.tell_about()?;
        Ok(book)
    }

    fn open_page(&mut self, page: usize) -> Result<(), XlsxError> {
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        let name = Label::Rows.say(self.about.language);
        let name = if page == 0 { name.to_owned() } else { format!("{name} {page}") };
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (place, column) in columns_of(self.columns) {
            let head = heading(&column.name, self.about.language);
            sheet.write_string_with_format(0, place, head, &self.looks.head)?;
        }
        (self.page, self.n_rows) = (page, 0);
        Ok(())
    }

    fn add(&mut self, row: &[Cell]) -> Result<(), XlsxError> {
        if self.n_rows == PAGE_ROWS {
            self.fit_page()?;
            // The sheet with the words stands second, so the next rows stand third.
            self.open_page(self.page.max(1) + 1)?;
        }
        self.n_rows += 1;
        let sheet = self.workbook.worksheet_from_index(self.page)?;
        for ((place, _), (cell, width)) in
            columns_of(self.columns).zip(row.iter().zip(&mut self.widths))
        {
            let at = (self.n_rows, place);
            let n_chars = put(sheet, at, cell, &self.looks, &self.about.zone)?;
            *width = n_chars.max(*width);
        }
        Ok(())
    }

    fn fit_page(&mut self) -> Result<(), XlsxError> {
        let sheet = self.workbook.worksheet_from_index(self.page)?;
        for ((place, column), width) in columns_of(self.columns).zip(&self.widths) {
            // Amounts stand with their thousands apart and their currency behind.
            let room = if matches!(column.kind, Kind::Money(_)) { 8 } else { 2 };
            sheet.set_column_width(place, (width + room).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
        }
        Ok(())
    }

    fn tell_about(&mut self) -> Result<(), XlsxError> {
        let Self { workbook, about, looks, .. } = self;
        let language = about.language;
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(Label::About.say(language))?;
        sheet.set_column_width(0, 24)?.set_column_width(1, 100)?;
        for (row, (label, text)) in (0..).zip(said(about)) {
            sheet.write_string_with_format(row, 0, label, &looks.head)?;
            sheet.write_string_with_format(row, 1, clipped(&text), &looks.prose)?;
        }
        Ok(())
    }

    fn save(mut self, out: impl Write + Send) -> Result<(), XlsxError> {
        self.fit_page()?;
        self.workbook.save_to_writer(out)
    }
}

fn columns_of(columns: &[Column]) -> impl Iterator<Item = (ColNum, &Column)> {
    (0..).zip(columns)
}

/// What the second sheet says, line by line.
fn said(about: &About) -> Vec<(String, String)> {
    let say = |label: Label| label.say(about.language).to_owned();
    let mut said = vec![
        (say(Label::Report), format!("{} · {}", about.report, about.table)),
        (say(Label::Definition), about.definition.clone()),
        (say(Label::AsOf), about.as_of.to_string()),
        (say(Label::Zone), about.zone.name().to_owned()),
    ];
    said.extend(about.currency.map(|currency| (say(Label::Currency), currency.to_string())));
    let caveats = about.caveats.0.iter().map(|caveat| (say(Label::Caveat), caveat.text.clone()));
    said.extend(caveats);
    said.extend(about.options.iter().cloned());
    said.retain(|(_, text)| !text.is_empty());
    said
}

/// When it was made is when it was looked from: a file of the same figures is the same file.
fn properties(about: &About) -> DocProperties {
    let properties = DocProperties::new().set_title(about.file_name()).set_author("Regulars");
    match date_time(about.as_of, &ShopZone::utc()) {
        Some(at) => properties.set_creation_datetime(&at),
        None => properties,
    }
}

/// How cells are shown.
struct Looks {
    head: Format,
    prose: Format,
    whole: Format,
    number: Format,
    share: Format,
    money: Format,
    day: Format,
    moment: Format,
}

impl Looks {
    fn of(currency: Option<Currency>) -> Self {
        let shown = |pattern: &str| Format::new().set_num_format(pattern);
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            head: top.clone().set_bold(),
            prose: top.set_text_wrap(),
            whole: shown("#,##0"),
            number: shown("#,##0.00"),
            share: shown("0.0%"),
            money: shown(&currency.map_or_else(|| "#,##0.00".to_owned(), pattern)),
            day: shown("yyyy-mm-dd"),
            moment: shown("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

/// `#,##0.00 "EUR"`, with as many digits as the coin has.
fn pattern(currency: Currency) -> String {
    let digits = "0".repeat(currency.digits() as usize);
    let point = if digits.is_empty() { "" } else { "." };
    format!("#,##0{point}{digits} \"{currency}\"")
}

/// Writes one cell; answers about how many characters it takes.
fn put(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    cell: &Cell,
    looks: &Looks,
    zone: &ShopZone,
) -> Result<usize, XlsxError> {
    let (number, look) = match cell {
        Cell::Nothing => return Ok(0),
        Cell::Word(word) => {
            let word = clipped(word);
            sheet.write_string(row, column, word)?;
            return Ok(word.chars().take(WIDTHS.1).count());
        }
        Cell::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
            return Ok(5);
        }
        Cell::Day(day) => return put_time(sheet, (row, column), date(*day), day, &looks.day),
        Cell::Moment(at) => {
            return put_time(sheet, (row, column), date_time(*at, zone), at, &looks.moment);
        }
        Cell::Whole(number) => (*number as f64, &looks.whole),
        Cell::Number(number) => (*number, &looks.number),
        Cell::Share(share) => (*share, &looks.share),
        Cell::Money(money) => (in_whole_coins(*money), &looks.money),
    };
    sheet.write_number_with_format(row, column, number, look)?;
    Ok(format!("{number:.2}").len())
}

/// A time before 1900 is none to a spreadsheet; it is written as people write it.
fn put_time(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    time: Option<ExcelDateTime>,
    text: &impl ToString,
    look: &Format,
) -> Result<usize, XlsxError> {
    let text = text.to_string();
    match time {
        Some(time) => sheet.write_datetime_with_format(row, column, &time, look)?,
        None => sheet.write_string(row, column, &text)?,
    };
    Ok(text.len())
}

fn date(day: Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

fn date_time(at: Instant, zone: &ShopZone) -> Option<ExcelDateTime> {
    let wall = zone.wall_of(at);
    let (hour, minute) = (wall.hour().unsigned_abs(), wall.minute().unsigned_abs());
    date(wall.date())?.and_hms(hour.into(), minute, f64::from(wall.second())).ok()
}

/// A spreadsheet has no coins: 12.50 is the number 12.5.
fn in_whole_coins(money: Money) -> f64 {
    money.minor as f64 / 10_f64.powi(money.currency.digits().cast_signed())
}

fn clipped(text: &str) -> &str {
    text.char_indices().nth(CELL_CHARS).map_or(text, |(end, _)| &text[..end])
}
