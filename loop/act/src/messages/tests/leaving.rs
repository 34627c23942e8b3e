//! What becomes of messages: refused, lost, come back, opened, and what is kept of them.

use domain::Instant;
use records::Actor;
use serde_json::json;
use testkit::{Answer as Says, Moment, Stage, on_both_engines};

use super::{at, receipt};
use crate::bounces::report::tests::{complaint, returned};
use crate::bounces::{self, Taken};
use crate::messages::{Whom, rows, sending};
use crate::tests::bakery::Bakery;
use crate::tracking::{self, Follows};

#[tokio::test]
async fn every_answer_of_a_mail_server_has_its_end() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.mailbox.refuse("later@example.test", 451);
        bakery.mailbox.refuse("gone@example.test", 550);
        let mut asked = Vec::new();
        for who in ["later", "gone", "anna"] {
            let whom = at(&format!("{who}@example.test"));
            asked.push(bakery.asked(&receipt(whom, who)).await.expect("taken"));
        }
        bakery.work().await;
        assert_eq!(bakery.stands(&asked[0]).await, ("due".to_owned(), "refused_for_now"));
        assert_eq!(bakery.stands(&asked[1]).await, ("failed".to_owned(), "address_refused"));
        assert_eq!(bakery.stands(&asked[2]).await, ("sent".to_owned(), "accepted"));
        bakery.mailbox.behave();
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(bakery.stands(&asked[0]).await, ("sent".to_owned(), "accepted"));
        let told = bakery.told(&receipt(at("gone@example.test"), "again")).await;
        assert_eq!(told, (false, "address_refused"), "given up for whatever asks next");
    })
    .await;
}

#[tokio::test]
async fn what_waited_in_a_backup_does_not_leave_again() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let answer = bakery.asked(&receipt(at("anna@example.test"), "k")).await.expect("taken");
        let mut tx = bakery.writing().await;
        assert_eq!(crate::calming::calm(&mut tx).await.expect("calm"), 1);
        tx.commit().await.expect("commit");
        bakery.work().await;
        assert_eq!(bakery.stands(&answer).await, ("uncertain".to_owned(), "interrupted"));
        let told = bakery.told(&receipt(at("anna@example.test"), "another")).await;
        assert!(told.0, "who asks anew is served");
    })
    .await;
}

#[tokio::test]
async fn what_it_said_is_kept_until_it_has_left_and_no_longer() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.mailbox.always(Moment::Connected, Says::Code(421));
        let answer = bakery.asked(&receipt(at("anna@example.test"), "k")).await.expect("taken");
        bakery.work().await;
        let said = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            rows::said(&mut tx, answer.id).await.expect("read")
        };
        assert!(said().await.is_some_and(|(_, text)| text.contains("1042")));
        bakery.mailbox.behave();
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(bakery.stands(&answer).await.0, "sent");
        assert_eq!(said().await, None, "a password in it does not lie about");
        assert_eq!(bakery.service(&answer).await.subject, "Your order 1042");
    })
    .await;
}

#[tokio::test]
async fn a_message_whose_fate_is_unknown_is_never_repeated() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.mailbox.once(Moment::Message, Says::KeepAndHangUp);
        let lost = bakery.asked(&receipt(at("anna@example.test"), "lost")).await.expect("taken");
        bakery.work().await;
        assert_eq!(bakery.stands(&lost).await, ("uncertain".to_owned(), "answer_not_seen"));
        // A program puts the next one on the wire and dies before any answer.
        let left = bakery.asked(&receipt(at("boris@example.test"), "left")).await.expect("taken");
        let mut tx = bakery.writing().await;
        assert!(rows::begin(&mut tx, left.id).await.expect("begun"));
        tx.commit().await.expect("commit");
        bakery.work().await;
        assert_eq!(bakery.stands(&left).await.0, "handing", "another may still hold it");
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(bakery.stands(&left).await, ("uncertain".to_owned(), "interrupted"));
        assert_eq!(bakery.written_to(), ["anna@example.test"]);
    })
    .await;
}

#[tokio::test]
async fn two_runners_at_once_send_each_message_once() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        for number in 0..30 {
            let key = format!("p{number:02}");
            let whom = at(&format!("{key}@example.test"));
            bakery.asked(&receipt(whom, &key)).await.expect("taken");
        }
        let job = || records::jobs::Claimed {
            id: domain::JobId(uuid::Uuid::nil()),
            kind: "service_sending".to_owned(),
            payload: json!({ "channel": "email" }),
            attempts: 1,
        };
        let kind = sending::kind();
        let run = || (kind.run)(bakery.shop.clone(), job());
        let (one, other) = tokio::join!(run(), run());
        one.and(other).expect("both end well");
        bakery.work().await;
        let mut once = bakery.written_to();
        assert_eq!(once.len(), 30);
        once.dedup();
        assert_eq!(once.len(), 30, "nobody twice");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_comes_back_and_one_called_spam_end_the_letters_to_that_address() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 1, Some(true))]).await;
        let anna = bakery.asked(&receipt(Whom::Customer(known[0].id), "a")).await.expect("taken");
        let guest = bakery.asked(&receipt(at("guest@example.test"), "g")).await.expect("taken");
        bakery.work().await;
        let take = async |raw: String| {
            let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
            let taken = bounces::take(&mut tx, raw.as_bytes()).await.expect("taken");
            tx.commit().await.expect("commit");
            taken
        };
        let returned = returned(guest.id, "failed", "5.1.1");
        assert_eq!(take(returned.clone()).await, Taken::Written(bounces::Kind::Hard));
        assert_eq!(take(returned).await, Taken::Again);
        assert_eq!(bakery.stands(&guest).await, ("failed".to_owned(), "address_refused"));
        let spam = complaint(anna.id, "abuse");
        assert_eq!(take(spam).await, Taken::Written(bounces::Kind::Complaint));
        assert_eq!(bakery.heard_of(known[0]).await, ["message_complained", "message_sent"]);
        for (who, why) in [("anna", "complained"), ("guest", "address_refused")] {
            let whom = at(&format!("{who}@example.test"));
            assert_eq!(bakery.told(&receipt(whom, &format!("{who} 2"))).await, (false, why));
        }
    })
    .await;
}

#[tokio::test]
async fn who_may_be_followed_is_seen_to_open_it_and_who_may_not_is_not() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 1, Some(true))]).await;
        let mut tx = bakery.writing().await;
        tracking::save_settings(&mut tx, Follows::Everybody).await.expect("saved");
        tx.commit().await.expect("commit");
        let anna = bakery.asked(&receipt(Whom::Customer(known[0].id), "a")).await.expect("taken");
        let guest = bakery.asked(&receipt(at("guest@example.test"), "g")).await.expect("taken");
        bakery.work().await;
        let before = bakery.service(&anna).await;
        assert!(before.followed && !before.opened);
        assert!(!bakery.service(&guest).await.followed, "nobody who is unknown is followed");
        let letter =
            |who: &str| bakery.mailbox.received_by(&format!("{who}@example.test"))[0].text.clone();
        assert!(letter("anna").contains("/o/") && !letter("guest").contains("/o/"));
        stage.clock().advance_days(1);
        let mark = tracking::Mark { message: anna.id, link: 0, url: None };
        let mut tx = bakery.writing().await;
        tracking::note(&mut tx, &mark).await.expect("noted");
        tx.commit().await.expect("commit");
        stage.clock().advance_days(1);
        bakery.work().await;
        assert!(bakery.service(&anna).await.opened);
        assert_eq!(bakery.heard_of(known[0]).await, ["message_opened", "message_sent"]);
        assert!(before.created_at > Instant(0));
    })
    .await;
}
