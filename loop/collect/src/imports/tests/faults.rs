//! Files that make no sense, wholly or in part, and what is said about them.

use std::io::Write;

use super::{drawn, file_of, gathered};

/// What is said about a whole file.
fn refused(content: impl AsRef<[u8]>, options: &str) -> String {
    let (_folder, path) = file_of(content);
    match gathered(&path, options) {
        Err(fault) => fault.in_file("orders.csv").to_string(),
        Ok((summary, _)) => panic!("taken in: {summary:?}"),
    }
}

/// What is said about the rows that are left out of a file.
fn left_out(content: impl AsRef<[u8]>, options: &str) -> Vec<String> {
    let (_folder, path) = file_of(content);
    let (summary, _) = gathered(&path, options).unwrap_or_else(|fault| panic!("{fault}"));
    let said = summary
        .rejected
        .iter()
        .map(|rejected| format!("line {}: {}: {}", rejected.line, rejected.reason, rejected.text));
    said.collect()
}

const HEADER: &str = "order_id,customer_id,date,amount,currency\n";

#[test]
fn what_is_no_table_is_refused() {
    for (content, said) in [
        (&b""[..], "orders.csv: the file is empty; export it again and check that it has rows"),
        (b"\n  \n", "orders.csv: the file is empty; export it again and check that it has rows"),
        (
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
            "orders.csv: this is a binary file, not a table; export the orders as CSV, XLSX, JSON, \
             Parquet or CommerceML",
        ),
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
            "orders.csv: this is a PDF document, not a table; export the orders as CSV, XLSX, \
             JSON, Parquet or CommerceML",
        ),
        (
            b"<!DOCTYPE html><html><body>Please sign in</body></html>",
            "orders.csv: this is a web page, not a table; export the orders as CSV, XLSX, JSON, \
             Parquet or CommerceML",
        ),
    ] {
        assert_eq!(refused(content, "{}"), said);
    }
    let zip = b"PK\x03\x04 this is no workbook at all, only something packed";
    assert!(refused(zip, "{}").starts_with("orders.csv: not a readable workbook"));
    let cut = flate2_of(b"order_id,customer_id,date\n1,anna,2025-01-01\n");
    let said = refused(&cut[..cut.len() - 9], "{}");
    assert!(said.contains("the archive is damaged or cut short"), "{said}");
}

fn flate2_of(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_header_without_rows_is_refused() {
    assert_eq!(
        refused(HEADER, "{}"),
        "orders.csv: the file has a header and no rows; export it again and check that it has rows"
    );
}

#[test]
fn a_missing_column_is_named_with_the_ones_that_are_there() {
    assert_eq!(
        refused("order_id,customer_id,sum\n1,anna,12.50\n", "{}"),
        "orders.csv, line 1: no column was recognised as ordered_at; say which one it is with \
         --map ordered_at=COLUMN; the columns are: order_id, customer_id, sum"
    );
    let wide: Vec<String> = (1..=100).map(|n| format!("field {n}")).collect();
    let said = refused(format!("{}\n{}\n", wide.join(","), wide.join(",")), r#"{"header": true}"#);
    assert!(said.ends_with("field 19, field 20 and 80 more"), "{said}");
}

#[test]
fn a_hundred_columns_are_no_hindrance() {
    let header: Vec<String> = (1..=97).map(|n| format!("extra {n}")).collect();
    let content = format!(
        "{},Client,Date,Total\n{},anna,2025-01-01,12.50\n",
        header.join(","),
        vec!["x"; 97].join(",")
    );
    assert!(drawn(&content, r#"{"currency": "EUR"}"#).ends_with(" anna 12.50 EUR paid 0"));
}

#[test]
fn a_line_without_end_is_refused_at_flat_memory() {
    let (folder, path) = file_of("");
    // A gigabyte on no disk: a hole in a file reads as zeros, so that this is a binary file …
    let hole = std::fs::File::create(&path).unwrap();
    hole.set_len(1 << 30).unwrap();
    let said = gathered(&path, "{}").unwrap_err().to_string();
    assert!(said.contains("this is a binary file"), "{said}");
    // … and a line of letters that is longer than any row may be.
    let mut file = std::fs::File::create(folder.path().join("orders.csv")).unwrap();
    file.write_all(HEADER.as_bytes()).unwrap();
    (0..20).for_each(|_| file.write_all(&[b'x'; 1 << 16]).unwrap());
    let said = gathered(&path, "{}").unwrap_err().in_file("orders.csv").to_string();
    assert_eq!(
        said,
        "orders.csv, line 2: the line is longer than 1 MiB; check that this is a table of orders \
         with one row per line"
    );
}

#[test]
fn broken_quotes_cost_the_lines_they_stand_in() {
    let content = "order_id,customer_id,date,product,amount\n\
                   1,anna,2025-01-01,\"bread\",1.00\n\
                   2,boris,2025-01-02,\"rye,2.00\n\
                   3,vera,2025-01-03,\"rolls\",3.00\n";
    assert_eq!(
        drawn(content, r#"{"currency": "EUR"}"#),
        "1 2025-01-01T00:00:00Z anna 1.00 EUR paid 1\n\
         3 2025-01-03T00:00:00Z vera 3.00 EUR paid 1\n\
         line 3: broken_quotes: a quote is opened in this line and not closed"
    );
}

#[test]
fn a_line_in_another_encoding_is_left_out() {
    let mut content = "заказ;клиент;дата\n1;анна;2025-01-01\n2;вера;2025-01-02\n".to_owned();
    content.push_str("3;глеб;2025-01-03\n");
    let mut bytes = content.into_bytes();
    bytes.extend(encoding_rs::WINDOWS_1251.encode("4;борис;2025-01-04\n").0.iter());
    let said = left_out(&bytes, "{}");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("line 5: encoding: this line is written in another"), "{said:?}");
}

#[test]
fn dates_of_two_kinds_are_refused_unless_their_order_is_told() {
    let content = "order_id,customer_id,date\n1,anna,13/01/2025\n2,boris,01/14/2025\n";
    let said = refused(content, "{}");
    assert!(said.starts_with("orders.csv, line 3: in some dates the day comes first"), "{said}");
    assert_eq!(
        drawn(content, r#"{"date_order": "dmy"}"#),
        "1 2025-01-13T00:00:00Z anna no amount paid 0\n\
         line 3: not_a_date: ordered_at `01/14/2025` is no moment written day/month/year"
    );
    // Beyond the rows that are looked at first, the second kind is still found in time.
    let mut long = "order_id,customer_id,date\n".to_owned();
    (0..25_000).for_each(|n| long.push_str(&format!("{n},anna,13/01/2025\n")));
    long.push_str("25000,anna,01/14/2025\n");
    assert!(refused(&long, "{}").starts_with("orders.csv, line 25002: in some dates"));
}

#[test]
fn an_unclear_order_of_dates_is_taken_and_said() {
    let (_folder, path) = file_of("order_id,customer_id,date\n1,anna,03/02/2025\n");
    let (summary, orders) = gathered(&path, "{}").unwrap();
    assert_eq!(orders[0].at.to_string(), "2025-02-03T00:00:00Z");
    assert!(summary.caveats.0.iter().any(|caveat| caveat.code == "unclear_date_order"));
}

#[test]
fn absurd_cells_cost_their_rows() {
    let content = format!(
        "{HEADER}1,anna,2025-01-01,12.50,EUR\n\
         2,boris,2025-01-01,12.50,hryvnia\n\
         3,vera,2025-01-01,99999999999999,EUR\n\
         4,gleb,soon,1.00,EUR\n\
         5,daria,2025-01-01,ten,EUR\n\
         6,emil,2025-01-01,12.50,EUR,EUR\n\
         ,emil,2025-01-01,12.50,EUR\n\
         8,emil,,12.50,EUR\n\
         9,emil,2025-01-01,,EUR\n"
    );
    assert_eq!(
        left_out(&content, "{}"),
        [
            "line 3: unknown_currency: `hryvnia` is not a currency code of ISO 4217, such as EUR, \
             UAH or USD",
            "line 4: absurd_amount: amount of 99999999999999 EUR is absurd",
            "line 5: not_a_date: ordered_at `soon` is no moment written year-month-day",
            "line 6: not_a_number: amount `ten` is no number with a decimal point",
            "line 7: columns: the row has 6 cells, the table has 5 columns",
            "line 8: no_order_id: the row has no order id",
            "line 9: no_date: no row of this order has a date",
            "line 10: no_amount: no row of this order has an amount",
        ]
    );
}

#[test]
fn negative_amounts_are_kept_and_said() {
    let (_folder, path) = file_of(format!("{HEADER}1,anna,2025-01-01,-5.00,EUR\n"));
    let (summary, orders) = gathered(&path, "{}").unwrap();
    assert_eq!((orders[0].amount, summary.valid_orders), (Some(-500), 0));
    assert!(summary.caveats.0.iter().any(|caveat| caveat.code == "negative_amounts"));
}

#[test]
fn an_order_claimed_twice_is_left_out_whole() {
    let content = format!(
        "{HEADER}1,anna,2025-01-01,5.00,EUR\n\
         2,vera,2025-01-01,5.00,EUR\n\
         1,boris,2025-01-02,7.00,EUR\n\
         2,vera,2025-01-01,5.00,EUR\n"
    );
    assert_eq!(
        drawn(&content, "{}"),
        "2 2025-01-01T00:00:00Z vera 5.00 EUR paid 0\n\
         line 2: two_orders: order 1 stands twice with different content (lines 2, 4)\n\
         line 4: two_orders: order 1 stands twice with different content (lines 2, 4)"
    );
    let lines = "order_id,customer_id,date,product,amount\n\
                 1,anna,2025-01-01,bread,5.00\n1,boris,2025-01-01,rolls,7.00\n";
    assert_eq!(
        refused(lines, "{}"),
        "orders.csv, line 2: no row can be taken in; this one because order 1 is claimed by two \
         customers (lines 2, 3); check the columns with --map, and how numbers and dates are \
         written"
    );
}

#[test]
fn what_is_told_wrongly_is_answered_with_what_is_right() {
    let content = format!("{HEADER}1,anna,2025-01-01,5.00,EUR\n");
    for (options, said) in [
        (r#"{"currency": "pounds"}"#, "`pounds` is not a currency code of ISO 4217"),
        (r#"{"zone": "Kyiv"}"#, "`Kyiv` is no zone; say an IANA name such as Europe/Kyiv"),
        (
            r#"{"map": {"sum": "amount"}}"#,
            "`sum` is no field of a file of orders; choose one of: order_id",
        ),
        (r#"{"map": {"amount": "sums"}}"#, "there is no column `sums`; choose one of: order_id"),
        (r#"{"layout": "magento"}"#, "no layout `magento`; say auto or one of: generic, shopify"),
        (r#"{"statuses": {"pending": "later"}}"#, "`later` is nothing that can become of an order"),
        (r#"{"ground": "friends"}"#, "`friends` is no ground for writing to people"),
        (r#"{"encoding": "klingon"}"#, "`klingon` is no encoding"),
        (r#"{"date_order": "dym"}"#, "`dym` is no order of dates; say dmy, mdy or ymd"),
    ] {
        let answer = refused(&content, options);
        assert!(answer.contains(said), "{answer}");
    }
}
