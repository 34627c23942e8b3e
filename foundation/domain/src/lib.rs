//! Words that all rooms share: money, moments, days, periods, ids, rates, the clock.
//!
//! No I/O and no shop rules here. What a word means to a shop is written at its type; the
//! glossary has the same words in three languages.

mod answer;
mod clock;
mod ids;
mod money;
mod order_status;
mod period;
mod sheet;
mod time;

pub use answer::{Caveat, Caveats};
pub use clock::{Clock, FixedClock, SystemClock};
pub use ids::*;
pub use money::{Currency, Money, UnknownCurrency};
pub use order_status::OrderStatus;
pub use period::Period;
pub use sheet::{Cell, Column, Kind, harmless};
pub use time::{Instant, ShopZone, WeekStart};

/// Calendar day without a zone, as written on a till receipt.
pub use jiff::civil::Date as Day;

/// The schema of a value that travels as text.
pub(crate) fn text_schema(
    description: &str,
) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .description(Some(description))
        .into()
}
