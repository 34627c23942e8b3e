//! What follows a customer when two turn out to be one: each room tells which rows name people.

use std::pin::Pin;

use domain::Instant;
use records::bearing::{Bearer, Bearing};
use records::{RecordsError, ShopTx};
use uuid::Uuid;

/// The rows of one slice that bear customers, and what is to be done besides moving them.
#[derive(Clone, Copy)]
pub struct Follower {
    /// Rows that become the other one's.
    pub rows: &'static [Bearing],
    /// What a person must not have twice is settled after the rows have gone.
    pub joined: Step,
    /// The same taken back, after the rows have come back.
    pub parted: Step,
}

/// Something done besides, in the same transaction.
pub type Step = for<'a> fn(&'a mut ShopTx, Joined) -> Doing<'a>;

/// What a step comes to.
pub type Doing<'a> = Pin<Box<dyn Future<Output = Result<(), RecordsError>> + Send + 'a>>;

/// Two customers who are one, or were.
#[derive(Clone, Copy, Debug)]
pub struct Joined {
    /// The merging.
    pub merger: Uuid,
    /// When they were made one.
    pub at: Instant,
    /// The one who stays.
    pub kept: Bearer,
    /// The other.
    pub gone: Bearer,
}

impl Follower {
    /// Rows that only have to be moved.
    pub const fn of(rows: &'static [Bearing]) -> Self {
        Self { rows, joined: nothing_more, parted: nothing_more }
    }
}

/// For slices of which a moved row is the whole story.
pub fn nothing_more(_: &mut ShopTx, _: Joined) -> Doing<'_> {
    Box::pin(async { Ok(()) })
}

/// What follows in this room.
pub const OF_COLLECT: Follower = Follower::of(&[
    records::happenings::BEARING,
    Bearing::of("identity"),
    crate::fields::BEARING,
    Bearing { by_no: true, ..Bearing::of("orders").with_number() },
    Bearing::of("visitor").with_number(),
    Bearing { id: "who", ..Bearing::of("order_word").with_number() },
    Bearing::of("storefront_request"),
    Bearing::of("regulation"),
]);
