//! Fits to published data, against the papers and against other programs, where they are at hand.

mod common;

use common::{case, histories, model, near, number, table, within};
use serde_json::Value;
use stats::recurrence::{
    Fit, History, Horizon, Model, Prior, expected_from_start, fit, frequencies, given, outlook,
    tracked,
};
use stats::{Size, fit_sizes};

fn plain(model: Model, histories: &[History]) -> Fit {
    fit(model, histories, Prior::None).expect("a fit")
}

fn expected(fit: &Fit, histories: &[History], length: f64) -> Vec<f64> {
    outlook(fit, histories, Horizon::For(length)).iter().map(|one| one.expected.value).collect()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let (mean_left, mean_right) = (mean(left), mean(right));
    let off = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        left.iter().zip(right).map(|(l, r)| of(l - mean_left, r - mean_right)).sum()
    };
    off(&|l, r| l * r) / (off(&|l, _| l * l) * off(&|_, r| r * r)).sqrt()
}

/// Parameters, errors, likelihood and predictions of one shared fit.
fn check_fit(dataset: &str, name: &str) {
    let Some(case) = case(&format!("clv/fit/{dataset}/{name}")) else { return };
    let rows = table(case["data_file"].as_str().expect("a file")).expect("the data of the case");
    let histories = histories(&rows);
    let fit = plain(model(name), &histories);
    let want = &case["expected"];
    assert!(fit.search.is_converged && !fit.search.is_without_end, "{name}: {:?}", fit.search);
    let floor = number(&want["loglik"]) - 1e-4;
    assert!(fit.log_likelihood >= floor, "{name}: {} below {floor}", fit.log_likelihood);
    let errors = fit.errors.expect("errors");
    for (i, parameter) in fit.model.parameters().iter().enumerate() {
        near(parameter, fit.parameters[i], number(&want["params"][parameter]), 1e-3);
        near(parameter, errors[i], number(&want["se"][parameter]), 0.02);
    }
    let horizon = number(&want["horizon"]);
    let outlooks = outlook(&fit, &histories, Horizon::For(horizon));
    let alive: f64 = outlooks.iter().map(|one| one.alive.value).sum();
    let predicted: Vec<f64> = outlooks.iter().map(|one| one.expected.value).collect();
    near("alive", alive, number(&want["sum_p_alive"]), 1e-3);
    near("expected", predicted.iter().sum(), number(&want["sum_expected_in_horizon"]), 1e-3);
    let actual: Vec<f64> = rows.iter().map(|row| row[5]).collect();
    check_errors(&predicted, &actual, want);
}

fn check_errors(predicted: &[f64], actual: &[f64], want: &Value) {
    let off: Vec<f64> = predicted.iter().zip(actual).map(|(one, other)| one - other).collect();
    let absolute = mean(&off.iter().map(|off| off.abs()).collect::<Vec<_>>());
    let squared = mean(&off.iter().map(|off| off * off).collect::<Vec<_>>()).sqrt();
    within("MAE", absolute, number(&want["MAE"]), 0.002);
    within("RMSE", squared, number(&want["RMSE"]), 0.002);
    let together = want.get("correlation").unwrap_or(&want["corr"]);
    within("correlation", correlation(predicted, actual), number(together), 0.002);
}

#[test]
fn cdnow_is_fitted_as_by_others() {
    for name in ["BG/NBD", "MBG/NBD", "Pareto/NBD"] {
        check_fit("cdnow_sample", name);
    }
}

#[test]
fn simulated_buyers_are_fitted_as_by_others() {
    for name in ["BG/NBD", "MBG/NBD", "Pareto/NBD"] {
        check_fit("sim_bg_public", name);
    }
}

#[test]
fn cdnow_without_an_end_is_fitted_as_by_others() {
    let Some(case) = case("clv/fit/cdnow_sample/NBD") else { return };
    let fit = plain(Model::Nbd, &histories(&table("cdnow_sample_cbs.csv").expect("CDNOW")));
    within("likelihood", fit.log_likelihood, number(&case["expected"]["loglik"]), 1e-4);
    near("r", fit.parameters[0], number(&case["expected"]["r"]), 1e-4);
    near("alpha", fit.parameters[1], number(&case["expected"]["alpha"]), 1e-4);
}

/// Table 2 of Fader, Hardie and Lee (2005), and how well the models fit, to the printed digits.
#[test]
fn the_tables_of_the_papers_are_reproduced() {
    let Some(rows) = table("cdnow_sample_cbs.csv") else { return };
    let histories = histories(&rows);
    let actual: Vec<f64> = rows.iter().map(|row| row[5]).collect();
    for (name, id) in [("BG/NBD", "bgnbd"), ("Pareto/NBD", "paretonbd")] {
        let case = case(&format!("clv/published/cdnow/{id}")).expect("a case");
        let want = &case["expected"];
        let fit = plain(model(name), &histories);
        for (i, parameter) in fit.model.parameters().iter().enumerate() {
            // The paper's β is a thousandth above the top of a flat hill.
            within(parameter, fit.parameters[i], number(&want[*parameter]), 1.1e-3);
        }
        within("likelihood", fit.log_likelihood, number(&want["loglik"]), 0.05);
        let squares = chi_squared(&fit, &histories);
        within("chi squared", squares, number(&want["hist_chi2_df3"]), 0.006);
        let predicted = expected(&fit, &histories, 39.0);
        let printed = number(&want["individual_correlation_with_holdout"]);
        within("correlation", correlation(&predicted, &actual), printed, 6e-4);
        let never: Vec<f64> =
            (0..rows.len()).filter(|i| histories[*i].n_again == 0).map(|i| predicted[i]).collect();
        within("never again", mean(&never), number(&want["zero_class_mean_predicted"]), 6e-3);
    }
}

fn chi_squared(fit: &Fit, histories: &[History]) -> f64 {
    let mut seen = [0.0; 8];
    for history in histories {
        seen[(history.n_again as usize).min(7)] += 1.0;
    }
    let expected = frequencies(fit, histories, 7);
    seen.iter()
        .zip(&expected)
        .map(|(seen, expected): (&f64, &f64)| (seen - expected).powi(2) / expected)
        .sum()
}

#[test]
fn donations_are_fitted_as_in_the_paper_and_by_others() {
    let Some(case) = case("clv/fit/donations/BG/BB") else { return };
    let want = &case["expected"];
    let mut donors = Vec::new();
    for row in table("donations.csv").expect("the donations") {
        let history = History { n_again: row[0] as u32, last_at: row[1], watched_for: row[2] };
        donors.extend(std::iter::repeat_n(history, row[3] as usize));
    }
    let fit = plain(Model::BgBb, &donors);
    assert!(fit.search.is_converged && fit.errors.is_some(), "{:?}", fit.search);
    assert!(fit.log_likelihood >= number(&want["loglik"]) - 1e-4, "{fit:?}");
    for (i, parameter) in fit.model.parameters().iter().enumerate() {
        near(parameter, fit.parameters[i], number(&want["params"][parameter]), 1e-3);
    }
    let exact: Vec<f64> = ["alpha", "beta", "gamma", "delta"]
        .iter()
        .map(|name| number(&want["params"][name]))
        .collect();
    let fit = given(Model::BgBb, &exact);
    for row in want["table"].as_array().expect("a table") {
        let history = History {
            n_again: number(&row["x"]) as u32,
            last_at: number(&row["t_x"]),
            watched_for: number(&row["n"]),
        };
        let found = outlook(&fit, &[history], Horizon::For(5.0))[0];
        near("next five", found.expected.value, number(&row["E_next5"]), 1e-6);
        near("alive", found.alive.value, number(&row["p_alive"]), 1e-6);
    }
    near(
        "six chances",
        expected_from_start(&fit, 6.0),
        number(&want["expectation_6_periods"]),
        1e-6,
    );
    let Some(printed) = self::case("clv/published/donations/bgbb") else { return };
    within(
        "likelihood",
        fit.log_likelihood.max(number(&want["loglik"])),
        number(&printed["expected"]["loglik"]),
        0.05,
    );
}

fn sizes(rows: &[Vec<f64>]) -> Vec<Size> {
    rows.iter().map(|row| Size { n_times: row[1] as u32, mean: row[4] }).collect()
}

#[test]
fn sizes_are_fitted_as_by_others() {
    for dataset in ["cdnow_sample", "sim_bg_public"] {
        let Some(case) = case(&format!("clv/fit/{dataset}/Gamma-Gamma")) else { return };
        let want = &case["expected"];
        let sizes = sizes(&table(case["data_file"].as_str().expect("a file")).expect("data"));
        let fit = fit_sizes(&sizes).expect("a fit");
        assert!(fit.is_converged, "{fit:?}");
        assert_eq!(fit.n_sizes as f64, number(&want["n"]));
        assert!(fit.log_likelihood >= number(&want["loglik"]) - 1e-4, "{fit:?}");
        let errors = fit.errors.expect("errors");
        for (i, (name, found)) in [("p", fit.p), ("q", fit.q), ("v", fit.v)].into_iter().enumerate()
        {
            near(name, found, number(&want["params"][name]), 1e-3);
            near(name, errors[i], number(&want["se"][name]), 0.02);
        }
        near("all", fit.mean_of_all().expect("a mean"), number(&want["population_mean"]), 1e-3);
        let known: Vec<&Size> =
            sizes.iter().filter(|size| size.n_times > 0 && size.mean > 0.0).collect();
        let next: Vec<f64> =
            known.iter().map(|size| fit.expected(**size).expect("a mean").value).collect();
        near("next", mean(&next), number(&want["mean_expected_value"]), 1e-3);
    }
    let Some(case) = case("clv/published/cdnow/gamma-gamma") else { return };
    let fit = fit_sizes(&sizes(&table("cdnow_sample_cbs.csv").expect("CDNOW"))).expect("a fit");
    within("p", fit.p, number(&case["expected"]["p"]), 0.005);
    within("q", fit.q, number(&case["expected"]["q"]), 0.006);
    within("v", fit.v, number(&case["expected"]["v"]), 0.01);
    within("likelihood", fit.log_likelihood, number(&case["expected"]["loglik"]), 0.01);
}

#[test]
fn where_nothing_ceases_the_fit_says_so_and_predicts_as_the_nbd() {
    let Some(case) = case("clv/boundary/retail_20111001") else { return };
    let want = &case["expected"];
    let rows = table("retail_20111001_cbs.csv").expect("the shop");
    let histories = histories(&rows);
    for model in [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd, Model::Nbd] {
        let fit = plain(model, &histories);
        assert_eq!(fit.search.is_without_end, model != Model::Nbd, "{fit:?}");
        assert!(fit.log_likelihood >= number(&want["loglik"]) - 0.01, "{fit:?}");
        near("r", fit.parameters[0], number(&want["r"]), 5e-3);
        let predicted = outlook(&fit, &histories, Horizon::For(number(&want["horizon"])));
        let sum: f64 = predicted.iter().map(|one| one.expected.value).sum();
        near("expected", sum, number(&want["sum_expected"]), 5e-3);
        for one in &predicted {
            let interval = one.expected.interval.expect("an interval");
            assert!(interval.low <= one.expected.value && one.expected.value <= interval.high);
            assert!(interval.high.is_finite() && interval.high < 100.0, "{model:?} {one:?}");
        }
        let life = outlook(&fit, &histories, Horizon::Life(0.0027));
        assert!(life.iter().all(|one| one.expected.value.is_finite()), "{model:?}");
    }
}

/// Purchase days of every customer of CDNOW, as days since 1 January 1997.
fn cdnow_days() -> Option<Vec<Vec<i32>>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/models/CDNOW_sample.txt");
    let text = std::fs::read_to_string(path).ok()?;
    let mut customers: std::collections::BTreeMap<String, Vec<i32>> =
        std::collections::BTreeMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let part =
            |from: usize, until: usize| -> i32 { fields[2][from..until].parse().expect("a date") };
        let (year, month, day) = (part(0, 4), part(4, 6), part(6, 8));
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month as usize - 1];
        customers
            .entry(fields[1].to_owned())
            .or_default()
            .push((year - 1997) * 365 + before + day - 1);
    }
    let mut all: Vec<Vec<i32>> = customers.into_values().collect();
    for days in &mut all {
        days.sort_unstable();
        days.dedup();
    }
    Some(all)
}

#[test]
fn cdnow_is_tracked_week_by_week_as_by_others() {
    let (Some(case), Some(days)) = (case("clv/tracking/cdnow"), cdnow_days()) else { return };
    let want = &case["expected"];
    let histories = histories(&table("cdnow_sample_cbs.csv").expect("CDNOW"));
    let starts: Vec<f64> = days.iter().map(|days| f64::from(days[0] + 1) / 7.0).collect();
    let weeks: Vec<f64> = (1..=78).map(f64::from).collect();
    let again = |week: f64| {
        days.iter().flat_map(|days| &days[1..]).filter(|day| f64::from(**day) < 7.0 * week).count()
            as f64
    };
    for (week, actual) in want["actual_cumulative_repeat"].as_object().expect("weeks") {
        assert_eq!(again(week.parse().expect("a week")), number(actual), "week {week}");
    }
    for name in ["BG/NBD", "MBG/NBD", "Pareto/NBD"] {
        let fit = plain(model(name), &histories);
        let path = tracked(&fit, &starts, &weeks);
        for (week, expected) in want[name].as_object().expect("weeks") {
            let week: usize = week.parse().expect("a week");
            near(&format!("{name} week {week}"), path[week - 1], number(expected), 1e-3);
        }
        let off: Vec<f64> = (40..=78)
            .map(|week: usize| (path[week - 1] / again(week as f64) - 1.0).abs())
            .collect();
        let percent = number(&want["cumulative_mape_weeks_40_78_percent"][name]);
        within(name, 100.0 * mean(&off), percent, 0.03);
    }
}

#[test]
fn the_hold_out_of_cdnow_is_predicted_as_by_others() {
    let Some(case) = case("clv/holdout/cdnow") else { return };
    let rows = table("cdnow_sample_cbs.csv").expect("CDNOW");
    let histories = histories(&rows);
    let actual: Vec<f64> = rows.iter().map(|row| row[5]).collect();
    for name in ["BG/NBD", "MBG/NBD", "Pareto/NBD"] {
        let want = &case["expected"][name];
        let predicted = expected(&plain(model(name), &histories), &histories, 39.0);
        check_errors(&predicted, &actual, want);
        near("sum", predicted.iter().sum(), number(&want["sum_pred"]), 1e-3);
        for (bin, row) in want["by_x"].as_object().expect("bins") {
            let is_in = |n: u32| if bin == "7+" { n >= 7 } else { n.to_string() == *bin };
            let of = |numbers: &[f64]| {
                mean(
                    &(0..rows.len())
                        .filter(|i| is_in(histories[*i].n_again))
                        .map(|i| numbers[i])
                        .collect::<Vec<_>>(),
                )
            };
            within(bin, of(&actual), number(&row["actual"]), 0.002);
            within(bin, of(&predicted), number(&row["pred"]), 0.002);
        }
    }
}

/// Twelve months of expected purchases, discounted by the month, times the expected size.
#[test]
fn the_worth_of_a_customer_is_as_by_others() {
    let Some(case) = case("clv/clv/cdnow/lifetimes_customer_lifetime_value") else { return };
    let rows = table("cdnow_customers_summary_with_transactions.csv").expect("CDNOW");
    let histories = histories(&rows);
    let fit = plain(Model::BgNbd, &histories);
    let sizes = sizes(&rows);
    let spend = fit_sizes(&sizes).expect("a fit");
    const MONTH: f64 = 4.345;
    let until: Vec<Vec<f64>> =
        (1..=12).map(|month| expected(&fit, &histories, MONTH * f64::from(month))).collect();
    for (key, discount) in [("clv_12m_0.01", 0.01_f64), ("clv_12m_0.0", 0.0)] {
        let worth: Vec<f64> = (0..rows.len())
            .map(|i| {
                let mut sum = 0.0;
                for month in 0..12 {
                    let before = if month == 0 { 0.0 } else { until[month - 1][i] };
                    sum += (until[month][i] - before) / (1.0 + discount).powi(month as i32 + 1);
                }
                sum * spend.expected(sizes[i]).expect("a mean").value
            })
            .collect();
        let want = &case["expected"][key];
        near(key, worth.iter().sum(), number(&want["sum"]), 2e-3);
        for (found, expected) in worth.iter().zip(want["first5"].as_array().expect("five")) {
            near(key, *found, number(expected), 2e-3);
        }
    }
}

/// CLVTools counts in exact weeks, so its parameters and likelihood differ a little from above.
#[test]
fn cdnow_in_exact_weeks_is_fitted_as_by_clvtools() {
    let (Some(case), Some(days)) = (case("clv/peer/cdnow/CLVTools"), cdnow_days()) else { return };
    let histories: Vec<History> = days
        .iter()
        .map(|days| {
            let seen: Vec<i32> = days.iter().copied().filter(|day| *day < 273).collect();
            let since = |day: i32| f64::from(day - seen[0]) / 7.0;
            History {
                n_again: seen.len() as u32 - 1,
                last_at: since(*seen.last().expect("a first day")),
                watched_for: since(272),
            }
        })
        .collect();
    for (key, model) in [("pnbd", Model::ParetoNbd), ("bgnbd", Model::BgNbd)] {
        let want = &case["expected"][key];
        let fit = plain(model, &histories);
        within(key, fit.log_likelihood, number(&want["LL"]), 1e-3);
        for (i, parameter) in model.parameters().iter().enumerate() {
            near(parameter, fit.parameters[i], number(&want["coef"][parameter]), 1e-3);
        }
    }
}
