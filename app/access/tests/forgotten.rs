//! The audit log stays whole when a customer is forgotten.

use access::audit::{self, Deed, Verified};
use collect::orders;
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::privacy::{self, Asked, State, Verb};
use records::Actor;
use testkit::{Stage, on_both_engines};

#[tokio::test]
async fn the_log_is_as_it_was_written_after_somebody_it_speaks_of_is_erased() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let anna =
            PersonDraft { email: Some("anna@example.test".to_owned()), ..Default::default() };
        let order = testkit::order("till", "1", Stage::OPENING.plus_days(-3));
        let order = OrderDraft { person: Some(anna), ..order }.sealed();
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let known = orders::record_many(&mut tx, None, &[order]).await.expect("recorded");
        let customer = known.customers[0].expect("a customer").id;
        for path in ["/api/v1/segments", &format!("/api/v1/customers/{customer}/privacy")] {
            let deed = Deed {
                who: "owner@bakery.test".to_owned(),
                method: "POST".to_owned(),
                path: path.to_owned(),
                status: 202,
                detail: String::new(),
            };
            audit::append(&mut tx, deed).await.expect("noted");
        }
        let asked = Asked { verb: Verb::Erase, customer, source: "page", due_at: None };
        let id = privacy::ask(&mut tx, asked).await.expect("asked");
        tx.commit().await.expect("kept");
        privacy::carry_out(&shop, id).await.expect("done");
        let proven = privacy::verify(&shop, id).await.expect("searched");
        assert_eq!(proven.state, State::Verified, "{:?}", proven.receipt.found);
        let mut tx = shop.read().await.expect("a transaction");
        assert_eq!(audit::verify(&mut tx).await.expect("looked"), Verified::Whole(2));
        let entries = audit::list(&mut tx, None, 10).await.expect("entries");
        assert!(entries.iter().all(|entry| !entry.deed.path.contains('@')), "no name is in it");
    })
    .await;
}
