//! Breaks of the shop's own through the whole house: every place that scores follows them.

use collect::shop::Shop;
use records::Actor;
use testkit::on_both_engines;

use super::*;
use crate::AsOf;
use crate::rfm::moves::{self, MovesOptions};
use crate::rfm::{self, Breaks, GroupsReport, RfmOptions};
use crate::segments;
use crate::segments::tests::house;
use crate::segments::text::{Coins, read};

fn as_of(day: &str) -> Option<AsOf> {
    day.parse().ok()
}

async fn set(shop: &Shop, breaks: ShopBreaks) -> BreaksVersion {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let set = replace_breaks(&mut tx, breaks).await.expect("set");
    tx.commit().await.expect("kept");
    set
}

async fn who(shop: &Shop, text: &str) -> Vec<i64> {
    let rule = read(text, Coins::of(None)).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    let members = segments::members_of(shop, &rule, as_of("2025-06-01")).await.expect("members");
    members.crowd.numbers().collect()
}

async fn groups(shop: &Shop, breaks: Breaks, day: &str) -> GroupsReport {
    let options = RfmOptions { breaks, as_of: as_of(day), ..RfmOptions::default() };
    rfm::groups_of_shop(shop, options).await.expect("groups")
}

/// Anybody who bought within thirty days and at least twice is a champion; one order is a 1.
fn own() -> ShopBreaks {
    ShopBreaks {
        recency: "90,180,270,360".parse().ok(),
        orders: "2,3,4,5".parse().ok(),
        revenue: None,
    }
}

#[tokio::test]
async fn the_matrix_the_rule_of_a_day_and_the_report_of_that_day_are_cut_alike() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 9).await;
        let by_fifths = groups(&shop, Breaks::Shop, "2025-06-01").await;
        assert_eq!(by_fifths.scale, Scale::default());
        assert_eq!(set(&shop, own()).await.version, 1);
        assert_eq!(set(&shop, own()).await.version, 1, "the same breaks are no new version");
        let now = groups(&shop, Breaks::Shop, "2025-06-01").await;
        let then = groups(&shop, Breaks::Shop, "2025-03-01").await;
        assert_ne!(now.groups, by_fifths.groups);
        assert_eq!((now.scale.version, then.scale.version), (Some(1), Some(1)));
        assert_eq!(groups(&shop, Breaks::Quintiles, "2025-06-01").await.groups, by_fifths.groups);
        let options = MovesOptions {
            from: "2025-03-01".parse().ok(),
            until: "2025-06-01".parse().ok(),
            ..MovesOptions::default()
        };
        let moves = moves::of_shop(&shop, options).await.expect("moves");
        for (name, one) in now.groups.iter().zip(&then.groups).map(|(now, then)| (&now.group, then))
        {
            let row = moves.cells.iter().filter(|cell| cell.from.as_ref() == Some(name));
            assert_eq!(row.map(|cell| cell.customers).sum::<u64>(), one.customers, "{name}");
            let was = who(&shop, &format!("rfm on 2025-03-01 is \"{name}\"")).await;
            assert_eq!(was.len() as u64, one.customers, "{name}");
            let is = who(&shop, &format!("rfm is \"{name}\"")).await;
            let column = moves.cells.iter().filter(|cell| cell.until == *name);
            assert_eq!(column.map(|cell| cell.customers).sum::<u64>(), is.len() as u64);
        }
        let score = who(&shop, "frequency score = 1").await;
        assert_eq!(score, who(&shop, "orders = 1").await);
    })
    .await;
}

#[tokio::test]
async fn going_back_to_fifths_is_a_version_and_what_was_is_remembered() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 9).await;
        let before = groups(&shop, Breaks::Shop, "2025-06-01").await.groups;
        set(&shop, own()).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        assert_eq!(reset_breaks(&mut tx).await.expect("reset").version, 2);
        tx.commit().await.expect("kept");
        assert_eq!(groups(&shop, Breaks::Shop, "2025-06-01").await.groups, before);
        let mut tx = shop.read().await.expect("a transaction");
        let versions = versions(&mut tx).await.expect("versions");
        assert_eq!(versions.iter().map(|it| it.version).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(versions[0].breaks, own());
    })
    .await;
}

#[tokio::test]
async fn breaks_asked_for_by_name_go_before_those_of_the_shop_and_bear_no_version() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 9).await;
        set(&shop, own()).await;
        let options = RfmOptions { orders_breaks: "3,4,5,6".parse().ok(), ..RfmOptions::default() };
        let scale = rfm::groups_of_shop(&shop, options).await.expect("groups").scale;
        assert_eq!((scale.orders, scale.recency), ("3,4,5,6".parse().ok(), own().recency));
        assert_eq!(scale.version, None);
        let refused = serde_json::from_str::<ShopBreaks>(r#"{"orders":"4,3,2,1"}"#);
        assert!(refused.expect_err("falling").to_string().contains("four rising numbers"));
    })
    .await;
}
