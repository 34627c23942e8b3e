//! The shapes in which it is told what is recommended and how well.

use domain::Day;
use serde::Serialize;
use stats::taste::{Method as Way, Weights};

use crate::Head;
use crate::recommend::RecommendOptions;
use crate::recommend::answers::BoughtWith;

/// How well each way foretells what is bought next, and what goes with what.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RecommendReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<RecommendOptions>,
    /// How many days are looked ahead.
    pub within_days: u32,
    /// How many customers bought a product.
    pub customers: u64,
    /// How many products are learnt from.
    pub products: u64,
    /// The first day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_from: Option<Day>,
    /// The last day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_until: Option<Day>,
    /// How much each part counts; null while nobody has bought.
    pub weights: Option<WeightsOut>,
    /// What tells best of what is new to somebody; null while nobody has bought.
    pub new_by: Option<Method>,
    /// The ways on days that they had not seen; null where nobody came in them.
    pub trial: Option<Trial>,
    /// The products, those with most customers first.
    pub rows: Vec<ProductRow>,
}

/// How much each part counts in the score of a product.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = RecommendWeights)]
pub struct WeightsOut {
    /// How often he bought it; what he bought most is 1.
    pub own: f64,
    /// The chance that he buys it again.
    pub again: f64,
    /// What EASE says.
    pub ease: f64,
    /// What BM25 says of what is bought together; the nearest is 1.
    pub together: f64,
    /// How popular it is these days; the most popular is 1.
    pub popular: f64,
    /// What hidden tastes say; what they say most of is 1.
    pub als: f64,
}

impl From<Weights> for WeightsOut {
    fn from(Weights { own, again, ease, together, popular, als }: Weights) -> Self {
        Self { own, again, ease, together, popular, als }
    }
}

/// A way to tell what is bought next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = RecommendMethod)]
pub enum Method {
    /// What he bought most often.
    OwnFrequency,
    /// What he bought before and whose time comes.
    Again,
    /// What those who bought the same bought, all things together (EASE).
    Ease,
    /// What is bought together with what he bought (BM25).
    Together,
    /// What is popular these days.
    Popular,
    /// What meets the tastes of who bought what he bought (ALS).
    Als,
    /// All of them, weighed: what is shipped.
    Blend,
}

impl From<Way> for Method {
    fn from(way: Way) -> Self {
        match way {
            Way::OwnFrequency => Self::OwnFrequency,
            Way::Again => Self::Again,
            Way::Ease => Self::Ease,
            Way::Together => Self::Together,
            Way::Popular => Self::Popular,
            Way::Als => Self::Als,
            Way::Blend => Self::Blend,
        }
    }
}

/// The ways on days that they had not seen.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = RecommendTrial)]
pub struct Trial {
    /// The first day that was foretold.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The last day that was foretold.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// Customers who came in these days and on whom no weight was sought.
    pub customers: u64,
    /// Each way, what is shipped last.
    pub methods: Vec<TriedOut>,
    /// How much better what is shipped foretold than what each bought most, in nDCG at 10.
    pub gain: Gain,
}

impl Trial {
    /// What is shipped.
    pub fn blend(&self) -> Option<&TriedOut> {
        self.methods.iter().find(|it| it.method == Method::Blend)
    }

    /// What each bought most: the bar.
    pub fn own(&self) -> Option<&TriedOut> {
        self.methods.iter().find(|it| it.method == Method::OwnFrequency)
    }
}

/// How well a way foretold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = RecommendTried)]
pub struct TriedOut {
    /// The way.
    pub method: Method,
    /// How well the first ten were ordered: 1 is the best order there is.
    pub ndcg_10: f64,
    /// The share of what could be told with ten that was.
    pub recall_10: f64,
    /// The share of what could be told with twenty that was.
    pub recall_20: f64,
    /// The share of customers who bought one of the first ten.
    pub hit_10: f64,
    /// The share of all products that came among somebody's first ten.
    pub coverage: f64,
    /// nDCG at 10 of only what was new to the customer; null for ways that know nothing of it.
    pub new_ndcg_10: Option<f64>,
}

/// A mean with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = RecommendGain)]
pub struct Gain {
    /// The mean over customers.
    pub mean: f64,
    /// The lower end; null with fewer than two customers.
    pub low: Option<f64>,
    /// The upper end; null with fewer than two customers.
    pub high: Option<f64>,
}

/// A product and what goes with it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = RecommendProductRow)]
pub struct ProductRow {
    /// Its article number, or its name where it has none.
    pub product: String,
    /// What it is called.
    pub name: String,
    /// The shelf it stands on.
    pub category: Option<String>,
    /// How many customers bought it.
    pub customers: u32,
    /// What the same people bought, the nearest first.
    pub with: Vec<BoughtWith>,
}
