//! Places where a shop cannot live, and what the program says about them.

use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;

use domain::SystemClock;
use records::{Actor, Records};

use crate::owner::{Owner, fails};
use crate::server::Server;

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let owner = Owner::new();
    let file = owner.folder().join("a-file");
    std::fs::write(&file, "not a folder").expect("the folder is writable");
    let home = file.join("home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_regulars"));
    let message = fails(command.arg("--home").arg(&home).arg("cohorts"));
    assert!(message.starts_with("error: cannot use "), "{message}");
    assert!(message.contains(home.to_str().expect("letters")), "{message}");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
    let address = taken.local_addr().expect("an address").to_string();
    let message = fails(&mut Owner::new().command(&["serve", "--listen", &address]));
    assert!(message.contains(&address), "{message}");
}

#[test]
fn an_address_that_others_reach_is_refused_until_there_is_an_owner() {
    let owner = Owner::new();
    let message = fails(&mut owner.command(&["serve", "--listen", "0.0.0.0:0"]));
    assert!(message.contains("run `regulars user create EMAIL --role owner` first"), "{message}");
    owner.runs(&["user", "create", "anna@example.test", "--role", "owner"]);
    let server = Server::listening(&owner, "0.0.0.0:0");
    assert!(server.address.starts_with("0.0.0.0:"), "{}", server.address);
}

#[tokio::test]
async fn a_home_of_a_later_version_is_left_as_it_is() {
    let owner = Owner::new();
    owner.runs(&["imports"]);
    let address = Records::file_address(&owner.home().join("regulars.db"));
    let records = Records::open(&address, Arc::new(SystemClock)).await.expect("it opens");
    let mut tx = records.write(Actor::System).await.expect("a transaction");
    let later = "insert into seaql_migrations (version, applied_at) values ('9999_later', 0)";
    tx.run(later, vec![]).await.expect("written");
    tx.commit().await.expect("kept");
    records.close().await.expect("closed");
    let message = fails(&mut owner.command(&["imports"]));
    assert!(message.contains("newer Regulars"), "{message}");
    assert_eq!(fails(&mut owner.command(&["serve"])), message, "and it stays so");
}

/// Files of the shop may not grow beyond four megabytes: what a full disk does, on any machine.
#[test]
fn a_disk_that_is_full_loses_nothing_and_a_larger_one_takes_the_file() {
    let owner = Owner::new();
    let few = owner.writes_orders("few.csv", 100);
    owner.imports(&few);
    let before = owner.counts();
    let many = owner.writes_orders("many.csv", 20_000);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg("trap '' XFSZ; ulimit -f 8000; exec \"$@\"").arg("sh");
    shell.arg(env!("CARGO_BIN_EXE_regulars")).arg("--home").arg(owner.home());
    let message = fails(shell.arg("import").arg(&many).args(["--zone", "UTC"]));
    assert!(message.contains("free some space and try again"), "{message}");
    assert!(owner.counts()["orders"].as_i64() >= before["orders"].as_i64(), "nothing is lost");
    owner.imports(&many);
    assert_eq!(owner.counts()["orders"], 20_000);
}
