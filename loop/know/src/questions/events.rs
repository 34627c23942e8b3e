//! `events`: everything that happened, as a table for questions.
//!
//! Unlike orders it is not settled into columns: it is read from the rows, some thousand at a
//! time, whenever a question names it, and is exact without any settling. That costs time where
//! there are many millions.

use collect::shop::Shop;
use collect::timeline::{self, Event};
use facts::{FactsError, Lent, LentKind, Pages, Session};
use futures::{StreamExt, stream};

/// The columns, each with what it holds.
const COLUMNS: [(&str, LentKind); 10] = [
    ("event_id", LentKind::Numbers),
    ("customer_id", LentKind::Words),
    ("customer_no", LentKind::Numbers),
    ("at", LentKind::Moments),
    ("received_at", LentKind::Moments),
    ("source", LentKind::Words),
    ("message_id", LentKind::Words),
    ("kind", LentKind::Words),
    ("name", LentKind::Words),
    ("properties", LentKind::Words),
];

/// Events that are held at a time.
const PAGE: u32 = 4_096;

/// Lends the events of a shop to the questions of a session.
pub(super) fn lend(shop: &Shop, session: &Session) -> Result<(), FactsError> {
    let shop = shop.clone();
    session.lend_pages("events", &COLUMNS, move || pages(shop.clone()))
}

fn pages(shop: Shop) -> Pages {
    let from_the_first = stream::try_unfold(0, move |place| {
        let shop = shop.clone();
        async move {
            let mut tx = shop.read().await?;
            let events = timeline::events_after(&mut tx, place, PAGE).await?;
            let Some(last) = events.last().map(|event| event.seq) else { return Ok(None) };
            Ok(Some((columns(&events), last)))
        }
    });
    from_the_first.boxed()
}

/// A page as columns, in the order of [`COLUMNS`].
fn columns(events: &[Event]) -> Vec<Lent> {
    fn words(events: &[Event], of: impl Fn(&Event) -> Option<String>) -> Lent {
        Lent::Words(events.iter().map(of).collect())
    }
    let numbers = events.iter().map(|event| event.customer_no).collect();
    vec![
        Lent::Numbers(events.iter().map(|event| event.seq).collect()),
        words(events, |event| event.customer_id.clone()),
        Lent::SomeNumbers(numbers),
        Lent::Moments(events.iter().map(|event| Some(event.at)).collect()),
        Lent::Moments(events.iter().map(|event| Some(event.received_at)).collect()),
        words(events, |event| Some(event.source.clone())),
        words(events, |event| Some(event.message_id.clone())),
        words(events, |event| Some(event.kind.clone())),
        words(events, |event| event.name().map(str::to_owned)),
        words(events, |event| event.properties().map(ToString::to_string)),
    ]
}
