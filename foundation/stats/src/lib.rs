//! Mathematics of counting people. It knows numbers and has never heard of a customer.

pub mod clusters;
mod correlation;
pub mod forecast;
pub mod learning;
mod numeric;
mod proportion;
mod quantile;
pub mod recurrence;
mod sample;
mod spend;
mod survival;
pub mod taste;
mod variation;

pub use correlation::correlation;
pub use proportion::{Interval, wilson, wilson_difference};
pub use quantile::{Histogram, median};
pub use sample::{Difference, Sample, sample_ratio_p, welch};
pub use spend::{Size, SizeFit, fit_sizes};
pub use survival::{CurvePoint, kaplan_meier};
pub use variation::coefficient_of_variation;

/// The two-sided 95 % point of the normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;
