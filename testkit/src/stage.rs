//! Where a story test plays: an empty shop on one engine, with a clock that obeys.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use collect::shop::{Address, Shop};
use domain::{FixedClock, Instant};
use records::{Records, RecordsError};
use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;

/// Where the second engine is found; `cargo xtask test` starts one and sets it.
const POSTGRES_VARIABLE: &str = "REGULARS_TEST_POSTGRES";

/// An empty shop, made for one story and gone after it.
pub struct Stage {
    clock: FixedClock,
    folder: TempDir,
    server: Option<String>,
}

impl Stage {
    /// The morning on which every story opens: Monday, 2 March 2026, 09:00 UTC.
    pub const OPENING: Instant = Instant(1_772_442_000_000_000);

    fn new(server: Option<String>) -> Self {
        let folder = tempfile::tempdir().expect("the temp dir is writable");
        Self { clock: FixedClock::at(Self::OPENING), folder, server }
    }

    /// The clock that the shop lives by.
    pub fn clock(&self) -> &FixedClock {
        &self.clock
    }

    /// A folder of this stage alone; the shop's home is in it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The shop's folder.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Where the rows live when they are not in the shop's folder.
    pub fn server(&self) -> Option<&str> {
        self.server.as_deref()
    }

    /// Opens the rows alone, for the rooms below the shop.
    pub async fn records(&self) -> Records {
        self.try_records().await.expect("a new shop can be opened")
    }

    /// The same where opening may be refused.
    pub async fn try_records(&self) -> Result<Records, RecordsError> {
        let file = || format!("sqlite:{}", self.folder.path().join("records.db").display());
        let address = self.server.clone().unwrap_or_else(file);
        let clock = Arc::new(self.clock.clone());
        Records::open(&address, clock).await
    }

    /// Opens the shop; once more gives what a restarted program would see.
    ///
    /// The tests inside `collect` open theirs from [`Stage::home`] and [`Stage::server`]: to
    /// them this is another crate's shop.
    pub async fn shop(&self) -> Shop {
        let address = Address { home: self.home(), records: self.server.clone() };
        let clock = Arc::new(self.clock.clone());
        Shop::open_with_clock(&address, clock).await.expect("a new shop can be opened")
    }
}

/// Plays a story in a file, and again on a server when there is one.
///
/// What fails says on which engine it failed in the test's output.
pub async fn on_both_engines(story: impl AsyncFn(Stage)) {
    on_one_engine(&story).await;
    if let Ok(server) = std::env::var(POSTGRES_VARIABLE) {
        println!("the story on PostgreSQL:");
        let database = Database::make(&server).await;
        story(Stage::new(Some(database.address.clone()))).await;
        database.drop().await;
    }
}

/// Plays a story in a file only, for what does not touch rows.
pub async fn on_one_engine(story: impl AsyncFn(Stage)) {
    println!("the story on SQLite:");
    story(Stage::new(None)).await;
}

/// A database of one story. One that fails leaves its own behind; the whole server is thrown
/// away at the end of the run.
struct Database {
    server: String,
    name: String,
    address: String,
}

impl Database {
    async fn make(server: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("story_{}_{number}", std::process::id());
        let (base, _) = server.rsplit_once('/').expect("the address names a database");
        let database = Self { server: server.to_owned(), address: format!("{base}/{name}"), name };
        database.tell(&format!("create database {}", database.name)).await;
        database
    }

    async fn drop(self) {
        self.tell(&format!("drop database {} with (force)", self.name)).await;
    }

    async fn tell(&self, sql: &str) {
        let mut connection = PgConnection::connect(&self.server)
            .await
            .expect("the server named by the environment answers");
        let statement = sqlx::AssertSqlSafe(sql);
        connection.execute(statement).await.expect("a test may make and drop databases");
    }
}
