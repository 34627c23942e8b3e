//! Letters come back, people complain, and addresses are given up and taken up again.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::{CampaignId, MessageId};
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::report::tests::{complaint, letter, returned};
use super::{Taken, key, take};
use crate::tests::api::{ask, json_of, router};
use crate::tests::bakery::Bakery;

impl Bakery {
    async fn sends_once_more(&self) -> CampaignId {
        let id = self.plan(0.0).await;
        self.start(id).await;
        self.work().await;
        id
    }

    /// Our name of the latest letter to somebody.
    fn letter_to(&self, whom: &str) -> MessageId {
        let letters = self.mailbox.received_by(&format!("{whom}@example.test"));
        let name = letters.last().and_then(|one| one.header("Message-ID")).expect("a letter");
        name.trim_start_matches('<').split('@').next().expect("a name").parse().expect("our id")
    }

    async fn takes(&self, raw: &str) -> Taken {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let taken = take(&mut tx, raw.as_bytes()).await.expect("taken");
        tx.commit().await.expect("commit");
        taken
    }
}

#[tokio::test]
async fn an_address_that_does_not_exist_is_given_up_at_once() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 120, Some(true)), ("boris", 120, Some(true))]).await;
        let id = bakery.sends_once_more().await;
        let mail = returned(bakery.letter_to("anna"), "failed", "5.1.1");
        assert_eq!(bakery.takes(&mail).await, Taken::Written(super::Kind::Hard));
        assert_eq!(bakery.takes(&mail).await, Taken::Again, "told twice is told once");
        assert_eq!(bakery.why(id, known[0]).await, ("failed", "address_refused"));
        assert_eq!(bakery.why(id, known[1]).await, ("sent", "accepted"));
        let next = bakery.sends_once_more().await;
        assert_eq!(bakery.why(next, known[0]).await, ("suppressed", "address_suppressed"));
        assert_eq!(bakery.why(next, known[1]).await, ("sent", "accepted"));
    })
    .await;
}

#[tokio::test]
async fn three_soft_returns_within_a_month_are_enough_and_two_are_not() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 120, Some(true))]).await;
        let mut outcomes = Vec::new();
        for _ in 0..5 {
            let id = bakery.sends_once_more().await;
            outcomes.push(bakery.why(id, known[0]).await.0);
            if outcomes.last() == Some(&"sent") {
                bakery.takes(&returned(bakery.letter_to("anna"), "failed", "5.2.2")).await;
                assert_eq!(bakery.why(id, known[0]).await, ("failed", "came_back"));
            }
            stage.clock().advance_days(9);
        }
        assert_eq!(outcomes, ["sent", "sent", "sent", "suppressed", "suppressed"]);
    })
    .await;
}

#[tokio::test]
async fn who_calls_a_letter_spam_gets_none_again() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 120, Some(true))]).await;
        bakery.sends_once_more().await;
        let mail = complaint(bakery.letter_to("anna"), "abuse");
        assert_eq!(bakery.takes(&mail).await, Taken::Written(super::Kind::Complaint));
        let next = bakery.sends_once_more().await;
        assert_eq!(bakery.why(next, known[0]).await, ("no_consent", "consent_denied"));
    })
    .await;
}

#[tokio::test]
async fn a_report_about_a_letter_of_somebody_else_changes_nothing() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        bakery.sends_once_more().await;
        assert_eq!(bakery.takes(&returned(letter(), "failed", "5.1.1")).await, Taken::NotOurs);
        assert_eq!(bakery.takes("Subject: hello\r\n\r\nhello").await, Taken::NotOurs);
        let router = router(&bakery);
        let list = json_of(&router, "GET", "/api/v1/contact/suppressions", None).await;
        assert_eq!(list["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn mails_are_taken_by_the_shops_own_address_only() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        bakery.sends_once_more().await;
        let router = router(&bakery);
        let told = json_of(&router, "POST", "/api/v1/contact/returns", None).await;
        let url = told["url"].as_str().expect("an address").to_owned();
        let path = url.strip_prefix("https://bakery.test").expect("ours").to_owned();
        let mut tx = bakery.shop.read().await.expect("a transaction");
        assert!(path.ends_with(&key(&mut tx).await.expect("a key")));
        drop(tx);
        let mail = returned(bakery.letter_to("anna"), "failed", "5.1.1");
        let hand = async |path: String, mail: String| {
            let request = Request::builder().method("POST").uri(path).body(Body::from(mail));
            let answer = router.clone().oneshot(request.expect("a request")).await;
            answer.expect("an answer").status()
        };
        assert_eq!(hand(format!("{path}x"), mail.clone()).await, StatusCode::NOT_FOUND);
        assert_eq!(hand(path.clone(), "nonsense".to_owned()).await, StatusCode::NO_CONTENT);
        assert_eq!(hand(path, mail).await, StatusCode::NO_CONTENT);
        let list = json_of(&router, "GET", "/api/v1/contact/suppressions?find=ANNA", None).await;
        assert_eq!(list["items"][0]["address"], "anna@example.test");
        assert_eq!(list["items"][0]["reason"], "address_refused");
    })
    .await;
}

#[tokio::test]
async fn an_address_is_given_up_and_taken_up_again_by_hand_with_a_reason() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 120, Some(true))]).await;
        let router = router(&bakery);
        let path = "/api/v1/contact/suppressions";
        let given = |note: &str| -> Option<Value> {
            Some(json!({ "channel": "email", "address": " Anna@Example.test", "note": note }))
        };
        let (status, _) = ask(&router, "POST", path, given(" ")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "why is asked for");
        let (status, _) = ask(&router, "POST", path, given("called us")).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let list = json_of(&router, "GET", path, None).await;
        assert_eq!(list["items"][0]["note"], "called us");
        let first = bakery.sends_once_more().await;
        assert_eq!(bakery.why(first, known[0]).await.0, "suppressed");
        let lift = format!("{path}/lift");
        let (status, _) = ask(&router, "POST", &lift, given("called again")).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let next = bakery.sends_once_more().await;
        assert_eq!(bakery.why(next, known[0]).await.0, "sent");
    })
    .await;
}
