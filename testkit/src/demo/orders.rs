//! What one order is: lines, discount, money, what became of it.

use domain::{Instant, OrderStatus};

use super::catalogue::{PRODUCTS, Product, SHELVES};
use super::chance::Chance;
use super::people::Person;

/// One made-up order.
#[derive(Clone, Debug)]
pub struct Order {
    /// The shop's order number, in the order of time.
    pub number: String,
    /// Whose it is: the place among the people.
    pub place: usize,
    /// When it was ordered.
    pub at: Instant,
    /// What became of it.
    pub status: OrderStatus,
    /// Where it came in.
    pub channel: &'static str,
    /// The promo code used.
    pub promo_code: Option<&'static str>,
    /// What was bought.
    pub lines: Vec<Line>,
}

/// One position of an order.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The article.
    pub product: &'static Product,
    /// How many.
    pub quantity: i64,
    /// What the position brought, discount taken off, in cents.
    pub amount: i64,
}

/// Who orders, and how.
pub(super) struct Habits<'a> {
    pub place: usize,
    pub person: &'a Person,
    pub is_first: bool,
    pub now: Instant,
}

/// The code of everybody's first order, of the yearly sale, and of Daria's every order.
const WELCOME: &str = "WELCOME10";
const SALE: &str = "SEASON10";
const PERCENT_OFF: i64 = 10;

/// An order without a delivery yet.
const OPEN_FOR_HOURS: i64 = 20;

impl Order {
    /// Somebody orders; the number follows when all orders are known.
    pub(super) fn place(habits: &Habits<'_>, at: Instant, chance: &mut Chance) -> Self {
        let person = habits.person;
        let promo_code = match chance.share() {
            share if habits.is_first && share < 0.3 => Some(WELCOME),
            _ if super::cast::buys_with_discounts_only(person) => Some(SALE),
            share if share < 0.08 => Some(SALE),
            _ => None,
        };
        let off = if promo_code.is_some() { PERCENT_OFF } else { 0 };
        Self {
            number: String::new(),
            place: habits.place,
            at,
            status: status_of(habits, at, chance),
            channel: if chance.comes_true(0.85) { person.channel } else { "web" },
            promo_code,
            lines: lines(habits.place, off, chance),
        }
    }

    /// What the shop earned by it, in cents.
    pub fn amount(&self) -> i64 {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// What was taken off by the promo code, in cents.
    pub fn discount(&self) -> i64 {
        let full: i64 = self.lines.iter().map(|line| line.product.price * line.quantity).sum();
        full - self.amount()
    }
}

fn status_of(habits: &Habits<'_>, at: Instant, chance: &mut Chance) -> OrderStatus {
    if let Some(status) = super::cast::status_of(habits.person, at) {
        return status;
    }
    let age_hours = (habits.now.0 - at.0) / (Instant::DAY / 24);
    match chance.share() {
        share if share < 0.012 => OrderStatus::Cancelled,
        share if share < 0.020 => OrderStatus::Refunded,
        share if share < 0.024 => OrderStatus::Returned,
        _ if age_hours < OPEN_FOR_HOURS => OrderStatus::Paid,
        _ => OrderStatus::Delivered,
    }
}

fn lines(place: usize, off: i64, chance: &mut Chance) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(3);
    loop {
        let product = product(place, chance);
        if !lines.iter().any(|line| line.product.sku == product.sku) {
            lines.push(line(product, off, chance));
        }
        if lines.len() == 6 || !chance.comes_true(0.55) {
            return lines;
        }
    }
}

fn line(product: &'static Product, off: i64, chance: &mut Chance) -> Line {
    let quantity = match product.price {
        ..=200 => 1 + (chance.share() * 6.0) as i64,
        201..=700 => 1 + (chance.share() * 2.4) as i64,
        _ => 1,
    };
    let full = product.price * quantity;
    Line { product, quantity, amount: full - full * off / 100 }
}

/// Half of what a person buys stands on his favourite shelf; of each shelf the n-th best seller
/// is taken 1/n as often as the best one.
fn product(place: usize, chance: &mut Chance) -> &'static Product {
    let shelf = if chance.comes_true(0.5) {
        let mut taste = Chance::of(&[place as u64, 0x7a57e]);
        taste.weighted(SHELVES.iter().map(|shelf| shelf.1))
    } else {
        chance.weighted(SHELVES.iter().map(|shelf| shelf.1))
    };
    let on_shelf = || PRODUCTS.iter().filter(|product| product.category == SHELVES[shelf].0);
    let nth = chance.weighted((1..=on_shelf().count()).map(|n| 1.0 / n as f64));
    on_shelf().nth(nth).unwrap_or(&PRODUCTS[0])
}
