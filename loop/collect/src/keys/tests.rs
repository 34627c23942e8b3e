//! The story of a key: made, shown once, used, taken back.

use std::sync::Arc;

use records::Actor;
use testkit::{Stage, on_both_engines};

use super::{KeyError, Scope};
use crate::keys;
use crate::shop::{Address, Shop};

async fn shop_of(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let clock = Arc::new(stage.clock().clone());
    Shop::open_with_clock(&address, clock).await.expect("a new shop can be opened")
}

async fn made(shop: &Shop, name: &str) -> Result<keys::Created, KeyError> {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let created = keys::create(&mut tx, name, Scope::Ingest).await?;
    tx.commit().await.expect("kept");
    Ok(created)
}

async fn holder(shop: &Shop, secret: &str) -> Option<String> {
    let asked = shop.keys().holder(shop.records(), secret, Scope::Ingest).await;
    asked.expect("the records answer")
}

#[tokio::test]
async fn a_key_opens_at_once_and_a_second_after_it_was_taken_back_it_does_not() {
    on_both_engines(async |stage: Stage| {
        let shop = shop_of(&stage).await;
        assert_eq!(holder(&shop, "rk_guessed").await, None);
        let first = made(&shop, "web").await.expect("a key");
        let second = made(&shop, " web ").await.expect("a second key of the same source");
        for created in [&first, &second] {
            assert_eq!(holder(&shop, &created.secret).await.as_deref(), Some("web"));
        }
        assert_ne!(first.secret, second.secret);

        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        assert!(keys::revoke(&mut tx, first.key.id).await.expect("it answers"));
        assert!(!keys::revoke(&mut tx, first.key.id).await.expect("it answers"), "once");
        tx.commit().await.expect("kept");
        stage.clock().set(domain::Instant(Stage::OPENING.0 + 1_000_001));
        assert_eq!(holder(&shop, &first.secret).await, None);
        assert_eq!(holder(&shop, &second.secret).await.as_deref(), Some("web"));

        let mut tx = shop.read().await.expect("a transaction");
        let kept = keys::list(&mut tx).await.expect("a list");
        let back: Vec<bool> = kept.iter().map(|key| key.revoked_at.is_some()).collect();
        assert_eq!(back.iter().filter(|back| **back).count(), 1);
        let told = format!("{kept:?}");
        assert!(!told.contains(&second.secret), "the secret is kept nowhere");
    })
    .await;
}

#[tokio::test]
async fn a_source_has_a_name_of_its_own() {
    on_both_engines(async |stage: Stage| {
        let shop = shop_of(&stage).await;
        for name in ["", "  ", "a:b", "line\nend", &"x".repeat(61)] {
            assert!(matches!(made(&shop, name).await, Err(KeyError::BadName(_))), "{name:?}");
        }
        for name in ["file", "Shopify"] {
            assert!(matches!(made(&shop, name).await, Err(KeyError::NameTaken(_))), "{name}");
        }
    })
    .await;
}
