//! What was learnt from what was bought: the parts, how they are weighed, how well they foretold.

use domain::RunId;
use serde::{Deserialize, Serialize};
use stats::taste::{AlsSettings, Bm25, Method, Settings, Taste, Trial, Weights, try_out};

use super::RecommendOptions;
use super::goods::Goods;
use crate::Vantage;

/// How many days are looked ahead unless told.
const WITHIN_USUAL: u32 = 30;
/// Days after which a sale counts half for what is popular.
const HALF_LIFE: f64 = 30.0;
/// One unit of hold for so many customers; found best on Online Retail, where 500 holds 3,974.
const CUSTOMERS_A_HOLD: f64 = 8.0;
const HOLD_LEAST: f64 = 10.0;
const HOLD_MOST: f64 = 500.0;

/// What a run keeps of what it found; the neighbours are learnt anew from the orders of the day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// How it is learnt.
    pub settings: Settings,
    /// How much each part counts.
    pub weights: Weights,
    /// What tells best of what is new to somebody.
    pub new_by: Method,
}

/// What was learnt.
pub struct Learnt {
    /// Where it was looked from.
    pub vantage: Vantage,
    /// The run in use that said how; none where the weights were sought this moment.
    pub run: Option<RunId>,
    /// What is sold, and who bought it.
    pub goods: Goods,
    /// How it was learnt and is weighed.
    pub recipe: Recipe,
    /// The parts.
    pub taste: Taste,
    /// How well they foretold days that they had not seen; none where a run had said so before, or
    /// where there are no such days.
    pub trial: Option<Tried>,
}

/// A trial, and the days that were foretold.
pub struct Tried {
    /// The number of the first day foretold.
    pub from: u32,
    /// How each way did.
    pub trial: Trial,
}

/// How it is learnt unless a run says otherwise.
fn settings(options: &RecommendOptions, goods: &Goods) -> Settings {
    let told = options.within.and_then(|days| u32::try_from(days.count()).ok());
    let usual = WITHIN_USUAL.min(goods.end / 4);
    let hold = goods.diaries.len() as f64 / CUSTOMERS_A_HOLD;
    Settings {
        within: told.unwrap_or(usual).max(1),
        half_life: HALF_LIFE,
        lambda: hold.clamp(HOLD_LEAST, HOLD_MOST),
        bm25: Bm25::default(),
        als: Some(AlsSettings::default()),
    }
}

/// What counts where nothing could be tried: what he bought most.
const UNTRIED: Weights =
    Weights { own: 1.0, again: 0.0, ease: 1e-3, together: 0.0, popular: 1e-6, als: 0.0 };

/// Tries the ways on the newest days, and learns from all; by a run's recipe nothing is tried.
pub fn learn(
    vantage: Vantage,
    goods: Goods,
    options: &RecommendOptions,
    by_run: Option<(RunId, Recipe)>,
) -> Learnt {
    let (run, recipe) = by_run.unzip();
    let settings = recipe.map_or_else(|| settings(options, &goods), |recipe| recipe.settings);
    let trial = match recipe {
        Some(_) => None,
        None => tried(&goods, settings),
    };
    let recipe = recipe.unwrap_or_else(|| recipe_of(settings, trial.as_ref()));
    let taste = Taste::learn(&goods.diaries, goods.end, recipe.settings);
    Learnt { vantage, run, goods, recipe, taste, trial }
}

/// What a trial says how to learn; what adds nothing is not learnt at all where that takes long.
fn recipe_of(settings: Settings, tried: Option<&Tried>) -> Recipe {
    let weights = tried.map_or(UNTRIED, |tried| tried.trial.weights);
    let new_by = tried.map_or(Method::Together, |tried| best_of_new(&tried.trial));
    let is_in = weights.als > 0.0 || new_by == Method::Als;
    Recipe {
        settings: Settings { als: settings.als.filter(|_| is_in), ..settings },
        weights,
        new_by,
    }
}

/// Foretells the newest days from those before them; none where nobody came in them or before.
fn tried(goods: &Goods, settings: Settings) -> Option<Tried> {
    let from = goods.end.checked_sub(settings.within).filter(|from| *from > 0)?;
    let taste = Taste::learn(&goods.diaries, from, settings);
    let trial = try_out(&taste, &goods.diaries);
    (!trial.gains.is_empty()).then_some(Tried { from, trial })
}

/// Which single way told best what was new; what goes together where none was measured.
fn best_of_new(trial: &Trial) -> Method {
    let ndcg = |method: &Method| {
        let tried = trial.tried.iter().find(|tried| tried.method == *method);
        tried.and_then(|tried| tried.new_at_10).map_or(0.0, |told| told.ndcg)
    };
    let ways = [Method::Als, Method::Popular, Method::Ease, Method::Together];
    ways.into_iter().max_by(|one, other| ndcg(one).total_cmp(&ndcg(other))).expect("four ways")
}
