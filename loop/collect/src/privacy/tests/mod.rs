//! The stories of this slice: people who want to be told, and people who want to be forgotten.

mod coming_back;
mod neighbours;
mod over_http;

use std::sync::Arc;

use domain::{CustomerId, OrderStatus, RegulationId};
use records::Actor;
use testkit::Stage;

use super::{Asked, Verb};
use crate::consent::{self, Channel, Consent, Ground, Purpose};
use crate::orders;
use crate::orders::draft::{OrderDraft, PersonDraft};
use crate::shop::{Address, Shop};

async fn shop_of(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let clock = Arc::new(stage.clock().clone());
    Shop::open_with_clock(&address, clock).await.expect("a shop can be opened")
}

/// A person of the cast with everything that he can be called by.
fn person(name: &str) -> PersonDraft {
    PersonDraft {
        external_id: Some(format!("number-of-{name}")),
        email: Some(format!("{name}@example.test")),
        name: Some(format!("{name} of the bakery")),
        city: Some("Kyiv".to_owned()),
        ..PersonDraft::default()
    }
}

fn order(name: &str, number: &str, days_ago: i64) -> OrderDraft {
    let at = Stage::OPENING.plus_days(-days_ago);
    let draft = OrderDraft {
        source: "till".to_owned(),
        external_id: number.to_owned(),
        person: Some(person(name)),
        at,
        currency: "EUR".parse().expect("a currency"),
        amount: Some(1_000),
        status: OrderStatus::Paid,
        source_status: None,
        discount: None,
        tax: None,
        shipping: None,
        refunded: None,
        coupon: None,
        channel: None,
        country: None,
        city: None,
        lines: Vec::new(),
        content: [0; 16],
    };
    draft.sealed()
}

/// Writes orders down; answers whose the first is.
async fn hear(shop: &Shop, drafts: &[OrderDraft]) -> CustomerId {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let recorded = orders::record_many(&mut tx, None, drafts).await.expect("recorded");
    tx.commit().await.expect("kept");
    recorded.customers[0].expect("a customer").id
}

async fn agree(shop: &Shop, customer: CustomerId) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let yes = Consent {
        purpose: Purpose::Marketing,
        channel: Channel::Email,
        state: consent::State::Granted,
        ground: Ground::Answer,
        proof: None,
        at: tx.now(),
        source: "page".to_owned(),
    };
    consent::declare_many(&mut tx, vec![(customer, yes)]).await.expect("declared");
    tx.commit().await.expect("kept");
}

/// Has somebody erased, made nameless or kept away, and the proof made at once.
async fn done(shop: &Shop, verb: Verb, customer: CustomerId) -> RegulationId {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let asked = Asked { verb, customer, source: "page", due_at: None };
    let id = super::ask(&mut tx, asked).await.expect("asked");
    tx.commit().await.expect("kept");
    super::carry_out(shop, id).await.expect("done");
    let proven = super::verify(shop, id).await.expect("searched");
    assert_eq!(proven.state, super::State::Verified, "{:?}", proven.receipt.found);
    id
}
