//! The full retention report: every figure of the shop in one pass, with words first.
//!
//! What is going on, in sentences; what costs most money; then the tables with their
//! definitions. Start at [`of_shop`] for the figures and at [`html`] for the page to share.

pub mod api;
pub mod html;
mod losses;
mod parts;
mod pass;
mod sentences;

#[cfg(test)]
mod tests;

use collect::shop::{Language, Shop};
use facts::Fold;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};

pub use losses::{Loss, LossCode};
pub use parts::{BadParts, Part, Parts};
pub use sentences::Told;

use crate::asking::{ReportError, ask};
use crate::cohorts::{self, CohortReport, CohortSums, Mode};
use crate::home::ReturnsSum;
use crate::metrics::{self, MetricsReport};
use crate::revenue::{self, Ends, RevenueReport};
use crate::rfm::{self, Groups, GroupsReport, RfmOptions, RfmSum};
use crate::rhythm::{self, RhythmOptions, RhythmReport, RhythmSum, Step};
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
    /// Only these parts of metrics, cohorts, rfm, ladder, rhythm, revenue.
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
    let mut asked = ask(shop, options.as_of).await?;
    asked.vantage.language = options.language.unwrap_or(asked.vantage.language);
    let sum = asked.fold(pass::pass(&options, &asked.vantage)).await?;
    let groups = rfm::groups_of(&mut shop.read().await?).await?;
    let report = report(options, &asked.vantage, sum, &groups);
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
    groups: &Groups,
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
    };
    if let Some(sum) = sum {
        Reading { vantage, groups }.read(&mut report, sum);
    }
    report
}

/// Where the parts are read from.
struct Reading<'a> {
    vantage: &'a Vantage,
    groups: &'a Groups,
}

impl Reading<'_> {
    fn read(&self, report: &mut FullReport, sum: ReportSum) {
        let ((calendar, rolling), ((rfm, rhythm), (revenue, (metrics, returns)))) = sum;
        let vantage = self.vantage;
        let options = report.head.options.clone();
        report.cohorts = calendar.map(|sums| self.tables(Mode::Calendar, &options, &sums));
        report.cohorts_rolling = rolling.map(|sums| self.tables(Mode::Rolling, &options, &sums));
        report.metrics =
            metrics.map(|sum| metrics::report(pass::metrics(&options), vantage, Some(&sum)));
        report.revenue = revenue.and_then(|bridge| {
            let asked = pass::revenue(&options);
            let ends = Ends::new(&asked, vantage).ok()?;
            Some(revenue::report(asked, vantage, &ends, &bridge))
        });
        let rhythm = rhythm.map(|sum| self.rhythm(&options, &sum));
        self.say(report, rfm.as_ref(), rhythm.as_ref(), returns.as_ref());
        report.rfm = rfm.map(|sum| self.groups(&options, &sum));
        report.ladder = rhythm
            .as_ref()
            .filter(|_| options.only.hold(Part::Ladder))
            .map(|rhythm| rhythm.ladder.clone());
        report.rhythm = rhythm.filter(|_| options.only.hold(Part::Rhythm));
    }

    fn say(
        &self,
        report: &mut FullReport,
        rfm: Option<&RfmSum>,
        rhythm: Option<&RhythmReport>,
        returns: Option<&ReturnsSum>,
    ) {
        let overdue =
            rfm.zip(rhythm).and_then(|(customers, rhythm)| crate::home::overdue(rhythm, customers));
        let came_back = returns.and_then(|sum| crate::home::newest(sum, self.vantage));
        report.sentences =
            sentences::all(report, came_back.as_ref(), overdue.as_ref(), self.vantage);
        report.losses = losses::dearest(report, overdue.as_ref(), self.vantage);
    }

    fn tables(&self, mode: Mode, options: &ReportOptions, sums: &CohortSums) -> Vec<CohortReport> {
        let table = |count| {
            let asked = crate::cohorts::CohortOptions { count, ..pass::cohorts(mode, options) };
            cohorts::report(asked, self.vantage, Some(sums))
        };
        pass::RULES.into_iter().map(table).collect()
    }

    fn rhythm(&self, options: &ReportOptions, sum: &RhythmSum) -> RhythmReport {
        let options = RhythmOptions { as_of: options.as_of };
        rhythm::report(options, self.vantage, Some(sum))
    }

    fn groups(&self, options: &ReportOptions, sum: &RfmSum) -> GroupsReport {
        let options = RfmOptions { as_of: options.as_of, ..RfmOptions::default() };
        let scored = rfm::scores::scored(&options, sum);
        rfm::groups_report(options, self.vantage, &scored, self.groups)
    }
}

const DEFINITION: Wording = Wording {
    en: "All figures come from one pass over the orders up to the moment named, each with the \
         definition of its own report.",
    uk: "Усі числа взято за один прохід замовленнями до названої миті, кожне — з визначенням \
         свого звіту.",
    ru: "Все числа взяты за один проход по заказам до названного момента, каждое — с определением \
         своего отчёта.",
};
