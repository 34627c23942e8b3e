//! Anna starts the bot from a letter, is written to, and stops it.

use collect::consent::{self, Channel, Purpose, State};
use collect::shop::{self, Shop};
use collect::{customers, work};
use domain::CustomerId;
use records::Actor;
use serde_json::{Value, json};
use testkit::{Gateway, Reply, Stage, on_both_engines};
use uuid::Uuid;

use super::*;
use crate::channels::TelegramSettings;
use crate::unsubscribe::Secret;

/// A customer, and the end of his link.
async fn customer(shop: &Shop, name: &str) -> (CustomerId, String) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let person = collect::orders::draft::PersonDraft {
        external_id: Some(name.to_owned()),
        ..Default::default()
    };
    let known = customers::recognise_many(&mut tx, "test", &[&person]).await.expect("known")[0];
    let link = link(&mut tx).await.expect("asked").expect("there is a bot");
    let link = link(known.id);
    tx.commit().await.expect("commit");
    (known.id, link.split_once("?start=").expect("a token").1.to_owned())
}

async fn open(shop: &Shop, telegram: &Gateway) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let settings = TelegramSettings {
        kind: TextKind::Live,
        token: Some(channels::Secret::typed("1:a")),
        bot: Some("bakery_bot".to_owned()),
        base_url: Some(telegram.url("")),
        own_network: true,
    };
    channels::save_telegram(&mut tx, shop, &settings).await.expect("kept");
    listen_from_now(&mut tx).await.expect("kept");
    tx.commit().await.expect("commit");
}

/// Telegram has these to tell when it is asked next, and nothing after.
async fn told(stage: &Stage, shop: &Shop, telegram: &Gateway, updates: &[Value]) {
    telegram.always(Reply::Says(200, json!({ "ok": true, "result": [] }).to_string()));
    telegram.once(Reply::Says(200, json!({ "ok": true, "result": updates }).to_string()));
    stage.clock().advance_days(1);
    work::do_all_due(shop, &crate::kinds_of_work()).await.expect("work");
}

fn wrote(number: i64, chat: i64, text: &str) -> Value {
    json!({ "update_id": number, "message": {
        "chat": { "id": chat, "type": "private" }, "from": { "language_code": "uk" }, "text": text
    }})
}

async fn said(shop: &Shop, customer: CustomerId) -> Option<State> {
    let mut tx = shop.read().await.expect("a transaction");
    let what = (Purpose::Marketing, Channel::Telegram);
    consent::state_of(&mut tx, customer, what.0, what.1).await.expect("asked")
}

#[tokio::test]
async fn who_starts_the_bot_agrees_and_who_stops_it_says_no() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let telegram = Gateway::open();
        open(&shop, &telegram).await;
        let (anna, token) = customer(&shop, "anna").await;
        let (boris, other) = customer(&shop, "boris").await;
        let start = wrote(7, 4711, &format!("/start {token}"));
        // A second person in the same chat is refused: a chat is one person's.
        let again = wrote(8, 4711, &format!("/start {other}"));
        told(&stage, &shop, &telegram, &[start, again]).await;
        assert_eq!(said(&shop, anna).await, Some(State::Granted));
        assert_eq!(said(&shop, boris).await, None);
        let mut tx = shop.read().await.expect("a transaction");
        let names = customers::names_of(&mut tx, &[anna], "telegram").await.expect("names");
        assert_eq!(names.get(&anna).map(String::as_str), Some("4711"));
        let heard = shop::setting::<Heard>(&mut tx, SETTING).await.expect("kept");
        assert_eq!(heard, Some(Heard { next: 9 }));
        drop(tx);
        let answers: Vec<String> = telegram.asked().iter().map(|it| it.body.clone()).collect();
        assert!(answers.iter().any(|body| body.contains("Вітаємо! Відтепер")), "{answers:?}");

        told(&stage, &shop, &telegram, &[wrote(9, 4711, "/stop")]).await;
        assert_eq!(said(&shop, anna).await, Some(State::Denied));
        told(&stage, &shop, &telegram, &[wrote(10, 4711, &format!("/start {token}"))]).await;
        assert_eq!(said(&shop, anna).await, Some(State::Granted), "a later yes stands");
        let kicked = json!({ "update_id": 11, "my_chat_member": {
            "chat": { "id": 4711 }, "new_chat_member": { "status": "kicked" } } });
        told(&stage, &shop, &telegram, &[kicked]).await;
        assert_eq!(said(&shop, anna).await, Some(State::Denied));
    })
    .await;
}

#[tokio::test]
async fn a_forged_invitation_and_a_stranger_change_nothing() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let telegram = Gateway::open();
        open(&shop, &telegram).await;
        let (anna, token) = customer(&shop, "anna").await;
        let forged = format!("/start B{}", &token[1..]);
        let updates = [
            wrote(1, 4711, &forged),
            wrote(2, 4711, "/start"),
            wrote(3, 4711, "/stop"),
            wrote(4, 4711, "hello"),
            json!({ "update_id": 5, "poll": {} }),
        ];
        told(&stage, &shop, &telegram, &updates).await;
        assert_eq!(said(&shop, anna).await, None);
        // A question that is not answered is asked again, and nothing is skipped.
        telegram.always(Reply::HangUp);
        stage.clock().advance_days(1);
        work::do_all_due(&shop, &crate::kinds_of_work()).await.expect("work goes on");
        told(&stage, &shop, &telegram, &[wrote(6, 4711, &format!("/start {token}"))]).await;
        assert_eq!(said(&shop, anna).await, Some(State::Granted));
        let asked = telegram.asked();
        assert!(asked.iter().any(|it| it.body.contains("\"offset\":6")), "{asked:?}");
    })
    .await;
}

#[test]
fn an_invitation_fits_into_the_link_of_telegram() {
    let secret = Secret::of([7; 32]);
    let anna = CustomerId(Uuid::from_u128(11));
    let token = invitation::sign(&secret, anna);
    assert!(token.len() <= 64, "{token}");
    assert_eq!(invitation::read(&secret, &token), Some(anna));
    assert_eq!(invitation::read(&Secret::of([8; 32]), &token), None);
    for cut in ["", &token[..42], &token[..20], &format!("{token}A")] {
        assert_eq!(invitation::read(&secret, cut), None, "{cut}");
    }
}
