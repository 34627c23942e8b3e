//! Fields through the whole house: told, weighed by time, merged and parted, shown with their past.

mod over_http;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{CustomerId, Instant};
use records::{Actor, ShopTx};
use serde_json::{Value as Json, json};
use testkit::{Stage, on_both_engines};

use super::{Definition, FieldError, Kind, Names, Telling, Unfit};
use crate::customers::{self, Identity, Known, merging};
use crate::fields;
use crate::orders::draft::PersonDraft;
use crate::shop::{Address, Shop};

/// The moment so many minutes after the opening.
fn minute(n: i64) -> Instant {
    Instant(Stage::OPENING.0 + n * 60_000_000)
}

fn definition(key: &str, kind: Kind, choices: &[&str]) -> Definition {
    let names = Names { en: Some(key.to_owned()), ..Names::default() };
    let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
    Definition { key: key.to_owned(), names, kind, choices, archived_at: None }
}

/// A shop that asks for a size and a flavour.
async fn open(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let clock = Arc::new(stage.clock().clone());
    let shop = Shop::open_with_clock(&address, clock).await.expect("a new shop can be opened");
    stage.clock().advance_days(1);
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    for field in [
        definition("size", Kind::Number, &[]),
        definition("flavour", Kind::Choice, &["Vanilla", "Lemon"]),
    ] {
        fields::save(&mut tx, field, false).await.expect("a field");
    }
    tx.commit().await.expect("kept");
    shop
}

async fn known_as(tx: &mut ShopTx, name: &str) -> Known {
    let person = PersonDraft {
        email: Some(format!("{name}@example.test")),
        name: Some(name.to_owned()),
        ..PersonDraft::default()
    };
    customers::recognise_many(tx, "till", &[&person]).await.expect("somebody")[0]
}

async fn tell(tx: &mut ShopTx, of: Known, at: i64, told: Json) -> usize {
    let fields = fields::in_use(tx).await.expect("fields");
    let told: BTreeMap<String, Json> = serde_json::from_value(told).expect("an object");
    let values = fields::check(&fields, &told).expect("values").into_iter().collect();
    let telling = Telling { of, at: minute(at), values };
    fields::tell_many(tx, "web", vec![telling]).await.expect("told")
}

/// What is known of somebody, as an object.
async fn known(tx: &mut ShopTx, id: CustomerId) -> Json {
    let known = fields::of_customer(tx, id).await.expect("asked");
    let known = known.into_iter().map(|it| (it.field, it.value.unwrap_or_default()));
    Json::Object(known.collect())
}

/// Every change of a field of his, the oldest first: `was > became`.
async fn course(tx: &mut ShopTx, id: CustomerId, field: &str) -> Vec<String> {
    let changes = fields::history(tx, id, Some(field), (None, 50)).await.expect("asked");
    changes.iter().rev().map(|it| format!("{} > {}", it.was, it.became)).collect()
}

#[tokio::test]
async fn an_older_word_never_takes_the_place_of_a_newer_one_whatever_the_order() {
    on_both_engines(async |stage: Stage| {
        let shop = open(&stage).await;
        // Three words about one thing, heard in every order: the newest counts.
        let words = [(1, json!(40)), (2, json!(41)), (3, json!(null))];
        for (nth, order) in
            [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].iter().enumerate()
        {
            let mut tx = shop.write(Actor::System).await.expect("a transaction");
            let anna = known_as(&mut tx, &format!("anna{nth}")).await;
            for &place in order {
                let (at, size) = &words[place];
                tell(&mut tx, anna, *at, json!({ "size": size })).await;
            }
            assert_eq!(known(&mut tx, anna.id).await, json!({ "size": null }), "{order:?}");
            // What was taken away at minute 3 is not told back by what was so at minute 2.
            assert_eq!(tell(&mut tx, anna, 2, json!({ "size": 41 })).await, 0);
            assert_eq!(tell(&mut tx, anna, 4, json!({ "size": 42 })).await, 1);
            assert_eq!(known(&mut tx, anna.id).await, json!({ "size": 42 }));
            tx.commit().await.expect("kept");
        }
    })
    .await;
}

#[tokio::test]
async fn every_change_stands_in_the_history_with_what_was_and_what_became() {
    on_both_engines(async |stage: Stage| {
        let shop = open(&stage).await;
        let mut tx = shop.write(Actor::Staff("olena".to_owned())).await.expect("a transaction");
        let anna = known_as(&mut tx, "anna").await;
        assert_eq!(tell(&mut tx, anna, 1, json!({ "size": 40, "flavour": "lemon" })).await, 2);
        assert_eq!(tell(&mut tx, anna, 2, json!({ "size": "40.0" })).await, 0, "the same again");
        assert_eq!(tell(&mut tx, anna, 3, json!({ "size": 41.5, "flavour": "" })).await, 2);
        assert_eq!(course(&mut tx, anna.id, "size").await, ["null > 40", "40 > 41.5"]);
        assert_eq!(
            course(&mut tx, anna.id, "flavour").await,
            ["null > \"Lemon\"", "\"Lemon\" > null"]
        );
        let changes = fields::history(&mut tx, anna.id, None, (None, 3)).await.expect("asked");
        assert_eq!(changes.len(), 3);
        assert!(changes.iter().all(|it| it.actor == "staff:olena" && it.source == "web"));
        let below = (Some(changes[2].place), 3);
        let rest = fields::history(&mut tx, anna.id, None, below).await.expect("asked");
        assert_eq!(rest.len(), 1, "the page after it");
        // What is told of the future is so from now on.
        tell(&mut tx, anna, 10_000_000, json!({ "size": 43 })).await;
        let told_at = fields::of_customer(&mut tx, anna.id).await.expect("asked")[1].told_at;
        assert_eq!(told_at, tx.now());
    })
    .await;
}

#[tokio::test]
async fn a_profile_that_grows_tells_how() {
    on_both_engines(async |stage: Stage| {
        let shop = open(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let anna = known_as(&mut tx, "anna").await;
        assert_eq!(course(&mut tx, anna.id, "name").await, Vec::<String>::new());
        let more = PersonDraft {
            email: Some("anna@example.test".to_owned()),
            phone: Some("+380501234567".to_owned()),
            name: Some("Hanna".to_owned()),
            city: Some("Lviv".to_owned()),
            ..PersonDraft::default()
        };
        customers::recognise_many(&mut tx, "shop", &[&more]).await.expect("she");
        assert_eq!(course(&mut tx, anna.id, "phone").await, ["null > \"+380501234567\""]);
        assert_eq!(course(&mut tx, anna.id, "city").await, ["null > \"Lviv\""]);
        assert_eq!(course(&mut tx, anna.id, "name").await, Vec::<String>::new(), "it stays");
        let spoken = (anna, "preferences");
        let uk = crate::shop::Language::Uk;
        customers::speak(&mut tx, spoken, uk).await.expect("spoken");
        customers::speak(&mut tx, spoken, uk).await.expect("spoken");
        assert_eq!(course(&mut tx, anna.id, "language").await, ["null > \"uk\""]);
        for zone in ["Europe/Kyiv", "Europe/Kyiv", "nowhere", "Asia/Tokyo"] {
            customers::set_time_zone(&mut tx, (anna, "web"), zone).await.expect("a clock");
        }
        assert_eq!(
            course(&mut tx, anna.id, "time_zone").await,
            ["null > \"Europe/Kyiv\"", "\"Europe/Kyiv\" > \"Asia/Tokyo\""]
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_merged_is_known_by_the_newest_word_and_parted_each_has_his_own() {
    on_both_engines(async |stage: Stage| {
        let shop = open(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let (anna, hanna) = (known_as(&mut tx, "anna").await, known_as(&mut tx, "hanna").await);
        tell(&mut tx, anna, 1, json!({ "size": 40, "flavour": "Lemon" })).await;
        tell(&mut tx, hanna, 2, json!({ "size": 41 })).await;
        tell(&mut tx, anna, 3, json!({ "birthday": "--02-29" })).await;
        let two = (anna.id, hanna.id);
        let followers = crate::FOLLOWERS;
        let merger = merging::merge(&mut tx, followers, two, "one person").await.expect("merged");
        let merged = json!({ "size": 41, "flavour": "Lemon", "birthday": "--02-29" });
        assert_eq!(known(&mut tx, anna.id).await, merged);
        // What comes by Hanna's name is hers, what is written on the card is Anna's.
        let email = |name: &str| Identity {
            kind: "email".to_owned(),
            value: format!("{name}@example.test"),
        };
        let via = customers::called(&mut tx, &email("hanna")).await.expect("asked").expect("she");
        assert_eq!((via.id, via.via), (anna.id, Some(hanna.id)));
        tell(&mut tx, via, 5, json!({ "flavour": "Vanilla" })).await;
        tell(&mut tx, anna, 4, json!({ "flavour": null, "size": 42 })).await;
        let now = json!({ "size": 42, "flavour": "Vanilla", "birthday": "--02-29" });
        assert_eq!(known(&mut tx, anna.id).await, now);
        let sizes = fields::find(&mut tx, "size").await.expect("the field");
        let of_all = fields::of_everybody(&mut tx, &sizes).await.expect("asked");
        assert_eq!(of_all, [(anna.no, super::Value::Number(42.0))]);
        merging::undo(&mut tx, followers, merger.id, "two after all").await.expect("parted");
        let hers = json!({ "size": 42, "flavour": null, "birthday": "--02-29" });
        assert_eq!(known(&mut tx, anna.id).await, hers);
        let others = json!({ "size": 41, "flavour": "Vanilla" });
        assert_eq!(known(&mut tx, hanna.id).await, others);
        assert_eq!(course(&mut tx, hanna.id, "flavour").await, ["\"Lemon\" > \"Vanilla\""]);
    })
    .await;
}

#[tokio::test]
async fn a_field_keeps_its_kind_and_is_put_away_and_never_lost() {
    on_both_engines(async |stage: Stage| {
        let shop = open(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let anna = known_as(&mut tx, "anna").await;
        tell(&mut tx, anna, 1, json!({ "size": 40, "flavour": "Lemon" })).await;
        let other = definition("size", Kind::Text, &[]);
        let refused = fields::save(&mut tx, other, false).await.expect_err("another kind");
        assert!(matches!(refused, FieldError::Unfit(Unfit::OtherKind { .. })), "{refused}");
        let fewer = definition("flavour", Kind::Choice, &["Vanilla", "Mint"]);
        fields::save(&mut tx, fewer, false).await.expect("another list");
        let shown = known(&mut tx, anna.id).await;
        assert_eq!(shown["flavour"], json!("Lemon"), "what was told stays told");
        let in_use = fields::in_use(&mut tx).await.expect("fields");
        let gone = fields::check(&in_use, &[("flavour".to_owned(), json!("Lemon"))].into());
        assert_eq!(
            gone.expect_err("not in the list").to_string(),
            "`flavour` is not in the list: Vanilla, Mint"
        );
        let size = definition("size", Kind::Number, &[]);
        let archived = fields::save(&mut tx, size.clone(), true).await.expect("put away");
        assert_eq!(archived.archived_at, Some(tx.now()));
        assert!(matches!(fields::find(&mut tx, "size").await, Err(FieldError::Unknown(_))));
        let shown = fields::shown_of(&mut tx, &[anna.id]).await.expect("asked");
        assert_eq!(shown[&anna.id].keys().collect::<Vec<_>>(), ["flavour"]);
        fields::save(&mut tx, size, false).await.expect("taken back");
        assert_eq!(known(&mut tx, anna.id).await["size"], json!(40));
        let keys: Vec<String> =
            fields::list(&mut tx).await.expect("fields").into_iter().map(|it| it.key).collect();
        assert_eq!(keys, ["birthday", "size", "flavour"]);
    })
    .await;
}
