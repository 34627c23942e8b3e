//! A report is exact up to the last committed transaction, however far the settling is behind.

use collect::orders;
use collect::orders::Line;
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::settling;
use collect::shop::Shop;
use domain::{Clock, Instant};
use records::Actor;
use testkit::{Stage, on_both_engines};

fn draft(who: &str, name: &str, at: Instant, amount: i64) -> OrderDraft {
    let person = PersonDraft { external_id: Some(who.to_owned()), ..PersonDraft::default() };
    let mut content = [0; 16];
    content[..8].copy_from_slice(&amount.to_be_bytes());
    OrderDraft {
        person: (!who.is_empty()).then_some(person),
        amount: Some(amount),
        lines: vec![Line { quantity: 1.0, amount: Some(amount), ..Line::default() }],
        content,
        ..testkit::order("file", name, at)
    }
}

async fn hear(shop: &Shop, drafts: &[OrderDraft]) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    orders::record_many(&mut tx, None, drafts).await.expect("recorded");
    tx.commit().await.expect("kept");
}

/// Orders, customers and revenue of valid orders, as SQL over the facts sees them.
async fn seen(shop: &Shop) -> (i64, i64, i64) {
    let session = settling::session(shop).await.expect("facts");
    let sql = "select count(*), count(distinct customer_id), coalesce(sum(amount), 0)
               from orders where valid";
    let answer = session.sql(sql).await.expect("an answer");
    let figure = |place: usize| answer.rows[0][place].as_i64().expect("a number");
    (figure(0), figure(1), figure(2))
}

async fn n_dirty(shop: &Shop) -> i64 {
    let mut tx = shop.read().await.expect("a transaction");
    settling::n_dirty(&mut tx).await.expect("a number")
}

#[tokio::test]
async fn an_edited_order_shows_at_once_and_after_settling() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let at = stage.clock().now().plus_days(-10);
        let many: Vec<OrderDraft> = (0..100)
            .map(|n| draft(&format!("c{n}"), &format!("o{n}"), at.plus_days(n % 7), 100))
            .collect();
        hear(&shop, &many).await;
        assert_eq!(seen(&shop).await, (100, 100, 10_000));
        assert_eq!(n_dirty(&shop).await, 0, "so many changed that the report settled first");

        hear(&shop, &[draft("c7", "o7", at, 40), draft("c7", "o7b", at, 5)]).await;
        assert_eq!(n_dirty(&shop).await, 1);
        assert_eq!(seen(&shop).await, (101, 100, 9_945), "read from rows");
        assert_eq!(settling::settle(&shop).await.expect("settles"), 1);
        assert_eq!(seen(&shop).await, (101, 100, 9_945), "read from a delta");

        hear(&shop, &[draft("", "walk-in", at, 1)]).await;
        assert_eq!(seen(&shop).await, (102, 100, 9_946), "a sale without a customer is revenue");
    })
    .await;
}

#[tokio::test]
async fn hearing_an_order_again_changes_nothing() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let order = draft("anna", "o1", stage.clock().now(), 100);
        hear(&shop, std::slice::from_ref(&order)).await;
        settling::settle(&shop).await.expect("settles");
        hear(&shop, &[order]).await;
        assert_eq!(n_dirty(&shop).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_order_that_changes_hands_leaves_its_first_customer() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let at = stage.clock().now();
        hear(&shop, &[draft("anna", "o1", at, 100), draft("anna", "o2", at, 7)]).await;
        settling::settle(&shop).await.expect("settles");
        hear(&shop, &[draft("boris", "o1", at, 100)]).await;
        let session = settling::session(&shop).await.expect("facts");
        let sql = "select customer_id, sum(amount) from orders group by 1 order by 1";
        let answer = session.sql(sql).await.expect("an answer");
        assert_eq!(answer.rows[0][0], "anna");
        assert_eq!(answer.rows[0][1], 7);
        assert_eq!(answer.rows[1][0], "boris");
    })
    .await;
}

#[tokio::test]
async fn many_small_changes_are_folded_into_the_base_again() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let at = stage.clock().now();
        let many: Vec<OrderDraft> =
            (0..200).map(|n| draft(&format!("c{n}"), &format!("o{n}"), at, 1)).collect();
        hear(&shop, &many).await;
        settling::settle(&shop).await.expect("settles");
        for n in 0..12 {
            hear(&shop, &[draft(&format!("c{n}"), &format!("x{n}"), at, 1)]).await;
            settling::settle(&shop).await.expect("settles");
            assert_eq!(seen(&shop).await, (201 + n, 200, 201 + n));
        }
    })
    .await;
}
