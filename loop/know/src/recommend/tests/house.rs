//! The stories.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::orders::{self, Line};
use collect::settling;
use collect::shop::Shop;
use domain::{Instant, OrderStatus};
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use crate::recommend::{Bought, Wish, answers, memory};

/// ```text
///              every ten days     on the day of every fifth coffee
/// 1 … 40       coffee             filters
/// 41 … 80      tea                cups
/// ```
///
/// Everybody bought soap once, long ago; nobody has since.
fn drafts() -> Vec<OrderDraft> {
    let mut drafts = Vec::new();
    for customer in 1..=80_i64 {
        let (often, beside) = if customer <= 40 { ("coffee", "filters") } else { ("tea", "cups") };
        for nth in 0..20 {
            let ago = 1 + customer % 10 + 10 * nth;
            let mut products = vec![often];
            if (nth + customer) % 5 == 0 {
                products.push(beside);
            }
            if nth == 19 {
                products.push("soap");
            }
            drafts.push(draft(customer, ago, &products));
        }
    }
    drafts
}

fn draft(customer: i64, ago: i64, products: &[&str]) -> OrderDraft {
    let line = |product: &&str| Line {
        sku: Some(product.to_uppercase()),
        product: Some(format!("fine {product}")),
        category: Some(if *product == "soap" { "Bath" } else { "Kitchen" }.to_owned()),
        quantity: 1.0,
        amount: Some(1_000),
        ..Line::default()
    };
    let at = Instant(Stage::OPENING.0 - ago * Instant::DAY);
    OrderDraft {
        person: Some(PersonDraft {
            external_id: Some(format!("c{customer}")),
            ..PersonDraft::default()
        }),
        amount: Some(1_000 * products.len() as i64),
        lines: products.iter().map(line).collect(),
        status: OrderStatus::Paid,
        ..testkit::order("till", &format!("{customer}-{ago}"), at)
    }
    .sealed()
}

async fn write(shop: &Shop, drafts: &[OrderDraft]) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    orders::record_many(&mut tx, None, drafts).await.expect("orders are written");
    tx.commit().await.expect("kept");
    settling::settle(shop).await.expect("settled");
}

async fn ask(shop: &Shop, method: &str, address: &str) -> (StatusCode, Value) {
    let router = crate::router().split_for_parts().0.with_state(shop.clone());
    let request = Request::builder().method(method).uri(address);
    let request = request.body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

fn names(answer: &Value) -> Vec<&str> {
    let products = answer["products"].as_array().expect("products");
    products.iter().map(|it| it["product"].as_str().expect("a key")).collect()
}

/// What the report says of one way.
fn of_way<'a>(report: &'a Value, way: &str) -> &'a Value {
    let methods = report["trial"]["methods"].as_array().expect("ways");
    methods.iter().find(|it| it["method"] == way).expect("a way")
}

const REPORT: &str = "/api/v1/reports/recommend";

#[tokio::test]
async fn what_comes_every_ten_days_is_recommended_with_its_rhythm() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        write(&shop, &drafts()).await;
        let (status, report) = ask(&shop, "GET", REPORT).await;
        assert_eq!(status, StatusCode::OK, "{report}");
        assert_eq!((&report["customers"], &report["products"]), (&json!(80), &json!(5)));
        assert_eq!(report["trial"]["customers"], json!(40));
        // Five products fit into ten places: the order alone tells the ways apart.
        let ndcg = |way| of_way(&report, way)["ndcg_10"].as_f64().expect("a figure");
        assert!(ndcg("blend") >= ndcg("own-frequency") && ndcg("blend") > 0.9, "{report}");
        assert!(ndcg("popular") < ndcg("own-frequency"), "{report}");
        let id = customer(&shop, 7).await;
        let (status, told) =
            ask(&shop, "GET", &format!("/api/v1/customers/{id}/recommendations")).await;
        assert_eq!((status, names(&told)[0]), (StatusCode::OK, "COFFEE"), "{told}");
        let again = &told["products"][0]["again"];
        assert_eq!((&again["times"], &again["days_ago"]), (&json!(20), &json!(9)), "{told}");
        assert!((again["usual_days"].as_f64().expect("days") - 10.0).abs() < 0.5, "{told}");
        assert!(!names(&told).contains(&"SOAP"), "nobody has bought soap for months: {told}");
    })
    .await;
}

async fn customer(shop: &Shop, nth: i64) -> String {
    let mut tx = shop.read().await.expect("a transaction");
    let shown = [format!("c{nth}")];
    let numbers = collect::customers::numbers_of_shown(&mut tx, &shown).await.expect("rows");
    let found = collect::customers::of_numbers(&mut tx, &numbers).await.expect("rows");
    found.first().expect("the customer").id.to_string()
}

#[tokio::test]
async fn what_goes_together_is_told_with_how_many_and_what_is_withheld_is_not_told() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        write(&shop, &drafts()).await;
        let product = "/api/v1/recommendations/product?product=COFFEE";
        let (_, told) = ask(&shop, "GET", product).await;
        assert_eq!(names(&told), ["FILTERS"], "{told}");
        let with = &told["products"][0]["with"];
        assert_eq!(with, &json!({"product": "COFFEE", "name": "fine coffee", "customers": 40}));
        let basket = "/api/v1/recommendations/basket?products=tea,TEA,WATER&limit=1";
        let (_, told) = ask(&shop, "GET", basket).await;
        assert_eq!(
            (names(&told), &told["caveats"][0]["code"]),
            (vec!["CUPS"], &json!("unknown_product"))
        );
        let withheld = "/api/v1/recommendations/withheld/CUPS";
        assert_eq!(ask(&shop, "PUT", withheld).await.0, StatusCode::NO_CONTENT);
        let (_, told) = ask(&shop, "GET", basket).await;
        assert_ne!(names(&told), ["CUPS"], "{told}");
        let (_, all) = ask(&shop, "GET", "/api/v1/recommendations/withheld").await;
        assert_eq!(all[0]["product"], "CUPS");
        assert_eq!(ask(&shop, "DELETE", withheld).await.0, StatusCode::NO_CONTENT);
        assert_eq!(ask(&shop, "DELETE", withheld).await.0, StatusCode::NOT_FOUND);
        let (status, _) = ask(&shop, "GET", "/api/v1/recommendations/product?product=GOLD").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_wish_is_kept_and_the_newest_order_counts_at_once() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        write(&shop, &drafts()).await;
        let id = customer(&shop, 3).await;
        let at = |more: &str| format!("/api/v1/customers/{id}/recommendations?limit=9{more}");
        let (_, told) = ask(&shop, "GET", &at("&bought=never")).await;
        assert_eq!(names(&told).len(), 2, "tea and cups are new to him: {told}");
        let (_, told) = ask(&shop, "GET", &at("&category=bath")).await;
        assert_eq!((names(&told).len(), &told["caveats"][0]["code"]), (0, &json!("nothing_left")));
        let (_, told) = ask(&shop, "GET", &at("&without=coffee,COFFEE")).await;
        assert!(!names(&told).contains(&"COFFEE"), "{told}");
        // A minute later he buys cups; what was learnt before knows that he has them now.
        write(&shop, &[draft(3, 0, &["cups"])]).await;
        let (_, told) = ask(&shop, "GET", &at("&bought=never")).await;
        assert_eq!(names(&told), ["TEA"], "{told}");
        let (status, _) = ask(&shop, "GET", &at("&bought=sometimes")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_run_in_use_says_how_it_is_weighed() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        write(&shop, &drafts()).await;
        let (status, run) = ask(&shop, "POST", &format!("{REPORT}/runs?within=20d")).await;
        assert_eq!(status, StatusCode::CREATED, "{run}");
        assert!(run["measures"]["ndcg_10"].as_f64() > Some(0.9), "{run}");
        let (_, again) = ask(&shop, "POST", &format!("{REPORT}/runs?within=20d")).await;
        assert_eq!((&run["found"], &run["measures"]), (&again["found"], &again["measures"]));
        let id = run["id"].as_str().expect("an id");
        let (status, used) = ask(&shop, "PUT", &format!("/api/v1/models/runs/{id}/use")).await;
        assert_eq!(status, StatusCode::OK, "{used}");
        let customer = customer(&shop, 7).await;
        let address = format!("/api/v1/customers/{customer}/recommendations");
        let (_, told) = ask(&shop, "GET", &address).await;
        assert_eq!((&told["run"], &told["within_days"]), (&json!(id), &json!(20)), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_shop_without_orders_or_products_has_no_answer_and_says_why() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        let (status, report) = ask(&shop, "GET", REPORT).await;
        assert_eq!((status, &report["trial"]), (StatusCode::OK, &Value::Null));
        let (_, told) = ask(&shop, "GET", "/api/v1/recommendations/basket?products=X").await;
        assert_eq!(told["caveats"][0]["code"], "nobody_bought", "{told}");
        let (_, run) = ask(&shop, "POST", &format!("{REPORT}/runs")).await;
        let address = format!("/api/v1/models/runs/{}/use", run["id"].as_str().expect("an id"));
        assert_eq!(ask(&shop, "PUT", &address).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        // One order of one customer: an answer with its doubts.
        write(&shop, &[draft(1, 3, &["tea", "cups"])]).await;
        let shop = shop.afresh();
        let (_, report) = ask(&shop, "GET", REPORT).await;
        let codes: Vec<&Value> =
            report["caveats"].as_array().expect("caveats").iter().map(|it| &it["code"]).collect();
        assert!(codes.contains(&&json!("not_tried")), "{report}");
        let learnt = memory::learnt(&shop).await.expect("learnt");
        let mut tx = shop.read().await.expect("a transaction");
        let wish = Wish { bought: Bought::Never, ..Wish::default() };
        let told = answers::to_numbers(&mut tx, learnt.as_ref().as_ref(), &[1, 99], &wish).await;
        let told = told.expect("answers");
        assert!(told[0].products.is_empty() && told[1].products.len() == 2, "{told:?}");
    })
    .await;
}
