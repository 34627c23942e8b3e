//! How a position of an order is completed by what the shop knows of its goods.

use std::collections::HashMap;

use domain::{Currency, Instant, ShopZone};
use facts::Table;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::{DIGITS, Product, ProductError, UnitCost, rows};
use crate::imports::values::minor_units;
use crate::orders::Line;
use crate::settling::{self, SettlingError};
use crate::shop::{self, Shop};

/// What the shop knows of its goods, found by article number or, where a position has none, by
/// name.
#[derive(Default)]
pub(crate) struct Catalogue {
    articles: HashMap<String, Article>,
    /// The number of the only article of a name; none where several bear it.
    by_name: HashMap<String, Option<String>>,
}

/// One of the goods, as positions ask for it.
struct Article {
    name: Option<String>,
    category: Option<String>,
    /// From which moment on a piece costs how much, the earliest first.
    costs: Vec<(Instant, UnitCost)>,
}

impl Catalogue {
    /// That of a shop in whose zone the days of the costs begin.
    pub(super) fn of(products: Vec<Product>, zone: &ShopZone) -> Self {
        let mut catalogue = Self::default();
        for Product { sku, name, category, costs } in products {
            if let Some(name) = &name {
                let number = catalogue.by_name.entry(name.clone());
                number.and_modify(|of| *of = None).or_insert_with(|| Some(sku.clone()));
            }
            let begins = |day| zone.start_of(day);
            let costs = costs
                .into_iter()
                .map(|cost| (cost.from.map_or(Instant(i64::MIN), begins), cost.each));
            let mut costs: Vec<_> = costs.collect();
            costs.sort_by_key(|(from, _)| *from);
            catalogue.articles.insert(sku, Article { name, category, costs });
        }
        catalogue
    }

    /// Tells a position what its order does not say: its name, its category and what it cost.
    pub(crate) fn complete(&self, line: &mut Line, at: Instant, currency: Currency) {
        let Some(article) = self.article_of(line) else { return };
        if line.product.is_none() {
            line.product.clone_from(&article.name);
        }
        if line.category.is_none() {
            line.category.clone_from(&article.category);
        }
        if line.cost.is_none() {
            line.cost = article.cost_of(line.quantity, at, currency);
        }
    }

    fn article_of(&self, line: &Line) -> Option<&Article> {
        if let Some(sku) = &line.sku {
            return self.articles.get(sku.trim());
        }
        let name = line.product.as_ref()?.trim();
        self.articles.get(name).or_else(|| self.articles.get(self.by_name.get(name)?.as_ref()?))
    }
}

impl Article {
    /// What so many pieces cost at a moment, in minor units; none where that is not known in the
    /// currency of the order.
    fn cost_of(&self, pieces: f64, at: Instant, currency: Currency) -> Option<i64> {
        let (_, each) = self.costs.iter().rev().find(|(from, _)| *from <= at)?;
        if each.currency != currency {
            return None;
        }
        let each = Decimal::new(each.millionths, DIGITS);
        minor_units(Decimal::from_f64(pieces)?.checked_mul(each)?, currency.digits())
    }
}

/// Goods that were sold while their cost is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncosted {
    /// The article number; the name of goods that have none.
    pub sku: String,
    /// What it is called.
    pub name: Option<String>,
    /// Pieces sold.
    pub pieces: f64,
    /// What they brought, in minor units of the shop's currency.
    pub revenue: i64,
}

/// The goods that brought most while their cost is not known: what is to be told next.
pub async fn uncosted(shop: &Shop, limit: u32) -> Result<Vec<Uncosted>, ProductError> {
    let settings = shop::settings(&mut shop.read().await?).await?;
    let currency = settings.currency.ok_or(ProductError::NoCurrency)?;
    let session = settling::session(shop).await?;
    let table = session.sql(&rows::uncosted(currency, limit)).await;
    Ok(uncosted_of(table.map_err(SettlingError::from)?))
}

/// Goods as the columns answer them.
fn uncosted_of(table: Table) -> Vec<Uncosted> {
    let rows = table.rows.into_iter().filter_map(|row| {
        let [sku, name, pieces, revenue] = row.as_slice() else { return None };
        Some(Uncosted {
            sku: sku.as_str()?.to_owned(),
            name: name.as_str().map(str::to_owned),
            pieces: pieces.as_f64().unwrap_or_default(),
            revenue: revenue.as_i64().unwrap_or_default(),
        })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use domain::Day;

    use super::super::Cost;
    use super::*;

    fn euro() -> Currency {
        "EUR".parse().expect("a currency")
    }

    fn at(text: &str) -> Instant {
        text.parse().expect("a moment")
    }

    fn costs(told: &[(Option<&str>, i64)]) -> Vec<Cost> {
        let cost = |(from, millionths): &(Option<&str>, i64)| Cost {
            from: from.map(|day| day.parse::<Day>().expect("a day")),
            each: UnitCost { millionths: *millionths, currency: euro() },
            source: "test".to_owned(),
        };
        told.iter().map(cost).collect()
    }

    fn product(sku: &str, name: &str, told: &[(Option<&str>, i64)]) -> Product {
        let category = Some("Bread".to_owned());
        Product { sku: sku.to_owned(), name: Some(name.to_owned()), category, costs: costs(told) }
    }

    fn completed(catalogue: &Catalogue, line: Line, moment: &str) -> Line {
        let mut line = line;
        catalogue.complete(&mut line, at(moment), euro());
        line
    }

    fn sold(sku: Option<&str>, name: Option<&str>, quantity: f64) -> Line {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Line { sku: owned(sku), product: owned(name), quantity, ..Line::default() }
    }

    /// ```text
    ///          March 1           April 1
    /// rye   ?    |    1.00         |    1.255
    /// ```
    #[test]
    fn a_cost_holds_from_its_day_in_the_zone_of_the_shop_until_the_next_one() {
        let zone = ShopZone::named("Europe/Kyiv").expect("a zone");
        let told = [(Some("2026-04-01"), 1_255_000), (Some("2026-03-01"), 1_000_000)];
        let catalogue = Catalogue::of(vec![product("rye", "Rye bread", &told)], &zone);
        let cost =
            |moment, pieces| completed(&catalogue, sold(Some("rye"), None, pieces), moment).cost;
        assert_eq!(cost("2026-02-28T21:59:59Z", 3.0), None, "nobody has said");
        assert_eq!(cost("2026-02-28T22:00:00Z", 3.0), Some(300), "midnight in Kyiv");
        assert_eq!(cost("2026-03-31T20:59:59Z", 3.0), Some(300));
        assert_eq!(cost("2026-03-31T21:00:00Z", 3.0), Some(377), "3.765 rounded up");
        assert_eq!(cost("2026-05-01T00:00:00Z", -2.0), Some(-251), "goods that come back");
        assert_eq!(cost("2026-05-01T00:00:00Z", 0.3), Some(38), "0.3765");
        assert_eq!(cost("2026-05-01T00:00:00Z", f64::NAN), None);
    }

    #[test]
    fn what_an_order_says_itself_stays_and_only_gaps_are_filled() {
        let told = [(None, 4_000_000)];
        let products = vec![product("rye", "Rye bread", &told), product("Oil", "Olive oil", &told)];
        let catalogue = Catalogue::of(products, &ShopZone::utc());
        let moment = "1999-01-01T00:00:00Z";
        let own = Line { cost: Some(1), ..sold(Some("rye"), Some("Our rye"), 1.0) };
        let own = completed(&catalogue, own, moment);
        assert_eq!((own.cost, own.product.as_deref()), (Some(1), Some("Our rye")));
        assert_eq!(own.category.as_deref(), Some("Bread"));
        let bare = completed(&catalogue, sold(Some("rye"), None, 2.0), moment);
        assert_eq!((bare.cost, bare.product.as_deref()), (Some(800), Some("Rye bread")));
        let named = completed(&catalogue, sold(None, Some("Olive oil"), 1.0), moment);
        assert_eq!((named.cost, named.sku), (Some(400), None));
        let other = completed(&catalogue, sold(Some("Olive oil"), Some("Olive oil"), 1.0), moment);
        assert_eq!(other.cost, None, "its number is another's");
    }

    #[test]
    fn a_name_that_two_articles_bear_and_another_currency_tell_no_cost() {
        let told = [(None, 4_000_000)];
        let products = vec![product("a", "Roll", &told), product("b", "Roll", &told)];
        let catalogue = Catalogue::of(products, &ShopZone::utc());
        let roll = sold(None, Some("Roll"), 1.0);
        assert_eq!(completed(&catalogue, roll, "2026-01-01T00:00:00Z").cost, None);
        let mut line = sold(Some("a"), None, 1.0);
        let pounds: Currency = "GBP".parse().expect("a currency");
        catalogue.complete(&mut line, at("2026-01-01T00:00:00Z"), pounds);
        assert_eq!((line.cost, line.category.as_deref()), (None, Some("Bread")));
    }
}
