//! The story of likeness: who is proposed, who is dismissed for good, and who is made one at once.

use std::collections::HashSet;
use std::sync::Arc;

use domain::Instant;
use records::Actor;
use testkit::{Stage, on_both_engines};

use super::weighing::Looks;
use super::{Likeness, PROPOSED_FROM, Place, Reason, find, list, merge_all, standing};
use crate::customers::{Customer, Rules};
use crate::orders;
use crate::orders::draft::PersonDraft;
use crate::shop::{Address, Shop};

/// Who ordered: name, e-mail, phone, city; `-` is what nobody told.
const PEOPLE: &[&str] = &[
    "Олександр Шевченко / sasha@ukr.test / +380501234567 / Київ",
    "Oleksandr Shevchenko / - / 0501234567 / Kyiv",
    "Олена Коваль / olena.k@gmail.com / - / Львів",
    "Елена Коваль / olenak+shop@gmail.com / - / Львов",
    "Ivan Koval / ivan@shop.test / +380501234599 / Lviv",
    "Ivan Koval / ivan@mail.test / - / Odesa",
];

async fn shop_of(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let clock = Arc::new(stage.clock().clone());
    let shop = Shop::open_with_clock(&address, clock).await.expect("a shop");
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    for (number, line) in PEOPLE.iter().enumerate() {
        let cells: Vec<&str> = line.split('/').map(str::trim).collect();
        let told = |place: usize| (cells[place] != "-").then(|| cells[place].to_owned());
        let (name, email, phone, city) = (told(0), told(1), told(2), told(3));
        let person = PersonDraft {
            external_id: Some(number.to_string()),
            name,
            email,
            phone,
            city,
            ..PersonDraft::default()
        };
        // The stage's order is another build's; only what it is about is needed here.
        let mut draft = order(&number.to_string());
        draft.person = Some(person);
        orders::record_many(&mut tx, None, &[draft.sealed()]).await.expect("recorded");
    }
    tx.commit().await.expect("kept");
    shop
}

fn order(external_id: &str) -> orders::draft::OrderDraft {
    orders::draft::OrderDraft {
        source: "file".to_owned(),
        external_id: external_id.to_owned(),
        person: None,
        at: Stage::OPENING,
        currency: "EUR".parse().expect("a currency"),
        amount: Some(1_000),
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
}

async fn proposed(shop: &Shop) -> Vec<Likeness> {
    find(shop, Actor::System).await.expect("looked");
    let mut tx = shop.read().await.expect("a transaction");
    list(&mut tx, PROPOSED_FROM, Place::START, 100).await.expect("pairs")
}

fn drawn(pairs: &[Likeness]) -> Vec<String> {
    let name = |customer: &Customer| customer.name.clone().unwrap_or_default();
    let line = |pair: &Likeness| format!("{} = {}", name(&pair.older), name(&pair.newer));
    pairs.iter().map(line).collect()
}

#[tokio::test]
async fn spellings_meet_and_a_dismissed_pair_stays_dismissed() {
    on_both_engines(async |stage: Stage| {
        let shop = shop_of(&stage).await;
        let pairs = proposed(&shop).await;
        assert_eq!(
            drawn(&pairs),
            ["Олена Коваль = Елена Коваль", "Олександр Шевченко = Oleksandr Shevchenko"]
        );
        assert!(pairs[0].reasons.contains(&Reason::SameMailbox), "{:?}", pairs[0].reasons);
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let (one, other) = (&pairs[0].newer, &pairs[0].older);
        assert!(super::dismiss(&mut tx, one, other).await.expect("dismissed"));
        assert!(!super::dismiss(&mut tx, one, other).await.expect("asked"), "only once");
        tx.commit().await.expect("kept");
        let left = ["Олександр Шевченко = Oleksandr Shevchenko"];
        assert_eq!(drawn(&proposed(&shop).await), left, "also when looked for again");
    })
    .await;
}

#[tokio::test]
async fn all_from_a_score_on_are_made_one_at_once() {
    on_both_engines(async |stage: Stage| {
        let shop = shop_of(&stage).await;
        let n_found = proposed(&shop).await.len();
        let mut tx = shop.read().await.expect("a transaction");
        let (n, found_at) = standing(&mut tx, PROPOSED_FROM).await.expect("a count");
        drop(tx);
        assert_eq!((n, found_at), (2, Some(Stage::OPENING)));
        let why = ("the same people", Actor::System);
        let n = merge_all(&shop, crate::FOLLOWERS, PROPOSED_FROM, why).await.expect("merged");
        assert_eq!(n, n_found);
        assert!(proposed(&shop).await.is_empty());
        let mut tx = shop.read().await.expect("a transaction");
        assert_eq!(crate::customers::n_customers(&mut tx).await.expect("a count"), 4);
        let merged = crate::customers::merging::list(&mut tx, None, None, 10).await.expect("all");
        assert_eq!(merged.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_would_make_a_crowd_one_person_makes_nobody_anybody() {
    on_both_engines(async |stage: Stage| {
        let shop = shop_of(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let before = crate::customers::n_customers(&mut tx).await.expect("a count");
        for number in 100..140 {
            let mut draft = order(&number.to_string());
            draft.person = Some(PersonDraft {
                external_id: Some(number.to_string()),
                phone: Some("+380671112233".to_owned()),
                ..PersonDraft::default()
            });
            orders::record_many(&mut tx, None, &[draft.sealed()]).await.expect("recorded");
        }
        let after = crate::customers::n_customers(&mut tx).await.expect("a count");
        let most = i64::from(Rules::default().numbers_max);
        assert_eq!(after - before, 40 - most + 1, "the first few are believed to be one");
    })
    .await;
}

#[test]
fn a_hundred_thousand_customers_are_compared_with_few_others() {
    let somebody = |no: i64| Customer {
        id: domain::CustomerId(uuid::Uuid::nil()),
        no,
        external_id: None,
        email: Some(format!("c{}@shop.test", no / 2)),
        phone: None,
        // One name in one city for everybody: so common that it means nothing.
        name: Some("Олена Коваль".to_owned()),
        country: None,
        city: Some("Київ".to_owned()),
        language: None,
        created_at: Instant(0),
    };
    let rules = Rules::default();
    let everybody: Vec<Looks> = (0..100_000).map(|no| Looks::of(&somebody(no), &rules)).collect();
    let pairs = super::pairs(&everybody, &HashSet::new());
    assert_eq!(pairs.len(), 50_000, "only those who share an address");
}
