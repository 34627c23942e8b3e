//! Numbers that can be laid beside each other: without what is odd, in spreads from the mean.
//!
//! Logarithms are cut off at the first and the last hundredth. A share of few orders is drawn
//! towards the share of all, as far as chance alone would explain it (a beta-binomial prior by
//! moments, Kleinman 1973), and a share in which customers differ by no more than chance weighs
//! nothing: without that, who came once and on a Saturday would be a kind of his own.

use serde::{Deserialize, Serialize};

use super::{Feature, Gathered, N_FEATURES, Told};

/// How one feature becomes a number of spreads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// Which.
    pub feature: Feature,
    /// What is less is taken for this.
    pub low: f64,
    /// What is more is taken for this.
    pub high: f64,
    /// The mean of all customers.
    pub mean: f64,
    /// Their spread; 0 where it is the same of everybody.
    pub spread: f64,
    /// How much it counts in a distance, 0 to 1.
    pub weight: f64,
    /// Of a share: as many orders of the average customer as are added to his own.
    pub prior: f64,
}

/// The scales of all features, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scales(pub Vec<Scale>);

/// The hundredth that is cut off at each end.
const CUT: f64 = 0.01;
/// Of so small a spread rounding is a part.
const SPREAD_LEAST: f64 = 1e-9;

impl Scale {
    fn of(feature: Feature, told: &[Told]) -> Self {
        let (low, high) = match feature.is_share() {
            true => (0.0, 1.0),
            false => ends(told),
        };
        let mut scale =
            Self { feature, low, high, mean: 0.0, spread: 0.0, weight: 1.0, prior: 0.0 };
        if feature.is_share() {
            scale.learn_prior(told);
        }
        let n = told.len().max(1) as f64;
        let numbers: Vec<f64> = told.iter().map(|told| scale.number(*told)).collect();
        if !feature.is_share() {
            scale.mean = numbers.iter().sum::<f64>() / n;
        }
        let mean = numbers.iter().sum::<f64>() / n;
        let variance = numbers.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / n;
        scale.spread = if variance.sqrt() > SPREAD_LEAST { variance.sqrt() } else { 0.0 };
        if scale.spread == 0.0 {
            scale.weight = 0.0;
        }
        scale
    }

    /// How far customers differ beyond chance, and so how far one's own orders are believed.
    fn learn_prior(&mut self, told: &[Told]) {
        let n = told.len().max(1) as f64;
        let orders: f64 = told.iter().map(|told| told.of).sum();
        let share = told.iter().map(|told| told.number * told.of).sum::<f64>() / orders.max(1.0);
        let variance = told.iter().map(|told| (told.number - share).powi(2)).sum::<f64>() / n;
        let alike = share * (1.0 - share);
        self.mean = share;
        // Shares of so many orders vary by V = τ²(1 − m) + p(1 − p)m, where m is the mean of one
        // over their number and τ² how far customers themselves differ. Of one order each, τ² is
        // nowhere to be seen.
        let few = told.iter().map(|told| 1.0 / told.of.max(1.0)).sum::<f64>() / n;
        let own = (variance - alike * few) / (1.0 - few).max(SPREAD_LEAST);
        // What is left after chance must itself be more than the chance of so many customers.
        let noise = 2.0 * alike * few * (2.0 / n).sqrt() / (1.0 - few).max(SPREAD_LEAST);
        if own <= noise.max(SPREAD_LEAST) || few > 1.0 - SPREAD_LEAST {
            (self.weight, self.prior) = (0.0, 0.0);
            return;
        }
        self.weight = (own / variance).min(1.0).sqrt();
        self.prior = (alike / own - 1.0).max(0.0);
    }

    /// The number without what is odd: cut off, or drawn towards all.
    pub fn number(&self, told: Told) -> f64 {
        if self.feature.is_share() {
            let orders = told.of + self.prior;
            return (told.number * told.of + self.mean * self.prior) / orders.max(1.0);
        }
        told.number.clamp(self.low, self.high)
    }

    /// The number in spreads from the mean; 0 where nobody differs.
    pub fn spreads(&self, told: Told) -> f64 {
        if self.spread > 0.0 { (self.number(told) - self.mean) / self.spread } else { 0.0 }
    }

    /// The number at a place of the space in which distances are measured.
    pub fn at(&self, place: f64) -> f64 {
        let spreads = if self.weight > 0.0 { place / self.weight } else { 0.0 };
        self.mean + spreads * self.spread
    }
}

/// The first and the last hundredth.
fn ends(told: &[Told]) -> (f64, f64) {
    let mut numbers: Vec<f64> = told.iter().map(|told| told.number).collect();
    numbers.sort_unstable_by(f64::total_cmp);
    let last = numbers.len().saturating_sub(1);
    let at = |share: f64| numbers.get((share * last as f64).round() as usize);
    (at(CUT).copied().unwrap_or(0.0), at(1.0 - CUT).copied().unwrap_or(0.0))
}

impl Scales {
    /// The scales that fit some customers.
    pub fn of(gathered: &Gathered) -> Self {
        let scale = |feature: Feature| {
            let told: Vec<Told> = gathered.rows().iter().map(|row| row[feature as usize]).collect();
            Scale::of(feature, &told)
        };
        Self(Feature::ALL.map(scale).to_vec())
    }

    /// Whether this program tells the same numbers as the one that kept them.
    pub fn is_current(&self) -> bool {
        self.0.iter().map(|scale| scale.feature).eq(Feature::ALL)
    }

    /// Whether customers differ in anything.
    pub fn tells_apart(&self) -> bool {
        self.0.iter().any(|scale| scale.weight > 0.0)
    }

    /// Where a customer lies, in the space in which distances are measured.
    pub fn place(&self, row: &[Told; N_FEATURES]) -> [f64; N_FEATURES] {
        let mut place = [0.0; N_FEATURES];
        for (scale, (at, told)) in self.0.iter().zip(place.iter_mut().zip(row)) {
            *at = scale.spreads(*told) * scale.weight;
        }
        place
    }

    /// Where all customers lie, one after another.
    pub fn places(&self, gathered: &Gathered) -> Vec<f64> {
        gathered.rows().iter().flat_map(|row| self.place(row)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segments::tests::house::Chance;

    fn shares(n: u64, orders: u64, share_of: impl Fn(u64) -> u64) -> Vec<Told> {
        let chance = &mut Chance(3);
        let told = |customer| {
            let hits = (0..orders).filter(|_| chance.below(100) < share_of(customer)).count();
            Told { number: hits as f64 / orders as f64, of: orders as f64 }
        };
        (0..n).map(told).collect()
    }

    #[test]
    fn a_share_in_which_customers_differ_by_chance_alone_weighs_nothing() {
        let scale = Scale::of(Feature::Weekends, &shares(2_000, 3, |_| 30));
        assert_eq!(scale.weight, 0.0, "{scale:?}");
        let one = Told { number: 1.0, of: 1.0 };
        assert!(scale.spreads(one).is_finite());
    }

    #[test]
    fn a_share_in_which_customers_differ_weighs_more_the_more_orders_tell_it() {
        let kinds = |customer: u64| if customer.is_multiple_of(2) { 10 } else { 60 };
        let few = Scale::of(Feature::Coupons, &shares(2_000, 2, kinds));
        let many = Scale::of(Feature::Coupons, &shares(2_000, 30, kinds));
        assert!(0.3 < few.weight && few.weight < many.weight && many.weight < 1.0, "{few:?}");
        assert!((many.mean - 0.35).abs() < 0.02, "{many:?}");
        // One order of one is drawn towards all; thirty of thirty are believed.
        let (once, often) = (Told { number: 1.0, of: 1.0 }, Told { number: 1.0, of: 30.0 });
        assert!(
            0.4 < few.number(once) && few.number(once) < 0.7 && few.number(often) > 0.8,
            "{few:?}"
        );
        // The chances 0.1 and 0.6 have a mean of 0.35 and a variance of 0.0625.
        let prior = 0.35 * 0.65 / 0.0625 - 1.0;
        assert!((many.prior / prior - 1.0).abs() < 0.15, "{many:?} {prior}");
    }

    #[test]
    fn what_is_odd_is_cut_off_and_what_is_the_same_of_all_weighs_nothing() {
        let told = |number: f64| Told { number, of: 1.0 };
        let mut numbers: Vec<Told> = (0..1_000).map(|nth| told(f64::from(nth) / 100.0)).collect();
        numbers.push(told(1e6));
        let scale = Scale::of(Feature::AverageOrder, &numbers);
        assert!(scale.high < 10.1 && scale.spreads(told(1e6)) < 3.0, "{scale:?}");
        let flat = Scale::of(Feature::Items, &[told(2.0); 50]);
        assert_eq!((flat.spread, flat.weight, flat.spreads(told(9.0))), (0.0, 0.0, 0.0));
        assert_eq!(Scale::of(Feature::Items, &[]).spread, 0.0);
    }
}
