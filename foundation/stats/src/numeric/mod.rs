//! The tools of the models: maximum, curve, matrix, integral. They know nothing but functions.

mod chance;
mod chebyshev;
mod dense;
mod descent;
mod integral;
mod matrix;
mod maximum;
mod symmetric;

pub(crate) use chance::Chance;
pub(crate) use chebyshev::Chebyshev;
pub(crate) use dense::Dense;
pub(crate) use descent::descend;
pub(crate) use integral::{integral, integrals, scaled_exponential_integral};
pub(crate) use matrix::{Square, inverse};
pub(crate) use maximum::{Bounds, Maximum, Slope, information, maximise};
pub(crate) use symmetric::Symmetric;

/// The most parameters that a model of ours has.
pub(crate) const MAX: usize = 4;
/// A vector of parameters, or one number for each; those beyond a model's own are 0.
pub(crate) type Vector = [f64; MAX];
