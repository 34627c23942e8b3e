//! The demo shop *Corner Bakery*: three made-up years, and the truth behind them.
//!
//! Estimates can be checked against what was put in ([`TRUTH`]):
//!
//! - People arrive over three years, towards the end twice as many a week as at the beginning.
//! - A person buys as a Poisson process of his own rate; rates are Gamma distributed.
//! - After every purchase, the first one too, he leaves with a probability of his own, which is
//!   Beta distributed. Together this is the MBG/NBD model of Batislam, Denizel and Filiztekin
//!   (2007), bent by seasons: a rate is multiplied by the factors of the month and the weekday,
//!   whose means are 1.
//! - Seventy-five days ago the shop ran a win-back campaign. Whoever had last bought 60 to 180
//!   days before returned within 30 days with one probability when written to, and with another
//!   when not; other purchases of these people in these 30 days are left out. Who returns goes on
//!   as before.
//! - The [cast](cast) lives by hand-written lives beside them and is in no campaign.
//!
//! The same plan gives the same shop to the last cent. Start reading at [`DemoShop::make`].

mod budget;
pub mod cast;
mod catalogue;
mod chance;
mod drafts;
mod filling;
mod lives;
mod orders;
mod people;
mod seasons;

use domain::{Day, Instant, ShopZone};
use jiff::ToSpan;

use chance::Chance;
use lives::Life;

pub use catalogue::{PRODUCTS, Product};
pub use filling::FillingError;
pub use orders::{Line, Order};
pub use people::Person;

/// What the generator put in, for whoever checks what comes out.
pub struct Truth {
    /// Shape of the Gamma distribution of purchase rates.
    pub rate_shape: f64,
    /// Its inverse scale, in weeks: the mean rate is `rate_shape / rate_weeks` a week.
    pub rate_weeks: f64,
    /// First parameter of the Beta distribution of the probability of leaving.
    pub leave_a: f64,
    /// Its second parameter.
    pub leave_b: f64,
    /// Days from the campaign to today.
    pub campaign_days_ago: i32,
    /// Days since the last order, at least, of whom the campaign was for.
    pub quiet_days_min: i64,
    /// Days since the last order, at most.
    pub quiet_days_max: i64,
    /// Days in which a return counts.
    pub window_days: i64,
    /// The share that was deliberately not written to.
    pub held_out_share: f64,
    /// The probability that a person who was written to returned within the window.
    pub returns_treated: f64,
    /// The same for those who were held out, or could not be written to.
    pub returns_held_out: f64,
}

/// The truth of the demo shop.
pub const TRUTH: Truth = Truth {
    rate_shape: 1.0,
    rate_weeks: 6.0,
    leave_a: 0.9,
    leave_b: 6.0,
    campaign_days_ago: 75,
    quiet_days_min: 60,
    quiet_days_max: 180,
    window_days: 30,
    held_out_share: 0.2,
    returns_treated: 0.12,
    returns_held_out: 0.06,
};

/// How the shop is made.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The last day of the three years; its morning is over, its evening is not.
    pub today: Day,
    /// People besides the cast.
    pub n_customers: u32,
    /// Another seed gives another shop of the same kind.
    pub seed: u64,
}

impl Plan {
    /// About 20,000 customers and 120,000 orders.
    pub fn usual(today: Day) -> Self {
        Self { today, n_customers: 20_000, seed: 1 }
    }

    /// The shop that `regulars demo` shows: the same up to its last noon before a moment, so that
    /// nothing in it is later than that.
    pub fn until(now: Instant) -> Self {
        let plan = Self::usual(Day::MAX);
        let today = plan.zone().day_of(Instant(now.0 - Instant::DAY / 2));
        Self { today, ..plan }
    }

    /// A shop of the same kind that a test makes in a blink.
    pub fn small(today: Day) -> Self {
        Self { today, n_customers: 1_000, seed: 1 }
    }

    /// The shop's zone.
    pub fn zone(&self) -> ShopZone {
        ShopZone::named("Europe/Berlin").unwrap_or_else(|_| ShopZone::utc())
    }

    /// The morning on which the shop opened, three years ago.
    pub fn opening(&self) -> Instant {
        self.zone().start_of(self.today.saturating_sub(3.years()))
    }

    /// Noon of today: nothing is younger.
    pub fn now(&self) -> Instant {
        Instant(self.zone().start_of(self.today).0 + Instant::DAY / 2)
    }

    /// The morning on which the win-back campaign went out.
    pub fn campaign_at(&self) -> Instant {
        let day = self.today.saturating_sub(TRUTH.campaign_days_ago.days());
        Instant(self.zone().start_of(day).0 + 10 * Instant::DAY / 24)
    }
}

/// What the campaign did with one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arm {
    /// Written to.
    Treated,
    /// Deliberately not written to, not allowed to be, or not asked for.
    NotTreated,
}

/// The made-up shop: its people, and what they would do with and without the campaign.
pub struct DemoShop {
    plan: Plan,
    people: Vec<Person>,
    lives: Vec<Life>,
}

impl DemoShop {
    /// Makes the shop of a plan; a second or less for the usual one.
    pub fn make(plan: Plan) -> Self {
        let (mut people, mut lives) = (Vec::new(), Vec::new());
        for (person, life) in cast::everybody(&plan) {
            people.push(person);
            lives.push(life);
        }
        for number in 0..plan.n_customers {
            let mut chance = Chance::of(&[plan.seed, u64::from(number)]);
            let life = Life::live(&plan, &mut chance);
            people.push(Person::meet(number, life.first_at(), &mut chance));
            lives.push(life);
        }
        Self { plan, people, lives }
    }

    /// Everybody who ever bought, the cast first.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The plan it was made by.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The orders up to the morning of the campaign, in the order of time.
    pub fn orders_before_campaign(&self) -> Vec<Order> {
        let until = self.plan.campaign_at();
        self.orders(
            |_, life| life.purchases().iter().copied().filter(|at| *at < until).collect(),
            1,
        )
    }

    /// The people the campaign was for, by their last order; consent is not looked at here.
    pub fn quiet_at_campaign(&self) -> Vec<&Person> {
        let both = self.people.iter().zip(&self.lives);
        both.filter(|(_, life)| life.is_quiet_at_campaign(&self.plan)).map(|(p, _)| p).collect()
    }

    /// The orders since the campaign, given what it did with each person.
    pub fn orders_after_campaign(&self, arm_of: impl Fn(&Person) -> Arm) -> Vec<Order> {
        let campaign_at = self.plan.campaign_at();
        let purchases = self.lives.iter().flat_map(Life::purchases);
        let first_number = purchases.filter(|at| **at < campaign_at).count() + 1;
        let after = |person: &Person, life: &Life| life.after_campaign(&self.plan, arm_of(person));
        self.orders(after, first_number)
    }

    fn orders(
        &self,
        moments: impl Fn(&Person, &Life) -> Vec<Instant>,
        first_number: usize,
    ) -> Vec<Order> {
        let mut orders = Vec::new();
        for (place, (person, life)) in self.people.iter().zip(&self.lives).enumerate() {
            for at in moments(person, life) {
                let mut chance = Chance::of(&[self.plan.seed, place as u64, at.0.unsigned_abs()]);
                let is_first = at == life.first_at();
                let habits = orders::Habits { place, person, is_first, now: self.plan.now() };
                orders.push(Order::place(&habits, at, &mut chance));
            }
        }
        orders.sort_by_key(|order| (order.at, order.place));
        for (number, order) in (first_number..).zip(&mut orders) {
            order.number = format!("CB-{number:06}");
        }
        orders
    }
}

#[cfg(test)]
mod tests;
