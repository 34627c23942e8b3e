//! The lifecycle on drawn shops, on a real one, and counted a second way.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Day, Instant};
use facts::fold_rows;
use proptest::prelude::*;

use super::moves::{MoveCounts, Moves};
use super::standing::HistoryFold;
use super::*;
use crate::cohorts::tests::shops;
use crate::drawn::{self, Rows};
use crate::figure::Figure;
use crate::rhythm::{self, RhythmFold, RhythmOptions, RhythmReport};

fn rhythm_of(rows: &Rows, vantage: &Vantage) -> RhythmReport {
    let sum = RhythmFold::new(vantage).map(|fold| fold_rows(fold, rows));
    rhythm::report(RhythmOptions::default(), vantage, sum.as_ref())
}

fn base(rows: &Rows, vantage: &Vantage) -> Base {
    let histories = HistoryFold::new(vantage).map(|fold| drawn::fold_in_parts(&fold, rows, 3));
    Base::new(&rhythm_of(rows, vantage), histories.unwrap_or_default())
}

fn lifecycle(rows: &Rows, vantage: &Vantage, period: LifecyclePeriod) -> LifecycleReport {
    let plan = Plan::new(period, vantage);
    let moves = plan.map(|plan| drawn::fold_in_parts(&MovesFold::new(&plan), rows, 2));
    let options = LifecycleOptions { period, ..LifecycleOptions::default() };
    report(options, vantage, moves.as_ref(), &base(rows, vantage), &Entries::default())
}

fn counts(moves: &Moves) -> [u64; 4] {
    let MoveCounts { new, returning, resurrecting, dormant } = moves.counts;
    [new, returning, resurrecting, dormant]
}

#[test]
fn the_golden_months() {
    let rows = drawn::golden();
    let report = lifecycle(&rows, &drawn::vantage(&rows, "2025-05-01"), LifecyclePeriod::Month);
    let told: Vec<_> = report
        .periods
        .iter()
        .map(|period| (period.moves.from.to_string(), counts(&period.moves)))
        .collect();
    let month = |name: &str, counts| (format!("{name}-01"), counts);
    assert_eq!(
        told,
        [
            month("2024-11", [1, 0, 0, 0]),
            month("2024-12", [0, 0, 0, 1]),
            month("2025-01", [5, 0, 1, 0]),
            month("2025-02", [1, 2, 0, 4]),
            month("2025-03", [0, 1, 1, 2]),
            month("2025-04", [0, 0, 1, 2]),
        ]
    );
    assert!(report.periods.iter().all(|period| period.complete));
}

#[test]
fn who_is_new_who_stays_who_comes_back_and_who_is_dormant() {
    //         Jan  Feb  Mar  Apr
    // anna     x    x    x    x
    // boris    x    x    .    .
    // vera     .    .    .    x
    // gleb     x    .    .    x
    let rows = drawn::shop(
        "
        anna   2025-01-06 2025-02-06 2025-03-06 2025-03-20 2025-04-06
        boris  2025-01-07 2025-02-07
        vera   2025-04-08
        gleb   2025-01-09 2025-04-09
    ",
    );
    let report = lifecycle(&rows, &drawn::vantage(&rows, "2025-05-01"), LifecyclePeriod::Month);
    let told: Vec<_> = report.periods.iter().map(|period| counts(&period.moves)).collect();
    assert_eq!(told, [[3, 0, 0, 0], [0, 2, 0, 1], [0, 1, 0, 1], [1, 1, 1, 0]]);
    assert_eq!(report.periods[3].moves.active, 3);
}

#[test]
fn a_running_month_is_set_beside_as_much_of_last_years_as_has_passed() {
    let rows = drawn::shop(
        "
        anna   2024-02-20 2024-03-05 2025-03-04
        boris  2024-02-21 2024-03-25
        vera   2024-03-10 2025-02-12
        gleb   2024-01-02 2024-03-11
    ",
    );
    let report = lifecycle(&rows, &drawn::vantage(&rows, "2025-03-11"), LifecyclePeriod::Month);
    let march = report.periods.last().expect("March");
    assert!(!march.complete);
    assert_eq!(march.moves.until.to_string(), "2025-03-11");
    // Anna came back after a year; Vera, here in February, has not come yet.
    assert_eq!(counts(&march.moves), [0, 0, 1, 1]);
    let last_year = march.last_year.expect("March 2024");
    assert_eq!(last_year.until.to_string(), "2024-03-11");
    // By then Anna had returned and Vera was new; Boris came on the 25th, Gleb on the very 11th.
    assert_eq!(counts(&last_year), [1, 1, 0, 1]);
    let february = report.periods.iter().rev().nth(1).expect("February");
    assert_eq!(february.last_year.map(|moves| counts(&moves)), Some([2, 0, 0, 1]));
    assert!(report.head.caveats.0.iter().any(|caveat| caveat.code == "period_running"));
}

#[test]
fn a_running_week_is_set_beside_the_same_weekdays() {
    let rows = drawn::shop("anna 2024-05-15 2025-05-13");
    // A Thursday; 52 weeks earlier was a Thursday too, the 16th of May.
    let report = lifecycle(&rows, &drawn::vantage(&rows, "2025-05-15"), LifecyclePeriod::Week);
    let last_year = report.periods.last().and_then(|week| week.last_year).expect("last year");
    let days = (last_year.from.to_string(), last_year.until.to_string());
    assert_eq!(days, ("2024-05-13".to_owned(), "2024-05-16".to_owned()));
    assert_eq!(counts(&last_year), [1, 0, 0, 0]);
}

#[test]
fn everybody_stands_where_his_silence_puts_him() {
    // Everybody who comes back does so on the tenth day; four have been silent for 5, 10 and more.
    let rows = drawn::shop(
        "
        anna   2025-01-01 2025-01-11 2025-01-21 2025-01-31 2025-02-10 2025-02-20 2025-03-02
        boris  2025-02-01 2025-02-11
        vera   2025-03-02
        gleb   2025-02-15 2025-02-25
        daria  2025-02-26
    ",
    );
    let vantage = drawn::vantage(&rows, "2025-03-07");
    let base = base(&rows, &vantage);
    assert_eq!(base.rules.len(), 4);
    assert!(base.rules.iter().all(|rule| !rule.own && rule.quiet_days == 10));
    let standings: Vec<Standing> = base.standings().map(|(_, standing)| standing).collect();
    use Standing::{Active, Lapsed};
    assert_eq!(standings, [Active, Lapsed, Active, Lapsed, Active]);
    let rows = base.rows(&vantage);
    assert_eq!(rows.iter().map(|row| row.customers).collect::<Vec<_>>(), [3, 0, 2]);
    assert_eq!(rows[0].revenue.map(|money| money.minor), Some(9_000));
    assert_eq!(rows[0].share, Some(0.6));
    assert_eq!(base.who(Lapsed), [2, 4].into());
}

#[test]
fn after_an_order_that_enough_came_back_from_its_own_silence_counts() {
    // Sixty came a second time after 5 days, and again after 40 more; one never did.
    let zone = domain::ShopZone::utc();
    let day = |text: &str| zone.start_of(text.parse().expect("a day")).0;
    let mut rows: Rows = (1..=60)
        .flat_map(|customer| {
            ["2025-01-01", "2025-01-06", "2025-02-15"].map(|text| (customer, day(text), 1_000))
        })
        .collect();
    rows.push((61, day("2025-01-01"), 1_000));
    let base = base(&rows, &drawn::vantage(&rows, "2025-02-16"));
    let told: Vec<_> = base.rules.iter().map(|rule| (rule.n, rule.quiet_days, rule.own)).collect();
    assert_eq!(told, [(1, 5, true), (2, 40, true), (3, 40, false), (4, 40, false)]);
    assert_eq!(base.who(Standing::Active).len(), 60);
}

#[test]
fn where_nobody_came_back_nobody_stands_anywhere_and_it_is_said() {
    let rows = drawn::shop("anna 2025-01-05");
    let report = lifecycle(&rows, &drawn::vantage(&rows, "2025-02-01"), LifecyclePeriod::Month);
    assert!(report.standings.is_empty() && report.rules.is_empty());
    assert_eq!(report.comparison, None);
    assert_eq!(report.head.caveats.0[0].code, "no_returns");
}

#[test]
fn active_and_inactive_are_compared_by_how_they_buy_and_how_they_came() {
    let rows = drawn::shop(
        "
        anna   2025-01-01=1000 2025-01-11=3000 2025-01-21=2000 2025-01-31=2000
        vera   2025-01-27=5000 2025-01-29=1000
        boris  2025-01-01=1000 2025-01-11=500
        gleb   2025-01-02=700
    ",
    );
    let vantage = drawn::vantage(&rows, "2025-02-01");
    let mut entries = Entries::default();
    (0..40).for_each(|nth| entries.see("country", Some("UA"), usize::from(nth >= 30)));
    (0..40).for_each(|nth| entries.see("country", Some("PL"), usize::from(nth >= 10)));
    (0..80).for_each(|nth| entries.see("channel", Some("web"), nth % 2));
    (0..80).for_each(|nth| entries.see("city", None, nth % 2));
    (0..80).for_each(|nth| {
        entries.see("coupon", (nth < 20).then_some("WELCOME"), usize::from(nth % 4 == 0));
    });
    let comparison =
        compare::compare(&base(&rows, &vantage), &entries, &vantage).expect("a comparison");
    assert_eq!((comparison.active, comparison.inactive), (2, 2));
    let row = |name: &str| {
        let found = comparison.numbers.iter().find(|row| row.attribute == name);
        found.unwrap_or_else(|| panic!("{name}")).clone()
    };
    assert_eq!(row("orders").active.mean, Some(Figure::Number(3.0)));
    assert_eq!(row("orders").difference, Some(Figure::Number(1.5)));
    assert_eq!(row("revenue").active.median, vantage.money(7_000).map(Figure::Money));
    assert_eq!(row("average-order").inactive.mean, vantage.money(725).map(Figure::Money));
    assert_eq!(row("gap-days").active.mean, Some(Figure::Number(6.0)));
    assert_eq!(row("gap-days").low, None, "one gap alone has no interval");
    let shares: Vec<_> =
        comparison.shares.iter().map(|row| (row.attribute, row.value.as_deref())).collect();
    // Channels are all alike, no city is known, and too few came by a promo code.
    assert_eq!(shares, [("country", Some("PL")), ("country", Some("UA")), ("coupon", None)]);
    let ukraine = &comparison.shares[1];
    assert_eq!((ukraine.active_share, ukraine.inactive_share), (0.75, 0.25));
    assert!(ukraine.low > 0.25 && ukraine.high < 0.7, "{ukraine:?}");
}

/// The days of a customer's purchases, by customer, in the shop's zone.
fn days_of(rows: &Rows, vantage: &Vantage) -> BTreeMap<i64, Vec<Day>> {
    let mut days: BTreeMap<i64, Vec<Day>> = BTreeMap::new();
    for row in rows {
        days.entry(row.0).or_default().push(vantage.zone.day_of(Instant(row.1)));
    }
    days
}

/// Counts one stretch with nothing but days: `before` opens the period before.
fn by_hand(days: &BTreeMap<i64, Vec<Day>>, before: Day, moves: &Moves) -> MoveCounts {
    let mut counts = MoveCounts::default();
    for days in days.values() {
        let bought = |from: Day, until: Day| days.iter().any(|day| (from..until).contains(day));
        let now = bought(moves.from, moves.until);
        let earlier = bought(before, moves.from);
        let ever = bought(Day::MIN, moves.from);
        counts.new += u64::from(now && !ever);
        counts.returning += u64::from(now && earlier);
        counts.resurrecting += u64::from(now && ever && !earlier);
        counts.dormant += u64::from(!now && earlier);
    }
    counts
}

fn check_periods(rows: &Rows, vantage: &Vantage, period: LifecyclePeriod) {
    let report = lifecycle(rows, vantage, period);
    let days = days_of(rows, vantage);
    for row in &report.periods {
        for moves in [Some(row.moves), row.last_year].into_iter().flatten() {
            let before = period.unit().step(moves.from, -1);
            let expected = by_hand(&days, before, &moves);
            assert_eq!(moves.counts, expected, "{moves:?}");
            assert_eq!(moves.active, expected.active());
        }
    }
    check_standings(&report, &days, vantage);
}

/// Where everybody stands, from his days and the rules alone.
fn check_standings(report: &LifecycleReport, days: &BTreeMap<i64, Vec<Day>>, vantage: &Vantage) {
    let mut customers: BTreeMap<Standing, u64> = BTreeMap::new();
    for days in days.values() {
        let occasions = days.iter().collect::<BTreeSet<_>>().len();
        let Some(rule) = report.rules.iter().rev().find(|rule| rule.n <= occasions) else {
            continue;
        };
        let last = *days.iter().max().expect("a day");
        let silent = (vantage.as_of_day() - last).get_days() as usize;
        let lapsed = rule.lapsed_days.is_some_and(|lapsed| silent >= lapsed);
        let quiet = silent >= rule.quiet_days;
        let standing = match (lapsed, quiet) {
            (true, _) => Standing::Lapsed,
            (false, true) => Standing::Quiet,
            (false, false) => Standing::Active,
        };
        *customers.entry(standing).or_default() += 1;
    }
    for row in &report.standings {
        assert_eq!(row.customers, customers.get(&row.standing).copied().unwrap_or(0));
    }
}

const LENGTHS: [LifecyclePeriod; 4] = [
    LifecyclePeriod::Week,
    LifecyclePeriod::Month,
    LifecyclePeriod::Quarter,
    LifecyclePeriod::Year,
];

#[test]
fn the_real_shop_counted_twice_has_the_same_lifecycle() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    for period in LENGTHS {
        check_periods(&rows, &vantage, period);
    }
    let report = lifecycle(&rows, &vantage, LifecyclePeriod::Month);
    assert_eq!(report.periods.iter().map(|row| row.moves.counts.new).sum::<u64>(), 4_338);
    assert_eq!(report.standings.iter().map(|row| row.customers).sum::<u64>(), 4_338);
    assert!(report.rules.iter().all(|rule| rule.own));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_shops_counted_twice_have_the_same_lifecycle(
        rows in shops(),
        period in prop::sample::select(LENGTHS.to_vec()),
        day in 1i8..=28,
    ) {
        let vantage = drawn::vantage(&rows, &format!("2025-12-{day:02}"));
        check_periods(&rows, &vantage, period);
    }

    #[test]
    fn split_shops_added_up_are_the_whole_shop(rows in shops(), n in 1i64..5) {
        let vantage = drawn::vantage(&rows, "2026-01-01");
        let fold = MovesFold::new(&Plan::new(LifecyclePeriod::Week, &vantage).expect("orders"));
        prop_assert_eq!(fold_rows(fold.clone(), &rows), drawn::fold_in_parts(&fold, &rows, n));
        let fold = HistoryFold::new(&vantage).expect("orders");
        let parts = drawn::fold_in_parts(&fold, &rows, n).sorted();
        prop_assert_eq!(fold_rows(fold, &rows).sorted(), parts);
    }
}
