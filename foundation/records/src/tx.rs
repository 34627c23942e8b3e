//! One transaction in one shop.

use std::sync::Arc;

use domain::{Clock, Instant};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, QueryResult, Statement};
use uuid::Uuid;

use crate::{Engine, RecordsError, places};

pub use sea_orm::Value;

/// Who is doing this; written into the audit columns and the happenings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The program itself: a job, a migration, a command line without a user.
    System,
    /// A person at the page or the command line.
    Staff(String),
    /// The customer himself, through a public page.
    Customer,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::Staff(name) => write!(f, "staff:{name}"),
            Self::Customer => f.write_str("customer"),
        }
    }
}

/// One transaction in one shop, carrying the clock, the randomness and the actor.
///
/// The first argument of every verb. What is written through it is kept together by
/// [`ShopTx::commit`]; dropped, it leaves no trace.
pub struct ShopTx {
    tx: DatabaseTransaction,
    engine: Engine,
    clock: Arc<dyn Clock>,
    actor: Actor,
    lots: StdRng,
}

/// Rows to add to one table in few statements.
pub struct Insert<'a> {
    /// The table.
    pub table: &'a str,
    /// Its columns, in the order of each row's values.
    pub columns: &'a [&'a str],
    /// What to do with rows that exist, for example `on conflict (id) do nothing`; may be empty.
    pub conflict: &'a str,
}

/// Bind values of one bulk statement: enough to make the round trip cheap, few enough that its
/// text stays short and is prepared once.
const BINDS_AT_ONCE: usize = 8_000;

impl ShopTx {
    pub(crate) fn new(
        tx: DatabaseTransaction,
        engine: Engine,
        clock: Arc<dyn Clock>,
        actor: Actor,
    ) -> Self {
        let lots = match clock.lot() {
            Some(lot) => StdRng::seed_from_u64(lot),
            None => StdRng::from_rng(&mut rand::rng()),
        };
        Self { tx, engine, clock, actor, lots }
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Who is doing this.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// A new id of any type: a UUIDv7, so that ids sort by the time they were made.
    pub fn new_id<Id: From<Uuid>>(&mut self) -> Id {
        let millis = u64::try_from(self.now().0 / 1_000).unwrap_or_default();
        let mut random = [0_u8; 10];
        self.lots.fill_bytes(&mut random);
        Id::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Fresh random bytes, for secrets: never from a clock's lots.
    pub fn random_bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0_u8; N];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Runs a statement with `$1`-style values; answers how many rows it touched.
    pub async fn run(&mut self, sql: &str, values: Vec<Value>) -> Result<u64, RecordsError> {
        Ok(self.tx.execute_raw(self.statement(sql, values)).await?.rows_affected())
    }

    /// Every row of a question.
    pub async fn rows<T: FromQueryResult>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<T>, RecordsError> {
        let found = self.tx.query_all_raw(self.statement(sql, values)).await?;
        Ok(found.iter().map(|row| T::from_query_result(row, "")).collect::<Result<_, _>>()?)
    }

    /// Every row of a question whose columns are known only when it is asked.
    pub(crate) async fn rows_of_any_kind(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<QueryResult>, RecordsError> {
        Ok(self.tx.query_all_raw(self.statement(sql, values)).await?)
    }

    /// The only row of a question, if there is one.
    pub async fn row<T: FromQueryResult>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<T>, RecordsError> {
        let found = self.tx.query_one_raw(self.statement(sql, values)).await?;
        Ok(found.map(|row| T::from_query_result(&row, "")).transpose()?)
    }

    /// The first column of the only row as a whole number: counts, sums, sequence numbers.
    pub async fn number(&mut self, sql: &str, values: Vec<Value>) -> Result<i64, RecordsError> {
        let found = self.tx.query_one_raw(self.statement(sql, values)).await?;
        let number = found.map(|row| row.try_get_by_index::<Option<i64>>(0)).transpose()?;
        Ok(number.flatten().unwrap_or_default())
    }

    /// Adds rows in as few statements as the engine's limit of bound values allows.
    ///
    /// Row by row would pay one round trip to the engine's thread each.
    pub async fn insert_many(
        &mut self,
        insert: Insert<'_>,
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, RecordsError> {
        let n_columns = insert.columns.len();
        let chunk = (self.engine.binds_max().min(BINDS_AT_ONCE) / n_columns).max(1);
        let mut touched = 0;
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let values: Vec<Value> = rows.by_ref().take(chunk).flatten().collect();
            let sql = insert.text(self.engine, values.len() / n_columns);
            let statement = Statement::from_sql_and_values(self.engine.backend(), sql, values);
            touched += self.tx.execute_raw(statement).await?.rows_affected();
        }
        Ok(touched)
    }

    /// Takes `n` whole numbers in a row from a named counter; answers the first.
    ///
    /// Numbers of a rolled back transaction are taken again, so the numbers stay dense.
    pub async fn take_numbers(&mut self, counter: &str, n: i64) -> Result<i64, RecordsError> {
        let sql = "insert into counter (name, value) values ($1, $2)
                   on conflict (name) do update set value = counter.value + excluded.value
                   returning value";
        let after = self.number(sql, vec![counter.into(), n.into()]).await?;
        Ok(after - n + 1)
    }

    /// The last number that was taken from a named counter; 0 before the first.
    pub async fn last_number(&mut self, counter: &str) -> Result<i64, RecordsError> {
        self.number("select value from counter where name = $1", vec![counter.into()]).await
    }

    /// From now on the engine writes over what is deleted, as far as it can: nothing of a person
    /// who goes shall stay behind in pages that are free.
    pub async fn overwrite_deleted(&mut self) -> Result<(), RecordsError> {
        if let Some(word) = self.engine.overwrite_deleted() {
            self.tx.execute_unprepared(word).await?;
        }
        Ok(())
    }

    /// Appended to a `select` that reads a balance about to be changed: others wait their turn.
    pub fn lock_clause(&self) -> &'static str {
        self.engine.for_update()
    }

    /// Keeps everything written in this transaction.
    pub async fn commit(self) -> Result<(), RecordsError> {
        Ok(self.tx.commit().await?)
    }

    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        let backend = self.engine.backend();
        match self.engine {
            Engine::Postgres => Statement::from_sql_and_values(backend, sql, values),
            Engine::Sqlite => {
                let (sql, values) = places::nameless(sql, values);
                Statement::from_sql_and_values(backend, sql, values)
            }
        }
    }
}

impl Insert<'_> {
    fn text(&self, engine: Engine, n_rows: usize) -> String {
        let n_columns = self.columns.len();
        let mut sql = format!("insert into {} ({}) values", self.table, self.columns.join(", "));
        for place in 0..n_rows * n_columns {
            let before = match place % n_columns {
                0 if place == 0 => " (",
                0 => "), (",
                _ => ", ",
            };
            sql.push_str(before);
            engine.put_place(&mut sql, place + 1);
        }
        sql.push_str(") ");
        sql.push_str(self.conflict);
        sql
    }
}
