//! An order history in the columns of `uci-online-retail`, with an address and an answer added.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use domain::Instant;
use testkit::real_data;

/// The day on which the letter goes out: what was bought before comes in before it.
pub const SPLIT: &str = "2011-09-01";

const HEADER: [&str; 10] = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
    "Email",
    "EmailConsent",
];

/// One line: invoice, article, name, quantity, time, price, customer, country.
type Row = [String; 8];

/// The lines of a shop's invoices.
pub struct History(Vec<Row>);

/// What the owner of an address answered: every fourth said no, every fourth nothing.
pub fn answer_of(address: &str) -> &'static str {
    let number = address.split('@').next().and_then(|number| number.parse::<u32>().ok());
    match number.map(|number| number % 4) {
        Some(0) => "no",
        Some(1) => "",
        _ => "yes",
    }
}

impl History {
    /// The year of the gift shop; nothing, with a word, where the data set is not at hand.
    pub fn online_retail() -> Option<Self> {
        let path = real_data("uci-online-retail/online_retail.csv.gz")?;
        let file = std::fs::File::open(path).expect("the data set opens");
        let mut reader = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
        let row = |record: Result<csv::StringRecord, csv::Error>| {
            let record = record.expect("a line of the data set");
            std::array::from_fn(|column| record[column].trim_end_matches(".0").to_owned())
        };
        Some(Self(reader.records().map(row).collect()))
    }

    /// Four hundred customers who bought in spring; some came in August, some come in September.
    pub fn made_up() -> Self {
        let mut history = Self(Vec::new());
        for number in 0..400_u32 {
            history.buys(number, &format!("2011-{:02}-{:02}", 1 + number % 6, 1 + number % 27));
            if number % 3 == 0 {
                history.buys(number, "2011-08-20");
            }
            if number % 5 == 0 {
                history.buys(number, &format!("2011-09-{:02}", 2 + number % 25));
            }
        }
        history
    }

    fn buys(&mut self, number: u32, day: &str) {
        let invoice = (536_000 + self.0.len()).to_string();
        let row = [
            &invoice,
            "22423",
            "CAKESTAND",
            "2",
            &format!("{day} 10:00:00"),
            "12.75",
            &(12_000 + number).to_string(),
            "United Kingdom",
        ];
        self.0.push(row.map(str::to_owned));
    }

    /// A file of what was bought before the letter.
    pub fn before(&self, folder: &Path) -> PathBuf {
        self.file(folder.join("before.csv"), |row| row[4].as_str() < SPLIT)
    }

    /// A file of what was bought since.
    pub fn after(&self, folder: &Path) -> PathBuf {
        self.file(folder.join("after.csv"), |row| row[4].as_str() >= SPLIT)
    }

    fn file(&self, path: PathBuf, wanted: impl Fn(&Row) -> bool) -> PathBuf {
        let mut writer = csv::Writer::from_path(&path).expect("the folder is writable");
        writer.write_record(HEADER).expect("written");
        for row in self.0.iter().filter(|row| wanted(row)) {
            let email = match row[6].as_str() {
                "" => String::new(),
                number => format!("{number}@example.test"),
            };
            let added = [email.as_str(), answer_of(&email)];
            writer.write_record(row.iter().map(String::as_str).chain(added)).expect("written");
        }
        writer.flush().expect("written");
        path
    }

    /// When each customer's invoices that brought money were written, by his number.
    pub fn purchases(&self) -> HashMap<&str, Vec<Instant>> {
        let mut invoices: HashMap<(&str, &str), (&str, f64)> = HashMap::new();
        for [invoice, _, _, quantity, at, price, customer, _] in &self.0 {
            let number = |text: &str| text.parse::<f64>().expect("a number");
            let worth = number(quantity) * number(price);
            invoices.entry((customer, invoice)).or_insert((at, 0.0)).1 += worth;
        }
        let mut purchases: HashMap<&str, Vec<Instant>> = HashMap::new();
        for ((customer, invoice), (at, worth)) in invoices {
            if !invoice.starts_with('C') && worth > 0.004 {
                let at = format!("{}Z", at.replace(' ', "T")).parse().expect("a moment");
                purchases.entry(customer).or_default().push(at);
            }
        }
        purchases
    }
}
