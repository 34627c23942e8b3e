//! Everything the report needs, folded in one pass over the orders.

use std::sync::Arc;

use super::{Part, ReportOptions};
use crate::abc::{AbcFold, AbcOptions, Plan};
use crate::cohorts::{CohortFold, CohortOptions, Count, Mode};
use crate::home::ReturnsFold;
use crate::metrics::{BuyingFold, MetricsOptions};
use crate::retention::RetentionFold;
use crate::revenue::{Ends, RevenueFold, RevenueOptions};
use crate::rfm::RfmFold;
use crate::rhythm::RhythmFold;
use crate::{AsOf, Vantage};

/// Every rule of counting, in the order of the tables.
pub(super) const RULES: [Count; 4] =
    [Count::On, Count::OnOrAfter, Count::OnOrBefore, Count::Streak];

/// The folds of the report; those of parts that are not asked for are left out.
pub(super) type Pass = (
    (Option<CohortFold>, Option<CohortFold>),
    (
        (Option<RfmFold>, (Option<RhythmFold>, Option<AbcFold>)),
        (Option<RevenueFold>, (Option<(RetentionFold, BuyingFold)>, Option<ReturnsFold>)),
    ),
);

/// Where every part is looked from, and at whom.
pub(super) fn seen(options: &ReportOptions) -> (Option<AsOf>, Option<String>) {
    (options.as_of, options.segment.clone())
}

/// The options of one kind of cohort tables.
pub(super) fn cohorts(mode: Mode, options: &ReportOptions) -> CohortOptions {
    let (as_of, segment) = seen(options);
    CohortOptions { mode, as_of, segment, ..CohortOptions::default() }
}

/// The pass that answers these options; none while nobody has bought.
pub(super) fn pass(options: &ReportOptions, vantage: &Vantage) -> Option<Pass> {
    vantage.calendar(crate::Unit::Month)?;
    let wanted = &options.only;
    let tables = |mode| {
        let cohorts = cohorts(mode, options);
        wanted.only(Part::Cohorts, || CohortFold::by_rules(&cohorts, vantage, &RULES))
    };
    let needs_rhythm = wanted.hold(Part::Rhythm) || wanted.hold(Part::Ladder);
    let rhythm = needs_rhythm.then(|| RhythmFold::new(vantage)).flatten();
    let rfm = wanted.only(Part::Rfm, || RfmFold::new(vantage));
    let ends = Ends::new(&revenue(options), vantage).ok();
    let revenue = wanted.only(Part::Revenue, || Some(RevenueFold::new(&ends?, vantage)));
    let metrics = wanted.only(Part::Metrics, || {
        let plan = metrics(options).plan(vantage)?;
        Some((RetentionFold::new(&plan), BuyingFold::new(&plan)))
    });
    let returns = wanted.only(Part::Metrics, || ReturnsFold::new(vantage));
    let abc = wanted.only(Part::Abc, || {
        let plan = abc_plan(options, vantage)?;
        Some(AbcFold::new(plan.clone(), &plan.undivided()))
    });
    let cohorts = (tables(Mode::Calendar), tables(Mode::Rolling));
    Some((cohorts, ((rfm, (rhythm, abc)), (revenue, (metrics, returns)))))
}

/// The days ABC looks at: the twelve whole months before, or as many as there are.
pub(super) fn abc_plan(options: &ReportOptions, vantage: &Vantage) -> Option<Arc<Plan>> {
    Plan::new(&abc(options), vantage).ok().flatten().map(Arc::new)
}

/// ABC of the report: customers by revenue, none of them listed.
pub(super) fn abc(options: &ReportOptions) -> AbcOptions {
    let (as_of, segment) = seen(options);
    AbcOptions { limit: Some(0), as_of, segment, ..AbcOptions::default() }
}

/// The bridge of the report: the last ninety days beside the ninety before.
pub(super) fn revenue(options: &ReportOptions) -> RevenueOptions {
    let (as_of, segment) = seen(options);
    RevenueOptions { as_of, segment, ..RevenueOptions::default() }
}

/// The metrics of the report: those of the newest finished month.
pub(super) fn metrics(options: &ReportOptions) -> MetricsOptions {
    let (as_of, segment) = seen(options);
    MetricsOptions { as_of, segment, ..MetricsOptions::default() }
}
