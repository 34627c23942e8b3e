//! Movements with the published numbers, and counted a second way, day by day.

use std::collections::BTreeMap;

use domain::Period;
use jiff::ToSpan;
use proptest::prelude::*;

use super::cohorts::of_periods;
use super::movements::{Movements, of_days};
use super::rates::Rates;
use super::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// One customer a line: a name and what he paid a month from a day on, `2025-01-05=100`.
fn drawn(drawing: &str) -> Vec<Course> {
    let lines = drawing.lines().map(str::trim).filter(|line| !line.is_empty()).zip(1..);
    let states: Vec<State> = lines
        .flat_map(|(line, customer_no)| {
            line.split_whitespace().skip(1).map(move |told| {
                let (on, monthly) = told.split_once('=').expect("day=monthly");
                let monthly = monthly.parse().expect("a number");
                State { customer_no, subscription: "s".to_owned(), day: day(on), monthly }
            })
        })
        .collect();
    courses(&states)
}

fn january(courses: &[Course]) -> Movements {
    of_days(courses, Period::new(day("2025-01-01"), day("2025-02-01")))
}

fn percent(rate: Option<f64>) -> f64 {
    (rate.expect("a rate") * 1e6).round() / 1e4
}

#[test]
fn churn_rates_are_those_that_chartmogul_publishes() {
    let shop = "
        stays   2024-12-01=70
        leaves  2024-12-01=10 2025-01-10=0
        shrinks 2024-12-01=20 2025-01-20=10
    ";
    let movements = january(&drawn(shop));
    assert_eq!((movements.start, movements.churned, movements.contraction), (100, 10, 10));
    let rates = Rates::of(&movements);
    assert_eq!((percent(rates.gross_churn), percent(rates.grr)), (20.0, 80.0));
    let growing = shop.replace("2024-12-01=70", "2024-12-01=70 2025-01-25=80");
    let movements = january(&drawn(&growing));
    assert_eq!((movements.start, movements.expansion), (100, 10));
    let rates = Rates::of(&movements);
    assert_eq!((percent(rates.net_churn), percent(rates.nrr)), (10.0, 90.0));
    assert_eq!(rates.quick_ratio, Some(0.5));
}

#[test]
fn a_day_from_100_to_120_of_which_10_are_new_is_a_net_churn_of_minus_10() {
    let courses = drawn("grows 2024-12-01=100 2025-01-15=110\n new 2025-01-15=10");
    let rates = Rates::of(&january(&courses));
    assert_eq!(percent(rates.net_churn_daily), -10.0);
    assert_eq!(percent(rates.gross_churn_daily), 0.0);
}

#[test]
fn who_pays_again_is_told_apart_from_who_never_left() {
    let courses = drawn(
        "
        anna   2024-11-01=100 2024-12-10=0 2025-01-05=60
        boris  2024-11-01=50
        vera   2025-01-09=30 2025-01-20=0
    ",
    );
    let movements = january(&courses);
    assert_eq!((movements.start, movements.end), (50, 110));
    assert_eq!((movements.reactivation, movements.new, movements.churned), (60, 30, 30));
    let rates = Rates::of(&movements);
    assert_eq!((percent(rates.nrr), percent(rates.nrr_with_reactivation)), (40.0, 160.0));
    // Vera came and went within the month: nobody of the start is lost, one of two has left.
    assert_eq!((percent(rates.customer_churn), percent(rates.subscriber_churn)), (0.0, 50.0));
}

#[test]
fn one_plan_for_another_on_one_day_moves_by_the_difference_alone() {
    let state = |subscription: &str, on: &str, monthly| State {
        customer_no: 1,
        subscription: subscription.to_owned(),
        day: day(on),
        monthly,
    };
    let states = [
        state("a", "2024-12-01", 100),
        state("a", "2025-01-10", 0),
        state("b", "2025-01-10", 130),
        state("b", "2025-01-20", 500),
        state("b", "2025-01-20", 130),
    ];
    let movements = january(&courses(&states));
    assert_eq!((movements.churned, movements.new, movements.expansion), (0, 0, 30));
}

#[test]
fn a_cohort_is_told_by_what_it_began_with() {
    let courses = drawn(
        "
        anna   2025-01-05=100 2025-02-10=150
        boris  2025-01-20=100 2025-03-03=0
        vera   2025-02-01=40
    ",
    );
    let ends = [day("2025-02-01"), day("2025-03-01"), day("2025-04-01")];
    let cohorts = of_periods(&courses, &ends);
    assert_eq!((cohorts[0].customers, cohorts[0].entry), (2, 200));
    let monthly: Vec<i64> = cohorts[0].cells.iter().map(|cell| cell.monthly).collect();
    let kept: Vec<i64> = cohorts[0].cells.iter().map(|cell| cell.kept).collect();
    assert_eq!((monthly, kept), (vec![200, 250, 150], vec![200, 200, 100]));
    assert_eq!((cohorts[1].customers, cohorts[1].cells.len()), (1, 2));
}

/// What everybody paid when each day was over, looked up state by state.
fn by_day(states: &[State], on: Day) -> BTreeMap<i64, i64> {
    let mut last: BTreeMap<(i64, &str), (Day, i64)> = BTreeMap::new();
    for state in states.iter().filter(|state| state.day <= on) {
        let known = last.entry((state.customer_no, &state.subscription)).or_insert((state.day, 0));
        if known.0 <= state.day {
            *known = (state.day, state.monthly);
        }
    }
    let mut sums = BTreeMap::new();
    for ((customer, _), (_, monthly)) in last {
        *sums.entry(customer).or_default() += monthly;
    }
    sums
}

/// The movements of some days by comparing each evening with the one before.
fn by_hand(states: &[State], days: Period) -> [i64; 7] {
    let mut parts = [0; 7];
    let eve = |on: Day| by_day(states, on.saturating_sub(1.day()));
    parts[0] = eve(days.from).values().sum();
    let mut on = days.from;
    while on < days.until {
        let (before, after) = (eve(on), by_day(states, on));
        for (customer, now) in &after {
            let was = before.get(customer).copied().unwrap_or(0);
            let paid_once = states.iter().any(|state| {
                state.customer_no == *customer
                    && state.day < on
                    && by_day(states, state.day).get(customer).copied().unwrap_or(0) > 0
            });
            let place = match (was, *now) {
                (was, now) if was == now => continue,
                (0, _) if paid_once => 2,
                (0, _) => 1,
                (_, 0) => 5,
                (was, now) if now > was => 3,
                _ => 4,
            };
            parts[place] += (now - was).abs();
        }
        on = on.saturating_add(1.day());
    }
    parts[6] = eve(days.until).values().sum();
    parts
}

fn states() -> impl Strategy<Value = Vec<State>> {
    let monthly = prop_oneof![1 => Just(0_i64), 2 => 1_i64..50];
    let state = (1_i64..5, 0_usize..2, 0_i64..80, monthly);
    prop::collection::vec(state, 0..40).prop_map(|mut drawn| {
        drawn.sort_by_key(|state| state.2);
        let opening = Day::constant(2025, 1, 1);
        let state = |(customer_no, nth, after, monthly): (i64, usize, i64, i64)| State {
            customer_no,
            subscription: ["a", "b"][nth].to_owned(),
            day: opening.saturating_add(after.days()),
            monthly,
        };
        drawn.into_iter().map(state).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn drawn_subscriptions_counted_day_by_day_move_alike(states in states()) {
        let courses = courses(&states);
        let cuts = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"].map(day);
        for pair in cuts.windows(2) {
            let days = Period::new(pair[0], pair[1]);
            let seen = of_days(&courses, days);
            prop_assert!(seen.hold());
            let seen = [
                seen.start,
                seen.new,
                seen.reactivation,
                seen.expansion,
                seen.contraction,
                seen.churned,
                seen.end,
            ];
            prop_assert_eq!(seen, by_hand(&states, days));
        }
    }

    #[test]
    fn cohorts_together_are_everybody_who_pays(states in states()) {
        let courses = courses(&states);
        let ends = ["2025-02-01", "2025-03-01", "2025-04-01"].map(day);
        let cohorts = of_periods(&courses, &ends);
        for (place, end) in ends.iter().enumerate() {
            let eve = by_day(&states, end.saturating_sub(1.day()));
            let told: i64 = cohorts[..=place]
                .iter()
                .enumerate()
                .map(|(nth, cohort)| cohort.cells[place - nth].monthly)
                .sum();
            prop_assert_eq!(told, eve.values().sum::<i64>());
        }
    }
}
