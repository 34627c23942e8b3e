//! The story: the Corner Bakery knows people who have not bought yet, and brings their list.

use std::sync::Arc;

use domain::{CustomerId, ImportId, Instant};
use records::Actor;
use serde_json::{Value as Json, json};
use testkit::{Stage, on_both_engines};

use crate::consent::{self, Channel, Purpose, State};
use crate::customers::{self, Customer, Identity};
use crate::fields::{self, Definition, Kind, Names};
use crate::imports::reverting::{self, Reversal};
use crate::imports::tests::file_of;
use crate::imports::tests::story::{HISTORY, new_import, shop_of};
use crate::imports::{self, ImportError, NewImport, Subject, Summary};
use crate::orders;
use crate::shop::Shop;

/// Boris is known by his orders, without a name; Gleb and Daria come with this list; the fifth row
/// names nobody and the sixth has an address that is none.
const PEOPLE: &str = "\
    id,E-mail,Телефон,name,city,newsletter,consent date,size\n\
    boris,boris@example.test,,Boris,Lviv,yes,,41\n\
    gleb,gleb@example.test,,Gleb,Odesa,yes,2025-01-05,42\n\
    ,daria@example.test,+380501112233,Daria,,no,,huge\n\
    gleb,gleb@work.test,,,,,,\n\
    ,,,Nobody,Kyiv,,,\n\
    ,daria at example,,Daria,,,,\n";

async fn run(
    shop: &Shop,
    name: &str,
    content: &str,
    options: &str,
) -> Result<Summary, ImportError> {
    let (_folder, path) = file_of(content);
    let new = NewImport { file_name: name.to_owned(), ..new_import(&path, options) };
    imports::run(shop, &new, &Arc::default()).await
}

/// A shop that asks for a size, with its order history taken in a day after its opening.
async fn shop_with_orders(stage: &Stage) -> Shop {
    let shop = shop_of(stage).await;
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let names = Names { en: Some("Size".to_owned()), ..Names::default() };
    let (key, kind) = ("size".to_owned(), Kind::Number);
    let field = Definition { key, names, kind, choices: Vec::new(), archived_at: None };
    fields::save(&mut tx, field, false).await.expect("a field");
    tx.commit().await.expect("kept");
    let options = r#"{"currency": "EUR", "zone": "UTC"}"#;
    run(&shop, "orders.csv", HISTORY, options).await.expect("taken in");
    stage.clock().advance_days(1);
    shop
}

async fn who(shop: &Shop, address: &str) -> Option<Customer> {
    let mut tx = shop.read().await.expect("a transaction");
    let name = Identity { kind: "email".to_owned(), value: address.to_owned() };
    let known = customers::called(&mut tx, &name).await.expect("asked")?;
    customers::find(&mut tx, known.id).await.expect("asked")
}

async fn may_be_written_to(shop: &Shop, id: CustomerId) -> Option<State> {
    let mut tx = shop.read().await.expect("a transaction");
    consent::state_of(&mut tx, id, Purpose::Marketing, Channel::Email).await.expect("asked")
}

async fn size_of(shop: &Shop, id: CustomerId) -> Json {
    let mut tx = shop.read().await.expect("a transaction");
    let known = fields::of_customer(&mut tx, id).await.expect("asked");
    known.into_iter().find(|it| it.field == "size").and_then(|it| it.value).unwrap_or_default()
}

/// Changes of somebody's profile: the field, what it became, and who told it.
async fn history(shop: &Shop, id: CustomerId) -> Vec<(String, Json, String)> {
    let mut tx = shop.read().await.expect("a transaction");
    let changes = fields::history(&mut tx, id, None, (None, 50)).await.expect("asked");
    let mut told: Vec<_> = changes.into_iter().map(|it| (it.field, it.became, it.source)).collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

#[tokio::test]
async fn a_list_of_people_fills_in_who_was_known_and_welcomes_who_was_not() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        let summary = run(&shop, "people.csv", PEOPLE, "{}").await.expect("taken in");
        assert_eq!((summary.kind, summary.orders), (Subject::Customers, 0));
        assert_eq!((summary.rows, summary.accepted, summary.customers), (6, 4, 3));
        assert_eq!(summary.customers_new, 2, "Boris was known");
        let left_out: Vec<_> =
            summary.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(left_out, [(6, "no_customer"), (7, "no_customer")]);
        let said = summary.caveats.0.iter().find(|it| it.code == "fields_unfit").expect("said");
        assert!(said.text.contains("`huge` in line 4"), "{}", said.text);

        let boris = who(&shop, "boris@example.test").await.expect("known");
        assert_eq!((boris.name.as_deref(), boris.city.as_deref()), (Some("Boris"), Some("Lviv")));
        assert_eq!(size_of(&shop, boris.id).await, json!(41));
        let source = || "file:people.csv".to_owned();
        assert_eq!(
            history(&shop, boris.id).await,
            [
                ("city".to_owned(), json!("Lviv"), source()),
                ("name".to_owned(), json!("Boris"), source()),
                ("size".to_owned(), json!(41), source()),
            ]
        );
        let gleb = who(&shop, "gleb@example.test").await.expect("new");
        let at_work = who(&shop, "gleb@work.test").await.expect("another address of his");
        assert_eq!((gleb.id, gleb.name.as_deref()), (at_work.id, Some("Gleb")));
        let daria = who(&shop, "daria@example.test").await.expect("new");
        assert_eq!(daria.phone.as_deref(), Some("+380501112233"));
        // Boris said no when he bought, and a yes without a day does not undo it.
        assert_eq!(may_be_written_to(&shop, boris.id).await, Some(State::Denied));
        assert_eq!(may_be_written_to(&shop, gleb.id).await, Some(State::Granted));
        assert_eq!(may_be_written_to(&shop, daria.id).await, Some(State::Denied));
        let mut tx = shop.read().await.expect("a transaction");
        assert_eq!(orders::span(&mut tx).await.expect("a span").n_orders, 5);
    })
    .await;
}

#[tokio::test]
async fn a_list_that_comes_again_changes_nothing_and_undoes_no_no() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        let list = "email,name,newsletter\nvera@example.test,Vera,yes\nzoe@example.test,Zoe,\n";
        let options = r#"{"ground": "existing-customer", "ground_proof": "the till's book"}"#;
        run(&shop, "list.csv", list, options).await.expect("taken in");
        let vera = who(&shop, "vera@example.test").await.expect("known").id;
        let zoe = who(&shop, "zoe@example.test").await.expect("new").id;
        assert_eq!(may_be_written_to(&shop, vera).await, Some(State::Granted));
        assert_eq!(may_be_written_to(&shop, zoe).await, Some(State::Granted));
        stage.clock().advance_days(1);
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let what = (Purpose::Marketing, Channel::Email);
        consent::withdraw(&mut tx, vera, what, "preferences").await.expect("said");
        tx.commit().await.expect("kept");
        let before = history(&shop, vera).await;
        stage.clock().advance_days(1);
        let again = run(&shop, "list.csv", list, options).await.expect("taken in");
        assert_eq!((again.accepted, again.customers_new), (2, 0));
        assert_eq!(may_be_written_to(&shop, vera).await, Some(State::Denied));
        assert_eq!(history(&shop, vera).await, before);
        // What the list contradicts stays as it was.
        let renamed = list.replace("Vera", "Veronika");
        run(&shop, "list.csv", &renamed, options).await.expect("taken in");
        let vera = who(&shop, "vera@example.test").await.expect("known");
        assert_eq!(vera.name.as_deref(), Some("Vera"));
    })
    .await;
}

#[tokio::test]
async fn a_list_taken_back_takes_along_whom_only_it_knew_and_what_only_it_told() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        let summary = run(&shop, "people.csv", PEOPLE, "{}").await.expect("taken in");
        let id: ImportId = summary.import.expect("an id");
        let hour = |n: i64| Instant(Stage::OPENING.0 + (24 + n) * 3_600_000_000);
        stage.clock().set(hour(1));
        // Gleb buys: he is more than a line of a list now.
        let order = "order_id,customer,date,amount\n9,gleb,2026-01-01,10\n";
        run(&shop, "later.csv", order, r#"{"currency": "EUR"}"#).await.expect("taken in");
        stage.clock().set(hour(2));
        let mut tx = shop.read().await.expect("a transaction");
        let foreseen = reverting::foresee(&mut tx, id).await.expect("foreseen");
        drop(tx);
        let done = reverting::carry_out(&shop, id).await.expect("taken back");
        assert_eq!(done, foreseen);
        let counts = Reversal { consents: done.consents, ..Reversal::default() };
        assert_eq!(done, Reversal { customers: 1, ..counts });
        assert!(who(&shop, "daria@example.test").await.is_none());
        let gleb = who(&shop, "gleb@example.test").await.expect("he has bought");
        assert_eq!(size_of(&shop, gleb.id).await, Json::Null, "only the list told it");
        let boris = who(&shop, "boris@example.test").await.expect("he was known before");
        assert_eq!(size_of(&shop, boris.id).await, Json::Null);
        assert_eq!(may_be_written_to(&shop, boris.id).await, Some(State::Denied));
    })
    .await;
}

#[tokio::test]
async fn what_a_file_tells_of_can_be_said_and_its_columns_follow() {
    on_both_engines(async |stage| {
        let shop = shop_with_orders(&stage).await;
        let (_folder, path) = file_of("who,total,email\n7,100,zoe@example.test\n");
        let look = async |options: &str| {
            let options = serde_json::from_str(options).expect("options");
            imports::preview(&shop, &path, &options).await
        };
        let guessed = look("{}").await.expect("looked at");
        assert_eq!((guessed.kind, guessed.problems.len()), (Subject::Orders, 1));
        let told = look(r#"{"kind": "customers", "map": {"customer_id": "who"}}"#).await;
        let told = told.expect("looked at");
        let meanings: Vec<_> = told.columns.iter().map(|it| it.field.as_deref()).collect();
        assert_eq!(meanings, [Some("customer_id"), None, Some("email")]);
        assert!(told.problems.is_empty() && !told.fields.iter().any(|it| it.name == "amount"));
        let wrong = look(r#"{"kind": "customers", "map": {"amount": "total"}}"#).await;
        let wrong = wrong.expect_err("no field of people").to_string();
        assert!(wrong.contains("`amount` is no field of a file of customers"), "{wrong}");
        let unknown = look(r#"{"kind": "cats"}"#).await.expect_err("no such kind").to_string();
        assert!(unknown.contains("orders, customers"), "{unknown}");
    })
    .await;
}
