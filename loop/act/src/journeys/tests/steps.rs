//! Steps that write no letter: fields that are set, short texts; and people moved to a new version.

use collect::customers;
use collect::fields::{self, Definition, Kind, Names};
use collect::shop::Language;
use domain::JourneyId;
use records::{Actor, Happening, happenings};
use serde_json::json;
use testkit::{Stage, on_both_engines};

use super::thank_you;
use crate::journeys::{self, JourneyError, Moved};
use crate::tests::bakery::Bakery;

const SETTING: &str = r#"
name = "Sizes"
language = "en"
hold_out = 0.0

[enter]
when = "Quiz"

[[step]]
name = "size"
set = "shoe_size"
from = "answers.size"

[[step]]
name = "language"
set = "language"
to = "uk"

[[step]]
name = "rest"
wait = "2 days"

[[step]]
name = "known"
set = "quizzed"
to = true
"#;

async fn make_field(bakery: &Bakery, key: &str, kind: Kind) {
    let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
    let names = Names { en: Some(key.to_owned()), ..Names::default() };
    let (key, choices) = (key.to_owned(), Vec::new());
    let field = Definition { key, names, kind, choices, archived_at: None };
    fields::save(&mut tx, field, false).await.expect("a field");
    tx.commit().await.expect("commit");
}

#[tokio::test]
async fn a_field_is_set_by_value_or_by_what_the_event_told_and_its_history_names_the_journey() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        make_field(&bakery, "shoe_size", Kind::Whole).await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let refused = journeys::read(&mut tx, SETTING).await;
        let Err(JourneyError::Faulty(faults)) = refused else { panic!("quizzed is missing") };
        let told = faults[0].to_string();
        assert!(told.starts_with("line 25, step.known.set: there is no field `quizzed`"), "{told}");
        drop(tx);
        make_field(&bakery, "quizzed", Kind::YesNo).await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let wrong = SETTING.replace("to = true", "to = \"perhaps\"");
        let refused = journeys::read(&mut tx, &wrong).await.expect_err("no yes, no no").to_string();
        assert!(refused.starts_with("line 26, step.known.to: `quizzed` is neither"), "{refused}");
        drop(tx);
        let [anna, boris] = bakery.know(&[("anna", 5, None), ("boris", 5, None)]).await[..] else {
            panic!("two")
        };
        bakery.switch_on(SETTING).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        for (who, size) in [(anna, json!("38")), (boris, json!("large"))] {
            let told = Happening {
                customer: Some(who.id.0),
                at: tx.now(),
                kind: "event_heard",
                source: "site".to_owned(),
                key: who.id.to_string(),
                payload: json!({ "name": "Quiz", "properties": { "answers": { "size": size } } }),
            };
            happenings::note(&mut tx, told).await.expect("noted");
        }
        tx.commit().await.expect("commit");
        bakery.play().await;
        bakery.play_until(&stage, "2026-03-04T09:00:00Z").await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let known = fields::shown_of(&mut tx, &[anna.id, boris.id]).await.expect("known");
        assert_eq!(known[&anna.id]["shoe_size"], json!(38));
        assert_eq!(known[&anna.id]["quizzed"], json!(true));
        assert_eq!(known[&boris.id].get("shoe_size"), None, "`large` is no size");
        let changes = fields::history(&mut tx, anna.id, None, (None, 9)).await.expect("history");
        let told: Vec<_> =
            changes.iter().map(|it| (it.field.as_str(), it.source.as_str())).collect();
        let by = "journey: Sizes";
        assert_eq!(told, [("quizzed", by), ("language", by), ("shoe_size", by)]);
        let anna = customers::find(&mut tx, anna.id).await.expect("found").expect("Anna");
        assert_eq!(anna.language.as_deref(), Some(Language::Uk.code()));
    })
    .await;
}

impl Bakery {
    async fn changed(&self, id: JourneyId, text: &str) {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        journeys::change(&mut tx, id, text).await.expect("changed");
        tx.commit().await.expect("commit");
    }

    async fn moved_up(&self, id: JourneyId) -> Moved {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let moved = journeys::move_up(&mut tx, id).await.expect("moved");
        tx.commit().await.expect("commit");
        moved
    }
}

#[tokio::test]
async fn those_inside_go_on_by_the_new_version_where_somebody_chooses_that() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let id = bakery.switch_on(&thank_you("0.0")).await;
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.play().await;
        bakery.play_until(&stage, "2026-03-03T10:00:00Z").await;
        bakery.know(&[("boris", 0, Some(true))]).await;
        bakery.play().await;
        assert_eq!(bakery.written_to(), ["anna@example.test"], "she waits for the invitation");
        // Another invitation, sooner; the first wait has gone, and so has Boris's place.
        let sooner = thank_you("0.0")
            .replace("name = \"a day\"", "name = \"a short day\"")
            .replace("3 weeks", "1 week");
        bakery.changed(id, &sooner).await;
        assert_eq!(bakery.moved_up(id).await, Moved { n_moved: 1, n_stayed: 1 });
        assert_eq!(bakery.moved_up(id).await, Moved { n_moved: 0, n_stayed: 1 });
        bakery.play_until(&stage, "2026-03-10T09:00:00Z").await;
        let thanked = ["anna@example.test", "boris@example.test"];
        assert_eq!(bakery.written_to(), thanked);
        bakery.play_until(&stage, "2026-03-10T10:00:00Z").await;
        let invited = ["anna@example.test", "anna@example.test", "boris@example.test"];
        assert_eq!(bakery.written_to(), invited, "a week after she came to the wait");
        // A version that would write the first letter to her again does not get her.
        bakery.play_until(&stage, "2026-03-25T12:00:00Z").await;
        assert_eq!(bakery.written_to().len(), 4, "Boris by his own version");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_moved_to_where_a_letter_would_meet_him_again() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let id = bakery.switch_on(&thank_you("0.0")).await;
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.play().await;
        bakery.play_until(&stage, "2026-03-03T10:00:00Z").await;
        let swapped = thank_you("0.0")
            .replace("name = \"three weeks\"", "name = \"x\"")
            .replace("name = \"a day\"", "name = \"three weeks\"")
            .replace("name = \"x\"", "name = \"a day\"");
        bakery.changed(id, &swapped).await;
        assert_eq!(bakery.moved_up(id).await, Moved { n_moved: 0, n_stayed: 1 });
    })
    .await;
}
