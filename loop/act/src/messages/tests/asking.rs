//! What is answered: yes, no and why, and the same for ever.

use axum::http::StatusCode;
use collect::consent::Channel as Agreed;
use collect::privacy;
use serde_json::json;
use testkit::{Stage, on_both_engines};

use super::{at, body, receipt};
use crate::contact::{self, Basis, Limits};
use crate::messages::{MessageError, PER_MINUTE_MAX, Said, Whom, send_within};
use crate::reasons::Reason;
use crate::tests::api::{ask, json_of, router};
use crate::tests::bakery::Bakery;

#[tokio::test]
async fn who_never_agreed_and_who_said_no_get_what_they_are_owed() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known =
            bakery.know(&[("anna", 1, Some(true)), ("boris", 1, Some(false)), ("vera", 1, None)]);
        let known = known.await;
        // Nobody is held out of it, and the night is no reason to wait.
        let mut tx = bakery.writing().await;
        let everybody = contact::HoldOutShare::new(0.9).expect("a share");
        let limits = contact::limits(&mut tx).await.expect("limits");
        let limits = Limits { hold_out_everywhere: everybody, ..limits };
        contact::save_limits(&mut tx, &limits).await.expect("saved");
        tx.commit().await.expect("commit");
        for person in &known {
            let asked = receipt(Whom::Customer(person.id), &person.id.to_string());
            assert_eq!(bakery.told(&asked).await, (true, "owed"));
        }
        assert_eq!(bakery.told(&receipt(at("guest@example.test"), "guest")).await, (true, "owed"));
        bakery.work().await;
        let all = ["anna", "boris", "guest", "vera"].map(|who| format!("{who}@example.test"));
        assert_eq!(bakery.written_to(), all);
        assert_eq!(bakery.heard_of(known[1]).await, ["message_sent"]);
    })
    .await;
}

#[tokio::test]
async fn who_must_not_be_written_to_gets_nothing_and_the_answer_says_why() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 1, Some(true)), ("boris", 1, Some(true))]).await;
        let mut tx = bakery.writing().await;
        for (who, why) in [("anna", Reason::AddressRefused), ("gone", Reason::Complained)] {
            let address = format!("{who}@example.test");
            contact::suppress(&mut tx, (Agreed::Email, &address), why).await.expect("kept");
        }
        tx.commit().await.expect("commit");
        let told = bakery.told(&receipt(Whom::Customer(known[0].id), "a")).await;
        assert_eq!(told, (false, "address_refused"));
        assert_eq!(
            bakery.told(&receipt(at("Gone@Example.test"), "b")).await,
            (false, "complained")
        );
        bakery.work().await;
        assert!(bakery.mailbox.received().is_empty());
        // Between the answer and the wire an address may be given up too.
        let answer = bakery.asked(&receipt(at("boris@example.test"), "c")).await.expect("taken");
        let mut tx = bakery.writing().await;
        let boris = (Agreed::Email, "boris@example.test");
        contact::suppress(&mut tx, boris, Reason::Complained).await.expect("kept");
        tx.commit().await.expect("commit");
        bakery.work().await;
        assert!(bakery.mailbox.received().is_empty());
        assert_eq!(bakery.stands(&answer).await, ("failed".to_owned(), "complained"));
    })
    .await;
}

#[tokio::test]
async fn the_same_key_is_the_same_message_and_the_same_answer() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let asked = receipt(at("anna@example.test"), "receipt-1042");
        let first = bakery.asked(&asked).await.expect("taken");
        bakery.work().await;
        stage.clock().advance_days(400);
        let again = bakery.asked(&asked).await.expect("known");
        assert_eq!(
            (again.id, again.why, again.decided_at),
            (first.id, first.why, first.decided_at)
        );
        assert!(again.again && !first.again);
        bakery.work().await;
        assert_eq!(bakery.written_to().len(), 1, "once, for ever");
        // The same key with other words is a mistake of the one who asks.
        let mut other = asked.clone();
        other.data["order"] = json!("1043");
        assert!(matches!(bakery.asked(&other).await, Err(MessageError::KeyUsed)));
        // Without a key every message is one of its own.
        let mut keyless = asked.clone();
        keyless.key = None;
        let ids = [bakery.asked(&keyless).await, bakery.asked(&keyless).await];
        let [one, two] = ids.map(|answer| answer.expect("taken").id);
        assert_ne!(one, two);
    })
    .await;
}

#[tokio::test]
async fn two_who_ask_at_once_with_one_key_get_one_answer() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let asked = receipt(at("anna@example.test"), "at once");
        let (one, two) = tokio::join!(bakery.asked(&asked), bakery.asked(&asked));
        let (one, two) = (one.expect("taken"), two.expect("taken"));
        assert_eq!(one.id, two.id);
        assert_ne!(one.again, two.again);
        bakery.work().await;
        assert_eq!(bakery.written_to().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_cannot_be_written_is_told_at_once_and_remembered_by_nobody() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let problem = async |data: serde_json::Value, subject: &str| {
            let mut asked = receipt(at("anna@example.test"), "k");
            asked.data = data;
            if let Said::Own { subject: own, .. } = &mut asked.said {
                subject.clone_into(own);
            }
            match bakery.asked(&asked).await {
                Err(MessageError::Text(problems)) => problems[0].code,
                other => panic!("{other:?}"),
            }
        };
        let link = "https://bakery.test";
        assert_eq!(problem(json!({ "order": 1 }), "x").await, "unknown_field");
        assert_eq!(problem(json!({ "order": 1, "link": link }), " ").await, "empty_subject");
        let script = json!({ "order": 1, "link": " JavaScript:alert(1)" });
        assert_eq!(problem(script, "x").await, "script_link");
        let way_out = problem(json!({ "order": 1, "link": link }), "{{ unsubscribe_url }}").await;
        assert_eq!(way_out, "unknown_field", "nobody unsubscribes from what he is owed");
        // Mended, the same key works.
        assert_eq!(bakery.told(&receipt(at("anna@example.test"), "k")).await, (true, "owed"));
    })
    .await;
}

#[tokio::test]
async fn a_program_gone_wild_is_stopped() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        assert!(PER_MINUTE_MAX > 3);
        let send = async |key: &str| {
            let mut tx = bakery.writing().await;
            let sent = send_within(&mut tx, &receipt(at("anna@example.test"), key), 3).await;
            tx.commit().await.expect("commit");
            sent.map(|answer| answer.again)
        };
        for key in ["1", "2", "3"] {
            assert!(!send(key).await.expect("taken"));
        }
        assert!(matches!(send("4").await, Err(MessageError::TooMany { per_minute: 3 })));
        assert!(send("1").await.expect("known"), "what was asked for before is still answered");
        stage.clock().advance_days(1);
        assert!(!send("4").await.expect("taken"));
    })
    .await;
}

#[tokio::test]
async fn a_kept_text_is_asked_for_by_its_name_over_http() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 1, None)]).await;
        let router = router(&bakery);
        let anna = json!({ "customer": known[0].id });
        let (status, text) =
            ask(&router, "POST", "/api/v1/messages", Some(body(anna.clone()))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        let kept = json!({
            "subject": "Order {{ data.order }}",
            "body_mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Dear \
                {{ customer.first_name }}</mj-text></mj-column></mj-section></mj-body></mjml>",
        });
        let place = "/api/v1/messages/texts/receipt/en";
        json_of(&router, "PUT", place, Some(kept)).await;
        let path = "/api/v1/messages";
        let (status, _) = ask(&router, "POST", path, Some(body(anna.clone()))).await;
        assert_eq!(status, StatusCode::CREATED);
        let (status, again) = ask(&router, "POST", path, Some(body(anna.clone()))).await;
        assert_eq!(status, StatusCode::OK);
        let answer: serde_json::Value = serde_json::from_str(&again).expect("json");
        assert_eq!((&answer["accepted"], &answer["reason"]), (&json!(true), &json!("owed")));
        bakery.work().await;
        let letter = &bakery.mailbox.received_by("anna@example.test")[0];
        assert_eq!(letter.header("Subject").as_deref(), Some("Order 7"));
        assert_eq!(letter.header("List-Unsubscribe"), None, "there is nothing to unsubscribe from");
        assert_eq!(letter.header("Auto-Submitted").as_deref(), Some("auto-generated"));
        let id = answer["id"].as_str().expect("id");
        let shown = json_of(&router, "GET", &format!("{path}/{id}"), None).await;
        assert_eq!((&shown["state"], &shown["opened"]), (&json!("sent"), &json!(null)));
        let found = json_of(&router, "GET", &format!("{path}?find=ANNA&state=sent"), None).await;
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
        let none = json_of(&router, "GET", &format!("{path}?find=%25&state=sent"), None).await;
        assert_eq!(none["items"].as_array().map(Vec::len), Some(0), "a sign is a sign");
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_the_field() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let router = router(&bakery);
        let answer = async |body: serde_json::Value| {
            let (status, text) = ask(&router, "POST", "/api/v1/messages", Some(body)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            let told: serde_json::Value = serde_json::from_str(&text).expect("json");
            told["errors"][0]["code"].as_str().unwrap_or("invalid_body").to_owned()
        };
        assert_eq!(answer(body(json!({}))).await, "one_of_three");
        assert_eq!(
            answer(body(json!({ "address": "a@b.test", "customer_id": "7" }))).await,
            "one_of_three"
        );
        assert_eq!(answer(body(json!({ "customer_id": "nobody" }))).await, "unknown_customer");
        assert_eq!(
            answer(body(json!({ "address": "a@b.test\nBcc: c@d.test" }))).await,
            "bad_address"
        );
        let mut marketing = body(json!({ "address": "a@b.test" }));
        marketing["basis"] = json!("marketing");
        assert_eq!(answer(marketing).await, "invalid_body");
        let mut groundless = body(json!({ "address": "a@b.test" }));
        groundless.as_object_mut().expect("an object").remove("basis");
        assert_eq!(answer(groundless).await, "invalid_body");
        assert_eq!(Basis::ALL.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn who_is_forgotten_is_written_to_by_nobody_and_his_key_stays_answered() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 1, Some(true))]).await;
        let asked = receipt(at("anna@example.test"), "before");
        let before = bakery.asked(&asked).await.expect("taken");
        let guest = bakery.asked(&receipt(at("guest@example.test"), "guest")).await.expect("taken");
        let mut tx = bakery.writing().await;
        let (verb, customer) = (privacy::Verb::Erase, known[0].id);
        let erase = privacy::Asked { verb, customer, source: "page", due_at: None };
        let id = privacy::ask(&mut tx, erase).await.expect("asked");
        tx.commit().await.expect("commit");
        privacy::carry_out(&bakery.shop, id).await.expect("done");

        bakery.work().await;
        assert_eq!(bakery.written_to(), ["guest@example.test"], "what waited for her is not sent");
        let left = bakery.service(&before).await;
        assert_eq!((left.address.as_str(), left.subject.as_str(), left.to_name), ("", "", None));
        assert_eq!((left.state.as_str(), left.reason.code()), ("failed", "erased"));
        assert_eq!(bakery.stands(&guest).await.0, "sent", "nobody else is touched");
        // Asked for again it is answered as before, and a new one is refused.
        assert_eq!(bakery.asked(&asked).await.expect("known").id, before.id);
        let later = receipt(at("anna@example.test"), "after");
        assert_eq!(bakery.told(&later).await, (false, "erased"));
    })
    .await;
}
