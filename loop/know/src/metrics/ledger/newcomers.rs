//! What those who came together have brought since, and when that pays for having won them.

/// Days of a customer's own month.
pub const MONTH_DAYS: i64 = 30;

/// Those who came in a stretch, and what they have brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newcomers {
    /// What all of them together have brought up to the end of their own month k, in minor units.
    pub so_far: Vec<i64>,
    /// How many of these months lie behind every one of them.
    pub n_complete: usize,
}

/// Whether newcomers have paid for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payback {
    /// In their own month k; 0 is that of the first purchase.
    Month(usize),
    /// Not within the months that lie behind all of them.
    NotYet,
}

impl Newcomers {
    /// Of what each group of them brought in each of their own months.
    pub fn of(arrivals: &[Vec<i64>], n_complete: usize) -> Self {
        let longest = arrivals.iter().map(Vec::len).max().unwrap_or(0);
        let mut sum = 0;
        let so_far = (0..longest).map(|month| {
            sum += arrivals.iter().filter_map(|months| months.get(month)).sum::<i64>();
            sum
        });
        Self { so_far: so_far.collect(), n_complete }
    }

    /// What they have brought up to the end of their own month k; after the last purchase of all
    /// nothing is added.
    pub fn up_to(&self, month: usize) -> i64 {
        let last = self.so_far.len().checked_sub(1);
        last.map_or(0, |last| self.so_far[month.min(last)])
    }

    /// The first month by whose end they have brought what was spent to win them. Months that do
    /// not lie behind all of them tell nothing yet.
    pub fn payback(&self, spent: i64) -> Payback {
        let month = (0..self.n_complete).find(|month| self.up_to(*month) >= spent);
        month.map_or(Payback::NotYet, Payback::Month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_is_not_over_for_everybody_pays_nothing_back_yet() {
        let newcomers = Newcomers::of(&[vec![300, 0, 500], vec![200, 100]], 2);
        assert_eq!(newcomers.so_far, [500, 600, 1_100]);
        assert_eq!(newcomers.payback(500), Payback::Month(0));
        assert_eq!(newcomers.payback(600), Payback::Month(1));
        assert_eq!(newcomers.payback(601), Payback::NotYet, "month 2 is not over");
        assert_eq!(Newcomers { n_complete: 9, ..newcomers }.payback(1_100), Payback::Month(2));
    }
}
