//! Whatever is said at whichever door, the log names nobody.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::json;

use crate::owner::Owner;

const EMAIL: &str = "ganna.melnyk@example.test";
const PHONE: &str = "+380671112233";
const NAME: &str = "Мельниченко";

/// Says something at a door; what is answered does not matter.
fn say(address: &str, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("connected");
    let length = body.len();
    write!(
        stream,
        "{head}\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
    .expect("said");
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer.lines().next().unwrap_or_default().to_owned()
}

fn ended(mut process: Child) {
    let id = process.id().to_string();
    let asked = Command::new("kill").args(["-TERM", &id]).status().expect("asked");
    assert!(asked.success());
    assert!(process.wait().expect("it has ended").success());
}

#[test]
fn the_log_is_lines_of_json_in_which_nobody_is_named() {
    let owner = Owner::new();
    let key = owner.asks(&["key", "create", "web", "--scope", "ingest", "--json"]);
    let tells = key["secret"].as_str().expect("a secret").to_owned();
    let key = owner.asks(&["key", "create", "bi", "--scope", "admin", "--json"]);
    let asks = key["secret"].as_str().expect("a secret").to_owned();
    owner.runs(&["user", "create", "owner@shop.test", "--role", "owner"]);
    let path = owner.folder().join("log");
    let mut command = owner.command(&["serve", "--listen", "127.0.0.1:0", "--log", "json"]);
    let mut process = command
        .env("RUST_LOG", "debug")
        .stdout(Stdio::piped())
        .stderr(File::create(&path).expect("a file"))
        .spawn()
        .expect("the program starts");
    let out = process.stdout.take().expect("it was piped");
    let opened = BufReader::new(out).lines().next().expect("it says where").expect("text");
    let address = opened.split_once("http://").expect("an address").1.to_owned();

    let tells = format!("Authorization: Bearer {tells}");
    let asks = format!("Authorization: Bearer {asks}");
    let traits = json!({ "email": EMAIL, "phone": PHONE, "name": NAME });
    let identify = json!({ "userId": EMAIL, "traits": traits }).to_string();
    let wrong = json!({ "userId": [EMAIL], "event": NAME, "timestamp": PHONE }).to_string();
    let sign_in = json!({ "email": EMAIL, "password": NAME }).to_string();
    let doors = [
        (format!("POST /v1/identify HTTP/1.1\r\n{tells}"), identify.as_str()),
        (format!("POST /v1/track HTTP/1.1\r\n{tells}"), wrong.as_str()),
        (format!("POST /v1/track HTTP/1.1\r\n{tells}"), EMAIL),
        ("POST /hooks/shopify/sto_0123456789abcdef0123456789abcdef HTTP/1.1".into(), &identify),
        ("POST /api/v1/door/sign-in HTTP/1.1".into(), &sign_in),
        (format!("GET /api/v1/customers?search={EMAIL} HTTP/1.1\r\n{asks}"), ""),
        (format!("GET /api/v1/customers/{EMAIL} HTTP/1.1\r\n{asks}"), ""),
        (format!("POST /api/v1/sql HTTP/1.1\r\n{asks}"), r#"{"question":"select '$' from x"}"#),
        (format!("POST /p/preferences/{EMAIL} HTTP/1.1"), EMAIL),
        (format!("POST /p/unsubscribe/{PHONE} HTTP/1.1"), ""),
        (format!("POST /api/v1/imports HTTP/1.1\r\n{asks}"), &identify),
        (format!("GET /{EMAIL} HTTP/1.1"), ""),
    ];
    for (head, body) in &doors {
        let status = say(&address, head, &body.replace('$', EMAIL));
        assert!(status.starts_with("HTTP/1.1 ") && !status.contains(" 50"), "{head}: {status}");
    }
    ended(process);

    let log = std::fs::read_to_string(&path).expect("a log");
    assert!(!log.is_empty(), "at this level something is always told");
    for line in log.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).expect(line);
        assert!(entry["level"].is_string() && entry["timestamp"].is_string(), "{line}");
    }
    for somebody in [EMAIL, "ganna.melnyk", PHONE, "380671112233", NAME] {
        let line = log.lines().find(|line| line.contains(somebody));
        assert_eq!(line, None, "{somebody} is named");
    }
}
