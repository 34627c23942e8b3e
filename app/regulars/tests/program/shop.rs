//! A shop system is connected, filled and checked from the terminal, and the plug is pulled.

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::{STRIPE_KEY, StorefrontPeer, WOO_KEY};

use crate::owner::Owner;

/// An order of February.
fn order(id: u64) -> Value {
    let placed = format!("2026-02-{:02}T10:00:00", 1 + id % 28);
    json!({
        "id": id, "status": "completed", "currency": "EUR", "customer_id": 0,
        "date_created_gmt": placed, "date_modified_gmt": placed,
        "total": format!("{id}.25"), "total_tax": "0.00", "shipping_total": "0.00",
        "billing": { "email": format!("guest{id}@example.test") },
        "line_items": [{ "id": 1, "name": "Rye", "quantity": 1, "total": format!("{id}.25") }],
    })
}

/// A shop of WooCommerce with so many of them.
fn peer(n: u64) -> StorefrontPeer {
    let peer = StorefrontPeer::woocommerce();
    for id in 1..=n {
        peer.has_order(order(id));
    }
    peer
}

fn connect(owner: &Owner, peer: &StorefrontPeer) -> Value {
    let (name, secret, _) = WOO_KEY;
    let address = peer.address();
    owner.asks(&[
        "shop",
        "connect",
        "woocommerce",
        &address,
        "--own-network",
        "--api-name",
        name,
        "--api-secret",
        secret,
        "--json",
    ])
}

#[test]
fn a_fill_that_is_killed_again_and_again_comes_to_the_same_end() {
    let (owner, peer) = (Owner::new(), peer(1_500));
    let connected = connect(&owner, &peer);
    assert_eq!(connected["signing_secret"].as_str().map(str::len), Some(48));
    let mut n_killed = 0;
    for nth in 0..12_u64 {
        let mut command = owner.command(&["shop", "fill"]);
        let mut process =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(60 + 25 * nth));
        n_killed += u32::from(process.try_wait().expect("it can be asked").is_none());
        process.kill().expect("it can be killed");
        process.wait().expect("it has ended");
    }
    assert!(n_killed > 3, "{n_killed} kills are too few to prove anything");
    owner.runs(&["shop", "fill"]);
    // 1 + 2 + … + 1,500, and a quarter for each.
    let sum = 100 * 1_500 * 1_501 / 2 + 25 * 1_500;
    let counts = json!({ "orders": 1_500, "customers": 1_500, "amount": sum });
    assert_eq!(owner.counts(), counts);
}

#[test]
fn a_day_that_differs_ends_a_check_with_a_failure_until_it_is_mended() {
    let (owner, peer) = (Owner::new(), peer(56));
    connect(&owner, &peer);
    owner.runs(&["shop", "fill"]);
    let check = ["shop", "check", "--from", "2026-02-01", "--until", "2026-03-01"];
    assert!(owner.runs(&check).contains("every day agrees"));
    let mut dearer = order(7);
    dearer["total"] = json!("99.00");
    dearer["date_modified_gmt"] = json!("2026-02-20T10:00:00");
    peer.has_order(dearer);
    let output = owner.command(&check).output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("2026-02-08") && told.contains("134.25"), "{told}");
    owner.runs(&[&check[..], &["--mend"]].concat());
    let list = owner.asks(&["shop", "list", "--json"]);
    assert_eq!((&list[0]["n_days_differ"], &list[0]["state"]), (&json!(0), &json!("listening")));
    let wrong = owner.command(&["shop", "connect", "shopify", "bakery.test"]).output();
    assert_eq!(wrong.expect("it starts").status.code(), Some(2));
}

#[test]
fn subscriptions_of_stripe_are_fetched_and_its_secret_is_given_when_there_is_one() {
    let (owner, peer) = (Owner::new(), StorefrontPeer::stripe());
    for nth in 1..=3 {
        peer.has_subscription(json!({
            "id": format!("sub_{nth}"), "object": "subscription", "status": "active",
            "customer": { "id": format!("cus_000{nth}"), "email": format!("c{nth}@example.test") },
            "created": 1_770_000_000 + nth, "currency": "eur",
            "items": { "data": [{ "quantity": 2, "price": {
                "unit_amount": 450, "recurring": { "interval": "month" } } }] },
        }));
    }
    let address = peer.address();
    let connect = ["shop", "connect", "stripe", &address, "--own-network", "--json"];
    let connected = owner.asks(&[&connect[..], &["--api-secret", STRIPE_KEY]].concat());
    assert_eq!(connected["signing_secret"], Value::Null, "Stripe makes its own");
    let short = owner.command(&["shop", "secret", "--signing-secret", "whsec_1"]).output();
    assert_eq!(short.expect("it starts").status.code(), Some(2));
    owner.runs(&["shop", "secret", "--signing-secret", "whsec_0123456789abcdef"]);
    let fetched = owner.asks(&["shop", "fill", "--json"]);
    let told = json!({ "fetched": 3, "orders_changed": 3, "not_understood": 0 });
    assert_eq!(fetched, told);
    // 02.02.2026, 02:40:01 to 02:40:03 UTC.
    let check = ["shop", "check", "--from", "2026-02-02", "--until", "2026-02-03", "--json"];
    let days = owner.asks(&check);
    assert_eq!((&days[0]["n_ours"], &days[0]["sum_ours"]), (&json!(3), &json!(2_700)));
    assert_eq!(days[0]["agrees"], true);
}
