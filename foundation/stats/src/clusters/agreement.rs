//! Whether two ways of dividing the same things agree, and which part is which.

/// How far two ways agree beyond chance: 1 is the same division, 0 what chance does (Hubert and
/// Arabie 1985). None where the ways are not of the same things.
pub fn rand_adjusted(one: &[u32], other: &[u32]) -> Option<f64> {
    if one.len() != other.len() || one.is_empty() {
        return None;
    }
    let table = table(one, other);
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let together: f64 = table.iter().flatten().map(|n| pairs(*n)).sum();
    let in_one: f64 = table.iter().map(|row| pairs(row.iter().sum())).sum();
    let columns = (0..table[0].len()).map(|nth| table.iter().map(|row| row[nth]).sum());
    let in_other: f64 = columns.map(pairs).sum();
    let all = pairs(one.len() as f64);
    if all == 0.0 {
        return Some(1.0);
    }
    let by_chance = in_one * in_other / all;
    let most = (in_one + in_other) / 2.0;
    // Both put everything into one part, or everything apart: they agree, and could not else.
    Some(if most == by_chance { 1.0 } else { (together - by_chance) / (most - by_chance) })
}

/// How many things are in each part of the one and of the other.
fn table(one: &[u32], other: &[u32]) -> Vec<Vec<f64>> {
    let n_parts = |labels: &[u32]| labels.iter().max().map_or(0, |most| *most as usize + 1);
    let mut table = vec![vec![0.0; n_parts(other)]; n_parts(one)];
    for (a, b) in one.iter().zip(other) {
        table[*a as usize][*b as usize] += 1.0;
    }
    table
}

/// More parts than this are not matched: the ways to do it double with each.
const MATCHED_MOST: usize = 16;

/// Which column belongs to each row, so that their costs together are least; none for rows left
/// over where there are fewer columns.
///
/// All ways are gone through, kept by the columns that are taken (Held and Karp 1962), so there may
/// be at most 16 columns; of more nothing is matched.
pub fn matched(costs: &[Vec<f64>]) -> Vec<Option<usize>> {
    let n_columns = costs.first().map_or(0, Vec::len);
    if n_columns == 0 || n_columns > MATCHED_MOST {
        return vec![None; costs.len()];
    }
    // A row may go without, at a cost above every other, so that as many as can be are matched.
    let most = costs.iter().flatten().fold(1.0, |most: f64, cost| most.max(cost.abs()));
    let without = most * 2.0 * (costs.len() + 1) as f64;
    let n_sets = 1_usize << n_columns;
    let mut least = vec![f64::INFINITY; n_sets];
    least[0] = 0.0;
    let mut choices: Vec<Vec<Option<usize>>> = Vec::with_capacity(costs.len());
    for row in costs {
        let (mut after, mut chosen) = (vec![f64::INFINITY; n_sets], vec![None; n_sets]);
        for taken in (0..n_sets).filter(|taken| least[*taken].is_finite()) {
            if least[taken] + without < after[taken] {
                (after[taken], chosen[taken]) = (least[taken] + without, None);
            }
            for column in (0..n_columns).filter(|column| taken & (1 << column) == 0) {
                let (set, cost) = (taken | (1 << column), least[taken] + row[column]);
                if cost < after[set] {
                    (after[set], chosen[set]) = (cost, Some(column));
                }
            }
        }
        least = after;
        choices.push(chosen);
    }
    let mut set = (0..n_sets).min_by(|a, b| least[*a].total_cmp(&least[*b])).unwrap_or(0);
    let mut found = vec![None; costs.len()];
    for (row, chosen) in choices.iter().enumerate().rev() {
        found[row] = chosen[set];
        set &= !found[row].map_or(0, |column| 1 << column);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agreement_is_what_is_reckoned_by_hand() {
        // The table is 2 0 / 1 1 / 0 2: pairs together 1 + 1, in rows 3, in columns 3 + 3, of 15.
        let found = rand_adjusted(&[0, 0, 1, 1, 2, 2], &[0, 0, 0, 1, 1, 1]).expect("as many");
        let expected = (2.0 - 3.0 * 6.0 / 15.0) / (4.5 - 3.0 * 6.0 / 15.0);
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        assert_eq!(rand_adjusted(&[0, 0, 1, 1], &[1, 1, 0, 0]), Some(1.0));
        assert_eq!(rand_adjusted(&[0, 0, 0], &[0, 0, 0]), Some(1.0));
        assert_eq!(rand_adjusted(&[0], &[3]), Some(1.0));
        assert_eq!(rand_adjusted(&[0, 1], &[0]), None);
        assert_eq!(rand_adjusted(&[], &[]), None);
    }

    #[test]
    fn the_cheapest_way_is_not_always_that_of_the_cheapest_first() {
        let costs = vec![vec![1.0, 2.0], vec![2.0, 9.0]];
        assert_eq!(matched(&costs), [Some(1), Some(0)]);
        let costs = vec![vec![5.0], vec![1.0], vec![3.0]];
        assert_eq!(matched(&costs), [None, Some(0), None]);
        assert_eq!(matched(&[vec![3.0, 1.0, 2.0]]), [Some(1)]);
        assert_eq!(matched(&[vec![], vec![]]), [None, None]);
        assert!(matched(&[]).is_empty());
    }

    fn all_ways(costs: &[Vec<f64>], taken: &mut Vec<usize>) -> f64 {
        let Some(row) = costs.first() else { return 0.0 };
        let mut least = f64::INFINITY;
        for (column, cost) in row.iter().enumerate() {
            if !taken.contains(&column) {
                taken.push(column);
                least = least.min(cost + all_ways(&costs[1..], taken));
                taken.pop();
            }
        }
        least
    }

    proptest! {
        #[test]
        fn no_way_is_cheaper(
            costs in prop::collection::vec(prop::collection::vec(0..50_u8, 5), 1..6),
        ) {
            let costs: Vec<Vec<f64>> =
                costs.into_iter().map(|row| row.into_iter().map(f64::from).collect()).collect();
            let found = matched(&costs);
            let cost: f64 = found.iter().zip(&costs).map(|(at, row)| row[at.expect("all")]).sum();
            prop_assert_eq!(cost, all_ways(&costs, &mut Vec::new()));
        }
    }
}
