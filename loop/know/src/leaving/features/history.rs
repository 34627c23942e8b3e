//! The orders of one customer, and what is known of them on a day.

use super::cuts::YEAR;
use super::{Feature, N_OF_ORDERS};

/// The orders of one customer: days and amounts, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct History {
    orders: Vec<(u32, i64)>,
}

/// What was known of a customer when a day began.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The features that his orders tell, as the model sees them.
    pub features: [f64; N_OF_ORDERS],
    /// How many orders he had placed.
    pub n_orders: u32,
    /// On how many days.
    pub n_occasions: u32,
    /// The last of these days.
    pub last_day: u32,
    /// What he spent within the year before, in minor units.
    pub year_amount: i64,
}

impl History {
    /// One more order.
    pub fn see(&mut self, day: u32, amount: i64) {
        self.orders.push((day, amount));
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.orders.clear();
    }

    /// Whether he ordered on one of these days.
    pub fn ordered(&self, from: u32, until: u32) -> bool {
        let place = self.orders.partition_point(|order| order.0 < from);
        self.orders.get(place).is_some_and(|order| order.0 < until)
    }

    /// What was known of him when a day began, looking `within` days ahead; none before his first
    /// order. No order of that day or later is looked at.
    pub fn before(&self, cut: u32, within: u32) -> Option<Known> {
        let past = &self.orders[..self.orders.partition_point(|order| order.0 < cut)];
        let (first, last) = (past.first()?.0, past.last()?.0);
        let mut seen = Occasions::default();
        past.chunk_by(|one, other| one.0 == other.0).for_each(|day| seen.see(day, cut, within));
        let n = f64::from(seen.n);
        let (silent, known_for) = (f64::from(cut - last), f64::from(cut - first));
        let gap = f64::from(last - first) / (n - 1.0).max(1.0);
        let came_once = seen.n == 1;
        let overdue = if came_once { 1.0 } else { silent / gap };
        let gap_variance = (seen.gaps_squared / (n - 1.0).max(1.0) - gap * gap).max(0.0);
        let unevenness = if came_once { 0.0 } else { gap_variance.sqrt() / gap };
        let mean = past.iter().map(|order| order.1).sum::<i64>() as f64 / past.len() as f64;
        let mean_of_day = mean * past.len() as f64 / n;
        let mut features = [0.0; N_OF_ORDERS];
        let mut put = |feature: Feature, number: f64| features[feature as usize] = number;
        put(Feature::Recency, silent.ln_1p());
        put(Feature::Occasions, n.ln_1p());
        put(Feature::Tenure, known_for.ln_1p());
        put(Feature::Overdue, overdue.ln().clamp(-5.0, 5.0));
        put(Feature::CameOnce, f64::from(u8::from(came_once)));
        put(Feature::Unevenness, unevenness.min(10.0));
        put(Feature::Lately, f64::from(seen.n_lately + seen.n_before).ln_1p());
        put(
            Feature::Trend,
            ((1.0 + f64::from(seen.n_lately)) / (1.0 + f64::from(seen.n_before))).ln(),
        );
        put(Feature::AverageOrder, mean.max(0.0).ln_1p());
        put(Feature::LastOrder, ratio(seen.last_amount as f64, mean_of_day));
        put(Feature::Season, f64::from(u8::from(self.ordered_a_year_before(cut, within))));
        Some(Known {
            features,
            n_orders: past.len() as u32,
            n_occasions: seen.n,
            last_day: last,
            year_amount: seen.year_amount,
        })
    }

    /// Whether he ordered in the same days of the year before.
    fn ordered_a_year_before(&self, cut: u32, within: u32) -> bool {
        cut >= YEAR && self.ordered(cut - YEAR, (cut - YEAR).saturating_add(within).min(cut))
    }
}

/// The logarithm of a ratio of amounts; 0 where either is nothing, so that it says nothing.
fn ratio(amount: f64, usual: f64) -> f64 {
    if amount > 0.0 && usual > 0.0 { (amount / usual).ln().clamp(-5.0, 5.0) } else { 0.0 }
}

/// The days with an order, as they are seen one after another.
#[derive(Default)]
struct Occasions {
    n: u32,
    n_lately: u32,
    n_before: u32,
    last_day: u32,
    last_amount: i64,
    gaps_squared: f64,
    year_amount: i64,
}

impl Occasions {
    /// All orders of one day.
    fn see(&mut self, orders: &[(u32, i64)], cut: u32, within: u32) {
        let day = orders[0].0;
        if self.n > 0 {
            self.gaps_squared += f64::from(day - self.last_day).powi(2);
        }
        self.n += 1;
        let ago = cut - day;
        self.n_lately += u32::from(ago <= within);
        self.n_before += u32::from(ago > within && ago <= within.saturating_mul(2));
        self.last_day = day;
        self.last_amount = orders.iter().map(|order| order.1).sum();
        if ago <= YEAR {
            self.year_amount += self.last_amount;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(orders: &[(u32, i64)]) -> History {
        let mut history = History::default();
        orders.iter().for_each(|(day, amount)| history.see(*day, *amount));
        history
    }

    fn shown(known: &Known, feature: Feature) -> f64 {
        let shown = feature.shown(known.features[feature as usize]);
        (shown * 1e6).round() / 1e6
    }

    ///      day  0    10   20        40   | 50
    ///           x    x    xx        x    | looked at from here, 20 days ahead
    #[test]
    fn a_customer_is_told_as_a_shopkeeper_would() {
        let anna = history(&[(0, 1000), (10, 1000), (20, 500), (20, 700), (40, 3000), (55, 9)]);
        let known = anna.before(50, 20).expect("she has bought");
        assert_eq!((known.n_orders, known.n_occasions, known.last_day), (5, 4, 40));
        assert_eq!(shown(&known, Feature::Recency), 10.0);
        assert_eq!(shown(&known, Feature::Occasions), 4.0);
        assert_eq!(shown(&known, Feature::Tenure), 50.0);
        // Her usual gap is 40 / 3 days.
        assert_eq!(shown(&known, Feature::Overdue), 0.75);
        assert_eq!(shown(&known, Feature::CameOnce), 0.0);
        let spread = (600.0_f64 / 3.0 - (40.0 / 3.0_f64).powi(2)).sqrt() / (40.0 / 3.0);
        assert_eq!(shown(&known, Feature::Unevenness), (spread * 1e6).round() / 1e6);
        // Day 40 lies within the last 20 days, days 10 and 20 within those before.
        assert_eq!(shown(&known, Feature::Lately), 3.0);
        assert_eq!(shown(&known, Feature::Trend), (2.0 / 3.0 * 1e6_f64).round() / 1e6);
        assert_eq!(shown(&known, Feature::AverageOrder), 1240.0);
        assert_eq!(shown(&known, Feature::LastOrder), (3000.0 / 1550.0 * 1e6_f64).round() / 1e6);
        assert_eq!(known.year_amount, 6200);
        assert!(anna.ordered(50, 70) && !anna.ordered(41, 55));
    }

    #[test]
    fn nothing_is_known_of_who_has_not_bought_yet() {
        assert_eq!(history(&[(5, 100)]).before(5, 10), None);
        assert!(history(&[(5, 100)]).before(6, 10).is_some());
    }

    #[test]
    fn what_comes_after_the_day_changes_nothing() {
        let past = [(3, 100), (9, 0), (30, 500)];
        let told = history(&past).before(31, 15);
        for later in [31, 32, 400] {
            let longer: Vec<(u32, i64)> = past.iter().copied().chain([(later, 77)]).collect();
            assert_eq!(history(&longer).before(31, 15), told);
        }
    }

    #[test]
    fn orders_of_nothing_and_of_one_day_make_numbers_that_can_be() {
        for orders in [vec![(0, 0), (0, 0)], vec![(0, -500), (1, 0)], vec![(7, i64::MAX / 4)]] {
            let known = history(&orders).before(8, 3).expect("he has bought");
            assert!(known.features.iter().all(|number| number.is_finite()), "{known:?}");
        }
    }

    #[test]
    fn who_came_in_these_days_of_last_year_is_known() {
        let yearly = history(&[(10, 100), (375, 100)]);
        let season = |cut: u32| {
            let known = yearly.before(cut, 30).expect("he has bought");
            known.features[Feature::Season as usize]
        };
        assert_eq!((season(370), season(400), season(740)), (1.0, 0.0, 1.0));
    }
}
