//! One's own account: name, password, second factor, and where one is signed in.
//!
//! It has no rows of its own; it calls the verbs of staff, sessions and the second factor for
//! whoever asks, and asks for the password again before the locks are changed.

pub mod api;
