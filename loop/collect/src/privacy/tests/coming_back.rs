//! Whoever is forgotten does not come back by himself: not by a file, not by a late delivery, not
//! by a backup.

use serde_json::json;
use testkit::on_both_engines;

use super::*;
use crate::customers::{self, Identity};
use crate::imports::{self, ImportOptions, NewImport, Summary};
use crate::privacy::{self, guard};
use crate::{events, keys};

const HISTORY: &str = "order_id,customer_id,email,date,amount\n\
    1,number-of-anna,anna@example.test,2026-01-03,10\n\
    2,number-of-boris,boris@example.test,2026-01-04,20\n\
    3,number-of-anna,anna@example.test,2026-01-05,30\n";

async fn taken_in(shop: &Shop) -> Summary {
    let folder = shop.home().files().join("uploads");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("fil_9-orders.csv");
    std::fs::write(&path, HISTORY).expect("a file");
    let options: ImportOptions =
        serde_json::from_value(json!({ "currency": "EUR" })).expect("options");
    let file_name = "orders.csv".to_owned();
    let new = NewImport { file_name, path, options, is_dry_run: false };
    imports::run(shop, &new, &Arc::default()).await.expect("taken in")
}

async fn n_people_and_orders(shop: &Shop) -> (i64, i64) {
    let mut tx = shop.read().await.expect("a transaction");
    let n_people = customers::n_customers(&mut tx).await.expect("people");
    (n_people, orders::span(&mut tx).await.expect("orders").n_orders)
}

async fn refusals(shop: &Shop) -> Vec<(String, i64)> {
    let mut tx = shop.read().await.expect("a transaction");
    let told = privacy::refusals(&mut tx).await.expect("refusals");
    told.into_iter().map(|(source, n, _)| (source, n)).collect()
}

#[tokio::test]
async fn a_file_brings_nobody_back_who_is_forgotten_until_it_is_lifted() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        taken_in(&shop).await;
        let mut tx = shop.read().await.expect("a transaction");
        let name = Identity { kind: "email".to_owned(), value: "anna@example.test".to_owned() };
        let anna = customers::called(&mut tx, &name).await.expect("asked").expect("Anna");
        drop(tx);
        assert_eq!(n_people_and_orders(&shop).await, (2, 3));

        done(&shop, Verb::Erase, anna.id).await;
        assert_eq!(n_people_and_orders(&shop).await, (1, 1));
        let again = taken_in(&shop).await;
        assert_eq!((again.orders, again.orders_unchanged, again.accepted), (1, 1, 1));
        assert_eq!(
            again.skipped.iter().map(|it| (it.reason.as_str(), it.count)).collect::<Vec<_>>(),
            [("forgotten", 2)]
        );
        assert_eq!(n_people_and_orders(&shop).await, (1, 1), "Anna is not here");
        let source = refusals(&shop).await;
        assert_eq!(source.iter().map(|(_, n)| n).sum::<i64>(), 2);
        let uploads = shop.home().files().join("uploads");
        assert_eq!(std::fs::read_dir(uploads).expect("a folder").count(), 0, "nor in a file");

        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let other = Identity { kind: "email".to_owned(), value: "vera@example.test".to_owned() };
        assert_eq!(guard::lift(&mut tx, &other).await.expect("lifted"), 0);
        assert!(guard::lift(&mut tx, &name).await.expect("lifted") >= 4, "names and orders");
        tx.commit().await.expect("kept");
        taken_in(&shop).await;
        assert_eq!(n_people_and_orders(&shop).await, (2, 3), "she came herself");
    })
    .await;
}

#[tokio::test]
async fn a_late_event_of_somebody_forgotten_is_refused_with_a_reason_and_counted() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1", 9), order("anna", "2", 3)]).await;
        done(&shop, Verb::Anonymise, anna).await;
        assert_eq!(n_people_and_orders(&shop).await, (1, 2), "her orders are nobody's");

        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        keys::create(&mut tx, "web", keys::Scope::Ingest).await.expect("a key");
        tx.commit().await.expect("kept");
        let told = |about: serde_json::Value| {
            let message = json!({ "type": "identify", "userId": "u1", "traits": about });
            let heard = events::message::Heard { at: Stage::OPENING, sent_at: None };
            events::message::read(message, None, heard)
        };
        let spoken = events::Spoken {
            source: "web".to_owned(),
            told: vec![
                told(json!({ "email": "Anna@Example.test" })),
                told(json!({ "email": "boris@example.test" })),
            ],
        };
        let verdicts = shop.intake().hear(shop.records(), spoken).await.expect("heard");
        assert_eq!(verdicts[0].reason, Some(events::message::Reason::Forgotten));
        assert_eq!(verdicts.iter().map(|it| it.accepted).collect::<Vec<_>>(), [false, true]);
        assert_eq!(refusals(&shop).await, [("web".to_owned(), 1)]);
        assert_eq!(n_people_and_orders(&shop).await, (2, 2), "Boris came, Anna did not");
    })
    .await;
}

#[tokio::test]
async fn who_is_only_kept_away_stays_with_all_that_is_kept_and_is_not_written_to() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1", 9)]).await;
        agree(&shop, anna).await;
        done(&shop, Verb::Suppress, anna).await;
        let mut tx = shop.read().await.expect("a transaction");
        let what = (Purpose::Marketing, Channel::Email);
        let said = consent::state_of(&mut tx, anna, what.0, what.1).await.expect("asked");
        assert_eq!(said, Some(consent::State::Denied));
        drop(tx);
        assert_eq!(n_people_and_orders(&shop).await, (1, 1));
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let told = [order("anna", "2", 1), order("boris", "3", 1)];
        let refused = guard::refused_orders(&mut tx, &told).await.expect("asked");
        assert_eq!(refused, [true, false]);
    })
    .await;
}

#[tokio::test]
async fn who_is_deleted_only_may_come_again_as_somebody_new() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1", 9)]).await;
        done(&shop, Verb::Delete, anna).await;
        assert_eq!(n_people_and_orders(&shop).await, (0, 0));
        let again = hear(&shop, &[order("anna", "2", 1)]).await;
        assert_ne!(again, anna);
        assert_eq!(n_people_and_orders(&shop).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_backup_that_is_brought_back_forgets_everybody_of_the_list_again() {
    testkit::on_one_engine(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1", 9), order("boris", "2", 4)]).await;
        let backup = stage.folder().join("backup.db");
        shop.records().empty_the_log().await.expect("in one file");
        std::fs::copy(shop.home().path().join("regulars.db"), &backup).expect("a copy");
        done(&shop, Verb::Erase, anna).await;
        assert_eq!(n_people_and_orders(&shop).await, (1, 1));
        shop.records().clone().close().await.expect("closed");

        for log in ["regulars.db-wal", "regulars.db-shm"] {
            let _ = std::fs::remove_file(shop.home().path().join(log));
        }
        std::fs::copy(&backup, shop.home().path().join("regulars.db")).expect("brought back");
        let shop = shop_of(&stage).await;
        assert_eq!(n_people_and_orders(&shop).await, (2, 2), "the backup holds her");
        let again = privacy::reapply(&shop, None).await.expect("applied");
        assert_eq!((again.n_erasures, again.done.len()), (1, 1));
        assert_eq!(n_people_and_orders(&shop).await, (1, 1));
        let proven = privacy::verify(&shop, again.done[0]).await.expect("searched");
        assert_eq!(proven.state, privacy::State::Verified, "{:?}", proven.receipt.found);
        let once_more = privacy::reapply(&shop, None).await.expect("applied");
        assert!(once_more.done.is_empty(), "nobody of the list is here");
    })
    .await;
}
