//! What one word about an order says of its money and its lines.

use domain::Currency;
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use crate::events::message::text;
use crate::imports::values::{DecimalSign, decimal, minor_units};
use crate::orders::Line;

/// Money in minor units and the rest of what is agreed, as far as a word tells it.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    total: Option<i64>,
    subtotal: Option<i64>,
    revenue: Option<i64>,
    pub(super) discount: Option<i64>,
    pub(super) tax: Option<i64>,
    pub(super) shipping: Option<i64>,
    pub(super) coupon: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) lines: Option<Vec<Line>>,
}

impl Terms {
    /// Reads the properties of Segment's e-commerce spec, v2 and v1.
    pub(super) fn read(properties: &Map<String, Json>, currency: Currency) -> Self {
        let money = |field: &str| minor(properties.get(field)?, currency);
        let words = |field: &str| {
            let told = text(properties.get(field)?)?;
            (!told.is_empty()).then(|| told.chars().take(TEXT_MAX).collect())
        };
        let products = properties.get("products").and_then(Json::as_array);
        let line = |product: &Json| line(product.as_object()?, currency);
        Self {
            total: money("total"),
            subtotal: money("subtotal"),
            revenue: money("revenue"),
            discount: money("discount"),
            tax: money("tax"),
            shipping: money("shipping"),
            coupon: words("coupon"),
            channel: words("affiliation"),
            lines: products.map(|products| products.iter().filter_map(line).collect()),
        }
    }

    /// These terms where they say something, the earlier ones where they do not.
    ///
    /// Sums of money are agreed together: an update with a new total leaves no old subtotal behind.
    pub(super) fn over(self, earlier: Self) -> Self {
        let is_agreed_anew = self.stated().is_some();
        let kept = |own: Option<i64>, old: Option<i64>| own.or(old.filter(|_| !is_agreed_anew));
        Self {
            total: kept(self.total, earlier.total),
            subtotal: kept(self.subtotal, earlier.subtotal),
            revenue: kept(self.revenue, earlier.revenue),
            discount: kept(self.discount, earlier.discount),
            tax: kept(self.tax, earlier.tax),
            shipping: kept(self.shipping, earlier.shipping),
            coupon: self.coupon.or(earlier.coupon),
            channel: self.channel.or(earlier.channel),
            lines: self.lines.or(earlier.lines),
        }
    }

    /// What the shop earned: without shipping and tax, after discounts.
    ///
    /// The subtotal says just that; where only the total says what shipping and tax were, they are
    /// taken off; then `revenue`, because shops send it before discounts and after.
    /// Without any sum the lines are added up.
    pub(super) fn amount(&self) -> Option<i64> {
        self.stated().or_else(|| {
            let lines = self.lines.as_ref().filter(|lines| !lines.is_empty())?;
            let sum: i64 = lines.iter().map(|line| line.amount).sum::<Option<i64>>()?;
            Some(sum - self.discount.unwrap_or(0))
        })
    }

    fn stated(&self) -> Option<i64> {
        let without_extras = self.total.and_then(|total| {
            let is_told = self.shipping.is_some() || self.tax.is_some();
            is_told.then(|| total - self.shipping.unwrap_or(0) - self.tax.unwrap_or(0))
        });
        self.subtotal.or(without_extras).or(self.revenue).or(self.total)
    }

    /// What is given back, where these are the terms of a refund; none means all of it.
    pub(super) fn refund(&self) -> Option<i64> {
        self.total.or(self.revenue).or(self.subtotal).or_else(|| self.amount())
    }
}

/// The longest text of an order that is kept.
const TEXT_MAX: usize = 255;

/// A position; what is not a product leaves no line.
fn line(product: &Map<String, Json>, currency: Currency) -> Option<Line> {
    let words = |fields: &[&str]| {
        let told = fields.iter().filter_map(|field| product.get(*field)).find_map(text)?;
        (!told.is_empty()).then(|| told.chars().take(TEXT_MAX).collect::<String>())
    };
    let (sku, name) = (words(&["sku", "product_id", "id"]), words(&["name"]));
    if sku.is_none() && name.is_none() {
        return None;
    }
    let price = product.get("price").and_then(number);
    let quantity = product.get("quantity").and_then(number).unwrap_or(Decimal::ONE);
    let sum = price.and_then(|price| price.checked_mul(quantity));
    let minor = |sum| minor_units(sum, currency.digits());
    Some(Line {
        sku,
        product: name,
        category: words(&["category"]),
        quantity: quantity.try_into().unwrap_or(1.0),
        unit_price: price.and_then(minor),
        amount: sum.and_then(minor),
        cost: None,
    })
}

/// A number, or a text that is one: both are sent for money.
fn number(told: &Json) -> Option<Decimal> {
    decimal(&text(told)?, DecimalSign::Point)
}

fn minor(told: &Json, currency: Currency) -> Option<i64> {
    minor_units(number(told)?, currency.digits())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn amount(properties: Json) -> Option<i64> {
        let properties = properties.as_object().expect("an object").clone();
        Terms::read(&properties, "EUR".parse().expect("a currency")).amount()
    }

    #[test]
    fn the_amount_is_read_from_the_surest_sum() {
        for (properties, expected) in [
            (json!({ "subtotal": 22.5, "total": 27.5, "revenue": 25.0 }), Some(2_250)),
            (json!({ "total": 27.5, "revenue": 25.0, "shipping": 3, "tax": 2 }), Some(2_250)),
            (json!({ "revenue": "25.00", "total": 30 }), Some(2_500)),
            (json!({ "total": 30 }), Some(3_000)),
            (
                json!({ "discount": 1, "products": [{ "sku": "a", "price": 2.5, "quantity": 3 }] }),
                Some(650),
            ),
            (json!({ "products": [] }), None),
            (json!({ "revenue": "a lot" }), None),
        ] {
            assert_eq!(amount(properties.clone()), expected, "{properties}");
        }
    }
}
