//! Campaigns by text message, Telegram and webhook, from the settings to the phone; and letters
//! that say what their readers want.

use axum::http::StatusCode;
use collect::consent::{self, Channel, Purpose, State as Said};
use collect::customers::{self, Identity, Known};
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::orders::{self, Line};
use collect::settling;
use domain::Instant;
use records::Actor;
use serde_json::{Value, json};
use testkit::{Gateway, Reply, Stage, on_both_engines};

use super::api::{ask, json_of, router};
use super::bakery::{Bakery, answer, order};
use crate::campaigns::{self, Plan};

/// People who bought long ago and gave a phone number; each with what he said about messages.
async fn with_phones(bakery: &Bakery, people: &[(&str, &str, Option<Said>)]) -> Vec<Known> {
    let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
    let (now, long_ago) = (tx.now(), tx.now().plus_days(-120));
    let drafts: Vec<OrderDraft> = people
        .iter()
        .map(|(name, phone, _)| {
            let person = PersonDraft {
                external_id: Some((*name).to_owned()),
                email: Some(format!("{name}@example.test")),
                phone: Some((*phone).to_owned()),
                name: Some(format!("{name}\r\nX: <b>")),
                ..PersonDraft::default()
            };
            let order = testkit::order("test", &format!("{name}-1"), long_ago);
            OrderDraft { person: Some(person), amount: Some(2_500), ..order }.sealed()
        })
        .collect();
    let recorded = orders::record_many(&mut tx, None, &drafts).await.expect("recorded");
    let known: Vec<Known> = recorded.customers.into_iter().flatten().collect();
    let said = known.iter().zip(people).filter_map(|(known, (_, _, said))| {
        Some((known.id, consent::Consent { channel: Channel::Sms, ..answer((*said)?, now) }))
    });
    consent::declare_many(&mut tx, said.collect()).await.expect("consents");
    tx.commit().await.expect("commit");
    known
}

fn plan(channel: &str) -> Value {
    json!({
        "name": "Come back",
        "channel": channel,
        "condition": { "quiet_days_min": 90 },
        "note": "{{ customer.first_name }}, {{ shop.name }} misses you. \
                 Stop: {{ unsubscribe_url }}",
        "language": "en",
    })
}

fn gateway_settings(gateway: &Gateway) -> Value {
    json!({
        "kind": "live",
        "url": gateway.url("/send"),
        "headers": [{ "name": "Authorization", "value": "Bearer {{ secret }}" }],
        "body": "{\"to\": {{ to }}, \"text\": {{ text }}, \"id\": {{ id }}}",
        "secret": "s3cret",
        "own_network": true,
    })
}

/// The field of the body of each call to the gateway.
fn told(gateway: &Gateway, field: &str) -> Vec<String> {
    let mut told: Vec<String> = gateway
        .asked()
        .iter()
        .filter_map(|asked| serde_json::from_str::<Value>(&asked.body).ok())
        .filter_map(|body| Some(body.pointer(field)?.as_str()?.to_owned()))
        .collect();
    told.sort_unstable();
    told
}

#[tokio::test]
async fn a_text_message_reaches_those_who_agreed_to_text_messages() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        let (yes, no) = (Some(Said::Granted), Some(Said::Denied));
        let people = [
            ("anna", "+380501111111", yes),
            ("boris", "+380502222222", yes),
            ("vera", "+380503333333", no),
            ("gleb", "+380504444444", None),
        ];
        let people = with_phones(&bakery, &people).await;
        // Daria agreed to letters; that says nothing about her phone.
        let daria = bakery.know(&[("daria", 120, Some(true))]).await[0];
        let router = router(&bakery);
        let put = Some(gateway_settings(&gateway));
        let kept = json_of(&router, "PUT", "/api/v1/channels/sms", put).await;
        let count = json!({ "condition": { "quiet_days_min": 90 }, "channel": "sms" });
        let reach = json_of(&router, "POST", "/api/v1/audiences/count", Some(count)).await;
        assert_eq!((&reach["people"], &reach["reachable"]), (&json!(5), &json!(2)));

        let made = json_of(&router, "POST", "/api/v1/campaigns", Some(plan("sms"))).await;
        let path = format!("/api/v1/campaigns/{}", made["id"].as_str().expect("id"));
        let preview = json_of(&router, "POST", &format!("{path}/preview"), Some(json!({}))).await;
        assert_eq!((&preview["to"], &preview["problems"]), (&json!("+380501111111"), &json!([])));
        assert_eq!(preview["length"]["n_parts"], 1);
        gateway.about("+380502222222", Reply::Half);
        json_of(&router, "POST", &format!("{path}/start"), None).await;
        bakery.work().await;
        stage.clock().advance_days(1);
        bakery.work().await;

        assert_eq!(told(&gateway, "/to"), ["+380501111111", "+380502222222"], "once each");
        let text = &told(&gateway, "/text")[0];
        assert!(text.starts_with("anna, Corner Bakery misses you. Stop: https://bakery"), "{text}");
        let id = made["id"].as_str().and_then(|id| id.parse().ok()).expect("id");
        assert_eq!(bakery.why(id, people[0]).await, ("sent", "accepted"));
        assert_eq!(bakery.why(id, people[1]).await, ("uncertain", "answer_not_seen"));
        assert_eq!(bakery.why(id, people[2]).await, ("no_consent", "consent_denied"));
        assert_eq!(bakery.why(id, people[3]).await, ("no_consent", "consent_missing"));
        assert_eq!(bakery.why(id, daria).await, ("no_consent", "consent_missing"));

        // The gateway reports: the one is on the phone, the other never will be.
        let hook = kept["report_url"].as_str().expect("an address");
        let hook = hook.strip_prefix("https://bakery.test").expect("ours");
        let ids = told(&gateway, "/id");
        for (message, word) in ids.iter().zip(["DELIVRD", "UNDELIV"]) {
            let (status, text) =
                ask(&router, "GET", &format!("{hook}?id={message}&status={word}"), None).await;
            assert_eq!(status, StatusCode::NO_CONTENT, "{text}");
        }
        let mut reported = [bakery.why(id, people[0]).await, bakery.why(id, people[1]).await];
        reported.sort_unstable();
        assert_eq!(reported, [("failed", "not_delivered"), ("sent", "delivered")]);
        let counts = &json_of(&router, "GET", &path, None).await["counts"];
        assert_eq!((&counts["sent"], &counts["delivered"]), (&json!(1), &json!(1)));
        for wrong in ["/hooks/sms/x?id=1&status=2", &format!("{hook}?id=msg_1")] {
            let (status, text) = ask(&router, "GET", wrong, None).await;
            assert!(status.is_client_error(), "{wrong}: {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_click_in_a_text_message_ends_text_messages_and_not_letters() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        let anna = with_phones(&bakery, &[("anna", "+380501111111", Some(Said::Granted))]).await[0];
        let router = router(&bakery);
        json_of(&router, "PUT", "/api/v1/channels/sms", Some(gateway_settings(&gateway))).await;
        let made = json_of(&router, "POST", "/api/v1/campaigns", Some(plan("sms"))).await;
        let path = format!("/api/v1/campaigns/{}/start", made["id"].as_str().expect("id"));
        json_of(&router, "POST", &path, None).await;
        bakery.work().await;
        let text = told(&gateway, "/text").remove(0);
        let link = text.split("https://bakery.test").nth(1).expect("a link").to_owned();
        let (_, page) = ask(&router, "GET", &link, None).await;
        assert!(page.contains("No more text messages from Corner Bakery?"), "{page}");
        assert!(page.contains("•••111"), "{page}");
        ask(&router, "POST", &link, None).await;

        let mut tx = bakery.shop.read().await.expect("a transaction");
        let said = consent::of_customer(&mut tx, anna.id).await.expect("consents");
        let said: Vec<_> = said.iter().map(|it| (it.purpose, it.channel, it.state)).collect();
        assert_eq!(said, [(Purpose::Marketing, Channel::Sms, Said::Denied)]);
    })
    .await;
}

#[tokio::test]
async fn who_stopped_the_bot_is_not_written_to_again() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let telegram = Gateway::open();
        let people = bakery.know(&[("anna", 120, None), ("boris", 120, None)]).await;
        let mut tx = bakery.shop.write(Actor::Customer).await.expect("a transaction");
        for (person, chat) in people.iter().zip(["4711", "4712"]) {
            let name = Identity { kind: "telegram".to_owned(), value: chat.to_owned() };
            assert!(customers::name(&mut tx, person.id, &name, "test").await.expect("named"));
            let what = (Purpose::Marketing, Channel::Telegram);
            consent::agree(&mut tx, person.id, what, ("telegram", "/start")).await.expect("yes");
        }
        let taken = Identity { kind: "telegram".to_owned(), value: "4711".to_owned() };
        let named = customers::name(&mut tx, people[1].id, &taken, "test").await.expect("asked");
        assert!(!named, "a chat is one person's");
        tx.commit().await.expect("commit");
        let blocked =
            json!({ "ok": false, "error_code": 403, "description": "Forbidden: blocked" });
        telegram.about("4712", Reply::Says(403, blocked.to_string()));
        let router = router(&bakery);
        let settings = json!({
            "kind": "live", "token": "1:a", "base_url": telegram.url(""), "own_network": true
        });
        json_of(&router, "PUT", "/api/v1/channels/telegram", Some(settings)).await;

        for expected in [("failed", "address_refused"), ("suppressed", "address_suppressed")] {
            let made = json_of(&router, "POST", "/api/v1/campaigns", Some(plan("telegram"))).await;
            let path = format!("/api/v1/campaigns/{}/start", made["id"].as_str().expect("id"));
            json_of(&router, "POST", &path, None).await;
            bakery.work().await;
            let id = made["id"].as_str().and_then(|id| id.parse().ok()).expect("id");
            assert_eq!(bakery.why(id, people[0]).await, ("sent", "accepted"));
            assert_eq!(bakery.why(id, people[1]).await, expected);
        }
        assert_eq!(told(&telegram, "/chat_id"), ["4711", "4711", "4712"]);
    })
    .await;
}

#[tokio::test]
async fn secrets_go_in_and_never_come_out() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        let router = router(&bakery);
        let webhook = json!({
            "kind": "live", "url": gateway.url("/in"), "consent": "sms", "own_network": true
        });
        let telegram = json!({ "kind": "live", "token": "123:s3cret" });
        for (channel, settings) in
            [("sms", gateway_settings(&gateway)), ("telegram", telegram), ("webhook", webhook)]
        {
            let path = format!("/api/v1/channels/{channel}");
            json_of(&router, "PUT", &path, Some(settings.clone())).await;
            let (_, shown) = ask(&router, "GET", &path, None).await;
            assert!(!shown.contains("s3cret") && !shown.contains("whsec_"), "{shown}");
            assert!(shown.contains("\"has_secret\":true") || shown.contains("\"has_token\":true"));
        }
        let test = json!({ "address": "+380501111111" });
        let tried = json_of(&router, "POST", "/api/v1/channels/sms/test", Some(test)).await;
        assert_eq!(tried["outcome"], "accepted");
        assert_eq!(gateway.asked()[0].header("authorization"), Some("Bearer s3cret"));
        let bad = json!({ "kind": "live", "url": "https://sms.test", "body": "{{ phone }}" });
        let (status, text) = ask(&router, "PUT", "/api/v1/channels/sms", Some(bad)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(text.contains("known are to, from, text, id and secret"), "{text}");
    })
    .await;
}

const BODY: &str = "<mjml><mj-body><mj-section><mj-column><mj-text>
{% for one in customer.recommendations %}next {{ one.name }}, {% endfor %}
{% for one in customer.discoveries %}new {{ one.name }}, {% endfor %}
{{ shop.postal_address }} <a href=\"{{ unsubscribe_url }}\">stop</a>
</mj-text></mj-column></mj-section></mj-body></mjml>";

fn bought(name: &str, days: i64, products: &[&str], now: Instant) -> OrderDraft {
    let line = |product: &&str| Line {
        sku: Some(product.to_uppercase()),
        product: Some(format!("fine {product}")),
        quantity: 1.0,
        ..Line::default()
    };
    let lines = products.iter().map(line).collect();
    let draft = order(name, now.plus_days(-days), 900, Some(true));
    OrderDraft { lines, ..draft }.sealed()
}

/// ```text
///              121 days ago    5 days ago
/// boris        rye
/// gleb         tea
/// ten others                   rye, butter, tea the first three
/// ```
#[tokio::test]
async fn each_letter_says_what_its_own_reader_wants() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("boris", 120, Some(true)), ("gleb", 120, Some(true))]).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let now = tx.now();
        let (rye, tea) = (bought("boris", 121, &["rye"], now), bought("gleb", 121, &["tea"], now));
        let mut drafts = vec![rye, tea];
        for nth in 0..10 {
            let products = if nth < 3 { &["tea", "cups"] } else { &["rye", "butter"] };
            drafts.push(bought(&format!("p{nth}"), 5, products, now));
        }
        orders::record_many(&mut tx, None, &drafts).await.expect("recorded");
        tx.commit().await.expect("commit");
        settling::settle(&bakery.shop).await.expect("settled");

        let plan = Plan { body_mjml: BODY.to_owned(), ..Bakery::win_back(0.0) };
        let id = bakery.planned(plan).await;
        let preview = campaigns::preview(&bakery.shop, id, (None, 0)).await;
        let preview = preview.expect("a preview");
        assert!(preview.problems.iter().all(|it| it.code != "nothing_to_recommend"), "{preview:?}");
        let shown = preview.written.expect("a letter").text;
        assert!(shown.contains("next fine"), "{shown}");
        let best = json!({ "blocks": [{ "kind": "best_sellers", "n": 2 }, { "kind": "footer" }] });
        let best = serde_json::from_value(best).expect("a design");
        let of_blocks =
            Plan { body_mjml: String::new(), design: Some(best), ..Bakery::win_back(0.0) };
        let of_blocks = bakery.planned(of_blocks).await;
        let preview = campaigns::preview(&bakery.shop, of_blocks, (None, 0)).await;
        let shown = preview.expect("a preview").written.expect("a letter").text;
        assert!(shown.contains("fine rye") && shown.contains("fine butter"), "{shown}");
        assert!(!shown.contains("fine tea"), "three bought tea, seven rye and butter: {shown}");

        bakery.start(id).await;
        bakery.work().await;
        assert_eq!(bakery.written_to(), ["boris@example.test", "gleb@example.test"]);
        let letter = |to: &str| bakery.mailbox.received_by(to)[0].text.replace("=\n", "");
        let (boris, gleb) = (letter("boris@example.test"), letter("gleb@example.test"));
        assert!(boris.contains("next fine rye") && boris.contains("new fine butter"), "{boris}");
        assert!(gleb.contains("next fine tea") && gleb.contains("new fine cups"), "{gleb}");
        assert!(!boris.contains("new fine rye") && !gleb.contains("new fine tea"));
    })
    .await;
}
