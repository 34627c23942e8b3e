//! Bringing a shop's tables to this version.
//!
//! One ordered list of portable SQL texts, each named after the slice that owns its tables. The
//! order never changes and a text is never edited once it has landed.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};

use crate::{Engine, RecordsError};

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        /// Name and text of every migration, oldest first.
        const MIGRATIONS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../migrations/", $name, ".sql")))),*];
    };
}

migrations![
    "0001_records_spine",
    "0002_collect_shop",
    "0003_collect_imports",
    "0004_collect_facts",
    "0005_act_campaigns",
    "0006_collect_lines_as_text",
    "0007_collect_rejected_cells",
    "0008_know_segments",
    "0009_collect_live",
    "0010_collect_spend",
    "0011_know_targets",
    "0012_know_models",
    "0013_know_segment_keeping",
    "0014_records_happenings_by_kind",
    "0015_act_journeys",
    "0016_people",
    "0017_act_channels",
    "0018_know_questions",
    "0019_know_models_in_use",
    "0020_collect_storefronts",
    "0021_act_schedules_and_readings",
    "0022_collect_merging",
    "0023_collect_privacy",
    "0024_know_products_withheld",
    "0026_act_messages",
    "0027_collect_backups",
    "0028_collect_fields",
    "0029_collect_reverting",
    "0030_collect_presets",
    "0031_act_journey_days",
    "0033_act_letters_of_blocks",
    "0034_collect_people_brought",
    "0035_collect_products",
    "0036_act_letters_kept",
    "0037_act_tasks_and_calls",
    "0038_collect_subscriptions",
];

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        MIGRATIONS
            .iter()
            .map(|&(name, text)| Box::new(TextMigration { name, text }) as Box<dyn MigrationTrait>)
            .collect()
    }
}

struct TextMigration {
    name: &'static str,
    text: &'static str,
}

impl MigrationName for TextMigration {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for TextMigration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let engine = match manager.get_database_backend() {
            sea_orm::DbBackend::Postgres => Engine::Postgres,
            _ => Engine::Sqlite,
        };
        let text = self
            .text
            .replace("{sequence}", engine.sequence())
            .replace("{transaction_number}", engine.transaction_number());
        manager.get_connection().execute_unprepared(&text).await?;
        Ok(())
    }

    /// All of it or nothing, on SQLite too: a process killed within a migration would leave tables
    /// that nobody has noted, and a shop that cannot be opened any more.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Applies what is missing; refuses, changing nothing, what a later version has written.
pub(crate) async fn bring_up_to_date(
    connection: &DatabaseConnection,
    engine: Engine,
) -> Result<(), RecordsError> {
    let applied = applied(connection).await?;
    all_known(&applied)?;
    tracing::debug!(?engine, n_applied = applied.len(), "checking migrations");
    Migrator::up(connection, None).await?;
    Ok(())
}

/// Makes the tables as they were when these migrations, and no later ones, had been applied.
///
/// What was applied here before must be among them.
pub(crate) async fn bring_up_to(
    connection: &DatabaseConnection,
    wanted: &[String],
) -> Result<(), RecordsError> {
    all_known(wanted)?;
    let applied = applied(connection).await?;
    if let Some(later) = applied.iter().find(|name| !wanted.contains(name)) {
        return Err(RecordsError::TooNew { migration: later.clone() });
    }
    let n_missing = wanted.len() - applied.len();
    if n_missing > 0 {
        Migrator::up(connection, Some(u32::try_from(n_missing).unwrap_or(u32::MAX))).await?;
    }
    Ok(())
}

/// Names of the migrations that are still to be applied, oldest first.
pub(crate) async fn pending(connection: &DatabaseConnection) -> Result<Vec<String>, RecordsError> {
    let applied = applied(connection).await?;
    all_known(&applied)?;
    let names = MIGRATIONS.iter().map(|(name, _)| (*name).to_owned());
    Ok(names.filter(|name| !applied.contains(name)).collect())
}

async fn applied(connection: &DatabaseConnection) -> Result<Vec<String>, RecordsError> {
    let rows = Migrator::get_migration_models(connection).await?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

fn all_known(names: &[String]) -> Result<(), RecordsError> {
    match names.iter().find(|name| !MIGRATIONS.iter().any(|(known, _)| known == name)) {
        Some(unknown) => Err(RecordsError::TooNew { migration: unknown.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct CutOff;

    impl MigratorTrait for CutOff {
        fn migrations() -> Vec<Box<dyn MigrationTrait>> {
            let text = "create table begun (n bigint); insert into no_such_table values (1)";
            vec![Box::new(TextMigration { name: "0001_cut_off", text })]
        }
    }

    #[tokio::test]
    async fn a_migration_that_breaks_off_leaves_nothing_behind() {
        let mut memory = sea_orm::ConnectOptions::new("sqlite::memory:".to_owned());
        memory.max_connections(1);
        let connection = sea_orm::Database::connect(memory).await.expect("an engine");
        assert!(CutOff::up(&connection, None).await.is_err());
        let begun = connection.execute_unprepared("select n from begun").await;
        assert!(begun.is_err(), "half a migration would stand in the way of the whole");
    }
}
