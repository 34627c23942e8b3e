//! Who it was: a name, an address, and somebody who says who he is later.

use domain::Instant;
use records::Actor;
use serde_json::json;
use testkit::{Stage, on_both_engines};

use super::{Site, drawn_orders};
use crate::consent::{self, Channel, Purpose, State};
use crate::{customers, events};

#[tokio::test]
async fn vera_looks_around_without_a_name_and_what_she_did_is_hers_when_she_says_who_she_is() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        site.tells_all(json!([
            { "type": "page", "anonymousId": "a1", "messageId": "1", "name": "Cakes" },
            { "type": "track", "event": "Product Viewed", "anonymousId": "a1", "messageId": "2" },
            { "type": "track", "event": "Order Completed", "anonymousId": "a1", "messageId": "3",
              "properties": { "order_id": "7", "revenue": 12, "currency": "EUR" } },
        ]))
        .await;
        assert_eq!(site.n_customers().await, 0, "somebody without a name is no customer");
        let traits = json!({ "email": "Vera@Example.test", "firstName": "Vera", "lastName": "V" });
        site.tells_all(json!([
            { "type": "identify", "userId": "vera", "anonymousId": "a1", "messageId": "4",
              "traits": traits },
            { "type": "page", "anonymousId": "a1", "messageId": "5" },
        ]))
        .await;
        let told =
            ["page_viewed", "product_viewed", "order_completed", "identified", "page_viewed"];
        let mut timeline = site.timeline("vera@example.test").await;
        timeline.retain(|kind| kind != "order_placed" && kind != "order_changed");
        timeline.sort_unstable();
        let mut expected = told.to_vec();
        expected.sort_unstable();
        assert_eq!(timeline, expected);
        let (_, no) = site.customer("vera@example.test").await.expect("she is known");
        assert_eq!(drawn_orders(&site, no).await, ["7 paid 1200 EUR"]);
        assert_eq!(site.n_customers().await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_people_at_one_machine_stay_two() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        for (user, id) in [("anna", "1"), ("boris", "2")] {
            let told = json!([{ "type": "identify", "userId": user, "anonymousId": "kitchen",
                                "messageId": id, "traits": { "name": user } }]);
            site.tells_all(told).await;
        }
        assert_eq!(site.n_customers().await, 2);
        assert_eq!(site.timeline("anna").await, ["identified"]);
        // What comes without a name follows the one who was known by it last.
        site.tells_all(json!([{ "type": "page", "anonymousId": "kitchen", "messageId": "3" }]))
            .await;
        let boris = site.timeline("boris").await;
        assert!(boris.contains(&"page_viewed".to_owned()), "{boris:?}");
    })
    .await;
}

#[tokio::test]
async fn a_name_an_address_and_an_external_id_lead_to_one_person() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let ids = json!({ "externalIds": [
            { "id": "gleb@example.test", "type": "email", "collection": "users" } ] });
        site.tells_all(json!([
            { "type": "track", "event": "Ping", "userId": "gleb", "messageId": "1" },
            { "type": "identify", "userId": "gleb", "messageId": "2",
              "traits": { "email": "gleb@example.test", "address": { "city": "Lviv" } } },
            { "type": "track", "event": "Ping", "userId": "old-gleb", "messageId": "3",
              "context": ids },
            { "type": "alias", "previousId": "tablet", "userId": "gleb", "messageId": "4" },
            { "type": "page", "anonymousId": "tablet", "messageId": "5" },
            { "type": "page", "userId": "gleb@example.test", "messageId": "6" },
        ]))
        .await;
        assert_eq!(site.n_customers().await, 1);
        let told = site.timeline("gleb@example.test").await;
        let learnt = told.iter().filter(|kind| *kind == "field_changed").count();
        assert_eq!((told.len(), learnt), (8, 2), "six messages; his address and his city");
        let (id, _) = site.customer("gleb@example.test").await.expect("he is known");
        let mut tx = site.shop.read().await.expect("a transaction");
        let gleb = customers::find(&mut tx, id).await.expect("rows").expect("a customer");
        assert_eq!(gleb.city.as_deref(), Some("Lviv"), "what he said later is filled in");
        drop(tx);
        // Somebody else's address in his traits does not become his.
        let not_his = json!({ "email": "gleb@example.test", "name": "Hanna" });
        site.tells_all(json!([
            { "type": "identify", "userId": "hanna", "messageId": "7" },
            { "type": "identify", "userId": "hanna", "messageId": "8", "traits": not_his },
        ]))
        .await;
        let (id, _) = site.customer("Hanna").await.expect("she is found by her name");
        let mut tx = site.shop.read().await.expect("a transaction");
        let hanna = customers::find(&mut tx, id).await.expect("rows").expect("a customer");
        assert_eq!((hanna.name.as_deref(), hanna.email), (Some("Hanna"), None));
    })
    .await;
}

#[tokio::test]
async fn the_clock_somebody_lives_by_is_the_last_one_that_an_atlas_knows() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let zone = async || {
            let (id, _) = site.customer("vera").await.expect("she is known");
            let mut tx = site.shop.read().await.expect("a transaction");
            let zones = customers::time_zones_of(&mut tx, &[id]).await.expect("rows");
            zones.get(&id).map(|zone| zone.name().to_owned())
        };
        let tells = async |id: &str, told: serde_json::Value| {
            let mut told = told;
            told["type"] = json!("identify");
            told["userId"] = json!("vera");
            told["messageId"] = json!(id);
            site.tells_all(json!([told])).await;
        };
        tells("1", json!({ "traits": { "name": "vera" } })).await;
        assert_eq!(zone().await, None);
        tells("2", json!({ "context": { "timezone": "Europe/Kyiv" } })).await;
        assert_eq!(zone().await.as_deref(), Some("Europe/Kyiv"));
        for odd in ["Narnia/Lamp_Post", "", "'; drop table customer", "../../etc/passwd"] {
            tells(&format!("odd {odd}"), json!({ "context": { "timezone": odd } })).await;
        }
        tells("3", json!({ "context": { "timezone": 7 } })).await;
        assert_eq!(zone().await.as_deref(), Some("Europe/Kyiv"), "odd names change nothing");
        tells("4", json!({ "traits": { "timezone": "Asia/Almaty" } })).await;
        assert_eq!(zone().await.as_deref(), Some("Asia/Almaty"), "she has moved");
    })
    .await;
}

#[tokio::test]
async fn daria_is_not_written_to_until_she_says_so_and_no_longer_when_she_says_no() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        let by_letter = (Purpose::Marketing, Channel::Email);
        let said = async |id: &str, told: serde_json::Value| {
            let mut told = told;
            told["userId"] = json!("daria");
            told["messageId"] = json!(id);
            site.tells_all(json!([told])).await;
            stage.clock().set(Instant(site.shop.records().clock().now().0 + 1_000_000));
            let (id, _) = site.customer("daria").await.expect("she is known");
            let mut tx = site.shop.read().await.expect("a transaction");
            consent::state_of(&mut tx, id, by_letter.0, by_letter.1).await.expect("an answer")
        };
        let with = |categories: serde_json::Value| {
            let context = json!({ "consent": { "categoryPreferences": categories } });
            json!({ "type": "identify", "context": context })
        };
        assert_eq!(said("1", json!({ "type": "identify" })).await, None);
        assert_eq!(said("2", with(json!({ "Advertising": true }))).await, None);
        assert_eq!(said("3", with(json!({ "email": true }))).await, Some(State::Granted));
        let enough = json!({ "type": "track", "event": "Unsubscribed" });
        assert_eq!(said("4", enough).await, Some(State::Denied));
        // The old yes, told again, is not a new one.
        assert_eq!(said("3", with(json!({ "email": true }))).await, Some(State::Denied));
    })
    .await;
}

#[tokio::test]
async fn the_page_sees_who_speaks_and_what_was_not_taken() {
    on_both_engines(async |stage: Stage| {
        let site = Site::of(&stage).await;
        site.tells_all(json!([{ "type": "page", "userId": "anna", "messageId": "1" }])).await;
        site.tells_all(json!([{ "type": "page", "userId": "anna", "messageId": "1" }])).await;
        site.tells("track", json!({ "userId": "anna", "messageId": "2" })).await;
        let mut tx = site.shop.write(Actor::System).await.expect("a transaction");
        let names = ["till".to_owned()];
        let sources = events::sources::list(&mut tx, &names).await.expect("sources");
        let drawn: Vec<_> = sources
            .iter()
            .map(|s| (s.name.as_str(), s.ever.n_new, s.ever.n_again, s.ever.n_refused))
            .collect();
        assert_eq!(drawn, [("till", 0, 0, 0), ("web", 1, 1, 1)]);
        let latest = events::sources::latest(&mut tx, "web", 10).await.expect("the latest");
        let mut reasons: Vec<_> = latest.iter().map(|one| one.reason.as_deref()).collect();
        reasons.sort_unstable();
        assert_eq!(reasons, [None, Some("event_unnamed")]);
    })
    .await;
}
