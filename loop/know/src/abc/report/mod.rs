//! The answer: totals, classes, dependence, the curve and the rows.

mod doubts;
mod sheets;
mod told;

use std::sync::Arc;

use domain::{Caveat, CustomerId, Money, Period};
use serde::Serialize;

use self::doubts::{all_new, doubts};
use self::told::Told;
use super::values::Plan;
use super::{AbcOptions, Called, Class, Ranking, Steadiness, definition};
use crate::{Head, Vantage};

/// The ABC report.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AbcReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<AbcOptions>,
    /// The days counted; none while nobody has bought.
    pub window: Option<Period>,
    /// The whole periods over which steadiness is measured.
    pub n_periods: u64,
    /// How many customers or products there are.
    pub n: u64,
    /// What they bring together; no answer while orders have no amounts.
    pub value: Option<Money>,
    /// A, B and C; empty when value has no answer.
    pub classes: Vec<ClassRow>,
    /// X, Y, Z and N; empty when value has no answer.
    pub steadiness: Vec<SteadinessRow>,
    /// Every class by value with every class by steadiness; empty when value has no answer.
    pub matrix: Vec<MatrixCell>,
    /// What the first one, the first five and the first ten bring.
    pub dependence: Vec<Dependence>,
    /// From nobody to all, in at most a hundred steps.
    pub curve: Vec<AbcPoint>,
    /// How many there are of the classes that were asked for.
    pub n_rows: u64,
    /// They themselves, the most valuable first, as many as were asked for.
    pub rows: Vec<AbcRow>,
}

/// One class by value.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ClassRow {
    /// Which.
    pub class: Class,
    /// How many are in it.
    pub n: u64,
    /// Their share of all heads.
    pub n_share: Option<f64>,
    /// What they bring.
    pub value: Option<Money>,
    /// Their share of the value.
    pub share: Option<f64>,
}

/// One class by steadiness.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SteadinessRow {
    /// Which.
    pub xyz: Steadiness,
    /// How many are in it.
    pub n: u64,
    /// What they bring.
    pub value: Option<Money>,
    /// Their share of the value.
    pub share: Option<f64>,
}

/// One class by value and steadiness.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MatrixCell {
    /// Class by value.
    pub class: Class,
    /// Class by steadiness.
    pub xyz: Steadiness,
    /// How many are in both.
    pub n: u64,
    /// What they bring.
    pub value: Option<Money>,
}

/// How much a shop depends on its best.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Dependence {
    /// So many of the most valuable; all where there are fewer.
    pub top: u64,
    /// What they bring.
    pub value: Option<Money>,
    /// Their share of the value.
    pub share: Option<f64>,
}

/// A point of the curve.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AbcPoint {
    /// So many of the most valuable.
    pub n: u64,
    /// Their share of all heads.
    pub n_share: Option<f64>,
    /// Their share of the value.
    pub share: Option<f64>,
}

/// One customer or product.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AbcRow {
    /// Place by value, from 1.
    pub rank: u64,
    /// The customer's id that reports show; a product's article number, else its name.
    pub id: String,
    /// Our id of the customer; none for a product.
    pub customer: Option<CustomerId>,
    /// What the product is called; none for a customer.
    pub name: Option<String>,
    /// What it brings.
    pub value: Option<Money>,
    /// Its share of the value.
    pub share: f64,
    /// The share of the value that it and all before it bring.
    pub cumulative_share: f64,
    /// Class by value.
    pub class: Class,
    /// Coefficient of variation of its periods; no answer for who is new and who brought nothing.
    pub cv: Option<f64>,
    /// Class by steadiness.
    pub xyz: Steadiness,
}

/// What was found out about a shop.
pub struct Found {
    /// The days.
    pub plan: Arc<Plan>,
    /// Everybody in classes.
    pub ranking: Ranking,
    /// What must be known about the values.
    pub caveats: Vec<Caveat>,
}

/// Tells what was found; `called` names a customer or a product by its number.
pub fn report(
    mut options: AbcOptions,
    vantage: &Vantage,
    found: Option<&Found>,
    called: impl Fn(i64) -> Option<Called>,
) -> AbcReport {
    if let Some(found) = found {
        let Period { from, until } = found.plan.window;
        (options.from, options.until) = (Some(from), Some(until));
    }
    let definition = definition(&options, vantage.language);
    let mut head = vantage.head("abc", definition, options);
    let Some(found) = found else { return nobody(head) };
    let caveats = found.caveats.iter().cloned();
    let doubts = doubts(&head.options, &found.ranking).into_iter().chain(all_new(found));
    let caveats = caveats.chain(found.plan.caveats()).chain(doubts);
    caveats.for_each(|caveat| head.caveats.say(caveat));
    let told = Told { ranking: &found.ranking, vantage };
    AbcReport {
        window: Some(found.plan.window),
        n_periods: found.plan.n_whole() as u64,
        n: found.ranking.total.n,
        value: told.money(found.ranking.total.value),
        classes: told.classes(),
        steadiness: told.steadiness(),
        matrix: told.matrix(),
        dependence: told.dependence(),
        curve: told.curve(),
        n_rows: if told.has_value() { found.ranking.n_matching } else { 0 },
        rows: told.rows(&found.ranking.listed, called),
        head,
    }
}

fn nobody(head: Head<AbcOptions>) -> AbcReport {
    AbcReport {
        head,
        window: None,
        n_periods: 0,
        n: 0,
        value: None,
        classes: vec![],
        steadiness: vec![],
        matrix: vec![],
        dependence: vec![],
        curve: vec![],
        n_rows: 0,
        rows: vec![],
    }
}
