//! Running programs for the browser stories: a shop with a history, and one without orders.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::checkout::Checkout;

/// Filling the demo shop takes seconds; a slow machine gets minutes.
const PATIENCE: Duration = Duration::from_secs(180);

/// One running `regulars`; dropping it ends the process and removes its shop.
pub struct Server {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Server {
    /// The demo shop, filled; its owner signs in with the password.
    pub fn with_demo_shop(checkout: &Checkout, password: &str) -> anyhow::Result<Self> {
        Self::start(checkout, &["demo", "--password", password])
    }

    /// A shop nobody has used yet.
    pub fn with_fresh_shop(checkout: &Checkout) -> anyhow::Result<Self> {
        Self::start(checkout, &["serve"])
    }

    fn start(checkout: &Checkout, words: &[&str]) -> anyhow::Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("regulars-stories-{port}"));
        std::fs::create_dir_all(&folder)?;
        let mut program = checkout.command(checkout.binary("regulars"));
        program.arg("--home").arg(folder.join("home")).args(words);
        program.args(["--listen", &format!("127.0.0.1:{port}")]);
        let process = program
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join("log"))?)
            .spawn()
            .with_context(|| format!("cannot start regulars {}", words[0]))?;
        let mut server = Self { process, port, folder };
        server.wait_until_ready().with_context(|| format!("regulars {}", words[0]))?;
        Ok(server)
    }

    /// Where the stories find it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.process.try_wait()? {
                bail!("ended at once ({status}): {}", self.last_words());
            }
            if self.is_ready().unwrap_or(false) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("does not answer: {}", self.last_words())
    }

    fn is_ready(&self) -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.starts_with("HTTP/1.1 200"))
    }

    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        log.lines().last().unwrap_or("it wrote nothing").to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing of this shop is kept, so nothing is lost by ending it at once.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
