//! A measure: one figure of one customer, out of those of his orders that are meant.

use domain::{Day, OrderStatus};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A figure of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentMeasure)]
pub struct Measure {
    /// What is counted.
    pub quantity: Quantity,
    /// Which orders or positions are meant; his purchases when nothing is said.
    #[serde(default, skip_serializing_if = "Filters::is_empty")]
    pub of: Filters,
    /// When they were placed; ever when nothing is said.
    #[serde(default, skip_serializing_if = "Window::is_ever")]
    pub when: Window,
}

/// What is counted about a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SegmentQuantity)]
pub enum Quantity {
    /// Purchases.
    Orders,
    /// What they brought.
    Revenue,
    /// What they brought less what the goods cost; unknown where no cost is known.
    Profit,
    /// Revenue divided by orders.
    AverageOrder,
    /// Pieces bought.
    Items,
    /// Different products bought.
    DifferentProducts,
    /// Days with at least one purchase.
    OrderDays,
    /// Calendar days since the day of the first purchase.
    DaysSinceFirstOrder,
    /// Calendar days since the day of the last purchase.
    DaysSinceLastOrder,
    /// The days between one day of purchase and the next, in the middle of his own.
    UsualGap,
    /// The longest of these.
    LongestGap,
    /// RFM score of recency, 1 to 5.
    RecencyScore,
    /// RFM score of frequency, 1 to 5.
    FrequencyScore,
    /// RFM score of revenue, 1 to 5.
    MoneyScore,
    /// The chance in per cent that he places no order within the days of the leaving report.
    Leaving,
}

/// What has to be read for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// His orders, one by one.
    Orders,
    /// The positions of his orders.
    Lines,
    /// The RFM report.
    Scores,
    /// What was learnt of who leaves.
    Chances,
}

impl Quantity {
    /// Every quantity and how it is called in the text form.
    pub const NAMES: [(&'static str, Self); 15] = [
        ("orders", Self::Orders),
        ("revenue", Self::Revenue),
        ("profit", Self::Profit),
        ("average order", Self::AverageOrder),
        ("items", Self::Items),
        ("different products", Self::DifferentProducts),
        ("order days", Self::OrderDays),
        ("days since first order", Self::DaysSinceFirstOrder),
        ("days since last order", Self::DaysSinceLastOrder),
        ("usual gap", Self::UsualGap),
        ("longest gap", Self::LongestGap),
        ("recency score", Self::RecencyScore),
        ("frequency score", Self::FrequencyScore),
        ("money score", Self::MoneyScore),
        ("leaving", Self::Leaving),
    ];

    /// How it is called in the text form.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, quantity)| *quantity == self).map_or("", |(name, _)| name)
    }

    /// Whether it is an amount of the shop's currency.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Revenue | Self::Profit | Self::AverageOrder)
    }

    /// Whether it is a score of the RFM report.
    pub fn is_score(self) -> bool {
        matches!(self, Self::RecencyScore | Self::FrequencyScore | Self::MoneyScore)
    }

    /// Whether it is a share, counted in per cent.
    pub fn is_percent(self) -> bool {
        self == Self::Leaving
    }

    /// Whether it is told of some orders and of some days; else it is told of all of them.
    pub fn can_be_narrowed(self) -> bool {
        !(self.is_score() || self == Self::Leaving)
    }

    /// Whether somebody who bought nothing that is meant has 0 of it; of other figures he has none.
    pub fn is_count(self) -> bool {
        matches!(
            self,
            Self::Orders
                | Self::Revenue
                | Self::Profit
                | Self::Items
                | Self::DifferentProducts
                | Self::OrderDays
        )
    }
}

impl Measure {
    /// What has to be read for it.
    pub fn source(&self) -> Source {
        match self.quantity {
            quantity if quantity.is_score() => Source::Scores,
            Quantity::Leaving => Source::Chances,
            Quantity::Profit | Quantity::Items | Quantity::DifferentProducts => Source::Lines,
            _ if self.of.asks_lines() => Source::Lines,
            _ => Source::Orders,
        }
    }
}

/// Which orders, or positions of orders, are meant; what is given must hold together.
///
/// Texts are compared letter by letter with what stands in the orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[schema(as = SegmentFilters)]
pub struct Filters {
    /// Positions of one of these products.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product: Vec<String>,
    /// Positions with one of these article numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sku: Vec<String>,
    /// Positions of one of these categories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// Orders with one of these promo codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coupon: Vec<String>,
    /// Orders with one of these statuses, in place of those that are purchases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<OrderStatus>,
    /// Orders sold through one of these channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channel: Vec<String>,
    /// Orders that went to one of these countries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub country: Vec<String>,
    /// Orders that went to one of these cities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub city: Vec<String>,
    /// Orders worth at least so much, in whole minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worth_least: Option<i64>,
    /// Orders worth at most so much, in whole minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worth_most: Option<i64>,
}

impl Filters {
    /// Whether every purchase is meant.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether positions are chosen, not whole orders.
    pub fn asks_lines(&self) -> bool {
        [&self.product, &self.sku, &self.category].into_iter().any(|given| !given.is_empty())
    }

    /// Whether something is asked that only whole orders tell.
    pub fn asks_orders(&self) -> bool {
        self.worth_least.is_some()
            || self.worth_most.is_some()
            || [&self.coupon, &self.channel, &self.country, &self.city]
                .into_iter()
                .any(|given| !given.is_empty())
    }

    /// The lists of texts, each with its column in the facts.
    pub fn texts(&self) -> [(&'static str, &[String]); 7] {
        [
            ("product", &self.product),
            ("sku", &self.sku),
            ("category", &self.category),
            ("coupon", &self.coupon),
            ("channel", &self.channel),
            ("country", &self.country),
            ("city", &self.city),
        ]
    }
}

/// When orders were placed; what is given must hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[schema(as = SegmentWindow)]
pub struct Window {
    /// On the day that is looked from, or on one of so many days before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_days: Option<u32>,
    /// Earlier than that for so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_last_days: Option<u32>,
    /// On this day or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// Among the first so many of the orders that are meant; those of one moment are one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_orders: Option<u32>,
}

impl Window {
    /// Whether every time is meant.
    pub fn is_ever(&self) -> bool {
        *self == Self::default()
    }
}
