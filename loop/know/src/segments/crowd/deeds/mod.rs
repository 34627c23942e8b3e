//! Who did something, so often, and then something else or not.

mod told;

use domain::Instant;

pub use told::Told;

use super::Crowd;
use crate::segments::rule::{Did, Then};

/// What customers did: number and moment, by customer and time.
pub type Deeds = [(i64, Instant)];

/// Those who did it often enough; of `deeds` each counts once, whatever followed it.
///
/// `later` is what may have followed, seen from `as_of`: a time that is not over yet has seen
/// nothing missing.
pub fn doers(did: &Did, deeds: &Deeds, later: &Deeds, as_of: Instant) -> Crowd {
    let counts = |deed: &&(i64, Instant)| match &did.then {
        Some(then) => then.holds(**deed, later, as_of),
        None => true,
    };
    let of_each = deeds.chunk_by(|one, other| one.0 == other.0);
    let often = of_each.filter(|his| his.iter().filter(counts).count() >= did.times as usize);
    Crowd::of(often.filter_map(|his| his.first()).map(|(customer, _)| *customer))
}

impl Then {
    fn holds(&self, deed: (i64, Instant), later: &Deeds, as_of: Instant) -> bool {
        let (customer, at) = deed;
        let end = at.plus_days(i64::from(self.within_days));
        let next = later.partition_point(|other| *other <= deed);
        let followed = later.get(next).is_some_and(|other| other.0 == customer && other.1 <= end);
        if self.not { !followed && end <= as_of } else { followed }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::segments::rule::Window;

    const AS_OF: Instant = Instant(20 * Instant::DAY);

    fn deeds() -> impl Strategy<Value = Vec<(i64, Instant)>> {
        let deed = (1_i64..5, 0..80_i64)
            .prop_map(|(who, six_hours)| (who, Instant(six_hours * Instant::DAY / 4)));
        prop::collection::vec(deed, 0..40).prop_map(|mut deeds| {
            deeds.sort_unstable();
            deeds
        })
    }

    fn did() -> impl Strategy<Value = Did> {
        let then = (1_u32..6, any::<bool>()).prop_map(|(within_days, not)| Then {
            what: "order_placed".to_owned(),
            details: vec![],
            within_days,
            not,
        });
        (1_u32..4, prop::option::of(then)).prop_map(|(times, then)| Did {
            what: "cart_added".to_owned(),
            details: vec![],
            times,
            when: Window::default(),
            then,
        })
    }

    /// The same by looking at everything beside everything.
    fn by_hand(did: &Did, deeds: &Deeds, later: &Deeds) -> Vec<i64> {
        let counts = |&(who, at): &(i64, Instant)| {
            let Some(then) = &did.then else { return true };
            let within = i64::from(then.within_days) * Instant::DAY;
            let n_followed = later.iter().filter(|(other, then_at)| {
                *other == who && then_at.0 > at.0 && then_at.0 - at.0 <= within
            });
            match n_followed.count() {
                0 => then.not && at.0 + within <= AS_OF.0,
                _ => !then.not,
            }
        };
        let times = |who: i64| deeds.iter().filter(|deed| deed.0 == who && counts(deed)).count();
        (1..5).filter(|who| times(*who) >= did.times as usize).collect()
    }

    proptest! {
        #[test]
        fn drawn_deeds_looked_at_twice_were_done_by_the_same(
            did in did(), deeds in deeds(), later in deeds(),
        ) {
            let found: Vec<i64> = doers(&did, &deeds, &later, AS_OF).numbers().collect();
            prop_assert_eq!(found, by_hand(&did, &deeds, &later));
        }
    }

    #[test]
    fn a_cart_is_left_when_its_time_is_over_and_nothing_was_ordered() {
        let then =
            Then { what: "order_placed".to_owned(), details: vec![], within_days: 3, not: true };
        let did = Did {
            what: "cart_added".to_owned(),
            details: vec![],
            times: 1,
            when: Window::default(),
            then: Some(then),
        };
        let day = |n: i64| Instant(n * Instant::DAY);
        let carts = [(1, day(10)), (2, day(10)), (3, day(18))];
        let orders = [(1, day(12)), (2, day(14))];
        assert_eq!(doers(&did, &carts, &orders, AS_OF), Crowd::of([2]));
    }
}
