//! Finding personas: how many, who, what they are called, and which were there before.

use std::collections::HashSet;

use domain::RunId;
use stats::clusters::{GoOn, Points, Settings, Tried, chosen, k_means, matched, nearest, tried};

use super::features::{Gathered, N_FEATURES, Scales};
use super::found::{Fate, Found, Known, Persona};
use super::naming::{key, named};
use crate::leaving::features::Sample;

/// Fewer customers than this are known by name, not by kind.
pub const CUSTOMERS_LEAST: usize = 30;
/// As many personas as a shopkeeper can keep apart.
const K: std::ops::RangeInclusive<usize> = 2..=8;
/// Fewer customers a persona would be people, not a kind.
const PER_PERSONA: usize = 10;
/// How many there should be is asked of so many customers, who stand for all.
const TRIED_MOST: u64 = 6_000;
/// The centres are found among so many; what more would add lies in the third digit.
const FOUND_AMONG_MOST: u64 = 100_000;
const STARTS_TRIED: usize = 8;
const STARTS: usize = 20;
const SWAPS_EACH: usize = 6;

/// Why there are no personas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// Nobody has bought.
    Nobody,
    /// So many customers are too few.
    TooFew(usize),
    /// Customers do not differ, or not in so many ways.
    Alike,
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// How many; as many as fit where not said.
    pub k: Option<usize>,
    /// What is drawn is drawn from this.
    pub seed: u32,
}

/// Finds the personas of a shop. Those of the run before that are still there keep their names.
pub fn find(
    gathered: &Gathered,
    wanted: Wanted,
    before: Option<(RunId, &Found)>,
    go_on: GoOn<'_>,
) -> Result<Found, Nothing> {
    let n = gathered.len();
    if n < CUSTOMERS_LEAST {
        return Err(if n == 0 { Nothing::Nobody } else { Nothing::TooFew(n) });
    }
    let scales = Scales::of(gathered);
    if !scales.tells_apart() {
        return Err(Nothing::Alike);
    }
    let places = scales.places(gathered);
    let tried = all_tried(gathered, &places, wanted.seed, go_on);
    let fitting = chosen(&tried);
    let some = some(gathered, &places, FOUND_AMONG_MOST);
    let found = |k| {
        let settings = Settings::new(k, STARTS, u64::from(wanted.seed));
        let settings = Settings { swaps: SWAPS_EACH * k, ..settings };
        k_means(Points::new(&some, N_FEATURES), &settings, go_on)
    };
    let clusters = found(wanted.k.or(fitting).unwrap_or(*K.start())).ok_or(Nothing::Alike)?;
    let (centres, labels) = by_money(gathered, &places, &clusters.centres);
    let mut found = Found {
        scales,
        channel: gathered.channel.clone(),
        personas: Vec::new(),
        seed: wanted.seed,
        fitting,
        tried,
        inertia: clusters.inertia,
        n_customers: some.len() / N_FEATURES,
        stopped: !go_on(),
        compared_with: before.map(|(run, _)| run),
        gone: Vec::new(),
    };
    let differs = differs(gathered, &found.scales, &labels, centres.len());
    name(&mut found, gathered, (centres, &labels, &differs), before.map(|(_, found)| found));
    Ok(found)
}

/// How well each number of personas does.
fn all_tried(gathered: &Gathered, places: &[f64], seed: u32, go_on: GoOn<'_>) -> Vec<Tried> {
    let some = some(gathered, places, TRIED_MOST);
    let points = Points::new(&some, N_FEATURES);
    let fit = K.take_while(|k| k * PER_PERSONA <= points.len());
    fit.filter_map(|k| tried(points, &Settings::new(k, STARTS_TRIED, u64::from(seed)), go_on))
        .collect()
}

/// The places of about so many customers, the same each time.
fn some(gathered: &Gathered, places: &[f64], most: u64) -> Vec<f64> {
    let sample = Sample::of(gathered.len() as u64, most);
    let held = gathered.customers.iter().zip(places.chunks_exact(N_FEATURES));
    held.filter(|(customer, _)| sample.holds(**customer))
        .flat_map(|(_, place)| place)
        .copied()
        .collect()
}

/// The centres, those whose customers spent most first, and the nearest of everybody.
fn by_money(gathered: &Gathered, places: &[f64], centres: &[f64]) -> (Vec<Vec<f64>>, Vec<u32>) {
    let labels = nearest(Points::new(places, N_FEATURES), centres);
    let k = centres.len() / N_FEATURES;
    let mut spent = vec![0_i128; k];
    for (label, amount) in labels.iter().zip(&gathered.spent) {
        spent[*label as usize] += i128::from(*amount);
    }
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by_key(|nth| std::cmp::Reverse(spent[*nth]));
    let mut place_of = vec![0; k];
    order.iter().zip(0..).for_each(|(nth, place)| place_of[*nth] = place);
    let centre = |nth: &usize| centres[nth * N_FEATURES..(nth + 1) * N_FEATURES].to_vec();
    let labels = labels.into_iter().map(|label| place_of[label as usize]).collect();
    (order.iter().map(centre).collect(), labels)
}

/// By how many spreads each feature of each persona is above those of all others. What weighs
/// nothing differs by chance.
fn differs(
    gathered: &Gathered,
    scales: &Scales,
    labels: &[u32],
    k: usize,
) -> Vec<[f64; N_FEATURES]> {
    let mut sums = vec![[0.0; N_FEATURES]; k];
    let mut counts = vec![0.0; k];
    for (row, label) in gathered.rows().iter().zip(labels) {
        counts[*label as usize] += 1.0;
        let sums = &mut sums[*label as usize];
        for (scale, (sum, told)) in scales.0.iter().zip(sums.iter_mut().zip(row)) {
            *sum += if scale.weight > 0.0 { scale.spreads(*told) } else { 0.0 };
        }
    }
    let n: f64 = counts.iter().sum();
    let of_all: [f64; N_FEATURES] =
        std::array::from_fn(|at| sums.iter().map(|sums| sums[at]).sum());
    let one = |nth: usize| {
        let inside = counts[nth].max(1.0);
        let outside = (n - counts[nth]).max(1.0);
        std::array::from_fn(|at| sums[nth][at] / inside - (of_all[at] - sums[nth][at]) / outside)
    };
    (0..k).map(one).collect()
}

/// Of those in either persona so many must be in both, for it to be the same.
const SAME: f64 = 0.5;
/// With fewer in common they have nothing to do with each other.
const AKIN: f64 = 0.2;

type Clustered<'a> = (Vec<Vec<f64>>, &'a [u32], &'a [[f64; N_FEATURES]]);

/// Names the personas; those that were there before keep what they are called.
fn name(
    found: &mut Found,
    gathered: &Gathered,
    (centres, labels, differs): Clustered<'_>,
    before: Option<&Found>,
) {
    let olds: &[Persona] = before.map_or(&[], |found| &found.personas);
    let alike = before.map_or_else(Vec::new, |before| {
        in_common(labels, centres.len(), &before.labels(gathered), olds.len())
    });
    let costs: Vec<Vec<f64>> =
        alike.iter().map(|row| row.iter().map(|share| 1.0 - share).collect()).collect();
    let matched = matched(&costs);
    let same = |nth: usize| {
        let old = *matched.get(nth)?;
        old.map(|old| (old, alike[nth][old])).filter(|(_, share)| *share >= AKIN)
    };
    let kept =
        |nth: usize| same(nth).filter(|(_, share)| *share >= SAME).map(|(old, _)| &olds[old]);
    // A word that meant somebody else must not come to mean these.
    let mut taken: HashSet<String> = olds.iter().map(|old| old.key.clone()).collect();
    let names_kept: Vec<_> =
        (0..centres.len()).filter_map(kept).map(|it| it.traits.clone()).collect();
    let fresh: Vec<usize> = (0..centres.len()).filter(|nth| kept(*nth).is_none()).collect();
    let differing: Vec<_> = fresh.iter().map(|nth| differs[*nth]).collect();
    let mut names = named(&differing, &names_kept).into_iter();
    for (nth, centre) in centres.into_iter().enumerate() {
        let alike = same(nth).map(|(_, share)| share);
        let (key, traits, fate) = match kept(nth) {
            Some(old) => (old.key.clone(), old.traits.clone(), Fate::Kept),
            None => {
                let traits = names.next().unwrap_or_default();
                let fate =
                    same(nth).map_or(Fate::New, |(old, _)| Fate::Changed(olds[old].key.clone()));
                (key(&traits, &taken), traits, fate)
            }
        };
        taken.insert(key.clone());
        found.personas.push(Persona { key, traits, centre, fate, alike });
    }
    let is_gone = |old: &&Persona| !found.personas.iter().any(|persona| persona.key == old.key);
    let known = |old: &Persona| Known { key: old.key.clone(), traits: old.traits.clone() };
    found.gone = olds.iter().filter(is_gone).map(known).collect();
}

/// Of the customers in either of two, the share that is in both (Jaccard 1912); a row for each of
/// the one.
fn in_common(one: &[u32], n_one: usize, other: &[u32], n_other: usize) -> Vec<Vec<f64>> {
    let mut both = vec![vec![0.0; n_other]; n_one];
    let (mut in_one, mut in_other) = (vec![0.0; n_one], vec![0.0; n_other]);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (*a as usize, *b as usize);
        both[a][b] += 1.0;
        in_one[a] += 1.0;
        in_other[b] += 1.0;
    }
    for (row, n_one) in both.iter_mut().zip(in_one) {
        for (share, n_other) in row.iter_mut().zip(&in_other) {
            let either: f64 = n_one + n_other - *share;
            *share = if either > 0.0 { *share / either } else { 0.0 };
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_common_is_counted_of_those_in_either() {
        let common = in_common(&[0, 0, 0, 1, 1], 2, &[0, 0, 1, 1, 1], 2);
        assert_eq!(common, [vec![2.0 / 3.0, 1.0 / 5.0], vec![0.0, 2.0 / 3.0]]);
        assert_eq!(in_common(&[0], 1, &[0], 2), [vec![1.0, 0.0]]);
    }
}
