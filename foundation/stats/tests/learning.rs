//! Telling who will leave on IBM's telco customers, beside statsmodels, scikit-learn and lightgbm.

mod common;

use std::collections::BTreeMap;

use common::{case, number, table_of_words, within};
use stats::learning::{
    BoostingSettings, Examples, Learnt, TreeSettings, Way, learn, lifts, logistic, score,
};

type Customer = BTreeMap<String, String>;

fn customers() -> Option<Vec<Customer>> {
    table_of_words("telco_churn.csv.gz")
}

fn left(customer: &Customer) -> bool {
    customer["Churn"] == "Yes"
}

/// A cell as a number; the blank total of who has just come is 0.
fn cell(customer: &Customer, column: &str) -> f64 {
    let text = customer[column].trim();
    if text.is_empty() { 0.0 } else { text.parse().expect("a number") }
}

#[test]
fn telco_is_fitted_as_by_statsmodels() {
    let (Some(case), Some(customers)) = (case("churn/telco/logit_mle"), customers()) else {
        return;
    };
    let is = |customer: &Customer, column: &str, value: &str| {
        f64::from(u8::from(customer[column] == value))
    };
    let mut examples = Examples::new(7);
    for one in &customers {
        let row = [
            cell(one, "tenure"),
            cell(one, "MonthlyCharges"),
            cell(one, "SeniorCitizen"),
            is(one, "Contract", "One year"),
            is(one, "Contract", "Two year"),
            is(one, "InternetService", "Fiber optic"),
            is(one, "PaymentMethod", "Electronic check"),
        ];
        examples.add(&row, left(one));
    }
    let fit = logistic(&examples, 0.0).expect("a fit");
    assert!(fit.is_converged, "{fit:?}");
    let want = &case["expected"];
    within("log-likelihood", fit.log_likelihood, number(&want["loglik"]), 1e-6);
    let errors = fit.errors.clone().expect("errors");
    let names =
        "const tenure MonthlyCharges SeniorCitizen one_year two_year fiber electronic_check";
    let found: Vec<f64> = std::iter::once(fit.intercept).chain(fit.coefficients.clone()).collect();
    for (nth, name) in names.split(' ').enumerate() {
        within(name, found[nth], number(&want["coef"][name]), 1e-6);
        within(name, errors[nth], number(&want["se"][name]), 1e-6);
    }
    let learnt = Learnt::Logistic(fit);
    let chances: Vec<f64> = examples.rows().map(|row| learnt.chance(row)).collect();
    for (nth, chance) in want["first5_prob"].as_array().expect("five").iter().enumerate() {
        within("a chance", chances[nth], number(chance), 1e-6);
    }
    let auc = score(&chances, &examples.answers).expect("a score").auc;
    within("AUC", auc, number(&want["auc_in_sample"]), 1e-6);
}

/// Every column but the id: a number as it is, a word as one column for each value but the first.
fn spread_out(customers: &[Customer]) -> Vec<Vec<f64>> {
    let numbers = ["SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"];
    let mut rows: Vec<Vec<f64>> =
        customers.iter().map(|one| numbers.iter().map(|it| cell(one, it)).collect()).collect();
    let words = customers[0].keys().filter(|column| {
        !numbers.contains(&column.as_str()) && !["customerID", "Churn"].contains(&column.as_str())
    });
    for column in words {
        let mut values: Vec<&str> = customers.iter().map(|one| one[column].as_str()).collect();
        values.sort_unstable();
        values.dedup();
        for value in &values[1..] {
            for (row, one) in rows.iter_mut().zip(customers) {
                row.push(f64::from(u8::from(one[column] == *value)));
            }
        }
    }
    rows
}

/// The chances of all, each told by what was learnt from the other four folds.
fn over_folds(way: &Way, rows: &[Vec<f64>], answers: &[bool]) -> Vec<f64> {
    let mut seen = [0_usize; 2];
    let fold_of: Vec<usize> = answers
        .iter()
        .map(|yes| {
            let nth = &mut seen[usize::from(*yes)];
            *nth += 1;
            (*nth - 1) % 5
        })
        .collect();
    let mut chances = vec![0.0; rows.len()];
    for fold in 0..5 {
        let mut examples = Examples::new(rows[0].len());
        for (nth, row) in rows.iter().enumerate().filter(|(nth, _)| fold_of[*nth] != fold) {
            examples.add(row, answers[nth]);
        }
        let learnt = learn(way, &examples).expect("both answers");
        for nth in (0..rows.len()).filter(|nth| fold_of[*nth] == fold) {
            chances[nth] = learnt.chance(&rows[nth]);
        }
    }
    chances
}

#[test]
fn telco_is_told_over_five_folds_as_well_as_by_others() {
    let (Some(case), Some(customers)) = (case("churn/telco/cv5"), customers()) else { return };
    let rows = spread_out(&customers);
    assert_eq!(rows[0].len(), 30);
    let answers: Vec<bool> = customers.iter().map(left).collect();
    let told = |way: Way| {
        let chances = over_folds(&way, &rows, &answers);
        let score = score(&chances, &answers).expect("a score");
        let top = lifts(&chances, &answers)[0].lift;
        eprintln!("{way:?}: AUC {:.5} log-loss {:.5} lift {top:.3}", score.auc, score.log_loss);
        (score, top)
    };
    let want = &case["expected"];
    for (ridge, name) in [(1.0, "logistic_L2_C1_standardized"), (0.0, "logistic_unregularized")] {
        let (score, top) = told(Way::Logistic(ridge));
        within(name, score.auc, number(&want[name]["auc"]), 1e-4);
        within(name, score.log_loss, number(&want[name]["logloss"]), 1e-4);
        within(name, score.brier, number(&want[name]["brier"]), 1e-4);
        within(name, top, number(&want[name]["top_decile_lift"]), 0.02);
    }
    let settings = TreeSettings { n_leaves: 32, depth: 5, leaf_least: 50 };
    let (tree, _) = told(Way::Tree(settings));
    let name = "decision_tree_depth5_leaf50";
    within(name, tree.auc, number(&want[name]["auc"]), 0.005);
    within(name, tree.log_loss, number(&want[name]["logloss"]), 0.01);
    let (boosted, top) = told(Way::Boosting(BoostingSettings::default()));
    assert!(boosted.auc >= 0.846 && boosted.log_loss <= 0.414, "{boosted:?}");
    assert!(top > 2.8, "{top}");
}

/// Sixty thousand draws from chances that are known: what is fitted is what they were drawn from.
#[test]
fn simulated_answers_give_their_parameters_back() {
    let (intercept, coefficients) = (-0.7, [0.9, -0.4, 0.0]);
    let mut state = 7_u64;
    let mut uniform = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut examples = Examples::new(3);
    for _ in 0..60_000 {
        let row = [2.0 * uniform() - 1.0, 10.0 * uniform(), uniform()];
        let sum: f64 = row.iter().zip(coefficients).map(|(x, b)| x * b).sum();
        let yes = uniform() < 1.0 / (1.0 + (-intercept - sum).exp());
        examples.add(&row, yes);
    }
    let fit = logistic(&examples, 0.0).expect("a fit");
    let errors = fit.errors.clone().expect("errors");
    within("intercept", fit.intercept, intercept, 3.0 * errors[0]);
    for (nth, known) in coefficients.iter().enumerate() {
        within("coefficient", fit.coefficients[nth], *known, 3.0 * errors[nth + 1]);
        assert!(errors[nth + 1] < 0.05, "{errors:?}");
    }
    let boosted = learn(&Way::Boosting(BoostingSettings::default()), &examples).expect("both");
    let off: f64 = examples
        .rows()
        .take(5_000)
        .map(|row| {
            let sum: f64 = row.iter().zip(coefficients).map(|(x, b)| x * b).sum();
            (boosted.chance(row) - 1.0 / (1.0 + (-intercept - sum).exp())).abs()
        })
        .sum();
    assert!(off / 5_000.0 < 0.03, "{}", off / 5_000.0);
}
