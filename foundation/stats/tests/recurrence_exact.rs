//! Single values of the models, against 50 digits of mpmath, where the shared references are.

mod common;

use common::{case, model, near, number, within};
use serde_json::Value;
use stats::recurrence::{
    Fit, History, Horizon, Model, expected_from_start, frequencies, given, log_likelihood, outlook,
};
use stats::{Size, SizeFit};

fn fit_of(case: &Value, model: Model) -> Fit {
    let parameters: Vec<f64> =
        case["inputs"]["params"].as_array().expect("parameters").iter().map(number).collect();
    given(model, &parameters)
}

fn points(case: &Value) -> Vec<(History, Value)> {
    let one = |point: &Value| {
        let last_at = number(&point["t_x"]);
        let watched_for = number(point.get("T").unwrap_or(&point["n"]));
        (History { n_again: number(&point["x"]) as u32, last_at, watched_for }, point.clone())
    };
    case["expected"]["points"].as_array().expect("points").iter().map(one).collect()
}

fn check(name: &str) {
    let Some(case) = case(&format!("clv/public/exact/{name}")) else { return };
    let fit = fit_of(&case, model(name));
    for (history, point) in points(&case) {
        let what = format!("{name} {history:?}");
        let expected = number(&point["loglik"]);
        let found = log_likelihood(&fit, &[history]);
        within(&what, found, expected, 1e-9 + 1e-11 * expected.abs());
        let alive = outlook(&fit, &[history], Horizon::For(1.0))[0].alive.value;
        near(&what, alive, number(&point["p_alive"]), 1e-9);
        for (length, expected) in point["E_future"].as_object().expect("horizons") {
            let horizon = Horizon::For(length.parse().expect("a length"));
            let found = outlook(&fit, &[history], horizon)[0].expected.value;
            near(&format!("{what} in {length}"), found, number(expected), 1e-9);
        }
        if let Some(life) = point.get("DERT_d0.0027") {
            let found = outlook(&fit, &[history], Horizon::Life(0.0027))[0].expected.value;
            near(&format!("{what} over life"), found, number(life), 1e-9);
        }
    }
    for (length, expected) in case["expected"]["E_X_t"].as_object().expect("lengths") {
        let found = expected_from_start(&fit, length.parse().expect("a length"));
        near(&format!("{name} from the start {length}"), found, number(expected), 1e-9);
    }
}

#[test]
fn bg_nbd_is_exact() {
    check("BG/NBD");
}

#[test]
fn mbg_nbd_is_exact() {
    check("MBG/NBD");
}

#[test]
fn pareto_nbd_is_exact() {
    check("Pareto/NBD");
}

#[test]
fn the_shares_of_frequencies_are_exact() {
    let Some(case) = case("clv/public/exact/BG/NBD") else { return };
    let fit = fit_of(&case, Model::BgNbd);
    let one = [History { n_again: 0, last_at: 0.0, watched_for: 39.0 }];
    let shares = frequencies(&fit, &one, 61);
    for (n, expected) in case["expected"]["pmf_X_39"].as_object().expect("shares") {
        let n: usize = n.parse().expect("a count");
        // One less all those before it: what is left has lost digits where little is left.
        within(&format!("share of {n}"), shares[n], number(expected), 1e-13);
    }
}

#[test]
fn bg_bb_is_exact() {
    let Some(case) = case("clv/public/exact/BG/BB") else { return };
    let fit = fit_of(&case, Model::BgBb);
    for (history, point) in points(&case) {
        let what = format!("BG/BB {history:?}");
        within(&what, log_likelihood(&fit, &[history]), number(&point["loglik"]), 1e-9);
        let found = outlook(&fit, &[history], Horizon::For(5.0))[0];
        near(&what, found.alive.value, number(&point["p_alive_at_n"]), 1e-9);
        near(&what, found.expected.value, number(&point["E_next_5"]), 1e-9);
    }
}

#[test]
fn gamma_gamma_is_exact() {
    let Some(case) = case("clv/public/exact/GammaGamma") else { return };
    let parameters = case["inputs"]["params"].as_array().expect("parameters");
    let [p, q, v] = [0, 1, 2].map(|i| number(&parameters[i]));
    let fit = SizeFit::given(p, q, v);
    for point in case["expected"]["points"].as_array().expect("points") {
        let size = Size { n_times: number(&point["x"]) as u32, mean: number(&point["mean_value"]) };
        let found = fit.expected(size).expect("a mean").value;
        near(&format!("{size:?}"), found, number(&point["E_mean"]), 1e-9);
        let expected = number(&point["loglik"]);
        within(
            &format!("{size:?}"),
            fit.log_likelihood_of(&[size]),
            expected,
            1e-9 + 1e-11 * expected.abs(),
        );
    }
    near(
        "all",
        fit.mean_of_all().expect("a mean"),
        number(&case["expected"]["population_mean"]),
        1e-9,
    );
}
