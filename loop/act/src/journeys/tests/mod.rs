//! Journeys, told from the switch to the last letter, by a clock that obeys.

mod birthday;
mod days;
mod faults;
mod held_out;
mod steps;

use collect::shop::Language;
use collect::timeline;
use domain::{CampaignId, Instant, JourneyId};
use records::Actor;
use testkit::{Stage, on_both_engines};

use crate::campaigns::{self, CampaignError};
use crate::contact::{self, Arm, Outcome};
use crate::journeys::{self, JourneyError, State, inside, keep_moving, recipes};
use crate::tests::bakery::Bakery;

/// The thank-you with another share held out.
pub(super) fn thank_you(hold_out: &str) -> String {
    let text = recipes::find("thank_you").expect("recipe").text(Language::En);
    text.replace("hold_out = 0.1", &format!("hold_out = {hold_out}"))
}

impl Bakery {
    /// Keeps a journey and switches it on.
    pub(crate) async fn switch_on(&self, text: &str) -> JourneyId {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let journey = journeys::create(&mut tx, text).await.expect("created");
        journeys::start(&mut tx, journey.id).await.expect("started");
        tx.commit().await.expect("commit");
        journey.id
    }

    /// Lets everything happen that is due now.
    pub(crate) async fn play(&self) {
        while keep_moving(&self.shop).await.expect("moved") > 0 || !self.all_is_heard().await {
            // A story beside this one may hold a transaction open, which no bookmark passes.
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        self.work().await;
    }

    /// Whether every journey that listens has heard the last that happened.
    async fn all_is_heard(&self) -> bool {
        let mut tx = self.shop.read().await.expect("a transaction");
        let last = timeline::newest(&mut tx).await.expect("a place").place;
        let all = journeys::list(&mut tx).await.expect("journeys");
        let listens = |state| matches!(state, State::On | State::Paused);
        all.iter().all(|one| !listens(one.state) || one.heard_until >= last)
    }

    /// Plays at each of these times of the story, one after another.
    pub(crate) async fn play_until(&self, stage: &Stage, until: &str) {
        let until: Instant = until.parse().expect(until);
        while self.now().await < until {
            let next = Instant(self.now().await.0 + Instant::DAY / 4).min(until);
            stage.clock().set(next);
            self.play().await;
        }
    }

    async fn now(&self) -> Instant {
        self.shop.read().await.expect("a transaction").now()
    }

    /// Everybody's step, or why he left: `came/inside/left` of each step.
    pub(crate) async fn drawn(&self, id: JourneyId) -> String {
        let mut tx = self.shop.read().await.expect("a transaction");
        let journey = journeys::find(&mut tx, id).await.expect("there");
        let out = journeys::api::shown(&mut tx, journey).await.expect("shown");
        let json = serde_json::to_value(out).expect("JSON");
        let step = |step: &serde_json::Value| {
            format!("{} {}/{}/{}", step["step"], step["n_came"], step["n_inside"], step["n_left"])
        };
        let steps = json["steps"].as_array().expect("steps").iter().map(step);
        steps.collect::<Vec<_>>().join(", ").replace('"', "")
    }
}

#[tokio::test]
async fn a_thank_you_comes_the_next_morning_and_the_invitation_only_to_who_has_not_returned() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("emil", 200, Some(true))]).await;
        let id = bakery.switch_on(&thank_you("0.0")).await;
        bakery.know(&[("anna", 0, Some(true)), ("boris", 0, Some(true)), ("vera", 0, None)]).await;
        bakery.play().await;
        assert_eq!(
            bakery.drawn(id).await,
            "a day 3/3/0, thanks 0/0/0, three weeks 0/0/0, come again 0/0/0"
        );
        bakery.play_until(&stage, "2026-03-03T09:59:00Z").await;
        assert_eq!(bakery.written_to(), [""; 0], "before ten nobody is written to");
        bakery.play_until(&stage, "2026-03-03T10:00:00Z").await;
        assert_eq!(bakery.written_to(), ["anna@example.test", "boris@example.test"]);
        bakery.play_until(&stage, "2026-03-10T12:00:00Z").await;
        bakery.know(&[("boris", 0, None), ("emil", 0, None)]).await;
        bakery.play().await;
        assert_eq!(
            bakery.drawn(id).await,
            "a day 3/0/0, thanks 3/0/0, three weeks 3/2/1, come again 0/0/0",
            "Boris came again; Emil's was not his first order"
        );
        bakery.play_until(&stage, "2026-03-26T10:00:00Z").await;
        let three = ["anna@example.test", "anna@example.test", "boris@example.test"];
        assert_eq!(bakery.written_to(), three);
        assert_eq!(
            bakery.drawn(id).await,
            "a day 3/0/0, thanks 3/0/0, three weeks 3/0/1, come again 2/0/2"
        );
    })
    .await;
}

#[tokio::test]
async fn a_held_out_customer_goes_the_same_way_and_is_never_written_to() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let id = bakery.switch_on(&thank_you("0.5")).await;
        let names: Vec<String> = (0..40).map(|number| format!("p{number:02}")).collect();
        let people: Vec<_> = names.iter().map(|name| (name.as_str(), 0, Some(true))).collect();
        let known = bakery.know(&people).await;
        bakery.play().await;
        bakery.play_until(&stage, "2026-03-30T12:00:00Z").await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let exposures = contact::exposures(&mut tx, CampaignId(id.0)).await.expect("exposures");
        assert_eq!(exposures.len(), 40, "dealt once, under the journey");
        let written = bakery.written_to();
        for exposure in &exposures {
            let place = known.iter().position(|known| *known == exposure.customer);
            let address = format!("{}@example.test", names[place.expect("one of them")]);
            let n = written.iter().filter(|to| **to == address).count();
            assert_eq!(n, if exposure.arm == Arm::Treated { 2 } else { 0 }, "{address}");
        }
        let n_held_out = exposures.iter().filter(|it| it.arm == Arm::HeldOut).count();
        assert!((8..=32).contains(&n_held_out), "{n_held_out} of 40 at a half");
        let steps = bakery.drawn(id).await;
        assert!(steps.ends_with("come again 40/0/40"), "{steps}");
    })
    .await;
}

#[tokio::test]
async fn what_the_replay_says_is_what_would_have_happened() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let text = thank_you("0.25").replace("first = true\n", "again = \"after 10 days\"\n");
        let id = bakery.switch_on(&text).await;
        for day in 0_usize..30 {
            let names: Vec<String> =
                (0..3).map(|n| format!("p{:02}", (day * 7 + n * 5) % 17)).collect();
            let people: Vec<_> =
                names.iter().map(|name| (name.as_str(), 0, Some(day % 5 > 0))).collect();
            stage.clock().set(Instant(Stage::OPENING.0 + day as i64 * Instant::DAY));
            bakery.know(&people).await;
            bakery.play().await;
            let ten = Instant(Stage::OPENING.0 + day as i64 * Instant::DAY + Instant::DAY / 24);
            stage.clock().set(ten);
            bakery.play().await;
        }
        bakery.play_until(&stage, "2026-05-01T00:00:00Z").await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let journey = journeys::find(&mut tx, id).await.expect("there");
        let came = inside::came(&mut tx, id).await.expect("came");
        drop(tx);
        let replay = journeys::replay(&bakery.shop, &journey.plan, CampaignId(id.0), 60).await;
        let replay = replay.expect("replayed");
        assert!(replay.n_entries > 25 && replay.n_goal > 5, "{replay:?}");
        for step in &replay.steps {
            assert_eq!(came.get(&step.step).copied().unwrap_or_default(), step.n_came as i64);
        }
        let n_goal = bakery.drawn(id).await;
        assert!(!n_goal.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_reaches_the_goal_while_his_letter_waits_is_spared_it() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let night = contact::QuietHours {
            from: jiff::civil::time(8, 0, 0, 0),
            until: jiff::civil::time(20, 0, 0, 0),
        };
        let limits = contact::Limits { quiet_hours: Some(night), ..contact::Limits::default() };
        contact::save_limits(&mut tx, &limits).await.expect("limits");
        tx.commit().await.expect("commit");
        bakery.switch_on(&thank_you("0.0")).await;
        bakery.know(&[("anna", 0, Some(true)), ("boris", 0, Some(true))]).await;
        bakery.play().await;
        bakery.play_until(&stage, "2026-03-03T10:00:00Z").await;
        bakery.know(&[("anna", 0, None)]).await;
        bakery.play_until(&stage, "2026-03-03T22:00:00Z").await;
        assert_eq!(bakery.written_to(), ["boris@example.test"]);
    })
    .await;
}

#[tokio::test]
async fn those_inside_keep_their_version_and_those_who_come_take_the_new_one() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let id = bakery.switch_on(&thank_you("0.0")).await;
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.play().await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let quicker =
            thank_you("0.0").replace("wait = \"1 day\"\nuntil = \"10:00\"", "wait = \"1 hour\"");
        let changed = journeys::change(&mut tx, id, &quicker).await.expect("changed");
        assert_eq!(changed.version, 2);
        let refused = journeys::change(&mut tx, id, &thank_you("0.3")).await;
        assert!(matches!(refused, Err(JourneyError::ShareKept(_))), "{refused:?}");
        tx.commit().await.expect("commit");
        bakery.know(&[("boris", 0, Some(true))]).await;
        bakery.play().await;
        bakery.play_until(&stage, "2026-03-02T12:00:00Z").await;
        assert_eq!(bakery.written_to(), ["boris@example.test"]);
        bakery.play_until(&stage, "2026-03-03T12:00:00Z").await;
        assert_eq!(bakery.written_to(), ["anna@example.test", "boris@example.test"]);
    })
    .await;
}

#[tokio::test]
async fn a_resting_journey_lets_nobody_in_and_a_stopped_one_lets_everybody_go() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let id = bakery.switch_on(&thank_you("0.0")).await;
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.play().await;
        let step = async |state: State| {
            let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
            let now = match state {
                State::Paused => journeys::pause(&mut tx, id).await,
                State::On => journeys::start(&mut tx, id).await,
                _ => journeys::stop(&mut tx, id).await,
            };
            assert_eq!(now.expect("done").state, state);
            tx.commit().await.expect("commit");
        };
        step(State::Paused).await;
        bakery.know(&[("boris", 0, Some(true))]).await;
        bakery.play_until(&stage, "2026-03-04T12:00:00Z").await;
        assert_eq!(bakery.written_to(), [""; 0]);
        step(State::On).await;
        bakery.play().await;
        assert_eq!(bakery.written_to(), ["anna@example.test"], "she goes on, Boris never came in");
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let refused = campaigns::cancel(&mut tx, CampaignId(id.0)).await;
        assert!(matches!(refused, Err(CampaignError::OfJourney)), "{refused:?}");
        drop(tx);
        step(State::Stopped).await;
        bakery.play_until(&stage, "2026-04-04T12:00:00Z").await;
        assert_eq!(bakery.written_to(), ["anna@example.test"]);
        assert!(bakery.drawn(id).await.contains("three weeks 1/0/1"));
        assert_eq!(bakery.n(CampaignId(id.0), Outcome::Waiting).await, 0);
    })
    .await;
}
