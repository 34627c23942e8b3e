//! Finding the parameters under which what was seen is most likely.

use super::model::{History, Model, Row, from_logs, merged};
use super::problem::{Problem, Usual};
use crate::numeric::{MAX, Vector, inverse};

/// A model fitted to histories.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The model.
    pub model: Model,
    /// Its parameters, in the order of [`Model::parameters`]; those beyond its own are 0.
    pub parameters: [f64; MAX],
    /// The standard errors of the parameters, from the observed information; nothing where the
    /// data leave a direction flat.
    pub errors: Option<[f64; MAX]>,
    /// The log-likelihood, without constants that do not depend on parameters.
    pub log_likelihood: f64,
    /// How the search went.
    pub search: Search,
    /// The covariance of the logs of the parameters, from which intervals are made.
    pub covariance: Option<[[f64; MAX]; MAX]>,
}

/// How the search for the parameters went: what a person must know to trust them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Search {
    /// How many histories there were.
    pub n_histories: u64,
    /// How many of them differ.
    pub n_distinct: u64,
    /// The steps over all rows, after those over a sample where there was one.
    pub n_steps: u32,
    /// The places from which the search set out.
    pub n_starts: u32,
    /// From how many of them it came to the same height, within a hundredth.
    pub n_agreeing: u32,
    /// The largest slope in the log of a parameter at the end, for one history on average.
    pub slope_mean: f64,
    /// Whether no step promises a gain that matters.
    pub is_converged: bool,
    /// Whether the data show nothing that ceases: then the fit is the NBD in other clothes.
    pub is_without_end: bool,
    /// Whether a prior held the parameters near what is usual.
    pub is_regularised: bool,
}

/// Whether parameters are held near what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prior {
    /// The data alone decide.
    None,
    /// The log of each parameter is normal around a usual value with deviation 1: for few data.
    Usual,
}

/// A model that ceases must be more likely than one that does not by this, to be believed.
const GAIN_OF_AN_END: f64 = 1e-2;

/// Fits a model by maximum likelihood; nothing when there is nothing to learn from: no history, no
/// time that passed, or nothing that ever came again.
///
/// Equal histories are merged. The search sets out from several places and reports how many of
/// them met; with many rows it does so over an even sample, and the last steps are over all. The
/// errors are from the observed information at the end.
pub fn fit(model: Model, histories: &[History], prior: Prior) -> Option<Fit> {
    let rows = merged(histories);
    let usual = Usual::of(&rows)?;
    let problem = Problem::of(model, &rows, &usual, prior);
    let (nbd, gain) = without_end(model, &rows, &usual, prior);
    let mut starts = usual.starts(model, nbd);
    starts.extend(usual.starts(model, usual.rate));
    let mut solved = problem.solve(&starts);
    let is_without_end = problem.plain(&solved.found.at).value < gain + GAIN_OF_AN_END;
    let n_free = if is_without_end && prior == Prior::None { 2 } else { model.n_parameters() };
    let covariance = inverse(&problem.information(&solved.found), n_free);
    if let Some(covariance) = &covariance {
        problem.polish(&mut solved.found, covariance);
    }
    let (found, parameters) = (solved.found, from_logs(&solved.found.at, model.n_parameters()));
    let steepest = found.slope.slope.iter().fold(0.0_f64, |most, one| most.max(one.abs()));
    let search = Search {
        n_histories: histories.len() as u64,
        n_distinct: rows.len() as u64,
        n_steps: found.n_steps,
        n_starts: starts.len() as u32,
        n_agreeing: solved.n_agreeing,
        slope_mean: steepest / histories.len() as f64,
        is_converged: found.is_converged,
        is_without_end,
        is_regularised: prior == Prior::Usual,
    };
    let errors = covariance
        .map(|matrix| std::array::from_fn(|i| parameters[i] * matrix[i][i].max(0.0).sqrt()));
    let log_likelihood = problem.plain(&found.at).value;
    Some(Fit { model, parameters, errors, log_likelihood, search, covariance })
}

/// The logs of r and α of what never ceases, and how likely it makes the rows: from there a model
/// that ceases sets out, and this is what it has to beat.
fn without_end(model: Model, rows: &[Row], usual: &Usual, prior: Prior) -> ([f64; 2], f64) {
    if matches!(model, Model::Nbd | Model::BgBb) {
        return (usual.rate, f64::NEG_INFINITY);
    }
    let problem = Problem::of(Model::Nbd, rows, usual, prior);
    let solved = problem.solve(&usual.starts(Model::Nbd, usual.rate));
    let at = solved.found.at;
    ([at[0], at[1]], problem.plain(&at).value)
}

impl Fit {
    pub(crate) fn given(model: Model, parameters: Vector) -> Self {
        let search = Search::default();
        let log_likelihood = f64::NAN;
        Self { model, parameters, errors: None, log_likelihood, search, covariance: None }
    }
}
