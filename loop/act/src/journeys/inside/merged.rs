//! Passages of somebody who was known as two: one person goes a journey's way once at a time.

use collect::customers::merging::{Doing, Follower, Joined};
use records::ShopTx;
use records::bearing::Bearing;

use super::rows;

/// What follows a customer: his passages through journeys that the one who stays has not been on.
pub const FOLLOWER: Follower = Follower {
    rows: &[
        Bearing::of("traveller").with_number().one_a("journey_id"),
        Bearing::of("journey_call"),
    ],
    joined,
    parted,
};

fn joined(tx: &mut ShopTx, both: Joined) -> Doing<'_> {
    Box::pin(rows::stop_double(tx, both))
}

fn parted(tx: &mut ShopTx, both: Joined) -> Doing<'_> {
    Box::pin(rows::go_on(tx, both))
}
