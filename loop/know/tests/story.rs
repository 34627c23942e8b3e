//! The golden shop through the whole house: orders come in, reports answer, over rows and
//! columns, on both engines, over HTTP and in SQL.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, request};
use collect::consent::{self, Channel, Consent, Ground, Purpose, State};
use collect::orders::Line;
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::shop::{self, Settings, Shop};
use collect::{orders, settling};
use domain::{CustomerId, Instant, OrderStatus, ShopZone};
use know::rfm;
use records::Actor;
use serde_json::Value;
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

/// The golden set of the metric dictionary; every order is worth 10.00.
const GOLDEN: [(&str, &[&str]); 7] = [
    ("A", &["2025-01-05", "2025-02-10", "2025-03-03"]),
    ("B", &["2025-01-20", "2025-03-25"]),
    ("C", &["2025-01-31", "2025-02-01"]),
    ("D", &["2025-01-15"]),
    ("E", &["2025-01-10", "2025-04-12"]),
    ("F", &["2025-02-14", "2025-02-20"]),
    ("G", &["2024-11-30", "2025-01-02"]),
];

fn at(day: &str) -> Instant {
    ShopZone::utc().start_of(day.parse().expect("a day"))
}

fn order(customer: &str, day: &str, status: OrderStatus) -> OrderDraft {
    OrderDraft {
        person: Some(PersonDraft {
            external_id: Some(customer.to_owned()),
            email: Some(format!("{}@example.test", customer.to_lowercase())),
            ..PersonDraft::default()
        }),
        status,
        ..testkit::order("till", &format!("{customer}-{day}"), at(day))
    }
    .sealed()
}

async fn tell(shop: &Shop, drafts: &[OrderDraft]) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    orders::record_many(&mut tx, None, drafts).await.expect("orders are written");
    tx.commit().await.expect("orders are kept");
}

async fn golden_shop(stage: &Stage) -> Shop {
    let shop = stage.shop().await;
    let settings = Settings {
        zone: Some("UTC".to_owned()),
        currency: Some("EUR".parse().expect("a currency")),
        ..Settings::default()
    };
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    shop::save_settings(&mut tx, &settings).await.expect("settings are written");
    tx.commit().await.expect("settings are kept");
    let drafts: Vec<OrderDraft> = GOLDEN
        .iter()
        .flat_map(|(customer, days)| days.iter().map(|day| order(customer, day, OrderStatus::Paid)))
        .collect();
    tell(&shop, &drafts).await;
    shop
}

async fn get(shop: &Shop, address: &str) -> (StatusCode, Value) {
    ask(shop, Request::get(address)).await
}

async fn ask(shop: &Shop, request: request::Builder) -> (StatusCode, Value) {
    let router = know::router().split_for_parts().0.with_state(shop.clone());
    let request = request.body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).expect("JSON"))
}

/// The shares of January's cohort from period 1 on.
fn january(report: &Value) -> Vec<f64> {
    let cohorts = report["cohorts"].as_array().expect("cohorts");
    let january = cohorts.iter().find(|row| row["cohort"] == "2025-01").expect("January");
    let cells = january["cells"].as_array().expect("cells");
    cells.iter().skip(1).map(|cell| cell["value"].as_f64().expect("a share")).collect()
}

const COHORTS: &str = "/api/v1/reports/cohorts?as-of=2025-05-01";

#[tokio::test]
async fn the_golden_table_comes_out_of_rows_and_of_columns_alike() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        assert_eq!(january(&get(&shop, COHORTS).await.1), [0.4, 0.4, 0.2]);
        settling::settle(&shop).await.expect("settled");
        let (_, settled) = get(&shop, COHORTS).await;
        assert_eq!(january(&settled), [0.4, 0.4, 0.2]);
        assert_eq!(settled["cohorts"][2]["size"], 5);
        assert_eq!(settled["as_of"], "2025-05-01T00:00:00Z");
    })
    .await;
}

#[tokio::test]
async fn an_order_and_a_refund_show_in_the_very_next_report() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        settling::settle(&shop).await.expect("settled");
        tell(&shop, &[order("D", "2025-02-15", OrderStatus::Paid)]).await;
        assert_eq!(january(&get(&shop, COHORTS).await.1), [0.6, 0.4, 0.2]);
        tell(&shop, &[order("A", "2025-02-10", OrderStatus::Refunded)]).await;
        assert_eq!(january(&get(&shop, COHORTS).await.1), [0.4, 0.4, 0.2]);
    })
    .await;
}

#[tokio::test]
async fn behind_a_cell_stand_its_customers_page_by_page() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        let cell = "/api/v1/reports/cohorts/customers?as-of=2025-05-01&cohort=2025-01&k=1&limit=1";
        let (_, first) = get(&shop, cell).await;
        assert_eq!(first["items"][0]["customer_id"], "A");
        assert_eq!(first["items"][0]["orders"], 3);
        assert_eq!(first["items"][0]["last_order_at"], "2025-03-03T00:00:00Z");
        let next = first["next"].as_str().expect("another page");
        let (_, second) = get(&shop, &format!("{cell}&after={next}")).await;
        assert_eq!(second["items"][0]["customer_id"], "C");
        assert_eq!(second["next"], Value::Null);
        let (status, problem) = get(&shop, &cell.replace("2025-01&", "1999-01&")).await;
        assert_eq!((status, &problem["code"]), (StatusCode::NOT_FOUND, &"no_cohort".into()));
    })
    .await;
}

#[tokio::test]
async fn every_report_answers_and_a_wrong_question_is_refused() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        let (_, retention) =
            get(&shop, "/api/v1/reports/retention?activity-window=60d&as-of=2025-05-01").await;
        let april = retention["periods"].as_array().and_then(|rows| rows.last()).expect("April");
        assert_eq!((&april["crr"], &april["crr_strict"]), (&0.75.into(), &0.5.into()));
        let (_, rhythm) = get(&shop, "/api/v1/reports/rhythm?as-of=2025-05-01").await;
        assert_eq!(rhythm["gaps"]["median"], 33.0);
        assert_eq!(rhythm["by_order_number"][0]["gaps"]["count"], 6);
        let (_, lifecycle) = get(&shop, "/api/v1/reports/lifecycle?as-of=2025-05-01").await;
        assert_eq!(lifecycle["periods"][3]["dormant"], 4);
        assert_eq!(lifecycle["standings"].as_array().map(Vec::len), Some(3));
        let (_, rfm) = get(&shop, "/api/v1/reports/rfm?as-of=2025-05-01").await;
        assert_eq!(rfm["rows"][0]["customer_id"], "A");
        assert_eq!(rfm["rows"][0]["recency_days"], 59);
        let (_, abc) = get(&shop, "/api/v1/reports/abc?as-of=2025-05-01&class=c&limit=5").await;
        assert_eq!((&abc["rows"][0]["id"], &abc["n_rows"]), (&"D".into(), &1.into()));
        let (status, problem) = get(&shop, "/api/v1/reports/abc?a-share=99%25").await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &"no_abc".into())
        );
        let revenue = "/api/v1/reports/revenue?from=2025-02-01&until=2025-03-01&as-of=2025-05-01";
        let (_, bridge) = get(&shop, revenue).await;
        assert_eq!(bridge["period_revenue"], serde_json::json!({"minor": 4000, "currency": "EUR"}));
        let (status, problem) = get(&shop, &revenue.replace("2025-03-01", "2025-01-01")).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &"no_bridge".into())
        );
        let (status, _) = get(&shop, "/api/v1/reports/cohorts?by=fortnight").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn money_of_another_currency_is_said_and_not_added() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        let dollars = OrderDraft {
            currency: "USD".parse().expect("a currency"),
            ..order("D", "2025-02-15", OrderStatus::Paid)
        };
        tell(&shop, &[dollars.sealed()]).await;
        let revenue = "/api/v1/reports/revenue?from=2025-02-01&until=2025-03-01&as-of=2025-05-01";
        for settled in [false, true] {
            if settled {
                settling::settle(&shop).await.expect("settled");
            }
            let (_, bridge) = get(&shop, revenue).await;
            assert_eq!(bridge["period_revenue"]["minor"], 4000, "settled: {settled}");
            let caveats = bridge["caveats"].as_array().expect("caveats");
            assert!(caveats.iter().any(|caveat| caveat["code"] == "other_currencies"));
            assert_eq!(january(&get(&shop, COHORTS).await.1), [0.6, 0.4, 0.2]);
        }
    })
    .await;
}

/// An order of rye and buns; what the buns cost is not known.
fn order_with_lines(customer: &str, day: &str) -> OrderDraft {
    let line = |sku: &str, amount, cost| Line {
        sku: Some(sku.to_owned()),
        product: Some(format!("{sku} of {day}")),
        quantity: 1.0,
        amount: Some(amount),
        cost,
        ..Line::default()
    };
    let lines = vec![line("RYE", 700, Some(200)), line("BUN", 300, None)];
    OrderDraft { lines, ..order(customer, day, OrderStatus::Paid) }.sealed()
}

#[tokio::test]
async fn products_and_profit_come_out_of_rows_and_of_columns_alike() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        let orders = [("A", "2025-03-03"), ("B", "2025-03-25"), ("B", "2025-04-02")];
        tell(&shop, &orders.map(|(who, day)| order_with_lines(who, day))).await;
        for settled in [false, true] {
            if settled {
                settling::settle(&shop).await.expect("settled");
            }
            let products = "/api/v1/reports/abc?as-of=2025-05-01&of=products";
            let (_, report) = get(&shop, products).await;
            assert_eq!(report["value"]["minor"], 3000, "settled: {settled}");
            assert_eq!((&report["rows"][0]["id"], &report["n"]), (&"RYE".into(), &2.into()));
            assert_eq!(report["rows"][0]["name"], "RYE of 2025-04-02");
            let profit = "/api/v1/reports/abc?as-of=2025-05-01&value=profit";
            let (_, report) = get(&shop, profit).await;
            let first = &report["rows"][0];
            assert_eq!((&first["id"], &first["value"]["minor"]), (&"B".into(), &1000.into()));
            assert_eq!(report["caveats"][0]["code"], "lines_unknown");
        }
    })
    .await;
}

/// Forty who came by the post and stayed, forty who came by the web and left.
fn stayed_or_left() -> Vec<OrderDraft> {
    let told = |customer: String, day: &str, channel: &str| OrderDraft {
        channel: Some(channel.to_owned()),
        ..order(&customer, day, OrderStatus::Paid)
    };
    let of = |nth: i64| {
        let stayed = ["2025-01-01", "2025-01-11", "2025-01-21"];
        let stayed = stayed.map(|day| told(format!("S{nth}"), day, "post"));
        let left = ["2024-06-01", "2024-06-11"].map(|day| told(format!("L{nth}"), day, "web"));
        stayed.into_iter().chain(left).map(OrderDraft::sealed)
    };
    (0..40).flat_map(of).collect()
}

#[tokio::test]
async fn who_stays_is_compared_with_who_left_and_both_can_be_listed() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        tell(&shop, &stayed_or_left()).await;
        for settled in [false, true] {
            if settled {
                settling::settle(&shop).await.expect("settled");
            }
            let address = "/api/v1/reports/lifecycle?as-of=2025-01-25";
            let (_, lifecycle) = get(&shop, address).await;
            let first = &lifecycle["comparison"]["shares"][0];
            assert_eq!(first["attribute"], "channel", "settled: {settled}");
            assert_eq!(first["customers"], 40);
            let apart = first["difference"].as_f64().expect("a difference").abs();
            assert!(apart > 0.9, "{first}");
        }
        let lapsed = get(&shop, "/api/v1/customers?standing=lapsed&limit=500").await.1;
        let everybody = get(&shop, "/api/v1/customers?limit=500").await.1;
        let n = |page: &Value| page["items"].as_array().map_or(0, Vec::len);
        assert!(n(&lapsed) >= 40 && n(&lapsed) < n(&everybody), "{}", n(&lapsed));
        let id = lapsed["items"][0]["id"].as_str().expect("an id");
        let (_, figures) = get(&shop, &format!("/api/v1/customers/{id}/figures")).await;
        assert_eq!(figures["next_order_unknown"], "lapsed");
        assert_eq!(figures["next_order"], Value::Null);
    })
    .await;
}

/// The customer says yes to marketing by e-mail.
async fn agree(shop: &Shop, customer: CustomerId) {
    let yes = Consent {
        purpose: Purpose::Marketing,
        channel: Channel::Email,
        state: State::Granted,
        ground: Ground::Answer,
        proof: None,
        at: at("2025-04-02"),
        source: "till".to_owned(),
    };
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    consent::declare_many(&mut tx, vec![(customer, yes)]).await.expect("consent is written");
    tx.commit().await.expect("consent is kept");
}

#[tokio::test]
async fn the_list_is_searched_in_any_letters_and_asked_who_may_be_written_to() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        let mut oksana = order("K-7", "2025-04-02", OrderStatus::Paid);
        let person = oksana.person.as_mut().expect("a person");
        person.name = Some("Оксана Їжак".to_owned());
        tell(&shop, &[oksana]).await;
        // `їжак` in small letters.
        let search = "/api/v1/customers?search=%D1%97%D0%B6%D0%B0%D0%BA";
        let found = get(&shop, search).await.1;
        assert_eq!(found["items"][0]["customer_id"], "K-7");
        let id = found["items"][0]["id"].as_str().expect("an id");
        let (_, figures) = get(&shop, &format!("/api/v1/customers/{id}/figures")).await;
        assert_eq!((&figures["orders"], &figures["revenue"]["minor"]), (&1.into(), &1000.into()));
        agree(&shop, id.parse().expect("an id")).await;
        let granted = get(&shop, "/api/v1/customers?consent=granted").await.1;
        assert_eq!(granted["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(granted["items"][0]["email_consent"], "granted");
        let missing = get(&shop, "/api/v1/customers?consent=missing").await.1;
        assert_eq!(missing["items"].as_array().map(Vec::len), Some(7));
        let nobody = "/api/v1/customers/cus_00000000-0000-7000-8000-000000000000/figures";
        let (status, problem) = get(&shop, nobody).await;
        assert_eq!((status, &problem["code"]), (StatusCode::NOT_FOUND, &"no_purchases".into()));
    })
    .await;
}

#[tokio::test]
async fn what_customers_are_worth_ahead_is_told_kept_and_stands_on_the_card() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        tell(&shop, &stayed_or_left()).await;
        let address = "/api/v1/reports/value?as-of=2025-05-01&horizon=90d";
        let (status, rows) = get(&shop, address).await;
        assert_eq!(status, StatusCode::OK, "{rows}");
        settling::settle(&shop).await.expect("settled");
        let (_, report) = get(&shop, address).await;
        assert_eq!(report, rows, "over rows and over columns");
        assert_eq!(
            (&report["customers"], &report["seen_until"]),
            (&87.into(), &"2025-04-30".into())
        );
        assert!(report["params"]["alpha"].as_f64().is_some_and(|alpha| alpha > 0.0), "{report}");
        let first = &report["rows"][0];
        assert!(first["low"].as_f64() <= first["expected_orders"].as_f64(), "{first}");
        let kept = Request::post("/api/v1/reports/value/runs?as-of=2025-05-01&horizon=90d");
        let (status, run) = ask(&shop, kept).await;
        assert_eq!((status, &run["found"]["params"]), (StatusCode::CREATED, &report["params"]));
        let (_, runs) = get(&shop, "/api/v1/models/runs?model=value").await;
        assert_eq!((&runs[0], runs.as_array().map(Vec::len)), (&run, Some(1)));
        assert_eq!(runs[0]["options"]["horizon"], "90d");
        let none = get(&shop, "/api/v1/models/runs?model=churn").await.1;
        assert_eq!(none, serde_json::json!([]));
        let id = first["customer"].as_str().expect("an id");
        let (_, card) = get(&shop, &format!("/api/v1/customers/{id}/value")).await;
        assert_eq!((&card["horizons"][1]["days"], &card["x"]), (&90.into(), &first["x"]));
        assert!(card["history"].as_array().is_some_and(|curve| curve.len() > 2), "{card}");
        let nobody = "/api/v1/customers/cus_00000000-0000-7000-8000-000000000000/value";
        let (status, problem) = get(&shop, nobody).await;
        assert_eq!((status, &problem["code"]), (StatusCode::NOT_FOUND, &"no_purchases".into()));
        let (status, _) = get(&shop, "/api/v1/reports/value?horizon=for-ever").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn an_empty_shop_answers_that_there_is_nothing_yet() {
    on_both_engines(async |stage| {
        let shop = stage.shop().await;
        for name in [
            "cohorts",
            "retention",
            "lifecycle",
            "rhythm",
            "rfm",
            "rfm/groups",
            "revenue",
            "abc",
            "value",
            "metrics",
            "report",
        ] {
            let (status, report) = get(&shop, &format!("/api/v1/reports/{name}")).await;
            assert_eq!(status, StatusCode::OK, "{name}");
            let caveats = report["caveats"].as_array().expect("caveats");
            assert!(caveats.iter().any(|caveat| caveat["code"] == "no_orders"), "{name}");
        }
        let (status, home) = get(&shop, "/api/v1/home").await;
        assert_eq!((status, &home["sentences"]), (StatusCode::OK, &serde_json::json!([])));
    })
    .await;
}

#[tokio::test]
async fn the_folds_are_asked_in_sql() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        let session = settling::session(&shop).await.expect("facts");
        let functions = know::functions(&shop).await.expect("functions");
        functions.into_iter().for_each(|function| session.register(function));
        let question = "select cohorts(customer_no, at, amount, valid), count(*) from orders";
        let answer = session.sql(question).await.expect("an answer");
        let text = answer.rows[0][0].as_str().expect("JSON text");
        let report: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(january(&report), [0.4, 0.4, 0.2]);
        assert_eq!(answer.rows[0][1], 14);
    })
    .await;
}

#[tokio::test]
async fn scores_in_sql_are_cut_by_the_breaks_in_use() {
    on_both_engines(async |stage| {
        let shop = golden_shop(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let breaks = rfm::ShopBreaks {
            recency: Some("10,60,120,400".parse().expect("breaks")),
            orders: Some("2,3,4,6".parse().expect("breaks")),
            revenue: None,
        };
        rfm::replace_breaks(&mut tx, breaks).await.expect("set");
        tx.commit().await.expect("kept");
        let session = settling::session(&shop).await.expect("facts");
        let functions = know::functions(&shop).await.expect("functions");
        functions.into_iter().for_each(|function| session.register(function));
        let question = "select rfm(customer_no, at, amount, valid) from orders";
        let answer = session.sql(question).await.expect("an answer");
        let text = answer.rows[0][0].as_str().expect("JSON text");
        let asked: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(asked["scale"]["orders"], "2,3,4,6");
        assert_eq!(asked["scale"]["version"], 1);
        // The report is counted on another way and must come to the same groups.
        let report = rfm::groups_of_shop(&shop, rfm::RfmOptions::default()).await.expect("groups");
        let report = serde_json::to_value(&report).expect("JSON");
        assert_eq!(asked["groups"], report["groups"]);
        assert_eq!(asked["scale"], report["scale"]);
    })
    .await;
}
