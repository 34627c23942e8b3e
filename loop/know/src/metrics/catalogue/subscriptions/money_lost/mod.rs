//! Monthly revenue that was lost, by both families of formulas.

mod gross;
mod gross_daily;
mod net;
mod net_daily;

pub use gross::GROSS_MRR_CHURN;
pub use gross_daily::GROSS_MRR_CHURN_DAILY;
pub use net::NET_MRR_CHURN;
pub use net_daily::NET_MRR_CHURN_DAILY;
