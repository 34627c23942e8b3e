//! Who comes into a segment and leaves it, as orders arrive and days go by.

use collect::customers;
use collect::orders;
use collect::orders::draft::PersonDraft;
use collect::shop::{Shop, news};
use collect::timeline;
use domain::{Clock, Instant, OrderStatus};
use records::Actor;
use testkit::{Stage, on_both_engines};

use super::house;
use crate::segments::keeping::{self, Keeper, Move, Stay};
use crate::segments::rule::Rule;
use crate::segments::text::{Coins, read};
use crate::segments::{SegmentError, known, members_of_saved, saved};

fn rule(text: &str) -> Rule {
    read(text, Coins::of(None)).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

async fn save(shop: &Shop, name: &str, text: &str) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    saved::save(&mut tx, name, rule(text)).await.expect("saved");
    tx.commit().await.expect("kept");
}

/// `c31`, who has never bought, buys now.
async fn c31_buys(shop: &Shop, stage: &Stage) {
    let now = stage.clock().now();
    let person = PersonDraft { external_id: Some("c31".to_owned()), ..PersonDraft::default() };
    let draft = orders::draft::OrderDraft {
        person: Some(person),
        amount: Some(2_000),
        status: OrderStatus::Paid,
        ..testkit::order("till", "31-0", now)
    };
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    orders::record_many(&mut tx, None, &[draft.sealed()]).await.expect("an order");
    tx.commit().await.expect("kept");
}

/// What stands on the timeline of `c31`.
async fn timeline_of_c31(shop: &Shop) -> Vec<String> {
    let mut tx = shop.read().await.expect("a transaction");
    let found = customers::of_numbers(&mut tx, &[31]).await.expect("customers");
    let noted = timeline::of_customer(&mut tx, found[0].id, None, 50).await.expect("a timeline");
    noted.into_iter().map(|noted| noted.kind).collect()
}

const NEW: &str = "number is \"c31\" and days since first order <= 20";

fn pass(stage: &Stage, micros: i64) {
    stage.clock().set(Instant(stage.clock().now().0 + micros));
}

#[tokio::test]
async fn who_comes_and_goes_is_seen_once_and_stays_known() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        save(&shop, "New", NEW).await;
        let mut keeper = Keeper::default();
        assert!(keeper.keep_up(&shop).await.expect("kept"));
        assert!(!keeper.keep_up(&shop).await.expect("kept"), "nothing has happened");

        pass(&stage, Instant::DAY);
        assert!(keeper.keep_up(&shop).await.expect("kept"), "a day has begun");
        pass(&stage, 1_000_000);
        c31_buys(&shop, &stage).await;
        assert!(keeper.keep_up(&shop).await.expect("kept"), "somebody has bought");
        pass(&stage, 1_000_000);
        assert!(keeper.keep_up(&shop).await.expect("kept"), "his order was not in the past yet");
        assert!(!keeper.keep_up(&shop).await.expect("kept"), "nothing has happened since");
        let came_at = stage.clock().now();
        let mut tx = shop.read().await.expect("a transaction");
        let stay = Stay { segment: "New".to_owned(), since: Some(came_at) };
        assert_eq!(keeping::stays_of(&mut tx, 31).await.expect("stays"), [stay]);
        let week = keeping::moves_of_week(&mut tx).await.expect("moves");
        assert_eq!(week["New"], Move { entered: 1, left: 0 });
        drop(tx);
        assert_eq!(timeline_of_c31(&shop).await[0], "segment_entered");

        pass(&stage, 21 * Instant::DAY);
        assert!(keeper.keep_up(&shop).await.expect("kept"));
        assert_eq!(timeline_of_c31(&shop).await[0], "segment_left");
        let in_it = async |at| {
            let crowd = keeping::members_on(&shop, "New", at).await.expect("kept by then");
            crowd.holds(31)
        };
        assert!(!in_it(came_at).await, "as that moment began he was not in it yet");
        assert!(in_it(Instant(came_at.0 + 1)).await);
        assert!(!in_it(Instant(stage.clock().now().0 + 1)).await);
        let course = keeping::course(&shop, "New").await.expect("a course");
        let sizes: Vec<i64> = course.days.iter().map(|day| day.n_members).collect();
        assert_eq!((sizes.len(), sizes[0], sizes[1], sizes[21], sizes[22]), (23, 0, 1, 1, 0));
        let before = keeping::members_on(&shop, "New", Instant(Stage::OPENING.0 - 1)).await;
        assert!(matches!(before, Err(SegmentError::NotKept(_))));
    })
    .await;
}

#[tokio::test]
async fn another_rule_moves_people_without_a_word_on_their_timelines() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        save(&shop, "Some", "number is \"c30\"").await;
        keeping::keep_all(&shop).await.expect("kept");
        pass(&stage, 1_000_000);
        save(&shop, "Some", "number is \"c31\"").await;
        keeping::keep_all(&shop).await.expect("kept");
        assert!(!timeline_of_c31(&shop).await.contains(&"segment_entered".to_owned()));
        let mut tx = shop.read().await.expect("a transaction");
        let stays = keeping::stays_of(&mut tx, 31).await.expect("stays");
        assert_eq!(stays[0].since, Some(stage.clock().now()));
        let spells = keeping::spells(&mut tx).await.expect("spells");
        let told: Vec<_> = spells.iter().map(|it| (it.customer_no, it.until.is_some())).collect();
        assert_eq!(told, [(31, false), (30, true)]);
    })
    .await;
}

#[tokio::test]
async fn a_renamed_segment_keeps_its_people_and_those_who_stand_on_it() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        save(&shop, "Some", "number is one of (\"c30\", \"c31\")").await;
        save(&shop, "Fewer", "in segment \"Some\" and not number is \"c30\"").await;
        keeping::keep_all(&shop).await.expect("kept");
        let told = news::last(&mut shop.read().await.expect("a transaction")).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let taken = saved::rename(&mut tx, "Some", "Fewer").await.expect_err("taken");
        assert_eq!(taken.to_string(), "there is a segment `Fewer` already");
        assert!(saved::rename(&mut tx, "Some", "new").await.is_err(), "an address of its own");
        saved::rename(&mut tx, "Some", "A few").await.expect("renamed");
        tx.commit().await.expect("kept");
        let mut tx = shop.read().await.expect("a transaction");
        assert!(news::last(&mut tx).await.expect("news") > told.expect("news"));
        assert_eq!(
            known(&mut tx, "Fewer").await.expect("there").rule,
            rule("in segment \"A few\" and not number is \"c30\""),
        );
        drop(tx);
        let fewer = members_of_saved(&shop, "Fewer", None).await.expect("members");
        assert_eq!(fewer.crowd.numbers().collect::<Vec<_>>(), [31]);
        let now = Instant(stage.clock().now().0 + 1);
        let kept = keeping::members_on(&shop, "A few", now).await.expect("still kept");
        assert_eq!(kept.numbers().collect::<Vec<_>>(), [30, 31]);
    })
    .await;
}
