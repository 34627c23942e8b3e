//! Shops of which little can be learnt get an answer with a caveat, or none with the reason.

use proptest::prelude::*;

use super::futures::{codes, lively, report_of};
use crate::cohorts::tests::shops;
use crate::drawn;
use crate::leaving::features::Feature;
use crate::leaving::options::Model;
use crate::leaving::report::Reason;

#[test]
fn a_shop_without_orders_has_no_answer_and_says_so() {
    let report = report_of(&vec![], &drawn::vantage(&vec![], "2025-05-01"), 30);
    assert_eq!((report.customers, report.model, report.total), (0, None, None));
    assert_eq!(codes(&report), ["no_orders"]);
}

#[test]
fn a_short_history_has_no_answer_and_says_how_long_it_would_take() {
    let rows = drawn::shop("anna 2025-04-20 2025-04-28\nboris 2025-04-21");
    let report = report_of(&rows, &drawn::vantage(&rows, "2025-05-01"), 30);
    assert_eq!((report.model, report.rows.len()), (None, 2));
    assert_eq!(codes(&report), ["too_short"]);
    let text = &report.head.caveats.0[0].text;
    assert!(text.contains("11 days") && text.contains("60 days"), "{text}");
}

#[test]
fn where_nobody_ever_came_again_nobody_can_say_who_will() {
    let rows = drawn::shop("anna 2025-01-05\nboris 2025-02-05 2025-02-05\nvera 2025-03-01");
    let report = report_of(&rows, &drawn::vantage(&rows, "2025-05-01"), 20);
    assert_eq!((report.model, report.rows.len()), (None, 3));
    assert_eq!(codes(&report), ["no_returns"]);
}

#[test]
fn where_everybody_always_comes_nobody_is_leaving() {
    let days: Vec<String> = (1..=12).map(|month| format!("2025-{month:02}-10")).collect();
    let line = |name: &str| format!("{name} {}", days.join(" "));
    let rows = drawn::shop(&[line("anna"), line("boris")].join("\n"));
    let report = report_of(&rows, &drawn::vantage(&rows, "2025-12-20"), 40);
    assert_eq!(report.model, None);
    assert_eq!(codes(&report), ["nobody_left"]);
}

#[test]
fn one_customer_and_all_orders_on_one_day_break_nothing() {
    for drawing in ["anna 2025-01-05 2025-03-05", "anna 2025-04-30\nboris 2025-04-30 2025-04-30"] {
        let rows = drawn::shop(drawing);
        for within in [1, 14, 90] {
            let report = report_of(&rows, &drawn::vantage(&rows, "2025-05-01"), within);
            let chances = report.rows.iter().filter_map(|row| row.leaving);
            assert!(chances.into_iter().all(|chance| (0.0..=1.0).contains(&chance)), "{drawing}");
            assert!(!codes(&report).is_empty(), "{drawing} {within}");
        }
    }
}

#[test]
fn a_feature_that_is_the_same_of_everybody_is_told_to_say_nothing() {
    let rows = lively(600);
    let report = report_of(&rows, &drawn::vantage(&rows, "2025-10-28"), 30);
    assert_eq!(report.features.len(), Feature::ALL.len());
    let coupons = report.features.iter().find(|it| it.feature == Feature::Coupons);
    let coupons = coupons.expect("every feature is told");
    assert!(coupons.is_constant && coupons.part == 0.0 && coupons.weight.is_none(), "{coupons:?}");
    let recency = report.features.iter().find(|it| it.feature == Feature::Recency).expect("told");
    assert!(!recency.is_constant && recency.part > 0.0, "{recency:?}");
}

/// The list hangs together with the total, and reasons point where the chance lies.
#[test]
fn the_report_of_a_lively_shop_hangs_together() {
    let rows = lively(1_500);
    let report = report_of(&rows, &drawn::vantage(&rows, "2025-10-28"), 30);
    let total = report.total.expect("a model");
    assert_eq!(report.rows.len() as u64, report.customers);
    let buying: f64 = report.rows.iter().filter_map(|row| row.buying).sum();
    assert!((buying - total.buying).abs() < 1e-6, "{buying} {total:?}");
    assert!(total.slipping > 0 && total.slipping < total.regulars, "{total:?}");
    let stakes: Vec<i64> = report.rows.iter().filter_map(|row| Some(row.at_stake?.minor)).collect();
    assert!(stakes.windows(2).all(|pair| pair[0] >= pair[1]), "the most at stake first");
    let trial = report.trial.as_ref().expect("a trial");
    assert_eq!(trial.models.len(), 3);
    assert_eq!(trial.bins.iter().map(|bin| bin.customers).sum::<u64>(), trial.tried);
    let expected: f64 = trial.bins.iter().map(|bin| bin.told * bin.customers as f64).sum();
    assert!((expected - trial.expected).abs() < 1e-6, "{expected} {trial:?}");
    assert!(trial.models.iter().any(|it| it.behind == 0.0) && report.model.is_some());
    let silent = report.rows.iter().max_by_key(|row| std::cmp::Reverse(row.last_order_on));
    let silent = silent.expect("rows");
    assert!(silent.leaving > Some(0.7), "{silent:?}");
    assert!(silent.reasons.iter().any(|it| it.effect > 0.0), "{silent:?}");
    assert!(report.tree[0].branches.len() == 2 && report.tree[0].examples == report.examples);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Whatever a shop looks like, what is said of it can be.
    #[test]
    fn every_shop_gets_numbers_that_can_be(rows in shops(), within in 1_u32..200) {
        let report = report_of(&rows, &drawn::vantage(&rows, "2026-01-01"), within);
        for row in &report.rows {
            prop_assert!(row.leaving.is_none_or(|it| (0.0..=1.0).contains(&it)), "{row:?}");
            let can_be = |it: &Reason| it.effect.is_finite() && it.value.is_finite();
            prop_assert!(row.reasons.iter().all(can_be), "{row:?}");
        }
        prop_assert!(report.features.iter().all(|it| it.usual.is_finite() && it.part.is_finite()));
        prop_assert_eq!(report.model.is_some(), report.total.is_some());
        prop_assert!(report.model.is_none_or(|it| it != Model::Simplest));
    }
}
