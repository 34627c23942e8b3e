//! Coming in by the calendar: days of one's own, days of the shop, and what is new.

use collect::fields::{self, Definition, Kind, Names, Telling};
use collect::orders::{self, Line};
use domain::{CampaignId, Instant, JourneyId};
use know::segments::{self, saved, text};
use records::Actor;
use serde_json::json;
use testkit::{Stage, on_both_engines};

use crate::journeys::{self, JourneyError, recipes};
use crate::tests::bakery::{Bakery, order};

const LETTER: &str = r#"
[[step]]
name = "letter"
subject = "A day"
letter = '''
<mjml><mj-body><mj-section><mj-column><mj-text>Hello <a href="{{ unsubscribe_url }}">stop</a>
{{ shop.postal_address }}</mj-text></mj-column></mj-section></mj-body></mjml>
'''
"#;

fn written(enter: &str) -> String {
    format!("name = \"Days\"\nlanguage = \"en\"\nhold_out = 0.0\n[enter]\n{enter}\n{LETTER}")
}

impl Bakery {
    /// What a journey kept under an id would have done in these days.
    async fn replayed(&self, id: JourneyId, n_days: u16) -> journeys::Replay {
        let mut tx = self.shop.read().await.expect("a transaction");
        let journey = journeys::find(&mut tx, id).await.expect("there");
        drop(tx);
        let head = CampaignId(id.0);
        journeys::replay(&self.shop, &journey.plan, head, n_days).await.expect("replayed")
    }
}

#[tokio::test]
async fn a_day_of_ones_own_brings_in_once_so_many_days_before_it() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let people = [("anna", 30, Some(true)), ("boris", 30, Some(true)), ("vera", 30, None)];
        let known = bakery.know(&people).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let refused = journeys::create(&mut tx, &written("date = \"renewal\"")).await;
        let Err(JourneyError::Faulty(faults)) = refused else { panic!("no such field yet") };
        assert_eq!((faults[0].place.as_str(), faults[0].line), ("enter.date", Some(5)));
        let names = Names { en: Some("Renewal".to_owned()), ..Names::default() };
        let renewal = Definition {
            key: "renewal".to_owned(),
            names,
            kind: Kind::Date,
            choices: Vec::new(),
            archived_at: None,
        };
        fields::save(&mut tx, renewal, false).await.expect("a field");
        // The story opens on the 2nd of March 2026, at nine.
        for (of, day) in known.iter().zip(["2026-03-10", "2026-03-05", "2026-03-10"]) {
            let values = vec![("renewal".to_owned(), Some(json!(day)))];
            let telling = Telling { of: *of, at: Instant(1), values };
            fields::tell_many(&mut tx, "site", vec![telling]).await.expect("told");
        }
        tx.commit().await.expect("commit");
        let enter = "date = \"renewal\"\ndays = -7\nat = \"12:00\"\nagain = \"always\"";
        let id = bakery.switch_on(&written(enter)).await;
        bakery.play_until(&stage, "2026-03-03T11:59:00Z").await;
        assert_eq!(bakery.written_to(), [""; 0]);
        bakery.play_until(&stage, "2026-03-03T12:00:00Z").await;
        assert_eq!(bakery.written_to(), ["anna@example.test"], "Boris's seven days were over");
        bakery.play_until(&stage, "2026-03-20T12:00:00Z").await;
        assert_eq!(bakery.written_to().len(), 1, "once");
        let replay = bakery.replayed(id, 30).await;
        assert_eq!((replay.n_entries, replay.n_letters), (3, 2), "{replay:?}");
        assert_eq!(replay.steps[0].letter.expect("a letter").no_consent, 1, "Vera's");
    })
    .await;
}

#[tokio::test]
async fn a_day_of_every_week_brings_in_whoever_is_in_the_segment_then() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 100, Some(true)), ("boris", 20, Some(true))]).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let coins = segments::coins(&mut tx).await.expect("coins");
        let rule = text::read("days since last order > 50", coins).expect("a rule");
        saved::save(&mut tx, "Quiet", rule).await.expect("saved");
        tx.commit().await.expect("commit");
        // Wednesdays; the story opens on a Monday.
        let enter = "segment = \"Quiet\"\non = \"2026-03-04\"\nevery = \"week\"\nat = \"10:00\"\n\
                     again = \"always\"";
        let id = bakery.switch_on(&written(enter)).await;
        bakery.play_until(&stage, "2026-03-04T10:00:00Z").await;
        assert_eq!(bakery.written_to(), ["anna@example.test"]);
        bakery.know(&[("anna", 0, None)]).await;
        bakery.play_until(&stage, "2026-04-14T12:00:00Z").await;
        let both = ["anna@example.test", "boris@example.test"];
        assert_eq!(bakery.written_to(), both, "Boris is quiet since the 1st of April");
        // A rest over a Wednesday lets nobody in afterwards.
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        journeys::pause(&mut tx, id).await.expect("paused");
        tx.commit().await.expect("commit");
        bakery.play_until(&stage, "2026-04-16T12:00:00Z").await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        journeys::start(&mut tx, id).await.expect("started");
        tx.commit().await.expect("commit");
        bakery.play_until(&stage, "2026-04-17T12:00:00Z").await;
        assert_eq!(bakery.written_to().len(), 2);
        let replay = bakery.replayed(id, 45).await;
        assert_eq!(replay.n_entries, 3, "in the replay nothing rested: {replay:?}");
    })
    .await;
}

/// A purchase of one thing from a category, so many days before the opening.
async fn bought(bakery: &Bakery, what: &[(&str, i64, &str, &str)]) {
    let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
    let now = Stage::OPENING;
    let draft = |(name, ago, product, category): &(&str, i64, &str, &str)| {
        let line = Line {
            product: Some((*product).to_owned()),
            category: Some((*category).to_owned()),
            quantity: 1.0,
            amount: Some(500),
            sku: None,
            unit_price: None,
            cost: None,
        };
        let draft = order(name, now.plus_days(-ago), 500, Some(true));
        collect::orders::draft::OrderDraft { lines: vec![line], ..draft }.sealed()
    };
    let drafts: Vec<_> = what.iter().map(draft).collect();
    orders::record_many(&mut tx, None, &drafts).await.expect("recorded");
    tx.commit().await.expect("commit");
}

#[tokio::test]
async fn what_is_new_is_told_to_those_who_buy_most_from_its_category() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let people = ["anna", "boris", "gleb"].map(|name| (name, 100, Some(true)));
        bakery.know(&people).await;
        // Rye bread is new: Gleb found it five days ago. Tea is Boris's, cake is old.
        bought(
            &bakery,
            &[
                ("anna", 90, "Wheat bread", "Bread"),
                ("anna", 60, "Wheat bread", "Bread"),
                ("anna", 40, "Cake", "Sweets"),
                ("boris", 80, "Tea", "Drinks"),
                ("boris", 50, "Tea", "Drinks"),
                ("gleb", 70, "Wheat bread", "Bread"),
                ("gleb", 5, "Rye bread", "Bread"),
            ],
        )
        .await;
        let recipe = recipes::find("arrivals").expect("recipe");
        let text = recipe.text(collect::shop::Language::En);
        let id = bakery.switch_on(&text.replace("hold_out = 0.1", "hold_out = 0.0")).await;
        bakery.play_until(&stage, "2026-03-05T10:00:00Z").await;
        assert_eq!(bakery.written_to(), ["anna@example.test"], "Gleb has it, Boris drinks tea");
        let letter = &bakery.mailbox.received_by("anna@example.test")[0];
        assert_eq!(letter.header("Subject").as_deref(), Some("New: Rye bread"));
        bakery.play_until(&stage, "2026-03-26T12:00:00Z").await;
        assert_eq!(bakery.written_to().len(), 1, "not every week");
        let replay = bakery.replayed(id, 30).await;
        assert_eq!((replay.n_entries, replay.n_letters), (1, 1), "{replay:?}");
    })
    .await;
}
