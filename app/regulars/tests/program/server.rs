//! The program while it serves, and somebody who speaks HTTP to it over a bare connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::Value;

use crate::owner::Owner;

/// A running server; it ends, without a warning, when it is let go.
pub struct Server {
    process: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// A key that may ask everything.
    key: String,
}

impl Server {
    /// Starts serving the owner's shop on a free port.
    pub fn of(owner: &Owner) -> Self {
        Self::listening(owner, "127.0.0.1:0")
    }

    /// Starts serving the owner's shop there.
    pub fn listening(owner: &Owner, listen: &str) -> Self {
        let mut command = owner.command(&["serve", "--listen", listen]);
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(process.stdout.take().expect("it was piped")).lines();
        let opened = lines.next().expect("it says where it is").expect("text");
        let (_, address) = opened.split_once("http://").expect("an address");
        let key = owner.asks(&["key", "create", "tests", "--scope", "read", "--json"]);
        let key = key["secret"].as_str().expect("a secret").to_owned();
        Self { address: address.to_owned(), process, key }
    }

    /// Pulls the plug.
    pub fn kill(mut self) {
        self.process.kill().expect("it can be killed");
        self.process.wait().expect("it has ended");
    }

    /// Asks it politely to end.
    pub fn ask_to_end(&mut self) {
        let process = self.process.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &process]).status().expect("it is asked");
        assert!(asked.success());
    }

    /// Waits until it has ended.
    pub fn ended(mut self) -> ExitStatus {
        self.process.wait().expect("it has ended")
    }

    /// What it answers to a question.
    pub fn asked(&self, path: &str) -> Value {
        let key = &self.key;
        let request =
            format!("GET {path} HTTP/1.1\r\nConnection: close\r\nAuthorization: Bearer {key}\r\n");
        let (status, answer) = exchange(&self.address, &request, "").expect("it answers");
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Tells something under `/v1`; an error when the connection breaks before the answer is whole.
pub fn tell(address: &str, call: &str, key: &str, body: &Value) -> std::io::Result<(u16, Value)> {
    let request = format!(
        "POST /v1/{call} HTTP/1.1\r\nConnection: close\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: application/json\r\n"
    );
    exchange(address, &request, &body.to_string())
}

fn exchange(address: &str, request: &str, body: &str) -> std::io::Result<(u16, Value)> {
    let mut stream = TcpStream::connect(address)?;
    let length = body.len();
    write!(stream, "{request}Host: {address}\r\nContent-Length: {length}\r\n\r\n{body}")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let broken = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(broken)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let body = serde_json::from_str(body).map_err(|_| broken())?;
    Ok((status.ok_or_else(broken)?, body))
}
