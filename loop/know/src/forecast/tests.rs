//! The forecast through the whole house: a drawn shop, odd shops, runs, tables.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::orders::{self, Line};
use collect::settling;
use collect::shop::{self, Settings, Shop};
use domain::Instant;
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

const REPORT: &str = "/api/v1/reports/forecast";

/// One order of so much, so many days before the stage opens.
fn order(name: &str, ago: i64, amount: i64, channel: &str, customer: Option<i64>) -> OrderDraft {
    let line = Line {
        sku: None,
        product: None,
        category: Some(if amount > 4_000 { "Cake" } else { "Tea" }.to_owned()),
        quantity: 1.0,
        unit_price: None,
        amount: Some(amount),
        cost: None,
    };
    OrderDraft {
        person: customer.map(|customer| PersonDraft {
            external_id: Some(format!("c{customer}")),
            ..PersonDraft::default()
        }),
        amount: Some(amount),
        channel: Some(channel.to_owned()),
        lines: vec![line],
        ..testkit::order("till", name, Instant(Stage::OPENING.0 - ago * Instant::DAY))
    }
    .sealed()
}

/// 120 weeks that ended the day before: every week customer `week % 20` buys on the web and another
/// one in the shop, a little more each week; in the 100th week the web sold nothing.
fn weeks() -> Vec<OrderDraft> {
    let week = |nth: i64| {
        let ago = 1 + 7 * (119 - nth);
        let amount = 3_000 + 20 * nth + 40 * (nth % 3);
        let web = order(&format!("w{nth}"), ago, amount, "web", Some(nth % 20));
        let till = order(&format!("t{nth}"), ago, 2_000, "shop", Some(nth % 13));
        let nobody = order(&format!("n{nth}"), ago, 500, "shop", None);
        [(nth != 100).then_some(web), Some(till), Some(nobody)]
    };
    (0..120).flat_map(week).flatten().collect()
}

async fn open(stage: &Stage, drafts: Vec<OrderDraft>) -> Shop {
    let shop = stage.shop().await;
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let euros = Some("EUR".parse().expect("a currency"));
    let settings = Settings { currency: euros, ..Settings::default() };
    shop::save_settings(&mut tx, &settings).await.expect("settings are written");
    orders::record_many(&mut tx, None, &drafts).await.expect("orders are written");
    tx.commit().await.expect("kept");
    settling::settle(&shop).await.expect("settled");
    shop
}

async fn ask(shop: &Shop, method: &str, address: &str) -> (StatusCode, Value) {
    let router = crate::router().split_for_parts().0.with_state(shop.clone());
    let request = Request::builder().method(method).uri(address).body(Body::empty());
    let response = router.oneshot(request.expect("a request")).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

async fn told(shop: &Shop, question: &str) -> Value {
    let (status, report) = ask(shop, "GET", &format!("{REPORT}?{question}")).await;
    assert_eq!(status, StatusCode::OK, "{question}: {report}");
    report
}

fn minor(figure: &Value) -> i64 {
    figure["minor"].as_i64().unwrap_or_else(|| panic!("money, not {figure}"))
}

#[tokio::test]
async fn a_growing_shop_is_told_to_go_on_and_its_empty_channel_is_named() {
    on_both_engines(async |stage| {
        let shop = open(&stage, weeks()).await;
        let report = told(&shop, "by=week&ahead=4&each=channel&cohorts=true").await;
        let past = report["past"].as_array().expect("weeks");
        // The first week began long before its first order, so it is no whole one.
        assert_eq!(past.len(), 119);
        // Web 3,000 + 20 × 119 + 40 × (119 mod 3), shop 2,000, nobody 500.
        let last = minor(&past[past.len() - 1]["value"]);
        assert_eq!(last, 7_960, "sales without a customer count");
        let ahead = report["ahead"].as_array().expect("weeks to come");
        assert_eq!(ahead.len(), 4);
        for step in ahead {
            let bounds = ["low_95", "low_80", "value", "high_80", "high_95"];
            let bounds: Vec<i64> = bounds.iter().map(|bound| minor(&step[bound])).collect();
            assert!(bounds.is_sorted(), "{step}");
            assert!((7_300..=8_700).contains(&bounds[2]), "{step}");
        }
        let parts = report["parts"].as_array().expect("channels");
        let sum: i64 = parts.iter().map(|part| minor(&part["ahead"])).sum();
        assert!((sum - minor(&report["total"]["value"])).abs() <= 2, "parts add up: {parts:?}");
        // Every order holds one category here, so these add up too.
        let orders = told(&shop, "by=week&of=orders&ahead=4&each=category").await;
        let parts = orders["parts"].as_array().expect("categories");
        let number = |figure: &Value| figure.as_f64().expect("a number");
        let sum: f64 = parts.iter().map(|part| number(&part["ahead"])).sum();
        assert!((sum - number(&orders["total"]["value"])).abs() < 0.05, "{parts:?}");
        let unusual = report["unusual"].as_array().expect("weeks unlike themselves");
        let empty = unusual.iter().find(|it| it["value"]["minor"] == 2_500).expect("week 100");
        let movers = empty["movers"].as_array().expect("movers");
        assert!(movers.iter().any(|it| it["name"] == "web"), "{empty}");
        assert!(movers.iter().all(|it| it["name"] != "shop"), "the till did not move: {empty}");
        let trial = &report["trial"];
        assert_eq!(trial["periods"], 12, "{trial}");
        let ways = trial["ways"].as_array().expect("ways");
        assert!(ways.iter().any(|way| way["way"] == "seasonal-naive"), "{trial}");
        let cohorts = &report["cohorts"];
        assert_eq!(cohorts["rows"].as_array().map(Vec::len), Some(4), "{cohorts}");
        assert_eq!(cohorts["planned"], json!(0.0), "nobody new has come for weeks: {cohorts}");
    })
    .await;
}

#[tokio::test]
async fn planned_newcomers_bring_more() {
    on_both_engines(async |stage| {
        let shop = open(&stage, weeks()).await;
        let total = async |planned: u32| {
            let question = format!("by=month&ahead=3&cohorts=true&newcomers={planned}");
            minor(&told(&shop, &question).await["cohorts"]["newcomers"])
        };
        let (few, many) = (total(10).await, total(20).await);
        assert_eq!(total(0).await, 0);
        assert!(few > 0 && (many - 2 * few).abs() <= 2, "{few} {many}");
    })
    .await;
}

#[tokio::test]
async fn a_shop_with_too_little_says_why_it_has_no_answer() {
    on_both_engines(async |stage| {
        let shop = open(&stage, Vec::new()).await;
        let report = told(&shop, "by=month").await;
        assert_eq!((&report["ahead"], &report["total"]), (&json!([]), &Value::Null));
        assert_eq!(report["caveats"][0]["code"], "zone_assumed");
        let codes = |report: &Value| -> Vec<String> {
            let caveats = report["caveats"].as_array().expect("caveats").iter();
            caveats.map(|it| it["code"].as_str().expect("a code").to_owned()).collect()
        };
        assert!(codes(&report).contains(&"no_orders".to_owned()), "{report}");
        let drafts = vec![order("only", 20, 1_000, "web", Some(1))];
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        orders::record_many(&mut tx, None, &drafts).await.expect("an order is written");
        tx.commit().await.expect("kept");
        for by in ["day", "week", "month"] {
            for of in ["revenue", "orders"] {
                let report = told(&shop, &format!("by={by}&of={of}&cohorts=true")).await;
                assert_eq!(report["ahead"], json!([]), "{report}");
                assert!(codes(&report).contains(&"few_periods".to_owned()), "{report}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_year_without_a_sale_and_sales_of_one_day_are_answered() {
    on_both_engines(async |stage| {
        let gap = |nth: i64| order(&format!("g{nth}"), 1 + 30 * nth, 1_000, "web", Some(nth % 5));
        let months = (0..36).filter(|nth| !(12..24).contains(nth)).map(gap);
        let crowd = (0..40).map(|nth| order(&format!("d{nth}"), 200, 700, "shop", Some(nth)));
        let shop = open(&stage, months.chain(crowd).collect()).await;
        for by in ["day", "week", "month"] {
            let report = told(&shop, &format!("by={by}&cohorts=true&each=category")).await;
            let ahead = report["ahead"].as_array().expect("periods to come");
            assert!(!ahead.is_empty(), "{report}");
            assert!(ahead.iter().all(|step| minor(&step["low_95"]) >= 0), "{report}");
        }
        let report = told(&shop, "by=month").await;
        let codes = report["caveats"].as_array().expect("caveats");
        assert!(codes.iter().any(|it| it["code"] == "empty_periods"), "{report}");
    })
    .await;
}

#[tokio::test]
async fn a_run_is_kept_with_its_seed_and_told_again_alike() {
    on_both_engines(async |stage| {
        let shop = open(&stage, weeks()).await;
        let (status, run) = ask(&shop, "POST", &format!("{REPORT}/runs?by=week&ahead=3")).await;
        assert_eq!(status, StatusCode::CREATED, "{run}");
        assert_eq!((&run["model"], &run["options"]["by"]), (&json!("forecast"), &json!("week")));
        assert!(run["found"]["seed"].is_u64() && run["measures"]["off"].is_f64(), "{run}");
        let report = told(&shop, "by=week&ahead=3").await;
        assert_eq!(run["found"]["total"], report["total"], "the same seed tells the same");
        let (_, runs) = ask(&shop, "GET", "/api/v1/models/runs?model=forecast").await;
        assert_eq!(runs.as_array().map(Vec::len), Some(1));
    })
    .await;
}

/// 780 days, the last of them the day before the stage opens: 50 a day and more at the end of the
/// week; on 8 March three times as much, and twice as much the day before it.
fn days_with_a_holiday() -> Vec<OrderDraft> {
    let today = Stage::OPENING.timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = |ago: i64| {
        let day = today.saturating_sub(jiff::ToSpan::days(ago));
        let lift = match (day.month(), day.day()) {
            (3, 8) => 3,
            (3, 7) => 2,
            _ => 1,
        };
        let usual = 5_000 + 400 * i64::from(day.weekday().to_monday_zero_offset()) + 60 * (ago % 3);
        order(&format!("h{ago}"), ago, lift * usual, "web", Some(ago % 40))
    };
    (1..=780).map(day).collect()
}

#[tokio::test]
async fn a_holiday_that_was_seen_lifts_the_next_one_and_is_named() {
    on_both_engines(async |stage| {
        let shop = open(&stage, days_with_a_holiday()).await;
        let day = |report: &Value, from: &str| {
            let steps = report["ahead"].as_array().expect("days to come");
            let step = steps.iter().find(|step| step["from"] == from).expect("the day");
            minor(&step["value"])
        };
        let known = told(&shop, "by=day&holidays=ua").await;
        let holidays = &known["holidays"];
        assert_eq!((&holidays["calendar"], &holidays["in_use"]), (&json!("ua"), &json!(true)));
        let days = holidays["days"].as_array().expect("days");
        let named: Vec<_> = days.iter().map(|it| (&it["holiday"], &it["eve"])).collect();
        let womens_day = json!("womens-day");
        assert_eq!(named, [(&womens_day, &json!(false)), (&womens_day, &json!(true))]);
        assert_eq!((&days[0]["times"], &days[0]["next"]), (&json!(2), &json!("2026-03-08")));
        let factor = days[0]["factor"].as_f64().expect("a number");
        assert!((2.8..=3.1).contains(&factor), "{days:?}");
        // 8 March 2026 is a Sunday, like the fifteenth.
        let times = day(&known, "2026-03-08") as f64 / day(&known, "2026-03-15") as f64;
        assert!((times - factor).abs() < 0.2, "{times} and {factor}");

        let unknown = told(&shop, "by=day&holidays=none").await;
        let times = day(&unknown, "2026-03-08") as f64 / day(&unknown, "2026-03-15") as f64;
        assert!((times - 1.0).abs() < 0.2, "nobody knows of it: {times}");
        assert_eq!(unknown["holidays"], Value::Null);
        // Months have them in their season, and a shop without a country has none.
        for question in ["by=month&holidays=ua", "by=day"] {
            assert_eq!(told(&shop, question).await["holidays"], Value::Null, "{question}");
        }
    })
    .await;
}
