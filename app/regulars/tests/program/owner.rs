//! An owner at his terminal, with a shop of his own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// An owner; his shop is gone with him.
pub struct Owner {
    folder: TempDir,
}

impl Owner {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("the temp dir is writable") }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn home(&self) -> PathBuf {
        self.folder().join("home")
    }

    /// The program with these words behind it, in his shop.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_regulars"));
        command.arg("--home").arg(self.home()).args(words);
        command
    }

    /// What the program answers when all goes well.
    pub fn runs(&self, words: &[&str]) -> String {
        let output = self.command(words).output().expect("the program starts");
        assert!(output.status.success(), "{words:?}: {}", told(&output));
        String::from_utf8(output.stdout).expect("text")
    }

    /// The same as JSON.
    pub fn asks(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.runs(words)).expect("JSON")
    }

    /// A file of so many orders, each of a customer of his own who agreed to letters.
    pub fn writes_orders(&self, name: &str, n: usize) -> PathBuf {
        let mut text = String::from("order_id,customer_id,email,ordered_at,amount,email_consent\n");
        for i in 0..n {
            let day = 1 + i % 28;
            text += &format!("{i},c{i},c{i}@example.test,2026-01-{day:02} 10:00:00,12.50,yes\n");
        }
        let path = self.folder().join(name);
        std::fs::write(&path, text).expect("the folder is writable");
        path
    }

    /// Takes a file of orders in; answers the summary.
    pub fn imports(&self, path: &Path) -> Value {
        let path = path.to_str().expect("a path of letters");
        self.asks(&["import", path, "--zone", "UTC", "--currency", "EUR", "--json"])
    }

    /// Orders and customers, as the facts have them.
    pub fn counts(&self) -> Value {
        let question = "select count(*) as orders, count(distinct customer_id) as customers,
                        sum(amount) as amount from orders";
        self.asks(&["sql", question, "--json"])[0].clone()
    }
}

/// What the program wrote for people.
pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs a command that must fail with exit code 1; answers its message.
pub fn fails(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    told(&output)
}
