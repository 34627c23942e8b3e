//! Subscriptions through the whole house: a file, events, and the report of both.

use collect::customers;
use collect::shop::Shop;
use collect::subscriptions::{self, SubscriptionFileOptions};
use records::{Actor, Happening, happenings};
use serde_json::json;
use testkit::on_both_engines;

use super::*;
use crate::segments::saved;
use crate::segments::tests::house;
use crate::segments::text::{Coins, read};

const FILE: &str = "\
subscription_id,customer_id,date,status,amount,interval
s1,c1,2025-01-05,active,10.00,month
s1,c1,2025-02-10,active,25.00,month
s2,c2,2025-01-20,active,120.00,year
s2,c2,2025-03-01,canceled,,
s3,c3,2025-02-01,trialing,30.00,month
s3,c3,2025-02-15,active,30.00,month
s3,c3,2025-03-20,past_due,,
";

async fn open(stage: &testkit::Stage) -> Shop {
    let shop = house::open(stage, 5).await;
    let folder = tempfile::tempdir().expect("the temp dir is writable");
    let path = folder.path().join("subscriptions.csv");
    std::fs::write(&path, FILE).expect("a file can be written");
    let (file, options) = ((path.as_path(), "file.csv"), SubscriptionFileOptions::default());
    subscriptions::take_in(&shop, file, options, false, Actor::System).await.expect("taken in");
    // The source of the house calls its customers as the file does; numbers are told by source.
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let found = customers::of_numbers(&mut tx, &[4]).await.expect("customers");
    for (name, at, told) in [
        ("Subscription Started", "2025-01-15T10:00:00Z", json!({ "amount": 5, "quantity": 2 })),
        ("Subscription Cancelled", "2025-02-20T10:00:00Z", json!({})),
        ("Subscription Started", "2025-03-05T10:00:00Z", json!({ "amount": "8.00" })),
    ] {
        let happening = Happening {
            customer: Some(found[0].id.0),
            at: at.parse().expect("a moment"),
            kind: "event_heard",
            source: "web".to_owned(),
            key: format!("{name} {at}"),
            payload: json!({ "name": name, "properties": told }),
        };
        happenings::note(&mut tx, happening).await.expect("noted");
    }
    tx.commit().await.expect("kept");
    shop
}

async fn asked(shop: &Shop, segment: Option<&str>) -> SubscriptionReport {
    let options = SubscriptionOptions {
        as_of: "2025-04-01".parse().ok(),
        segment: segment.map(str::to_owned),
        ..SubscriptionOptions::default()
    };
    super::of_shop(shop, options).await.expect("a report")
}

fn minor(money: Option<Money>) -> i64 {
    money.expect("money").minor
}

fn told(period: &MrrPeriod) -> [i64; 7] {
    let MrrPeriod { start, new, reactivation, expansion, contraction, churned, end, .. } = *period;
    [start, new, reactivation, expansion, contraction, churned, end].map(minor)
}

#[tokio::test]
async fn a_file_and_events_make_one_course_of_monthly_revenue() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let report = asked(&shop, None).await;
        let names: Vec<&str> = report.periods.iter().map(|it| it.period.as_str()).collect();
        assert_eq!(names, ["2025-01", "2025-02", "2025-03"]);
        // January: 10.00, 10.00 of a year's 120.00, and twice 5.00.
        assert_eq!(told(&report.periods[0]), [0, 3_000, 0, 0, 0, 0, 3_000]);
        // February: 15.00 more, 30.00 after the trial, 10.00 cancelled.
        assert_eq!(told(&report.periods[1]), [3_000, 3_000, 0, 1_500, 0, 1_000, 6_500]);
        // March: the year is cancelled, who left in February is back; what is past due counts.
        assert_eq!(told(&report.periods[2]), [6_500, 0, 800, 0, 0, 1_000, 6_300]);
        assert_eq!((minor(report.mrr), minor(report.arr), report.customers), (6_300, 75_600, 3));
        let rates = report.periods[2].rates;
        assert_eq!(rates.gross_churn, Some(1_000.0 / 6_500.0));
        assert_eq!(rates.nrr_with_reactivation, Some(6_300.0 / 6_500.0));
        let january = &report.cohorts[0];
        assert_eq!((january.customers, minor(january.entry)), (3, 3_000));
        let nrr: Vec<f64> = january.cells.iter().filter_map(|cell| cell.nrr).collect();
        assert_eq!(nrr, [1.0, 3_500.0 / 3_000.0, 3_300.0 / 3_000.0]);
        assert!(report.periods.iter().all(|period| period.complete));
    })
    .await;
}

#[tokio::test]
async fn a_segment_has_subscriptions_of_its_own() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let rule = read("did \"Subscription Started\"", Coins::of(None)).expect("a rule");
        saved::save(&mut tx, "By event", rule).await.expect("saved");
        tx.commit().await.expect("kept");
        let report = asked(&shop, Some("By event")).await;
        assert_eq!((minor(report.mrr), report.customers), (800, 1));
        assert_eq!(told(&report.periods[2]), [0, 0, 800, 0, 0, 0, 800]);
    })
    .await;
}

#[tokio::test]
async fn a_shop_without_subscriptions_has_no_period_and_no_fault() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        let report = asked(&shop, None).await;
        assert!(report.periods.is_empty() && report.cohorts.is_empty());
        assert_eq!((report.customers, minor(report.mrr)), (0, 0));
    })
    .await;
}
