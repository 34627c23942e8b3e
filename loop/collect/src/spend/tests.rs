//! The story of spend: by hand, out of files, once more, and cut by a question.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use domain::{Day, Money, Period};
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::{NewSpend, Spend, SpendError, SpendOptions, SpendSummary};
use crate::shop::{self, Address, Settings, Shop};

/// A shop that counts in pounds.
async fn shop_of(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let shop = Shop::open(&address).await.expect("a shop");
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let currency = Some("GBP".parse().expect("a currency"));
    let settings = Settings { currency, ..Settings::default() };
    shop::save_settings(&mut tx, &settings).await.expect("settings");
    tx.commit().await.expect("kept");
    shop
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn days(from: &str, until: &str) -> Period {
    Period::new(day(from), day(until))
}

fn pounds(minor: i64) -> Money {
    Money::new(minor, "GBP".parse().expect("a currency"))
}

async fn take_in(shop: &Shop, content: &str, is_dry_run: bool) -> SpendSummary {
    let folder = tempfile::tempdir().expect("the temp dir is writable");
    let path = folder.path().join("spend.csv");
    std::fs::write(&path, content).expect("a file can be written");
    let file = (path.as_path(), "spend.csv");
    super::take_in(shop, file, SpendOptions::default(), is_dry_run, Actor::System)
        .await
        .expect("a file of spend")
}

/// What is written down: channel, days, amount, oldest first.
async fn drawn(shop: &Shop) -> String {
    let mut tx = shop.read().await.expect("a transaction");
    let mut all = super::all(&mut tx).await.expect("spend");
    all.reverse();
    let line = |spend: &Spend| {
        let channel = spend.channel.as_deref().unwrap_or("-");
        format!("{channel} {} {} {}", spend.days.from, spend.days.until, spend.amount.minor)
    };
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

async fn n_happenings(shop: &Shop) -> i64 {
    let mut tx = shop.read().await.expect("a transaction");
    let sql = "select count(*) from happening where source = 'spend'";
    tx.number(sql, vec![]).await.expect("a count")
}

const FILE: &str = "\
Канал;Дата;Сума;Валюта
google;01.03.2026;12,50;GBP
google;01.03.2026;7,50;GBP
facebook;2026-02;280,00;
google;31.02.2026;1,00;GBP
google;13.03.2026;ten;GBP
google;14.03.2026;5,00;EUR
;15.03.2026;3,00;GBP
";

#[tokio::test]
async fn a_file_is_taken_in_and_what_makes_no_sense_is_left_out_with_its_line() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let tried = take_in(&shop, FILE, true).await;
        assert_eq!((tried.dry_run, tried.added, drawn(&shop).await.as_str()), (true, 3, ""));

        let summary = take_in(&shop, FILE, false).await;
        assert_eq!((summary.rows, summary.added, summary.total), (7, 3, pounds(303_00)));
        assert_eq!(summary.days, Some(days("2026-02-01", "2026-03-16")));
        let rejected: Vec<_> =
            summary.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(rejected, [(5, "not_a_day"), (6, "not_a_number"), (7, "other_currency")]);
        let expected = "facebook 2026-02-01 2026-03-01 28000
google 2026-03-01 2026-03-02 2000
- 2026-03-15 2026-03-16 300";
        assert_eq!(drawn(&shop).await, expected);
        assert_eq!(n_happenings(&shop).await, 3);
    })
    .await;
}

#[tokio::test]
async fn taking_the_same_file_in_again_changes_nothing() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        take_in(&shop, FILE, false).await;
        let (before, told) = (drawn(&shop).await, n_happenings(&shop).await);
        let again = take_in(&shop, FILE, false).await;
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 3));
        assert_eq!((drawn(&shop).await, n_happenings(&shop).await), (before, told));

        let mended = FILE.replace("280,00", "281,00");
        assert_eq!(take_in(&shop, &mended, false).await.changed, 1);
        assert!(drawn(&shop).await.contains("facebook 2026-02-01 2026-03-01 28100"));
    })
    .await;
}

#[tokio::test]
async fn an_export_of_ads_with_its_last_day_and_its_currency_in_the_header_is_read() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let file = "Reporting starts,Reporting ends,Campaign name,Amount spent (GBP)
2026-01-01,2026-01-31,Spring,\"1,234.50\"
2026-01-31,2026-01-01,Backwards,5.00
";
        let summary = take_in(&shop, file, false).await;
        assert_eq!(drawn(&shop).await, "Spring 2026-01-01 2026-02-01 123450");
        assert_eq!(summary.rejected[0].reason, "makes_no_sense");
    })
    .await;
}

#[test]
fn spend_of_a_period_is_spread_over_its_days_and_the_parts_add_up() {
    let spend = Spend {
        id: uuid::Uuid::nil().into(),
        channel: None,
        days: days("2026-02-01", "2026-03-01"),
        amount: pounds(100_01),
        source: String::new(),
    };
    assert_eq!(spend.within(days("2026-01-01", "2027-01-01")), 100_01);
    // Half of it is 50.005, which is 50.01; the first quarter of that is 25.00.
    assert_eq!(spend.within(days("2026-02-08", "2026-02-15")), 2_501);
    assert_eq!(spend.within(days("2026-03-01", "2026-03-09")), 0);
    let mut parts = 0;
    let mut at = day("2026-02-01");
    while at < day("2026-03-01") {
        let next = crate::imports::tables::day_after(at);
        let part = spend.within(Period::new(at, next));
        // By hand: 357.18 pence a day, so that each day is 357 or 358.
        assert!((357..=358).contains(&part), "{at}: {part}");
        parts += part;
        at = next;
    }
    assert_eq!(parts, 100_01);
}

#[tokio::test]
async fn by_hand_there_is_one_amount_of_a_channel_for_the_same_days() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let new = NewSpend {
            channel: Some("fair".to_owned()),
            days: days("2026-01-01", "2026-02-01"),
            amount: pounds(500),
        };
        let spend = super::add(&mut tx, new.clone(), "page").await.expect("it is written down");
        let again = super::add(&mut tx, new.clone(), "page").await;
        assert!(matches!(again, Err(SpendError::Taken(_))));
        let euro = Money::new(5, "EUR".parse().expect("a currency"));
        let other = super::add(&mut tx, NewSpend { amount: euro, ..new.clone() }, "page").await;
        assert!(matches!(other, Err(SpendError::OtherCurrency { .. })));
        let dearer = NewSpend { amount: pounds(700), ..new };
        let changed = super::change(&mut tx, spend.id, dearer).await.expect("it is changed");
        assert_eq!(changed.map(|spend| spend.amount), Some(pounds(700)));
        tx.commit().await.expect("kept");
        assert_eq!(n_happenings(&shop).await, 2);
    })
    .await;
}

async fn asked(shop: &Shop, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
    let (router, _) = super::api::router().split_for_parts();
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1/spend{path}"))
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request");
    let answer = router.with_state(shop.clone()).oneshot(request).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

#[tokio::test]
async fn over_http_spend_is_added_changed_and_removed() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let told = |minor: i64, until: &str| {
            json!({ "channel": " fair ", "from": "2026-01-01", "until": until,
                    "amount": { "minor": minor, "currency": "GBP" } })
        };
        let (status, added) = asked(&shop, "POST", "", told(500, "2026-02-01")).await;
        assert_eq!((status, &added["channel"]), (StatusCode::CREATED, &json!("fair")));
        let (status, problem) = asked(&shop, "POST", "", told(5, "2026-02-01")).await;
        assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("spend_taken")));
        let (status, problem) = asked(&shop, "POST", "", told(5, "2026-01-01")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["field"], "until");

        let path = format!("/{}", added["id"].as_str().expect("an id"));
        let (_, changed) = asked(&shop, "PUT", &path, told(900, "2026-03-01")).await;
        assert_eq!(changed["amount"]["minor"], 900);
        let (_, all) = asked(&shop, "GET", "", json!(null)).await;
        assert_eq!(all["items"].as_array().map(Vec::len), Some(1));
        let (status, _) = asked(&shop, "DELETE", &path, json!(null)).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, _) = asked(&shop, "DELETE", &path, json!(null)).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}
