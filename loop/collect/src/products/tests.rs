//! The story of products: the bakery learns what its bread costs after it has sold it.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use domain::Day;
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::{Product, ProductError, ProductOptions, ProductSummary};
use crate::imports::{self, ImportOptions, NewImport};
use crate::settling;
use crate::shop::{self, Address, Settings, Shop};

/// Three orders: one before April, one after, one of goods that nobody knows.
const ORDERS: &str = "\
    order_id,customer,date,sku,product,quantity,amount\n\
    1,anna,2026-03-31,rye,,2,20.00\n\
    2,boris,2026-04-01,rye,,1,10.00\n\
    2,boris,2026-04-01,,Olive oil,3,30.00\n\
    3,anna,2026-04-02,cake,Birthday cake,1,55.00\n";

/// Rye is 4.00 in March and 4.505 from April on; oil has no number of its own in the orders. The
/// seventh line contradicts the second, the eighth has no readable cost, the ninth no product.
const PRODUCTS: &str = "\
    sku,name,category,cost,from,currency\n\
    rye,Rye bread,Bread,4.00,2026-03-01,GBP\n\
    rye,,,4.505,2026-04-01,\n\
    OIL-1,Olive oil,Groceries,7.00,,GBP\n\
    roll,Roll,Bread,,,\n\
    salt,Salt,Groceries,1.00,,EUR\n\
    rye,,,9.00,2026-03-01,\n\
    bun,Bun,Bread,cheap,,\n\
    ,,Bread,1.00,,\n";

async fn shop_with_orders(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let shop = Shop::open(&address).await.expect("a shop");
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let currency = Some("GBP".parse().expect("a currency"));
    let zone = Some("Europe/London".to_owned());
    let settings = Settings { currency, zone, ..Settings::default() };
    shop::save_settings(&mut tx, &settings).await.expect("settings");
    tx.commit().await.expect("kept");
    let folder = tempfile::tempdir().expect("the temp dir is writable");
    let path = folder.path().join("orders.csv");
    std::fs::write(&path, ORDERS).expect("a file can be written");
    let (file_name, options) = ("orders.csv".to_owned(), ImportOptions::default());
    let new = NewImport { file_name, path, options, is_dry_run: false };
    imports::run(&shop, &new, &std::sync::Arc::default()).await.expect("taken in");
    shop
}

async fn take_in(shop: &Shop, content: &str, is_dry_run: bool) -> ProductSummary {
    let folder = tempfile::tempdir().expect("the temp dir is writable");
    let path = folder.path().join("products.csv");
    std::fs::write(&path, content).expect("a file can be written");
    let file = (path.as_path(), "products.csv");
    let options = ProductOptions::default();
    super::take_in(shop, file, options, is_dry_run, Actor::System)
        .await
        .expect("a file of products")
}

/// What each order costs by the columns, in minor units.
async fn costs(shop: &Shop) -> Vec<Option<i64>> {
    let session = settling::session(shop).await.expect("facts");
    let table = session.sql("select cost from orders order by order_id").await.expect("an answer");
    table.rows.iter().map(|row| row[0].as_i64()).collect()
}

async fn positions(shop: &Shop) -> Vec<Vec<Value>> {
    let session = settling::session(shop).await.expect("facts");
    let question = "select product, category, cost from order_lines order by order_id, amount";
    session.sql(question).await.expect("an answer").rows
}

async fn known(shop: &Shop, search: Option<&str>) -> Vec<Product> {
    let mut tx = shop.read().await.expect("a transaction");
    super::list(&mut tx, search, None, 50).await.expect("a list")
}

#[tokio::test]
async fn a_file_of_costs_puts_the_profit_of_what_was_sold_right_at_once() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        assert_eq!(costs(&shop).await, [None, None, None], "nobody has said");
        settling::settle(&shop).await.expect("settled");
        let tried = take_in(&shop, PRODUCTS, true).await;
        assert_eq!(costs(&shop).await, [None, None, None], "only counted");
        let taken = take_in(&shop, PRODUCTS, false).await;
        assert_eq!(ProductSummary { dry_run: true, ..taken.clone() }, tried);
        assert_eq!((taken.rows, taken.products, taken.products_new), (8, 3, 3));
        assert_eq!((taken.costs_new, taken.costs_changed, taken.costs_unchanged), (3, 0, 0));
        let left_out: Vec<_> =
            taken.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
        let expected =
            [(6, "other_currency"), (7, "two_costs"), (8, "not_a_number"), (9, "no_product")];
        assert_eq!(left_out, expected);

        // 2 × 4.00; 1 × 4.505 is 4.51 and 3 × 7.00; the cake has no cost.
        assert_eq!(costs(&shop).await, [Some(800), Some(451 + 2_100), None]);
        let rows = positions(&shop).await;
        assert_eq!(rows[0], [json!("Rye bread"), json!("Bread"), json!(800)]);
        assert_eq!(rows[2], [json!("Olive oil"), json!("Groceries"), json!(2_100)]);
        assert_eq!(rows[3], [json!("Birthday cake"), Value::Null, Value::Null]);
        settling::settle(&shop).await.expect("settled");
        assert_eq!(costs(&shop).await, [Some(800), Some(2_551), None]);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_comes_again_changes_nothing_and_another_cost_changes_what_is_reported() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        take_in(&shop, PRODUCTS, false).await;
        settling::settle(&shop).await.expect("settled");
        let again = take_in(&shop, PRODUCTS, false).await;
        assert_eq!((again.products_new, again.products_changed), (0, 0));
        assert_eq!((again.costs_new, again.costs_changed, again.costs_unchanged), (0, 0, 3));
        let mut tx = shop.read().await.expect("a transaction");
        assert_eq!(settling::n_dirty(&mut tx).await.expect("counted"), 0, "nothing to settle");
        drop(tx);

        let dearer = "артикул;название;себестоимость;дата\nrye;;5,00;01.03.2026\nbun;Булка;;\n";
        let changed = take_in(&shop, dearer, false).await;
        assert_eq!((changed.products_new, changed.costs_changed), (1, 1));
        assert_eq!(costs(&shop).await, [Some(1_000), Some(2_551), None]);
        assert_eq!(known(&shop, Some("булка")).await.len(), 1, "found in small letters");
        let rye = known(&shop, Some("RYE")).await.remove(0);
        assert_eq!(rye.name.as_deref(), Some("Rye bread"), "what a file does not say stays");
    })
    .await;
}

#[tokio::test]
async fn the_zone_of_the_shop_says_when_the_day_of_a_cost_begins() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        take_in(&shop, PRODUCTS, false).await;
        // Order 2 is of April 1, 00:00 in London, which is still March in New York.
        assert_eq!(costs(&shop).await[1], Some(2_551));
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let mut settings = shop::settings(&mut tx).await.expect("settings");
        settings.zone = Some("America/New_York".to_owned());
        shop::save_settings(&mut tx, &settings).await.expect("settings");
        tx.commit().await.expect("kept");
        assert_eq!(costs(&shop).await[1], Some(2_500));
    })
    .await;
}

#[tokio::test]
async fn goods_without_a_cost_are_listed_by_what_they_brought_until_somebody_says_it() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        let names = async || -> Vec<(String, i64)> {
            let goods = super::uncosted(&shop, 50).await.expect("a list");
            goods.into_iter().map(|one| (one.sku, one.revenue)).collect()
        };
        let told = |pairs: &[(&str, i64)]| -> Vec<(String, i64)> {
            pairs.iter().map(|(name, minor)| ((*name).to_owned(), *minor)).collect()
        };
        let all = told(&[("cake", 5_500), ("Olive oil", 3_000), ("rye", 3_000)]);
        assert_eq!(names().await, all);
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        super::save_cost(&mut tx, " cake ", (None, "20"), "page").await.expect("written down");
        let from: Day = "2026-04-01".parse().expect("a day");
        super::save_cost(&mut tx, "rye", (Some(from), "4"), "page").await.expect("written down");
        tx.commit().await.expect("kept");
        assert_eq!(costs(&shop).await, [None, None, Some(2_000)]);
        assert_eq!(names().await, told(&[("Olive oil", 3_000), ("rye", 2_000)]));
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        assert!(super::remove_cost(&mut tx, "cake", None).await.expect("removed"));
        assert!(!super::remove_cost(&mut tx, "cake", None).await.expect("it is gone"));
        tx.commit().await.expect("kept");
        assert_eq!(costs(&shop).await[2], None);
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        for wrong in ["-1", "cheap", "NaN", ""] {
            let refused = super::save_cost(&mut tx, "rye", (None, wrong), "page").await;
            assert!(matches!(refused, Err(ProductError::BadCost(_))), "{wrong}");
        }
    })
    .await;
}

async fn ask(shop: &Shop, method: &str, address: &str, body: Value) -> (StatusCode, Value) {
    let router = super::api::router().split_for_parts().0.with_state(shop.clone());
    let request = Request::builder().method(method).uri(address);
    let request = request.header("content-type", "application/json");
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[tokio::test]
async fn costs_are_told_listed_page_by_page_and_forgotten_over_http() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        let costs = "/api/v1/products/costs";
        for (sku, each) in [("rye", "4.05"), ("cake", "20")] {
            let body = json!({ "sku": sku, "from": "2026-03-01", "each": each });
            assert_eq!(ask(&shop, "PUT", costs, body).await.0, StatusCode::OK);
        }
        let (_, page) = ask(&shop, "GET", "/api/v1/products?limit=1", Value::Null).await;
        assert_eq!((&page["items"][0]["sku"], &page["next"]), (&json!("cake"), &json!("cake")));
        let (_, page) = ask(&shop, "GET", "/api/v1/products?after=cake", Value::Null).await;
        let cost = json!({ "from": "2026-03-01", "each": "4.05", "currency": "GBP",
                           "source": "page" });
        assert_eq!((&page["items"][0]["costs"], &page["next"]), (&json!([cost]), &Value::Null));
        let (_, wanted) = ask(&shop, "GET", "/api/v1/products/uncosted", Value::Null).await;
        assert_eq!(
            (&wanted["n_products"], &wanted["items"][0]["sku"]),
            (&json!(2), &json!("Olive oil"))
        );
        let gone = format!("{costs}?sku=rye&from=2026-03-01");
        assert_eq!(ask(&shop, "DELETE", &gone, Value::Null).await.0, StatusCode::NO_CONTENT);
        assert_eq!(ask(&shop, "DELETE", &gone, Value::Null).await.0, StatusCode::NOT_FOUND);
        let wrong = json!({ "sku": "rye", "each": "cheap" });
        let (status, problem) = ask(&shop, "PUT", costs, wrong).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["field"], "each", "{problem}");
    })
    .await;
}
