//! The story: the Corner Bakery brings its order history, twice, in pieces, with answers.

use std::path::Path;
use std::sync::Arc;

use domain::Instant;
use records::Actor;
use testkit::{Stage, on_both_engines, real_data};

use super::{file_of, gathered, told};
use crate::consent::{self, Channel, Purpose};
use crate::imports::{self, ImportError, NewImport, Progress, State, Summary, rows};
use crate::shop::{Address, Shop};
use crate::{customers, orders};

pub(in crate::imports) const HISTORY: &str = "\
    order_id,customer,email,date,product,quantity,price,newsletter\n\
    1,anna,anna@example.test,2025-01-03 09:00,rye bread,2,3.20,yes\n\
    1,anna,anna@example.test,2025-01-03 09:00,rolls,6,0.45,yes\n\
    2,boris,boris@example.test,2025-01-04 10:30,rye bread,1,3.20,no\n\
    3,,,2025-01-04 11:00,rolls,10,0.45,\n\
    4,vera,vera@example.test,2025-02-01 08:15,poppy cake,1,12.00,\n\
    5,anna,anna@example.test,2025-02-07 09:05,rye bread,1,3.20,yes\n";

pub(in crate::imports) async fn shop_of(stage: &Stage) -> Shop {
    let address = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
    let clock = Arc::new(stage.clock().clone());
    Shop::open_with_clock(&address, clock).await.expect("a new shop can be opened")
}

pub(in crate::imports) fn new_import(path: &Path, options: &str) -> NewImport {
    NewImport {
        file_name: "orders.csv".to_owned(),
        path: path.to_owned(),
        options: told(options),
        is_dry_run: false,
    }
}

async fn taken_in(shop: &Shop, content: &str, options: &str) -> Result<Summary, ImportError> {
    let (_folder, path) = file_of(content);
    imports::run(shop, &new_import(&path, options), &Arc::default()).await
}

/// Orders, customers, and who may be written to.
async fn told_of(shop: &Shop) -> (i64, i64, i64) {
    let mut tx = shop.read().await.expect("a transaction");
    let span = orders::span(&mut tx).await.expect("a span");
    let n_customers = customers::n_customers(&mut tx).await.expect("a count");
    let n_granted = consent::n_granted(&mut tx, Purpose::Marketing, Channel::Email).await;
    (span.n_orders, n_customers, n_granted.expect("a count"))
}

#[tokio::test]
async fn a_history_taken_in_twice_changes_nothing_the_second_time() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let options = r#"{"currency": "EUR", "zone": "Europe/Kyiv"}"#;
        let first = taken_in(&shop, HISTORY, options).await.expect("taken in");
        assert_eq!((first.rows, first.orders, first.lines), (6, 5, 6));
        assert_eq!((first.orders_new, first.orders_changed), (5, 0));
        assert_eq!((first.customers, first.lines_without_customer), (3, 1));
        assert_eq!(told_of(&shop).await, (5, 3, 1));

        let again = taken_in(&shop, HISTORY, options).await.expect("taken in");
        assert_eq!((again.orders_new, again.orders_changed, again.orders_unchanged), (0, 0, 5));
        assert_eq!(told_of(&shop).await, (5, 3, 1));

        let dearer = HISTORY.replace("poppy cake,1,12.00", "poppy cake,1,13.00");
        let edited = taken_in(&shop, &dearer, options).await.expect("taken in");
        assert_eq!((edited.orders_changed, edited.orders_unchanged), (1, 4));

        let mut tx = shop.read().await.expect("a transaction");
        let settings = crate::shop::settings(&mut tx).await.expect("settings");
        assert_eq!(settings.zone.as_deref(), Some("Europe/Kyiv"));
        assert_eq!(settings.currency.map(|currency| currency.to_string()).as_deref(), Some("EUR"));
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_counts_the_same_and_writes_nothing() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let (_folder, path) = file_of(HISTORY);
        let new = NewImport { is_dry_run: true, ..new_import(&path, "{}") };
        let summary = imports::rehearse(&shop, &new, &Arc::default()).await.expect("counted");
        assert_eq!((summary.orders, summary.customers, summary.import), (5, 3, None));
        assert_eq!(told_of(&shop).await, (0, 0, 0));
        let mut tx = shop.read().await.expect("a transaction");
        assert!(imports::list(&mut tx, None, 10).await.expect("a list").is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_may_be_written_to_is_what_people_and_the_owner_say() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let undeclared = taken_in(&shop, HISTORY, r#"{"currency": "EUR"}"#).await.expect("in");
        // Anna said yes, Boris no, Vera nothing.
        assert_eq!(undeclared.no_consent, 2);
        assert_eq!(told_of(&shop).await.2, 1);
        let options = r#"{"currency": "EUR", "ground": "existing-customer",
                          "ground_proof": "bought before, told at the till"}"#;
        let declared = taken_in(&shop, HISTORY, options).await.expect("taken in");
        assert_eq!(declared.no_consent, 1, "a declared ground does not undo a no");
        assert_eq!(told_of(&shop).await.2, 2);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_comes_later_is_kept_with_its_customer() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let numbers = "order_id,customer_id,date,amount\n1,k7,2025-01-03,10\n2,k7,2025-01-04,9\n";
        taken_in(&shop, numbers, "{}").await.expect("taken in");
        let addresses = "order_id,customer_id,email,customer_name,date,amount\n\
                         3,k7,k7@example.test,Оксана,2025-02-03,10\n\
                         4,k7,new@example.test,Ксеня,2025-02-04,10\n";
        taken_in(&shop, addresses, "{}").await.expect("taken in");
        let mut tx = shop.read().await.expect("a transaction");
        let found = customers::search(&mut tx, "оксана").await.expect("found");
        let known = customers::of_numbers(&mut tx, &found).await.expect("found");
        assert_eq!(known.len(), 1);
        assert_eq!(known[0].email.as_deref(), Some("k7@example.test"), "the first one stands");
        assert_eq!(known[0].name.as_deref(), Some("Оксана"));
    })
    .await;
}

#[tokio::test]
async fn an_import_that_was_cut_off_is_finished_by_importing_again() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let (_folder, path) = file_of(HISTORY);
        let new = new_import(&path, r#"{"currency": "EUR"}"#);
        // The process died after the first orders had been written.
        let first_rows: String = HISTORY.lines().take(3).map(|line| format!("{line}\n")).collect();
        taken_in(&shop, &first_rows, r#"{"currency": "EUR"}"#).await.expect("taken in");
        let (hash, bytes) = imports::taking_in::digest_of(&path).await.expect("a digest");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let cut_off = rows::begin(&mut tx, &new).await.expect("begun");
        rows::note_file(&mut tx, cut_off, &hash, bytes).await.expect("noted");
        tx.commit().await.expect("kept");

        stage.clock().set(Instant(Stage::OPENING.0 + 61_000_000));
        let mut tx = shop.read().await.expect("a transaction");
        let seen = imports::find(&mut tx, cut_off).await.expect("found").expect("it is there");
        assert_eq!(seen.state, State::Interrupted);
        drop(tx);

        let summary = imports::run(&shop, &new, &Arc::default()).await.expect("finished");
        assert_eq!(summary.import, Some(cut_off));
        assert_eq!((summary.orders_new, summary.orders_unchanged), (4, 1));
        assert_eq!(told_of(&shop).await, (5, 3, 1));
    })
    .await;
}

#[tokio::test]
async fn a_faulty_file_leaves_the_shop_as_it_was() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let faulty =
            format!("{HISTORY}6,anna,,13/01/2025,rolls,1,0.45,\n7,anna,,01/14/2025,,1,1,\n");
        let refused = taken_in(&shop, &faulty, "{}").await.expect_err("refused").to_string();
        assert!(refused.starts_with("orders.csv, line 9: in some dates"), "{refused}");
        assert_eq!(told_of(&shop).await, (0, 0, 0));
        let mut tx = shop.read().await.expect("a transaction");
        let imports = imports::list(&mut tx, None, 10).await.expect("a list");
        assert_eq!(imports[0].state, State::Failed);
        assert_eq!(imports[0].problem.as_ref().map(|fault| fault.line), Some(Some(9)));
    })
    .await;
}

#[tokio::test]
async fn rows_that_were_left_out_are_kept_with_their_reasons() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let content = format!("{HISTORY}6,anna,,2025-03-01,rolls,many,0.45,\n");
        let summary = taken_in(&shop, &content, "{}").await.expect("taken in");
        let id = summary.import.expect("an id");
        let mut tx = shop.read().await.expect("a transaction");
        let rejected = imports::rejections(&mut tx, id, 10).await.expect("rows");
        assert_eq!((rejected[0].line, rejected[0].reason.as_str()), (8, "not_a_number"));
        let to_blame = (rejected[0].field.as_deref(), rejected[0].cell.as_deref());
        assert_eq!(to_blame, (Some("quantity"), Some("many")));
        let import = imports::find(&mut tx, id).await.expect("found").expect("it is there");
        let kept = import.summary.expect("a summary");
        assert_eq!((kept.rejected_count, kept.rejected.len(), kept.orders), (1, 0, 5));
    })
    .await;
}

#[tokio::test]
async fn a_year_of_a_gift_shop_is_taken_in() {
    let Some(path) = real_data("uci-online-retail/online_retail.csv.gz") else { return };
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let new = new_import(&path, r#"{"currency": "GBP", "zone": "Europe/London"}"#);
        let progress = Arc::new(Progress::default());
        let first = imports::run(&shop, &new, &progress).await.expect("taken in");
        assert_eq!((first.orders_new, first.valid_orders), (25_900, 18_532));
        assert_eq!(told_of(&shop).await, (25_900, 4_372, 0));
        assert!(progress.share() > 0.99);
        let again = imports::run(&shop, &new, &Arc::default()).await.expect("taken in");
        assert_eq!((again.orders_new, again.orders_unchanged), (0, 25_900));
    })
    .await;
}

#[test]
fn the_cost_of_one_is_multiplied_by_the_pieces_unless_the_whole_is_told() {
    let content = "order_id,customer_id,date,sku,quantity,amount,cost,unit_cost
1,anna,2026-01-05,rye,3,30.00,,4.00
1,anna,2026-01-05,bun,2,10.00,5.00,4.00
2,boris,2026-01-06,rye,1,10.00,,
";
    let (_folder, path) = file_of(content);
    let (_, orders) = gathered(&path, r#"{"currency": "EUR"}"#).expect("a table of orders");
    let costs: Vec<_> = orders.iter().flat_map(|it| &it.lines).map(|line| line.cost).collect();
    assert_eq!(costs, [Some(1_200), Some(500), None]);
}
