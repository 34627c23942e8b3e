//! How fast passwords and codes may be tried: per address and per account.
//!
//! Kept in memory: a restart forgives, which costs a guesser more than it gives him.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::Instant;

/// Tries that nobody has to wait for; an address may be a whole office behind one door.
const FREE_FOR_ACCOUNT: u32 = 5;
const FREE_FOR_ADDRESS: u32 = 20;

/// The wait doubles with each try, from a second up to a quarter of an hour.
const WAIT_MAX: i64 = 900;

/// Tries are forgotten after an hour without one.
const FORGOTTEN_AFTER: i64 = 3_600;

/// So many are remembered before those long ago are swept out.
const REMEMBERED_MAX: usize = 10_000;

const SECOND: i64 = 1_000_000;

/// The tries of late.
#[derive(Debug, Default)]
pub(super) struct Throttle(Mutex<HashMap<String, Tries>>);

#[derive(Clone, Copy, Debug)]
struct Tries {
    n: u32,
    last_at: Instant,
}

impl Throttle {
    /// Counts a try before it is made, so that many at once do not slip through; or answers how
    /// many seconds to wait.
    pub(super) fn count(&self, now: Instant, address: &str, account: &str) -> Result<(), i64> {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() > REMEMBERED_MAX {
            tries.retain(|_, of| !of.is_forgotten(now));
        }
        let whose =
            [(address_key(address), FREE_FOR_ADDRESS), (account_key(account), FREE_FOR_ACCOUNT)];
        let wait = |(key, free): &(String, u32)| tries.get(key).map_or(0, |of| of.wait(now, *free));
        let wait = whose.iter().map(wait).max().unwrap_or(0);
        if wait > 0 {
            return Err(wait);
        }
        for (key, _) in whose {
            let before = tries.get(&key).filter(|of| !of.is_forgotten(now)).map_or(0, |of| of.n);
            tries.insert(key, Tries { n: before + 1, last_at: now });
        }
        Ok(())
    }

    /// Forgives an account that was opened rightly, and its address this one try.
    pub(super) fn forgive(&self, address: &str, account: &str) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.remove(&account_key(account));
        if let Some(of) = tries.get_mut(&address_key(address)) {
            of.n = of.n.saturating_sub(1);
        }
    }
}

impl Tries {
    fn is_forgotten(self, now: Instant) -> bool {
        now.0 - self.last_at.0 >= FORGOTTEN_AFTER * SECOND
    }

    fn wait(self, now: Instant, free: u32) -> i64 {
        if self.n < free || self.is_forgotten(now) {
            return 0;
        }
        let seconds = 1_i64.checked_shl(self.n - free).unwrap_or(WAIT_MAX).clamp(1, WAIT_MAX);
        let until = self.last_at.0 + seconds * SECOND;
        (until - now.0 + SECOND - 1).div_euclid(SECOND).max(0)
    }
}

fn address_key(address: &str) -> String {
    format!("address {address}")
}

fn account_key(account: &str) -> String {
    format!("account {}", account.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_seconds(seconds)
    }

    #[test]
    fn after_five_tries_the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            assert_eq!(throttle.count(at(0), "1.1.1.1", "anna"), Ok(()));
        }
        let (mut now, mut waits) = (0, Vec::new());
        for nth in 0..12 {
            // From another address each time: the account is what is guarded here.
            let wait = throttle.count(at(now), &format!("2.2.2.{nth}"), "Anna ").unwrap_err();
            waits.push(wait);
            now += wait;
            assert_eq!(throttle.count(at(now), &format!("3.3.3.{nth}"), "anna"), Ok(()));
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(throttle.count(at(now), "1.1.1.1", "boris"), Ok(()), "others do not wait");
        assert_eq!(
            throttle.count(at(now + 3_600), "4.4.4.4", "anna"),
            Ok(()),
            "and it is forgotten"
        );
    }

    #[test]
    fn an_address_that_tries_many_accounts_waits_too() {
        let throttle = Throttle::default();
        for nth in 0..20 {
            assert_eq!(throttle.count(at(0), "1.1.1.1", &format!("guess {nth}")), Ok(()));
        }
        assert_eq!(throttle.count(at(0), "1.1.1.1", "anna"), Err(1));
        assert_eq!(throttle.count(at(0), "2.2.2.2", "anna"), Ok(()));
    }

    #[test]
    fn whoever_comes_in_rightly_is_forgiven() {
        let throttle = Throttle::default();
        for _ in 0..100 {
            assert_eq!(throttle.count(at(0), "1.1.1.1", "anna"), Ok(()));
            throttle.forgive("1.1.1.1", "anna");
        }
    }
}
