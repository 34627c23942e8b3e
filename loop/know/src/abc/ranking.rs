//! From values to classes: the most valuable first, cut by what they bring together.

use super::values::{Item, Plan};
use super::{AbcOptions, Class, Steadiness};

/// One customer or product with its classes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Place by value, from 1.
    pub rank: u64,
    /// Its value and how much it varies.
    pub item: Item,
    /// Its share of the value.
    pub share: f64,
    /// The share of the value that it and all before it bring.
    pub cumulative_share: f64,
    /// Class by value.
    pub class: Class,
    /// Class by steadiness.
    pub steadiness: Steadiness,
}

/// How many there are and what they bring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub n: u64,
    /// Their value.
    pub value: i64,
    /// Their value without losses; shares are made of it.
    pub gain: i64,
}

impl Tally {
    fn see(&mut self, value: i64) {
        self.add(Self { n: 1, value, gain: value.max(0) });
    }

    fn add(&mut self, other: Self) {
        self.n += other.n;
        self.value += other.value;
        self.gain += other.gain;
    }
}

/// How many bring which share, from the most valuable on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// So many of the most valuable.
    pub n: u64,
    /// What they bring, without losses.
    pub gain: i64,
}

/// All of them in classes.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// All together.
    pub total: Tally,
    /// By class and steadiness, in the order of both lists.
    pub matrix: [[Tally; Steadiness::ALL.len()]; Class::ALL.len()],
    /// What the first, the first five and the first ten bring.
    pub tops: Vec<Reached>,
    /// At most a hundred steps from nobody to all.
    pub curve: Vec<Reached>,
    /// Those that were asked for, as many as were asked for.
    pub listed: Vec<Judged>,
    /// How many there are of those that were asked for.
    pub n_matching: u64,
}

/// So many of the most valuable a shop is asked how much it depends on.
const TOPS: [u64; 3] = [1, 5, 10];

/// Steps of the curve; more cannot be told apart on a screen.
const STEPS: u64 = 100;

impl Ranking {
    /// Sorts and judges.
    ///
    /// Of equal values the one that came first stands first, so that the answer depends on what
    /// happened and not on the order in which it was heard of.
    pub fn of(mut items: Vec<Item>, options: &AbcOptions, plan: &Plan) -> Self {
        items.sort_unstable_by(|one, other| {
            let came_first = || (one.first_at, one.no).cmp(&(other.first_at, other.no));
            other.value.cmp(&one.value).then_with(came_first)
        });
        let mut ranking = Self::default();
        items.iter().for_each(|item| ranking.total.see(item.value));
        let total = ranking.total;
        let mut steps = steps(total.n).into_iter().peekable();
        let mut reached = Reached { n: 0, gain: 0 };
        ranking.curve.push(reached);
        for item in items {
            reached = Reached { n: reached.n + 1, gain: reached.gain + item.value.max(0) };
            ranking.count(&judged(item, reached, total.gain, options, plan), options);
            if TOPS.contains(&reached.n) {
                ranking.tops.push(reached);
            }
            if steps.next_if_eq(&reached.n).is_some() {
                ranking.curve.push(reached);
            }
        }
        // A shop of three depends on its first ten as on its three.
        let missing = TOPS.iter().skip(ranking.tops.len());
        ranking.tops.extend(missing.map(|&n| Reached { n, ..reached }));
        ranking
    }

    fn count(&mut self, judged: &Judged, options: &AbcOptions) {
        self.matrix[judged.class as usize][judged.steadiness as usize].see(judged.item.value);
        let is_asked = options.class.is_none_or(|class| class == judged.class)
            && options.xyz.is_none_or(|xyz| xyz == judged.steadiness);
        if !is_asked {
            return;
        }
        self.n_matching += 1;
        let limit = options.limit.map_or(usize::MAX, |limit| limit as usize);
        if self.listed.len() < limit {
            self.listed.push(*judged);
        }
    }

    /// Everybody of a class.
    pub fn of_class(&self, class: Class) -> Tally {
        let mut tally = Tally::default();
        self.matrix[class as usize].iter().for_each(|cell| tally.add(*cell));
        tally
    }

    /// Everybody who is so steady.
    pub fn of_steadiness(&self, steadiness: Steadiness) -> Tally {
        let mut tally = Tally::default();
        self.matrix.iter().for_each(|row| tally.add(row[steadiness as usize]));
        tally
    }

    /// What part of the value this is; no answer when nothing brings anything.
    pub fn share(&self, gain: i64) -> Option<f64> {
        (self.total.gain > 0).then(|| part(gain, self.total.gain))
    }
}

/// After so many the curve has a point, each once.
fn steps(n: u64) -> Vec<u64> {
    let mut steps: Vec<u64> = (1..=STEPS).map(|step| (step * n).div_ceil(STEPS)).collect();
    steps.dedup();
    steps
}

fn part(gain: i64, whole: i64) -> f64 {
    gain as f64 / whole as f64
}

fn judged(item: Item, reached: Reached, whole: i64, options: &AbcOptions, plan: &Plan) -> Judged {
    let (share, cumulative_share) = match whole {
        0 => (0.0, 0.0),
        _ => (part(item.value.max(0), whole), part(reached.gain, whole)),
    };
    let class = match cumulative_share {
        _ if item.value <= 0 => Class::C,
        share if share <= options.a_share.number() => Class::A,
        share if share <= options.b_share.number() => Class::B,
        _ => Class::C,
    };
    let steadiness = match item.variation {
        _ if plan.is_new(item.first_at) => Steadiness::N,
        variation if variation < options.x_limit.number() => Steadiness::X,
        variation if variation <= options.y_limit.number() => Steadiness::Y,
        _ => Steadiness::Z,
    };
    Judged { rank: reached.n, item, share, cumulative_share, class, steadiness }
}
