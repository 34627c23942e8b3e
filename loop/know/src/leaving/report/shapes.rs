//! The shapes in which it is told who leaves.

use domain::{CustomerId, Day, Money};
use serde::Serialize;

use crate::leaving::LeavingOptions;
use crate::leaving::features::{Feature, Unit};
use crate::leaving::options::Model;
use crate::{Head, Wording};

/// Who will not order within so many days, and how far to trust that.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct LeavingReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<LeavingOptions>,
    /// Who does not order within so many days has left.
    pub within_days: u32,
    /// The days that fit the rhythm of the shop; null while nobody has come back.
    pub rhythm_days: Option<u32>,
    /// The model that tells the chances; null when nothing could be learnt.
    pub model: Option<Model>,
    /// How many customers have bought.
    pub customers: u64,
    /// The first day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_from: Option<Day>,
    /// The last day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_until: Option<Day>,
    /// What all customers together come to; null when nothing could be learnt.
    pub total: Option<LeavingTotal>,
    /// On which days the past was cut; what followed each was learnt from.
    #[schema(value_type = Vec<String>)]
    pub cuts: Vec<Day>,
    /// How often a customer was looked at on one of these days.
    pub examples: u64,
    /// How often he left after it.
    pub left: u64,
    /// The models on days that they had not seen; null when the history is too short for that.
    pub trial: Option<TrialOut>,
    /// What the model learnt from, the one that tells most first.
    pub features: Vec<FeatureOut>,
    /// The tree, root first; empty when nothing could be learnt.
    pub tree: Vec<BranchOut>,
    /// Every customer, those with most at stake first.
    pub rows: Vec<LeavingRow>,
}

/// What all customers together come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct LeavingTotal {
    /// How many are expected to order within the days.
    pub buying: f64,
    /// Customers who came more than once, the last time within twice the days.
    pub regulars: u64,
    /// Those of them who are more likely to leave than to order.
    pub slipping: u64,
    /// What these spent within the year before; null without amounts.
    pub slipping_value: Option<Money>,
    /// What everybody spent within the year before, each counted by his chance to leave; null
    /// without amounts.
    pub at_stake: Option<Money>,
}

/// The models on days that they had not seen.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingTrial)]
pub struct TrialOut {
    /// The first day that was held back.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The last of them.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// How many customers were told.
    pub tried: u64,
    /// How many of them left.
    pub left: u64,
    /// How many the model had expected to.
    pub expected: f64,
    /// How well the days since the last order tell on their own.
    pub recency_auc: f64,
    /// The models, the simplest first.
    pub models: Vec<TriedOut>,
    /// Told against came, the lowest chances first.
    pub bins: Vec<BinOut>,
    /// What comes of writing to the first tenth, two tenths, …
    pub lifts: Vec<LiftOut>,
}

/// How one model did.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingTried)]
pub struct TriedOut {
    /// Which.
    pub model: Model,
    /// How often it gave the higher chance to the one who left, of one who left and one who came.
    pub auc: f64,
    /// Lower bound of that, at 95 %.
    pub auc_low: f64,
    /// Upper bound of that, at 95 %.
    pub auc_high: f64,
    /// The mean of −ln of the chance given to what came; less is better.
    pub log_loss: f64,
    /// The mean squared distance of the chance from what came; less is better.
    pub brier: f64,
    /// How much more often than of all somebody left of the tenth with the highest chances.
    pub lift: Option<f64>,
    /// How much it lost beyond the best, in log-loss.
    pub behind: f64,
    /// Whether that may be chance, or is too little to notice.
    pub is_level: bool,
}

/// Customers whose chances were alike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingBin)]
pub struct BinOut {
    /// How many.
    pub customers: u64,
    /// The mean of their chances.
    pub told: f64,
    /// The share of them that left.
    pub came: f64,
    /// Lower bound of that share, at 95 %.
    pub low: f64,
    /// Upper bound of that share, at 95 %.
    pub high: f64,
}

/// The customers with the highest chances, so many tenths of all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingLift)]
pub struct LiftOut {
    /// How many these are.
    pub customers: u64,
    /// The share of all who left that is among them.
    pub found: f64,
    /// Their share of leavers over that of all.
    pub lift: f64,
    /// The same of the last of these tenths alone.
    pub own: f64,
}

/// One number that was learnt from.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingFeatureRow)]
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
    /// How much the log-odds of leaving grow when it is one spread higher; of a regression only.
    pub weight: Option<f64>,
    /// Lower bound of that, at 95 %.
    pub low: Option<f64>,
    /// Upper bound of that, at 95 %.
    pub high: Option<f64>,
    /// Its part in what the model tells apart, 0…1.
    pub part: f64,
    /// Whether it is the same of everybody and so tells nothing.
    pub is_constant: bool,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingBranch)]
pub struct BranchOut {
    /// How many examples came here.
    pub examples: u64,
    /// The share of them that left.
    pub left: f64,
    /// What is asked here; null at a leaf.
    pub feature: Option<Feature>,
    /// Up to this, in its own unit, it goes to the first branch, above to the second.
    pub up_to: Option<f64>,
    /// The numbers of the two nodes; empty at a leaf.
    pub branches: Vec<u32>,
}

/// Why a customer's chance differs from that of an average one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LeavingReason)]
pub struct Reason {
    /// By which of the numbers.
    pub feature: Feature,
    /// In what it is counted.
    pub unit: Unit,
    /// What it is of him.
    pub value: f64,
    /// What it usually is.
    pub usual: f64,
    /// How far it moves the log-odds of leaving: above 0 towards leaving.
    pub effect: f64,
}

/// One customer.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct LeavingRow {
    /// The id that reports show.
    pub customer_id: String,
    /// Our id of the customer.
    pub customer: Option<CustomerId>,
    /// The chance that he does not order within the days; null when nothing could be learnt.
    pub leaving: Option<f64>,
    /// The chance that he does.
    pub buying: Option<f64>,
    /// The day of his last order.
    #[schema(value_type = String, format = Date)]
    pub last_order_on: Day,
    /// On how many days he ordered.
    pub occasions: u32,
    /// What he spent within the year before; null without amounts.
    pub year_value: Option<Money>,
    /// The same counted by his chance to leave; null without amounts.
    pub at_stake: Option<Money>,
    /// What moves his chance most, the strongest first.
    pub reasons: Vec<Reason>,
}
