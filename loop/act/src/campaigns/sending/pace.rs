//! How fast messages leave: no minute, whenever it begins, has more of them than was allowed.
//!
//! Counted from the moments that stand in the outbox, so a restart forgets nothing. Several
//! programs that send by one channel at the same moment may each take the last place; a limit is
//! then passed by as many letters as they have lines.

use std::num::NonZeroU32;

use domain::Instant;
use records::{RecordsError, ShopTx};

use super::Campaign;
use crate::contact;
use crate::outbox;

/// One minute, in microseconds.
const MINUTE: i64 = 60_000_000;

/// How many messages may leave now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// So many, at least one.
    For(u32),
    /// None before that moment.
    Until(Instant),
}

/// How many messages of a campaign may leave now, of `at_most` that there are lines for.
pub(super) async fn room(
    tx: &mut ShopTx,
    campaign: &Campaign,
    at_most: u32,
) -> Result<Room, RecordsError> {
    let channel = campaign.plan.channel;
    let own = campaign.plan.delivery.per_minute.and_then(NonZeroU32::new);
    let of_channel = contact::limits(tx).await?.per_minute.of(channel);
    let mut room = Room::For(at_most);
    for (limit, whose) in [(own, Some(campaign.id)), (of_channel, None)] {
        let Some(limit) = limit else { continue };
        let since = Instant(tx.now().0 - MINUTE);
        let handed = outbox::handed_since(tx, since, (whose, channel)).await?;
        room = room.and(left(limit, handed, tx.now()));
    }
    Ok(room)
}

/// What one limit leaves, by what left within the last minute.
fn left(limit: NonZeroU32, (n, first_at): (i64, Option<Instant>), now: Instant) -> Room {
    match u32::try_from(i64::from(limit.get()).saturating_sub(n)) {
        Ok(left) if left > 0 => Room::For(left),
        _ => Room::Until(Instant(first_at.unwrap_or(now).0.saturating_add(MINUTE))),
    }
}

impl Room {
    /// What two limits leave together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::For(some), Self::For(others)) => Self::For(some.min(others)),
            (Self::Until(one), Self::Until(other)) => Self::Until(one.max(other)),
            (Self::Until(at), Self::For(_)) | (Self::For(_), Self::Until(at)) => Self::Until(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_limit_counts() {
        let (soon, late) = (Instant(5), Instant(9));
        assert_eq!(Room::For(4).and(Room::For(2)), Room::For(2));
        assert_eq!(Room::For(4).and(Room::Until(soon)), Room::Until(soon));
        assert_eq!(Room::Until(late).and(Room::Until(soon)), Room::Until(late));
    }

    #[test]
    fn a_place_is_free_a_minute_after_the_first_left() {
        let limit = NonZeroU32::new(3).expect("three");
        let now = Instant(100 * MINUTE);
        let first = Instant(now.0 - MINUTE / 2);
        assert_eq!(left(limit, (0, None), now), Room::For(3));
        assert_eq!(left(limit, (2, Some(first)), now), Room::For(1));
        assert_eq!(left(limit, (3, Some(first)), now), Room::Until(Instant(first.0 + MINUTE)));
        assert_eq!(left(limit, (7, Some(first)), now), Room::Until(Instant(first.0 + MINUTE)));
    }
}
