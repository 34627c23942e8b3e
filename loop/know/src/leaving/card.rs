//! One customer: his chance to leave, and why it is what it is.

use collect::customers;
use collect::shop::Shop;
use domain::{Caveats, CustomerId, RunId};
use serde::Serialize;

use super::chances;
use super::features::N_FEATURES;
use super::options::Model;
use super::report::{Reason, reasons, usual};
use crate::ReportError;
use crate::asking::ask;

/// The chance of one customer to leave.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingCard)]
pub struct Card {
    /// Who does not order within so many days has left.
    pub within_days: u32,
    /// The chance that he does not order within these days.
    pub leaving: f64,
    /// The chance that he does.
    pub buying: f64,
    /// The share of the customers whose chance to leave is lower.
    pub above: f64,
    /// What moves his chance most, the strongest first.
    pub reasons: Vec<Reason>,
    /// How it was learnt.
    pub model: Model,
    /// The run in use that tells it; null where it was learnt this moment.
    pub run: Option<RunId>,
    /// What must be known before it is trusted.
    pub caveats: Caveats,
}

/// The card of one customer; none for somebody who has not bought, and while nothing can be learnt.
pub async fn of_customer(shop: &Shop, id: CustomerId) -> Result<Option<Card>, ReportError> {
    let Some(customer) = customers::find(&mut shop.read().await?, id).await? else {
        return Ok(None);
    };
    let told = chances::of_asked(shop, &ask(shop, None).await?).await?;
    let place = told.now.seen.customers.iter().position(|no| *no == customer.no);
    let (Some(ready), Some(place)) = (&told.ready, place) else { return Ok(None) };
    let leaving = told.chances[place];
    let lower = told.chances.iter().filter(|chance| **chance < leaving).count();
    let row = &told.now.rows[place * N_FEATURES..(place + 1) * N_FEATURES];
    let mut caveats = Caveats::default();
    told.caveat.iter().for_each(|caveat| caveats.say(caveat.clone()));
    Ok(Some(Card {
        within_days: ready.within,
        leaving,
        buying: 1.0 - leaving,
        above: lower as f64 / told.chances.len() as f64,
        reasons: reasons(&ready.learnt, row, &usual(&ready.learnt, &told.now)),
        model: ready.model,
        run: told.run,
        caveats,
    }))
}
