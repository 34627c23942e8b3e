//! Whoever is called nearly alike, and whoever was found to be the same, when one is forgotten.

use testkit::on_both_engines;

use super::*;
use crate::customers::{self, merging};

async fn count(shop: &Shop, sql: &str, word: &str) -> i64 {
    let mut tx = shop.read().await.expect("a transaction");
    tx.number(sql, vec![word.into()]).await.expect("a number")
}

/// Hanna's address and name have Anna's within them.
#[tokio::test]
async fn whoever_has_his_address_within_hers_keeps_everything() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1", 9)]).await;
        let hanna = hear(&shop, &[order("hanna", "2", 8)]).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let sql = "insert into suppression (channel, address, reason, at, created_by)
                   values ('email', $1, 'complained', 0, 's')";
        for name in ["anna", "hanna"] {
            let address = format!("{name}@example.test");
            tx.run(sql, vec![address.into()]).await.expect("kept away");
        }
        let told = "Hanna@example.test gave the address of anna@example.test";
        let sql =
            "insert into refused_event (id, source, at, message_id, name, reason, explanation)
                   values ($1, 'web', 0, 'm', 'x', 'too_large', $2)";
        let id: CustomerId = tx.new_id();
        tx.run(sql, vec![id.0.into(), told.into()]).await.expect("told");
        tx.commit().await.expect("kept");

        done(&shop, Verb::Erase, anna).await;

        let mut tx = shop.read().await.expect("a transaction");
        let left = customers::find(&mut tx, hanna).await.expect("asked").expect("Hanna");
        assert_eq!(left.email.as_deref(), Some("hanna@example.test"));
        drop(tx);
        let suppressed = "select count(*) from suppression where address = $1";
        assert_eq!(count(&shop, suppressed, "hanna@example.test").await, 1);
        assert_eq!(count(&shop, suppressed, "anna@example.test").await, 0);
        let told = "select count(*) from refused_event where explanation = $1";
        let struck = "Hanna@example.test gave the address of [erased]";
        assert_eq!(count(&shop, told, struck).await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_became_him_is_forgotten_with_him() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let anna = hear(&shop, &[order("anna", "1", 9)]).await;
        let vera = hear(&shop, &[order("vera", "2", 8)]).await;
        let boris = hear(&shop, &[order("boris", "3", 7)]).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let wish = Asked { verb: Verb::Erase, customer: vera, source: "page", due_at: None };
        let wish = crate::privacy::ask(&mut tx, wish).await.expect("asked");
        for (keep, gone) in [(anna, vera), (boris, anna)] {
            let merged = merging::merge(&mut tx, crate::FOLLOWERS, (keep, gone), "one phone").await;
            merged.expect("made one");
        }
        tx.commit().await.expect("kept");
        assert_eq!(
            count(&shop, "select count(*) from merger where reason = $1", "one phone").await,
            2
        );

        // What Vera asked for is done to who she is by now, with all that was ever hers.
        crate::privacy::carry_out(&shop, wish).await.expect("done");
        let proven = crate::privacy::verify(&shop, wish).await.expect("searched");
        assert_eq!(proven.state, crate::privacy::State::Verified, "{:?}", proven.receipt.found);
        assert_eq!(
            count(&shop, "select count(*) from merger where reason = $1", "one phone").await,
            0
        );
        for name in ["anna", "vera", "boris"] {
            let known = "select count(*) from identity where value = $1";
            assert_eq!(count(&shop, known, &format!("{name}@example.test")).await, 0);
        }
    })
    .await;
}
