//! The full report says what its parts say, in one pass and in three languages.

use collect::shop::Language;
use facts::fold_rows;

use super::*;
use crate::cohorts::{self, CohortFold, CohortOptions, Count};
use crate::drawn::{self, Rows};
use crate::rfm::{RfmFold, RfmOptions, Scale, scores};
use crate::rhythm::{self, RhythmFold, RhythmOptions};

fn full(rows: &Rows, vantage: &Vantage, options: ReportOptions) -> FullReport {
    let sum = fold(&options, vantage).map(|fold| drawn::fold_in_parts(&fold, rows, 2));
    report(options, vantage, sum, (&Groups::shipped(), &Scale::default(), &Ledger::default()))
}

/// Two years of a shop whose January newcomers of the second year return less.
fn two_years() -> Rows {
    drawn::shop(
        "
        anna    2024-01-05=5000 2024-02-10=5000 2024-12-20=5000 2025-01-20=5000
        boris   2024-01-07=4000 2024-02-20=4000 2024-11-20=4000
        vera    2025-01-05=3000 2025-02-10=1000
        gleb    2025-01-09=3000
        daria   2025-01-10=3000
    ",
    )
}

#[test]
fn one_pass_tells_what_each_report_tells_by_itself() {
    let Some(rows) = drawn::online_retail() else { return };
    let vantage = drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    let full = full(&rows, &vantage, ReportOptions::default());
    for (count, table) in [Count::On, Count::OnOrAfter, Count::OnOrBefore, Count::Streak]
        .into_iter()
        .zip(full.cohorts.expect("cohorts"))
    {
        let options = CohortOptions { count, ..CohortOptions::default() };
        let sum = fold_rows(CohortFold::new(&options, &vantage).expect("orders"), &rows);
        assert_eq!(table, cohorts::report(options, &vantage, Some(&sum)));
    }
    let sum = fold_rows(RhythmFold::new(&vantage).expect("orders"), &rows);
    let rhythm = rhythm::report(RhythmOptions::default(), &vantage, Some(&sum));
    assert_eq!(full.ladder.expect("a ladder"), rhythm.ladder);
    assert_eq!(full.rhythm.expect("a rhythm"), rhythm);
    let abc = full.abc.expect("classes");
    assert_eq!(abc.classes.iter().map(|class| class.n).sum::<u64>(), abc.n);
    assert_eq!(abc.n, 4_297, "who bought in the twelve whole months before");
    let sum = fold_rows(RfmFold::new(&vantage).expect("orders"), &rows);
    let scored = scores::scored(&Scale::default(), sum);
    let (options, fifths) = (RfmOptions::default(), Scale::default());
    let groups = rfm::groups_report(options, &vantage, &fifths, &scored, &Groups::shipped());
    assert_eq!(full.rfm.expect("groups"), groups);
}

#[test]
fn only_what_is_asked_for_is_told() {
    let rows = two_years();
    let vantage = drawn::vantage(&rows, "2025-05-15");
    let options = ReportOptions { only: "ladder".parse().expect("a part"), ..Default::default() };
    let full = full(&rows, &vantage, options);
    assert_eq!(full.ladder.map(|ladder| ladder[0].customers), Some(5));
    assert!(full.rhythm.is_none() && full.cohorts.is_none() && full.metrics.is_none());
}

#[test]
fn the_words_come_first_and_stand_beside_last_year() {
    let rows = two_years();
    let full = full(&rows, &drawn::vantage(&rows, "2025-05-15"), ReportOptions::default());
    let texts: Vec<&str> = full.sentences.iter().map(|told| told.text.as_str()).collect();
    assert_eq!(
        texts[0],
        "Of 100 customers who first bought in January 2025, 33 came back within 90 days; a year \
         earlier 100."
    );
    // Nobody has bought since 14 February; all five had in the ninety days before.
    assert_eq!(full.losses[0].code, LossCode::BoughtNothing);
    assert_eq!(full.losses[0].amount.minor, 2 * 5_000 + 4_000 + 3_000 + 1_000 + 2 * 3_000);
    assert!(full.losses.len() <= 3);
}

#[test]
fn the_page_to_share_is_one_file_in_the_language_of_the_shop() {
    let rows = two_years();
    for (language, title) in [
        (Language::En, "Who stays, who leaves"),
        (Language::Uk, "Хто лишається, а хто йде"),
        (Language::Ru, "Кто остаётся, а кто уходит"),
    ] {
        let vantage = Vantage { language, ..drawn::vantage(&rows, "2025-05-15") };
        let page = html::page(&full(&rows, &vantage, ReportOptions::default()), &vantage);
        assert!(page.contains(title));
        let outside = ["<script", "http:", "https:", "<link", "<img", "url("];
        assert!(outside.iter().all(|word| !page.contains(word)), "{language:?}");
        assert!(!page.contains("{month}") && !page.contains("{n}") && !page.contains("NaN"));
    }
}

#[test]
fn a_shop_without_orders_has_a_page_that_says_so() {
    let rows = Rows::new();
    let vantage = drawn::vantage(&rows, "2025-05-15");
    let full = full(&rows, &vantage, ReportOptions::default());
    assert_eq!(full.head.caveats.0[0].code, "no_orders");
    assert!(html::page(&full, &vantage).contains("the history is too short"));
}
