//! Curves that other programs have published, on data sets that anybody can check.

use std::path::PathBuf;

use stats::kaplan_meier;

/// The lines of a shared data set after its header; nothing when it is not on this machine.
fn lines_of(name: &str) -> Option<Vec<String>> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/models").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: the shared data set {name} is not on this machine");
        return None;
    };
    Some(text.lines().skip(1).map(str::to_owned).collect())
}

fn check(name: &str, time: usize, event: usize, expected: &[(usize, f64, f64, f64)]) {
    let Some(lines) = lines_of(name) else { return };
    let (mut events, mut censored) = (vec![0; 200], vec![0; 200]);
    for line in &lines {
        let fields: Vec<&str> = line.split(',').collect();
        let day = fields[time].parse::<f64>().expect("a time") as usize;
        let counts = if fields[event].trim() == "1" { &mut events } else { &mut censored };
        counts[day] += 1;
    }
    let curve = kaplan_meier(&events, &censored);
    for &(day, survival, low, high) in expected {
        let point = curve.iter().rev().find(|point| point.day <= day).expect("a step before");
        assert!((point.survival - survival).abs() < 1e-9, "{name} day {day}: {point:?}");
        assert!((point.interval.low - low).abs() < 1e-6, "{name} day {day}: {point:?}");
        assert!((point.interval.high - high).abs() < 1e-6, "{name} day {day}: {point:?}");
    }
}

/// Re-arrest of 432 released prisoners, by lifelines 0.30.3 and R survival 3.5-3.
#[test]
fn rossi_is_as_in_lifelines_and_r() {
    check(
        "rossi.csv",
        0,
        1,
        &[
            (10, 0.965_277_777_777_777_5, 0.943_064_597_959_990_1, 0.978_920_997_066_600_7),
            (52, 0.736_111_111_111_110_8, 0.691_859_715_796_487_2, 0.775_063_183_374_674_3),
        ],
    );
}

/// Life spans of 163 fruit flies, by lifelines 0.30.3.
#[test]
fn waltons_is_as_in_lifelines() {
    check(
        "waltons.csv",
        0,
        1,
        &[
            (30, 0.827_223_926_380_368_2, 0.759_669_398_683_744_4, 0.877_312_813_707_239_6),
            (70, 0.014_340_509_102_144_797, 0.002_854_077_704_164_473_3, 0.046_183_697_525_073_696),
        ],
    );
}
