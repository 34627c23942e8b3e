//! Copies of the shop, the plug pulled in the middle of one, and a polite request to end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::owner::{Owner, fails};
use crate::server::{Server, tell};

fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn restored(folder: &Path, from: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regulars"));
    command.arg("--home").arg(folder).args(["restore", from]);
    command
}

fn counts_at(home: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regulars"));
    let question = "select count(*) as n, sum(amount) as amount from orders";
    command.arg("--home").arg(home).args(["sql", question, "--json"]);
    String::from_utf8(command.output().expect("it answers").stdout).expect("text")
}

#[test]
fn a_backup_that_was_killed_leaves_nothing_half_and_does_not_stand_in_the_way() {
    let owner = Owner::new();
    owner.imports(&owner.writes_orders("orders.csv", 40_000));
    let copies = owner.folder().join("copies");
    let folder = copies.to_str().expect("letters");
    let mut process = owner
        .command(&["backup", folder])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let deadline = Instant::now() + Duration::from_secs(60);
    let has_begun = || files_in(&copies).iter().any(|name| name.ends_with(".part"));
    while !has_begun() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
    process.kill().expect("it can be killed");
    process.wait().expect("it has ended");
    assert!(files_in(&copies).iter().all(|name| name.ends_with(".part")), "nothing looks whole");
    let made = owner.asks(&["backup", folder, "--json"]);
    assert_eq!((&made["state"], &made["n_orders"]), (&"kept".into(), &40_000.into()), "{made}");
    assert_eq!(files_in(&copies).len(), 1, "{:?}", files_in(&copies));
    let all = owner.asks(&["backups", "--json"]);
    assert_eq!(all[1]["problem"], "whoever made it was stopped");
}

#[test]
fn a_restore_that_was_killed_leaves_nothing_half_and_is_done_again() {
    let owner = Owner::new();
    owner.imports(&owner.writes_orders("orders.csv", 40_000));
    let made = owner.asks(&["backup", "--json"]);
    let from = made["path"].as_str().expect("a path");
    let home = owner.folder().join("again");
    let building = owner.folder().join("again.restoring");
    let mut process = restored(&home, from)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let deadline = Instant::now() + Duration::from_secs(60);
    let rows = building.join("regulars.db-wal");
    while !rows.metadata().is_ok_and(|it| it.len() > 500_000) && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
    process.kill().expect("it can be killed");
    process.wait().expect("it has ended");
    assert!(!home.exists(), "there is no half of a shop");
    let output = restored(&home, from).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!building.exists(), "what was left of the first time is gone");
    assert_eq!(counts_at(&home), counts_at(&owner.home()));
    let output = restored(&home, from).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2), "nobody is moved out of his home");
}

#[test]
fn the_owner_looks_whether_everything_is_whole_and_what_a_version_brings() {
    let owner = Owner::new();
    owner.imports(&owner.writes_orders("orders.csv", 300));
    let told = owner.runs(&["check"]);
    assert!(told.contains("rows and columns agree on 300 orders"), "{told}");
    assert!(owner.runs(&["check", "audit"]).contains("the audit log is whole"));
    assert!(owner.runs(&["migrate", "--dry-run"]).contains("nothing to apply"));
    let facts = owner.home().join("facts");
    let file: PathBuf = facts.join(files_in(&facts).first().expect("a file"));
    let mut bytes = std::fs::read(&file).expect("read");
    bytes[20] ^= 1;
    std::fs::write(&file, bytes).expect("written");
    let message = fails(&mut owner.command(&["check"]));
    assert!(message.contains("not as they should be"), "{message}");
    assert!(owner.runs(&["check", "--mend"]).contains("rows and columns agree on 300 orders"));
}

#[test]
fn whoever_asks_it_politely_to_end_gets_his_answer_first_and_loses_nothing() {
    let owner = Owner::new();
    let key = owner.asks(&["key", "create", "web", "--json"]);
    let key = key["secret"].as_str().expect("a secret").to_owned();
    let mut server = Server::of(&owner);
    let address = server.address.clone();
    // Somebody whose connection stays open, and somebody who is in the middle of his sentence.
    let mut idle = TcpStream::connect(&address).expect("connected");
    write!(idle, "GET /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n").expect("asked");
    let mut answer = [0; 12];
    idle.read_exact(&mut answer).expect("answered");
    let event = serde_json::json!({ "userId": "anna", "event": "Seen", "messageId": "m1" });
    assert_eq!(tell(&address, "track", &key, &event).expect("heard").0, 200);
    let body = serde_json::json!({ "userId": "anna", "event": "Seen", "messageId": "m2" });
    let body = body.to_string();
    let mut slow = TcpStream::connect(&address).expect("connected");
    let length = body.len();
    write!(
        slow,
        "POST /v1/track HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {key}\r\n\
         Connection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
    .expect("begun");
    std::thread::sleep(Duration::from_millis(100));
    server.ask_to_end();
    std::thread::sleep(Duration::from_millis(200));
    slow.write_all(body.as_bytes()).expect("ended his sentence");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("answered");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let began = Instant::now();
    assert!(server.ended().success(), "it ends well");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    let again = owner.asks(&["sql", "select count(*) as n from events", "--json"]);
    assert_eq!(again[0]["n"], 2, "what was answered is kept");
}
