//! Group by group: who was where, and is where now.

use std::collections::HashMap;

use super::super::{Groups, Scored};

/// A group of the earlier day, if any, and one of the later.
pub(super) type Move<'a> = (Option<&'a str>, &'a str);

/// What the customers of one move come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moved {
    pub customers: u64,
    pub revenue: i64,
    pub points: i64,
}

/// Every possible move, row by row, the row of those who had not bought yet at the end.
pub(super) fn cells<'a>(
    before: &[Scored],
    after: &[Scored],
    groups: &'a Groups,
) -> Vec<(Move<'a>, Moved)> {
    let counted = counted(before, after, groups);
    let names = groups.names();
    let rows = names.iter().copied().map(Some).chain([None]);
    let moves = rows.flat_map(|from| names.iter().map(move |until| (from, *until)));
    moves.map(|way| (way, counted.get(&way).copied().unwrap_or_default())).collect()
}

fn counted<'a>(
    before: &[Scored],
    after: &[Scored],
    groups: &'a Groups,
) -> HashMap<Move<'a>, Moved> {
    let mut counted: HashMap<Move<'a>, Moved> = HashMap::new();
    let mut earlier = before.iter().peekable();
    for customer in after {
        // Both lists ascend by number, and whoever had bought by then has bought by now.
        let was = earlier.next_if(|was| was.customer_no == customer.customer_no);
        let way = (was.map(|was| groups.name_of(was)), groups.name_of(customer));
        let moved = counted.entry(way).or_default();
        moved.customers += 1;
        moved.revenue += customer.revenue;
        moved.points += was.map_or(0, |was| points(customer) - points(was));
    }
    counted
}

fn points(customer: &Scored) -> i64 {
    i64::from(customer.r) + i64::from(customer.f) + i64::from(customer.m)
}
