//! Orders as documents: JSON line by line, answers of shop systems, exchange files of 1C; and the
//! tables in which WooCommerce packs an order into one row.

use domain::{Cell, Column, Kind};
use facts::SheetWriter;
use serde_json::Value as Json;
use testkit::real_data;

use super::{drawn, drawn_order, file_of, gathered};

const LINES: &str = include_str!("files/orders.jsonl");

#[test]
fn json_is_read_line_by_line_and_a_line_told_twice_counts_once() {
    assert_eq!(
        drawn(LINES, r#"{"currency": "EUR", "zone": "UTC"}"#),
        "1 2026-03-01T10:00:00Z k1 25.50 EUR paid 2\n\
         2 2026-03-02T00:00:00Z boris@example.test 4.00 EUR paid 0\n\
         line 4: not_a_date: ordered_at `yesterday` is no moment written year-month-day\n\
         line 5: not_json: the line is no JSON object: expected ident at line 1 column 2"
    );
    let (_folder, path) = file_of(LINES);
    let (_, orders) = gathered(&path, r#"{"currency": "EUR"}"#).expect("orders");
    let anna = orders[0].person.as_ref().expect("somebody");
    assert_eq!(anna.name.as_deref(), Some("Anna Lis"));
    let lines: Vec<_> = orders[0]
        .lines
        .iter()
        .map(|line| (line.sku.as_deref(), line.quantity, line.unit_price, line.amount))
        .collect();
    assert_eq!(
        lines,
        [(Some("RYE"), 2.0, Some(320), Some(640)), (Some("CAKE"), 1.0, Some(1_910), Some(1_910)),]
    );
}

#[test]
fn an_order_told_twice_and_differently_is_a_riddle() {
    let other = LINES.replacen("25.50", "25.40", 1);
    let drawn = drawn(&other, r#"{"currency": "EUR"}"#);
    assert!(drawn.contains("two_orders: order 1 stands twice with different content"), "{drawn}");
}

#[test]
fn documents_without_positions_are_a_table() {
    let content = "[\n {\"invoice\": \"A-1\", \"date\": \"01.03.2026\", \
                   \"phone\": \"+380501112233\",\n\
                   \"sum\": \"12,50\"},\n {\"invoice\": \"A-2\", \"date\": \"28.03.2026\", \
                   \"phone\": \"+380501112233\", \"sum\": \"7,00\"}]";
    assert_eq!(
        drawn(content, r#"{"currency": "UAH", "map": {"order_id": "invoice"}}"#),
        "A-1 2026-03-01T00:00:00Z +380501112233 12.50 UAH paid 0\n\
         A-2 2026-03-28T00:00:00Z +380501112233 7.00 UAH paid 0"
    );
}

const RETAILCRM: &str = include_str!("files/retailcrm.json");

#[test]
fn an_answer_of_retailcrm_is_taken_in_without_its_delivery() {
    assert_eq!(
        drawn(RETAILCRM, r#"{"zone": "Europe/Kyiv"}"#),
        "11C 2026-02-03T12:05:00Z 5 500.00 UAH paid 1\n\
         12C 2026-02-04T07:00:00Z 6 90.00 UAH cancelled 0"
    );
    let (_folder, path) = file_of(RETAILCRM);
    let (_, orders) = gathered(&path, "{}").expect("orders");
    let (order, line) = (&orders[0], &orders[0].lines[0]);
    assert_eq!((order.source.as_str(), order.city.as_deref()), ("retailcrm", Some("Lviv")));
    assert_eq!((order.shipping, line.sku.as_deref()), (Some(6_000), Some("RYE")));
    // Four pieces at 130 with 5 off each; each cost 70.
    assert_eq!((line.amount, line.cost), (Some(50_000), Some(28_000)));
}

const COMMERCEML: &str = include_str!("files/orders.xml");

#[test]
fn an_exchange_file_of_1c_is_read_in_both_of_its_alphabets() {
    let (old, ..) = encoding_rs::WINDOWS_1251.encode(COMMERCEML);
    // ё and the Ukrainian і are letters of windows-1251 too.
    let new = COMMERCEML.replace("windows-1251", "UTF-8");
    for content in [old.as_ref(), new.as_bytes()] {
        let (_folder, path) = file_of(content);
        let (summary, orders) = gathered(&path, r#"{"zone": "Europe/Moscow"}"#).expect("orders");
        let drawn: Vec<String> = orders.iter().map(drawn_order).collect();
        assert_eq!(
            drawn,
            [
                "101 2026-03-04T15:20:00Z c-7 1000.50 RUB paid 1",
                "102 2026-03-04T21:00:00Z c-8 10.00 RUB cancelled 0",
            ]
        );
        let (order, line) = (&orders[0], &orders[0].lines[0]);
        let anna = order.person.as_ref().expect("somebody");
        assert_eq!(anna.phone.as_deref(), Some("+79123456789"));
        assert_eq!(anna.name.as_deref(), Some("Лис Анна"));
        assert_eq!((order.city.as_deref(), order.shipping), (Some("Львів"), Some(35_000)));
        assert_eq!(line.product.as_deref(), Some("Хлеб \"Ржаной\" & масло"));
        assert_eq!((line.sku.as_deref(), line.amount), (Some("RYE"), Some(100_050)));
        let left_out: Vec<(u64, &str)> =
            summary.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(left_out, [(31, "not_an_order")]);
    }
}

#[test]
fn a_catalogue_and_a_file_that_is_cut_short_are_told_so() {
    let catalogue = "<?xml version=\"1.0\"?><КоммерческаяИнформация><Каталог><Товары/></Каталог>\
                     </КоммерческаяИнформация>";
    let (_folder, path) = file_of(catalogue);
    let fault = gathered(&path, "{}").expect_err("refused");
    assert_eq!(fault.code, "wrong_file_type");
    let half = &COMMERCEML[..COMMERCEML.find("<Контакты>").expect("contacts")];
    let (_folder, path) = file_of(half.replace("windows-1251", "UTF-8"));
    let fault = gathered(&path, "{}").expect_err("refused");
    assert_eq!(fault.code, "broken_xml");
}

#[test]
fn tables_of_woocommerce_are_read_in_their_three_shapes() {
    let packed = "order_id,order_date,status,shipping_total,tax_total,order_total,order_currency,\
                  customer_id,billing_email,billing_first_name,billing_last_name,line_items\n\
                  5,03/25/2026 10:00:00,wc-completed,4.00,1.35,29.35,EUR,0,anna@example.test,Anna,\
                  Lis,\"id:1|name:Rye bread|product_id:4|sku:RYE|quantity:2|\
                  subtotal:24|total:24.00\"\n";
    let rows = "Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),\
                Email (Billing),Order Shipping Amount,Order Total Tax Amount,Order Total Amount,\
                SKU,Item Name,Quantity (- Refund),Item Cost\n\
                5,Completed,2026-03-25 10:00,Anna,Lis,anna@example.test,4,1.35,29.35,RYE,\
                Rye bread,2,12\n";
    let columns = "order_id,order_date,status,shipping_total,tax_total,order_total,billing_email,\
                   line_item_1,line_item_2\n\
                   5,2026-03-25 10:00:00,completed,4,1.35,29.35,anna@example.test,\
                   name:Rye bread|sku:RYE|quantity:1|total:12,\
                   name:Rye; bread|sku:RYE|quantity:1|total:12\n";
    for (content, n_lines) in [(packed, 1), (rows, 1), (columns, 2)] {
        let drawn = drawn(content, r#"{"currency": "EUR", "zone": "UTC"}"#);
        let order = "5 2026-03-25T10:00:00Z anna@example.test 24.00 EUR paid";
        assert_eq!(drawn, format!("{order} {n_lines}"), "{content}");
    }
}

#[test]
fn orders_of_woocommerces_own_api_are_taken_in_as_its_deliveries_are() {
    let Some(path) = real_data("woocommerce/orders.json") else { return };
    let sections: Vec<Json> =
        serde_json::from_slice(&std::fs::read(path).expect("read")).expect("JSON");
    let list = sections.iter().find_map(|section| section["payload"].as_array());
    let (_folder, path) =
        file_of(serde_json::to_string_pretty(list.expect("a list")).expect("text"));
    let (summary, orders) = gathered(&path, "{}").expect("orders");
    assert_eq!(summary.rejected_count, 0);
    let drawn: Vec<String> = orders.iter().map(drawn_order).collect();
    assert_eq!(
        drawn,
        [
            "723 2017-03-21T16:16:00Z 26 10.00 USD paid 2",
            "727 2017-03-22T16:28:02Z john.doe@example.com 18.00 USD paid 2",
        ]
    );
}

#[test]
fn parquet_is_read_like_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("orders.parquet");
    let column = |name: &str, kind| Column { name: name.to_owned(), kind };
    let columns = [
        column("order_id", Kind::Whole),
        column("email", Kind::Word),
        column("ordered_at", Kind::Moment),
        column("product", Kind::Word),
        column("amount", Kind::Number),
    ];
    let at = |text: &str| Cell::Moment(text.parse().expect("a moment"));
    let row = |order: i64, who: &str, when: &str, what: &str, amount: f64| {
        vec![order.into(), who.into(), at(when), what.into(), Cell::Number(amount)]
    };
    let file = std::fs::File::create(&path).expect("a file");
    let mut sheet = SheetWriter::create(file, &columns, &[]).expect("a sheet");
    sheet
        .add(&[
            row(1, "anna@example.test", "2026-01-05T09:30:00Z", "rye bread", 6.4),
            row(1, "anna@example.test", "2026-01-05T09:30:00Z", "rolls", 3.25),
            row(2, "boris@example.test", "2026-01-06T00:00:00Z", "rye bread", 3.2),
        ])
        .expect("rows");
    sheet.finish().expect("written");
    let (summary, orders) = gathered(&path, r#"{"currency": "EUR"}"#).expect("orders");
    let drawn: Vec<String> = orders.iter().map(drawn_order).collect();
    assert_eq!(summary.rows, 3);
    assert_eq!(
        drawn,
        [
            "1 2026-01-05T09:30:00Z anna@example.test 9.65 EUR paid 2",
            "2 2026-01-06T00:00:00Z boris@example.test 3.20 EUR paid 1",
        ]
    );
}
