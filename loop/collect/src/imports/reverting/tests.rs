//! The story: an import that should not have been is taken back, and what others said stays.

use domain::{CustomerId, ImportId, Instant};
use records::Actor;
use testkit::{Stage, on_both_engines};

use crate::consent::{self, Channel, Purpose};
use crate::imports::reverting::{self, NotReverted, Reversal, RevertError};
use crate::imports::tests::file_of;
use crate::imports::tests::story::{HISTORY, new_import, shop_of};
use crate::imports::{self, State};
use crate::shop::Shop;
use crate::{customers, orders, settling};

const OPTIONS: &str = r#"{"currency": "EUR", "zone": "UTC", "ground": "existing-customer"}"#;

const MINUTE: i64 = 60_000_000;

/// The clock goes on: what is told later is told at another moment.
fn later(stage: &Stage, minutes: i64) {
    stage.clock().set(Instant(Stage::OPENING.0 + minutes * MINUTE));
}

async fn taken_in(shop: &Shop, name: &str, content: &str) -> ImportId {
    let (_folder, path) = file_of(content);
    let new = imports::NewImport { file_name: name.to_owned(), ..new_import(&path, OPTIONS) };
    let summary = imports::run(shop, &new, &std::sync::Arc::default()).await.expect("taken in");
    summary.import.expect("an id")
}

async fn foreseen(shop: &Shop, id: ImportId) -> Reversal {
    let mut tx = shop.read().await.expect("a transaction");
    reverting::foresee(&mut tx, id).await.expect("foreseen")
}

/// Orders, customers, who may be written to, happenings, and orders as the reports see them.
async fn told_of(shop: &Shop) -> [i64; 5] {
    let mut tx = shop.read().await.expect("a transaction");
    let span = orders::span(&mut tx).await.expect("a span");
    let n_customers = customers::n_customers(&mut tx).await.expect("a count");
    let granted = consent::n_granted(&mut tx, Purpose::Marketing, Channel::Email).await;
    let news = tx.number("select count(*) from happening", vec![]).await.expect("a count");
    drop(tx);
    let session = settling::session(shop).await.expect("facts");
    let answer = session.sql("select count(*) as n from orders").await.expect("an answer");
    let in_reports = answer.rows[0][0].as_i64().expect("a count");
    [span.n_orders, n_customers, granted.expect("a count"), news, in_reports]
}

async fn who(shop: &Shop, name: &str) -> Option<CustomerId> {
    let mut tx = shop.read().await.expect("a transaction");
    let found = customers::search(&mut tx, name).await.expect("found");
    let found = customers::of_numbers(&mut tx, &found).await.expect("found");
    found.first().map(|customer| customer.id)
}

#[tokio::test]
async fn a_shop_is_as_before_once_its_only_import_is_taken_back() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let id = taken_in(&shop, "orders.csv", HISTORY).await;
        // Anna and Vera; Boris said no.
        assert_eq!(told_of(&shop).await, [5, 3, 2, 5, 5]);
        later(&stage, 5);
        let expected = Reversal { orders: 5, customers: 3, consents: 3, ..Reversal::default() };
        assert_eq!(foreseen(&shop, id).await, expected);
        assert_eq!(told_of(&shop).await, [5, 3, 2, 5, 5], "looking changes nothing");
        assert_eq!(reverting::carry_out(&shop, id).await.expect("taken back"), expected);
        assert_eq!(told_of(&shop).await, [0, 0, 0, 0, 0]);

        let again = reverting::carry_out(&shop, id).await.expect_err("told so");
        assert!(matches!(again, RevertError::Not(NotReverted::Already(_))), "{again}");
        let mut tx = shop.read().await.expect("a transaction");
        let import = imports::find(&mut tx, id).await.expect("found").expect("it is there");
        assert_eq!((import.state, import.reverted), (State::Reverted, Some(expected)));
        drop(tx);
        // The same file comes again and is new again, on the timeline too.
        later(&stage, 10);
        taken_in(&shop, "orders.csv", HISTORY).await;
        assert_eq!(told_of(&shop).await, [5, 3, 2, 5, 5]);
    })
    .await;
}

const MORE: &str = "order_id,customer,email,date,product,quantity,price,newsletter\n\
    4,vera,vera@example.test,2025-02-01 08:15,poppy cake,1,13.00,\n\
    6,boris,boris@example.test,2025-03-01 08:15,rolls,4,0.45,\n\
    7,gleb,gleb@example.test,2025-03-02 08:15,rolls,2,0.45,\n";

#[tokio::test]
async fn what_somebody_has_changed_since_stays_and_is_told() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let first = taken_in(&shop, "orders.csv", HISTORY).await;
        later(&stage, 5);
        // Vera's order is told differently, Boris buys once more, Gleb is new.
        let second = taken_in(&shop, "march.csv", MORE).await;
        assert_eq!(told_of(&shop).await[..2], [7, 4]);
        // Anna answers herself: she is more than a line of a file.
        later(&stage, 10);
        let anna = who(&shop, "anna").await.expect("known");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let what = (Purpose::Marketing, Channel::Email);
        consent::withdraw(&mut tx, anna, what, "preferences").await.expect("said");
        tx.commit().await.expect("kept");

        later(&stage, 15);
        let seen = foreseen(&shop, first).await;
        let expected = Reversal {
            orders: 4,
            consents: 2,
            orders_changed_since: 1,
            customers_known_otherwise: 1,
            stays: vec!["4".to_owned()],
            ..Reversal::default()
        };
        assert_eq!(seen, expected);
        assert_eq!(reverting::carry_out(&shop, first).await.expect("taken back"), expected);
        assert_eq!(told_of(&shop).await[..2], [3, 4], "Vera, Boris and Gleb keep what they have");
        assert!(who(&shop, "anna").await.is_some());

        // The second one knew order 4 before; Gleb was its own.
        let seen = foreseen(&shop, second).await;
        assert_eq!((seen.orders, seen.orders_known_before, seen.customers), (2, 1, 1));
        assert_eq!(seen.customers_known_otherwise, 1, "Boris was named by the first one");
        reverting::carry_out(&shop, second).await.expect("taken back");
        let [n_orders, n_customers, .., in_reports] = told_of(&shop).await;
        assert_eq!((n_orders, n_customers, in_reports), (1, 3, 1));
        assert!(who(&shop, "gleb").await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_revert_that_was_cut_off_is_gone_on_with() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let many: String = (0..250)
            .map(|n| format!("{n},c{n},c{n}@example.test,2025-01-03 09:00,rolls,1,0.45,yes\n"))
            .collect();
        let head = HISTORY.lines().next().expect("a header");
        let id = taken_in(&shop, "orders.csv", &format!("{head}\n{many}")).await;
        later(&stage, 5);
        let mut reverting = reverting::Reverting::begin(&shop, id).await.expect("begun");
        assert!(reverting.step().await.expect("a step"), "the process dies after it");
        let left = told_of(&shop).await;
        assert_eq!((left[0], left[4]), (150, 150));
        let whole = reverting::carry_out(&shop, id).await.expect("taken back");
        assert_eq!((whole.orders, whole.customers, whole.consents), (250, 250, 250));
        assert_eq!(told_of(&shop).await, [0, 0, 0, 0, 0]);
    })
    .await;
}

#[tokio::test]
async fn what_wrote_nothing_is_not_taken_back() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let unknown: ImportId = tx.new_id();
        let refused = reverting::foresee(&mut tx, unknown).await.expect_err("unknown");
        assert!(matches!(refused, RevertError::Not(NotReverted::Unknown)));
        drop(tx);
        let (_folder, path) = file_of("order_id,customer,date,price\n1,anna,soon,3\n");
        let new = new_import(&path, OPTIONS);
        imports::run(&shop, &new, &std::sync::Arc::default()).await.expect_err("refused");
        let mut tx = shop.read().await.expect("a transaction");
        let failed = imports::list(&mut tx, None, 1).await.expect("a list")[0].id;
        let refused = reverting::foresee(&mut tx, failed).await.expect_err("refused");
        assert!(matches!(refused, RevertError::Not(NotReverted::Refused)));
    })
    .await;
}
