//! What the revenue bridge shows; the bridge itself is `crate::revenue`.

mod grr;
mod nrr;

pub use grr::GRR;
pub use nrr::NRR;
