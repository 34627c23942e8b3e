//! ABC and XYZ: which customers or products bring the money, and how steadily.
//!
//! ABC sorts by value and cuts where the first have brought four fifths, then nineteen
//! twentieths. XYZ tells how much the value of one varies from period to period; the same history
//! gives other classes by week than by quarter, so the length is printed with the figures.
//!
//! Start at [`Plan`] for the days, at [`values`] for what each is worth, at [`Ranking`] for the
//! classes.

pub mod api;
mod options;
mod ranking;
mod report;
pub mod values;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use collect::customers;
use collect::shop::Shop;
use domain::CustomerId;

pub use options::{
    AbcOptions, BadPart, Class, NoAbc, Pace, Part, Seasonal, Steadiness, Whose, Worth,
};
pub use ranking::{Judged, Ranking, Reached, Tally};
pub use report::{
    AbcPoint, AbcReport, AbcRow, ClassRow, Dependence, Found, MatrixCell, SteadinessRow, report,
};
pub use values::{AbcFold, AbcSum, Item, Place, Plan, Product, Values};
pub use words::definition;

use crate::Vantage;
use crate::asking::{Asked, ReportError, ask_of};

/// How a row is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The id that reports show.
    pub id: String,
    /// Our id of a customer.
    pub customer: Option<CustomerId>,
    /// The name of a product.
    pub name: Option<String>,
}

/// The ABC report of a shop.
pub async fn of_shop(shop: &Shop, options: AbcOptions) -> Result<AbcReport, ReportError> {
    let Judgement { vantage, found, products } = judgement(shop, &options).await?;
    let listed = found.as_ref().map_or(&[][..], |found| &found.ranking.listed);
    let called = called(shop, &options, &products, listed).await?;
    Ok(report(options, &vantage, found.as_ref(), |no| called.get(&no).cloned()))
}

/// A shop whose customers or products are in classes, not called by their names yet.
struct Judgement {
    vantage: Vantage,
    /// None while nobody has bought.
    found: Option<Found>,
    products: Vec<Product>,
}

async fn judgement(shop: &Shop, options: &AbcOptions) -> Result<Judgement, ReportError> {
    options.check()?;
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let Some(plan) = Plan::new(options, &asked.vantage)?.map(Arc::new) else {
        return Ok(Judgement { vantage: asked.vantage, found: None, products: Vec::new() });
    };
    let Values { items, products, caveats } = values::of_shop(&asked, options, &plan).await?;
    let ranking = Ranking::of(items, options, &plan);
    let found = Some(Found { plan, ranking, caveats });
    Ok(Judgement { vantage: asked.vantage, found, products })
}

/// The class of every customer by default options; nobody has one while nobody has bought.
pub(crate) async fn classes(asked: &Asked) -> Result<Vec<(i64, Class)>, ReportError> {
    let options = AbcOptions::default();
    let Some(plan) = Plan::new(&options, &asked.vantage)?.map(Arc::new) else {
        return Ok(Vec::new());
    };
    let values = values::of_shop(asked, &options, &plan).await?;
    let ranking = Ranking::of(values.items, &options, &plan);
    Ok(ranking.listed.iter().map(|judged| (judged.item.no, judged.class)).collect())
}

/// How those who are listed are called.
async fn called(
    shop: &Shop,
    options: &AbcOptions,
    products: &[Product],
    listed: &[Judged],
) -> Result<HashMap<i64, Called>, ReportError> {
    let numbers: Vec<i64> = listed.iter().map(|judged| judged.item.no).collect();
    if options.of == Whose::Products {
        let product = |no: i64| products.get(usize::try_from(no).ok()?);
        let called = numbers.iter().filter_map(|&no| {
            let (id, name) = (product(no)?.key.clone(), product(no)?.name.clone());
            Some((no, Called { id, name, customer: None }))
        });
        return Ok(called.collect());
    }
    let found = customers::of_numbers(&mut shop.read().await?, &numbers).await?;
    let called = found.into_iter().map(|customer| {
        let id = customers::shown_id(customer.external_id.as_deref(), customer.id);
        (customer.no, Called { id, customer: Some(customer.id), name: None })
    });
    Ok(called.collect())
}
