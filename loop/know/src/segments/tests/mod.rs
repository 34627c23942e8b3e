//! Segments on drawn shops, counted a second way; and through the whole house, beside their SQL.

mod buying;
mod deeds;
pub(crate) mod house;
mod keeping;
mod over_http;
mod story;
