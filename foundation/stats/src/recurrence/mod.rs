//! What comes again and again for a while, and then ceases without a word.
//!
//! Five models tell, from how often and when something came, whether it still lives and how often
//! it will come again. A fit never divides by nothing: where the data show nothing that ceases, it
//! says so, and its predictions are those of the model without an end. Start at `fit.rs`.

mod ahead;
mod checks;
mod fit;
mod likelihood;
mod model;
mod problem;

pub use ahead::{
    Estimate, Horizon, Outlook, alive_over_time, expected_from_start, given, log_likelihood,
    outlook,
};
pub use checks::{frequencies, tracked};
pub use fit::{Fit, Prior, Search, fit};
pub use model::{History, Model};
