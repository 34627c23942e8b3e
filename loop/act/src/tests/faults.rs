//! What happens when things break: mail servers that refuse and hang up, programs that die.

use records::Actor;
use testkit::{Answer, Moment, Stage, on_both_engines};

use super::bakery::Bakery;
use crate::campaigns;
use crate::contact::Outcome;
use crate::outbox;

#[tokio::test]
async fn every_answer_of_a_mail_server_has_its_outcome() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let names = ["later", "gone", "spam", "anna"];
        let people = bakery.know(&names.map(|name| (name, 120, Some(true)))).await;
        bakery.mailbox.refuse("later@example.test", 451);
        bakery.mailbox.refuse("gone@example.test", 550);
        bakery.mailbox.refuse("spam@example.test", 554);
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        bakery.work().await;
        assert_eq!(bakery.why(id, people[0]).await, ("write", "refused_for_now"));
        assert_eq!(bakery.why(id, people[1]).await, ("failed", "address_refused"));
        assert_eq!(bakery.why(id, people[2]).await, ("failed", "message_refused"));
        assert_eq!(bakery.why(id, people[3]).await, ("sent", "accepted"));
        assert_eq!(bakery.state(id).await, "sending", "somebody is to be tried again");

        bakery.mailbox.behave();
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(bakery.why(id, people[0]).await, ("sent", "accepted"));
        assert_eq!(bakery.state(id).await, "done");

        // An address that is gone for good is not tried by the next campaign either.
        let next = bakery.plan(0.0).await;
        bakery.start(next).await;
        bakery.work().await;
        assert_eq!(bakery.why(next, people[1]).await, ("suppressed", "address_suppressed"));
    })
    .await;
}

#[tokio::test]
async fn a_message_whose_answer_was_not_seen_is_never_repeated() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let crowd = bakery.know_crowd(6).await;
        bakery.mailbox.once(Moment::Message, Answer::KeepAndHangUp);
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        bakery.work().await;
        stage.clock().advance_days(1);
        bakery.work().await;

        assert_eq!(bakery.state(id).await, "done");
        assert_eq!(bakery.n(id, Outcome::Uncertain).await, 1);
        assert_eq!(bakery.n(id, Outcome::Sent).await, 5);
        assert_eq!(bakery.written_to().len(), crowd.len(), "nobody twice, nobody left out");
    })
    .await;
}

#[tokio::test]
async fn a_program_that_dies_with_letters_on_the_wire_gives_up_those_and_no_other() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(20).await;
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        // Everybody is decided, then the door is closed: twenty messages wait in the outbox.
        bakery.mailbox.always(Moment::Connected, Answer::Code(421));
        bakery.work().await;
        bakery.mailbox.behave();
        // A runner puts two of them on the wire and dies before any answer.
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        stage.clock().advance_days(1);
        for message in outbox::due(&mut tx, id, 2).await.expect("due") {
            assert!(outbox::begin(&mut tx, &message, outbox::Followed::No).await.expect("begun"));
        }
        tx.commit().await.expect("commit");

        bakery.work().await;
        assert_eq!(bakery.n(id, Outcome::Uncertain).await, 2);
        assert_eq!(bakery.n(id, Outcome::Sent).await, 18);
        let mut once = bakery.written_to();
        assert_eq!(once.len(), 18);
        once.dedup();
        assert_eq!(once.len(), 18, "nobody twice");
        assert_eq!(bakery.state(id).await, "done");
    })
    .await;
}

#[tokio::test]
async fn a_closed_door_holds_the_sending_up_and_is_said() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(3).await;
        bakery.mailbox.always(Moment::Connected, Answer::Code(554));
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        bakery.work().await;
        let problem = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            campaigns::find(&mut tx, id).await.expect("campaign").problem
        };
        let said = problem().await.unwrap_or_default();
        assert!(said.contains("cannot talk to the mail server 127.0.0.1"), "{said}");

        bakery.mailbox.behave();
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(problem().await, None);
        assert_eq!(bakery.n(id, Outcome::Sent).await, 3);
    })
    .await;
}

#[tokio::test]
async fn two_runners_at_once_write_to_nobody_twice() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(60).await;
        collect::settling::settle(&bakery.shop).await.expect("settled");
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        let job = |payload| records::jobs::Claimed {
            id: domain::JobId(uuid::Uuid::nil()),
            kind: "campaign_sending".to_owned(),
            payload,
            attempts: 1,
        };
        let kind = campaigns::kind_of_work();
        let run = || (kind.run)(bakery.shop.clone(), job(serde_json::json!({ "campaign": id })));
        let (one, other) = tokio::join!(run(), run());
        one.and(other).expect("both end well");
        bakery.work().await;

        let mut once = bakery.written_to();
        let n_letters = once.len();
        once.dedup();
        assert_eq!((n_letters, once.len()), (60, 60));
    })
    .await;
}
