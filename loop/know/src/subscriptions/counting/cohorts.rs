//! What became of the monthly revenue of everybody who began to pay in one period.

use domain::Day;

use super::Course;

/// The customers of one cohort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// How many.
    pub customers: u64,
    /// What they began with, in minor units of monthly revenue.
    pub entry: i64,
    /// At the end of each period, from that of the beginning on.
    pub cells: Vec<Cell>,
}

/// The monthly revenue of a cohort when a period was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// All of it.
    pub monthly: i64,
    /// Of every customer at most what he began with.
    pub kept: i64,
    /// How many still paid.
    pub customers: u64,
}

/// One cohort for each period; `ends` are the days after the last ones of the periods.
pub fn of_periods(courses: &[Course], ends: &[Day]) -> Vec<Cohort> {
    let empty = |place: usize| Cohort {
        cells: vec![Cell::default(); ends.len() - place],
        ..Cohort::default()
    };
    let mut cohorts: Vec<Cohort> = (0..ends.len()).map(empty).collect();
    for course in courses {
        let (first, entry) = course.entry();
        let place = ends.partition_point(|end| *end <= first);
        let Some(cohort) = cohorts.get_mut(place) else { continue };
        cohort.customers += 1;
        cohort.entry += entry;
        for (cell, end) in cohort.cells.iter_mut().zip(&ends[place..]) {
            let monthly = course.before(*end);
            cell.monthly += monthly;
            cell.kept += monthly.min(entry);
            cell.customers += u64::from(monthly > 0);
        }
    }
    cohorts
}
