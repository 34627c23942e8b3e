//! A shop is copied while it works, and comes back as it was: row by row, on either engine.

#[path = "../one_person/dump.rs"]
mod dump;
mod metrics_told;
mod operation;
mod places;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use collect::backups::{self, Backup, BackupError, Secrets, Source, Wish};
use collect::customers::{self, Identity, Known};
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::privacy::{self, Asked, Verb};
use collect::shop::{Address, OpenError, Shop};
use collect::{orders, settling};
use records::{Actor, FromQueryResult, carrying};
use server::operation::{Verdict, check};
use testkit::{PLANTED_EMAIL, PLANTED_NUMBER, Stage, on_both_engines, plant};

use dump::dump;
use places::{Server, everything};

fn bought(who: &PersonDraft, number: &str, days_ago: i64) -> OrderDraft {
    let at = Stage::OPENING.plus_days(-days_ago);
    OrderDraft { person: Some(who.clone()), ..testkit::order("shopify", number, at) }.sealed()
}

fn person(number: &str, email: &str) -> PersonDraft {
    PersonDraft {
        external_id: Some(number.to_owned()),
        email: Some(email.to_owned()),
        ..PersonDraft::default()
    }
}

async fn hear(shop: &Shop, drafts: &[OrderDraft]) -> Known {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let recorded = orders::record_many(&mut tx, None, drafts).await.expect("recorded");
    tx.commit().await.expect("kept");
    recorded.customers[0].expect("a customer")
}

/// Anna, who stands in every table and folder, and Boris, whose last order is not settled yet.
async fn planted(stage: &Stage) -> Shop {
    let shop = stage.shop().await;
    let anna = person(PLANTED_NUMBER, PLANTED_EMAIL);
    let boris = person("81", "boris@example.test");
    let drafts = [bought(&anna, "1", 93), bought(&boris, "2", 62), bought(&anna, "3", 31)];
    let anna = hear(&shop, &drafts).await;
    settling::settle(&shop).await.expect("settled");
    hear(&shop, &[bought(&boris, "4", 2)]).await;
    plant(&shop, anna).await;
    let mut tx = shop.read().await.expect("a transaction");
    shop.seal(&mut tx).expect("a key for secrets");
    drop(tx);
    shop
}

async fn backup(shop: &Shop, to: &Path) -> Backup {
    let how = (Source::Command, Secrets::Along);
    backups::make(shop, how, Some(to)).await.expect("a backup")
}

fn wish(from: &str, to: Address) -> Wish {
    Wish { from: from.into(), to, erasures: None, calming: act::calming::calm }
}

/// The same without rest for what writes to people, to compare every row.
fn exact(from: &str, to: Address) -> Wish {
    Wish { calming: |_| Box::pin(async { Ok(0) }), ..wish(from, to) }
}

async fn open(stage: &Stage, to: &Address) -> Shop {
    let clock = Arc::new(stage.clock().clone());
    Shop::open_with_clock(to, clock).await.expect("what was brought back can be opened")
}

async fn brought_back(stage: &Stage, wish: Wish) -> Result<Shop, BackupError> {
    let to = wish.to.clone();
    backups::restore(wish, Arc::new(stage.clock().clone())).await?;
    Ok(open(stage, &to).await)
}

fn same(one: &BTreeMap<String, Vec<String>>, other: &BTreeMap<String, Vec<String>>) {
    for (table, rows) in one {
        assert_eq!(Some(rows), other.get(table), "{table}");
    }
    assert_eq!(one.len(), other.len());
}

async fn verdicts(shop: &Shop) -> Vec<String> {
    let checks = check(shop).await.expect("looked at");
    let bad = checks.into_iter().filter(|check| check.verdict == Verdict::Broken);
    bad.map(|check| format!("{:?} {:?}", check.part, check.which)).collect()
}

#[tokio::test]
async fn a_shop_comes_back_row_by_row_and_file_by_file() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let on_server = stage.server().is_some();
        let made = backup(&shop, &stage.folder().join("copies")).await;
        let mut before = dump(&shop, on_server).await;
        assert_eq!((made.n_customers, made.n_orders), (Some(2), Some(4)));
        let server = Server::beside(&stage).await;
        let to = Address { home: stage.folder().join("again"), records: server.address() };
        let again = brought_back(&stage, exact(&made.path, to)).await.expect("brought back");
        let mut after = dump(&again, on_server).await;
        // Where copies lie is told on the machine that made them; numbers of transactions are the
        // server's own.
        for all in [&mut before, &mut after] {
            all.remove("backup");
            if on_server {
                all.remove("happening");
            }
        }
        for (table, rows) in &before {
            assert_eq!(Some(rows), after.get(table), "{table}");
        }
        assert!(before.len() > 50, "every table was looked at");
        same(&everything(&shop).await, &everything(&again).await);
        for file in ["seal.key", "files"] {
            let (old, new) = (shop.home().path().join(file), again.home().path().join(file));
            assert_eq!(places::bytes_of(&old), places::bytes_of(&new), "{file}");
        }
        assert_eq!(verdicts(&again).await, [""; 0]);
        // What is written next goes on behind what was.
        let vera = hear(&again, &[bought(&person("9", "vera@example.test"), "9", 1)]).await;
        assert_eq!(vera.no, 3);
        server.drop().await;
    })
    .await;
}

#[tokio::test]
async fn a_shop_moves_from_a_file_to_a_server_and_back() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let made = backup(&shop, &stage.folder().join("copies")).await;
        let before = everything(&shop).await;
        // From a server into a file; and from a file onto a server, where there is one.
        let Some(server) = Server::other_than(&stage).await else { return };
        let to = Address { home: stage.folder().join("moved"), records: server.address() };
        let moved = brought_back(&stage, exact(&made.path, to)).await.expect("moved");
        same(&before, &everything(&moved).await);
        assert_eq!(verdicts(&moved).await, [""; 0]);
        let vera = hear(&moved, &[bought(&person("9", "vera@example.test"), "9", 1)]).await;
        assert_eq!(vera.no, 3);
        server.drop().await;
    })
    .await;
}

#[tokio::test]
async fn a_backup_is_of_one_moment_however_much_happens_meanwhile() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let (busy, is_done) = (shop.clone(), Arc::new(std::sync::atomic::AtomicBool::new(false)));
        let stop = is_done.clone();
        let writing = tokio::spawn(async move {
            let mut n = 100;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let who = person(&n.to_string(), &format!("c{n}@example.test"));
                hear(&busy, &[bought(&who, &n.to_string(), 5)]).await;
                settling::settle(&busy).await.expect("settled");
                n += 1;
                tokio::task::yield_now().await;
            }
            n - 100
        });
        let mut n_orders = Vec::new();
        for round in 0..3 {
            let file = stage.folder().join(format!("{round}.tar"));
            let made = backup(&shop, &file).await;
            let server = Server::beside(&stage).await;
            let home = stage.folder().join(format!("back-{round}"));
            let to = Address { home, records: server.address() };
            let again = brought_back(&stage, exact(&made.path, to)).await.expect("brought back");
            assert_eq!(verdicts(&again).await, [""; 0], "rows and columns are of one moment");
            n_orders.push(made.n_orders);
            server.drop().await;
        }
        is_done.store(true, std::sync::atomic::Ordering::Relaxed);
        let n_written = writing.await.expect("it wrote");
        assert!(n_written > 0 && n_orders.is_sorted(), "{n_written} {n_orders:?}");
    })
    .await;
}

#[tokio::test]
async fn a_backup_that_was_changed_anywhere_is_refused_and_nothing_is_written() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let made = backup(&shop, &stage.folder().join("copies")).await;
        let sound = std::fs::read(&made.path).expect("a file");
        let (manifest, _) = backups::look_into(Path::new(&made.path)).await.expect("sound");
        let home = stage.folder().join("never");
        let tampered = stage.folder().join("tampered.tar");
        let refused = async |bytes: &[u8], why: &str| {
            std::fs::write(&tampered, bytes).expect("written");
            let to = Address { home: home.clone(), records: None };
            let from = tampered.to_str().expect("letters");
            let outcome = brought_back(&stage, exact(from, to)).await;
            assert!(outcome.is_err(), "{why}");
            assert!(!home.exists(), "{why}");
        };
        for part in &manifest.parts {
            let place = usize::try_from(part.from + part.n_bytes / 2).expect("small");
            let mut bytes = sound.clone();
            bytes[place] ^= 1;
            refused(&bytes, &part.name).await;
        }
        for length in [0, 100, 700, sound.len() / 2, sound.len() - 3_000] {
            refused(&sound[..length], &format!("cut off at {length}")).await;
        }
        refused(b"a picture of a cat", "no backup").await;
    })
    .await;
}

#[tokio::test]
async fn who_was_forgotten_after_the_backup_is_forgotten_again() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let made = backup(&shop, &stage.folder().join("home/backups")).await;
        let anna = Identity { kind: "email".to_owned(), value: PLANTED_EMAIL.to_owned() };
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let known = customers::called(&mut tx, &anna).await.expect("asked").expect("Anna");
        let asked = Asked { verb: Verb::Erase, customer: known.id, source: "page", due_at: None };
        let id = privacy::ask(&mut tx, asked).await.expect("asked");
        tx.commit().await.expect("kept");
        privacy::carry_out(&shop, id).await.expect("done");
        let proven = privacy::verify(&shop, id).await.expect("searched");
        assert_eq!(proven.state, privacy::State::Verified, "{:?}", proven.receipt.found);
        // The list beside the backup is newer than the backup, which holds her.
        let server = Server::beside(&stage).await;
        let to = Address { home: stage.folder().join("again"), records: server.address() };
        let again = brought_back(&stage, wish(&made.path, to)).await.expect("brought back");
        let mut tx = again.read().await.expect("a transaction");
        assert!(customers::called(&mut tx, &anna).await.expect("asked").is_none());
        assert_eq!(customers::n_customers(&mut tx).await.expect("counted"), 1);
        drop(tx);
        assert_eq!(verdicts(&again).await, [""; 0]);
        server.drop().await;
    })
    .await;
}

#[derive(FromQueryResult)]
struct StateRow {
    state: String,
}

async fn state_of(shop: &Shop, table: &str) -> String {
    let mut tx = shop.read().await.expect("a transaction");
    let row = tx.row::<StateRow>(&format!("select state from {table}"), vec![]).await;
    row.expect("asked").expect("a row").state
}

#[tokio::test]
async fn what_may_have_gone_out_since_does_not_go_out_again_by_itself() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        for change in [
            "update campaign set state = 'sending'",
            "update message set state = 'due'",
            "update decision set outcome = 'write', reason = 'in_queue'",
        ] {
            tx.run(change, vec![]).await.expect("changed");
        }
        tx.commit().await.expect("kept");
        let made = backup(&shop, &stage.folder().join("one.tar")).await;
        let server = Server::beside(&stage).await;
        let to = Address { home: stage.folder().join("again"), records: server.address() };
        let clock = Arc::new(stage.clock().clone());
        let wish = wish(&made.path, to.clone());
        let restored = backups::restore(wish, clock).await.expect("brought back");
        assert_eq!(restored.n_stopped, 4, "a letter, what two people are owed, and a call");
        let again = open(&stage, &to).await;
        assert_eq!(state_of(&again, "message").await, "uncertain");
        assert_eq!(state_of(&again, "journey_call").await, "failed");
        assert_eq!(state_of(&again, "campaign").await, "paused");
        assert_eq!(state_of(&shop, "message").await, "due", "the shop itself goes on");
        server.drop().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_moved_out_of_a_home_and_no_newer_backup_is_read() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let made = backup(&shop, &stage.folder().join("one.tar")).await;
        let here = Address { home: stage.home(), records: stage.server().map(str::to_owned) };
        let outcome = brought_back(&stage, exact(&made.path, here)).await;
        assert!(matches!(outcome, Err(BackupError::NotEmpty(_))), "{:?}", outcome.err());
        if stage.server().is_some() {
            let to = stage.server().map(str::to_owned);
            let to = Address { home: stage.folder().join("empty"), records: to };
            let outcome = brought_back(&stage, exact(&made.path, to)).await;
            assert!(outcome.is_err_and(|error| error.to_string().contains("already")));
        }
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let later = "insert into seaql_migrations (version, applied_at) values ('9999_later', 0)";
        tx.run(later, vec![]).await.expect("written");
        tx.commit().await.expect("kept");
        let made = backup(&shop, &stage.folder().join("two.tar")).await;
        let to = Address { home: stage.folder().join("empty"), records: None };
        let outcome = brought_back(&stage, exact(&made.path, to)).await;
        assert!(matches!(outcome, Err(BackupError::Newer { .. })), "{:?}", outcome.err());
    })
    .await;
}

#[tokio::test]
async fn a_shop_that_was_half_brought_back_is_not_opened_and_makes_room_for_itself() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let made = backup(&shop, &stage.folder().join("one.tar")).await;
        let before = everything(&shop).await;
        let server = Server::beside(&stage).await;
        let home = stage.folder().join("again");
        let to = Address { home: home.clone(), records: server.address() };
        let again = brought_back(&stage, exact(&made.path, to.clone())).await.expect("back");
        // As if the plug had been pulled before the last step.
        let mut tx = again.write(Actor::System).await.expect("a transaction");
        carrying::begin(&mut tx).await.expect("marked");
        tx.commit().await.expect("kept");
        again.records().clone().close().await.expect("closed");
        std::fs::write(home.join("restore.unfinished"), b"").expect("marked");
        let clock = Arc::new(stage.clock().clone());
        let opened = Shop::open_with_clock(&to, clock).await;
        assert!(matches!(opened, Err(OpenError::Unfinished)), "{:?}", opened.err());
        let again = brought_back(&stage, exact(&made.path, to)).await.expect("the second time");
        same(&before, &everything(&again).await);
        assert_eq!(verdicts(&again).await, [""; 0]);
        server.drop().await;
    })
    .await;
}

#[tokio::test]
async fn so_many_backups_are_kept_as_are_wanted_and_one_a_day_is_made_by_itself() {
    on_both_engines(async |stage: Stage| {
        let shop = planted(&stage).await;
        let settings = backups::Settings { daily_at: Some(3), keep: 2, folder: None };
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        assert_eq!(privacy::backup_days(&mut tx).await.expect("told"), 35);
        backups::save_settings(&mut tx, &settings).await.expect("kept");
        assert_eq!(privacy::backup_days(&mut tx).await.expect("told"), 3, "known exactly now");
        tx.commit().await.expect("kept");
        for _ in 0..4 {
            assert!(backups::make_due(&shop).await.expect("made"), "the hour has struck");
            assert!(!backups::make_due(&shop).await.expect("asked"), "once a day");
            stage.clock().advance_days(1);
        }
        let folder = shop.home().backups();
        let names = |folder: &PathBuf| {
            let entries = std::fs::read_dir(folder).expect("a folder");
            let mut names: Vec<String> = entries
                .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        };
        let kept = ["regulars-2026-03-04T09-00-00Z.tar", "regulars-2026-03-05T09-00-00Z.tar"];
        assert_eq!(names(&folder), kept);
        let states: Vec<_> = backups::list(&mut shop.read().await.expect("a transaction"), 10)
            .await
            .expect("listed");
        let states: Vec<_> = states.iter().map(|one| one.state).collect();
        use backups::State::{Kept, Removed};
        assert_eq!(states, [Kept, Kept, Removed, Removed]);
    })
    .await;
}
