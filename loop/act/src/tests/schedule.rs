//! Campaigns that leave by the clock, in several ways of saying it, and at a measured pace.

use collect::customers;
use collect::shop::{self, Settings};
use domain::{CampaignId, Instant, ShopZone};
use jiff::civil::DateTime;
use records::Actor;
use testkit::{Stage, on_both_engines};

use super::bakery::Bakery;
use crate::campaigns::{self, CampaignError, Plan, Repeats, Timing, Variant};
use crate::contact::{self, Arm, Limits, PastZones, PerMinute};

/// Microseconds of an hour.
const HOUR: i64 = Instant::DAY / 24;

impl Bakery {
    /// The shop keeps its days in Kyiv.
    async fn in_kyiv(&self) -> ShopZone {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let known = shop::settings(&mut tx).await.expect("settings");
        let settings = Settings { zone: Some("Europe/Kyiv".to_owned()), ..known };
        shop::save_settings(&mut tx, &settings).await.expect("settings");
        tx.commit().await.expect("commit");
        ShopZone::named("Europe/Kyiv").expect("a zone")
    }

    async fn this_moment(&self) -> Instant {
        self.shop.read().await.expect("a transaction").now()
    }

    async fn runs(&self, id: CampaignId) -> Vec<campaigns::Campaign> {
        let mut tx = self.shop.read().await.expect("a transaction");
        campaigns::runs(&mut tx, id, 100).await.expect("runs")
    }

    async fn limit(&self, limits: &Limits) {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        contact::save_limits(&mut tx, limits).await.expect("limits");
        tx.commit().await.expect("commit");
    }
}

/// Nobody gets too much: these stories are about the clock.
fn no_pressure() -> Limits {
    let pressure = contact::Pressure { at_most: 1_000, within_days: 7 };
    Limits { pressure, ..Limits::default() }
}

fn leaving(at: DateTime, timing: Timing) -> Plan {
    let mut plan = Bakery::win_back(0.0);
    plan.delivery.timing = Timing { at: Some(at), ..timing };
    plan
}

#[tokio::test]
async fn a_campaign_waits_for_its_moment_and_counts_its_audience_then() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let kyiv = bakery.in_kyiv().await;
        bakery.know(&[("anna", 120, Some(true)), ("boris", 89, Some(true))]).await;
        let tomorrow = kyiv.day_of(bakery.this_moment().await.plus_days(2));
        let ten = tomorrow.at(10, 0, 0, 0);
        let id = bakery.planned(leaving(ten, Timing::default())).await;
        bakery.start(id).await;
        bakery.work().await;
        assert_eq!((bakery.state(id).await, bakery.written_to().len()), ("scheduled", 0));

        let moment = kyiv.at(ten).expect("a moment");
        stage.clock().set(Instant(moment.0 - 1));
        bakery.work().await;
        assert_eq!((bakery.state(id).await, bakery.written_to().len()), ("scheduled", 0));
        stage.clock().set(moment);
        bakery.work().await;
        assert_eq!(bakery.state(id).await, "done");
        let expected = ["anna@example.test", "boris@example.test"];
        assert_eq!(bakery.written_to(), expected, "boris has been quiet for 90 days by now");
    })
    .await;
}

#[tokio::test]
async fn what_waits_can_be_taken_back_and_a_moment_that_has_passed_is_refused() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(2).await;
        let utc = ShopZone::utc();
        let now = bakery.this_moment().await;
        let id = bakery.planned(leaving(utc.wall_of(now.plus_days(1)), Timing::default())).await;
        bakery.start(id).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        assert!(matches!(
            campaigns::change(&mut tx, id, &Bakery::win_back(0.0)).await,
            Err(CampaignError::NotNow(..))
        ));
        let back = campaigns::recall(&mut tx, id).await.expect("taken back");
        assert_eq!((back.state.word(), back.next_at), ("draft", None));
        tx.commit().await.expect("commit");
        stage.clock().advance_days(2);
        bakery.work().await;
        assert_eq!((bakery.state(id).await, bakery.written_to().len()), ("draft", 0));

        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let refused = campaigns::start(&mut tx, id).await;
        assert!(
            matches!(&refused, Err(CampaignError::Plan { field: "delivery.timing.at", .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_moment_that_was_slept_through_for_days_is_not_made_up_for() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(2).await;
        let wall = ShopZone::utc().wall_of(bakery.this_moment().await.plus_days(1));
        let id = bakery.planned(leaving(wall, Timing::default())).await;
        bakery.start(id).await;
        stage.clock().advance_days(3);
        bakery.work().await;
        assert_eq!((bakery.state(id).await, bakery.written_to().len()), ("draft", 0));
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let campaign = campaigns::find(&mut tx, id).await.expect("found");
        assert_eq!(campaign.problem.as_deref(), Some("moment_missed"));
    })
    .await;
}

#[tokio::test]
async fn one_that_repeats_has_a_run_each_time_and_the_same_people_held_out() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.limit(&no_pressure()).await;
        let crowd = bakery.know_crowd(40).await;
        let first = bakery.this_moment().await.plus_days(1);
        let weekly = Timing { repeats: Some(Repeats::Weekly), ..Timing::default() };
        let mut plan = leaving(ShopZone::utc().wall_of(first), weekly);
        plan.hold_out = contact::HoldOutShare::new(0.3).expect("share");
        plan.delivery.timing.until = Some(ShopZone::utc().day_of(first.plus_days(14)));
        let id = bakery.planned(plan).await;
        bakery.start(id).await;
        for (week, runs) in [(0, 1), (1, 2), (2, 3), (3, 3)] {
            stage.clock().set(Instant(first.0 + week * 7 * Instant::DAY + HOUR));
            bakery.work().await;
            assert_eq!(bakery.runs(id).await.len(), runs, "week {week}");
        }
        assert_eq!(bakery.state(id).await, "done", "its last day has passed");
        assert!(bakery.runs(id).await.iter().all(|run| run.state.word() == "done"));

        let mut tx = bakery.shop.read().await.expect("a transaction");
        let exposures = contact::exposures(&mut tx, id).await.expect("exposures");
        assert_eq!(exposures.len(), crowd.len(), "dealt once, under the name of the whole");
        let held_out = exposures.iter().filter(|dealt| dealt.arm == Arm::HeldOut).count();
        assert!(held_out > 0, "somebody is held out");
        let letters = bakery.mailbox.received();
        assert_eq!(letters.len(), 3 * (crowd.len() - held_out));
        for dealt in exposures.iter().filter(|dealt| dealt.arm == Arm::HeldOut) {
            let place = crowd.iter().position(|known| *known == dealt.customer).expect("known");
            let address = format!("p{place:03}@example.test");
            assert!(letters.iter().all(|letter| !letter.to.contains(&address)), "{address}");
        }
    })
    .await;
}

#[tokio::test]
async fn calling_off_one_that_repeats_ends_its_runs_too() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(6).await;
        let first = bakery.this_moment().await.plus_days(1);
        let daily = Timing { repeats: Some(Repeats::Daily), ..Timing::default() };
        let mut plan = leaving(ShopZone::utc().wall_of(first), daily);
        plan.delivery.per_minute = Some(2);
        let id = bakery.planned(plan).await;
        bakery.start(id).await;
        stage.clock().set(first);
        bakery.work().await;
        assert_eq!(bakery.written_to().len(), 2, "the run is in the middle of its sending");
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        campaigns::cancel(&mut tx, id).await.expect("called off");
        tx.commit().await.expect("commit");
        stage.clock().advance_days(3);
        bakery.work().await;
        assert_eq!(bakery.written_to().len(), 2);
        assert!(bakery.runs(id).await.iter().all(|run| run.state.word() == "cancelled"));
    })
    .await;
}

#[tokio::test]
async fn everybody_is_written_to_at_ten_by_his_own_clock() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let kyiv = bakery.in_kyiv().await;
        let people = [("anna", "Asia/Tokyo"), ("boris", ""), ("vera", "America/New_York")];
        let quiet: Vec<_> = people.iter().map(|(name, _)| (*name, 120, Some(true))).collect();
        let known = bakery.know(&quiet).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        for (known, (_, zone)) in known.iter().zip(people) {
            customers::set_time_zone(&mut tx, (*known, "site"), zone).await.expect("kept");
        }
        tx.commit().await.expect("commit");
        let ten = kyiv.day_of(bakery.this_moment().await.plus_days(3)).at(10, 0, 0, 0);
        let own = Timing { own_clock: Some(PastZones::NextDay), ..Timing::default() };
        let id = bakery.planned(leaving(ten, own)).await;
        bakery.start(id).await;
        let at = |zone: &str| ShopZone::named(zone).expect("zone").at(ten).expect("a moment");
        let by = async |moment: Instant| {
            stage.clock().set(moment);
            bakery.work().await;
            bakery.written_to().join(" ")
        };
        assert_eq!(by(Instant(at("Asia/Tokyo").0 - 1)).await, "");
        assert_eq!(bakery.state(id).await, "scheduled");
        assert_eq!(by(at("Asia/Tokyo")).await, "anna@example.test");
        assert_eq!(bakery.state(id).await, "sending");
        assert_eq!(by(Instant(at("Europe/Kyiv").0 - 1)).await, "anna@example.test");
        let two = "anna@example.test boris@example.test";
        assert_eq!(by(at("Europe/Kyiv")).await, two, "the shop's clock where none is known");
        assert_eq!(by(at("America/New_York")).await, format!("{two} vera@example.test"));
        assert_eq!(bakery.state(id).await, "done");
    })
    .await;
}

#[tokio::test]
async fn no_minute_has_more_letters_than_were_allowed() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know_crowd(11).await;
        let mut plan = Bakery::win_back(0.0);
        plan.delivery.per_minute = Some(3);
        let id = bakery.planned(plan).await;
        bakery.start(id).await;
        let start = bakery.this_moment().await;
        let mut seen = Vec::new();
        for half_minutes in 0..9 {
            stage.clock().set(Instant(start.0 + half_minutes * 30_000_000));
            bakery.work().await;
            seen.push(bakery.written_to().len());
        }
        assert_eq!(seen, [3, 3, 6, 6, 9, 9, 11, 11, 11]);
        assert_eq!(bakery.state(id).await, "done");
    })
    .await;
}

#[tokio::test]
async fn a_limit_of_the_channel_holds_for_all_campaigns_together() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let email = std::num::NonZeroU32::new(4);
        let per_minute = PerMinute { email, ..PerMinute::default() };
        bakery.limit(&Limits { per_minute, ..no_pressure() }).await;
        bakery.know_crowd(5).await;
        let (one, other) = (bakery.plan(0.0).await, bakery.plan(0.0).await);
        bakery.start(one).await;
        bakery.start(other).await;
        let start = bakery.this_moment().await;
        let mut seen = Vec::new();
        for minutes in 0..4 {
            stage.clock().set(Instant(start.0 + minutes * 60_000_000));
            bakery.work().await;
            seen.push(bakery.written_to().len());
        }
        assert_eq!(seen, [4, 8, 10, 10]);
    })
    .await;
}

#[tokio::test]
async fn each_way_of_saying_it_is_read_by_those_it_was_dealt_to() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let crowd = bakery.know_crowd(120).await;
        let mut plan = Bakery::win_back(0.2);
        plan.subject = "First".to_owned();
        let body_mjml = plan.body_mjml.clone();
        let variant = |subject: &str| Variant {
            share: 0.3,
            subject: subject.to_owned(),
            body_mjml: body_mjml.clone(),
            design: None,
            note: String::new(),
        };
        plan.variants = vec![variant("Second"), variant("Third")];
        let id = bakery.planned(plan).await;
        bakery.start(id).await;
        bakery.work().await;

        let mut tx = bakery.shop.read().await.expect("a transaction");
        let exposures = contact::exposures(&mut tx, id).await.expect("exposures");
        assert_eq!(exposures.len(), 120);
        let mut n = [0; 3];
        for dealt in exposures {
            let place = crowd.iter().position(|known| *known == dealt.customer).expect("known");
            let letters = bakery.mailbox.received_by(&format!("p{place:03}@example.test"));
            let Some(variant) = dealt.variant else {
                assert_eq!((dealt.arm, letters.len()), (Arm::HeldOut, 0));
                continue;
            };
            n[variant] += 1;
            let subject = letters[0].header("Subject");
            assert_eq!(subject.as_deref(), Some(["First", "Second", "Third"][variant]));
        }
        assert!(n.iter().all(|n| *n >= 12), "every way has its readers: {n:?}");
    })
    .await;
}
