//! Occasions that the calendar knows beforehand, such as holidays, and what they do to a series.
//!
//! What an occasion does is learnt from the times it was seen: the value there beside what is usual
//! around it. It is believed as far as ordinary values are steady: in a series that jumps anyway
//! one good Easter says nothing. Without its occasions the series goes to any of the ways, and what
//! they tell is lifted where an occasion comes.

/// Which occasions fall on each value of a series, and on those to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasions(Vec<Vec<u16>>);

/// A series and what the calendar knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a> {
    /// The values.
    pub values: &'a [f64],
    /// The occasions on them and on those to come.
    pub occasions: &'a Occasions,
}

/// What one occasion does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lift {
    /// Its number.
    pub occasion: u16,
    /// How often it was seen.
    pub times: usize,
    /// By how much it multiplies what is usual.
    pub factor: f64,
}

/// What the occasions of one series do.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifts {
    /// Those that do something, by number.
    pub known: Vec<Lift>,
    /// By how much each value is multiplied, and each of those to come.
    factors: Vec<f64>,
    /// What would be usual at each value of the past, where that can be told.
    usual: Vec<Option<f64>>,
}

/// What is usual is the middle one of so many neighbours on either side.
const NEIGHBOURS: usize = 4;
/// Fewer ordinary values do not tell how steady they are.
const ORDINARY_LEAST: usize = 12;
/// How far occasions are from doing nothing, before anything is seen: by half, in squares.
const PRIOR: f64 = 0.25;
/// So many times its own error an effect must be to be believed.
const CLEAR: f64 = 2.0;
/// Below it a value is what is left of a closed door: it says nothing of the level.
const CLOSED: f64 = 0.2;
/// Two occasions at one value are told apart by turns.
const ROUNDS: usize = 5;

impl Dated<'_> {
    /// Its beginning, with what was to come then.
    pub(super) fn first(self, n: usize) -> Self {
        Self { values: &self.values[..n], ..self }
    }

    /// What its occasions do; see [`Occasions::learn`].
    pub(super) fn learn(self, step: usize) -> Option<Lifts> {
        self.occasions.learn(self.values, step)
    }
}

impl Occasions {
    /// The numbers of the occasions of each value, first those of the past, then those to come.
    pub fn new(of: Vec<Vec<u16>>) -> Self {
        Self(of)
    }

    fn at(&self, place: usize) -> &[u16] {
        self.0.get(place).map_or(&[], Vec::as_slice)
    }

    /// What they do to a series whose neighbours in kind lie `step` values apart; none where they
    /// do nothing that can be told from chance.
    pub fn learn(&self, series: &[f64], step: usize) -> Option<Lifts> {
        let usual: Vec<Option<f64>> =
            (0..series.len()).map(|place| self.usual(series, place, step)).collect();
        let ratios: Vec<Option<f64>> = series
            .iter()
            .zip(&usual)
            .map(|(value, usual)| usual.map(|usual| (value / usual).max(0.0)))
            .collect();
        let spread = self.spread(&ratios)?;
        let known = self.effects(&ratios, spread);
        if known.iter().all(|lift| lift.factor == 1.0) {
            return None;
        }
        let factors = (0..self.0.len().max(series.len()))
            .map(|place| self.at(place).iter().map(|it| factor_of(&known, *it)).product());
        let factors = factors.collect();
        let known = known.into_iter().filter(|lift| lift.factor != 1.0).collect();
        Some(Lifts { known, factors, usual })
    }

    /// The middle one of ordinary neighbours.
    fn usual(&self, series: &[f64], place: usize, step: usize) -> Option<f64> {
        let before = (1..=NEIGHBOURS).filter_map(|nth| place.checked_sub(nth * step));
        let behind = (1..=NEIGHBOURS).map(|nth| place + nth * step);
        let mut values: Vec<f64> = before
            .chain(behind)
            .filter(|place| self.at(*place).is_empty())
            .filter_map(|place| series.get(place).copied())
            .collect();
        if values.len() < 2 {
            return None;
        }
        values.sort_unstable_by(f64::total_cmp);
        let middle = values.len() / 2;
        let middle = match values.len() % 2 {
            0 => f64::midpoint(values[middle - 1], values[middle]),
            _ => values[middle],
        };
        (middle > 0.0).then_some(middle)
    }

    /// How far ordinary values lie from what is usual, in squares; one far out does not count more.
    fn spread(&self, ratios: &[Option<f64>]) -> Option<f64> {
        let ordinary = ratios.iter().enumerate().filter(|(place, _)| self.at(*place).is_empty());
        let mut gaps: Vec<f64> =
            ordinary.filter_map(|(_, ratio)| Some((ratio.as_ref()? - 1.0).abs())).collect();
        if gaps.len() < ORDINARY_LEAST {
            return None;
        }
        gaps.sort_unstable_by(f64::total_cmp);
        // From the middle gap to the spread of a bell.
        Some((1.482_6 * gaps[gaps.len() / 2]).powi(2))
    }

    fn effects(&self, ratios: &[Option<f64>], spread: f64) -> Vec<Lift> {
        let mut numbers: Vec<u16> = (0..ratios.len()).flat_map(|at| self.at(at)).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let nothing = |occasion| Lift { occasion, times: 0, factor: 1.0 };
        let mut lifts: Vec<Lift> = numbers.into_iter().map(nothing).collect();
        for _ in 0..ROUNDS {
            for nth in 0..lifts.len() {
                lifts[nth] = self.effect(ratios, spread, &lifts, lifts[nth].occasion);
            }
        }
        lifts
    }

    /// What is left to one occasion when the others have done what they do.
    fn effect(&self, ratios: &[Option<f64>], spread: f64, lifts: &[Lift], own: u16) -> Lift {
        let seen = ratios.iter().enumerate().filter_map(|(place, ratio)| {
            let here = self.at(place);
            let others = here.iter().filter(|it| **it != own).map(|it| factor_of(lifts, *it));
            let others: f64 = others.product();
            (here.contains(&own) && others > CLOSED).then(|| Some(ratio.as_ref()? / others))?
        });
        let (times, sum) = seen.fold((0_usize, 0.0), |(n, sum), ratio| (n + 1, sum + ratio));
        let n = times as f64;
        let effect = sum / n - 1.0;
        let is_clear = times > 0 && effect.abs() > CLEAR * (spread / n).sqrt();
        let believed = n * PRIOR / (n * PRIOR + spread);
        Lift { occasion: own, times, factor: if is_clear { 1.0 + believed * effect } else { 1.0 } }
    }
}

fn factor_of(lifts: &[Lift], occasion: u16) -> f64 {
    lifts.iter().find(|lift| lift.occasion == occasion).map_or(1.0, |lift| lift.factor)
}

impl Lifts {
    /// By how much a value is multiplied; 1 where nothing happens.
    pub fn factor(&self, place: usize) -> f64 {
        self.factors.get(place).copied().unwrap_or(1.0)
    }

    /// The series as it would have been without its occasions.
    pub fn taken_off(&self, series: &[f64]) -> Vec<f64> {
        let value = |(place, value): (usize, &f64)| match (self.factor(place), self.usual[place]) {
            (factor, Some(usual)) if factor < CLOSED => usual,
            (factor, _) if factor < CLOSED => *value,
            (factor, _) => value / factor,
        };
        series.iter().enumerate().map(value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::Chance;

    /// Two years of days about 100 with a week's season, and what occasions make of them.
    fn drawn(noise: f64, factors: &[f64], days: impl Fn(usize) -> Vec<u16>) -> Vec<f64> {
        let mut chance = Chance::new(7);
        let value = |day: usize| {
            let season = [1.0, 1.1, 0.9, 1.0, 1.3, 1.6, 0.7][day % 7];
            let lift: f64 = days(day).iter().map(|it| factors[usize::from(*it)]).product();
            100.0 * season * lift * (1.0 + noise * chance.normals()[0])
        };
        (0..730).map(value).collect()
    }

    fn every_90_days(day: usize) -> Vec<u16> {
        match day % 90 {
            10 => vec![0],
            30 => vec![1],
            50 => vec![2],
            70 => vec![0, 1],
            _ => vec![],
        }
    }

    fn occasions(days: impl Fn(usize) -> Vec<u16>) -> Occasions {
        Occasions::new((0..760).map(days).collect())
    }

    #[test]
    fn known_effects_come_out_also_where_two_meet() {
        let factors = [2.0, 0.6, 1.0];
        let series = drawn(0.05, &factors, every_90_days);
        let lifts = occasions(every_90_days).learn(&series, 7).expect("they do something");
        let found: Vec<u16> = lifts.known.iter().map(|lift| lift.occasion).collect();
        assert_eq!(found, [0, 1], "{lifts:?}");
        for lift in &lifts.known {
            let truth = factors[usize::from(lift.occasion)];
            assert!((lift.factor / truth - 1.0).abs() < 0.04, "{lift:?}");
            assert_eq!(lift.times, 16);
        }
        assert!((lifts.factor(70) / 1.2 - 1.0).abs() < 0.06);
        assert_eq!(lifts.factor(71), 1.0);
    }

    #[test]
    fn a_series_that_jumps_anyway_hides_what_an_occasion_does() {
        let once = |day: usize| if day == 400 { vec![0] } else { vec![] };
        let series = drawn(0.5, &[1.4], once);
        assert_eq!(occasions(once).learn(&series, 7), None);
    }

    #[test]
    fn a_closed_door_leaves_the_level_where_it_was() {
        let closed = |day: usize| if day % 180 == 5 { vec![3] } else { vec![] };
        let series = drawn(0.05, &[1.0, 1.0, 1.0, 0.0], closed);
        let lifts = occasions(closed).learn(&series, 7).expect("it does something");
        assert!(lifts.factor(5) < 0.05, "{lifts:?}");
        let without = lifts.taken_off(&series);
        assert!(without.iter().all(|value| *value > 40.0), "a day is empty still");
        assert_eq!(series[100], without[100]);
    }

    #[test]
    fn odd_series_are_answered_or_not_at_all() {
        let days = |day: usize| if day % 9 == 0 { vec![1, 1, 2] } else { vec![] };
        for series in [vec![], vec![5.0], vec![0.0; 60], vec![-3.0; 60], vec![7.0; 60]] {
            assert_eq!(occasions(days).learn(&series, 7), None, "{series:?}");
        }
        let everywhere = Occasions::new(vec![vec![1]; 90]);
        assert_eq!(everywhere.learn(&[4.0; 60], 7), None);
    }
}
