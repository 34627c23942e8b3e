//! A file of spend: which columns it has, and what a row of it says.

use std::collections::BTreeMap;
use std::path::Path;

use domain::{Caveats, Currency, Day, Money, Period};
use serde::{Deserialize, Serialize};

use super::NewSpend;
use crate::imports::tables::{Hand, TableFile, TableRow, day_after, month_after};
use crate::imports::{Fault, ImportOptions, Rejection};

/// What its owner says about a file of spend; everything left out is guessed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SpendOptions {
    /// The channel of rows that name none, such as `facebook`.
    pub channel: Option<String>,
    /// The sheet of a workbook; the first one unless named.
    pub sheet: Option<String>,
    /// The order of day, month and year: `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
}

/// Names of columns as files call them in three languages, small letters and digits only; those
/// of the exports of Meta and Google Ads among them.
const FROM: &[&str] = &[
    "date",
    "day",
    "period",
    "month",
    "from",
    "start",
    "startdate",
    "reportingstarts",
    "дата",
    "день",
    "період",
    "місяць",
    "з",
    "від",
    "початок",
    "период",
    "месяц",
    "с",
    "от",
    "начало",
];
const LAST: &[&str] = &[
    "to",
    "end",
    "enddate",
    "lastday",
    "reportingends",
    "по",
    "до",
    "кінець",
    "конец",
    "останнійдень",
    "последнийдень",
];
const CHANNEL: &[&str] = &[
    "channel",
    "source",
    "utmsource",
    "medium",
    "platform",
    "network",
    "campaign",
    "campaignname",
    "канал",
    "джерело",
    "источник",
    "платформа",
    "кампанія",
    "кампания",
];
const AMOUNT: &[&str] = &[
    "amount",
    "spend",
    "spent",
    "cost",
    "amountspent",
    "adspend",
    "marketingspend",
    "сума",
    "витрати",
    "вартість",
    "сумма",
    "расход",
    "расходы",
    "затраты",
    "стоимость",
];
const CURRENCY: &[&str] =
    &["currency", "currencycode", "accountcurrency", "валюта", "кодвалюти", "кодвалюты"];

/// Where everything stands.
struct Columns {
    from: usize,
    last: Option<usize>,
    channel: Option<usize>,
    amount: usize,
    currency: Option<usize>,
}

impl Columns {
    fn of(file: &TableFile) -> Result<Self, Fault> {
        let needed = |names: &[&str], what: &str| {
            file.column(names).ok_or_else(|| {
                let text = format!("no column was recognised as {what}");
                let hint = format!(
                    "call it {}; the columns are: {}",
                    names[..3].join(", "),
                    file.headers()
                );
                Fault::new("missing_field", text, hint).at_line(1)
            })
        };
        Ok(Self {
            from: needed(FROM, "the day or the period")?,
            // Meta names the currency in the header: `Amount spent (EUR)`.
            amount: match file.column_beginning("amountspent") {
                Some(column) => column,
                None => needed(AMOUNT, "the amount")?,
            },
            last: file.column(LAST),
            channel: file.column(CHANNEL),
            currency: file.column(CURRENCY),
        })
    }
}

/// What a file says.
pub(super) struct Told {
    /// One for each channel and days; rows of the same are added up.
    pub spends: Vec<NewSpend>,
    /// Rows below the header.
    pub n_rows: u64,
    /// Rows that say nothing that can be written down.
    pub rejected: Vec<Rejection>,
    /// What must be known about the reading.
    pub caveats: Caveats,
}

/// Reads a file of a shop that counts in this currency.
pub(super) fn read(path: &Path, options: &SpendOptions, currency: Currency) -> Result<Told, Fault> {
    let reading = ImportOptions {
        sheet: options.sheet.clone(),
        date_order: options.date_order.clone(),
        ..ImportOptions::default()
    };
    let file = TableFile::open(path, &reading)?;
    let columns = Columns::of(&file)?;
    let (rows, mut rejected) = file.rows()?;
    let cells = |column: usize| rows.iter().filter_map(move |row| row.cell(column));
    let days = cells(columns.from).chain(columns.last.into_iter().flat_map(cells));
    let (hand, caveat) = Hand::of(days, cells(columns.amount), &reading)?;
    let n_rows = (rows.len() + rejected.len()) as u64;
    let reader = RowReader { columns, hand, options, currency };
    let mut sums: BTreeMap<(Option<String>, Day, Day), i64> = BTreeMap::new();
    for row in &rows {
        match reader.read(row) {
            Ok(NewSpend { channel, days, amount }) => {
                *sums.entry((channel, days.from, days.until)).or_default() += amount.minor;
            }
            Err(rejection) => rejected.push(rejection),
        }
    }
    rejected.sort_by_key(|rejection| rejection.line);
    let spends = sums.into_iter().map(|((channel, from, until), minor)| NewSpend {
        channel,
        days: Period::new(from, until),
        amount: Money::new(minor, currency),
    });
    let mut caveats = Caveats::default();
    caveat.into_iter().for_each(|caveat| caveats.say(caveat));
    Ok(Told { spends: spends.collect(), n_rows, rejected, caveats })
}

/// Reads the rows of one file.
struct RowReader<'a> {
    columns: Columns,
    hand: Hand,
    options: &'a SpendOptions,
    currency: Currency,
}

impl RowReader<'_> {
    fn read(&self, row: &TableRow) -> Result<NewSpend, Rejection> {
        self.check_currency(row)?;
        let days = self.days(row)?;
        let minor = self.minor(row)?;
        let amount = Money::new(minor, self.currency);
        let spend = NewSpend { channel: self.channel(row), days, amount };
        spend
            .check(Some(self.currency))
            .map_err(|error| Rejection::new(row.line, "makes_no_sense", error.to_string()))?;
        Ok(spend)
    }

    fn check_currency(&self, row: &TableRow) -> Result<(), Rejection> {
        let Some(cell) = self.columns.currency.and_then(|column| row.cell(column)) else {
            return Ok(());
        };
        if cell.parse() == Ok(self.currency) {
            return Ok(());
        }
        let text = format!("the shop counts in {}, the row says `{cell}`", self.currency);
        Err(Rejection::new(row.line, "other_currency", text).of_cell("currency", cell))
    }

    fn days(&self, row: &TableRow) -> Result<Period, Rejection> {
        let Some(cell) = row.cell(self.columns.from) else {
            return Err(Rejection::new(row.line, "no_day", "the row names no day"));
        };
        let wrong = |cell: &str| {
            let text = format!("`{cell}` is neither a day nor a month");
            Rejection::new(row.line, "not_a_day", text).of_cell("date", cell)
        };
        let last = self.columns.last.and_then(|column| row.cell(column));
        if let (Some(last), Some(from)) = (last, self.hand.day(cell)) {
            let last = self.hand.day(last).ok_or_else(|| wrong(last))?;
            return Ok(Period::new(from, day_after(last)));
        }
        if let Some(month) = self.hand.month(cell) {
            return Ok(Period::new(month, month_after(month)));
        }
        let day = self.hand.day(cell).ok_or_else(|| wrong(cell))?;
        Ok(Period::new(day, day_after(day)))
    }

    fn minor(&self, row: &TableRow) -> Result<i64, Rejection> {
        let Some(cell) = row.cell(self.columns.amount) else {
            return Err(Rejection::new(row.line, "no_amount", "the row names no amount"));
        };
        self.hand.amount(cell, self.currency.digits()).ok_or_else(|| {
            let text = format!("`{cell}` is no amount");
            Rejection::new(row.line, "not_a_number", text).of_cell("amount", cell)
        })
    }

    fn channel(&self, row: &TableRow) -> Option<String> {
        let told = self.columns.channel.and_then(|column| row.cell(column));
        told.or(self.options.channel.as_deref()).map(str::to_owned)
    }
}
