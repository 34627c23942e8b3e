//! Shops that hold too little, or too much of the same.

use std::time::{Duration, Instant};

use super::drawn::{KINDS, Kind, shop};
use crate::personas::features::{Feature, Told};
use crate::personas::finding::{Nothing, Wanted, find};

const ANY: Wanted = Wanted { k: None, seed: 0 };

fn always() -> bool {
    true
}

#[test]
fn too_few_customers_are_no_kinds() {
    for n in [0, 1, 29] {
        let (gathered, _) = shop(&[(KINDS[0], n)], 1);
        let nothing = if n == 0 { Nothing::Nobody } else { Nothing::TooFew(n) };
        assert_eq!(find(&gathered, ANY, None, &always).err(), Some(nothing));
    }
}

#[test]
fn customers_who_are_all_alike_are_no_kinds() {
    let (mut gathered, _) = shop(&[(KINDS[0], 100)], 1);
    gathered.level(Told { number: 0.5, of: 1.0 });
    assert_eq!(find(&gathered, ANY, None, &always).err(), Some(Nothing::Alike));
}

#[test]
fn two_sorts_of_identical_customers_are_two_personas_and_never_three() {
    let (mut gathered, _) = shop(&[(KINDS[0], 60)], 1);
    gathered.halves(Told { number: 1.0, of: 4.0 }, Told { number: 0.0, of: 4.0 });
    let found = find(&gathered, ANY, None, &always).expect("two");
    assert_eq!(found.personas.len(), 2);
    let three = Wanted { k: Some(3), seed: 0 };
    assert_eq!(find(&gathered, three, None, &always).err(), Some(Nothing::Alike));
}

#[test]
fn one_cloud_is_cut_but_said_to_be_unstable_or_to_shade() {
    let plain: Kind = &[(Feature::Items, 0.0)];
    let (gathered, _) = shop(&[(plain, 400)], 3);
    let found = find(&gathered, ANY, None, &always).expect("a cut");
    let k = found.personas.len();
    let tried = found.tried.iter().find(|it| it.k == k).expect("tried");
    assert!(!tried.is_stable() || tried.silhouette < 0.25, "{tried:?}");
    for persona in &found.personas {
        assert!(persona.centre.iter().all(|number| number.is_finite()));
    }
}

#[test]
fn a_search_that_is_stopped_tells_the_best_so_far() {
    let (gathered, _) = shop(&KINDS.map(|kind| (kind, 3_000)), 4);
    let begun = Instant::now();
    let soon = || begun.elapsed() < Duration::from_millis(1);
    let found = find(&gathered, ANY, None, &soon).expect("the first draw");
    assert!(found.stopped && found.personas.len() >= 2);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}
