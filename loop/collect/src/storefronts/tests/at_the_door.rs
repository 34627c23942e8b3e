//! Who is let in at the door, and who is not.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::json;
use testkit::{on_both_engines, on_one_engine};

use super::*;
use crate::storefronts::{State, StorefrontError, set_state};

#[tokio::test]
async fn only_what_is_signed_is_kept_and_the_rest_leaves_a_count() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        let body = shopify_order(5_001, 1, 0, "10.00").to_string();
        let signature = signature::of(Kind::Shopify, SECRET, body.as_bytes());
        let envelope = |signature| {
            [
                ("X-Shopify-Topic", "orders/create"),
                ("X-Shopify-Shop-Domain", "bakery.myshopify.com"),
                ("X-Shopify-Hmac-SHA256", signature),
            ]
        };
        let tampered = body.replace("10.00", "99.00");
        for (signature, body) in
            [(&*signature, &*tampered), ("", &body), ("AAAA", &body), ("наш", &body)]
        {
            let (status, told) = bakery.sends(&envelope(signature), body.to_owned()).await;
            assert_eq!((status, &told["code"]), (StatusCode::UNAUTHORIZED, &json!("unsigned")));
        }
        // Another shop that uses the same app is signed with the same secret.
        let foreign = [
            ("X-Shopify-Topic", "orders/create"),
            ("X-Shopify-Shop-Domain", "butcher.myshopify.com"),
            ("X-Shopify-Hmac-SHA256", &*signature),
        ];
        assert_eq!(bakery.sends(&foreign, body.clone()).await.0, StatusCode::FORBIDDEN);
        let bare = [("X-Shopify-Hmac-SHA256", &*signature)];
        assert_eq!(bakery.sends(&bare, body.clone()).await.0, StatusCode::BAD_REQUEST);
        let giant = Body::from(vec![b'x'; 6 * 1024 * 1024]);
        let (status, _) = bakery.sends(&envelope(&signature), giant).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        let mut packed = envelope(&signature).to_vec();
        packed.push(("Content-Encoding", "gzip"));
        let (status, _) = bakery.sends(&packed, body.clone()).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(bakery.fates().await, Vec::<String>::new());
        let storefront = bakery.storefront().await;
        assert_eq!((storefront.n_refused, storefront.heard_at), (8, None));
        assert_eq!(storefront.refused_because.as_deref(), Some("packed"));

        assert_eq!(bakery.sends(&envelope(&signature), body).await.0, StatusCode::OK);
        assert_eq!(bakery.fates().await, ["waiting"], "it is kept before anybody understands it");
        bakery.works().await;
        assert_eq!(bakery.fates().await, ["taken"]);
        assert_eq!(bakery.storefront().await.heard_at, Some(stage.clock_now()));
    })
    .await;
}

#[tokio::test]
async fn woocommerce_tries_the_address_first_and_is_answered() {
    on_one_engine(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Woocommerce).await;
        let form = [("Content-Type", "application/x-www-form-urlencoded")];
        assert_eq!(bakery.sends(&form, "webhook_id=12").await.0, StatusCode::OK);
        assert_eq!(bakery.sends(&form, "webhook_id=12&x=1").await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(bakery.fates().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_storefront_that_was_let_go_is_not_heard_and_comes_back_as_the_same() {
    on_both_engines(async |stage| {
        let bakery = Bakery::of(&stage, Kind::Shopify).await;
        let order = shopify_order(5_001, 1, 0, "10.00");
        bakery.tells("orders/create", "2026-02-01T09:00:00Z", &order).await;
        bakery.works().await;
        let turn = async |state| {
            let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
            assert!(set_state(&mut tx, bakery.id, state).await.expect("turned"));
            tx.commit().await.expect("kept");
        };
        turn(State::Paused).await;
        let changed = shopify_order(5_001, 1, 5, "12.00");
        bakery.tells("orders/updated", "2026-02-01T09:05:00Z", &changed).await;
        bakery.works().await;
        assert_eq!(bakery.fates().await, ["taken", "waiting"], "held, not lost");
        turn(State::Listening).await;
        bakery.works().await;
        assert_eq!(bakery.fates().await, ["taken", "taken"]);
        turn(State::Disconnected).await;
        let status = bakery.tells("orders/updated", "2026-02-01T09:06:00Z", &changed).await;
        assert_eq!(status, StatusCode::GONE);

        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let seal = bakery.shop.seal(&mut tx).expect("a seal");
        let place = (Kind::Shopify, "https://bakery.myshopify.com/");
        let papers = Papers { signing_secret: Some(SECRET.to_owned()), ..Papers::default() };
        let again = connect(&mut tx, &seal, place, papers.clone()).await.expect("connected");
        assert_eq!((again.storefront.id, &*again.storefront.source), (bakery.id, "shopify"));
        let twice = connect(&mut tx, &seal, place, papers.clone()).await.expect_err("twice");
        assert!(matches!(twice, StorefrontError::Connected(id) if id == bakery.id));
        let second = (Kind::Shopify, "butcher.myshopify.com");
        let other = connect(&mut tx, &seal, second, papers).await.expect("connected");
        assert_eq!(other.storefront.source, "shopify:butcher.myshopify.com");
        let without = Papers::default();
        let refused = connect(&mut tx, &seal, (Kind::Shopify, "x.myshopify.com"), without).await;
        assert!(matches!(refused, Err(StorefrontError::NoSecret)));
    })
    .await;
}

#[tokio::test]
async fn no_secret_can_be_read_from_the_rows() {
    on_both_engines(async |stage| {
        let papers = Papers {
            signing_secret: Some(SECRET.to_owned()),
            api_secret: Some(testkit::SHOPIFY_TOKEN.to_owned()),
            ..Papers::default()
        };
        let place = (Kind::Shopify, "bakery.myshopify.com");
        let bakery = Bakery::with(&stage, place, papers).await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let sealed = crate::storefronts::rows::sealed(&mut tx, bakery.id).await.expect("a row");
        for (kept, secret) in
            [(sealed.signing_secret, SECRET), (sealed.api_secret, testkit::SHOPIFY_TOKEN)]
        {
            let kept = kept.expect("it is kept");
            let half = secret[..secret.len() / 2].as_bytes();
            assert!(!kept.windows(half.len()).any(|some| some == half));
        }
        // A folder whose key is another one opens nothing, and says so at the door for now only.
        drop(tx);
        std::fs::write(stage.home().join("seal.key"), [1; 32]).expect("written");
        let order = shopify_order(5_001, 1, 0, "10.00");
        let status = bakery.tells("orders/create", "2026-02-01T09:00:00Z", &order).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(bakery.storefront().await.refused_because.as_deref(), Some("sealed"));
    })
    .await;
}
