//! Every table read back by a reader that is not ours, beside the report it belongs to.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use calamine::{Data, Reader, Xlsx};
use collect::orders;
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::shop::{self, Language, Settings, Shop};
use domain::ShopZone;
use records::Actor;
use serde_json::Value;
use testkit::{Stage, on_both_engines, on_one_engine};
use tower::ServiceExt;

use super::headings::{HEADINGS, heading};

/// Two customers whose names a spreadsheet would run, and one it would not.
const PURCHASES: [(&str, &[&str]); 3] = [
    ("=HYPERLINK(\"http://x\")", &["2025-01-05", "2025-02-10", "2025-03-03"]),
    ("@SUM(1)", &["2025-01-20", "2025-03-25"]),
    ("Anna", &["2025-01-31"]),
];

fn order(customer: &str, day: &str) -> OrderDraft {
    let at = ShopZone::utc().start_of(day.parse().expect("a day"));
    OrderDraft {
        person: Some(PersonDraft {
            external_id: Some(customer.to_owned()),
            name: Some(customer.to_owned()),
            ..PersonDraft::default()
        }),
        ..testkit::order("till", &format!("{customer}-{day}"), at)
    }
    .sealed()
}

async fn shop_of_formulas(stage: &Stage, language: Language) -> Shop {
    let shop = stage.shop().await;
    let settings = Settings {
        zone: Some("UTC".to_owned()),
        currency: Some("EUR".parse().expect("a currency")),
        language,
        ..Settings::default()
    };
    let orders = PURCHASES.iter().flat_map(|(who, days)| days.iter().map(|day| order(who, day)));
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    shop::save_settings(&mut tx, &settings).await.expect("settings are written");
    let orders: Vec<OrderDraft> = orders.collect();
    orders::record_many(&mut tx, None, &orders).await.expect("orders are written");
    tx.commit().await.expect("all is kept");
    shop
}

struct Answered {
    status: StatusCode,
    file_name: String,
    body: Vec<u8>,
}

async fn get(shop: &Shop, address: &str) -> Answered {
    let router = crate::router().split_for_parts().0.with_state(shop.clone());
    let request = Request::get(address).body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let name = response.headers().get(header::CONTENT_DISPOSITION);
    Answered {
        status: response.status(),
        file_name: name.map(|name| name.to_str().expect("text").to_owned()).unwrap_or_default(),
        body: to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec(),
    }
}

async fn json(shop: &Shop, address: &str) -> Value {
    serde_json::from_slice(&get(shop, address).await.body).expect("JSON")
}

async fn workbook(shop: &Shop, address: &str) -> Xlsx<std::io::Cursor<Vec<u8>>> {
    let answered = get(shop, address).await;
    assert_eq!(answered.status, StatusCode::OK, "{address}");
    Xlsx::new(std::io::Cursor::new(answered.body)).expect("a workbook")
}

/// The rows of a sheet as somebody else reads them.
fn rows(book: &mut Xlsx<std::io::Cursor<Vec<u8>>>, sheet: usize) -> Vec<Vec<Data>> {
    let range = book.worksheet_range_at(sheet).expect("the sheet is there").expect("it is read");
    range.rows().map(<[Data]>::to_vec).collect()
}

const RFM: &str = "/api/v1/reports/rfm";
const AS_OF: &str = "?as-of=2025-05-01";

#[tokio::test]
async fn a_customer_called_like_a_formula_stays_a_name_in_every_file() {
    on_both_engines(async |stage| {
        let shop = shop_of_formulas(&stage, Language::En).await;
        let csv = get(&shop, &format!("{RFM}.csv{AS_OF}")).await;
        assert_eq!(csv.file_name, "attachment; filename=\"regulars-rfm-2025-05-01.csv\"");
        let mut read = csv::Reader::from_reader(csv.body.as_slice());
        let mut names: Vec<String> =
            read.records().map(|row| row.expect("a row")[0].to_owned()).collect();
        names.sort();
        assert_eq!(names, ["'=HYPERLINK(\"http://x\")", "'@SUM(1)", "Anna"]);
        for address in [RFM, "/api/v1/customers", "/api/v1/reports/abc"] {
            let mut book = workbook(&shop, &format!("{address}.xlsx")).await;
            let formulas = book.worksheet_formula("Table").expect("the sheet is there");
            assert!(formulas.used_cells().next().is_none(), "{address}");
            let cells: Vec<Data> = rows(&mut book, 0).concat();
            for (name, _) in PURCHASES {
                assert!(cells.contains(&Data::String(name.to_owned())), "{address} {name}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_workbook_holds_the_numbers_of_the_report() {
    on_both_engines(async |stage| {
        let shop = shop_of_formulas(&stage, Language::En).await;
        let report = json(&shop, &format!("{RFM}{AS_OF}")).await;
        let mut book = workbook(&shop, &format!("{RFM}.xlsx{AS_OF}")).await;
        let sheet = rows(&mut book, 0);
        assert_eq!(sheet[0][1], Data::String("Silent for days".to_owned()));
        let told = report["rows"].as_array().expect("rows");
        assert_eq!(sheet.len(), told.len() + 1);
        for (cells, row) in sheet.iter().skip(1).zip(told) {
            assert_eq!(cells[0], row["customer_id"].as_str().expect("an id"));
            for (place, name) in [(1, "recency_days"), (2, "orders"), (4, "r"), (5, "f"), (6, "m")]
            {
                assert_eq!(cells[place], Data::Float(row[name].as_f64().expect("a number")));
            }
            let minor = row["revenue"]["minor"].as_f64().expect("minor units");
            assert_eq!(cells[3], Data::Float(minor / 100.0));
            assert_eq!(cells[7], row["group"].as_str().expect("a group"));
        }
        let about = rows(&mut book, 1);
        let definition = report["definition"].as_str().expect("words");
        assert!(about.iter().any(|line| line[1] == definition));
        assert!(about.iter().any(|line| line[0] == *"as-of" && line[1] == *"2025-05-01"));
    })
    .await;
}

#[tokio::test]
async fn days_are_days_and_shares_are_shares_in_a_workbook() {
    on_one_engine(async |stage| {
        let shop = shop_of_formulas(&stage, Language::Uk).await;
        let mut book = workbook(&shop, &format!("/api/v1/reports/retention.xlsx{AS_OF}")).await;
        let sheet = rows(&mut book, 0);
        assert_eq!(sheet[0][0], Data::String("З".to_owned()));
        let Data::DateTime(from) = sheet[1][0] else { panic!("{:?} is no day", sheet[1][0]) };
        assert_eq!(from.as_f64(), 45_658.0, "1 January 2025, counted from 1900");
        let strict =
            sheet[0].iter().position(|head| *head == *"Утримання, суворе").expect("a column");
        let report = json(&shop, &format!("/api/v1/reports/retention{AS_OF}")).await;
        let periods = report["periods"].as_array().expect("periods");
        for (row, period) in sheet.iter().skip(1).zip(periods) {
            let share = period["crr_strict"].as_f64();
            assert_eq!(row[strict], share.map_or(Data::Empty, Data::Float));
        }
    })
    .await;
}

#[tokio::test]
async fn every_table_leaves_in_every_format_and_its_columns_have_names_for_people() {
    on_one_engine(async |stage| {
        let shop = shop_of_formulas(&stage, Language::Ru).await;
        let document = crate::router().split_for_parts().1;
        // A question names its columns itself, and its own tests take its answer in every format.
        let tables = document.paths.paths.keys().filter_map(|path| path.strip_suffix(".{format}"));
        let tables = tables.filter(|table| *table != "/api/v1/sql");
        let mut n_tables = 0;
        for table in tables {
            n_tables += 1;
            let asked = match table.ends_with("rfm-moves") {
                true => AS_OF.replace("as-of", "until"),
                false => AS_OF.to_owned(),
            };
            let csv = get(&shop, &format!("{table}.csv{asked}")).await;
            assert_eq!(csv.status, StatusCode::OK, "{table}");
            let mut read = csv::Reader::from_reader(csv.body.as_slice());
            let names = read.headers().expect("a head").clone();
            let n_rows = read.records().count();
            for name in names.iter().filter(|name| name.parse::<u32>().is_err()) {
                assert!(HEADINGS.iter().any(|known| known.0 == name), "{table}: {name}");
            }
            let sheet = rows(&mut workbook(&shop, &format!("{table}.xlsx{asked}")).await, 0);
            assert_eq!(sheet.len(), n_rows + 1, "{table}");
            let heads: Vec<&str> = names.iter().map(|name| heading(name, Language::Ru)).collect();
            assert_eq!(sheet[0].iter().map(ToString::to_string).collect::<Vec<_>>(), heads);
            let parquet = get(&shop, &format!("{table}.parquet{asked}")).await;
            assert!(
                parquet.body.starts_with(b"PAR1") && parquet.body.ends_with(b"PAR1"),
                "{table}"
            );
        }
        assert!(n_tables >= 20, "{n_tables}");
    })
    .await;
}

#[test]
fn headings_are_sorted_so_that_each_is_found() {
    assert!(HEADINGS.is_sorted_by_key(|heading| heading.0));
    assert_eq!(heading("12", Language::Uk), "12");
}
