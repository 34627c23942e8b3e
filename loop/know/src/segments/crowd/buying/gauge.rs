//! What one customer bought in one stretch of time, as far as figures are read off it.

use crate::Calendar;
use crate::segments::crowd::Meant;
use crate::segments::rule::{Quantity, Window};

/// What one customer bought in one stretch of time.
#[derive(Clone, Debug)]
pub(super) struct Gauge {
    when: Window,
    from: i64,
    until: i64,
    /// Figures that will be read need the amounts.
    needs_amounts: bool,
    /// Figures that will be read need the days of purchase.
    needs_days: bool,
    /// Those of the first orders that the stretch is limited to; all when it is not.
    first: Option<First>,
    bought: Bought,
    /// The gaps between days of purchase, in no order.
    gaps: Vec<usize>,
}

/// What has been bought so far.
#[derive(Clone, Copy, Debug, Default)]
struct Bought {
    orders: u64,
    revenue: i64,
    first_at: i64,
    last_at: i64,
    order_days: u64,
    last_day: usize,
}

/// The first so many orders; of orders placed at one moment all count or none.
#[derive(Clone, Copy, Debug)]
struct First {
    limit: usize,
    n_seen: usize,
    /// Those seen that are older than the newest.
    n_older: usize,
    newest_at: i64,
}

impl First {
    fn new(limit: u32) -> Self {
        Self { limit: limit as usize, n_seen: 0, n_older: 0, newest_at: i64::MIN }
    }

    /// How many of the orders that come now are still among the first.
    fn admit(&mut self, moments: &[i64]) -> usize {
        for (nth, &at) in moments.iter().enumerate() {
            if at > self.newest_at {
                (self.n_older, self.newest_at) = (self.n_seen, at);
            }
            if self.n_older >= self.limit {
                return nth;
            }
            self.n_seen += 1;
        }
        moments.len()
    }
}

impl Gauge {
    /// A gauge of a stretch of time.
    pub(super) fn new(meant: &Meant, when: &Window) -> Self {
        let (from, until) = meant.bounds(when);
        Self {
            when: when.clone(),
            from: from.map_or(i64::MIN, |from| from.0),
            until: until.0,
            needs_amounts: false,
            needs_days: false,
            first: when.first_orders.map(First::new),
            bought: Bought::default(),
            gaps: Vec::new(),
        }
    }

    /// Whether it looks at this stretch.
    pub(super) fn is_of(&self, when: &Window) -> bool {
        self.when == *when
    }

    /// Remembers what a figure will need.
    pub(super) fn will_be_read(&mut self, quantity: Quantity) {
        self.needs_amounts |= matches!(quantity, Quantity::Revenue | Quantity::AverageOrder);
        self.needs_days |=
            matches!(quantity, Quantity::OrderDays | Quantity::UsualGap | Quantity::LongestGap);
    }

    /// Whether any figure needs the amounts.
    pub(super) fn needs_amounts(&self) -> bool {
        self.needs_amounts
    }

    /// Whether anything was bought.
    pub(super) fn has_any(&self) -> bool {
        self.bought.orders > 0
    }

    /// The same gauge before it has seen anything.
    pub(super) fn idle(&self) -> Self {
        let mut idle = self.clone();
        idle.forget();
        idle
    }

    /// Forgets the customer.
    #[inline]
    pub(super) fn forget(&mut self) {
        self.bought = Bought::default();
        self.first = self.first.map(|first| First::new(first.limit as u32));
        self.gaps.clear();
    }

    /// Sees orders of the customer, which come in time order.
    #[inline]
    pub(super) fn see(&mut self, moments: &[i64], amount: &impl Fn(usize) -> i64, days: &Calendar) {
        let begin = moments.iter().take_while(|at| **at < self.from).count();
        let late = moments.iter().rev().take_while(|at| **at >= self.until).count();
        let Some(mut own) = moments.get(begin..moments.len() - late) else { return };
        if let Some(first) = &mut self.first {
            own = &own[..first.admit(own)];
        }
        let (Some(&earliest), Some(&latest)) = (own.first(), own.last()) else { return };
        let bought = &mut self.bought;
        if bought.orders == 0 {
            bought.first_at = earliest;
        }
        bought.orders += own.len() as u64;
        bought.last_at = latest;
        if self.needs_amounts {
            bought.revenue += (begin..begin + own.len()).map(amount).sum::<i64>();
        }
        if self.needs_days {
            own.iter().for_each(|at| self.see_day(days.period_of(*at)));
        }
    }

    #[inline]
    fn see_day(&mut self, day: usize) {
        let bought = &mut self.bought;
        if bought.order_days > 0 {
            if day == bought.last_day {
                return;
            }
            self.gaps.push(day - bought.last_day);
        }
        bought.order_days += 1;
        bought.last_day = day;
    }

    /// The figure; none where there is none. `days_since` tells the days from a moment to now.
    #[inline]
    pub(super) fn read(
        &mut self,
        quantity: Quantity,
        days_since: impl Fn(i64) -> f64,
    ) -> Option<f64> {
        let bought = self.bought;
        let of_any = self.has_any().then_some(bought);
        match quantity {
            Quantity::Orders => Some(bought.orders as f64),
            Quantity::Revenue => Some(bought.revenue as f64),
            Quantity::OrderDays => Some(bought.order_days as f64),
            Quantity::AverageOrder => of_any.map(|it| it.revenue as f64 / it.orders as f64),
            Quantity::DaysSinceFirstOrder => of_any.map(|it| days_since(it.first_at)),
            Quantity::DaysSinceLastOrder => of_any.map(|it| days_since(it.last_at)),
            Quantity::UsualGap => self.usual_gap(),
            Quantity::LongestGap => self.gaps.iter().max().map(|gap| *gap as f64),
            other => unreachable!("{other:?} is not told by whole orders"),
        }
    }

    /// The gap in the middle; between the two in the middle where there are two.
    fn usual_gap(&mut self) -> Option<f64> {
        let n_gaps = self.gaps.len();
        if n_gaps == 0 {
            return None;
        }
        // The one in the middle is found without putting the others in order.
        let (shorter, &mut upper, _) = self.gaps.select_nth_unstable(n_gaps / 2);
        let lower = match n_gaps.is_multiple_of(2) {
            true => shorter.iter().max().copied().unwrap_or(upper),
            false => upper,
        };
        Some((lower + upper) as f64 / 2.0)
    }
}
