//! The models against days that they had not seen, and which of them is shipped.

use serde::Serialize;
use stats::Sample;
use stats::learning::{
    Bin, BoostingSettings, Examples, Learnt, Lift, Score, TreeSettings, Way, bins, learn, lifts,
    score,
};

use super::features::{Feature, N_FEATURES};
use super::options::Model;

/// Coefficients are held a little, as if by one customer each: with few customers a feature that
/// all leavers happen to share would else count without bound.
const RIDGE: f64 = 1.0;
/// A gain below this share of the best log-loss is nothing a shop would notice.
const NOTICED: f64 = 0.01;
/// The plot of told against came has as many points as it can carry.
const N_BINS: usize = 10;

/// How one model did.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Which.
    pub model: Model,
    /// How well it told.
    pub score: Score,
    /// How much more often than of all somebody left of the tenth with the highest chances.
    pub lift: Option<f64>,
    /// How much more it lost than the best, in log-loss, and where that lies at 95 %.
    pub behind: f64,
    /// Whether chance alone may have put it behind the best, or by too little to notice.
    pub is_level: bool,
    chances: Vec<f64>,
}

/// All models on the days that were held back.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// Each of them, the simplest first.
    pub tried: Vec<Tried>,
    /// How well the days since the last order tell on their own.
    pub recency_auc: f64,
    /// The model that is shipped.
    pub chosen: Model,
    /// Told against came for that model, the lowest chances first.
    pub bins: Vec<Bin>,
    /// What comes of writing to the first tenth, to two tenths, … by that model.
    pub lifts: Vec<Lift>,
    /// The mean chance that it told.
    pub told: f64,
}

/// How each model is learnt.
pub fn way(model: Model, n: usize) -> Way {
    match model {
        Model::Simplest | Model::Logistic => Way::Logistic(RIDGE),
        Model::Tree => {
            let leaf_least = (n / 100).clamp(10, 5_000);
            Way::Tree(TreeSettings { leaf_least, ..TreeSettings::default() })
        }
        Model::Boosting => Way::Boosting(BoostingSettings::default()),
    }
}

/// Learns in one way.
pub fn learnt(model: Model, examples: &Examples) -> Option<Learnt> {
    learn(&way(model, examples.len()), examples)
}

impl Trial {
    /// Learns from the past and tells the days held back; none when either knows one answer only.
    pub fn of(asked: Model, past: &Examples, held: &Examples) -> Option<Self> {
        let tell = |model: Model| {
            let learnt = learnt(model, past)?;
            let chances: Vec<f64> = held.rows().map(|row| learnt.chance(row)).collect();
            let score = score(&chances, &held.answers)?;
            let lift = lifts(&chances, &held.answers).first().map(|lift| lift.lift);
            Some(Tried { model, score, lift, behind: 0.0, is_level: true, chances })
        };
        let mut tried: Vec<Tried> = Model::WAYS.into_iter().filter_map(tell).collect();
        compare(&mut tried, &held.answers);
        let simplest = tried.iter().find(|it| it.is_level)?.model;
        let chosen = if asked == Model::Simplest { simplest } else { asked };
        let told = &tried.iter().find(|it| it.model == chosen)?.chances;
        Some(Self {
            bins: bins(told, &held.answers, N_BINS),
            lifts: lifts(told, &held.answers),
            told: told.iter().sum::<f64>() / told.len() as f64,
            recency_auc: recency_auc(held)?,
            chosen,
            tried,
        })
    }

    /// The shipped model among those that were tried.
    pub fn shipped(&self) -> Option<&Tried> {
        self.tried.iter().find(|it| it.model == self.chosen)
    }
}

/// Says of each how far behind the best it is: customer by customer, because all told the same
/// customers and what was hard for one was hard for all.
fn compare(tried: &mut [Tried], answers: &[bool]) {
    let losses = |tried: &Tried| -> Vec<f64> {
        let given = tried.chances.iter().zip(answers);
        given.map(|(chance, left)| -(if *left { *chance } else { 1.0 - chance }).ln()).collect()
    };
    let best = tried.iter().min_by(|a, b| a.score.log_loss.total_cmp(&b.score.log_loss));
    let Some((of_best, least)) = best.map(|best| (losses(best), best.score.log_loss)) else {
        return;
    };
    for one in tried {
        let mut off = Sample::default();
        losses(one).iter().zip(&of_best).for_each(|(mine, best)| off.see(mine - best));
        let error = off.variance().map_or(0.0, |variance| (variance / off.n as f64).sqrt());
        one.behind = off.mean().unwrap_or(0.0);
        one.is_level = one.behind <= stats::Z95 * error || one.behind <= NOTICED * least;
    }
}

fn recency_auc(held: &Examples) -> Option<f64> {
    let recency: Vec<f64> = held.rows().map(|row| row[Feature::Recency as usize]).collect();
    Some(score(&recency, &held.answers)?.auc)
}

/// What one feature does in a model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingWeight)]
pub struct Weight {
    /// Which.
    pub feature: Feature,
    /// How much the log-odds of leaving grow when it is one spread higher; of a regression only.
    pub weight: Option<f64>,
    /// Lower bound of that, at 95 %.
    pub low: Option<f64>,
    /// Upper bound of that, at 95 %.
    pub high: Option<f64>,
    /// Its part in what the model tells apart, 0…1.
    pub part: f64,
}

/// What each feature does in a model, the one that tells most first.
pub fn weights(learnt: &Learnt) -> Vec<Weight> {
    let mut parts = [0.0; N_FEATURES];
    let mut weights: Vec<Option<(f64, f64)>> = vec![None; N_FEATURES];
    match learnt {
        Learnt::Logistic(fit) => {
            for nth in 0..N_FEATURES {
                let spread = fit.spreads[nth];
                let weight = fit.coefficients[nth] * spread;
                let error = fit.errors.as_ref().map(|errors| errors[nth + 1] * spread);
                parts[nth] = weight.abs();
                weights[nth] = error.filter(|_| spread > 0.0).map(|error| (weight, error));
            }
        }
        Learnt::Tree(tree) => gains(std::slice::from_ref(tree), &mut parts),
        Learnt::Boosting(boosted) => gains(&boosted.trees, &mut parts),
    }
    let whole: f64 = parts.iter().sum();
    let told = |(nth, feature): (usize, Feature)| {
        let weight = weights[nth];
        let bound = |sign: f64| weight.map(|(weight, error)| weight + sign * stats::Z95 * error);
        Weight {
            feature,
            weight: weight.map(|it| it.0),
            low: bound(-1.0),
            high: bound(1.0),
            part: if whole > 0.0 { parts[nth] / whole } else { 0.0 },
        }
    };
    let mut told: Vec<Weight> = Feature::ALL.into_iter().enumerate().map(told).collect();
    told.sort_by(|one, other| other.part.total_cmp(&one.part));
    told
}

fn gains(trees: &[stats::learning::Tree], parts: &mut [f64; N_FEATURES]) {
    for split in trees.iter().flat_map(|tree| &tree.nodes).filter_map(|node| node.split.as_ref()) {
        parts[split.feature] += split.gain;
    }
}
