//! Personas of drawn shops, of odd ones, and through the whole house.

mod drawn;
mod house;
mod odd;
