//! Nothing of the future may be known: orders after a day, futures that were shuffled.

use domain::Instant;
use proptest::prelude::*;
use stats::learning::{Examples, logistic};

use crate::Vantage;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};
use crate::leaving::features::{
    Cuts, Feature, FeatureFold, FeatureSum, N_OF_ORDERS, Sample, Seen, Tallies,
};
use crate::leaving::modelled::{Gathered, Modelled};
use crate::leaving::options::Model;
use crate::leaving::report::{self, LeavingReport, Told};
use crate::leaving::{Fitted, LeavingOptions};
use crate::segments::tests::house::Chance;

const DAY: i64 = Instant::DAY;
const FIRST: i64 = 1_735_689_600_000_000;

pub fn sum(rows: &Rows, cuts: &Cuts) -> FeatureSum {
    drawn::fold_in_parts(&FeatureFold::new(cuts, Sample::of(0, 1)), rows, 3)
}

/// What was seen on a cut; 0 is the one whose future is not known.
pub fn seen_on(rows: &Rows, cuts: &Cuts, cut: usize) -> Seen {
    sum(rows, cuts).cuts.swap_remove(cut).in_order()
}

pub fn fitted(rows: &Rows, vantage: &Vantage, within: u32, model: Model) -> Fitted {
    let modelled = Cuts::new(vantage, within).map(|cuts| {
        let sum = sum(rows, &cuts);
        Modelled::of(model, Gathered::of(cuts, Sample::of(0, 1), sum, &Tallies::default()))
    });
    Fitted { vantage: vantage.clone(), rhythm_days: None, modelled }
}

pub fn report_of(rows: &Rows, vantage: &Vantage, within: u32) -> LeavingReport {
    let fitted = fitted(rows, vantage, within, Model::Simplest);
    let Told { mut report, listed } = report::tell(LeavingOptions::default(), &fitted);
    if let Some(modelled) = &fitted.modelled {
        let row = |one| report::row(vantage, modelled, &Default::default(), one);
        report.rows = listed.iter().map(row).collect();
    }
    report
}

pub fn codes(report: &LeavingReport) -> Vec<&str> {
    report.head.caveats.0.iter().map(|caveat| caveat.code.as_str()).collect()
}

/// Customers of two kinds over three hundred days: the lively come every ten days or so until they
/// leave, which each day may bring; the rare come now and then.
pub fn lively(n: i64) -> Rows {
    let chance = &mut Chance(11);
    let mut rows = Rows::new();
    for customer in 1..=n {
        let first = chance.below(200).cast_signed();
        let (gap, leaves) = if customer % 3 == 0 { (60, 1_000) } else { (10, 120) };
        let last = first + chance.below(leaves).cast_signed();
        let mut day = first;
        while day <= last.max(first) && day < 300 {
            rows.push((customer, FIRST + day * DAY, 1_000 + chance.below(4_000).cast_signed()));
            day += 1 + chance.below(2 * gap).cast_signed();
        }
    }
    rows.sort_unstable();
    rows
}

/// The same shop where everybody got the future of somebody else: from a day on, the orders of one
/// customer are those of another.
fn with_futures_shuffled(rows: &Rows, from: i64, seed: u64) -> Rows {
    let chance = &mut Chance(seed);
    let last = rows.iter().map(|row| row.0).max().unwrap_or(0);
    let mut others: Vec<i64> = (1..=last).collect();
    for nth in (1..others.len()).rev() {
        others.swap(nth, chance.below(nth as u64 + 1) as usize);
    }
    let dealt = |&(customer, at, amount): &(i64, i64, i64)| {
        let whose = if at < from { customer } else { others[customer as usize - 1] };
        (whose, at, amount)
    };
    let mut dealt: Rows = rows.iter().map(dealt).collect();
    dealt.sort_unstable();
    dealt
}

#[test]
fn a_shuffled_future_cannot_be_told() {
    let rows = lively(3_000);
    let vantage = drawn::vantage(&rows, "2025-10-28");
    let honest = fitted(&rows, &vantage, 30, Model::Simplest).modelled.expect("orders");
    let trial = honest.trial.expect("a trial");
    assert!(trial.shipped().expect("a model").score.auc > 0.75, "{:?}", trial.tried);
    let held_from = honest.cuts.known[0];
    let shuffled = with_futures_shuffled(&rows, FIRST + i64::from(held_from) * DAY, 5);
    let shuffled = fitted(&shuffled, &vantage, 30, Model::Simplest).modelled.expect("orders");
    for tried in shuffled.trial.expect("a trial").tried {
        let off = (tried.score.auc - 0.5).abs();
        assert!(off < 3.0 * tried.score.auc_error, "{:?}", tried.score);
    }
}

proptest! {
    /// Orders on or after the day of a cut change nothing that is known of anybody on it.
    #[test]
    fn an_order_after_a_cut_changes_no_feature(
        rows in shops(), later in prop::collection::vec((1_i64..8, 0_i64..4_000_000), 0..20),
    ) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let cuts = Cuts::new(&vantage, 20).expect("orders");
        for (nth, cut) in cuts.known.iter().enumerate() {
            let begins = vantage.zone.start_of(cuts.day(*cut)).0;
            let mut longer = rows.clone();
            let order = |(who, seconds): &(i64, i64)| (*who, begins + seconds * 1_000_000, 5);
            longer.extend(later.iter().map(order));
            longer.sort_unstable();
            let before = seen_on(&rows, &cuts, nth + 1);
            let after = seen_on(&longer, &cuts, nth + 1);
            prop_assert_eq!(before.customers, after.customers);
            prop_assert_eq!(before.features, after.features);
        }
    }
}

/// Everybody came once; whether he came again was drawn from a chance that falls with the days
/// since. What is fitted to the features is what it was drawn from.
#[test]
fn a_shop_drawn_from_known_chances_gives_them_back() {
    let (at_start, per_recency) = (1.5, -0.8);
    let chance = &mut Chance(3);
    let mut rows = Rows::new();
    for customer in 1..=20_000 {
        let day = chance.below(100).cast_signed();
        rows.push((customer, FIRST + day * DAY, 1_000));
        let recency = (100.0 - day as f64).ln_1p();
        let comes = 1.0 / (1.0 + (-(at_start + per_recency * recency)).exp());
        if (chance.below(1_000_000) as f64) < comes * 1e6 {
            rows.push((customer, FIRST + (105 + chance.below(50).cast_signed()) * DAY, 1_000));
        }
    }
    rows.sort_unstable();
    let vantage = drawn::vantage(&rows, "2025-06-10");
    let cuts = Cuts::new(&vantage, 60).expect("orders");
    assert_eq!((cuts.end, cuts.known[0]), (160, 100));
    let seen = seen_on(&rows, &cuts, 1);
    let mut examples = Examples::new(1);
    for (row, came) in seen.rows().zip(&seen.came) {
        examples.add(&[row[Feature::Recency as usize]], *came);
    }
    let fit = logistic(&examples, 0.0).expect("a fit");
    let errors = fit.errors.clone().expect("errors");
    assert!((fit.coefficients[0] - per_recency).abs() < 3.0 * errors[1], "{fit:?}");
    assert!((fit.intercept - at_start).abs() < 3.0 * errors[0], "{fit:?}");
    assert!(errors[1] < 0.05, "{errors:?}");
    assert_eq!(seen.features.len(), seen.customers.len() * N_OF_ORDERS);
}
