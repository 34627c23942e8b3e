//! A file of products: which columns it has, and what a row of it says.

use std::collections::BTreeMap;
use std::path::Path;

use domain::{Caveats, Currency, Day};
use serde::{Deserialize, Serialize};

use super::{DIGITS, SKU_MAX, UnitCost};
use crate::imports::tables::{Hand, TableFile, TableRow};
use crate::imports::values::{DecimalSign, decimal, minor_units};
use crate::imports::{Fault, ImportOptions, Rejection};

/// What its owner says about a file of products; everything left out is guessed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductOptions {
    /// The first day of costs whose rows name none; left out, those hold ever since.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// The sheet of a workbook; the first one unless named.
    pub sheet: Option<String>,
    /// The order of day, month and year: `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
}

/// Names of columns as files call them in three languages, small letters and digits only; those of
/// the exports of Shopify and WooCommerce among them.
const SKU: &[&str] = &[
    "sku",
    "variantsku",
    "article",
    "articlenumber",
    "vendorcode",
    "productcode",
    "itemcode",
    "stockcode",
    "артикул",
    "кодтовара",
    "кодтовару",
    "код",
    "code",
    "barcode",
    "id",
];
const NAME: &[&str] = &[
    "name",
    "product",
    "productname",
    "title",
    "item",
    "itemname",
    "goods",
    "description",
    "название",
    "наименование",
    "товар",
    "номенклатура",
    "назва",
    "найменування",
];
const CATEGORY: &[&str] = &[
    "category",
    "categories",
    "productcategory",
    "producttype",
    "type",
    "group",
    "категория",
    "группа",
    "раздел",
    "категорія",
    "група",
    "розділ",
];
const COST: &[&str] = &[
    "cost",
    "unitcost",
    "costprice",
    "costperitem",
    "costofgoods",
    "cogs",
    "purchaseprice",
    "buyingprice",
    "себестоимость",
    "закупочнаяцена",
    "ценазакупки",
    "закупка",
    "собівартість",
    "закупівельнаціна",
    "ціназакупівлі",
    "закупівля",
];
const FROM: &[&str] = &[
    "from",
    "since",
    "validfrom",
    "startdate",
    "date",
    "day",
    "дата",
    "день",
    "с",
    "от",
    "датаначала",
    "з",
    "від",
    "датапочатку",
];
const CURRENCY: &[&str] = &["currency", "currencycode", "валюта", "кодвалюти", "кодвалюты"];

/// Where everything stands; a number or a name is there.
struct Columns {
    sku: Option<usize>,
    name: Option<usize>,
    category: Option<usize>,
    cost: Option<usize>,
    from: Option<usize>,
    currency: Option<usize>,
}

impl Columns {
    fn of(file: &TableFile) -> Result<Self, Fault> {
        let columns = Self {
            sku: file.column(SKU),
            name: file.column(NAME),
            category: file.column(CATEGORY),
            cost: file.column(COST),
            from: file.column(FROM),
            currency: file.column(CURRENCY),
        };
        let absent = |what: &str, names: &[&str]| {
            let text = format!("no column was recognised as {what}");
            let named = names[..3].join(", ");
            let hint = format!("call it {named}; the columns are: {}", file.headers());
            Fault::new("missing_field", text, hint).at_line(1)
        };
        if columns.sku.or(columns.name).is_none() {
            return Err(absent("the article number or the name", SKU));
        }
        let is_bare = columns.cost.or(columns.category).is_none();
        if is_bare && columns.sku.and(columns.name).is_none() {
            return Err(absent("the cost of a piece or the category", COST));
        }
        Ok(columns)
    }
}

/// What a file says of one product.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ToldProduct {
    pub name: Option<String>,
    pub category: Option<String>,
    /// What a piece costs from which day on; ever since where there is none.
    pub costs: BTreeMap<Option<Day>, UnitCost>,
}

/// What a file says.
pub(super) struct Told {
    /// By article number.
    pub products: BTreeMap<String, ToldProduct>,
    /// Rows below the header.
    pub n_rows: u64,
    /// Rows that say nothing that can be written down.
    pub rejected: Vec<Rejection>,
    /// What must be known about the reading.
    pub caveats: Caveats,
}

/// Reads a file of a shop that counts in this currency.
pub(super) fn read(
    path: &Path,
    options: &ProductOptions,
    currency: Currency,
) -> Result<Told, Fault> {
    let reading = ImportOptions {
        sheet: options.sheet.clone(),
        date_order: options.date_order.clone(),
        ..ImportOptions::default()
    };
    let file = TableFile::open(path, &reading)?;
    let columns = Columns::of(&file)?;
    let (rows, mut rejected) = file.rows()?;
    let cells = |column: Option<usize>| {
        rows.iter().filter_map(move |row| column.and_then(|column| row.cell(column)))
    };
    let (hand, caveat) = Hand::of(cells(columns.from), cells(columns.cost), &reading)?;
    let n_rows = (rows.len() + rejected.len()) as u64;
    let reader = RowReader { columns, hand, currency, from: options.from };
    let mut products: BTreeMap<String, ToldProduct> = BTreeMap::new();
    for row in &rows {
        let read = reader.read(row).and_then(|told| merge(&mut products, told, row.line));
        rejected.extend(read.err());
    }
    rejected.sort_by_key(|rejection| rejection.line);
    let mut caveats = Caveats::default();
    caveat.into_iter().for_each(|caveat| caveats.say(caveat));
    Ok(Told { products, n_rows, rejected, caveats })
}

/// What a row says beside the rows before it; two costs from one day contradict each other.
fn merge(
    products: &mut BTreeMap<String, ToldProduct>,
    (sku, told): (String, ToldProduct),
    line: u64,
) -> Result<(), Rejection> {
    let known = products.entry(sku).or_default();
    for (from, cost) in &told.costs {
        if let Some(other) = known.costs.get(from).filter(|other| *other != cost) {
            let text = format!("a row above says {other} from the same day");
            let rejection = Rejection::new(line, "two_costs", text);
            return Err(rejection.of_cell("cost", &cost.amount()));
        }
    }
    known.costs.extend(told.costs);
    known.name = told.name.or(known.name.take());
    known.category = told.category.or(known.category.take());
    Ok(())
}

/// What a piece costs, in millionths of a unit: `4.05`.
pub(super) fn millionths(amount: &str) -> Option<i64> {
    let number = decimal(amount, DecimalSign::Point)?;
    minor_units(number, DIGITS).filter(|millionths| *millionths >= 0)
}

/// Reads the rows of one file.
struct RowReader {
    columns: Columns,
    hand: Hand,
    currency: Currency,
    /// From which day costs hold whose rows name none.
    from: Option<Day>,
}

impl RowReader {
    fn read(&self, row: &TableRow) -> Result<(String, ToldProduct), Rejection> {
        let cell = |column: Option<usize>| column.and_then(|column| row.cell(column));
        let (sku, name) = (cell(self.columns.sku), cell(self.columns.name));
        let Some(number) = sku.or(name) else {
            let text = "the row names no product: neither a number nor a name";
            return Err(Rejection::new(row.line, "no_product", text));
        };
        if number.chars().count() > SKU_MAX {
            let text = format!("an article number has at most {SKU_MAX} letters");
            return Err(Rejection::new(row.line, "long_number", text).of_cell("sku", number));
        }
        let told = ToldProduct {
            name: name.map(str::to_owned),
            category: cell(self.columns.category).map(str::to_owned),
            costs: self.cost(row)?.into_iter().collect(),
        };
        Ok((number.to_owned(), told))
    }

    /// What a piece costs and from which day on; none where the row says no cost.
    fn cost(&self, row: &TableRow) -> Result<Option<(Option<Day>, UnitCost)>, Rejection> {
        let cell = |column: Option<usize>| column.and_then(|column| row.cell(column));
        let Some(cost) = cell(self.columns.cost) else { return Ok(None) };
        if let Some(told) = cell(self.columns.currency)
            && told.parse() != Ok(self.currency)
        {
            let text = format!("the shop counts in {}, the row says `{told}`", self.currency);
            return Err(Rejection::new(row.line, "other_currency", text).of_cell("currency", told));
        }
        let wrong = |reason: &str, text: String| Rejection::new(row.line, reason, text);
        let millionths = self.hand.amount(cost, DIGITS).ok_or_else(|| {
            wrong("not_a_number", format!("`{cost}` is no amount")).of_cell("cost", cost)
        })?;
        if millionths < 0 {
            let text = "nothing costs less than nothing".to_owned();
            return Err(wrong("negative", text).of_cell("cost", cost));
        }
        let from = match cell(self.columns.from) {
            None => self.from,
            Some(day) => Some(self.hand.day(day).ok_or_else(|| {
                wrong("not_a_day", format!("`{day}` is no day")).of_cell("from", day)
            })?),
        };
        Ok(Some((from, UnitCost { millionths, currency: self.currency })))
    }
}
