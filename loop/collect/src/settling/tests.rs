//! Two settlings that run at once, as that of a report and that of the background do.

use std::collections::HashSet;

use domain::Instant;
use records::Actor;
use testkit::on_both_engines;

use super::writing;
use crate::orders;
use crate::orders::draft::{OrderDraft, PersonDraft};
use crate::shop::{Address, Shop};

/// A till's only order.
fn order() -> OrderDraft {
    let person = PersonDraft { external_id: Some("anna".to_owned()), ..PersonDraft::default() };
    OrderDraft {
        source: "till".to_owned(),
        external_id: "1".to_owned(),
        person: Some(person),
        at: Instant(1_772_000_000_000_000),
        currency: "EUR".parse().expect("a currency"),
        amount: Some(100),
        status: domain::OrderStatus::Paid,
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
    }
    .sealed()
}

#[tokio::test]
async fn two_that_write_the_same_generation_write_no_file_of_one_another() {
    on_both_engines(async |stage| {
        let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
        let shop = Shop::open(&address).await.expect("a shop");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        orders::record_many(&mut tx, None, &[order()]).await.expect("recorded");
        tx.commit().await.expect("kept");
        let mut tx = shop.read().await.expect("a transaction");
        let everybody = [1].into();
        let mut names = HashSet::new();
        for _ in 0..2 {
            let all = writing::write_all(&mut tx, shop.facts(), 7).await.expect("written");
            let some = writing::write_delta(&mut tx, shop.facts(), 7, &everybody).await;
            let files = all.files.into_iter().chain(some.expect("written").files);
            for file in files {
                assert!(names.insert(file.name.clone()), "{} is written twice", file.name);
            }
        }
    })
    .await;
}
