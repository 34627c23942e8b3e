//! From what one pass has added up to the parts of the report.

use std::panic::resume_unwind;

use super::{FullReport, Part, ReportOptions, ReportSum, pass, said};
use crate::Vantage;
use crate::abc::{AbcReport, AbcSum, Found, Ranking};
use crate::cohorts::{self, CohortOptions, CohortReport, CohortSums, Mode};
use crate::home::ReturnsSum;
use crate::metrics::{self, Ledger};
use crate::revenue::{self, Ends};
use crate::rfm::{self, Groups, GroupsReport, RfmOptions, Scale, Scored};
use crate::rhythm::{self, RhythmOptions, RhythmReport, RhythmSum};

/// Where the parts are read from.
pub(super) struct Reading<'a> {
    pub vantage: &'a Vantage,
    pub groups: &'a Groups,
    pub scale: &'a Scale,
    pub ledger: &'a Ledger,
}

impl Reading<'_> {
    /// Fills in every part that was counted.
    pub fn read(&self, report: &mut FullReport, sum: ReportSum) {
        let ((calendar, rolling), ((rfm, (rhythm, abc)), (revenue, (metrics, returns)))) = sum;
        let vantage = self.vantage;
        let options = report.head.options.clone();
        report.cohorts = calendar.map(|sums| self.tables(Mode::Calendar, &options, &sums));
        report.cohorts_rolling = rolling.map(|sums| self.tables(Mode::Rolling, &options, &sums));
        report.metrics = metrics
            .map(|sum| metrics::report(pass::metrics(&options), vantage, Some(&sum), self.ledger));
        report.revenue = revenue.and_then(|bridge| {
            let asked = pass::revenue(&options);
            let ends = Ends::new(&asked, vantage).ok()?;
            Some(revenue::report(asked, vantage, &ends, &bridge))
        });
        let rhythm = rhythm.map(|sum| self.rhythm(&options, &sum));
        // Both sort every customer of the shop, so each has a core of its own.
        let scored = std::thread::scope(|scope| {
            let abc = abc.map(|sum| scope.spawn(|| self.abc(&options, sum)));
            let scored = rfm.map(|sum| rfm::scores::scored(self.scale, sum));
            report.rfm = scored.as_ref().map(|scored| self.groups(&options, scored));
            let abc = abc.map(|abc| abc.join().unwrap_or_else(|panic| resume_unwind(panic)));
            report.abc = abc.flatten();
            scored
        });
        self.say(report, scored.as_deref(), rhythm.as_ref(), returns.as_ref());
        report.ladder = rhythm
            .as_ref()
            .filter(|_| options.only.hold(Part::Ladder))
            .map(|rhythm| rhythm.ladder.clone());
        report.rhythm = rhythm.filter(|_| options.only.hold(Part::Rhythm));
    }

    fn say(
        &self,
        report: &mut FullReport,
        scored: Option<&[Scored]>,
        rhythm: Option<&RhythmReport>,
        returns: Option<&ReturnsSum>,
    ) {
        let overdue =
            scored.zip(rhythm).and_then(|(scored, rhythm)| crate::home::overdue(rhythm, scored));
        let came_back = returns.and_then(|sum| crate::home::newest(sum, self.vantage));
        report.sentences = said::all(report, came_back.as_ref(), overdue.as_ref(), self.vantage);
        report.losses = said::dearest(report, overdue.as_ref(), self.vantage);
    }

    fn tables(&self, mode: Mode, options: &ReportOptions, sums: &CohortSums) -> Vec<CohortReport> {
        let table = |count| {
            let asked = CohortOptions { count, ..pass::cohorts(mode, options) };
            cohorts::report(asked, self.vantage, Some(sums))
        };
        pass::RULES.into_iter().map(table).collect()
    }

    fn abc(&self, options: &ReportOptions, sum: AbcSum) -> Option<AbcReport> {
        let asked = pass::abc(options);
        let plan = pass::abc_plan(options, self.vantage)?;
        let ranking = Ranking::of(sum.items, &asked, &plan);
        let found = Found { plan, ranking, caveats: Vec::new() };
        Some(crate::abc::report(asked, self.vantage, Some(&found), |_| None))
    }

    fn rhythm(&self, options: &ReportOptions, sum: &RhythmSum) -> RhythmReport {
        let (as_of, segment) = pass::seen(options);
        let options = RhythmOptions { as_of, segment };
        rhythm::report(options, self.vantage, Some(sum))
    }

    fn rfm(&self, options: &ReportOptions) -> RfmOptions {
        let (as_of, segment) = pass::seen(options);
        RfmOptions { as_of, segment, ..RfmOptions::default() }
    }

    fn groups(&self, options: &ReportOptions, scored: &[Scored]) -> GroupsReport {
        let options = self.rfm(options);
        rfm::groups_report(options, self.vantage, self.scale, scored, self.groups)
    }
}
