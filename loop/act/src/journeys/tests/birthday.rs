//! Birthdays: greeted in the morning, once a year, where the day is known.

use collect::fields::{self, Telling};
use collect::shop::Language;
use domain::{CampaignId, Instant};
use records::Actor;
use serde_json::json;
use testkit::{Stage, on_both_engines};

use crate::journeys::{self, recipes};
use crate::tests::bakery::Bakery;

fn birthday() -> String {
    let text = recipes::find("birthday").expect("recipe").text(Language::En);
    text.replace("hold_out = 0.1", "hold_out = 0.0")
}

impl Bakery {
    /// What they have told of their birthdays, long ago.
    async fn born(&self, told: &[(&str, &str)]) {
        let people: Vec<_> = told.iter().map(|(name, _)| (*name, 30, Some(true))).collect();
        let known = self.know(&people).await;
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        for (of, (_, day)) in known.into_iter().zip(told) {
            let values = vec![("birthday".to_owned(), Some(json!(day)))];
            let telling = Telling { of, at: Instant(1), values };
            fields::tell_many(&mut tx, "site", vec![telling]).await.expect("told");
        }
        tx.commit().await.expect("kept");
    }

    /// Plays on, day by day.
    async fn play_days(&self, stage: &Stage, n_days: i64) {
        for _ in 0..n_days {
            self.play().await;
            stage.clock().advance_days(1);
        }
    }
}

#[tokio::test]
async fn who_has_a_birthday_is_greeted_once_a_year_in_the_morning() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        // The story opens on the 2nd of March 2026, which is no leap year.
        let told = [("anna", "1990-03-05"), ("boris", "--03-07"), ("vera", "--09-01")];
        bakery.born(&told).await;
        let id = bakery.switch_on(&birthday()).await;
        bakery.play_days(&stage, 3).await;
        assert_eq!(bakery.written_to(), [""; 0], "nobody before his day");
        bakery.play_days(&stage, 10).await;
        assert_eq!(bakery.written_to(), ["anna@example.test", "boris@example.test"]);
        bakery.play_days(&stage, 10).await;
        assert_eq!(bakery.written_to().len(), 2, "once");
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let journey = journeys::find(&mut tx, id).await.expect("there");
        drop(tx);
        let replay = journeys::replay(&bakery.shop, &journey.plan, CampaignId(id.0), 30).await;
        assert_eq!(replay.expect("replayed").n_entries, 2, "as it was");
    })
    .await;
}
