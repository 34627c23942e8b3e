//! The one place where "now" comes from.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::Instant;

/// Tells the time; passed in with every transaction, so that a year is testable in a blink.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment.
    fn now(&self) -> Instant;
}

/// The clock on the wall.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    // The single permitted reading of the machine's clock; everything else asks a `Clock`.
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Instant {
        Instant::from(jiff::Timestamp::now())
    }
}

/// A clock that stands still until it is told to move.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<AtomicI64>);

impl FixedClock {
    /// A clock that shows `now`; its clones move together.
    pub fn at(now: Instant) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    /// Moves the hands to `now`.
    pub fn set(&self, now: Instant) {
        self.0.store(now.0, Ordering::SeqCst);
    }

    /// Moves the hands forward by whole days.
    pub fn advance_days(&self, days: i64) {
        self.0.fetch_add(days * Instant::DAY, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}
