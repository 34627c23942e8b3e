//! A held-out person is never written to: random journeys, mergings, partings and programs that
//! die.

use std::collections::{BTreeMap, BTreeSet};

use collect::customers::Known;
use collect::customers::merging::{self, Follower};
use domain::{CampaignId, CustomerId, Instant, JourneyId, MergerId};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use records::{Actor, FromQueryResult};
use serde_json::json;
use testkit::{Stage, on_both_engines};
use uuid::Uuid;

use crate::contact::{self, Arm};
use crate::journeys::keep_moving;
use crate::journeys::plan::tests::any_plan;
use crate::journeys::plan::{Again, By, Does, Letter, Next, Per, Plan, Task, Worth};
use crate::tasks::Assignee;
use crate::tests::bakery::Bakery;

/// People of the story, journeys, and turns of its play; the server plays a shorter one.
struct Size {
    n_people: usize,
    n_journeys: usize,
    n_turns: u64,
}

impl Size {
    fn on(stage: &Stage) -> Self {
        match stage.server() {
            None => Self { n_people: 16, n_journeys: 12, n_turns: 70 },
            Some(_) => Self { n_people: 12, n_journeys: 5, n_turns: 30 },
        }
    }
}

/// Lots that fall the same way in every run.
struct Lots(u64);

impl Lots {
    fn below(&mut self, n: usize) -> usize {
        // Numerical Recipes' generator; its upper bits are random enough for a story.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

const BODY: &str = "<mjml><mj-body><mj-section><mj-column><mj-text>Hello \
                    <a href=\"{{ unsubscribe_url }}\">stop</a> {{ shop.postal_address }}\
                    </mj-text></mj-column></mj-section></mj-body></mjml>";

/// A random journey that may be switched on; its letters bear its name.
fn journey(runner: &mut TestRunner, nth: usize) -> Plan {
    let mut plan = any_plan().new_tree(runner).expect("a plan").current();
    plan.name = format!("J{nth}");
    // Whoever may comes again, so that there is somebody to write to after a merging.
    plan.enter.again = Again::Always;
    plan.hold_out = contact::HoldOutShare::new(0.5).expect("share");
    if plan.enter.by == By::Deed("cart_added".to_owned()) {
        plan.enter.by = By::Deed("order_placed".to_owned());
        plan.goal = None;
    }
    for step in &mut plan.steps {
        match &mut step.does {
            Does::Write(letter) => {
                let (subject, body_mjml) = (plan.name.clone(), BODY.to_owned());
                *letter = Letter { subject, body_mjml, ..Letter::default() };
            }
            Does::Set { field, to } => {
                (*field, *to) = ("language".to_owned(), Worth::Value(json!("uk")));
            }
            _ => {}
        }
    }
    plan
}

/// A random journey that gives a task to whoever buys, before it does anything else.
fn journey_of_tasks(runner: &mut TestRunner, nth: usize) -> Plan {
    let mut plan = journey(runner, nth);
    plan.enter.by = By::Deed("order_placed".to_owned());
    (plan.enter.first, plan.enter.only_if, plan.enter.per) = (false, None, Per::Person);
    plan.goal = None;
    plan.steps.truncate(1);
    plan.steps[0].next = Next::End;
    plan.steps[0].does = Does::Task(Task {
        title: "Call him".to_owned(),
        details: String::new(),
        assigned_to: Assignee::Anybody,
        due: None,
        waits: None,
    });
    plan
}

/// What is known of who is held out, and of who is whom.
struct Ledger {
    journeys: Vec<JourneyId>,
    people: Vec<Known>,
    /// Mergings that stand, the newest last: who stays, who goes.
    mergers: Vec<(MergerId, CustomerId, CustomerId)>,
    /// Arms as they were seen, so that a merging which moves one does not deal anybody.
    seen: BTreeSet<(usize, CustomerId)>,
    held_out: BTreeSet<(usize, CustomerId)>,
    n_read: usize,
    /// Tasks and calls that were looked at.
    given: BTreeSet<Uuid>,
}

/// Something that was done because of somebody, without a message to him.
#[derive(FromQueryResult)]
struct Beside {
    id: Uuid,
    journey_id: Uuid,
    customer_id: Uuid,
}

impl Ledger {
    /// Everybody who is this person by now.
    fn names_of(&self, person: CustomerId) -> BTreeSet<CustomerId> {
        let mut names = BTreeSet::from([person]);
        loop {
            let n = names.len();
            for (_, kept, gone) in &self.mergers {
                if names.contains(kept) || names.contains(gone) {
                    names.extend([*kept, *gone]);
                }
            }
            if names.len() == n {
                return names;
            }
        }
    }

    /// Looks at the arms; those that are new were dealt, unless somebody was merged meanwhile.
    async fn look(&mut self, bakery: &Bakery, dealt: bool) {
        let mut tx = bakery.shop.read().await.expect("a transaction");
        for (nth, journey) in self.journeys.iter().enumerate() {
            let arms = contact::exposures(&mut tx, CampaignId(journey.0)).await.expect("arms");
            for exposure in arms {
                let key = (nth, exposure.customer.id);
                let is_new = self.seen.insert(key);
                if is_new && dealt && exposure.arm == Arm::HeldOut {
                    self.held_out.insert(key);
                }
            }
        }
    }

    /// No task and no call since the last look is about anybody who was held out by then.
    async fn check_beside(&mut self, bakery: &Bakery) {
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let sql = "select id, journey_id, customer_id from task
                   union all select id, journey_id, customer_id from journey_call";
        let all: Vec<Beside> = tx.rows(sql, vec![]).await.expect("rows");
        for one in all {
            if self.given.insert(one.id) {
                let nth = self.journeys.iter().position(|it| it.0 == one.journey_id);
                let nth = nth.expect("one of them");
                for name in self.names_of(CustomerId(one.customer_id)) {
                    assert!(!self.held_out.contains(&(nth, name)), "J{nth} about {name}");
                }
            }
        }
    }

    /// No letter that came since the last look went to anybody who was held out by then.
    fn check(&mut self, bakery: &Bakery) -> usize {
        let all = bakery.mailbox.received();
        for letter in &all[self.n_read..] {
            let subject = letter.header("Subject").expect("a subject");
            let nth: usize = subject.trim_start_matches('J').parse().expect("a journey's name");
            for to in &letter.to {
                let number: usize = to[1..3].parse().expect("p07@example.test");
                for name in self.names_of(self.people[number].id) {
                    assert!(!self.held_out.contains(&(nth, name)), "{subject} to {to}");
                }
            }
        }
        let n_new = all.len() - self.n_read;
        self.n_read = all.len();
        n_new
    }
}

/// Plays until nothing is left to do, or until the program is struck down.
async fn play(bakery: &Bakery, stage: &Stage, struck: Option<u64>) {
    let Some(micros) = struck else { return bakery.play().await };
    let shop = stage.shop().await;
    let running = tokio::spawn(async move {
        while keep_moving(&shop).await.expect("moved") > 0 {}
        collect::work::do_all_due(&shop, &crate::kinds_of_work()).await.expect("work");
    });
    tokio::time::sleep(std::time::Duration::from_micros(micros)).await;
    running.abort();
    let _ = running.await;
    // What was on the wire when it was struck is written down by the mailbox a blink later.
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
}

fn followers() -> Vec<Follower> {
    [collect::FOLLOWERS, know::FOLLOWERS, crate::FOLLOWERS].concat()
}

/// Two of those who are nobody else's turn out to be one, or the newest two are parted again.
async fn merge_or_part(bakery: &Bakery, ledger: &mut Ledger, lots: &mut Lots) {
    ledger.look(bakery, true).await;
    let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
    let part = ledger.mergers.len() > 5 || (!ledger.mergers.is_empty() && lots.below(4) == 0);
    if part {
        let (id, ..) = ledger.mergers.pop().expect("one stands");
        merging::undo(&mut tx, &followers(), id, "two after all").await.expect("parted");
    } else {
        let gone: BTreeSet<CustomerId> = ledger.mergers.iter().map(|(.., gone)| *gone).collect();
        let left: Vec<CustomerId> =
            ledger.people.iter().map(|known| known.id).filter(|id| !gone.contains(id)).collect();
        let (keep, other) = (lots.below(left.len()), lots.below(left.len()));
        if keep != other {
            let two = (left[keep], left[other]);
            let merger = merging::merge(&mut tx, &followers(), two, "one person").await;
            ledger.mergers.push((merger.expect("merged").id, two.0, two.1));
        }
    }
    tx.commit().await.expect("commit");
    ledger.look(bakery, false).await;
}

#[tokio::test]
async fn whoever_was_held_out_is_never_written_to_whatever_becomes_of_him() {
    on_both_engines(async |stage: Stage| {
        let size = Size::on(&stage);
        let bakery = Bakery::open(&stage).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let pressure = contact::Pressure { at_most: 1_000, within_days: 7 };
        let limits = contact::Limits { pressure, ..contact::Limits::default() };
        contact::save_limits(&mut tx, &limits).await.expect("limits");
        tx.commit().await.expect("commit");
        let names: Vec<String> = (0..size.n_people).map(|n| format!("p{n:02}")).collect();
        let people: Vec<_> = names.iter().map(|name| (name.as_str(), 3, Some(true))).collect();
        let people = bakery.know(&people).await;
        let mut runner = TestRunner::deterministic();
        let mut journeys = Vec::new();
        for nth in 0..size.n_journeys {
            let text = journey(&mut runner, nth).written().text();
            journeys.push(bakery.switch_on(&text).await);
        }
        let text = journey_of_tasks(&mut runner, size.n_journeys).written().text();
        journeys.push(bakery.switch_on(&text).await);
        let mut lots = Lots(7);
        let (mergers, seen, held_out) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        let given = BTreeSet::new();
        let mut ledger = Ledger { journeys, people, mergers, seen, held_out, n_read: 0, given };
        let mut n_letters: BTreeMap<bool, usize> = BTreeMap::new();
        for turn in 0..size.n_turns {
            let at = Stage::OPENING.0 + turn as i64 * Instant::DAY * 3 / 4;
            stage.clock().set(Instant(at));
            match lots.below(4) {
                0 => merge_or_part(&bakery, &mut ledger, &mut lots).await,
                _ => {
                    let bought: BTreeSet<usize> =
                        (0..5).map(|_| lots.below(size.n_people)).collect();
                    let bought: Vec<_> =
                        bought.iter().map(|one| (names[*one].as_str(), 0, None)).collect();
                    bakery.know(&bought).await;
                }
            }
            let struck = (turn % 3 == 0).then(|| turn * 7_919 % 60_000);
            play(&bakery, &stage, struck).await;
            let n_new = ledger.check(&bakery);
            ledger.check_beside(&bakery).await;
            *n_letters.entry(ledger.mergers.is_empty()).or_default() += n_new;
            ledger.look(&bakery, true).await;
        }
        let (n_held_out, n_all) = (ledger.held_out.len(), n_letters.values().sum::<usize>());
        println!("{n_letters:?} letters, {n_held_out} held out");
        let least = size.n_journeys;
        assert!(n_held_out >= least && n_all >= least, "{n_held_out} held out, {n_all} letters");
        assert!(ledger.given.len() >= least, "{} tasks and calls", ledger.given.len());
        assert!(n_letters.get(&false).is_some_and(|n| *n > 0), "some while people were merged");
    })
    .await;
}
