//! All that was learnt from diaries, put together to one score.

use serde::{Deserialize, Serialize};

use super::{
    Again, Als, AlsSettings, Before, Bm25, Diaries, Ease, Rhythms, Telling, Together, Told,
};
use super::{before, ranked};

/// How it is learnt.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How many days are looked ahead.
    pub within: u32,
    /// Days after which a taking counts half for what is popular.
    pub half_life: f64,
    /// How far EASE is held.
    pub lambda: f64,
    /// How things taken together are weighed.
    pub bm25: Bm25,
    /// How hidden tastes are sought; none where they add nothing, so that nobody waits for them.
    #[serde(default)]
    pub als: Option<AlsSettings>,
}

/// How much each part counts in the score of a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// How often he took it; what he took most is 1.
    pub own: f64,
    /// The chance that it is taken again.
    pub again: f64,
    /// What EASE says.
    pub ease: f64,
    /// What BM25 says of what is taken together; the nearest of all is 1.
    pub together: f64,
    /// How popular it is these days; the most popular is 1.
    pub popular: f64,
    /// What hidden tastes say of it; what they say most of is 1.
    #[serde(default)]
    pub als: f64,
}

/// So much of popularity parts equals and moves nothing else.
const A_HAIR: f64 = 1e-6;

/// A way to rank things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// What he took most often; of equals the more popular.
    OwnFrequency,
    /// The chance that he takes it again now.
    Again,
    /// What EASE says.
    Ease,
    /// What is taken together with what he took, by BM25.
    Together,
    /// What is popular these days.
    Popular,
    /// What meets the hidden tastes of who took what he took.
    Als,
    /// All of them, weighed.
    Blend,
}

impl Method {
    /// The ways that stand for themselves, the simplest first.
    pub const SINGLE: [Self; 6] =
        [Self::OwnFrequency, Self::Again, Self::Ease, Self::Together, Self::Popular, Self::Als];

    fn weights(self, blend: Weights) -> Weights {
        let none = Weights::default();
        match self {
            Self::OwnFrequency => Weights { own: 1.0, popular: A_HAIR, ..none },
            Self::Again => Weights { again: 1.0, popular: A_HAIR, ..none },
            Self::Ease => Weights { ease: 1.0, ..none },
            Self::Together => Weights { together: 1.0, ..none },
            Self::Popular => Weights { popular: 1.0, ..none },
            Self::Als => Weights { als: 1.0, ..none },
            Self::Blend => blend,
        }
    }
}

/// All that was learnt from diaries before a day.
#[derive(Clone, Debug)]
pub struct Taste {
    /// How it was learnt.
    pub settings: Settings,
    /// The first day that was not seen.
    pub now: u32,
    /// How soon things are taken again.
    pub rhythms: Rhythms,
    /// What is taken again; none where there was too little to learn it from.
    pub again: Option<Again>,
    /// What speaks for what; none where its hold is not above 0.
    pub ease: Option<Ease>,
    /// What goes with what.
    pub together: Together,
    /// What meets hidden tastes; none where they are not asked for.
    pub als: Option<Als>,
    /// How popular each thing is these days; the most popular is 1.
    pub popular: Vec<f64>,
}

/// What each part says of the things, for one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// What he took before, and the chance that he takes it again; in the order of things.
    pub again: Vec<(Before, f64)>,
    /// What goes with what he took before.
    pub near: Near,
}

/// What each part that knows what goes with what says of each thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// What EASE says.
    pub ease: Vec<f64>,
    /// What BM25 says; the nearest is 1.
    pub together: Vec<f64>,
    /// What hidden tastes say; what they say most of is 1.
    pub als: Vec<f64>,
}

impl Taste {
    /// Learns from what was taken before a day.
    pub fn learn(diaries: &Diaries, now: u32, settings: Settings) -> Self {
        let known = diaries.before(now);
        let baskets = known.baskets();
        Self {
            settings,
            now,
            rhythms: Rhythms::of(&known, now),
            again: Again::learn(&known, now, settings.within),
            ease: Ease::of(&baskets, settings.lambda),
            together: Together::of(&baskets, settings.bm25),
            als: settings.als.and_then(|als| Als::of(&baskets, als)),
            popular: of_most(known.popularity(now, settings.half_life)),
        }
    }

    /// What each part says, for somebody with this diary on a day.
    pub fn parts(&self, diary: &[super::Entry], now: u32) -> Parts {
        let again = match &self.again {
            Some(again) => again.chances(diary, &self.rhythms, now),
            None => before(diary, &self.rhythms, now).map(|it| (it, by_count(&it))).collect(),
        };
        let things: Vec<u32> = again.iter().map(|(before, _)| before.thing).collect();
        Parts { again, near: self.near(&things) }
    }

    /// What goes with these.
    pub fn near(&self, things: &[u32]) -> Near {
        let nothing = || vec![0.0; self.popular.len()];
        let (mut ease, mut together, mut als) = (nothing(), nothing(), nothing());
        if let Some(learnt) = &self.ease {
            learnt.score(things, &mut ease);
        }
        self.together.score(things, &mut together);
        if let Some(learnt) = &self.als {
            learnt.score(things, &mut als);
        }
        Near { ease, together: of_most(together), als: of_most(als) }
    }

    /// The score of each thing.
    pub fn scores(&self, parts: &Parts, method: Method, blend: Weights) -> Vec<f64> {
        let weights = method.weights(blend);
        let Near { ease, together, als } = &parts.near;
        let others = ease.iter().zip(together).zip(als).zip(&self.popular);
        let mut scores: Vec<f64> = others
            .map(|(((ease, together), als), popular)| {
                weights.ease * ease
                    + weights.together * together
                    + weights.als * als
                    + weights.popular * popular
            })
            .collect();
        let most = parts.again.iter().map(|(before, _)| before.n_days).max().unwrap_or(1);
        for (before, chance) in &parts.again {
            let often = f64::from(before.n_days) / f64::from(most);
            scores[before.thing as usize] += weights.own * often + weights.again * chance;
        }
        scores
    }
}

/// Stands for a chance where none could be learnt: above others by how often it was taken.
fn by_count(before: &Before) -> f64 {
    let n_days = f64::from(before.n_days);
    n_days / (n_days + 5.0)
}

/// Numbers by their largest.
fn of_most(mut numbers: Vec<f64>) -> Vec<f64> {
    let most = numbers.iter().fold(0.0_f64, |most, one| most.max(*one));
    if most > 0.0 {
        numbers.iter_mut().for_each(|number| *number /= most);
    }
    numbers
}

/// How well a way foretold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// The way.
    pub method: Method,
    /// Everything that was taken, among the first ten; none where nobody took anything.
    pub at_10: Option<Told>,
    /// The same among the first twenty.
    pub at_20: Option<Told>,
    /// Only what he had never taken before, among the first ten.
    pub new_at_10: Option<Told>,
}

/// What came of trying the ways on days that none of them had seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The weights that told best on every second person.
    pub weights: Weights,
    /// How each way told of the other persons, on whom nothing was chosen; the blend last.
    pub tried: Vec<Tried>,
    /// Of each of these persons, how much better the blend told than own frequency (nDCG at 10).
    pub gains: Vec<f64>,
}

/// More people are not tried, so that a trial takes seconds; chosen by their places.
const TRIED_MOST: usize = 4_000;

/// Somebody who took something in the days that are foretold.
struct Person {
    parts: Parts,
    known: Vec<u32>,
    taken: Vec<u32>,
}

/// Tries every way on what was taken from the day on at which a taste ends.
///
/// The weights are sought on every second person and measured on the others.
pub fn try_out(taste: &Taste, diaries: &Diaries) -> Trial {
    let until = taste.now.saturating_add(taste.settings.within);
    let came: Vec<(usize, Vec<u32>)> = (0..diaries.len())
        .map(|nth| (nth, diaries.taken(nth, taste.now, until)))
        .filter(|(nth, taken)| {
            !taken.is_empty() && diaries.of(*nth).iter().any(|it| it.day < taste.now)
        })
        .collect();
    let step = came.len().div_ceil(TRIED_MOST).max(1);
    let people: Vec<Person> = came
        .into_iter()
        .step_by(step)
        .map(|(nth, taken)| {
            let parts = taste.parts(diaries.of(nth), taste.now);
            let known = parts.again.iter().map(|(before, _)| before.thing).collect();
            Person { parts, known, taken }
        })
        .collect();
    let weights = chosen(taste, people.iter().step_by(2));
    let held_back = || people.iter().skip(1).step_by(2);
    let ways = Method::SINGLE.into_iter().chain([Method::Blend]);
    let tellings: Vec<(Method, [Telling; 3])> =
        ways.map(|method| (method, tell(taste, method, weights, held_back()))).collect();
    let ndcgs = |method| {
        let found = tellings.iter().find(|(it, _)| *it == method);
        found.map_or(&[][..], |(_, tellings)| tellings[0].ndcgs())
    };
    let pairs = ndcgs(Method::Blend).iter().zip(ndcgs(Method::OwnFrequency));
    let gains = pairs.map(|(blend, own)| blend - own).collect();
    let tried = tellings.iter().map(|(method, [at_10, at_20, new_at_10])| Tried {
        method: *method,
        at_10: at_10.told(),
        at_20: at_20.told(),
        new_at_10: new_at_10.told(),
    });
    Trial { weights, tried: tried.collect(), gains }
}

fn tell<'p>(
    taste: &Taste,
    method: Method,
    blend: Weights,
    people: impl Iterator<Item = &'p Person>,
) -> [Telling; 3] {
    let mut tellings = [10, 20, 10].map(|k| Telling::new(k, taste.popular.len()));
    for person in people {
        let scores = taste.scores(&person.parts, method, blend);
        let all = ranked(&scores, &[], 20);
        tellings[0].see(&all, &person.taken);
        tellings[1].see(&all, &person.taken);
        let is_new = |thing: &&u32| person.known.binary_search(thing).is_err();
        let new: Vec<u32> = person.taken.iter().filter(is_new).copied().collect();
        if !new.is_empty() {
            tellings[2].see(&ranked(&scores, &person.known, 10), &new);
        }
    }
    tellings
}

/// What is new to him is told by EASE wherever nothing else speaks for it.
const EASE_LEAST: f64 = 1e-3;

/// The weights that rank best what these people took: what he took himself, by its frequency or by
/// its chance, and then the other parts, sought one after the other. A part that adds nothing stays
/// where it was, and without anybody what he took most counts.
fn chosen<'p>(taste: &Taste, people: impl Iterator<Item = &'p Person> + Clone) -> Weights {
    let ndcg = |weights: Weights| {
        let mut telling = Telling::new(10, taste.popular.len());
        for person in people.clone() {
            let scores = taste.scores(&person.parts, Method::Blend, weights);
            telling.see(&ranked(&scores, &[], 10), &person.taken);
        }
        telling.told().map_or(0.0, |told| told.ndcg)
    };
    let start = Weights { ease: EASE_LEAST, popular: A_HAIR, ..Weights::default() };
    let mut best = Weights { own: 1.0, ..start };
    let mut most = ndcg(best);
    let again = |size: &f64| Weights { again: *size, ..start };
    let ease = |best: Weights, size: &f64| Weights { ease: *size, ..best };
    let together = |best: Weights, size: &f64| Weights { together: *size, ..best };
    let als = |best: Weights, size: &f64| Weights { als: *size, ..best };
    let popular = |best: Weights, size: &f64| Weights { popular: *size, ..best };
    let mut seek = |tried: Vec<Weights>| {
        for weights in tried {
            let found = ndcg(weights);
            if found > most {
                (best, most) = (weights, found);
            }
        }
        best
    };
    let best = seek([1.0].iter().map(again).collect());
    let best = seek([0.05, 0.1, 0.2, 0.4, 0.8].iter().map(|size| ease(best, size)).collect());
    let best = seek([0.02, 0.05, 0.1, 0.2].iter().map(|size| together(best, size)).collect());
    let best = seek([0.02, 0.05, 0.1, 0.2].iter().map(|size| als(best, size)).collect());
    seek([0.02, 0.05, 0.1, 0.2].iter().map(|size| popular(best, size)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taste::Entry;

    fn settings() -> Settings {
        Settings { within: 10, half_life: 30.0, lambda: 5.0, bm25: Bm25::default(), als: None }
    }

    /// Everybody takes a thing of his own every ten days, and what his neighbours take once.
    fn regulars() -> Diaries {
        let mut diaries = Diaries::new(20);
        for person in 0..200 {
            let own = (person % 10..120).step_by(10).map(|day| Entry { thing: person % 20, day });
            diaries.add(own.chain([Entry { thing: (person + 1) % 20, day: person % 100 }]));
        }
        diaries
    }

    #[test]
    fn what_is_taken_again_and_again_is_foretold_by_all_who_know_it() {
        let diaries = regulars();
        let taste = Taste::learn(&diaries, 110, settings());
        let trial = try_out(&taste, &diaries);
        let ndcg = |method| {
            let tried = trial.tried.iter().find(|it| it.method == method).expect("tried");
            tried.at_10.expect("everybody came").ndcg
        };
        assert!(ndcg(Method::OwnFrequency) > 0.99 && ndcg(Method::Blend) > 0.99, "{trial:?}");
        assert!(ndcg(Method::Popular) < 0.5, "{trial:?}");
        assert_eq!(trial.gains.len(), 100);
    }

    #[test]
    fn nobody_and_nothing_give_scores_of_nothing_and_no_figures() {
        let nothing = Diaries::new(0);
        let taste = Taste::learn(&nothing, 5, settings());
        let trial = try_out(&taste, &nothing);
        assert!(trial.gains.is_empty() && trial.tried.iter().all(|it| it.at_10.is_none()));
        let parts = taste.parts(&[], 5);
        assert!(taste.scores(&parts, Method::Blend, trial.weights).is_empty());
        let mut silent = Diaries::new(2);
        silent.add([]);
        let taste = Taste::learn(&silent, 5, Settings { lambda: 0.0, ..settings() });
        let scores = taste.scores(&taste.parts(&[], 9), Method::Blend, Weights::default());
        assert_eq!(scores, [0.0, 0.0]);
    }
}
