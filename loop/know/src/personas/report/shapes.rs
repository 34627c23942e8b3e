//! The shapes in which personas are told.

use domain::{CustomerId, Day, Instant, Money, RunId};
use serde::Serialize;

use crate::personas::PersonaOptions;
use crate::personas::features::{Feature, Unit};
use crate::personas::naming::{Name, Trait};
use crate::{Head, Wording};

/// The kinds of customers a shop has, and how far to trust that.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct PersonasReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<PersonaOptions>,
    /// The kept run that tells them; null where they were found this moment.
    pub run: Option<RunId>,
    /// When that run was made.
    pub made_at: Option<Instant>,
    /// Since when it has been in use; null while it is not.
    pub in_use_since: Option<Instant>,
    /// How many customers have bought.
    pub customers: u64,
    /// The first day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_from: Option<Day>,
    /// The last day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_until: Option<Day>,
    /// How many there should be, by what was tried; null where nothing was.
    pub fitting: Option<u32>,
    /// What was drawn was drawn from this; null where nothing was found.
    pub seed: Option<u32>,
    /// How well each number of personas does, the fewest first.
    pub tried: Vec<TriedOut>,
    /// What customers are laid beside each other by.
    pub features: Vec<FeatureOut>,
    /// The channel that one of these is about; null where none is.
    pub channel: Option<String>,
    /// The personas, those who spent most first.
    pub personas: Vec<Portrait>,
    /// Those of the run before who are not among them any more.
    pub gone: Vec<GoneOut>,
}

/// How well so many personas do.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonasTried)]
pub struct TriedOut {
    /// How many.
    pub k: u32,
    /// How well customers lie in their personas, −1 to 1: the mean silhouette.
    pub silhouette: f64,
    /// Lower bound of that, at 95 %.
    pub silhouette_low: f64,
    /// Upper bound of that, at 95 %.
    pub silhouette_high: f64,
    /// How far two halves of the customers tell the same: 1 wholly, 0 as chance.
    pub stability: f64,
    /// The least of the draws of halves.
    pub stability_least: f64,
    /// The share of customers in the smallest.
    pub smallest: f64,
    /// Whether another half would tell the same, and none is an odd corner.
    pub is_stable: bool,
}

/// One number that customers are laid beside each other by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaFeatureRow)]
pub struct FeatureOut {
    /// Which.
    pub feature: Feature,
    /// What people call it.
    pub called: Wording,
    /// How it is counted.
    pub meaning: Wording,
    /// In what.
    pub unit: Unit,
    /// What it usually is.
    pub usual: f64,
    /// How much it counts, 0 to 1: less the more of it is chance; 0 where customers do not differ.
    pub weight: f64,
}

/// What became of a persona since the run before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = PersonaFate)]
pub enum FateOut {
    /// There was none to compare with, or none alike.
    New,
    /// Mostly the same customers: it keeps its name.
    Kept,
    /// Its portrait is another than that of the one it came from, so it has another name.
    Changed,
}

/// One persona.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaPortrait)]
pub struct Portrait {
    /// Its word in rules and addresses.
    pub key: String,
    /// What it is called.
    pub name: Name,
    /// What it is named after.
    pub traits: Vec<Trait>,
    /// What became of it since the run before.
    pub fate: FateOut,
    /// The word of the one it came from, where its portrait has changed.
    pub was: Option<String>,
    /// Of the customers in either of the two, the share that is in both.
    pub alike: Option<f64>,
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers; null while there are none.
    pub share: Option<f64>,
    /// What they spent; null without amounts.
    pub revenue: Option<Money>,
    /// Their share of all that was spent; null without amounts.
    pub revenue_share: Option<f64>,
    /// What one of them spent on average; null without amounts.
    pub value: Option<Money>,
    /// What an order of theirs came to on average; null without amounts.
    pub average_order: Option<Money>,
    /// Orders of one of them on average.
    pub orders: Option<f64>,
    /// The share of their orders with a promo code.
    pub coupons: Option<f64>,
    /// The share of the orders they placed that came to nothing.
    pub undone: Option<f64>,
    /// How well they lie together, −1 to 1: the mean of their silhouettes by the middles.
    pub width: Option<f64>,
    /// What they differ in most, the strongest first.
    pub differs: Vec<Difference>,
    /// The categories they like more than others do.
    pub categories: Vec<Liked>,
    /// The channels they order by, the most frequent first.
    pub channels: Vec<Liked>,
    /// The cities they order to, the most frequent first.
    pub cities: Vec<Liked>,
    /// The share of their orders in each hour of the day; empty where the orders have no hours.
    pub hours: Vec<f64>,
    /// The share of their orders on each day of the week, Monday first; empty without orders.
    pub weekdays: Vec<f64>,
    /// Customers who lie nearest to the middle.
    pub typical: Vec<Typical>,
}

/// What a persona differs in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaDifference)]
pub struct Difference {
    /// By which of the numbers.
    pub feature: Feature,
    /// In what it is counted.
    pub unit: Unit,
    /// What it is of one of them.
    pub value: f64,
    /// Lower bound of that, at 95 %.
    pub low: f64,
    /// Upper bound of that, at 95 %.
    pub high: f64,
    /// What it is of everybody else.
    pub others: f64,
    /// By how many spreads it is above everybody else’s.
    pub spreads: f64,
}

/// Something of which orders are made.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaLiked)]
pub struct Liked {
    /// What.
    pub name: String,
    /// Its share in theirs.
    pub share: f64,
    /// That share over its share in everybody’s.
    pub lift: f64,
}

/// A customer who stands for a persona.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaTypical)]
pub struct Typical {
    /// The id that reports show.
    pub customer_id: String,
    /// Our id of the customer.
    pub customer: Option<CustomerId>,
}

/// A persona of the run before that is not there any more.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaGone)]
pub struct GoneOut {
    /// Its word in rules and addresses.
    pub key: String,
    /// What it was called.
    pub name: Name,
}
