//! Decisions and arms of somebody who was known as two: a person is dealt and written to once.

use collect::customers::merging::{Doing, Follower, Joined};
use records::ShopTx;
use records::bearing::Bearing;

use crate::contact;

/// What follows a customer: his decisions and his arms, one of each campaign.
pub const FOLLOWER: Follower = Follower {
    rows: &[
        Bearing::of("decision").with_number().one_a("campaign_id"),
        Bearing::of("exposure").with_number().one_a("campaign_id"),
    ],
    joined,
    parted,
};

/// Where both were meant by one campaign, who was not decided on yet will not be; and whoever was
/// dealt to both sides is left out of what the campaign is found to have changed.
fn joined(tx: &mut ShopTx, both: Joined) -> Doing<'_> {
    Box::pin(contact::set_aside(tx, both))
}

fn parted(tx: &mut ShopTx, both: Joined) -> Doing<'_> {
    Box::pin(contact::put_back(tx, both))
}
