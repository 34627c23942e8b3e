//! What is left of the revenue once the goods are paid for.

mod cost_coverage;
mod gross_margin;
mod gross_profit;
mod profit_per_buyer;

pub use cost_coverage::COST_COVERAGE;
pub use gross_margin::GROSS_MARGIN;
pub use gross_profit::GROSS_PROFIT;
pub use profit_per_buyer::PROFIT_PER_BUYER;

use crate::Wording;

/// Why a figure of profit has no answer.
pub(super) const NO_COSTS: Wording = Wording {
    en: "the cost of no order in the period is known",
    uk: "собівартість жодного замовлення періоду не відома",
    ru: "себестоимость ни одного заказа периода не известна",
};
