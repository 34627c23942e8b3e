//! Reads what stands in one cell: numbers, moments, names of people and things.

mod currencies;
mod identifiers;
mod moments;
mod numbers;
mod own;

pub(crate) use currencies::currency_named;
pub(crate) use identifiers::{email, identifier, is_nothing, phone, tidy, trimmed};
pub(crate) use moments::{DateOrder, DayEvidence, Moments, day_evidence, moment};
pub(crate) use numbers::{DecimalSign, decimal, minor_units, sign_evidence};
pub(crate) use own::Written;
