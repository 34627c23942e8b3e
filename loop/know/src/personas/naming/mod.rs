//! What a persona is called: by what it differs in most from everybody else.
//!
//! The strongest trait is the title, the strongest of another kind stands behind it. Two personas
//! of one run never have the same name. Start at [`named`].

mod words;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::features::{Feature, N_FEATURES};

pub use words::Name;

/// More than others, or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = PersonaSide)]
pub enum Side {
    /// More than others.
    High,
    /// Less than others.
    Low,
}

/// Something by which a persona is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PersonaTrait)]
pub struct Trait {
    /// What is unlike others.
    pub feature: Feature,
    /// On which side.
    pub side: Side,
}

/// What is nearer to others than half a spread is no trait (Cohen 1988 calls it a medium effect).
const TELLING: f64 = 0.5;

/// Traits of one kind say nearly the same twice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Coming,
    Money,
    Taste,
    Hours,
    Way,
}

fn kind(feature: Feature) -> Kind {
    match feature {
        Feature::Recency | Feature::Occasions | Feature::Tenure | Feature::Overdue => Kind::Coming,
        Feature::AverageOrder | Feature::Items | Feature::Coupons => Kind::Money,
        Feature::Categories | Feature::Undone => Kind::Taste,
        Feature::Weekends | Feature::Evenings => Kind::Hours,
        Feature::Channel => Kind::Way,
    }
}

/// The traits of somebody, the strongest first.
fn traits(differs: &[f64; N_FEATURES]) -> Vec<(Trait, f64)> {
    let told = Feature::ALL.into_iter().zip(differs).filter(|(_, by)| by.abs() >= TELLING);
    let mut traits: Vec<(Trait, f64)> = told
        .map(|(feature, by)| {
            let side = if *by > 0.0 { Side::High } else { Side::Low };
            (Trait { feature, side }, by.abs())
        })
        .collect();
    traits.sort_by(|one, other| other.1.total_cmp(&one.1));
    traits
}

/// The name of each persona: at most two traits, none for one that is like everybody.
///
/// `differs` tells by how many spreads each feature of each is above those of all others. Names in
/// `taken` are given to nobody.
pub fn named(differs: &[[f64; N_FEATURES]], taken: &[Vec<Trait>]) -> Vec<Vec<Trait>> {
    let traits: Vec<Vec<(Trait, f64)>> = differs.iter().map(traits).collect();
    let strength = |nth: &usize| traits[*nth].first().map_or(0.0, |(_, by)| *by);
    // Who differs most chooses first, so that its title is its own.
    let mut order: Vec<usize> = (0..traits.len()).collect();
    order.sort_by(|one, other| strength(other).total_cmp(&strength(one)));
    let mut names = vec![Vec::new(); traits.len()];
    let mut taken: HashSet<Vec<Trait>> = taken.iter().cloned().collect();
    for nth in order {
        let possible = possible(&traits[nth], &taken);
        names[nth] = possible;
        taken.insert(names[nth].clone());
    }
    names
}

/// The first name that nobody has: a title that is free before one that is shared.
fn possible(traits: &[(Trait, f64)], taken: &HashSet<Vec<Trait>>) -> Vec<Trait> {
    let is_title = |title: &Trait| taken.iter().any(|name| name.first() == Some(title));
    let mut titles: Vec<Trait> = traits.iter().map(|(it, _)| *it).collect();
    // A weak trait is no title as long as a strong one is there, shared or not.
    let strongest = traits.first().map_or(0.0, |(_, by)| *by);
    let fit = traits.iter().take_while(|(_, by)| *by >= strongest / 2.0).count();
    titles.truncate(fit.max(1));
    titles.sort_by_key(is_title);
    for title in titles {
        let others = traits.iter().map(|(it, _)| *it).filter(|it| it.feature != title.feature);
        let (unlike, alike): (Vec<Trait>, Vec<Trait>) =
            others.partition(|it| kind(it.feature) != kind(title.feature));
        let two = unlike.into_iter().chain(alike).map(|second| vec![title, second]);
        let name = two.chain([vec![title]]).find(|name| !taken.contains(name));
        if let Some(name) = name {
            return name;
        }
    }
    traits.iter().take(1).map(|(it, _)| *it).collect()
}

/// The word that stands for a name in rules and addresses; `taken` are given to nobody.
pub fn key(traits: &[Trait], taken: &HashSet<String>) -> String {
    let name = Name::of(traits).en.to_lowercase();
    let letters = name.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' });
    let plain: String = letters.collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let numbered = (2..).map(|nth| format!("{plain}-{nth}"));
    let mut keys = std::iter::once(plain.clone()).chain(numbered);
    keys.find(|key| !taken.contains(key)).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn differing(by: &[(Feature, f64)]) -> [f64; N_FEATURES] {
        let mut differs = [0.0; N_FEATURES];
        by.iter().for_each(|(feature, by)| differs[*feature as usize] = *by);
        differs
    }

    fn said(names: &[Vec<Trait>]) -> Vec<String> {
        names.iter().map(|traits| Name::of(traits).en).collect()
    }

    #[test]
    fn a_name_is_what_differs_most_and_what_differs_otherwise() {
        let regulars = [
            (Feature::Occasions, 2.0),
            (Feature::Recency, -1.5),
            (Feature::Coupons, 0.9),
            (Feature::Items, 0.4),
        ];
        let names = named(&[differing(&regulars), differing(&[])], &[]);
        assert_eq!(said(&names), ["Regulars · Fond of promo codes", "Golden mean"]);
    }

    #[test]
    fn who_differs_more_keeps_the_title_and_the_other_takes_the_next() {
        let more = differing(&[(Feature::Occasions, 2.0), (Feature::Weekends, 0.6)]);
        let less = differing(&[(Feature::Occasions, 1.0), (Feature::Items, 0.8)]);
        let names = named(&[less, more], &[]);
        assert_eq!(said(&names), ["Full baskets · Regulars", "Regulars · Weekend guests"]);
    }

    #[test]
    fn keys_are_plain_words_and_a_taken_one_gets_a_number() {
        let traits = named(&[differing(&[(Feature::Coupons, 1.0)])], &[]).remove(0);
        assert_eq!(key(&traits, &HashSet::new()), "fond-of-promo-codes");
        let taken = HashSet::from(["fond-of-promo-codes".to_owned()]);
        assert_eq!(key(&traits, &taken), "fond-of-promo-codes-2");
    }

    proptest! {
        /// Up to eight personas whose strongest traits may well be the same.
        #[test]
        fn no_two_have_the_same_name(
            all in prop::collection::vec(
                prop::collection::vec((0_usize..N_FEATURES, 0.5_f64..3.0), 3..6), 2..8,
            ),
        ) {
            let differs: Vec<_> = all
                .iter()
                .map(|some| {
                    let by: Vec<_> = some.iter().map(|(at, by)| (Feature::ALL[*at], *by)).collect();
                    differing(&by)
                })
                .collect();
            let mut taken = HashSet::new();
            for traits in named(&differs, &[]) {
                let key = key(&traits, &taken);
                prop_assert!(taken.insert(key));
            }
        }
    }
}
