//! A file of subscriptions: which columns it has, and what a row of it says.

use std::path::Path;

use domain::{Caveats, Currency, Day};
use serde::{Deserialize, Serialize};

use super::words::{Interval, Status};
use crate::imports::tables::{Hand, TableFile, TableRow};
use crate::imports::{Fault, ImportOptions, Rejection};
use crate::orders::draft::PersonDraft;

/// What its owner says about a file of subscriptions; everything left out is guessed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SubscriptionFileOptions {
    /// The sheet of a workbook; the first one unless named.
    pub sheet: Option<String>,
    /// The order of day, month and year: `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
}

/// How a subscription stood from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The line of the file.
    pub line: u64,
    /// Its id at its source.
    pub subscription: String,
    /// Whose it is.
    pub person: PersonDraft,
    /// From which day on.
    pub on: Day,
    /// How it stands.
    pub status: Status,
    /// Its price each time, for the whole quantity and less what is off for ever; none where the
    /// row names none, which leaves it as it was.
    pub minor: Option<i64>,
    /// For how long the price is; none leaves it as it was.
    pub interval: Option<Interval>,
    /// So many intervals at once.
    pub n_intervals: u32,
    /// What it is called.
    pub plan: Option<String>,
    /// Paid by use, so that nobody knows what it will be worth.
    pub is_metered: bool,
}

/// What a file says.
pub(super) struct Read {
    pub rows: Vec<Told>,
    /// Rows below the header.
    pub n_rows: u64,
    /// Rows that say nothing that can be written down.
    pub rejected: Vec<Rejection>,
    /// What must be known about the reading.
    pub caveats: Caveats,
}

/// Names of columns as files call them in three languages, small letters and digits only.
const SUBSCRIPTION: &[&str] =
    &["subscriptionid", "subscription", "id", "підписка", "номерпідписки", "подписка"];
const CUSTOMER: &[&str] =
    &["customerid", "customer", "clientid", "userid", "клієнт", "номерклієнта", "клиент"];
const EMAIL: &[&str] =
    &["email", "customeremail", "ел пошта", "пошта", "почта", "электроннаяпочта"];
const DAY: &[&str] =
    &["date", "day", "changedon", "from", "startdate", "created", "дата", "день", "з", "с"];
const STATUS: &[&str] = &["status", "state", "стан", "статус", "состояние"];
const AMOUNT: &[&str] = &["amount", "price", "unitamount", "сума", "ціна", "сумма", "цена"];
const CURRENCY: &[&str] = &["currency", "currencycode", "валюта"];
const INTERVAL: &[&str] = &["interval", "billinginterval", "billingperiod", "період", "период"];
const COUNT: &[&str] = &["intervalcount", "periods", "періодів", "периодов"];
const QUANTITY: &[&str] = &["quantity", "seats", "кількість", "количество"];
const DISCOUNT: &[&str] = &["discount", "discountforever", "знижка", "скидка"];
const PLAN: &[&str] = &["plan", "planname", "product", "план", "тариф"];
const USAGE: &[&str] = &["usagetype", "usage"];

/// Where everything stands.
struct Columns {
    subscription: usize,
    customer: Option<usize>,
    email: Option<usize>,
    day: usize,
    status: Option<usize>,
    amount: usize,
    currency: Option<usize>,
    interval: Option<usize>,
    count: Option<usize>,
    quantity: Option<usize>,
    discount: Option<usize>,
    plan: Option<usize>,
    usage: Option<usize>,
}

impl Columns {
    fn of(file: &TableFile) -> Result<Self, Fault> {
        let missing = |what: &str, names: &[&str]| {
            let text = format!("no column was recognised as {what}");
            let hint =
                format!("call it {}; the columns are: {}", names[..2].join(" or "), file.headers());
            Fault::new("missing_field", text, hint).at_line(1)
        };
        let needed =
            |names: &[&str], what: &str| file.column(names).ok_or_else(|| missing(what, names));
        let (customer, email) = (file.column(CUSTOMER), file.column(EMAIL));
        if customer.is_none() && email.is_none() {
            return Err(missing("the customer", CUSTOMER));
        }
        Ok(Self {
            subscription: needed(SUBSCRIPTION, "the id of the subscription")?,
            customer,
            email,
            day: needed(DAY, "the day from which on it is so")?,
            status: file.column(STATUS),
            amount: needed(AMOUNT, "the amount")?,
            currency: file.column(CURRENCY),
            interval: file.column(INTERVAL),
            count: file.column(COUNT),
            quantity: file.column(QUANTITY),
            discount: file.column(DISCOUNT),
            plan: file.column(PLAN),
            usage: file.column(USAGE),
        })
    }
}

/// Reads a file of a shop that counts in this currency.
pub(super) fn read(
    path: &Path,
    options: &SubscriptionFileOptions,
    currency: Currency,
) -> Result<Read, Fault> {
    let reading = ImportOptions {
        sheet: options.sheet.clone(),
        date_order: options.date_order.clone(),
        ..ImportOptions::default()
    };
    let file = TableFile::open(path, &reading)?;
    let columns = Columns::of(&file)?;
    let (rows, mut rejected) = file.rows()?;
    let cells = |column: usize| rows.iter().filter_map(move |row| row.cell(column));
    let (hand, caveat) = Hand::of(cells(columns.day), cells(columns.amount), &reading)?;
    let n_rows = (rows.len() + rejected.len()) as u64;
    let reader = RowReader { columns, hand, currency };
    let mut told = Vec::new();
    for row in &rows {
        match reader.read(row) {
            Ok(row) => told.push(row),
            Err(rejection) => rejected.push(rejection),
        }
    }
    rejected.sort_by_key(|rejection| rejection.line);
    let mut caveats = Caveats::default();
    caveat.into_iter().for_each(|caveat| caveats.say(caveat));
    Ok(Read { rows: told, n_rows, rejected, caveats })
}

/// Reads the rows of one file.
struct RowReader {
    columns: Columns,
    hand: Hand,
    currency: Currency,
}

impl RowReader {
    fn read(&self, row: &TableRow) -> Result<Told, Rejection> {
        let columns = &self.columns;
        let wrong = |code: &'static str, text: &str| Rejection::new(row.line, code, text);
        self.check_currency(row)?;
        let person = self.person(row)?;
        let subscription = row.cell(columns.subscription);
        let subscription = subscription
            .ok_or_else(|| wrong("no_subscription", "the row names no subscription"))?;
        let on = row.cell(columns.day).and_then(|cell| self.hand.day(cell));
        let on = on.ok_or_else(|| wrong("not_a_day", "the row names no day"))?;
        let status = self.word(row, columns.status, "status", Status::named)?;
        let status = status.unwrap_or(Status::Active);
        let n_intervals = self.whole(row, columns.count, "interval_count")?.unwrap_or(1);
        let usage = columns.usage.and_then(|column| row.cell(column));
        Ok(Told {
            line: row.line,
            subscription: subscription.to_owned(),
            person,
            on,
            status,
            minor: self.minor(row)?,
            interval: self.word(row, columns.interval, "interval", Interval::named)?,
            n_intervals,
            plan: columns.plan.and_then(|column| row.cell(column)).map(str::to_owned),
            is_metered: usage.is_some_and(|usage| usage.eq_ignore_ascii_case("metered")),
        })
    }

    fn person(&self, row: &TableRow) -> Result<PersonDraft, Rejection> {
        let cell = |column: Option<usize>| column.and_then(|column| row.cell(column));
        let external_id = cell(self.columns.customer).map(str::to_owned);
        let email = cell(self.columns.email).map(str::to_lowercase);
        if external_id.is_none() && email.is_none() {
            return Err(Rejection::new(row.line, "no_customer", "the row names no customer"));
        }
        Ok(PersonDraft { external_id, email, ..PersonDraft::default() })
    }

    fn check_currency(&self, row: &TableRow) -> Result<(), Rejection> {
        let told = self.columns.currency.and_then(|column| row.cell(column));
        match told {
            Some(cell) if cell.to_uppercase().parse() != Ok(self.currency) => {
                let text = format!("the shop counts in {}, the row says `{cell}`", self.currency);
                Err(Rejection::new(row.line, "other_currency", text).of_cell("currency", cell))
            }
            _ => Ok(()),
        }
    }

    /// A word of a list, where the row says one.
    fn word<T>(
        &self,
        row: &TableRow,
        column: Option<usize>,
        what: &'static str,
        named: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Rejection> {
        let Some(cell) = column.and_then(|column| row.cell(column)) else { return Ok(None) };
        named(cell).map(Some).ok_or_else(|| {
            let text = format!("`{cell}` is no {what} of a subscription");
            Rejection::new(row.line, "unknown_word", text).of_cell(what, cell)
        })
    }

    fn whole(
        &self,
        row: &TableRow,
        column: Option<usize>,
        what: &'static str,
    ) -> Result<Option<u32>, Rejection> {
        self.word(row, column, what, |cell| {
            cell.parse().ok().filter(|number| (1..=1_000_000).contains(number))
        })
    }

    /// The whole price each time.
    fn minor(&self, row: &TableRow) -> Result<Option<i64>, Rejection> {
        let digits = self.currency.digits();
        let amount = |column: Option<usize>| -> Result<Option<i64>, Rejection> {
            let Some(cell) = column.and_then(|column| row.cell(column)) else { return Ok(None) };
            self.hand.amount(cell, digits).map(Some).ok_or_else(|| {
                let text = format!("`{cell}` is no amount");
                Rejection::new(row.line, "not_a_number", text).of_cell("amount", cell)
            })
        };
        let Some(price) = amount(Some(self.columns.amount))? else { return Ok(None) };
        let off = amount(self.columns.discount)?.unwrap_or(0);
        let quantity = self.whole(row, self.columns.quantity, "quantity")?.unwrap_or(1);
        let minor = price.checked_mul(i64::from(quantity)).and_then(|whole| whole.checked_sub(off));
        match minor {
            Some(minor) if minor >= 0 => Ok(Some(minor)),
            _ => Err(Rejection::new(row.line, "makes_no_sense", "the price is below nothing")),
        }
    }
}
