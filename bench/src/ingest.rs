//! Telling events over HTTP: how many a second are on the disk, and how long a request takes at
//! half of that.
//!
//! The speakers are threads of this process on the machine of the server; what they cost is part of
//! the figure. Beside it stands a program that writes the same rows and does nothing else.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::{Value, json};

use crate::Arguments;
use crate::server::Server;
use crate::sheet::Sheet;

/// Speakers at once, each with a connection of its own.
const N_SPEAKERS: usize = 8;
/// Events of a batch.
const BATCH: usize = 100;
/// How long is spoken in each part.
const SPEAKING: Duration = Duration::from_secs(10);
/// People whose events they are.
const N_PEOPLE: usize = 10_000;
/// Rows of one transaction of the program beside it: what our group commits carry under this load.
const ROWS_AT_ONCE: usize = N_SPEAKERS * BATCH;

/// What came of speaking for some time.
struct Spoken {
    n_events: usize,
    seconds: f64,
    /// Of each request, sorted.
    waits: Vec<Duration>,
}

impl Spoken {
    fn a_second(&self) -> f64 {
        self.n_events as f64 / self.seconds
    }

    fn wait_ms(&self, share: f64) -> f64 {
        let last = self.waits.len().saturating_sub(1);
        let place = (last as f64 * share) as usize;
        self.waits.get(place).map_or(f64::NAN, |wait| wait.as_secs_f64() * 1_000.0)
    }
}

/// Measures batches at full speed and at half of it, and single events.
pub fn measure(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let folder = tempfile::tempdir_in(&arguments.folder)?;
    let home = folder.path().join("home");
    let key = make_key(&arguments.program, &home)?;
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let server = Server::start(&arguments.program, &home, port)?;
    server.wait_for("/readyz", &key)?;
    let speakers = Speakers { port, key };
    sheet.open("Events told over HTTP, on the disk when acknowledged", &["what", "figure"]);
    let full = speakers.speak(1, BATCH, None)?;
    let rate = full.a_second();
    sheet.line(&["events a second, in batches of 100", &format!("{rate:.0}")]);
    let half = speakers.speak(2, BATCH, Some(rate / 2.0))?;
    sheet.line(&["milliseconds of a batch at half of that, median", &ms(half.wait_ms(0.5))]);
    sheet.line(&["milliseconds of a batch at half of that, 99 of 100", &ms(half.wait_ms(0.99))]);
    let single = speakers.speak(3, 1, None)?;
    sheet.line(&["single requests a second", &format!("{:.0}", single.a_second())]);
    let memory = crate::children::resident_mb(server.child())?;
    sheet.line(&["resident memory after all that, MB", &format!("{memory:.0}")]);
    drop(server);
    let limit = limit(folder.path(), full.n_events)?;
    sheet.line(&["rows a second of a program that only writes them", &format!("{limit:.0}")]);
    sheet.line(&["events told as a share of that", &format!("{:.2}", rate / limit)]);
    Ok(())
}

fn ms(milliseconds: f64) -> String {
    format!("{milliseconds:.1}")
}

fn make_key(program: &Path, home: &Path) -> anyhow::Result<String> {
    let mut command = Command::new(program);
    command.arg("--home").arg(home).args(["key", "create", "web", "--json"]);
    let output = command.output().context("cannot start the program")?;
    let made: Value = serde_json::from_slice(&output.stdout).context("a key is JSON")?;
    Ok(made["secret"].as_str().context("a key has a secret")?.to_owned())
}

/// The same rows by a minimal program: Python's module is a thin layer over the engine itself.
fn limit(folder: &Path, n_rows: usize) -> anyhow::Result<f64> {
    let mut command = Command::new("python3");
    command.arg("bench/peers/ingest.py").arg(folder.join("limit.db"));
    command.args([n_rows.to_string(), ROWS_AT_ONCE.to_string()]);
    let run = crate::children::run(&mut command, None)?;
    let told: Value = serde_json::from_str(&run.output)?;
    let found = told["found"].as_f64().context("it counts its rows")?;
    Ok(found / told["seconds"].as_f64().context("it tells its seconds")?)
}

struct Speakers {
    port: u16,
    key: String,
}

impl Speakers {
    /// Speaks for a while; `pace` is how many events a second are wanted, none as many as can be.
    fn speak(&self, round: usize, batch: usize, pace: Option<f64>) -> anyhow::Result<Spoken> {
        let started = Instant::now();
        let between =
            pace.map(|pace| Duration::from_secs_f64(batch as f64 * N_SPEAKERS as f64 / pace));
        let waits = std::thread::scope(|scope| {
            let speakers: Vec<_> = (0..N_SPEAKERS)
                .map(|speaker| {
                    let words = Words { round, speaker, batch };
                    scope.spawn(move || self.one(&words, between, started))
                })
                .collect();
            let waits = speakers.into_iter().map(|one| one.join().expect("a speaker ends"));
            waits.collect::<anyhow::Result<Vec<Vec<Duration>>>>()
        })?;
        let mut waits = waits.concat();
        waits.sort_unstable();
        let seconds = started.elapsed().as_secs_f64();
        Ok(Spoken { n_events: waits.len() * batch, seconds, waits })
    }

    fn one(
        &self,
        words: &Words,
        between: Option<Duration>,
        started: Instant,
    ) -> anyhow::Result<Vec<Duration>> {
        let mut stream = BufReader::new(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?);
        stream.get_ref().set_nodelay(true)?;
        let mut waits = Vec::new();
        while started.elapsed() < SPEAKING {
            let body = words.body(waits.len());
            if let Some(between) = between {
                // A speaker who is late does not wait; those who wait their turn are spread evenly.
                let shift = between.mul_f64(words.speaker as f64 / N_SPEAKERS as f64);
                let due = between * waits.len() as u32 + shift;
                std::thread::sleep(due.saturating_sub(started.elapsed()));
            }
            let asked = Instant::now();
            self.tell(&mut stream, words.call(), &body)?;
            waits.push(asked.elapsed());
        }
        Ok(waits)
    }

    fn tell(
        &self,
        stream: &mut BufReader<TcpStream>,
        call: &str,
        body: &str,
    ) -> anyhow::Result<()> {
        let head = format!(
            "POST /v1/{call} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n\
             Content-Length: {}\r\n\r\n",
            self.port,
            self.key,
            body.len()
        );
        stream.get_mut().write_all(format!("{head}{body}").as_bytes())?;
        let mut line = String::new();
        stream.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            bail!("the server answers {line}");
        }
        let mut length = 0;
        while line != "\r\n" {
            line.clear();
            stream.read_line(&mut line)?;
            if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = told.trim().parse()?;
            }
        }
        stream.read_exact(&mut vec![0; length])?;
        Ok(())
    }
}

/// What one speaker says.
struct Words {
    round: usize,
    speaker: usize,
    batch: usize,
}

impl Words {
    fn call(&self) -> &'static str {
        if self.batch == 1 { "track" } else { "batch" }
    }

    fn body(&self, nth: usize) -> String {
        let event = |i: usize| {
            let name = format!("{}-{}-{nth}-{i}", self.round, self.speaker);
            let person = (nth * self.batch + i) * 7_919 % N_PEOPLE;
            json!({ "type": "track", "event": "Product Viewed", "userId": format!("u{person}"),
                // As random as the ids of the libraries: neighbours in time are none in the index.
                "messageId": format!("{:016x}-{name}", scattered(&name)),
                "timestamp": "2026-03-01T09:30:00Z",
                "properties": { "sku": "rye-700", "price": 3.2, "name": "Rye bread" },
                "context": { "library": { "name": "bench", "version": "1" } } })
        };
        if self.batch == 1 {
            return event(0).to_string();
        }
        let events: Vec<Value> = (0..self.batch).map(event).collect();
        json!({ "batch": events }).to_string()
    }
}

/// FNV-1a, finished as SplitMix64 is.
fn scattered(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 27)
}
