//! The story: what a file was told is kept, offered for the next one of its shape, and counts.

use records::Actor;
use testkit::on_both_engines;

use crate::imports;
use crate::imports::ImportOptions;
use crate::imports::presets::{self, PresetError, applied, shape_of};
use crate::imports::tests::story::{HISTORY, new_import, shop_of};
use crate::imports::tests::{file_of, told};

const TOLD: &str = r#"{"currency": "EUR", "zone": "Europe/Kyiv", "ground": "opt-in",
                       "map": {"sku": "product"}}"#;

#[tokio::test]
async fn what_a_file_was_told_is_offered_for_the_next_one_of_its_shape() {
    on_both_engines(async |stage| {
        let shop = shop_of(&stage).await;
        let (_folder, path) = file_of(HISTORY);
        let done = imports::run(&shop, &new_import(&path, TOLD), &std::sync::Arc::default()).await;
        let import = done.expect("taken in").import.expect("an id");
        let preview = imports::preview(&shop, &path, &told("{}")).await.expect("a preview");
        assert!(preview.presets.is_empty(), "nothing is kept unasked");

        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let kept = presets::save(&mut tx, import, " The till ").await.expect("kept");
        assert_eq!((kept.name.as_str(), &kept.options), ("The till", &told(TOLD)));
        let taken = presets::save(&mut tx, import, "The till").await.expect_err("taken");
        assert!(matches!(taken, PresetError::NameTaken(_)));
        let empty = presets::save(&mut tx, import, "  ").await.expect_err("no name");
        assert!(matches!(empty, PresetError::BadName));
        tx.commit().await.expect("kept");

        // Other rows under the same columns; another file with other columns.
        let next = HISTORY.lines().next().expect("a header").to_owned()
            + "\n9,gleb,gleb@example.test,2025-05-03 09:00,rolls,1,0.45,yes\n";
        let (_folder, next) = file_of(next);
        let preview = imports::preview(&shop, &next, &told("{}")).await.expect("a preview");
        assert_eq!(preview.presets, [kept.clone()]);
        let applied = presets::applied(&kept.options, &told(r#"{"ground": "none"}"#));
        let preview = imports::preview(&shop, &next, &applied.expect("options")).await;
        let preview = preview.expect("a preview");
        assert_eq!((preview.zone.as_str(), preview.ground.as_str()), ("Europe/Kyiv", "none"));
        assert_eq!(preview.columns[4].field.as_deref(), Some("sku"));
        let (_folder, other) = file_of("id,customer,date,total\n1,anna,2025-01-01,3\n");
        let preview = imports::preview(&shop, &other, &told("{}")).await.expect("a preview");
        assert!(preview.presets.is_empty());

        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        presets::rename(&mut tx, kept.id, "The till in Lviv").await.expect("renamed");
        let names = presets::list(&mut tx).await.expect("a list");
        assert_eq!(
            names.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
            ["The till in Lviv"]
        );
        presets::remove(&mut tx, kept.id).await.expect("removed");
        let gone = presets::remove(&mut tx, kept.id).await.expect_err("told so");
        assert!(matches!(gone, PresetError::Unknown(_)));
    })
    .await;
}

#[test]
fn what_is_told_counts_more_than_what_a_preset_says() {
    let options = |text: &str| serde_json::from_str::<ImportOptions>(text).expect("options");
    let preset =
        options(r#"{"currency": "EUR", "zone": "Europe/Kyiv", "map": {"email": "3", "sku": "4"}}"#);
    let told = options(r#"{"currency": "USD", "map": {"email": "Mail"}}"#);
    let expected = options(
        r#"{"currency": "USD", "zone": "Europe/Kyiv", "map": {"email": "Mail", "sku": "4"}}"#,
    );
    assert_eq!(applied(&preset, &told).expect("options"), expected);
}

#[test]
fn files_have_one_shape_when_their_columns_are_called_the_same() {
    let shape =
        |names: &[&str]| shape_of(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    assert_eq!(shape(&["Order ID", "Total"]), shape(&["order_id", "total "]));
    assert_ne!(shape(&["Order ID", "Total"]), shape(&["Total", "Order ID"]));
    assert_ne!(shape(&["ab", "c"]), shape(&["a", "bc"]));
}
