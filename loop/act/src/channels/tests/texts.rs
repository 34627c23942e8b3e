//! Short texts and the programs that take them.

use std::path::Path;
use std::time::Duration;

use collect::consent;
use domain::{Instant, MessageId};
use serde_json::{Value, json};
use testkit::{Gateway, Reply};
use uuid::Uuid;

use crate::channels::*;

fn note(to: &str) -> Parcel {
    Parcel::Note(Note {
        id: MessageId(Uuid::from_u128(7)),
        to: to.to_owned(),
        reaches: consent::Channel::Sms,
        text: "Ганно, \"давно\"\r\nне бачилися & чекаємо".to_owned(),
        unsubscribe_url: Some("https://bakery.test/p/unsubscribe/x".to_owned()),
        at: Instant::from_seconds(1_772_442_000),
    })
}

fn sms(gateway: &Gateway) -> SmsSettings {
    SmsSettings {
        kind: TextKind::Live,
        url: Some(gateway.url("/send")),
        sender: Some("Bakery".to_owned()),
        secret: Some(Secret::typed("s3cret")),
        own_network: true,
        ..SmsSettings::default()
    }
}

fn bot(gateway: &Gateway) -> TelegramSettings {
    TelegramSettings {
        kind: TextKind::Live,
        token: Some(Secret::typed("123456:AbC-dEf_9")),
        base_url: Some(gateway.url("")),
        own_network: true,
        ..TelegramSettings::default()
    }
}

fn webhook(gateway: &Gateway) -> WebhookSettings {
    WebhookSettings {
        kind: TextKind::Live,
        url: Some(gateway.url("/in?shop=1")),
        secret: Some(Secret::typed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
        own_network: true,
        ..WebhookSettings::default()
    }
}

async fn hand_over(way: Way, to: &str) -> HandedOver {
    Courier::by(&way, Path::new("nowhere")).hand_over(&note(to)).await
}

/// What became of it, in one word; a refusal says whether for good.
fn word(handed: &HandedOver) -> &'static str {
    match handed {
        HandedOver::Accepted { .. } => "accepted",
        HandedOver::Refused(Refusal { for_good: true, .. }) => "refused",
        HandedOver::Refused(_) => "later",
        HandedOver::Uncertain { .. } => "uncertain",
        HandedOver::Unreachable { .. } => "unreachable",
    }
}

#[tokio::test]
async fn a_gateway_is_asked_in_the_words_of_its_settings() {
    let gateway = Gateway::open();
    let handed = hand_over(Way::Sms(sms(&gateway)), "+380501234567").await;
    assert_eq!(word(&handed), "accepted", "{handed:?}");
    let form = SmsSettings {
        url: Some(gateway.url("/send?key={{ secret }}")),
        body_kind: BodyKind::Form,
        body: "phone={{ to }}&text={{ text }}".to_owned(),
        headers: Vec::new(),
        ..sms(&gateway)
    };
    hand_over(Way::Sms(form), "+380501234567").await;

    let [first, second] = &gateway.asked()[..] else { panic!("two calls") };
    assert_eq!((first.method.as_str(), first.path.as_str()), ("POST", "/send"));
    assert_eq!(first.header("authorization"), Some("Bearer s3cret"));
    assert_eq!(first.header("content-type"), Some("application/json"));
    let body: Value = serde_json::from_str(&first.body).expect("json, whatever the text is");
    let text = "Ганно, \"давно\"\r\nне бачилися & чекаємо";
    let id = "msg_00000000000000000000000000000007";
    assert_eq!(body, json!({ "to": "+380501234567", "from": "Bakery", "text": text, "id": id }));
    assert_eq!(second.path, "/send?key=s3cret");
    let fields: Vec<(String, String)> =
        url::form_urlencoded::parse(second.body.as_bytes()).into_owned().collect();
    assert_eq!(fields[1], ("text".to_owned(), text.to_owned()), "one field, whatever it holds");
}

#[tokio::test]
async fn telegram_is_asked_by_its_own_rules() {
    let gateway = Gateway::open();
    let handed = hand_over(Way::Telegram(bot(&gateway)), "4711").await;
    assert_eq!(word(&handed), "accepted", "{handed:?}");
    let asked = &gateway.asked()[0];
    assert_eq!(asked.path, "/bot123456:AbC-dEf_9/sendMessage");
    let body: Value = serde_json::from_str(&asked.body).expect("json");
    assert_eq!(body["chat_id"], "4711");
}

#[tokio::test]
async fn a_webhook_is_signed_and_names_the_message() {
    let gateway = Gateway::open();
    let handed = hand_over(Way::Webhook(webhook(&gateway)), "+380501234567").await;
    assert_eq!(word(&handed), "accepted", "{handed:?}");
    let asked = &gateway.asked()[0];
    assert_eq!(asked.path, "/in?shop=1");
    assert_eq!(asked.header("webhook-id"), Some("msg_00000000000000000000000000000007"));
    assert_eq!(asked.header("webhook-timestamp"), Some("1772442000"));
    assert!(asked.header("webhook-signature").is_some_and(|it| it.starts_with("v1,")));
    let body: Value = serde_json::from_str(&asked.body).expect("json");
    assert_eq!(body["data"]["channel"], "sms");
    assert_eq!(body["data"]["unsubscribe_url"], "https://bakery.test/p/unsubscribe/x");
}

/// What each way makes of one behaviour of the other side: gateway, Telegram, webhook.
async fn check(reply: Reply, expected: [&str; 3]) {
    let gateway = Gateway::open();
    gateway.always(reply.clone());
    let ways =
        [Way::Sms(sms(&gateway)), Way::Telegram(bot(&gateway)), Way::Webhook(webhook(&gateway))];
    for (way, expected) in ways.into_iter().zip(expected) {
        let handed = hand_over(way.clone(), "1").await;
        assert_eq!(word(&handed), expected, "{reply:?} by {way:?}: {handed:?}");
    }
    assert_eq!(gateway.asked().len(), 3, "{reply:?}: asked once each, nowhere else");
}

#[tokio::test]
async fn each_behaviour_of_the_other_side_has_its_meaning() {
    let says = |status| Reply::Says(status, String::new());
    check(says(202), ["accepted", "uncertain", "accepted"]).await;
    check(says(400), ["refused", "refused", "refused"]).await;
    check(says(401), ["unreachable", "unreachable", "unreachable"]).await;
    check(Reply::ComeBack(429, 7), ["later", "later", "later"]).await;
    check(says(500), ["later", "later", "later"]).await;
    check(says(504), ["uncertain", "uncertain", "later"]).await;
    check(Reply::HangUp, ["uncertain", "uncertain", "later"]).await;
    check(Reply::Half, ["uncertain", "uncertain", "later"]).await;
    check(Reply::Endless, ["uncertain", "uncertain", "later"]).await;
    check(Reply::Silent(Duration::from_secs(3)), ["uncertain", "uncertain", "later"]).await;
    let elsewhere = Reply::Elsewhere(307, "http://127.0.0.1:1/".to_owned());
    check(elsewhere, ["unreachable", "unreachable", "unreachable"]).await;
}

#[tokio::test]
async fn who_asks_for_patience_says_how_long() {
    let gateway = Gateway::open();
    gateway.once(Reply::ComeBack(503, 90));
    let HandedOver::Refused(refusal) = hand_over(Way::Sms(sms(&gateway)), "1").await else {
        panic!("refused for now")
    };
    assert_eq!(refusal.come_back_after, Some(Duration::from_secs(90)));
}

#[tokio::test]
async fn a_message_that_never_left_is_told_apart() {
    let gateway = Gateway::open();
    let mut nobody = sms(&gateway);
    nobody.url = Some("http://127.0.0.1:1/".to_owned());
    assert_eq!(word(&hand_over(Way::Sms(nobody), "1").await), "unreachable");
    let inside = SmsSettings { own_network: false, ..sms(&gateway) };
    let refused = hand_over(Way::Sms(inside), "1").await;
    assert!(
        matches!(&refused, HandedOver::Unreachable { why } if why.contains("own network")),
        "{refused:?}"
    );
    assert_eq!(gateway.asked().len(), 0);
}

#[tokio::test]
async fn the_folder_keeps_short_texts_too() {
    let folder = tempfile::tempdir().expect("folder");
    let mut courier = Courier::by(&Way::Sms(SmsSettings::default()), folder.path());
    let handed = courier.hand_over(&note("+380501234567")).await;
    assert_eq!(word(&handed), "accepted", "{handed:?}");
    let file = folder.path().join("msg_00000000000000000000000000000007.txt");
    let text = std::fs::read_to_string(file).expect("a text");
    assert!(text.starts_with("To: +380501234567\n\nГанно"), "{text}");
}
