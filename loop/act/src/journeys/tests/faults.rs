//! Journeys while programs die and several run at once.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::Instant;
use testkit::{Stage, on_both_engines};

use super::thank_you;
use crate::journeys::keep_moving;
use crate::tests::bakery::Bakery;

/// So many rounds are played at the moment at which everybody bought.
const FRESH_ROUNDS: u64 = 30;

/// A few milliseconds that differ from round to round, the same in every run.
fn moment(round: u64) -> Duration {
    Duration::from_micros(round * 7_919 % 90_000)
}

#[tokio::test]
async fn whoever_dies_whenever_nobody_is_written_to_twice_and_nobody_is_forgotten() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.switch_on(&thank_you("0.0").replace("first = true\n", "")).await;
        let names: Vec<String> = (0..30).map(|number| format!("p{number:02}")).collect();
        let people: Vec<_> = names.iter().map(|name| (name.as_str(), 0, Some(true))).collect();
        bakery.know(&people).await;
        for round in 0..80_u64 {
            if round == FRESH_ROUNDS {
                // Whom a busy machine has not let in by now comes in before the day is over.
                bakery.play().await;
            }
            // Two programs move the same journey; both are struck down in the middle of it.
            let (one, other) = (bakery.shop.clone(), stage.shop().await);
            let first = tokio::spawn(async move { keep_moving(&one).await });
            let second = tokio::spawn(async move { keep_moving(&other).await });
            tokio::time::sleep(moment(round)).await;
            first.abort();
            second.abort();
            let _ = tokio::join!(first, second);
            // The first rounds are one moment: everybody is to come in while it is fresh.
            let half_days = round.saturating_sub(FRESH_ROUNDS) as i64;
            stage.clock().set(Instant(Stage::OPENING.0 + half_days * Instant::DAY / 2));
        }
        // Whatever the struck ones came to, those who live finish it.
        for days in [40, 70, 100] {
            stage.clock().set(Stage::OPENING.plus_days(days));
            bakery.play().await;
        }
        let mut letters: BTreeMap<String, usize> = BTreeMap::new();
        for to in bakery.written_to() {
            *letters.entry(to).or_default() += 1;
        }
        assert_eq!(letters.len(), 30, "nobody is forgotten");
        assert!(letters.values().all(|n| *n == 2), "two letters each: {letters:?}");
    })
    .await;
}
