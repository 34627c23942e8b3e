//! What each customer or product is worth, and how much that varies from period to period.
//!
//! Customers are folded over their orders, or over the positions of their orders where costs are
//! asked for; products are asked of the positions in SQL.

mod fold;
mod plan;
mod products;
mod season;

use std::sync::Arc;

use domain::Caveat;

pub use fold::{AbcFold, AbcSum, Item};
pub use plan::{Place, Plan};
pub use products::Product;
pub use season::{MonthFold, MonthSum, Months};

use super::{AbcOptions, Seasonal, Whose, Worth};
use crate::asking::{Asked, ReportError};
use products::Lines;

/// Everything that has a value.
#[derive(Debug, Default)]
pub struct Values {
    /// Customers by their numbers, or products by their places in `products`.
    pub items: Vec<Item>,
    /// The products; empty when customers are asked about.
    pub products: Vec<Product>,
    /// What must be known about the values.
    pub caveats: Vec<Caveat>,
}

/// Values the customers or the products of a shop.
pub(super) async fn of_shop(
    asked: &Asked,
    options: &AbcOptions,
    plan: &Arc<Plan>,
) -> Result<Values, ReportError> {
    let mut values = Values::default();
    let lines = Lines::new(asked, options, plan);
    if options.of == Whose::Products || options.value == Worth::Profit {
        let heads = lines.heads().await?;
        values.caveats.extend(heads.caveats(options));
    }
    let divisors = match options.seasonal {
        Seasonal::Off => plan.undivided(),
        Seasonal::On => {
            let months = months_of_shop(asked, options, plan, &lines).await?;
            let (divisors, caveat) = months.divisors(plan);
            values.caveats.extend(caveat);
            divisors
        }
    };
    let fold = AbcFold::new(plan.clone(), &divisors);
    match (options.of, options.value) {
        (Whose::Customers, Worth::Revenue) => values.items = asked.session.fold(fold).await?.items,
        (Whose::Customers, Worth::Profit) => {
            values.items = asked.session.fold_profit(fold).await?.items;
        }
        (Whose::Products, _) => (values.products, values.items) = lines.products(&divisors).await?,
    }
    Ok(values)
}

/// What all of them together brought in each month of the history.
async fn months_of_shop(
    asked: &Asked,
    options: &AbcOptions,
    plan: &Plan,
    lines: &Lines<'_>,
) -> Result<Months, ReportError> {
    let Some(months) = Months::new(&asked.vantage, plan) else { return Ok(Months::default()) };
    let fold = MonthFold::new(&months);
    let sum = match (options.of, options.value) {
        (Whose::Customers, Worth::Revenue) => asked.session.fold(fold).await?,
        (Whose::Customers, Worth::Profit) => asked.session.fold_profit(fold).await?,
        (Whose::Products, _) => lines.months(&months).await?,
    };
    Ok(months.filled(sum))
}
