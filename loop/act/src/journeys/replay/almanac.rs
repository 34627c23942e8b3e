//! Who each condition meant on each day of a year, looked up as far as it is asked.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use collect::shop::Shop;
use domain::{Day, Instant, ShopZone};
use jiff::ToSpan;
use know::AsOf;
use know::segments::crowd::Crowd;
use know::segments::rule::Rule;
use know::segments::{self};

use crate::journeys::journey::JourneyError;

/// The longest that conditions may be looked up; then they are looked up for fewer days.
const PATIENCE: Duration = Duration::from_secs(12);

/// The conditions of a journey through the days.
pub(super) struct Almanac {
    zone: ShopZone,
    rules: BTreeMap<String, Rule>,
    crowds: BTreeMap<(String, Day), Crowd>,
    asked: RefCell<BTreeSet<(String, Day)>>,
    /// How many days one looking up stands for.
    pub stride: i32,
}

impl Almanac {
    pub(super) fn of(zone: ShopZone, rules: BTreeMap<String, Rule>) -> Self {
        let asked = RefCell::new(BTreeSet::new());
        Self { zone, rules, crowds: BTreeMap::new(), asked, stride: 1 }
    }

    /// Whether a condition held for somebody; what is not known is remembered as asked.
    pub(super) fn held(&self, rule: &str, number: i64, at: Instant) -> Option<bool> {
        let key = (rule.to_owned(), self.day_of(at));
        match self.crowds.get(&key) {
            Some(crowd) => Some(crowd.holds(number)),
            None => {
                self.asked.borrow_mut().insert(key);
                None
            }
        }
    }

    /// Who a condition means on a day, once it was looked up.
    pub(super) fn crowd(&self, rule: &str, day: Day) -> Option<&Crowd> {
        self.crowds.get(&(rule.to_owned(), self.floor(day)))
    }

    /// Asks for a condition on a day.
    pub(super) fn ask(&self, rule: &str, day: Day) {
        let key = (rule.to_owned(), self.floor(day));
        if !self.crowds.contains_key(&key) {
            self.asked.borrow_mut().insert(key);
        }
    }

    fn day_of(&self, at: Instant) -> Day {
        self.floor(self.zone.day_of(at))
    }

    /// The first day of those that one looking up stands for, counted from 1970.
    fn floor(&self, day: Day) -> Day {
        let number = day.since(Day::constant(1970, 1, 1)).map_or(0, |span| span.get_days());
        day.saturating_sub((number.rem_euclid(self.stride)).days())
    }

    /// Looks up what was asked; `false` when nothing was.
    ///
    /// Where that would last too long, several days share one looking up.
    pub(super) async fn look_up(&mut self, shop: &Shop) -> Result<bool, JourneyError> {
        let asked = self.asked.take();
        let n_asked = u32::try_from(asked.len()).unwrap_or(u32::MAX);
        let began = tokio::time::Instant::now();
        let mut n_found = 0_u32;
        for (rule, day) in &asked {
            let day = self.floor(*day);
            if self.crowds.contains_key(&(rule.clone(), day)) {
                continue;
            }
            // What he did on a day is seen at its end.
            let as_of = AsOf::Day(day.saturating_add(1.day()));
            let Some(meant) = self.rules.get(rule) else { continue };
            let members = segments::members_of(shop, meant, Some(as_of)).await?;
            self.crowds.insert((rule.clone(), day), members.crowd);
            n_found += 1;
            if n_found == 3 {
                self.widen(began.elapsed() / 3 * n_asked);
            }
        }
        Ok(n_asked > 0)
    }

    fn widen(&mut self, expected: Duration) {
        for stride in [2, 7, 14, 28] {
            if expected / self.stride.unsigned_abs() > PATIENCE {
                self.stride = stride;
            }
        }
    }
}
