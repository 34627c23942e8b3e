//! Real exports, with the numbers that are published about them or counted by other means.

use domain::Day;
use testkit::real_data;

use super::gathered;

#[test]
fn a_year_of_a_gift_shop_gives_its_published_numbers() {
    let Some(path) = real_data("uci-online-retail/online_retail.csv.gz") else { return };
    let (summary, orders) = gathered(&path, r#"{"currency": "GBP"}"#).unwrap();
    assert_eq!((summary.rows, summary.accepted, summary.lines), (541_909, 541_909, 541_909));
    assert_eq!((summary.orders, summary.customers), (25_900, 4_372));
    assert_eq!((summary.valid_orders, summary.valid_customers), (18_532, 4_338));
    assert_eq!((summary.cancelled, summary.zero_value), (3_654, 4));
    assert_eq!(summary.lines_without_customer, 135_080);
    assert_eq!((summary.rejected_count, summary.skipped.len()), (0, 0));
    let (first, last) = (Day::constant(2010, 12, 1), Day::constant(2011, 12, 9));
    assert_eq!((summary.from, summary.until), (Some(first), Some(last)));
    // 9,747,747.934 by exact lines; prices of a tenth of a penny are rounded line by line.
    let sum: i64 = orders.iter().filter_map(|order| order.amount).sum();
    assert_eq!(sum, 974_774_793);
}

#[test]
fn a_table_without_a_header_is_sniffed_and_can_be_told() {
    let Some(path) = real_data("cdnow-sample/CDNOW_sample.txt") else { return };
    let by_hand = r#"{"currency": "USD", "header": false, "map":
        {"customer_id": "2", "ordered_at": "3", "quantity": "4", "amount": "5"}}"#;
    for options in [by_hand, "{}"] {
        let (summary, orders) = gathered(&path, options).unwrap();
        assert_eq!((summary.rows, summary.orders, summary.customers), (6_919, 6_919, 2_357));
        assert_eq!((summary.zero_value, summary.valid_orders), (8, 6_911));
        let sum: i64 = orders.iter().filter_map(|order| order.amount).sum();
        assert_eq!(sum, 24_409_194);
    }
}

#[test]
fn american_dates_and_shares_of_discount_are_recognised() {
    let Some(path) = real_data("superstore/superstore.csv.gz") else { return };
    let (summary, orders) = gathered(&path, r#"{"currency": "USD"}"#).unwrap();
    assert_eq!((summary.rows, summary.orders, summary.customers), (9_994, 5_009, 793));
    assert_eq!(summary.valid_orders, 5_009);
    let (first, last) = (Day::constant(2016, 1, 3), Day::constant(2019, 12, 30));
    assert_eq!((summary.from, summary.until), (Some(first), Some(last)));
    assert!(summary.caveats.0.iter().any(|caveat| caveat.code == "share_discounts"));
    assert!(orders.iter().all(|order| order.discount.is_none()));
    let sum: i64 = orders.iter().filter_map(|order| order.amount).sum();
    assert!((sum - 229_720_086).abs() < 100, "{sum}");
}

#[test]
fn lines_of_a_day_make_one_order_where_it_is_asked_for() {
    let Some(path) = real_data("groceries-members/Groceries_dataset.csv.gz") else { return };
    let (rows, _) = gathered(&path, "{}").unwrap();
    assert_eq!((rows.rows, rows.orders, rows.customers), (38_765, 38_765, 3_898));
    let (days, orders) = gathered(&path, r#"{"order_by": "customer+day"}"#).unwrap();
    assert_eq!((days.orders, days.lines, days.valid_orders), (14_963, 38_765, 14_963));
    let (first, last) = (Day::constant(2014, 1, 1), Day::constant(2015, 12, 30));
    assert_eq!((days.from, days.until), (Some(first), Some(last)));
    assert!(orders.iter().all(|order| order.amount.is_none()));
}

#[test]
fn both_shapes_of_shopify_exports_are_read() {
    let Some(path) = real_data("shopify/orders_export_devstore.csv") else { return };
    let (summary, orders) = gathered(&path, "{}").unwrap();
    assert_eq!((summary.rows, summary.orders, summary.lines), (121, 51, 121));
    assert_eq!((summary.customers, summary.no_consent), (2, 1));
    let order = orders.iter().find(|order| order.external_id == "#1050").unwrap();
    assert_eq!((order.amount, order.lines.len()), (Some(1_159_400), 4));
    assert_eq!(order.at.to_string(), "2025-12-06T15:37:30Z");

    let Some(path) = real_data("shopify/orders_export_short.csv") else { return };
    let (summary, orders) = gathered(&path, "{}").unwrap();
    assert_eq!((summary.rows, summary.orders, summary.customers), (249, 127, 57));
    assert!(summary.caveats.0.iter().any(|caveat| caveat.code == "net_from_total"));
    let order = orders.iter().find(|order| order.external_id == "#1001").unwrap();
    assert_eq!((order.amount, order.lines.len()), (Some(18_350), 3));
}
