//! Somebody who stands everywhere is forgotten everywhere, and no total moves where none shall.

use collect::customers::{self, Known};
use collect::orders;
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::privacy::{self, Asked, State, Verb};
use collect::shop::{self, Shop};
use know::{cohorts, metrics, retention, revenue, rhythm};
use records::Actor;
use records::traces::{self, Person, TRACES, Word};
use serde_json::{Value as Json, json, to_value};
use testkit::{
    PLANTED_EMAIL, PLANTED_NAME, PLANTED_NUMBER, PLANTED_PHONE, Stage, on_both_engines, plant,
};

/// Anna, who buys every month, and Boris, who bought twice.
async fn shop_of(stage: &Stage) -> (Shop, Known, Known) {
    let shop = stage.shop().await;
    let anna = PersonDraft {
        external_id: Some(PLANTED_NUMBER.to_owned()),
        email: Some(PLANTED_EMAIL.to_owned()),
        phone: Some(PLANTED_PHONE.to_owned()),
        name: Some(PLANTED_NAME.to_owned()),
        city: Some("Kyiv".to_owned()),
        ..PersonDraft::default()
    };
    let boris = PersonDraft {
        external_id: Some("81".to_owned()),
        email: Some("boris@example.test".to_owned()),
        ..PersonDraft::default()
    };
    let bought = |who: &PersonDraft, number: &str, days: i64| {
        let at = Stage::OPENING.plus_days(-days);
        OrderDraft { person: Some(who.clone()), ..testkit::order("shopify", number, at) }.sealed()
    };
    let drafts = [
        bought(&anna, "1", 93),
        bought(&anna, "2", 62),
        bought(&boris, "3", 60),
        bought(&anna, "4", 31),
        bought(&boris, "5", 2),
    ];
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let settings = shop::Settings { currency: "EUR".parse().ok(), ..Default::default() };
    shop::save_settings(&mut tx, &settings).await.expect("settings");
    let known = orders::record_many(&mut tx, None, &drafts).await.expect("recorded").customers;
    tx.commit().await.expect("kept");
    collect::settling::settle(&shop).await.expect("settled");
    let (anna, boris) = (known[0].expect("Anna"), known[2].expect("Boris"));
    plant(&shop, anna).await;
    (shop, anna, boris)
}

/// Every total that a page shows, without the questions themselves.
async fn totals(shop: &Shop) -> Json {
    let shop = shop.clone().afresh();
    let told = |report: Result<Json, serde_json::Error>| report.expect("a report is JSON");
    let cohorts = cohorts::of_shop(&shop, Default::default()).await.expect("cohorts");
    let metrics = metrics::of_shop(&shop, Default::default()).await.expect("metrics");
    let retention = retention::of_shop(&shop, Default::default()).await.expect("retention");
    let revenue = revenue::of_shop(&shop, Default::default()).await.expect("revenue");
    let rhythm = rhythm::of_shop(&shop, Default::default()).await.expect("rhythm");
    json!({
        "cohorts": told(to_value(cohorts.cohorts)),
        "metrics": told(to_value(metrics)),
        "retention": told(to_value(retention)),
        "revenue": told(to_value(revenue)),
        "rhythm": told(to_value(rhythm)),
    })
}

async fn begun(shop: &Shop, verb: Verb, who: Known) -> privacy::Regulation {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let asked = Asked { verb, customer: who.id, source: "page", due_at: None };
    let id = privacy::ask(&mut tx, asked).await.expect("asked");
    tx.commit().await.expect("kept");
    privacy::carry_out(shop, id).await.expect("done")
}

fn sought(who: Known) -> Person {
    let words = vec![
        Word::new("email", PLANTED_EMAIL),
        Word::new("phone", PLANTED_PHONE),
        Word::new("number", PLANTED_NUMBER),
        Word::new("name", PLANTED_NAME),
        Word::new("id", who.id.to_string()),
    ];
    Person { id: who.id.0, no: who.no, words }
}

async fn found(shop: &Shop, who: Known) -> Vec<String> {
    let mut tx = shop.read().await.expect("a transaction");
    let searched = traces::search(&mut tx, &sought(who)).await.expect("searched");
    searched.found.into_iter().map(|found| format!("{} {}", found.place, found.kind)).collect()
}

#[tokio::test]
async fn whoever_stands_everywhere_is_found_everywhere_before_and_nowhere_after() {
    on_both_engines(async |stage| {
        let (shop, anna, boris) = shop_of(&stage).await;
        let mut tx = shop.read().await.expect("a transaction");
        for trace in
            TRACES.iter().filter(|it| !["regulation", "dirty_customer"].contains(&it.table))
        {
            let n = traces::count_of(&mut tx, &sought(anna), trace).await.expect("counted");
            assert!(n > 0, "nobody is planted in {}", trace.table);
        }
        drop(tx);
        let before = found(&shop, anna).await;
        assert!(before.len() > 30, "{before:?}");

        let done = begun(&shop, Verb::Erase, anna).await;
        assert_eq!(done.state, State::Done);
        let proven = privacy::verify(&shop, done.id).await.expect("searched");
        assert_eq!(proven.state, State::Verified, "{:?}", proven.receipt.found);
        assert_eq!(found(&shop, anna).await, [""; 0]);
        let receipt = &proven.receipt;
        assert!(
            receipt.n_tables > 50 && receipt.n_columns > 200 && receipt.n_files > 5,
            "{receipt:?}"
        );
        assert_eq!(receipt.backups_until, proven.done_at.map(|at| at.plus_days(35)));
        let gone = |place: &str| {
            let found = receipt.places.iter().find(|one| one.place == place);
            found.map_or(0, |one| one.n_gone)
        };
        assert_eq!((gone("orders"), gone("message"), gone("files")), (3, 1, 3));
        let outbox = shop.home().files().join("outbox/msg_of_somebody_else.eml");
        assert!(outbox.exists(), "others keep their letters");

        let mut tx = shop.read().await.expect("a transaction");
        let still = customers::find(&mut tx, boris.id).await.expect("asked").expect("Boris");
        assert_eq!(still.email.as_deref(), Some("boris@example.test"));
        assert_eq!(orders::span(&mut tx).await.expect("a span").n_orders, 2);
    })
    .await;
}

#[tokio::test]
async fn the_totals_of_no_report_move_when_somebody_is_made_nameless() {
    on_both_engines(async |stage| {
        let (shop, anna, _) = shop_of(&stage).await;
        let before = totals(&shop).await;
        assert_eq!(before["cohorts"].as_array().map(Vec::len), Some(5), "{before}");
        let done = begun(&shop, Verb::Anonymise, anna).await;
        assert_eq!(totals(&shop).await, before);
        let proven = privacy::verify(&shop, done.id).await.expect("searched");
        assert_eq!(proven.state, State::Verified, "{:?}", proven.receipt.found);
        assert_eq!(totals(&shop).await, before, "also from the files written anew");
        let mut tx = shop.read().await.expect("a transaction");
        let nameless = customers::of_numbers(&mut tx, &[anna.no]).await.expect("asked").remove(0);
        assert_ne!(nameless.id, anna.id);
        assert_eq!((nameless.name, nameless.email, nameless.external_id), (None, None, None));
        let bought = orders::of_customer(&mut tx, anna.no, 9).await.expect("orders");
        assert!(bought.iter().all(|order| order.external_id.starts_with("nameless_")));
        let kept = tx.number("select count(*) from message where address = ''", vec![]).await;
        assert_eq!(kept.expect("a number"), 1, "what was sent stays counted");
    })
    .await;
}

#[tokio::test]
async fn a_leak_in_a_row_or_in_a_file_is_found_and_told() {
    on_both_engines(async |stage| {
        let (shop, anna, _) = shop_of(&stage).await;
        let done = begun(&shop, Verb::Erase, anna).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let sql = "insert into setting (name, value, updated_at, updated_by)
                   values ('leak', $1, 0, 's')";
        let leak = json!({ "to": format!("Anna <{}>", PLANTED_EMAIL.to_uppercase()) });
        tx.run(sql, vec![leak.into()]).await.expect("planted");
        tx.commit().await.expect("kept");
        let forgotten_file = shop.home().path().join("notes.txt");
        std::fs::write(&forgotten_file, "call 0380501234567? no: +380501234567!").expect("a file");

        let failed = privacy::verify(&shop, done.id).await.expect("searched");
        assert_eq!(failed.state, State::Failed);
        let mut places: Vec<(&str, &str)> = failed
            .receipt
            .found
            .iter()
            .map(|found| (found.place.as_str(), found.kind.as_str()))
            .filter(|(place, _)| !place.starts_with("regulars.db"))
            .collect();
        places.sort_unstable();
        assert_eq!(places, [("notes.txt", "phone"), ("setting.value", "email")]);

        std::fs::remove_file(&forgotten_file).expect("removed");
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        tx.run("delete from setting where name = 'leak'", vec![]).await.expect("removed");
        tx.commit().await.expect("kept");
        let proven = privacy::verify(&shop, done.id).await.expect("searched");
        assert_eq!(proven.state, State::Verified, "{:?}", proven.receipt.found);
    })
    .await;
}
