//! People and keys from the terminal: the way in without a browser.

use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use crate::owner::{Owner, told};

#[test]
fn an_owner_is_made_without_a_browser_and_the_last_one_stays() {
    let owner = Owner::new();
    let anna = "anna@example.test";
    let mut command =
        owner.command(&["user", "create", anna, "--role", "owner", "--password-stdin"]);
    let mut process = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = process.stdin.take().expect("it was piped");
    stdin.write_all(b"rye bread at dawn\n").expect("it reads");
    drop(stdin);
    let output = process.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", told(&output));
    assert!(!told(&output).contains("rye bread"), "the password is not repeated");

    let link = owner.runs(&["user", "create", "boris@example.test", "--role", "sales"]);
    assert!(link.starts_with("http://127.0.0.1:7700/welcome#"), "{link}");
    owner.runs(&["user", "role", "boris@example.test", "analyst"]);
    let everybody = owner.asks(&["user", "list", "--json"]);
    assert_eq!(everybody[0]["has_password"], json!(true));
    assert_eq!(
        (&everybody[1]["role"], &everybody[1]["has_password"]),
        (&json!("analyst"), &json!(false))
    );

    for words in [&["user", "remove", anna][..], &["user", "role", anna, "support"]] {
        let refused = owner.command(words).output().expect("the program starts");
        assert_eq!(refused.status.code(), Some(2));
        assert!(told(&refused).contains("this is the last owner"), "{}", told(&refused));
    }
    owner.runs(&["user", "remove", "boris@example.test"]);
    assert_eq!(owner.runs(&["check", "audit"]), "the audit log is whole: 4 entries\n");
}
