//! The reports as functions of SQL: `select cohorts(customer_id, at, amount) from orders`.
//!
//! Each answers with the JSON of its report by default options, over the rows it is given. A
//! `where` in front of it is part of the question: with `where channel = 'web'` a customer's
//! first order is his first on the web.

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
    vantage: Arc<Vantage>,
    tell: fn(&Vantage, F::Sum) -> String,
}

impl<F: Fold> Clone for Told<F> {
    fn clone(&self) -> Self {
        Self { fold: self.fold.clone(), vantage: self.vantage.clone(), tell: self.tell }
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
    vantage: &Arc<Vantage>,
    tell: fn(&Vantage, F::Sum) -> String,
) -> FoldFunction {
    let told = Told { fold, vantage: vantage.clone(), tell };
    FoldFunction::new(name, told, |told, sum| (told.tell)(&told.vantage, sum))
}

fn json(report: &impl Serialize) -> String {
    serde_json::to_string(report).expect("a report has only names that JSON can spell")
}

/// The folds that can be called in SQL over this shop's facts; none while nobody has bought.
pub async fn functions(shop: &Shop) -> Result<Vec<FoldFunction>, ReportError> {
    let mut tx = shop.read().await?;
    let vantage = Arc::new(vantage(&mut tx, None).await?);
    Ok(functions_from(&vantage).unwrap_or_default())
}

fn functions_from(vantage: &Arc<Vantage>) -> Option<Vec<FoldFunction>> {
    let cohorts = CohortFold::new(&CohortOptions::default(), vantage)?;
    let retention =
        RetentionFold::new(&retention::Plan::new(&RetentionOptions::default(), vantage)?);
    let revenue = RevenueFold::new(&Ends::new(&RevenueOptions::default(), vantage).ok()?, vantage);
    let rhythm = RhythmFold::new(vantage)?;
    let rfm = RfmFold::new(vantage)?;
    let plan = Arc::new(Plan::new(&AbcOptions::default(), vantage).ok()??);
    let abc = AbcFold::new(plan.clone(), &plan.undivided());
    Some(vec![
        function("cohorts", cohorts, vantage, |vantage, sum| {
            json(&cohorts::report(CohortOptions::default(), vantage, Some(&sum)))
        }),
        function("retention", retention, vantage, |vantage, sum| {
            json(&retention::report(RetentionOptions::default(), vantage, Some(&sum)))
        }),
        function("rhythm", rhythm, vantage, |vantage, sum| {
            json(&rhythm::report(RhythmOptions::default(), vantage, Some(&sum)))
        }),
        function("revenue", revenue, vantage, |vantage, bridge| {
            let options = RevenueOptions::default();
            match Ends::new(&options, vantage) {
                Ok(ends) => json(&revenue::report(options, vantage, &ends, &bridge)),
                Err(reason) => json(&reason.to_string()),
            }
        }),
        function("rfm", rfm, vantage, |vantage, sum| {
            let (options, fifths) = (RfmOptions::default(), Scale::default());
            let scored = rfm::scores::scored(&fifths, sum);
            json(&rfm::groups_report(options, vantage, &fifths, &scored, &Groups::shipped()))
        }),
        function("abc", abc, vantage, |vantage, sum| {
            let options = AbcOptions { limit: Some(0), ..AbcOptions::default() };
            let plan = Plan::new(&options, vantage).ok().flatten().map(Arc::new);
            let found = plan.map(|plan| {
                let ranking = Ranking::of(sum.items, &options, &plan);
                Found { plan, ranking, caveats: vec![] }
            });
            json(&abc::report(options, vantage, found.as_ref(), |_| None))
        }),
    ])
}
