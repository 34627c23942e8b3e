//! Opening a shop's records by their address.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use domain::Clock;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, IsolationLevel, SqliteTransactionMode,
    SqlxPostgresConnector, SqlxSqliteConnector, TransactionOptions, TransactionTrait,
};
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::{Actor, Engine, RecordsError, ShopTx, carrying, migrator, traces};

/// The rows of one shop; cheap to clone.
#[derive(Clone, Debug)]
pub struct Records {
    engine: Engine,
    writer: DatabaseConnection,
    readers: DatabaseConnection,
    clock: Arc<dyn Clock>,
}

/// Readers beside the one writer; reports read files, so few rows are asked for at a time.
const READERS_MAX: u32 = 4;

/// Pages kept in memory, in KiB below zero as SQLite wants it: the writer finds most of its index
/// pages again, a reader that walks through all orders none.
const WRITER_CACHE: &str = "-16384";
const READER_CACHE: &str = "-8192";
/// Pages in the log before they are copied into the file: in a large import a page is changed
/// several times until then and copied once.
const LOG_PAGES: &str = "4000";

/// How long somebody waits for a server that does not answer before he is told so.
const SERVER_PATIENCE: Duration = Duration::from_secs(10);

impl Records {
    /// Opens the records at an address and brings them to this version.
    ///
    /// `sqlite:PATH` is a file (made when missing), `postgres://…` a server; a schema other than
    /// `public` is named by `?options=-csearch_path%3DNAME`. Fails with
    /// [`RecordsError::TooNew`], changing nothing, when a later version has written them.
    pub async fn open(address: &str, clock: Arc<dyn Clock>) -> Result<Self, RecordsError> {
        let records = Self::connect(address, clock).await?;
        records.bring_up_to_date().await?;
        Ok(records)
    }

    /// Opens records that have no row yet with their tables as these migrations left them, to be
    /// filled with rows of that time.
    ///
    /// Fails with [`RecordsError::NotEmpty`], changing nothing, where somebody is at home.
    pub async fn open_empty(
        address: &str,
        clock: Arc<dyn Clock>,
        migrations: &[String],
    ) -> Result<Self, RecordsError> {
        let records = Self::connect(address, clock).await?;
        records.make_room(address).await?;
        migrator::bring_up_to(&records.writer, migrations).await?;
        Ok(records)
    }

    /// What a restore that was cut off has left makes room; anything else stays and is told.
    async fn make_room(&self, address: &str) -> Result<(), RecordsError> {
        let mut tx = self.write(Actor::System).await?;
        if carrying::is_empty(&mut tx).await? {
            return Ok(());
        }
        let is_ours = traces::columns(&mut tx).await?.iter().any(|it| it.table_name == "counter");
        if !is_ours || !carrying::is_unfinished(&mut tx).await? {
            return Err(RecordsError::NotEmpty { address: without_password(address) });
        }
        carrying::empty(&mut tx).await?;
        tx.commit().await
    }

    /// The migrations that opening these records would apply, oldest first; nothing is changed.
    pub async fn pending(
        address: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Vec<String>, RecordsError> {
        let records = Self::connect(address, clock).await?;
        let pending = migrator::pending(&records.writer).await?;
        records.close().await?;
        Ok(pending)
    }

    /// Applies what this version brings.
    pub async fn bring_up_to_date(&self) -> Result<(), RecordsError> {
        migrator::bring_up_to_date(&self.writer, self.engine).await
    }

    async fn connect(address: &str, clock: Arc<dyn Clock>) -> Result<Self, RecordsError> {
        match address.strip_prefix("sqlite:") {
            Some(path) => Self::open_file(Path::new(path), clock).await,
            None => Self::open_server(address, clock).await,
        }
    }

    /// How many bytes the rows take.
    pub async fn n_bytes(&self) -> Result<i64, RecordsError> {
        self.read().await?.number(self.engine.size(), vec![]).await
    }

    /// The address of records that are kept in a file.
    pub fn file_address(path: &Path) -> String {
        format!("sqlite:{}", path.display())
    }

    async fn open_file(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, RecordsError> {
        // An acknowledgement means on disk: FULL waits for the log to be there. Statements are
        // not logged: they name people, and a bulk insert is a hundred thousand characters long.
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(30))
            .foreign_keys(true)
            .pragma("wal_autocheckpoint", LOG_PAGES)
            .pragma("temp_store", "memory")
            .disable_statement_logging();
        let cannot_open = |error: sqlx::Error| cannot_open(&path.display().to_string(), &error);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone().pragma("cache_size", WRITER_CACHE))
            .await
            .map_err(cannot_open)?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            .connect_with(options.pragma("cache_size", READER_CACHE).pragma("query_only", "on"))
            .await
            .map_err(cannot_open)?;
        Ok(Self {
            engine: Engine::Sqlite,
            writer: SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
            readers: SqlxSqliteConnector::from_sqlx_sqlite_pool(readers),
            clock,
        })
    }

    async fn open_server(address: &str, clock: Arc<dyn Clock>) -> Result<Self, RecordsError> {
        let options = PgConnectOptions::from_str(address)
            .map_err(|error| cannot_open(&without_password(address), &error))?
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(READERS_MAX * 2)
            .acquire_timeout(SERVER_PATIENCE)
            .connect_with(options)
            .await
            .map_err(|error| cannot_open(&without_password(address), &error))?;
        let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        Ok(Self {
            engine: Engine::Postgres,
            writer: connection.clone(),
            readers: connection,
            clock,
        })
    }

    /// Which engine runs; for messages to the person who operates it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The clock that every transaction carries.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Begins a transaction that may write; dropped without a commit it leaves no trace.
    pub async fn write(&self, actor: Actor) -> Result<ShopTx, RecordsError> {
        // A deferred transaction that upgrades to writing fails at once and ignores the busy
        // timeout; an immediate one waits its turn.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.writer.begin_with_options(options).await?;
        Ok(ShopTx::new(tx, self.engine, self.clock.clone(), actor))
    }

    /// Begins a transaction that sees one moment of the shop and cannot write.
    pub async fn read(&self) -> Result<ShopTx, RecordsError> {
        let options = match self.engine {
            Engine::Sqlite => TransactionOptions::default(),
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        let tx = self.readers.begin_with_options(options).await?;
        Ok(ShopTx::new(tx, self.engine, self.clock.clone(), Actor::System))
    }

    /// Brings everything written into the file itself and leaves the log empty, so that only one
    /// file has to be looked at; on a server nothing.
    pub async fn empty_the_log(&self) -> Result<(), RecordsError> {
        if self.engine == Engine::Sqlite {
            self.writer.execute_unprepared("pragma wal_checkpoint(truncate)").await?;
        }
        Ok(())
    }

    /// Writes the rows anew without what was deleted or replaced.
    ///
    /// Everybody who writes waits meanwhile. A server only makes that room free to be written over.
    pub async fn write_anew(&self) -> Result<(), RecordsError> {
        self.writer.execute_unprepared("vacuum").await?;
        self.empty_the_log().await
    }

    /// Lets go of every connection, so that a file can be moved or a database dropped.
    pub async fn close(self) -> Result<(), RecordsError> {
        self.readers.close().await?;
        self.writer.close().await?;
        Ok(())
    }
}

fn cannot_open(address: &str, error: &sqlx::Error) -> RecordsError {
    RecordsError::CannotOpen { address: address.to_owned(), reason: error.to_string() }
}

/// The address as it may be shown: what stands between `:` and `@` is hidden.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    match rest.rsplit_once('@') {
        Some((credentials, host)) => {
            let user = credentials.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        None => address.to_owned(),
    }
}
