//! The full retention report: every figure of the shop in one pass, with words first.
//!
//! What is going on, in sentences; what costs most money; then the tables with their
//! definitions. Start at [`of_shop`] for the figures and at [`html`] for the page to share.

pub mod api;
pub mod html;
mod parts;
mod pass;
mod reading;
mod said;

#[cfg(test)]
mod tests;

use collect::shop::{Language, Shop};
use facts::Fold;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};

pub use parts::{BadParts, Part, Parts};
pub use said::{Loss, LossCode, Told};

use crate::abc::AbcReport;
use crate::asking::{ReportError, ask_of};
use crate::cohorts::CohortReport;
use crate::metrics::{Ledger, MetricsReport};
use crate::revenue::RevenueReport;
use crate::rfm::{self, Groups, GroupsReport, Scale};
use crate::rhythm::{RhythmReport, Step};
use crate::targets;
use crate::{AsOf, Head, Vantage, Wording};

/// What can be asked of the full report.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct ReportOptions {
    /// Only these parts of metrics, cohorts, rfm, ladder, rhythm, revenue, abc.
    #[arg(long, value_name = "PART,PART", default_value_t)]
    #[param(value_type = Option<String>, example = "cohorts,rfm")]
    #[schema(value_type = String)]
    pub only: Parts,
    /// In this language of en, uk, ru; in that of the shop unless told.
    #[arg(long, value_name = "LANGUAGE", value_parser = known_language)]
    #[param(inline)]
    pub language: Option<Language>,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

fn known_language(text: &str) -> Result<Language, serde::de::value::Error> {
    Language::deserialize(text.into_deserializer())
}

/// The full report; parts that were not asked for are left out.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct FullReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<ReportOptions>,
    /// What is going on, in words; only what there is history enough to say.
    pub sentences: Vec<Told>,
    /// What costs most money, dearest first; at most three.
    pub losses: Vec<Loss>,
    /// Every metric of the newest finished month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<MetricsReport>,
    /// Cohort tables by calendar months, one for each rule of counting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohorts: Option<Vec<CohortReport>>,
    /// The same by each customer's own stretches of thirty days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohorts_rolling: Option<Vec<CohortReport>>,
    /// The groups of RFM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rfm: Option<GroupsReport>,
    /// How many came an n-th time, and which share of them once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Vec<Step>>,
    /// How long customers wait between purchases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<RhythmReport>,
    /// What became of the revenue of the ninety days before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue: Option<RevenueReport>,
    /// On how few customers the money hangs, without its rows; the report of its own has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abc: Option<AbcReport>,
}

/// What one pass has added up.
pub type ReportSum = <pass::Pass as Fold>::Sum;

/// A report and where it was seen from.
pub struct Reported {
    /// Where it was seen from.
    pub vantage: Vantage,
    /// The figures.
    pub report: FullReport,
}

/// The full report of a shop.
pub async fn of_shop(shop: &Shop, options: ReportOptions) -> Result<Reported, ReportError> {
    let mut asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    asked.vantage.language = options.language.unwrap_or(asked.vantage.language);
    let sum = asked.fold(pass::pass(&options, &asked.vantage)).await?;
    let mut tx = shop.read().await?;
    let (groups, scale) = (rfm::groups_of(&mut tx).await?, rfm::scale_of(&mut tx).await?);
    drop(tx);
    let ledger = match options.only.hold(Part::Metrics) {
        true => {
            let plan = pass::metrics(&options).plan(&asked.vantage);
            Ledger::of_shop(shop, &asked, (plan.as_ref(), options.segment.as_deref())).await?
        }
        false => Ledger::default(),
    };
    let mut report = report(options, &asked.vantage, sum, (&groups, &scale, &ledger));
    if let Some(metrics) = &mut report.metrics {
        targets::all(&mut shop.read().await?).await?.lay_over(metrics);
    }
    Ok(Reported { vantage: asked.vantage, report })
}

/// The pass that answers these options, to be run over facts that are not a shop's.
pub fn fold(options: &ReportOptions, vantage: &Vantage) -> Option<impl Fold<Sum = ReportSum>> {
    pass::pass(options, vantage)
}

/// Reads the report off what the pass has added up.
pub fn report(
    options: ReportOptions,
    vantage: &Vantage,
    sum: Option<ReportSum>,
    (groups, scale, ledger): (&Groups, &Scale, &Ledger),
) -> FullReport {
    let definition = [DEFINITION, crate::PURCHASE].map(|part| part.say(vantage.language)).join(" ");
    let head = vantage.head("report", definition, options);
    let mut report = FullReport {
        head,
        sentences: Vec::new(),
        losses: Vec::new(),
        metrics: None,
        cohorts: None,
        cohorts_rolling: None,
        rfm: None,
        ladder: None,
        rhythm: None,
        revenue: None,
        abc: None,
    };
    if let Some(sum) = sum {
        reading::Reading { vantage, groups, scale, ledger }.read(&mut report, sum);
    }
    report
}

const DEFINITION: Wording = Wording {
    en: "All figures come from one pass over the orders up to the moment named, each with the \
         definition of its own report.",
    uk: "Усі числа взято за один прохід замовленнями до названої миті, кожне — з визначенням \
         свого звіту.",
    ru: "Все числа взяты за один проход по заказам до названного момента, каждое — с определением \
         своего отчёта.",
};
