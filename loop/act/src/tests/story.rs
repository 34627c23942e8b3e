//! The win-back, told from the plan to the last letter.

use domain::Instant;
use records::Actor;
use testkit::{Answer, Moment, Stage, on_both_engines};

use super::bakery::Bakery;
use crate::campaigns::{self, CampaignError};
use crate::contact::{self, Arm, Limits, Outcome, Pressure, QuietHours};

#[tokio::test]
async fn only_who_is_quiet_and_agreed_is_written_to_and_everybody_has_a_reason() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let people = [
            ("anna", 3, Some(true)),
            ("boris", 120, Some(true)),
            ("vera", 120, None),
            ("gleb", 120, Some(false)),
        ];
        let [anna, boris, vera, gleb] = bakery.know(&people).await[..] else { panic!("four") };
        let id = bakery.plan(0.0).await;
        assert_eq!(bakery.state(id).await, "draft");
        bakery.start(id).await;
        assert_eq!(bakery.written_to(), [""; 0], "starting alone writes to nobody");
        bakery.work().await;

        assert_eq!(bakery.state(id).await, "done");
        assert_eq!(bakery.written_to(), ["boris@example.test"]);
        assert_eq!(bakery.why(id, anna).await, ("-", "-"), "not in the audience");
        assert_eq!(bakery.why(id, boris).await, ("sent", "accepted"));
        assert_eq!(bakery.why(id, vera).await, ("no_consent", "consent_missing"));
        assert_eq!(bakery.why(id, gleb).await, ("no_consent", "consent_denied"));

        let letter = &bakery.mailbox.received_by("boris@example.test")[0];
        assert_eq!(letter.header("Subject").as_deref(), Some("boris, it has been a while"));
        let way_out = letter.header("List-Unsubscribe").expect("a way out");
        assert!(way_out.starts_with("<https://bakery.test/p/unsubscribe/"), "{way_out}");
    })
    .await;
}

#[tokio::test]
async fn a_held_out_customer_never_receives_the_message_and_both_arms_are_written_down() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let crowd = bakery.know_crowd(300).await;
        let id = bakery.plan(0.3).await;
        bakery.start(id).await;
        bakery.work().await;

        let mut tx = bakery.shop.read().await.expect("a transaction");
        let exposures = contact::exposures(&mut tx, id).await.expect("exposures");
        assert_eq!(exposures.len(), 300, "both arms are dealt in the open");
        let held_out = exposures.iter().filter(|dealt| dealt.arm == Arm::HeldOut).count();
        assert!((58..=122).contains(&held_out), "{held_out} of 300 at 30 %");
        let mut treated: Vec<String> = exposures
            .iter()
            .filter(|dealt| dealt.arm == Arm::Treated)
            .filter_map(|dealt| crowd.iter().position(|known| *known == dealt.customer))
            .map(|place| format!("p{place:03}@example.test"))
            .collect();
        treated.sort_unstable();
        assert_eq!(bakery.written_to(), treated);
        assert_eq!(bakery.n(id, Outcome::HeldOut).await, held_out as i64);
    })
    .await;
}

#[tokio::test]
async fn pausing_and_going_on_neither_skips_nor_repeats_anybody() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(30).await;
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        // The mail server takes twelve letters and then asks to come back later.
        (0..12).for_each(|_| bakery.mailbox.once(Moment::Message, Answer::Code(250)));
        bakery.mailbox.always(Moment::Message, Answer::Code(451));
        bakery.work().await;
        assert_eq!(bakery.written_to().len(), 12);

        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        campaigns::pause(&mut tx, id).await.expect("paused");
        tx.commit().await.expect("commit");
        bakery.mailbox.behave();
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(bakery.written_to().len(), 12, "a paused campaign rests");

        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        campaigns::resume(&mut tx, id).await.expect("resumed");
        tx.commit().await.expect("commit");
        bakery.work().await;
        let expected: Vec<String> = (0..30).map(|n| format!("p{n:03}@example.test")).collect();
        assert_eq!(bakery.written_to(), expected);
        assert_eq!(bakery.state(id).await, "done");
    })
    .await;
}

#[tokio::test]
async fn who_was_called_off_is_never_written_to() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(5).await;
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        campaigns::cancel(&mut tx, id).await.expect("cancelled");
        tx.commit().await.expect("commit");
        bakery.work().await;
        assert_eq!(bakery.written_to(), [""; 0]);

        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let again = campaigns::start(&mut tx, id).await;
        assert!(matches!(again, Err(CampaignError::NotNow(..))), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn a_no_that_comes_before_the_turn_is_heard() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let crowd = bakery.know_crowd(10).await;
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        bakery.mailbox.always(Moment::Connected, Answer::Code(421));
        bakery.work().await;
        assert_eq!(bakery.n(id, Outcome::Write).await, 10, "decided, and waiting at a closed door");

        let mut tx = bakery.shop.write(Actor::Customer).await.expect("a transaction");
        let what = (collect::consent::Purpose::Marketing, collect::consent::Channel::Email);
        collect::consent::withdraw(&mut tx, crowd[4].id, what, "test").await.expect("no");
        tx.commit().await.expect("commit");
        bakery.mailbox.behave();
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(bakery.why(id, crowd[4]).await, ("no_consent", "consent_withdrawn"));
        assert_eq!(bakery.written_to().len(), 9);
        assert_eq!(bakery.state(id).await, "done");
    })
    .await;
}

#[tokio::test]
async fn quiet_hours_and_contact_pressure_make_people_wait_and_not_vanish() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let [boris] = bakery.know(&[("boris", 120, Some(true))]).await[..] else { panic!("one") };
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let limits = Limits {
            pressure: Pressure { at_most: 1, within_days: 5 },
            quiet_hours: Some(QuietHours {
                from: jiff::civil::time(8, 0, 0, 0),
                until: jiff::civil::time(10, 0, 0, 0),
            }),
            ..Limits::default()
        };
        contact::save_limits(&mut tx, &limits).await.expect("limits");
        tx.commit().await.expect("commit");

        // The stage opens at nine, in the middle of the quiet.
        let first = bakery.plan(0.0).await;
        bakery.start(first).await;
        bakery.work().await;
        assert_eq!(bakery.why(first, boris).await, ("waiting", "quiet_hours"));
        stage.clock().set(Instant(Stage::OPENING.0 + 3_600_000_000));
        bakery.work().await;
        assert_eq!(bakery.why(first, boris).await, ("sent", "accepted"));

        let second = bakery.plan(0.0).await;
        bakery.start(second).await;
        bakery.work().await;
        assert_eq!(bakery.why(second, boris).await, ("waiting", "written_to_recently"));
        assert_eq!(bakery.state(second).await, "sending");
        stage.clock().advance_days(5);
        bakery.work().await;
        assert_eq!(bakery.why(second, boris).await, ("sent", "accepted"));
        assert_eq!(bakery.written_to().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_would_shame_the_shop_does_not_start() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let id = bakery.plan(0.0).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let mut plan = campaigns::find(&mut tx, id).await.expect("campaign").plan;
        plan.body_mjml = plan.body_mjml.replace("unsubscribe_url", "shop.url");
        campaigns::change(&mut tx, id, &plan).await.expect("changed");
        let refused = campaigns::start(&mut tx, id).await.expect_err("no way out");
        assert!(refused.to_string().contains("there is no way out"), "{refused}");
    })
    .await;
}
