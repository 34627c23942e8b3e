//! What becomes of messages at a peer that behaves, and at one that does not.

mod letters;
mod texts;
