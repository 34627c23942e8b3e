//! Shops of known kinds, and what happens to their names from run to run.

use domain::RunId;
use stats::clusters::rand_adjusted;

use crate::drawn;
use crate::leaving::features::Cuts;
use crate::personas::features::{Feature, Gathered, N_FEATURES, Told};
use crate::personas::finding::{Wanted, find};
use crate::personas::found::{Fate, Found};
use crate::segments::tests::house::Chance;

/// How many spreads each feature of a kind is away from the usual.
pub type Kind = &'static [(Feature, f64)];

/// Come every week with full baskets; came once, long ago; buy at weekends with promo codes.
pub const KINDS: [Kind; 3] = [
    &[(Feature::Occasions, 3.0), (Feature::Recency, -3.0), (Feature::Items, 2.0)],
    &[(Feature::Recency, 2.0), (Feature::Occasions, -1.0), (Feature::Categories, -1.5)],
    &[(Feature::Coupons, 0.4), (Feature::Weekends, 0.4), (Feature::AverageOrder, -1.5)],
];

fn normal(chance: &mut Chance) -> f64 {
    (0..12).map(|_| chance.below(1_000_001) as f64 / 1e6).sum::<f64>() - 6.0
}

fn row(kind: Kind, chance: &mut Chance) -> [Told; N_FEATURES] {
    let of = 20.0;
    Feature::ALL.map(|feature| {
        let by = kind.iter().find(|(it, _)| *it == feature).map_or(0.0, |(_, by)| *by);
        let number = match feature.is_share() {
            true => {
                let hundredths = ((0.2 + by) * 100.0) as u64;
                (0..20).filter(|_| chance.below(100) < hundredths).count() as f64 / of
            }
            false => 4.0 + by + 0.5 * normal(chance),
        };
        Told { number, of }
    })
}

/// So many customers of each kind, those of the first spending most.
pub fn shop(kinds: &[(Kind, usize)], seed: u64) -> (Gathered, Vec<u32>) {
    let rows = drawn::golden();
    let cuts = Cuts::new(&drawn::vantage(&rows, "2025-05-01"), 1).expect("orders");
    let chance = &mut Chance(seed);
    let (mut customers, mut truth) = (Vec::new(), Vec::new());
    for (nth, (kind, n)) in kinds.iter().enumerate() {
        for _ in 0..*n {
            let spent = 90_000 / (nth as i64 + 1);
            customers.push((customers.len() as i64 + 1, spent, row(kind, chance)));
            truth.push(nth as u32);
        }
    }
    (Gathered::drawn(cuts, customers), truth)
}

fn three(n: usize, seed: u64) -> (Gathered, Vec<u32>) {
    shop(&KINDS.map(|kind| (kind, n)), seed)
}

fn always() -> bool {
    true
}

fn found(gathered: &Gathered, seed: u32, before: Option<&Found>) -> Found {
    let wanted = Wanted { k: None, seed };
    let run = RunId(uuid::Uuid::nil());
    find(gathered, wanted, before.map(|found| (run, found)), &always).expect("personas")
}

fn names(found: &Found) -> Vec<String> {
    found.personas.iter().map(|persona| persona.name().en).collect()
}

#[test]
fn the_kinds_of_a_shop_are_found_and_named_by_what_they_are() {
    let (gathered, truth) = three(200, 1);
    let found = found(&gathered, 0, None);
    assert_eq!(found.fitting, Some(3), "{:#?}", found.tried);
    let agreed = rand_adjusted(&found.labels(&gathered), &truth).expect("as many");
    assert!(agreed > 0.95, "{agreed}");
    let names = names(&found);
    assert!(names[0].contains("Regulars") || names[0].contains("Here lately"), "{names:?}");
    assert!(names[1].contains("One shelf") || names[1].contains("Long unseen"), "{names:?}");
    let promo = ["Small treats", "Fond of promo codes", "Weekend guests"];
    assert!(promo.iter().any(|it| names[2].contains(it)), "{names:?}");
    assert!(found.personas.iter().all(|persona| persona.fate == Fate::New));
}

#[test]
fn the_same_seed_finds_the_same_and_another_the_same_people() {
    let (gathered, _) = three(150, 2);
    let first = found(&gathered, 5, None);
    assert_eq!(found(&gathered, 5, None), first);
    let other = found(&gathered, 6, None);
    let agreed = rand_adjusted(&first.labels(&gathered), &other.labels(&gathered));
    assert!(agreed.expect("as many") > 0.99);
    assert_eq!(names(&first), names(&other));
}

#[test]
fn a_persona_keeps_its_name_while_its_people_stay() {
    let (before, _) = three(150, 3);
    let first = found(&before, 0, None);
    // A month later the shop is larger and everybody is drawn anew, the third kind spends most.
    let [one, two, three] = KINDS;
    let (after, _) = shop(&[(three, 250), (one, 180), (two, 170)], 4);
    let second = found(&after, 9, Some(&first));
    assert!(second.personas.iter().all(|persona| persona.fate == Fate::Kept), "{second:#?}");
    assert!(second.gone.is_empty());
    let keys = |found: &Found| {
        let mut keys: Vec<String> = found.personas.iter().map(|it| it.key.clone()).collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&first), keys(&second));
    assert_eq!(second.personas[0].key, first.personas[2].key, "who spends most is told first");
}

#[test]
fn a_kind_that_has_gone_leaves_its_word_to_nobody() {
    let (before, _) = three(150, 5);
    let first = found(&before, 0, None);
    let evening: Kind = &[(Feature::Evenings, 0.6), (Feature::Items, -3.0)];
    let (after, _) = shop(&[(KINDS[0], 150), (KINDS[1], 150), (evening, 150)], 6);
    let second = found(&after, 0, Some(&first));
    let kept = second.personas.iter().filter(|it| it.fate == Fate::Kept).count();
    assert_eq!(kept, 2, "{:#?}", second.personas);
    let fresh = second.personas.iter().find(|it| it.fate != Fate::Kept).expect("the evening kind");
    assert!(first.personas.iter().all(|old| old.key != fresh.key), "{fresh:?}");
    assert_eq!(second.gone.len(), 1);
    let keys: Vec<&String> = second.personas.iter().map(|it| &it.key).collect();
    assert!(!keys.contains(&&second.gone[0].key));
}

#[test]
fn as_many_are_found_as_are_asked_for() {
    let (gathered, _) = three(100, 7);
    for k in 2..=8 {
        let wanted = Wanted { k: Some(k), seed: 1 };
        let found = find(&gathered, wanted, None, &always).expect("personas");
        assert_eq!(found.personas.len(), k);
        let mut keys: Vec<&String> = found.personas.iter().map(|it| &it.key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), k, "every word is its own");
        assert!(found.fitting.is_some(), "what would fit is told all the same");
    }
}

#[test]
fn a_run_is_read_back_as_it_was_kept() {
    let (gathered, _) = three(100, 8);
    let first = found(&gathered, 1, None);
    let kept = serde_json::to_value(&first).expect("JSON");
    let read: Found = serde_json::from_value(kept).expect("what was kept");
    assert!(read.is_current());
    assert_eq!(read.labels(&gathered), first.labels(&gathered));
    let mut older = first.clone();
    older.scales.0.pop();
    assert!(!older.is_current());
}
