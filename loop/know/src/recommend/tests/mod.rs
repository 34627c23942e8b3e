//! Recommendations through the whole house, on both engines.

mod house;
