//! Who is meant: a set of customers, one bit each, and how a rule becomes one.
//!
//! Conditions are answered column by column: everything that a rule asks of whole orders by one
//! fold for each way of choosing them, the rest by one question each. No customer is looked at on
//! his own, and no text is made for him.
//!
//! Start at [`evaluate`].

mod batches;
mod buying;
mod columns;
mod deeds;
mod evaluate;
mod fields;
mod lots;
mod set;

use domain::{Instant, ShopZone};
use facts::Session;

pub use buying::{Answers, Ask, BuyingFold};
pub use columns::{Meant, measure_sql};
pub(super) use columns::{in_quotes, one_of};
pub(super) use deeds::Told;
pub use evaluate::{Asker, each, who};
pub use fields::{NoField, check as check_fields};
pub use lots::Lots;
pub use set::Crowd;

/// Makes `shop_day(at)` callable in SQL: the number of the shop's day, counted from 1970.
pub fn tell_days(session: &Session, zone: ShopZone) {
    session.number_moments("shop_day", move |at| Meant::day_number(&zone, Instant(at)));
}
