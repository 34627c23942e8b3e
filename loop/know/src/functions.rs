//! The reports as functions of SQL: `select cohorts(customer_id, at, amount) from orders`.
//!
//! Each answers with the JSON of its report by default options, over the rows it is given. A
//! `where` in front of it is part of the question: with `where channel = 'web'` a customer's
//! first order is his first on the web. Scores are cut and named as the shop has set it.

use std::fmt;
use std::sync::Arc;

use collect::shop::Shop;
use facts::{Fold, FoldFunction};
use serde::Serialize;

use crate::Vantage;
use crate::abc::{self, AbcFold, AbcOptions, Found, Plan, Ranking};
use crate::asking::{ReportError, vantage};
use crate::cohorts::{self, CohortFold, CohortOptions};
use crate::retention::{self, RetentionFold, RetentionOptions};
use crate::revenue::{self, Ends, RevenueFold, RevenueOptions};
use crate::rfm::{self, Groups, RfmFold, RfmOptions, Scale};
use crate::rhythm::{self, RhythmFold, RhythmOptions};

/// A fold that can tell its sum as the report it belongs to.
struct Told<F: Fold> {
    fold: F,
    ground: Arc<Ground>,
    tell: fn(&Ground, F::Sum) -> String,
}

/// What a report is told by besides its sum.
#[derive(Debug)]
struct Ground {
    vantage: Vantage,
    /// Where the shop cuts its scores.
    scale: Scale,
    /// What it calls whom by them.
    groups: Groups,
}

impl<F: Fold> Clone for Told<F> {
    fn clone(&self) -> Self {
        Self { fold: self.fold.clone(), ground: self.ground.clone(), tell: self.tell }
    }
}

impl<F: Fold> fmt::Debug for Told<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fold.fmt(f)
    }
}

impl<F: Fold> Fold for Told<F> {
    type Sum = F::Sum;

    fn reads_amount(&self) -> bool {
        self.fold.reads_amount()
    }

    fn empty(&self) -> F::Sum {
        self.fold.empty()
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        self.fold.see(at, amount);
    }

    fn finish(&mut self, customer: i64, sum: &mut F::Sum) {
        self.fold.finish(customer, sum);
    }
}

fn function<F: Fold>(
    name: &str,
    fold: F,
    ground: &Arc<Ground>,
    tell: fn(&Ground, F::Sum) -> String,
) -> FoldFunction {
    let told = Told { fold, ground: ground.clone(), tell };
    FoldFunction::new(name, told, |told, sum| (told.tell)(&told.ground, sum))
}

fn json(report: &impl Serialize) -> String {
    serde_json::to_string(report).expect("a report has only names that JSON can spell")
}

/// The folds that can be called in SQL over this shop's facts; none while nobody has bought.
pub async fn functions(shop: &Shop) -> Result<Vec<FoldFunction>, ReportError> {
    let mut tx = shop.read().await?;
    let vantage = vantage(&mut tx, None).await?;
    let (scale, groups) = (rfm::scale_of(&mut tx).await?, rfm::groups_of(&mut tx).await?);
    let ground = Arc::new(Ground { vantage, scale, groups });
    Ok(functions_from(&ground).unwrap_or_default())
}

fn functions_from(ground: &Arc<Ground>) -> Option<Vec<FoldFunction>> {
    let vantage = &ground.vantage;
    let cohorts = CohortFold::new(&CohortOptions::default(), vantage)?;
    let retention =
        RetentionFold::new(&retention::Plan::new(&RetentionOptions::default(), vantage)?);
    let revenue = RevenueFold::new(&Ends::new(&RevenueOptions::default(), vantage).ok()?, vantage);
    let rhythm = RhythmFold::new(vantage)?;
    let rfm = RfmFold::new(vantage)?;
    let plan = Arc::new(Plan::new(&AbcOptions::default(), vantage).ok()??);
    let abc = AbcFold::new(plan.clone(), &plan.undivided());
    Some(vec![
        function("cohorts", cohorts, ground, |ground, sum| {
            json(&cohorts::report(CohortOptions::default(), &ground.vantage, Some(&sum)))
        }),
        function("retention", retention, ground, |ground, sum| {
            json(&retention::report(RetentionOptions::default(), &ground.vantage, Some(&sum)))
        }),
        function("rhythm", rhythm, ground, |ground, sum| {
            json(&rhythm::report(RhythmOptions::default(), &ground.vantage, Some(&sum)))
        }),
        function("revenue", revenue, ground, |ground, bridge| {
            let options = RevenueOptions::default();
            match Ends::new(&options, &ground.vantage) {
                Ok(ends) => json(&revenue::report(options, &ground.vantage, &ends, &bridge)),
                Err(reason) => json(&reason.to_string()),
            }
        }),
        function("rfm", rfm, ground, |Ground { vantage, scale, groups }, sum| {
            let scored = rfm::scores::scored(scale, sum);
            json(&rfm::groups_report(RfmOptions::default(), vantage, scale, &scored, groups))
        }),
        function("abc", abc, ground, |ground, sum| {
            let options = AbcOptions { limit: Some(0), ..AbcOptions::default() };
            let plan = Plan::new(&options, &ground.vantage).ok().flatten().map(Arc::new);
            let found = plan.map(|plan| {
                let ranking = Ranking::of(sum.items, &options, &plan);
                Found { plan, ranking, caveats: vec![] }
            });
            json(&abc::report(options, &ground.vantage, found.as_ref(), |_| None))
        }),
    ])
}
