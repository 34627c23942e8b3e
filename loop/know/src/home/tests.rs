//! Home's figures on drawn shops.

use facts::fold_rows;

use super::*;
use crate::Vantage;
use crate::drawn::{self, Rows};

fn seen(rows: &Rows, as_of: &str) -> (Vantage, Option<Overdue>) {
    let vantage = drawn::vantage(rows, as_of);
    let rhythm = fold_rows(RhythmFold::new(&vantage).expect("orders"), rows);
    let customers = fold_rows(RfmFold::new(&vantage).expect("orders"), rows);
    let report = rhythm::report(RhythmOptions::default(), &vantage, Some(&rhythm));
    let overdue = overdue(&report, &rfm::scores::scored(&Scale::default(), customers));
    (vantage, overdue)
}

fn came_back(rows: &Rows, as_of: &str) -> Option<CameBack> {
    let vantage = drawn::vantage(rows, as_of);
    newest(&fold_rows(ReturnsFold::new(&vantage).expect("orders"), rows), &vantage)
}

#[test]
fn the_newest_month_that_has_had_its_ninety_days_is_told_beside_last_year() {
    let rows = drawn::shop(
        "
        anna   2024-03-05 2024-03-20
        boris  2024-03-06
        vera   2025-03-05 2025-06-03
        gleb   2025-03-06 2025-06-05
        daria  2025-03-07
        emil   2025-04-07 2025-04-08
    ",
    );
    // Vera came on the 90th day, Gleb a day too late; April's last day is not 90 days ago.
    let told = came_back(&rows, "2025-07-02").expect("March");
    assert_eq!((told.month.as_str(), told.size), ("2025-03", 3));
    assert_eq!((told.share, told.last_year), (1.0 / 3.0, Some(0.5)));
}

#[test]
fn two_orders_on_the_first_day_are_not_a_return() {
    let rows = drawn::shop("anna 2025-01-05 2025-01-05");
    assert_eq!(came_back(&rows, "2025-07-01").map(|told| told.share), Some(0.0));
    assert_eq!(came_back(&rows, "2025-02-01"), None);
}

#[test]
fn a_regular_who_is_quiet_is_overdue_and_a_one_time_buyer_is_not() {
    // Everybody comes every ten days; Gleb has been away for 40, Daria bought once.
    let rows = drawn::shop(
        "
        anna   2025-01-01 2025-01-11 2025-01-21 2025-01-31 2025-02-10 2025-02-20 2025-03-02
        boris  2025-01-02 2025-01-12 2025-01-22 2025-02-01 2025-02-11 2025-02-21 2025-03-03
        gleb   2025-01-03 2025-01-13 2025-01-23
        vera   2025-01-05 2025-03-01
        daria  2025-01-04
    ",
    );
    let (_, overdue) = seen(&rows, "2025-03-04");
    let overdue = overdue.expect("Gleb");
    let numbers: Vec<i64> = overdue.customers.iter().map(|quiet| quiet.customer_no).collect();
    assert_eq!(numbers, [3]);
    assert_eq!(overdue.regulars, 4);
    let worth = overdue.worth_of(|customer_no| customer_no == 3);
    assert!(worth.low <= worth.expected);
    assert!(worth.expected <= worth.high && worth.high <= 1000);
    assert_eq!(overdue.worth_of(|_| false), Worth::default(), "whom nobody can write to");
}

#[test]
fn where_nobody_ever_came_back_nobody_is_overdue() {
    let rows = drawn::shop(
        "
        anna   2025-01-01
        boris  2025-01-02
    ",
    );
    assert_eq!(seen(&rows, "2025-06-01").1, None);
}
