//! The idle server with the demo shop: how soon it answers, how much memory it keeps.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use collect::keys::{self, Scope};
use collect::settling;
use collect::shop::{Address, Shop};
use records::Actor;
use testkit::demo::{Arm, DemoShop, Plan};

use crate::Arguments;
use crate::children::{median, resident_mb};
use crate::sheet::Sheet;

/// Long enough for everything that happens at a start to be over.
const IDLE: Duration = Duration::from_secs(10);

/// Fills a home, then starts a server on it several times.
pub async fn measure(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let home = folder.path().join("home");
    let secret = fill(&home).await?;
    let (mut answers, mut idle, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..arguments.runs {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let started = Instant::now();
        let server = Server::start(&arguments.program, &home, port)?;
        server.wait_for("/api/v1/shop", &secret)?;
        answers.push(started.elapsed().as_secs_f64());
        std::thread::sleep(IDLE);
        idle.push(resident_mb(&server.child)?);
        server.wait_for("/api/v1/reports/cohorts", &secret)?;
        asked.push(resident_mb(&server.child)?);
    }
    sheet.open("The server with the demo shop", &["what", "figure"]);
    sheet.line(&["start to first answer, seconds", &format!("{:.2}", median(answers))]);
    sheet.line(&["resident when idle, MB", &format!("{:.0}", median(idle))]);
    sheet.line(&["resident after a cohort table, MB", &format!("{:.0}", median(asked))]);
    Ok(())
}

/// Fills a home; answers the key that may ask it.
async fn fill(home: &Path) -> anyhow::Result<String> {
    let shop = Shop::open(&Address { home: home.to_owned(), records: None }).await?;
    let demo = DemoShop::make(Plan::usual(jiff::civil::date(2026, 3, 2)));
    demo.fill_before_campaign(&shop).await?;
    demo.fill_after_campaign(&shop, |_| Arm::NotTreated).await?;
    settling::settle(&shop).await?;
    let mut tx = shop.write(Actor::System).await?;
    let secret = keys::create(&mut tx, "bench", Scope::Read).await?.secret;
    tx.commit().await?;
    Ok(secret)
}

/// A running program; it ends when it is let go.
pub struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts serving a home.
    pub fn start(program: &Path, home: &Path, port: u16) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.arg("--home").arg(home).args(["serve", "--listen", &format!("127.0.0.1:{port}")]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self { child: command.spawn().context("cannot start the server")?, port })
    }

    /// Asks with a key until the server answers with success.
    pub fn wait_for(&self, path: &str, key: &str) -> anyhow::Result<()> {
        let deadline = Instant::now() + Duration::from_secs(60);
        while Instant::now() < deadline {
            if self.status_of(path, key).is_ok_and(|status| status.starts_with("HTTP/1.1 200")) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("the server does not answer {path}")
    }

    /// The process, for measuring it.
    pub fn child(&self) -> &Child {
        &self.child
    }

    fn status_of(&self, path: &str, key: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", self.port)?;
        write!(stream, "Authorization: Bearer {key}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which the questions above have noticed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
