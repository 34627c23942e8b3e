//! When one person buys, from the first order to today.

use domain::{Instant, ShopZone};

use super::chance::Chance;
use super::{Arm, Plan, TRUTH, seasons};

const WEEK: f64 = (7 * Instant::DAY) as f64;

/// The purchases of one person, and his chance to be won back.
pub struct Life {
    purchases: Vec<Instant>,
    /// What he draws at the campaign; the cast draws nothing.
    draw: Option<Draw>,
}

/// A person's own numbers.
#[derive(Clone, Copy)]
struct Draw {
    /// Purchases a week in an average week.
    rate: f64,
    /// Probability to leave after a purchase.
    leaving: f64,
    /// Names the stream of chance that decides about his return.
    stream: u64,
}

impl Life {
    /// A life by hand, for the cast.
    pub(super) fn of_cast(mut purchases: Vec<Instant>) -> Self {
        purchases.sort();
        Self { purchases, draw: None }
    }

    /// Draws a person's numbers and lets him buy until he leaves or today comes.
    pub(super) fn live(plan: &Plan, chance: &mut Chance) -> Self {
        let draw = Draw {
            rate: chance.gamma(TRUTH.rate_shape) / TRUTH.rate_weeks,
            leaving: chance.beta(TRUTH.leave_a, TRUTH.leave_b),
            stream: (chance.share() * 1e15) as u64,
        };
        let arrival = arrival(plan, chance);
        let purchases = draw.purchases_from(arrival, plan, chance);
        Self { purchases, draw: Some(draw) }
    }

    /// The first order.
    pub(super) fn first_at(&self) -> Instant {
        self.purchases[0]
    }

    /// Every purchase, as if there had been no campaign.
    pub(super) fn purchases(&self) -> &[Instant] {
        &self.purchases
    }

    /// Whether the last order before the campaign was as long ago as the campaign asked for.
    pub(super) fn is_quiet_at_campaign(&self, plan: &Plan) -> bool {
        let campaign_at = plan.campaign_at();
        let zone = plan.zone();
        let last = self.purchases.iter().rfind(|at| **at < campaign_at);
        let quiet_days = last.map(|last| days_between(&zone, *last, campaign_at));
        self.draw.is_some()
            && quiet_days
                .is_some_and(|days| (TRUTH.quiet_days_min..=TRUTH.quiet_days_max).contains(&days))
    }

    /// The purchases since the campaign, given what it did with this person.
    pub(super) fn after_campaign(&self, plan: &Plan, arm: Arm) -> Vec<Instant> {
        let campaign_at = plan.campaign_at();
        let later = self.purchases.iter().copied().filter(|at| *at >= campaign_at);
        let Some(draw) = self.draw.filter(|_| self.is_quiet_at_campaign(plan)) else {
            return later.collect();
        };
        let mut chance = Chance::of(&[plan.seed, draw.stream]);
        let returns = match arm {
            Arm::Treated => TRUTH.returns_treated,
            Arm::NotTreated => TRUTH.returns_held_out,
        };
        if chance.comes_true(returns) {
            // A day before the window closes, so that its last hours hold whole orders.
            let days = 0.5 + chance.share() * (TRUTH.window_days as f64 - 1.5);
            let at = Instant(campaign_at.0 + (days * Instant::DAY as f64) as i64);
            draw.purchases_from(at, plan, &mut chance)
        } else {
            let closes_at = campaign_at.plus_days(TRUTH.window_days);
            later.filter(|at| *at >= closes_at).collect()
        }
    }
}

impl Draw {
    /// A purchase now, and those that follow until he leaves or today comes.
    fn purchases_from(&self, first: Instant, plan: &Plan, chance: &mut Chance) -> Vec<Instant> {
        let (zone, now) = (plan.zone(), plan.now());
        let mut purchases = vec![seasons::opening_hour(&zone, first, chance).min(now)];
        let mut at = first;
        while !chance.comes_true(self.leaving) {
            // Thinning (Lewis and Shedler 1979): try at the busiest rate, keep by the season.
            loop {
                let weeks = chance.exponential(self.rate * seasons::BUSIEST);
                at = Instant(at.0.saturating_add((weeks * WEEK) as i64));
                if at >= now {
                    return purchases;
                }
                let factor = seasons::factor_of(zone.day_of(at));
                if chance.comes_true(factor / seasons::BUSIEST) {
                    break;
                }
            }
            let hour = seasons::opening_hour(&zone, at, chance);
            if hour < now {
                purchases.push(hour);
            }
        }
        purchases.sort();
        purchases
    }
}

/// The first order: twice as likely at the end of the three years as at the beginning, and by
/// the season.
fn arrival(plan: &Plan, chance: &mut Chance) -> Instant {
    let (opening, now) = (plan.opening(), plan.now());
    let zone = plan.zone();
    loop {
        let share = (1.0 + 3.0 * chance.share()).sqrt() - 1.0;
        let at = Instant(opening.0 + (share * (now.0 - opening.0) as f64) as i64);
        if chance.comes_true(seasons::factor_of(zone.day_of(at)) / seasons::BUSIEST) {
            return at;
        }
    }
}

/// Calendar days of the shop from one moment to another.
fn days_between(zone: &ShopZone, from: Instant, until: Instant) -> i64 {
    i64::from((zone.day_of(until) - zone.day_of(from)).get_days())
}
