//! Leaving on drawn shops, on Online Retail as published, with the future shuffled, and through the
//! whole house.

mod data;
mod futures;
mod house;
mod odd;
