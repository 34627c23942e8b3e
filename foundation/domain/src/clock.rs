//! The one place where "now" comes from.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use crate::Instant;

/// Tells the time; passed in with every transaction, so that a year is testable in a blink.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment.
    fn now(&self) -> Instant;

    /// What the ids of one transaction are drawn from, where a story must go the same way whenever
    /// it is told: who is held out follows from ids. None: from the machine's own chance.
    fn lot(&self) -> Option<u64> {
        None
    }
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

/// A clock that stands still until it is told to move, and deals the same lots in every run.
#[derive(Clone, Debug)]
pub struct FixedClock {
    hands: Arc<AtomicI64>,
    next_lot: Arc<AtomicU64>,
}

impl FixedClock {
    /// A clock that shows `now`; its clones move together.
    pub fn at(now: Instant) -> Self {
        Self { hands: Arc::new(AtomicI64::new(now.0)), next_lot: Arc::default() }
    }

    /// Moves the hands to `now`.
    pub fn set(&self, now: Instant) {
        self.hands.store(now.0, Ordering::SeqCst);
    }

    /// Moves the hands forward by whole days.
    pub fn advance_days(&self, days: i64) {
        self.hands.fetch_add(days * Instant::DAY, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant(self.hands.load(Ordering::SeqCst))
    }

    fn lot(&self) -> Option<u64> {
        Some(self.next_lot.fetch_add(1, Ordering::SeqCst))
    }
}
