//! Why another tool says something else: the same word as other tools count it, side by side.
//!
//! Every variant is computed over the shop's own orders, so that an owner who moves here can see
//! which of the numbers he knew, and by how much the word alone changes it. Start at
//! [`variants`].

pub mod api;
mod pass;
mod sheet;
mod variants;
mod words;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::Period;
use serde::{Deserialize, Serialize};

pub use variants::Word;

use crate::asking::{ReportError, ask_of};
use crate::figure::Figure;
use crate::metrics::Kind;
use crate::retention::DEFAULT_WINDOW;
use crate::{AsOf, Days, Head, Vantage, Wording};

/// What can be asked of the comparison.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct ElsewhereOptions {
    /// Who bought within so many days before a moment is active at it.
    #[arg(long, value_name = "DAYS", default_value_t = DEFAULT_WINDOW)]
    #[param(value_type = Option<String>)]
    #[schema(value_type = String)]
    pub activity_window: Days,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

impl Default for ElsewhereOptions {
    fn default() -> Self {
        Self { activity_window: DEFAULT_WINDOW, as_of: None, segment: None }
    }
}

/// The same words as different tools count them.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ElsewhereReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<ElsewhereOptions>,
    /// The newest finished month, which the variants of a period are of; null before there is one.
    pub period: Option<Period>,
    /// Every variant, word by word, ours first.
    pub variants: Vec<Variant>,
}

/// One way to count a word.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Variant {
    /// The word.
    pub word: Word,
    /// Who counts so.
    pub tool: &'static str,
    /// What it is called there.
    pub called: &'static str,
    /// What exactly is counted.
    pub meaning: Wording,
    /// What kind of number it is.
    pub kind: Kind,
    /// The number; null where there is no answer.
    pub value: Option<Figure>,
    /// How many customers it stands on.
    pub of: u64,
}

/// The comparison for a shop.
pub async fn of_shop(
    shop: &Shop,
    options: ElsewhereOptions,
) -> Result<ElsewhereReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let pass = pass::Pass::new(&options, &asked.vantage);
    let sum = asked.fold(pass.as_ref().map(pass::Pass::fold)).await?;
    Ok(report(options, &asked.vantage, pass.as_ref().zip(sum.as_ref())))
}

/// Reads the variants off what the pass has added up.
fn report(
    options: ElsewhereOptions,
    vantage: &Vantage,
    counted: Option<(&pass::Pass, &pass::ElsewhereSum)>,
) -> ElsewhereReport {
    let definition = words::definition(&options, vantage.language);
    let head = vantage.head("elsewhere", definition, options);
    match counted {
        Some((pass, sum)) => {
            let counted = pass.read(vantage, sum);
            ElsewhereReport {
                head,
                period: Some(counted.period),
                variants: variants::all(&counted),
            }
        }
        None => ElsewhereReport { head, period: None, variants: Vec::new() },
    }
}
