//! One person known as two: everything that bears him follows, and goes back where it came from.

mod acted;
mod dump;
mod named;
mod picture;

use collect::consent::State;
use collect::customers::merging::{self, MergeError};
use domain::{CustomerId, MergerId};
use records::Actor;
use testkit::{Stage, on_both_engines};

use dump::dump;
use named::{kept_and_known, tables_about_customers};
use picture::{Drawn, person};

/// Tables that name customers and do not follow them, with the reason.
const STAY: &[(&str, &str)] = &[
    ("customer", "the one who goes is taken out whole"),
    ("merger", "says who was merged into whom"),
    ("likeness", "pairs are found anew, and shown while both are customers"),
    ("consent", "the stricter answer is written down for the one who stays"),
    ("dirty_customer", "both are marked by the merging"),
    ("fact_file", "a file speaks for those who were settled; both are marked and settled anew"),
    ("backup", "says how many customers are in a copy, and names none"),
    ("product", "its `found_by` finds goods by their words"),
    ("audit_entry", "its `who` is somebody of the staff"),
    ("segment_change", "the one who goes leaves his segments; the next keeping judges the other"),
];

#[tokio::test]
async fn every_table_that_names_a_customer_follows_or_says_why_not() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let followers = server::followers();
        let follows: Vec<&str> =
            followers.iter().flat_map(|one| one.rows).map(|of| of.table).collect();
        let named = tables_about_customers(&shop, stage.server().is_some()).await;
        assert!(named.len() > 10, "{named:?}");
        for table in &named {
            let stays = STAY.iter().any(|(one, _)| one == table);
            let follows = follows.contains(&table.as_str());
            assert!(stays != follows, "`{table}` names customers: list it in a FOLLOWER or here");
        }
        for table in &follows {
            assert!(named.iter().any(|one| one == table), "`{table}` is not there");
        }
    })
    .await;
}

#[tokio::test]
async fn of_who_goes_every_column_is_kept() {
    on_both_engines(async |stage: Stage| {
        let drawn = Drawn::on(&stage).await;
        drawn.merge("anna", "hanna").await;
        let (kept, known) = kept_and_known(&drawn.shop, stage.server().is_some()).await;
        assert_eq!(kept, known, "a new column of `customer` has to be kept and put back too");
    })
    .await;
}

#[tokio::test]
async fn two_become_one_and_two_again_and_every_row_of_the_shop_is_as_before() {
    on_both_engines(async |stage: Stage| {
        let drawn = Drawn::on(&stage).await;
        let before = dump(&drawn.shop, stage.server().is_some()).await;
        let merger = drawn.merge("anna", "hanna").await;
        assert_eq!(drawn.orders_of("anna").await, ["a1", "a2", "h1", "h2"]);
        assert_eq!(drawn.customers().await, ["anna", "boris", "vera", "gleb"]);
        assert_eq!(drawn.said("anna").await, Some(State::Denied), "a refusal wins");
        drawn.undo(merger).await.expect("parted");
        let after = dump(&drawn.shop, stage.server().is_some()).await;
        for (table, rows) in &before {
            assert_eq!(Some(rows), after.get(table), "{table}");
        }
        assert_eq!(before.len(), after.len());
    })
    .await;
}

#[tokio::test]
async fn who_was_dealt_to_both_sides_counts_for_neither() {
    on_both_engines(async |stage: Stage| {
        let drawn = Drawn::on(&stage).await;
        // Anna is treated by 1 and 2, Hanna held out of 1 and treated by 2 and 3.
        assert_eq!(
            drawn.counted_arms().await,
            ["1 held_out", "1 treated", "2 treated", "2 treated", "3 treated"]
        );
        let merger = drawn.merge("anna", "hanna").await;
        assert_eq!(drawn.counted_arms().await, ["2 treated", "3 treated"]);
        let waiting = drawn.waiting_decisions().await;
        assert_eq!(waiting, ["5 anna"], "of two who wait for one campaign, one is written to");
        drawn.undo(merger).await.expect("parted");
        assert_eq!(drawn.counted_arms().await.len(), 5);
        assert_eq!(drawn.waiting_decisions().await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_comes_meanwhile_is_his_whose_name_brought_it() {
    on_both_engines(async |stage: Stage| {
        let drawn = Drawn::on(&stage).await;
        let merger = drawn.merge("anna", "hanna").await;
        drawn.order("a3", &person("anna")).await;
        drawn.order("h3", &person("hanna")).await;
        drawn.hears("hanna", "page").await;
        assert_eq!(drawn.orders_of("anna").await, ["a1", "a2", "a3", "h1", "h2", "h3"]);
        drawn.undo(merger).await.expect("parted");
        assert_eq!(drawn.orders_of("anna").await, ["a1", "a2", "a3"]);
        assert_eq!(drawn.orders_of("hanna").await, ["h1", "h2", "h3"]);
        let kinds = drawn.timeline("hanna").await;
        let n_placed = kinds.iter().filter(|kind| *kind == "order_placed").count();
        assert_eq!(n_placed, 4, "three out of files and one of the site");
        assert!(kinds.contains(&"page_viewed".to_owned()), "{kinds:?}");
        // A report asks the columns: they know it as the rows do.
        collect::settling::settle(&drawn.shop).await.expect("settled");
        assert_eq!(drawn.buyers_in_facts().await, drawn.buyers_in_rows().await);
    })
    .await;
}

#[tokio::test]
async fn the_newest_merging_is_undone_first_and_a_no_comes_with_its_reason() {
    on_both_engines(async |stage: Stage| {
        let drawn = Drawn::on(&stage).await;
        let first = drawn.merge("anna", "hanna").await;
        let second = drawn.merge("boris", "anna").await;
        let newer = drawn.undo(first).await.expect_err("the second stands on it");
        assert!(matches!(newer, MergeError::Newer { newer } if newer == second), "{newer}");
        let followers = server::followers();
        let mut tx = drawn.shop.write(Actor::System).await.expect("a transaction");
        let two = (drawn.id("boris"), drawn.id("hanna"));
        let gone = merging::merge(&mut tx, &followers, two, "x").await.expect_err("she is gone");
        assert!(matches!(gone, MergeError::Nobody(_)), "{gone}");
        let same = (drawn.id("boris"), drawn.id("boris"));
        let same = merging::merge(&mut tx, &followers, same, "x").await.expect_err("one");
        assert!(matches!(same, MergeError::Same(_)), "{same}");
        let two = (drawn.id("boris"), drawn.id("vera"));
        let silent = merging::merge(&mut tx, &followers, two, "  ").await.expect_err("why?");
        assert!(matches!(silent, MergeError::NoReason), "{silent}");
        drop(tx);
        drawn.undo(second).await.expect("parted");
        drawn.undo(first).await.expect("parted");
        let again = drawn.undo(first).await.expect_err("undone before");
        assert!(matches!(again, MergeError::Undone(_)), "{again}");
        let found = drawn.found(drawn.id("hanna")).await;
        assert_eq!(found, Some(drawn.id("hanna")));
    })
    .await;
}

/// Chance for drawn chains; the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }
}

/// Who stands for whom, told by hand: the chain of standing mergings from the oldest to the newest.
#[derive(Default)]
struct Model(Vec<(MergerId, CustomerId, CustomerId)>);

impl Model {
    fn owner(&self, of: CustomerId) -> CustomerId {
        let into = self.0.iter().find(|(_, _, gone)| *gone == of);
        into.map_or(of, |(_, kept, _)| self.owner(*kept))
    }

    /// Whether nothing newer stands on it: the one it made has had no part in anything since.
    fn is_free(&self, at: usize) -> bool {
        let kept = self.0[at].1;
        !self.0[at + 1..].iter().any(|(_, keep, gone)| *keep == kept || *gone == kept)
    }
}

#[tokio::test]
async fn drawn_chains_of_mergings_and_undoings_end_where_they_began() {
    on_both_engines(async |stage: Stage| {
        let on_server = stage.server().is_some();
        let drawn = Drawn::on(&stage).await;
        let everybody: Vec<CustomerId> =
            ["anna", "hanna", "boris", "vera", "gleb"].map(|name| drawn.id(name)).to_vec();
        let rounds = if on_server { 3 } else { 12 };
        for round in 0..rounds {
            let mut chance = Chance(round);
            let mut model = Model::default();
            let before = dump(&drawn.shop, on_server).await;
            for _ in 0..12 {
                let standing: Vec<CustomerId> =
                    everybody.iter().copied().filter(|one| model.owner(*one) == *one).collect();
                if model.0.is_empty() || (standing.len() > 1 && chance.below(5) < 3) {
                    let keep = standing[chance.below(standing.len())];
                    let gone = standing[chance.below(standing.len())];
                    if keep == gone {
                        continue;
                    }
                    let id = drawn.merge_ids(keep, gone).await;
                    model.0.push((id, keep, gone));
                } else {
                    let at = chance.below(model.0.len());
                    let undone = drawn.undo(model.0[at].0).await;
                    assert_eq!(undone.is_ok(), model.is_free(at), "round {round}");
                    if undone.is_ok() {
                        model.0.remove(at);
                    }
                }
                for (order, arrived_under) in drawn.arrivals() {
                    let owner = drawn.owner_of_order(order).await;
                    assert_eq!(owner, model.owner(arrived_under), "round {round}, {order}");
                }
                for one in &everybody {
                    assert_eq!(drawn.found(*one).await, Some(model.owner(*one)));
                }
            }
            while let Some((id, ..)) = model.0.pop() {
                drawn.undo(id).await.expect("the newest can be undone");
            }
            let after = dump(&drawn.shop, on_server).await;
            for (table, rows) in &before {
                assert_eq!(Some(rows), after.get(table), "round {round}, {table}");
            }
        }
    })
    .await;
}
