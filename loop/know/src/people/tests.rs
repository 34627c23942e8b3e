//! The story: two of four people whom the shop knows have bought.

use collect::customers;
use collect::orders;
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::shop::Shop;
use domain::ShopZone;
use records::Actor;
use testkit::{Stage, on_both_engines};

use super::{EmailConsent, Question, Sort, list};

fn person(name: &str) -> PersonDraft {
    PersonDraft {
        external_id: Some(name.to_owned()),
        name: Some(name.to_owned()),
        ..PersonDraft::default()
    }
}

/// Vera is known before anybody buys and Gleb after it; neither ever does.
async fn shop_of_four(stage: &Stage) -> Shop {
    let shop = stage.shop().await;
    let order = |name: &str, day: &str| {
        let at = ShopZone::utc().start_of(day.parse().expect("a day"));
        let id = format!("{name}-{day}");
        OrderDraft { person: Some(person(name)), ..testkit::order("till", &id, at) }.sealed()
    };
    let orders =
        [order("anna", "2025-01-05"), order("boris", "2025-01-20"), order("anna", "2025-02-03")];
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    customers::recognise_many(&mut tx, "till", &[&person("vera")]).await.expect("she is known");
    orders::record_many(&mut tx, None, &orders).await.expect("orders are written");
    customers::recognise_many(&mut tx, "till", &[&person("gleb")]).await.expect("he is known");
    tx.commit().await.expect("all is kept");
    shop
}

/// The names of a page, and whether each has figures.
async fn page(shop: &Shop, question: &Question, limit: usize) -> Vec<(String, bool)> {
    let (_, people) = list(shop, question, limit).await.expect("a list");
    let shown = people.into_iter().map(|person| {
        assert_eq!(person.group.is_some(), person.scored.is_some());
        (person.customer.name.unwrap_or_default(), person.scored.is_some())
    });
    shown.collect()
}

fn all_four() -> [(String, bool); 4] {
    [("anna", true), ("boris", true), ("vera", false), ("gleb", false)]
        .map(|(name, has_bought)| (name.to_owned(), has_bought))
}

#[tokio::test]
async fn who_has_not_bought_yet_is_listed_behind_who_has_page_by_page() {
    on_both_engines(async |stage| {
        let shop = shop_of_four(&stage).await;
        let whole = Question { sort: Sort::Orders, ..Question::default() };
        assert_eq!(page(&shop, &whole, 50).await, all_four());
        let mut after = None;
        for expected in all_four() {
            let question = Question { after, ..whole.clone() };
            let (_, people) = list(&shop, &question, 1).await.expect("a list");
            let listed =
                super::Listed { customer_no: people[0].customer.no, scored: people[0].scored };
            assert_eq!(people[0].customer.name.as_ref(), Some(&expected.0));
            after = Some(whole.sort.place_of(&listed));
        }
        assert!(page(&shop, &Question { after, ..whole }, 1).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_has_not_bought_yet_is_found_by_name_and_never_by_how_he_buys() {
    on_both_engines(async |stage| {
        let shop = shop_of_four(&stage).await;
        let found = Question { search: Some("ver".to_owned()), ..Question::default() };
        assert_eq!(page(&shop, &found, 50).await, [("vera".to_owned(), false)]);
        let silent = Question { quiet_days_min: Some(0), ..Question::default() };
        assert!(page(&shop, &silent, 50).await.iter().all(|(_, has_bought)| *has_bought));
        let consent = Some(EmailConsent::Missing);
        let unasked = Question { consent, sort: Sort::Orders, ..Question::default() };
        assert_eq!(page(&shop, &unasked, 50).await, all_four());
    })
    .await;
}
