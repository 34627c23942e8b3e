//! A rule as people read and write it, and back again.
//!
//! ```text
//! rule      = all {"or" all}
//! all       = unit {"and" unit}
//! unit      = "not" unit | "(" rule ")" | condition
//! condition = "everyone"
//!           | measure sign number                     orders >= 3, leaving > 60%
//!           | measure sign [number "*"] measure       days since last order > 1.5 * usual gap
//!           | measure "between" number "and" number   orders between 2 and 5
//!           | measure "in top" number "%"             revenue in top 10%    (or "in bottom")
//!           | field test                              city is one of ("Kyiv", "Lviv")
//!           | "consent" purpose channel "is" answer   consent marketing email is granted
//!           | "rfm is" names                          rfm is one of (at-risk, lost)
//!           | "persona is" names                      persona is regulars-full-baskets
//!           | "standing is" names | "abc is" names
//!           | "in bucket" from ".." until "of" text   in bucket 0..20 of "spring"
//!           | "in cohort" text "period" n {option}    in cohort "2025-01" period 3 by week
//!           | "did" text [details] ["at least" n "times"] {window} [then]
//!           | "in segment" text                       in segment "Best"
//!           | "listed" texts                          listed ("17850", "12583")
//! measure   = quantity {filter | window}              revenue of category "Tea" in last 90 days
//! filter    = "of" ("product" | "sku" | "category") texts | "with coupon" texts
//!           | "with status" names | "through channel" texts | "to" ("country" | "city") texts
//!           | "worth at least" number | "worth at most" number
//! window    = "in last" n "days" | "before last" n "days" | "from" day | "until" day
//!           | "in first" n "orders"
//! option    = "by" unit | "rolling" | "cut at" days | "counted" rule | "entered" entry
//!           | "grouped by" split | "from" day | "until" day
//!                                                     as the cohort report has them, in this order
//! then      = "then" ["not"] text [details] "within" n "days"
//! details   = "where" detail {"and" detail}           did "Viewed" where properties.price > 100
//! detail    = property sign (number | text | day | "yes" | "no")
//!           | property ("is" texts | "contains" text | "starts with" text | "is known")
//!           | property "is missing"
//! property  = "properties" "." name {"." name}
//! test      = "is" texts | "contains" text | "starts with" text | "is known"
//! names     = name | "one of (" name {"," name} ")"
//! texts     = text | "(" text {"," text} ")"          after "is": text | "one of (" … ")"
//! ```
//!
//! Printing what was read gives one form; reading what was printed gives the same rule. Keywords
//! are read in letters of any size. Money is in whole units of the shop's currency.

mod coins;
mod fault;
mod print;
mod read;
mod tokens;

#[cfg(test)]
pub(super) mod tests;

pub use coins::Coins;
pub use fault::{Fault, FaultCode};
pub use print::print;
pub(super) use print::property_name;
pub use read::read;
