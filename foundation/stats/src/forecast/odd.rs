//! Series that no textbook draws: every way answers them with finite numbers, or not at all.

use super::{Patience, Plan, Trial, Wanted, Way, fit};

fn odd() -> Vec<(&'static str, Vec<f64>)> {
    let of = |n: usize, of: &dyn Fn(usize) -> f64| (0..n).map(of).collect::<Vec<f64>>();
    vec![
        ("nothing", vec![]),
        ("one", vec![5.0]),
        ("two", vec![5.0, 0.0]),
        ("four", vec![5.0, 9.0, 5.0, 9.0]),
        ("a year less one", of(11, &|t| t as f64)),
        ("constant", vec![7.0; 30]),
        ("nothing but 0", vec![0.0; 30]),
        ("one after 0", of(30, &|t| if t == 29 { 1e6 } else { 0.0 })),
        ("one among 0", of(40, &|t| if t == 20 { 1e6 } else { 0.0 })),
        (
            "a gap of a year",
            of(48, &|t| if (12..24).contains(&t) { 0.0 } else { 100.0 + t as f64 }),
        ),
        ("below 0", of(30, &|t| -100.0 + (t % 5) as f64)),
        ("around 0", of(36, &|t| [-3.0, 2.0, 1.0][t % 3])),
        ("huge", of(30, &|t| 1e15 * (1.0 + (t % 4) as f64))),
        ("tiny", of(30, &|t| 1e-9 * (1.0 + (t % 4) as f64))),
        ("doubling", of(40, &|t| 2.0_f64.powi(t as i32))),
        ("falling to 0", of(30, &|t| (100.0 - 4.0 * t as f64).max(0.0))),
    ]
}

#[test]
fn every_way_answers_odd_series_with_finite_numbers_or_not_at_all() {
    for (name, series) in odd() {
        for period in [1, 7, 12, 52] {
            for way in Way::ALL {
                let Some(fitted) = fit(way, &series, period, &Patience::endless()) else {
                    continue;
                };
                assert_eq!(fitted.expected().len(), series.len(), "{name} {way:?}");
                let wanted = Wanted { n_steps: 14, stretch: 1.5, least: f64::MIN, seed: 1 };
                let ahead = fitted.ahead(wanted);
                for step in ahead.steps.iter().chain([&ahead.total]) {
                    let bounds = [step.low_95, step.low_80, step.value, step.high_80, step.high_95];
                    assert!(
                        bounds.iter().all(|it| it.is_finite()),
                        "{name} {period} {way:?} {step:?}"
                    );
                    assert!(bounds.is_sorted(), "{name} {period} {way:?} {step:?}");
                }
                assert!(fitted.expected().iter().all(|it| it.is_finite()), "{name} {way:?}");
            }
        }
    }
}

#[test]
fn a_trial_of_an_odd_series_measures_finite_errors() {
    for (name, series) in odd() {
        let plan = Plan { period: 12, n_ahead: 6, n_cuts: 6, least: 0.0 };
        let Some(trial) = Trial::of(&series, &Way::ALL, plan, &Patience::endless()) else {
            assert!(series.len() <= 6, "{name}");
            continue;
        };
        for tried in &trial.tried {
            let it = tried.measured;
            let numbers = [it.off, it.smape, it.bias, it.within_80, it.within_95, it.stretch];
            assert!(numbers.iter().all(|number| number.is_finite()), "{name}: {tried:?}");
        }
    }
}

#[test]
fn a_constant_goes_on_and_its_interval_has_no_width() {
    for way in Way::ALL {
        let fitted = fit(way, &[7.0; 30], 12, &Patience::endless()).expect("thirty values");
        let wanted = Wanted { n_steps: 3, stretch: 1.0, least: 0.0, seed: 1 };
        for step in fitted.ahead(wanted).steps {
            assert!((step.value - 7.0).abs() < 1e-3, "{way:?}: {step:?}");
            assert!(step.high_95 - step.low_95 < 0.01, "{way:?}: {step:?}");
        }
    }
}

#[test]
fn the_same_seed_plays_the_same_futures() {
    let series: Vec<f64> = (0..60).map(|t| 100.0 + f64::from(t * 37 % 23)).collect();
    let fitted = fit(Way::Average, &series, 12, &Patience::endless()).expect("a fit");
    let wanted = Wanted { n_steps: 6, stretch: 1.0, least: 0.0, seed: 3 };
    assert_eq!(fitted.ahead(wanted), fitted.ahead(wanted));
    assert_ne!(fitted.ahead(wanted).total, fitted.ahead(Wanted { seed: 4, ..wanted }).total);
}
