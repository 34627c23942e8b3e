//! Segments through the whole house: rows and columns, text and SQL, names and circles.

use std::collections::BTreeSet;
use std::sync::Mutex;

use collect::orders::draft::OrderDraft;
use collect::shop::Shop;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use records::Actor;
use serde_json::{Value, json};
use testkit::{on_both_engines, on_one_engine};

use super::house;
use crate::AsOf;
use crate::abc::{self, AbcOptions, Whose};
use crate::cohorts::{self, CohortOptions};
use crate::rfm::moves::MovesOptions;
use crate::rfm::{self, RfmOptions};
use crate::rhythm::{self, RhythmOptions};
use crate::segments::crowd::{Asker, Crowd};
use crate::segments::rule::{Against, Comparison, Filters, Measure, Rule};
use crate::segments::text::{Coins, read, tests};
use crate::segments::{self, SegmentError, keeping, saved, sql};

fn as_of() -> Option<AsOf> {
    Some("2025-06-01".parse().expect("a day"))
}

fn rule(text: &str) -> Rule {
    read(text, Coins::of(None)).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// The members of a rule by their names at the till, `c1` to `c33`.
async fn who(shop: &Shop, text: &str) -> Vec<i64> {
    let members = segments::members_of(shop, &rule(text), as_of()).await;
    members.unwrap_or_else(|error| panic!("{text}: {error}")).crowd.numbers().collect()
}

async fn by_sql(shop: &Shop, question: &str) -> Crowd {
    let mut asker = Asker::open(shop, as_of()).await.expect("facts");
    sql::lend(shop, &mut asker, question).await.expect("tables are lent");
    let answer = asker.asked.session.sql(question).await;
    let answer = answer.unwrap_or_else(|error| panic!("{question}\n{error}"));
    Crowd::of(answer.rows.iter().filter_map(|row| row[0].as_i64()))
}

/// Puts values of the shop in place of made-up ones, so that something is found.
fn at_home(of: &mut Filters) {
    let Filters { product, sku, category, coupon, channel, country, city, .. } = of;
    let values = ["Tea", "S2", "Drinks", "SPRING", "web", "UA", "Kyiv"];
    for (texts, value) in
        [product, sku, category, coupon, channel, country, city].into_iter().zip(values)
    {
        if !texts.is_empty() {
            *texts = vec![value.to_owned()];
        }
    }
}

fn measures_of(rule: &mut Rule) -> Vec<&mut Measure> {
    match rule {
        Rule::All(rules) | Rule::Any(rules) => rules.iter_mut().flat_map(measures_of).collect(),
        Rule::Not(rule) => measures_of(rule),
        Rule::Compare(Comparison { measure, than: Against::Own(own), .. }) => {
            vec![measure, &mut own.measure]
        }
        Rule::Compare(it) => vec![&mut it.measure],
        Rule::Between(it) => vec![&mut it.measure],
        Rule::Rank(it) => vec![&mut it.measure],
        _ => vec![],
    }
}

#[tokio::test]
async fn sql_finds_exactly_the_customers_that_the_segment_finds() {
    on_one_engine(async |stage| {
        let shop = house::open(&stage, 7).await;
        let mut runner = TestRunner::deterministic();
        // On the heap: a choice of choices is drawn on the stack as a whole.
        let rules = tests::rules_of(prop_oneof![
            3 => tests::figures().boxed(),
            1 => tests::groups().boxed(),
            2 => tests::own_fields().boxed(),
        ]);
        let mut n_found = 0;
        for _ in 0..160 {
            let mut rule = rules.new_tree(&mut runner).expect("a rule").current();
            measures_of(&mut rule).into_iter().for_each(|measure| at_home(&mut measure.of));
            let question = segments::sql_of(&shop, &rule, as_of()).await.expect("sayable");
            let members = segments::members_of(&shop, &rule, as_of()).await.expect("members");
            assert_eq!(by_sql(&shop, &question).await, members.crowd, "{question}");
            n_found += u32::from(!members.crowd.is_empty() && members.crowd.len() < 33);
            let back = segments::rule_of_sql(&shop, &question).await.expect("our own question");
            assert_eq!(back, rule);
        }
        assert!(n_found > 30, "only {n_found} rules told some from others");
    })
    .await;
}

#[tokio::test]
async fn sql_that_was_changed_by_hand_is_not_taken_for_the_rule_it_opens_with() {
    on_one_engine(async |stage| {
        let shop = house::open(&stage, 1).await;
        let ours = segments::sql_of(&shop, &rule("orders >= 3"), as_of()).await.expect("sayable");
        let changed = ours.replace(">= 3, false", ">= 2, false");
        assert_ne!(ours, changed);
        let refused = segments::rule_of_sql(&shop, &changed).await.expect_err("changed");
        assert!(refused.to_string().contains("changed by hand"), "{refused}");
        let sly = rule("listed (\"*/*\", \"/*/\", \"c31\") or not orders >= 0");
        let question = segments::sql_of(&shop, &sly, as_of()).await.expect("sayable");
        assert_eq!(by_sql(&shop, &question).await, Crowd::of([31]));
        assert_eq!(segments::rule_of_sql(&shop, &question).await.expect("our own"), sly);
        let unsayable = segments::sql_of(&shop, &rule("email is known"), as_of()).await;
        let said = unsayable.expect_err("personal data").to_string();
        assert!(said.starts_with("email cannot be said in SQL"), "{said}");
    })
    .await;
}

/// Those of whom a straight loop over their valid orders before the day says so.
fn by_hand(drafts: &[OrderDraft], so: impl Fn(&[&OrderDraft]) -> bool) -> Vec<i64> {
    let until = "2025-05-31T21:00:00Z".parse::<domain::Instant>().expect("midnight in Kyiv");
    let of_customer = |no: &i64| {
        let name = Some(format!("c{no}"));
        let his = drafts.iter().filter(|draft| {
            draft.person.as_ref().is_some_and(|person| person.external_id == name)
                && draft.status.is_purchase()
                && draft.at < until
        });
        so(&his.collect::<Vec<_>>())
    };
    (1..=33).filter(of_customer).collect()
}

#[tokio::test]
async fn what_was_in_the_orders_counted_twice_finds_the_same_customers() {
    on_both_engines(async |stage| {
        let (shop, drafts) = (house::open(&stage, 3).await, house::drafts(3));
        let tea = by_hand(&drafts, |orders| {
            let lines = orders.iter().flat_map(|order| &order.lines);
            let tea = lines.filter(|line| line.product.as_deref() == Some("Tea"));
            tea.map(|line| line.quantity).sum::<f64>() >= 3.0
        });
        assert_eq!(who(&shop, "items of product \"Tea\" >= 3").await, tea);
        let drinks = by_hand(&drafts, |orders| {
            let has = |order: &&&OrderDraft| {
                order.lines.iter().any(|line| line.category.as_deref() == Some("Drinks"))
            };
            orders.iter().filter(has).count() == 1
        });
        assert_eq!(who(&shop, "orders of category \"Drinks\" = 1").await, drinks);
        let varied = by_hand(&drafts, |orders| {
            let lines = orders.iter().flat_map(|order| &order.lines);
            lines.map(|line| &line.product).collect::<BTreeSet<_>>().len() < 2
        });
        assert_eq!(who(&shop, "different products < 2").await, varied);
        let profit = by_hand(&drafts, |orders| {
            let lines = orders.iter().flat_map(|order| &order.lines);
            let known: Vec<i64> =
                lines.filter_map(|line| Some(line.amount? - line.cost?)).collect();
            (orders.is_empty() || !known.is_empty()) && known.iter().sum::<i64>() < 1_500
        });
        assert_eq!(who(&shop, "profit < 15").await, profit);
        let web = by_hand(&drafts, |orders| {
            let web = orders.iter().filter(|order| order.channel.as_deref() == Some("web"));
            web.filter_map(|order| order.amount).sum::<i64>() > 2_000
        });
        assert_eq!(who(&shop, "revenue through channel \"web\" > 20").await, web);
    })
    .await;
}

#[tokio::test]
async fn people_are_found_by_what_is_known_of_them_and_unknown_figures_never_hold() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        assert_eq!(who(&shop, "everyone").await.len(), 33);
        assert_eq!(who(&shop, "city is \"київ\"").await.len(), 16);
        assert_eq!(who(&shop, "not email is known").await.len(), 11);
        assert_eq!(who(&shop, "number is one of (\"C31\", \"c2\")").await, [2, 31]);
        assert_eq!(who(&shop, "listed (\"c33\", \"nobody\")").await, [33]);
        assert_eq!(who(&shop, "email starts with \"C1@\"").await, [1]);
        let granted = who(&shop, "consent marketing email is granted").await;
        assert!(granted.iter().all(|no| no % 2 == 0 && no % 5 > 0) && granted.len() == 13);
        assert_eq!(who(&shop, "consent marketing email is denied").await.len(), 6);
        assert_eq!(who(&shop, "consent marketing sms is missing").await.len(), 33);
        // Who never bought has no last order: the condition does not hold, and its `not` does.
        let quiet = who(&shop, "days since last order > 0").await;
        assert!(!quiet.contains(&32));
        assert!(who(&shop, "not days since last order > 0").await.contains(&32));
        assert!(who(&shop, "orders = 0 and revenue = 0").await.contains(&32));
        let parts = ["in bucket 0..30 of \"x\"", "in bucket 30..100 of \"x\""];
        let (few, rest) = (who(&shop, parts[0]).await, who(&shop, parts[1]).await);
        assert_eq!(few.len() + rest.len(), 33);
        assert!(few.iter().all(|no| !rest.contains(no)));
    })
    .await;
}

/// The values that customers of the drawn shop have, counted by hand from its own drawing.
#[tokio::test]
async fn people_are_found_by_the_fields_that_the_shop_thought_of() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 5).await;
        let by_hand = |so: &dyn Fn(i64) -> bool| (1..=33).filter(|no| so(*no)).collect::<Vec<_>>();
        let size = |no: i64| (no % 4 > 0).then_some(36.0 + (no % 12) as f64 / 2.0);
        let large = by_hand(&|no| size(no).is_some_and(|size| size > 40.0));
        assert_eq!(who(&shop, "field \"Size\" > 40").await, large);
        let other = by_hand(&|no| !size(no).is_some_and(|size| size > 40.0));
        assert_eq!(who(&shop, "not field \"size\" > 40").await, other);
        assert_eq!(who(&shop, "field \"vip\" is no").await, by_hand(&|no| no % 3 == 1));
        let minty = by_hand(&|no| no % 5 > 0 && (no % 2 == 0 || no % 7 == 0));
        assert_eq!(who(&shop, "field \"flavour\" is \"mint\"").await, minty);
        // Seen on the 1st of June 2025: customer 1 was born on that day, 2 on the next, and so on.
        let soon = by_hand(&|no| no <= 8);
        assert_eq!(who(&shop, "birthday is within next 7 days").await, soon);
        assert_eq!(who(&shop, "birthday is today").await, [1]);
        // Only odd ones told the year.
        let born = by_hand(&|no| no % 2 == 1 && no <= 30);
        assert_eq!(who(&shop, "birthday < 2000-01-01").await, born);
        assert_eq!(who(&shop, "birthday is known").await, by_hand(&|no| no <= 32));
        for (text, said) in [
            (
                "field \"hat\" is known",
                "there is no field `hat`; make it in the settings first, or \
                                       look there for its key",
            ),
            ("field \"vip\" > 3", "`vip` holds yes or no: it cannot be compared with a number"),
        ] {
            let refused = save(&shop, "x", text).await.expect_err(text);
            assert_eq!(refused.to_string(), said);
            let refused = segments::members_of(&shop, &rule(text), as_of()).await.err();
            assert_eq!(refused.expect(text).to_string(), said);
            let refused = segments::sql_of(&shop, &rule(text), as_of()).await.err();
            assert_eq!(refused.expect(text).to_string(), said);
        }
    })
    .await;
}

async fn save(shop: &Shop, name: &str, text: &str) -> Result<(), SegmentError> {
    let mut tx = shop.write(Actor::System).await?;
    saved::save(&mut tx, name, rule(text)).await?;
    Ok(tx.commit().await?)
}

#[tokio::test]
async fn a_cell_of_the_cohort_table_is_a_segment_of_as_many() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 7).await;
        let options = CohortOptions { as_of: as_of(), ..CohortOptions::default() };
        let table = cohorts::of_shop(&shop, options).await.expect("a table");
        let mut n_found = 0;
        for row in &table.cohorts {
            for cell in &row.cells {
                let text = format!("in cohort \"{}\" period {}", row.cohort, cell.k);
                let found = who(&shop, &text).await.len() as u64;
                assert_eq!(found, cell.customers, "{text}");
                n_found += found;
            }
        }
        assert!(n_found > 30, "{n_found}");
        let unknown = rule("in cohort \"1999-01\" period 0");
        let unknown = segments::members_of(&shop, &unknown, as_of()).await;
        let said = unknown.err().expect("no such cohort").to_string();
        assert_eq!(said, "there is no cohort `1999-01` in this table");
    })
    .await;
}

#[tokio::test]
async fn every_move_between_rfm_groups_is_a_segment_of_as_many() {
    on_one_engine(async |stage| {
        let shop = house::open(&stage, 20).await;
        let options = MovesOptions {
            from: Some("2024-09-01".parse().expect("a day")),
            until: Some("2025-06-01".parse().expect("a day")),
            ..MovesOptions::default()
        };
        let moves = rfm::moves::of_shop(&shop, options).await.expect("moves");
        let mut n_moves = 0;
        for cell in moves.cells.iter().filter(|cell| cell.customers > 0) {
            let was = match &cell.from {
                Some(group) => format!("rfm on 2024-09-01 is \"{group}\""),
                None => "orders until 2024-09-01 = 0".to_owned(),
            };
            let meant = who(&shop, &format!("{was} and rfm is \"{}\"", cell.until)).await;
            assert_eq!(meant.len() as u64, cell.customers, "{cell:?}");
            n_moves += 1;
        }
        assert!(n_moves > 3, "{n_moves}");
    })
    .await;
}

#[tokio::test]
async fn segments_stand_on_each_other_and_never_on_themselves() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 9).await;
        save(&shop, "Regulars", "orders >= 3").await.expect("saved");
        save(&shop, "Good", "in segment \"Regulars\" and revenue > 10").await.expect("saved");
        assert_eq!(
            who(&shop, "in segment \"Good\"").await,
            who(&shop, "orders >= 3 and revenue > 10").await,
        );
        let circle = save(&shop, "Regulars", "orders >= 3 or in segment \"Good\"").await;
        let said = circle.expect_err("a circle").to_string();
        assert_eq!(said, "a segment cannot stand on itself: Regulars → Good → Regulars");
        let unknown = save(&shop, "Odd", "in segment \"Nobody\"").await;
        assert_eq!(unknown.expect_err("unknown").to_string(), "there is no segment `Nobody`");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let needed = saved::remove(&mut tx, "Regulars").await.expect_err("needed");
        assert_eq!(needed.to_string(), "`Regulars` is needed by Good");
        drop(tx);
        let members = keeping::keep_one(&shop, "Good").await.expect("members");
        let mut tx = shop.read().await.expect("a transaction");
        let told = segments::known(&mut tx, "Good").await.expect("saved").last_counted;
        let told = told.expect("it was counted");
        assert_eq!(told.n_members, Some(members.crowd.len().cast_signed()));
        assert_eq!(told.share(), Some(members.crowd.len() as f64 / 33.0));
        assert_eq!(told.failure, None);
    })
    .await;
}

#[tokio::test]
async fn a_preview_tells_how_many_can_be_reached_and_where_they_are_already() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 9).await;
        save(&shop, "Even", "number contains \"2\"").await.expect("saved");
        let rule = rule("everyone and orders >= 0");
        let preview = segments::preview(&shop, rule, as_of()).await.expect("a preview");
        assert_eq!((preview.count, preview.of, preview.sample.len()), (33, 33, 5));
        assert_eq!(preview.share, Some(1.0));
        assert_eq!(preview.text, "everyone and orders >= 0");
        let email = preview.reach[0];
        assert_eq!(email.without_consent, 20);
        assert_eq!(email.reachable + email.without_address, 13);
        // 2, 12, 20 to 29 and 32.
        assert_eq!((preview.overlap[0].name.as_str(), preview.overlap[0].count), ("Even", 13));
    })
    .await;
}

/// What several reports say of a shop, or of one of its segments.
async fn told_of(shop: &Shop, segment: Option<&str>) -> Value {
    let (as_of, segment) = (as_of(), segment.map(str::to_owned));
    let options = CohortOptions { as_of, segment: segment.clone(), ..CohortOptions::default() };
    let mut cohorts = cohorts::of_shop(shop, options).await.expect("cohorts").cohorts;
    cohorts.retain(|row| row.size > 0);
    let options = RhythmOptions { as_of, segment: segment.clone() };
    let rhythm = rhythm::of_shop(shop, options).await.expect("rhythm");
    let options = RfmOptions { as_of, segment: segment.clone(), ..RfmOptions::default() };
    let mut rfm = rfm::of_shop(shop, options).await.expect("scores").rows;
    rfm.sort_by(|a, b| a.customer_id.cmp(&b.customer_id));
    let options = AbcOptions { as_of, segment, of: Whose::Products, ..AbcOptions::default() };
    let abc = abc::of_shop(shop, options).await.expect("classes");
    json!([cohorts, rhythm.curve, rhythm.ladder, rfm, abc.rows])
}

#[tokio::test]
async fn a_report_of_a_segment_is_the_report_of_a_shop_that_sold_to_nobody_else() {
    let (told, members) = (Mutex::new(Value::Null), Mutex::new(Vec::new()));
    on_one_engine(async |stage| {
        let shop = house::open(&stage, 7).await;
        save(&shop, "Even", "orders >= 2 or city is \"Lviv\"").await.expect("saved");
        *members.lock().expect("alone") = who(&shop, "in segment \"Even\"").await;
        *told.lock().expect("alone") = told_of(&shop, Some("Even")).await;
    })
    .await;
    let members = members.into_inner().expect("alone");
    assert!((10..30).contains(&members.len()), "{members:?}");
    on_one_engine(async |stage| {
        let by_member = |draft: &OrderDraft| {
            let name = draft.person.as_ref().and_then(|person| person.external_id.clone());
            members.iter().any(|no| Some(format!("c{no}")) == name)
        };
        let drafts = house::drafts(7).into_iter().filter(by_member).collect();
        let alone = house::open_with(&stage, drafts).await;
        assert_eq!(told_of(&alone, None).await, *told.lock().expect("alone"));
    })
    .await;
}
