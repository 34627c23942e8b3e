//! Events while the plug is pulled, and told by libraries that others wrote.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::owner::Owner;
use crate::server::{Server, tell};

/// How often the plug is pulled, and after how many milliseconds more each time.
const PLUGS: u64 = 6;
const LATER_MS: u64 = 70;

/// A batch of orders, each of a message of its own.
fn batch(round: u64, speaker: u64, nth: u64) -> Vec<Value> {
    (0..20)
        .map(|i| {
            let order = format!("{round}-{speaker}-{nth}-{i}");
            json!({ "type": "track", "event": "Order Completed", "userId": format!("u{i}"),
                "messageId": order, "properties": { "order_id": order, "total": 1 } })
        })
        .collect()
}

/// Speaks until the connection breaks; answers everything that was acknowledged, and what was last
/// said without an answer.
fn speak(address: &str, key: &str, round: u64, speaker: u64, stop: &AtomicBool) -> Vec<Vec<Value>> {
    let mut acknowledged = Vec::new();
    for nth in 0.. {
        let batch = batch(round, speaker, nth);
        match tell(address, "batch", key, &json!({ "batch": batch })) {
            Ok((200, _)) => acknowledged.push(batch),
            _ => break,
        }
        if stop.load(Ordering::Relaxed) {
            break;
        }
    }
    acknowledged
}

#[test]
fn what_was_acknowledged_is_there_once_however_often_the_plug_is_pulled() {
    let owner = Owner::new();
    let key = owner.asks(&["key", "create", "web", "--json"]);
    let key = key["secret"].as_str().expect("a secret").to_owned();
    let mut acknowledged: Vec<Vec<Value>> = Vec::new();
    for round in 0..PLUGS {
        let server = Server::of(&owner);
        let (address, stop) = (server.address.clone(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            let speakers: Vec<_> = (0..4)
                .map(|speaker| {
                    let (address, key, stop) = (&address, &key, &stop);
                    scope.spawn(move || speak(address, key, round, speaker, stop))
                })
                .collect();
            std::thread::sleep(Duration::from_millis(150 + round * LATER_MS));
            server.kill();
            stop.store(true, Ordering::Relaxed);
            for speaker in speakers {
                acknowledged.extend(speaker.join().expect("a speaker ends"));
            }
        });
    }
    assert!(acknowledged.len() > 10, "somebody was heard: {}", acknowledged.len());
    let server = Server::of(&owner);
    let heard =
        |server: &Server| server.asked("/api/v1/sources")["items"][0]["ever"]["new"].clone();
    let before = heard(&server).as_u64().expect("a count");
    for batch in &acknowledged {
        let (status, answer) =
            tell(&server.address, "batch", &key, &json!({ "batch": batch })).expect("it answers");
        let again = |event: &Value| event["reason"] == "heard_before";
        let events = answer["events"].as_array().expect("verdicts");
        assert!(status == 200 && events.iter().all(again), "{answer}");
    }
    assert_eq!(heard(&server), before, "and nothing was new");
    // What was not acknowledged may be there too, but never in part and never twice.
    let orders = owner.counts()["orders"].as_u64().expect("a count");
    assert_eq!(orders, before, "facts and records agree");
    assert_eq!(orders % 20, 0, "a batch is there whole or not at all");
    assert!(orders >= 20 * acknowledged.len() as u64);
}

/// The folder of the libraries, and where they are installed between runs.
fn folders() -> (PathBuf, PathBuf) {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdks");
    (scripts, Path::new(env!("CARGO_TARGET_TMPDIR")).join("sdks"))
}

/// Whether a command came to a good end; one that could not is told.
fn done(command: &mut Command) -> bool {
    match command.output() {
        Ok(output) if output.status.success() => true,
        Ok(output) => {
            println!("{command:?}: {}", String::from_utf8_lossy(&output.stderr));
            false
        }
        Err(error) => {
            println!("{command:?}: {error}");
            false
        }
    }
}

/// Copies a file where libraries are installed; answers whether it is another than before.
fn copied(from: &Path, into: &Path, name: &str) -> bool {
    let text = std::fs::read(from.join(name)).expect("it is part of the checkout");
    let is_same = std::fs::read(into.join(name)).is_ok_and(|before| before == text);
    std::fs::write(into.join(name), text).expect("the folder is writable");
    !is_same
}

fn node_libraries() -> Option<PathBuf> {
    let (scripts, folder) = folders();
    let folder = folder.join("node");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    copied(&scripts, &folder, "package.json");
    copied(&scripts, &folder, "told.mjs");
    let is_new = copied(&scripts, &folder, "package-lock.json");
    if is_new || !folder.join("node_modules/.package-lock.json").is_file() {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder);
        if !done(&mut npm) {
            // Half an installation must not be taken for a whole one the next time.
            let _ = std::fs::remove_file(folder.join("package-lock.json"));
            println!("skipped: the libraries for Node cannot be installed");
            return None;
        }
    }
    Some(folder)
}

fn python_libraries() -> Option<PathBuf> {
    let (scripts, folder) = folders();
    let folder = folder.join("python");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    copied(&scripts, &folder, "told.py");
    let python = folder.join("venv/bin/python");
    if copied(&scripts, &folder, "requirements.txt") || !python.is_file() {
        let made = done(Command::new("python3").args(["-m", "venv", "venv"]).current_dir(&folder));
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "-r", "requirements.txt"]);
        if !made || !done(pip.current_dir(&folder)) {
            let _ = std::fs::remove_file(folder.join("requirements.txt"));
            println!("skipped: the libraries for Python cannot be installed");
            return None;
        }
    }
    Some(folder)
}

/// What the story of the libraries must come to, whoever tells it.
fn expect_the_story(owner: &Owner, server: &Server, source: &str) {
    let latest = server.asked(&format!("/api/v1/sources/events?source={source}"));
    let items = latest["items"].as_array().expect("a list");
    let mut kinds: Vec<&str> = items.iter().filter_map(|item| item["kind"].as_str()).collect();
    kinds.sort_unstable();
    let expected = [
        "alias_told",
        "cart_added",
        "group_joined",
        "identified",
        "order_completed",
        "page_viewed",
        "screen_viewed",
    ];
    assert_eq!(kinds, expected, "{source}: {latest}");
    assert!(items.iter().all(|item| item["customer"]["shown"] == "Anna"), "{source}: {latest}");
    let question = format!(
        "select count(*) as n, sum(amount) as amount from orders where source = '{source}'"
    );
    let orders = owner.asks(&["sql", &question, "--json"]);
    assert_eq!(orders, json!([{ "n": 1, "amount": 2_250 }]), "{source}");
}

#[test]
fn libraries_that_others_wrote_are_understood_unchanged() {
    let owner = Owner::new();
    let server = Server::of(&owner);
    let address = format!("http://{}", server.address);
    let key = |source: &str| {
        let made = owner.asks(&["key", "create", source, "--json"]);
        made["secret"].as_str().expect("a secret").to_owned()
    };
    let tells = |program: &Path, script: &str, folder: &Path, sources: [&str; 2]| {
        let mut command = Command::new(program);
        command.arg(script).arg(&address).args(sources.map(key)).current_dir(folder);
        assert!(done(&mut command), "{script} failed");
        for source in sources {
            expect_the_story(&owner, &server, source);
        }
    };
    if let Some(folder) = node_libraries() {
        tells(Path::new("node"), "told.mjs", &folder, ["segment-node", "rudder-node"]);
    }
    if let Some(folder) = python_libraries() {
        let python = folder.join("venv/bin/python");
        tells(&python, "told.py", &folder, ["segment-python", "rudder-python"]);
    }
}
