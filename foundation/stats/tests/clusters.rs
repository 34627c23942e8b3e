//! Clusters against the published best of fifty starts, against simple reckoning, and on points
//! drawn around known centres.

mod common;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use common::{case, near, number, table, table_of_words};
use proptest::prelude::*;
use stats::clusters::{
    Points, Settings, chosen, k_means, nearest, rand_adjusted, silhouette, silhouette_by_centres,
    squared_distance, tried,
};

fn always() -> bool {
    true
}

/// As the references were found: fifty starts, and the centres that are drawn anew after them.
fn thorough(k: usize, seed: u64) -> Settings {
    Settings { swaps: 100, ..Settings::new(k, 50, seed) }
}

/// Every column with mean 0 and variance 1, as of a whole population.
fn z_scored(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let n = rows.len() as f64;
    for column in 0..rows[0].len() {
        let mean = rows.iter().map(|row| row[column]).sum::<f64>() / n;
        let variance = rows.iter().map(|row| (row[column] - mean).powi(2)).sum::<f64>() / n;
        rows.iter_mut().for_each(|row| row[column] = (row[column] - mean) / variance.sqrt());
    }
    rows.concat()
}

#[test]
fn cdnow_is_divided_as_well_as_the_best_of_fifty_starts() {
    let Some(rows) = table("cdnow_cbs_rfm.csv") else { return };
    let logs = |row: &Vec<f64>| vec![(1.0 + row[3] - row[2]).ln(), row[1].ln_1p(), row[4].ln_1p()];
    let numbers = z_scored(rows.iter().map(logs).collect());
    let points = Points::new(&numbers, 3);
    for k in [3, 4, 5, 8] {
        let Some(case) = case(&format!("cluster/kmeans/cdnow_rfm_log_std/k{k}")) else { return };
        let expected = &case["expected"];
        let best = number(&expected["best_inertia_of_50"]);
        for seed in 0..2 {
            let found = k_means(points, &thorough(k, seed), &always).expect("clusters");
            assert!(found.inertia <= best * (1.0 + 1e-6), "{k}: {} {best}", found.inertia);
            let mut sizes = found.sizes.clone();
            sizes.sort_unstable();
            let told: Vec<usize> =
                serde_json::from_value(expected["sizes"].clone()).expect("sizes");
            assert_eq!(sizes, told);
            let widths = silhouette(points, &found.labels);
            let mean = widths.iter().sum::<f64>() / widths.len() as f64;
            near("silhouette", mean, number(&expected["silhouette"]), 1e-6);
        }
        let mut single: Vec<f64> = (0..50)
            .map(|seed| k_means(points, &Settings::new(k, 1, seed), &always).expect("k").inertia)
            .collect();
        single.sort_by(f64::total_cmp);
        let median = number(&expected["median_inertia_single_start"]);
        assert!(single[25] <= median * 1.01, "{k}: {} {median}", single[25]);
    }
}

#[test]
fn online_retail_is_divided_as_well_as_the_best_of_fifty_starts() {
    let Some(lines) = table_of_words("online_retail_no_description.csv.gz") else { return };
    let Some(case) = case("retail/rfm_kmeans_cut2011-10-01") else { return };
    let expected = &case["expected"];
    let numbers = z_scored(retail_rows(&lines));
    let points = Points::new(&numbers, 3);
    assert_eq!(points.len() as f64, number(&expected["customers"]));
    for k in [3, 4, 5] {
        let told = &expected["k"][k.to_string()];
        let found = k_means(points, &thorough(k, 1), &always).expect("clusters");
        let best = number(&told["best_inertia_of_50"]);
        assert!(found.inertia <= best * (1.0 + 1e-6), "{k}: {} {best}", found.inertia);
    }
}

/// Logarithms of recency, frequency and money before 2011-10-01.
fn retail_rows(lines: &[BTreeMap<String, String>]) -> Vec<Vec<f64>> {
    let mut people: BTreeMap<&str, (i64, BTreeMap<&str, ()>, f64)> = BTreeMap::new();
    for line in lines {
        let (quantity, price) = (line["Quantity"].parse::<f64>(), line["UnitPrice"].parse::<f64>());
        let (Ok(quantity), Ok(price)) = (quantity, price) else { continue };
        let (invoice, who) = (line["InvoiceNo"].as_str(), line["CustomerID"].as_str());
        let is_clean = !who.is_empty() && !invoice.starts_with('C');
        if !is_clean
            || quantity <= 0.0
            || price <= 0.0
            || line["InvoiceDate"].as_str() >= "2011-10-01"
        {
            continue;
        }
        let his = people.entry(who).or_default();
        his.0 = his.0.max(day_number(&line["InvoiceDate"]));
        his.1.insert(invoice, ());
        his.2 += quantity * price;
    }
    let cut = day_number("2011-10-01");
    let row = |(last, invoices, money): (i64, BTreeMap<&str, ()>, f64)| {
        vec![((cut - last) as f64).ln_1p(), (invoices.len() as f64).ln_1p(), money.ln_1p()]
    };
    people.into_values().map(row).collect()
}

/// Days from a fixed day (Hinnant's way of counting them).
fn day_number(text: &str) -> i64 {
    let part = |from: usize, until: usize| text[from..until].parse::<i64>().expect("a day");
    let (year, month, day) = (part(0, 4), part(5, 7), part(8, 10));
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + of_year
}

/// Numbers that look drawn, the same each time.
struct Drawn(u64);

impl Drawn {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normal, near enough: twelve shares together (Irwin and Hall).
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

/// Points around `k` centres, the nth around centre `nth % k`.
fn around(k: usize, n: usize, n_columns: usize, apart: f64, seed: u64) -> (Vec<f64>, Vec<u32>) {
    let drawn = &mut Drawn(seed);
    let centres: Vec<f64> = (0..k * n_columns).map(|_| apart * drawn.normal()).collect();
    let (mut numbers, mut labels) = (Vec::new(), Vec::new());
    for nth in 0..n {
        let centre = nth % k;
        labels.push(centre as u32);
        for column in 0..n_columns {
            numbers.push(centres[centre * n_columns + column] + drawn.normal());
        }
    }
    (numbers, labels)
}

#[test]
fn kinds_that_were_drawn_are_found_and_their_number_too() {
    for (k, n_columns) in [(3, 4), (5, 6)] {
        let (numbers, truth) = around(k, 1_500, n_columns, 9.0, 11 + k as u64);
        let points = Points::new(&numbers, n_columns);
        let settings = |k| Settings::new(k, 8, 3);
        let found = k_means(points, &settings(k), &always).expect("clusters");
        assert!(found.settled);
        let agreed = rand_adjusted(&found.labels, &truth).expect("as many");
        assert!(agreed > 0.98, "{k}: {agreed}");
        let all: Vec<_> = (2..=8).filter_map(|k| tried(points, &settings(k), &always)).collect();
        assert_eq!(chosen(&all), Some(k), "{all:#?}");
        assert!(all[k - 2].stability > 0.95, "{all:#?}");
    }
}

#[test]
fn what_was_drawn_around_one_centre_has_no_kinds() {
    let (numbers, _) = around(1, 1_500, 6, 0.0, 5);
    let points = Points::new(&numbers, 6);
    for k in 2..=5 {
        let told = tried(points, &Settings::new(k, 5, 1), &always).expect("clusters");
        assert!(told.silhouette < 0.2 && !told.is_stable(), "{told:?}");
    }
}

#[test]
fn the_bounds_change_nothing_of_what_plain_rounds_find() {
    for (k, n, n_columns) in [(2, 200, 2), (7, 40_000, 3), (9, 900, 5)] {
        let (numbers, _) = around(k, n, n_columns, 1.0, 17);
        let points = Points::new(&numbers, n_columns);
        let found = k_means(points, &Settings::new(k, 1, 4), &always).expect("clusters");
        // Once more from the same place, measuring everything: nothing moves any more.
        assert_eq!(nearest(points, &found.centres), found.labels);
        let (mut sums, mut inertia) = (vec![0.0; k * n_columns], 0.0);
        for (row, label) in points.rows().zip(&found.labels) {
            let at = *label as usize * n_columns..(*label as usize + 1) * n_columns;
            inertia += squared_distance(row, &found.centres[at.clone()]);
            sums[at].iter_mut().zip(row).for_each(|(sum, it)| *sum += it);
        }
        near("inertia", found.inertia, inertia, 1e-10);
        for (nth, sum) in sums.iter().enumerate() {
            let mean = sum / found.sizes[nth / n_columns] as f64;
            assert!(f64::abs(mean - found.centres[nth]) < 1e-9, "{mean} {}", found.centres[nth]);
        }
    }
}

#[test]
fn odd_points_have_an_answer_or_none_and_never_a_panic() {
    let one = |numbers: &[f64], n_columns, k| {
        k_means(Points::new(numbers, n_columns), &thorough(k, 1), &always)
    };
    assert_eq!(one(&[], 3, 2), None);
    assert_eq!(one(&[1.0, 2.0], 0, 1), None);
    assert_eq!(one(&[1.0, 2.0, 3.0], 1, 0), None);
    assert_eq!(one(&[5.0; 60], 3, 2), None, "all alike");
    assert_eq!(one(&[1.0, f64::NAN, 2.0], 1, 2), None);
    assert_eq!(one(&[1.0, f64::INFINITY, 2.0], 1, 2), None);
    let alone = one(&[4.0, 4.0], 2, 1).expect("one point");
    assert_eq!((alone.centres, alone.inertia, alone.sizes), (vec![4.0, 4.0], 0.0, vec![1]));
    let mut heavy = vec![0.0; 300];
    heavy.extend([1.0, 1e9]);
    let found = one(&heavy, 1, 2).expect("two differ");
    assert!(found.sizes.iter().all(|size| *size > 0) && found.inertia.is_finite());
    // A column that never changes says nothing.
    let flat: Vec<f64> = (0..100).flat_map(|nth| [f64::from(nth % 2), 7.0]).collect();
    assert_eq!(one(&flat, 2, 2).expect("two").inertia, 0.0);
    assert!(tried(Points::new(&[1.0, 2.0], 1), &Settings::new(2, 2, 1), &always).is_none());
}

#[test]
fn the_same_seed_tells_the_same_on_any_number_of_cores() {
    let (numbers, _) = around(5, 60_000, 4, 1.5, 23);
    let points = Points::new(&numbers, 4);
    let settings = Settings::new(5, 2, 99);
    let once = k_means(points, &settings, &always).expect("clusters");
    assert_eq!(k_means(points, &settings, &always), Some(once));
}

#[test]
fn a_search_ends_when_it_is_told_to() {
    let (numbers, _) = around(8, 200_000, 10, 0.2, 2);
    let points = Points::new(&numbers, 10);
    let settings = Settings { rounds_most: usize::MAX, ..Settings::new(8, 1_000, 1) };
    let begun = Instant::now();
    let soon = || begun.elapsed() < Duration::from_millis(200);
    let found = k_means(points, &settings, &soon).expect("the best so far");
    assert!(!found.settled);
    assert_eq!(found.sizes.iter().sum::<usize>(), 200_000);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert!(tried(points, &settings, &soon).is_none());
}

proptest! {
    #[test]
    fn points_are_where_the_reckoning_says(
        numbers in prop::collection::vec(-50_i32..50, 4..120), k in 1_usize..5, seed in 0_u64..9,
    ) {
        let numbers: Vec<f64> = numbers.into_iter().map(f64::from).collect();
        let points = Points::new(&numbers, 2);
        let settings = Settings::new(k, 3, seed);
        let Some(found) = k_means(points, &settings, &always) else { return Ok(()) };
        prop_assert_eq!(found.sizes.iter().sum::<usize>(), points.len());
        prop_assert!(found.sizes.iter().all(|size| *size > 0));
        for (row, label) in points.rows().zip(&found.labels) {
            let far = |nth: usize| squared_distance(row, &found.centres[nth * 2..nth * 2 + 2]);
            let own = far(*label as usize);
            prop_assert!((0..k).all(|nth| own <= far(nth) + 1e-6));
        }
        let quick = silhouette_by_centres(points, &found.centres, &found.labels);
        prop_assert!(quick.iter().all(|width| (-1.0..=1.0).contains(width)));
        prop_assert!(silhouette(points, &found.labels).iter().all(|it| (-1.0..=1.0).contains(it)));
    }
}
