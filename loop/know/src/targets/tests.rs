//! The story of targets: set, more closely set, read beside the metric, removed.

use collect::shop::{self, Settings, Shop};
use domain::{Money, Period};
use records::Actor;
use testkit::{Stage, on_both_engines};

use super::*;
use crate::drawn;
use crate::metrics::{self, Ledger, MetricsOptions};

async fn shop_of(stage: &Stage) -> Shop {
    let shop = stage.shop().await;
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

fn pounds(minor: i64) -> Money {
    Money::new(minor, "GBP".parse().expect("a currency"))
}

fn target(metric: &str, from: Option<&str>, value: f64) -> Target {
    Target { metric: metric.to_owned(), length: Length::Month, from: from.map(day), value }
}

#[test]
fn the_target_of_one_period_goes_before_that_of_every_period() {
    let targets =
        Targets(vec![target("orders", None, 5.0), target("orders", Some("2025-03-01"), 9.0)]);
    let of = |from: &str, length| {
        let days = Period::new(day(from), day("2026-01-01"));
        targets.find("orders", length, days).map(|target| target.value)
    };
    assert_eq!(of("2025-03-01", Length::Month), Some(9.0));
    assert_eq!(of("2025-04-01", Length::Month), Some(5.0));
    assert_eq!(of("2025-04-01", Length::Quarter), None, "another length is another question");
}

#[test]
fn the_gap_is_the_metric_less_its_target_and_the_better_way_decides() {
    let rows = drawn::golden();
    let vantage = drawn::vantage(&rows, "2025-05-01");
    let options =
        MetricsOptions { activity_window: crate::Days::new(60), ..MetricsOptions::default() };
    let sum = options.plan(&vantage).map(|plan| {
        let fold = (crate::retention::RetentionFold::new(&plan), metrics::BuyingFold::new(&plan));
        facts::fold_rows(fold, &rows)
    });
    let mut report = metrics::report(options, &vantage, sum.as_ref(), &Ledger::default());
    let targets = Targets(vec![
        target("crr-strict", None, 0.6),
        target("churn", None, 0.5),
        target("orders", None, 3.0),
        target("revenue", None, 900.0),
        target("cac", None, 500.0),
    ]);
    targets.lay_over(&mut report);
    let aim = |id: &str| report.metrics.iter().find(|row| row.id == id).and_then(|row| row.target);
    // April of the golden set: half stayed, one order of 10.00.
    let crr = aim("crr-strict").expect("a target");
    assert_eq!((crr.value, crr.reached), (Figure::Number(0.6), Some(false)));
    let Some(Figure::Number(gap)) = crr.gap else { panic!("{crr:?}") };
    assert!((gap + 0.1).abs() < 1e-12, "{gap}");
    assert_eq!(aim("churn").and_then(|aim| aim.reached), Some(true), "less is better");
    assert_eq!(aim("orders").and_then(|aim| aim.gap), Some(Figure::Number(-2.0)));
    let revenue = aim("revenue").expect("a target");
    assert_eq!((revenue.gap, revenue.reached), (Some(Figure::Money(pounds(100))), Some(true)));
    let cac = aim("cac").expect("a target");
    assert_eq!((cac.gap, cac.reached), (None, None), "no spend, no gap");
    assert_eq!(aim("buyers"), None);

    report.metrics.iter_mut().for_each(|row| row.target = None);
    report.head.options.segment = Some("loyal".to_owned());
    targets.lay_over(&mut report);
    assert!(report.metrics.iter().all(|row| row.target.is_none()), "they are those of the shop");
}

#[test]
fn what_is_typed_is_read_by_the_kind_of_the_metric() {
    let pound = Some("GBP".parse().expect("a currency"));
    let read = |text: &str, metric: &str| read(text, metric, pound).map_err(|it| it.to_string());
    assert_eq!(read("35%", "churn"), Ok(Wanted::Number(0.35)));
    assert_eq!(read("0.35", "churn"), Ok(Wanted::Number(0.35)));
    assert_eq!(read("19.90", "cac"), Ok(Wanted::Money(pounds(1_990))));
    assert_eq!(read("120%", "churn"), Ok(Wanted::Number(1.2)));
    assert!(read("35", "churn").is_err_and(|text| text.contains("35% or 0.35")));
    assert!(read("35%", "orders").is_err_and(|text| text.contains("35%")));
    assert!(read("many", "orders").is_err());
    assert!(read("nan", "churn").is_err());
    assert!(read("1", "grr").is_err_and(|text| text.contains("report `revenue`")));
    assert!(read("1", "unheard-of").is_err_and(|text| text.contains("no metric")));
}

#[tokio::test]
async fn a_target_is_set_set_again_and_removed() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let every = (Length::Month, None);
        let march = (Length::Month, Some(day("2026-03-17")));
        let wanted = Wanted::Money(pounds(900));
        set(&mut tx, "cac", every, &Wanted::Money(pounds(1_000))).await.expect("it is set");
        set(&mut tx, "cac", every, &wanted).await.expect("it is set again");
        let of_march = set(&mut tx, "cac", march, &wanted).await.expect("it is set");
        assert_eq!(of_march.from, Some(day("2026-03-01")), "any day names its period");
        let refused = set(&mut tx, "cac", every, &Wanted::Number(9.0)).await;
        assert!(matches!(refused, Err(TargetError::WrongValue { .. })));
        let euro = Money::new(9, "EUR".parse().expect("a currency"));
        let refused = set(&mut tx, "cac", every, &Wanted::Money(euro)).await;
        assert!(matches!(refused, Err(TargetError::OtherCurrency { .. })));
        let refused = set(&mut tx, "orders", every, &Wanted::Number(1.5)).await;
        assert!(matches!(refused, Err(TargetError::WrongValue { .. })));
        tx.commit().await.expect("kept");

        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let values: Vec<f64> =
            all(&mut tx).await.expect("targets").iter().map(|target| target.value).collect();
        assert_eq!(values, [900.0, 900.0]);
        assert!(remove(&mut tx, "cac", march).await.expect("it is removed"));
        assert!(!remove(&mut tx, "cac", march).await.expect("it was removed"));
        assert_eq!(all(&mut tx).await.expect("targets").iter().count(), 1);
        let told = "select count(*) from happening where source = 'targets'";
        assert_eq!(tx.number(told, vec![]).await.expect("a count"), 4);
    })
    .await;
}
