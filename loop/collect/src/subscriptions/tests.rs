//! The story of a file of subscriptions: taken in, once more, and with rows that make no sense.

use records::Actor;
use testkit::{Stage, on_both_engines};

use super::*;
use crate::shop::{Address, Settings};

/// A shop in Kyiv that counts in euros.
async fn shop_of(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let shop = Shop::open(&address).await.expect("a shop");
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let settings = Settings {
        currency: Some("EUR".parse().expect("a currency")),
        zone: Some("Europe/Kyiv".to_owned()),
        ..Settings::default()
    };
    shop::save_settings(&mut tx, &settings).await.expect("settings");
    tx.commit().await.expect("kept");
    shop
}

async fn take_in(
    shop: &Shop,
    content: &str,
    is_dry_run: bool,
) -> Result<SubscriptionSummary, NotTakenIn> {
    let folder = tempfile::tempdir().expect("the temp dir is writable");
    let path = folder.path().join("subscriptions.csv");
    std::fs::write(&path, content).expect("a file can be written");
    let file = (path.as_path(), "subscriptions.csv");
    let options = SubscriptionFileOptions::default();
    super::take_in(shop, file, options, is_dry_run, Actor::System).await
}

const FILE: &str = "\
subscription_id,customer_id,email,date,status,amount,interval,quantity,discount,plan
s1,anna,anna@example.test,2025-01-05,active,10.00,month,3,5.00,Basic
s1,anna,anna@example.test,2025-02-01,canceled,,,,,
s2,boris,,2025-01-20,trialing,120.00,year,1,,Gold
";

async fn told(shop: &Shop) -> Vec<serde_json::Value> {
    let mut tx = shop.read().await.expect("a transaction");
    let from = Instant(i64::MIN);
    let told = crate::timeline::told_deeds(&mut tx, TOLD, from, Instant(i64::MAX)).await;
    told.expect("deeds").into_iter().filter_map(|deed| deed.properties).collect()
}

#[tokio::test]
async fn a_file_taken_in_twice_says_the_same_once() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let counted = take_in(&shop, FILE, true).await.expect("a file");
        assert_eq!((counted.rows, counted.added, told(&shop).await.len()), (3, 3, 0));
        let taken = take_in(&shop, FILE, false).await.expect("a file");
        assert_eq!((taken.added, taken.customers, taken.subscriptions), (3, 2, 2));
        let again = take_in(&shop, FILE, false).await.expect("a file");
        assert_eq!((again.added, again.known), (0, 3));
        let told = told(&shop).await;
        assert_eq!(told.len(), 3);
        let first = &told[0];
        assert_eq!(first["amount_minor"], 2_500, "three times ten less five");
        assert_eq!((&first["status"], &first["interval"]), (&json!("active"), &json!("month")));
        assert!(told[1]["amount_minor"].is_null(), "a row without an amount leaves it as it was");
    })
    .await;
}

#[tokio::test]
async fn rows_that_make_no_sense_are_left_out_with_their_reason() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let file = "\
subscription_id,customer_id,date,status,amount,currency,interval
s1,anna,2025-01-05,sleeping,10,EUR,month
s1,,2025-01-05,active,10,EUR,month
s1,anna,yesterday,active,10,EUR,month
s1,anna,2025-01-05,active,ten,EUR,month
s1,anna,2025-01-05,active,10,USD,month
s1,anna,2025-01-05,active,10,EUR,fortnight
s1,anna,2025-01-06,active,-10,EUR,month
,anna,2025-01-06,active,10,EUR,month
s1,anna,2025-01-06,active,10,eur,Monthly
";
        let taken = take_in(&shop, file, false).await.expect("a file");
        let codes: Vec<&str> = taken.rejected.iter().map(|it| it.reason.as_str()).collect();
        let expected = [
            "unknown_word",
            "no_customer",
            "not_a_day",
            "not_a_number",
            "other_currency",
            "unknown_word",
            "makes_no_sense",
            "no_subscription",
        ];
        assert_eq!(codes, expected);
        assert_eq!((taken.rows, taken.added), (9, 1));
        let nobody = take_in(&shop, "subscription_id,date,amount\ns,2025-01-01,1\n", false).await;
        assert!(matches!(nobody, Err(NotTakenIn::Fault(_))));
    })
    .await;
}
