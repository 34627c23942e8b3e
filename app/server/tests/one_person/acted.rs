//! Rows of what was decided, said and sent: as many columns as their tables ask for.

use domain::CustomerId;
use records::{Insert, ShopTx, Value};
use serde_json::json;
use testkit::Stage;
use uuid::Uuid;

const NOW: i64 = Stage::OPENING.0;

/// Which kind of thing a made-up id names.
#[derive(Clone, Copy)]
enum Of {
    Campaign = 1,
    Decision,
    Message,
    Journey,
    Passage,
    Storefront,
    Wish,
}

fn id(of: Of, number: i64) -> Uuid {
    Uuid::from_u128((of as u128) << 64 | u128::from(number.unsigned_abs()))
}

/// The number of a made-up thing.
pub fn number_of(id: Uuid) -> u64 {
    id.as_u64_pair().1
}

async fn put(tx: &mut ShopTx, table: &str, row: Vec<(&str, Value)>) {
    let columns: Vec<&str> = row.iter().map(|(column, _)| *column).collect();
    let insert = Insert { table, columns: &columns, conflict: "" };
    let values = row.into_iter().map(|(_, value)| value).collect();
    tx.insert_many(insert, vec![values]).await.unwrap_or_else(|why| panic!("{table}: {why}"));
}

/// When and by whom a row was written and changed.
fn written() -> Vec<(&'static str, Value)> {
    vec![
        ("created_at", NOW.into()),
        ("created_by", "story".into()),
        ("updated_at", NOW.into()),
        ("updated_by", "story".into()),
    ]
}

fn whose((customer, no): (CustomerId, i64)) -> Vec<(&'static str, Value)> {
    vec![("customer_id", customer.0.into()), ("customer_no", no.into())]
}

pub async fn put_campaign(tx: &mut ShopTx, number: i64) {
    let mut row = vec![
        ("id", id(Of::Campaign, number).into()),
        ("name", format!("campaign {number}").into()),
        ("state", "sending".into()),
        ("channel", "email".into()),
        ("audience", json!({}).into()),
        ("subject", "hello".into()),
        ("body_mjml", "".into()),
        ("language", "en".into()),
        ("hold_out_share", 0.5.into()),
    ];
    row.extend(written());
    put(tx, "campaign", row).await;
}

pub async fn put_exposure(tx: &mut ShopTx, campaign: i64, who: (CustomerId, i64), arm: &str) {
    let mut row = vec![
        ("campaign_id", id(Of::Campaign, campaign).into()),
        ("arm", arm.into()),
        ("dealt_at", NOW.into()),
        ("created_by", "story".into()),
    ];
    row.extend(whose(who));
    put(tx, "exposure", row).await;
}

pub async fn put_decision(
    tx: &mut ShopTx,
    number: i64,
    (campaign, who): (i64, (CustomerId, i64)),
    outcome: &str,
) {
    let mut row = vec![
        ("id", id(Of::Decision, number).into()),
        ("campaign_id", id(Of::Campaign, campaign).into()),
        ("outcome", outcome.into()),
        ("reason", "in_audience".into()),
        ("not_before", 0_i64.into()),
    ];
    row.extend(whose(who));
    row.extend(written());
    put(tx, "decision", row).await;
}

/// A letter that a decision led to, and that came back.
pub async fn put_message(tx: &mut ShopTx, decision: i64, who: (CustomerId, i64)) {
    let mut row = vec![
        ("id", id(Of::Message, decision).into()),
        ("decision_id", id(Of::Decision, decision).into()),
        ("campaign_id", id(Of::Campaign, 4).into()),
        ("channel", "email".into()),
        ("address", "hanna@example.test".into()),
        ("state", "failed".into()),
        ("reason", "came_back".into()),
        ("attempts", 1_i64.into()),
        ("due_at", NOW.into()),
    ];
    row.extend(whose(who));
    row.extend(written());
    put(tx, "message", row).await;
    let bounce = vec![
        ("id", id(Of::Message, 100 + decision).into()),
        ("message_id", id(Of::Message, decision).into()),
        ("customer_id", who.0.0.into()),
        ("address", "hanna@example.test".into()),
        ("kind", "hard".into()),
        ("status", "5.1.1".into()),
        ("words", "no such user".into()),
        ("at", NOW.into()),
    ];
    put(tx, "bounce", bounce).await;
}

/// A receipt that was owed to somebody.
pub async fn put_owed(tx: &mut ShopTx, number: i64, who: (CustomerId, i64)) {
    let mut row = vec![
        ("id", id(Of::Message, 200 + number).into()),
        ("asked_for", vec![7_u8; 32].into()),
        ("basis", "contract".into()),
        ("channel", "email".into()),
        ("customer_id", who.0.0.into()),
        ("address", "hanna@example.test".into()),
        ("subject", "Your order".into()),
        ("outcome", "write".into()),
        ("why", "owed".into()),
        ("state", "sent".into()),
        ("reason", "accepted".into()),
        ("followed", 0_i64.into()),
        ("attempts", 1_i64.into()),
        ("due_at", NOW.into()),
    ];
    row.extend(written());
    put(tx, "service_message", row).await;
}

/// Somebody on the way of a journey.
pub async fn put_passage(tx: &mut ShopTx, journey: i64, who: (CustomerId, i64)) {
    let id_of = id(Of::Journey, journey);
    let known = "select count(*) from journey where id = $1";
    if tx.number(known, vec![id_of.into()]).await.expect("a number") == 0 {
        let mut row = vec![
            ("id", id_of.into()),
            ("name", format!("journey {journey}").into()),
            ("state", "paused".into()),
            ("version", 1_i64.into()),
            ("heard_until", 0_i64.into()),
        ];
        row.extend(written());
        put(tx, "journey", row).await;
    }
    let mut row = vec![
        ("id", id(Of::Passage, journey * 100 + who.1).into()),
        ("journey_id", id_of.into()),
        ("subject", "".into()),
        ("passage", 1_i64.into()),
        ("version", 1_i64.into()),
        ("step", "wait".into()),
        ("entered_at", NOW.into()),
        ("entered_seq", 1_i64.into()),
        ("arrived_at", NOW.into()),
        ("due_at", (NOW + 1).into()),
    ];
    row.extend(whose(who));
    put(tx, "traveller", row).await;
    put_beside(tx, journey, who).await;
}

/// What a passage asked of the staff, whom it told, and a letter that is kept.
async fn put_beside(tx: &mut ShopTx, journey: i64, who: (CustomerId, i64)) {
    let passage = id(Of::Passage, journey * 100 + who.1);
    let common = [
        ("id", passage.into()),
        ("journey_id", id(Of::Journey, journey).into()),
        ("traveller_id", passage.into()),
        ("customer_id", who.0.0.into()),
    ];
    let mut task = common.to_vec();
    task.extend([
        ("step", "call".into()),
        ("title", "Call her".into()),
        ("details", "".into()),
        ("state", "open".into()),
    ]);
    task.extend(written());
    put(tx, "task", task).await;
    let mut call = common.to_vec();
    call.extend([
        ("step", "tell".into()),
        ("url", "https://crm.test/".into()),
        ("state", "taken".into()),
        ("attempts", 1_i64.into()),
        ("due_at", NOW.into()),
        ("deadline_at", NOW.into()),
    ]);
    call.extend(written());
    put(tx, "journey_call", call).await;
    let mut letter = vec![
        ("message_id", passage.into()),
        ("customer_id", who.0.0.into()),
        ("subject", "Hello".into()),
        ("letter", vec![7_u8; 8].into()),
        ("followed", 0_i64.into()),
        ("kept_until", NOW.into()),
    ];
    letter.extend(written());
    put(tx, "letter_view", letter).await;
}

/// Somebody asked a storefront what it knows of him.
pub async fn put_wish(tx: &mut ShopTx, who: CustomerId) {
    let mut row = vec![
        ("id", id(Of::Storefront, 1).into()),
        ("kind", "shopify".into()),
        ("address", "shop.example.test".into()),
        ("source", "shopify".into()),
        ("state", "connected".into()),
        ("own_network", false.into()),
    ];
    row.extend(written());
    put(tx, "storefront", row).await;
    let wish = vec![
        ("id", id(Of::Wish, 1).into()),
        ("storefront_id", id(Of::Storefront, 1).into()),
        ("delivery_id", id(Of::Wish, 2).into()),
        ("topic", "data_request".into()),
        ("asked_at", NOW.into()),
        ("due_at", NOW.into()),
        ("told", json!({}).into()),
        ("customer_id", who.0.into()),
    ];
    put(tx, "storefront_request", wish).await;
}
