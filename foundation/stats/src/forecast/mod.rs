//! What a series of numbers will be, with how far that is to be trusted.
//!
//! Several ways to tell the future stand behind one door, [`fit`]; [`Trial::of`] tries them on ends
//! of the series that were held back, beside the judge who only repeats the last season, and says
//! which is taken. Intervals are played: the fitted way walks
//! on with errors like those it made, so that sums over steps have intervals too.

mod arima;
mod bands;
mod ets;
mod fitted;
mod line;
mod measures;
mod naive;
mod occasions;
#[cfg(test)]
mod odd;
mod seasons;
mod theta;
mod trial;

pub use arima::{Arima, Order};
pub use bands::{Ahead, Step, Wanted};
pub use ets::{Ets, Form, Trend};
pub use fitted::{Fitted, Way, fit, fit_with};
pub use measures::{Measured, mase, smape};
pub use naive::SeasonalNaive;
pub use occasions::{Dated, Lift, Occasions};
pub use seasons::{Kind, Season};
pub use theta::Theta;
pub use trial::{Cut, Plan, Trial, Tried};

/// How long somebody is willing to wait; asked between one fit and the next.
#[derive(Clone, Copy)]
pub struct Patience<'a> {
    lasts: &'a dyn Fn() -> bool,
}

impl<'a> Patience<'a> {
    /// Waits as long as `lasts` answers yes.
    pub fn while_it(lasts: &'a dyn Fn() -> bool) -> Self {
        Self { lasts }
    }

    /// Waits to the end.
    pub fn endless() -> Patience<'static> {
        Patience { lasts: &|| true }
    }

    /// Whether to go on.
    pub fn lasts(&self) -> bool {
        (self.lasts)()
    }
}

impl std::fmt::Debug for Patience<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Patience")
    }
}

/// What squares are divided by: as many as there are, less the numbers that were sought in them.
fn mended_n(n: usize, n_sought: usize) -> f64 {
    n.saturating_sub(n_sought).max(1) as f64
}
