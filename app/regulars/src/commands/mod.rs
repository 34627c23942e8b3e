//! One file a command: its arguments, and the verb it calls.

mod backup;
mod campaign;
mod check;
mod demo;
mod effects;
mod fields;
mod import;
mod imports;
mod journey;
mod key;
mod letter;
mod messages;
mod people;
mod privacy;
mod products;
mod question;
mod reports;
mod segment;
mod serve;
mod shop;
mod spend;
mod sql;
mod target;
mod task;
mod user;

use anyhow::Result;
use clap::Subcommand;
use know::abc::AbcOptions;
use know::acquisition::AcquisitionOptions;
use know::cohorts::CohortOptions;
use know::elsewhere::ElsewhereOptions;
use know::lifecycle::LifecycleOptions;
use know::people::api::PeopleQuery;
use know::retention::RetentionOptions;
use know::revenue::RevenueOptions;
use know::rhythm::RhythmOptions;

use crate::home::Place;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Fill a made-up shop in a temporary folder and serve it
    Demo(demo::Args),
    /// Take order history in out of files: tables, JSON, CommerceML, Parquet
    Import(import::Args),
    /// List the files that were taken in, take one back, keep what was told as a preset
    Imports(imports::Args),
    /// Shop systems that tell what happens in them: connected, listed, filled, checked
    #[command(subcommand)]
    Shop(shop::Args),
    /// Keys for programs that tell the shop something or ask it: made, listed, taken back
    #[command(subcommand)]
    Key(key::Args),
    /// What the law lets people ask: told everything, erased, made nameless, with a receipt
    #[command(subcommand)]
    Privacy(privacy::Args),
    /// Messages that one person is owed: receipts, passwords, what the law demands
    #[command(subcommand)]
    Messages(messages::Args),
    /// People who work in the shop: taken in, listed, given a role, let go
    #[command(subcommand)]
    User(user::Args),
    /// Whether the shop is whole: rows, columns, files, audit log, work, room, backups
    Check(check::Args),
    /// The whole shop of this moment in one file, also while it serves
    Backup(backup::Args),
    /// List the backups
    Backups(backup::ListArgs),
    /// Bring a shop back from a backup, into an empty folder or an empty server
    Restore(backup::RestoreArgs),
    /// Show and apply what a new version brings
    Migrate(check::MigrateArgs),
    /// Serve the page and the API, and do the work that is due
    Serve(serve::Args),
    /// The full report: every figure in one pass, with words first; also as a page to share
    Report(reports::ReportArgs),
    /// Every number of a period, beside the one before and last year; or what they mean
    Metrics(reports::MetricsArgs),
    /// Of the customers who came together, how many still buy later
    Cohorts(reports::Args<CohortOptions>),
    /// Who of the whole base stayed, period by period
    Retention(reports::Args<RetentionOptions>),
    /// Who is new, stays, comes back or falls silent, and where everybody stands
    Lifecycle(reports::Args<LifecycleOptions>),
    /// How recently, how often and for how much each customer bought
    Rfm(reports::RfmArgs),
    /// Which customers or products bring the money, and how steadily
    Abc(reports::Args<AbcOptions>),
    /// How long customers wait between purchases
    Rhythm(reports::Args<RhythmOptions>),
    /// What became of the revenue of a base period
    Revenue(reports::Args<RevenueOptions>),
    /// What subscriptions are worth a month, and how that moved; files of them taken in
    Subscriptions(reports::SubscriptionArgs),
    /// The same words as other tools count them, side by side
    Elsewhere(reports::Args<ElsewhereOptions>),
    /// Who is one person: looked for, merged, parted again
    #[command(subcommand)]
    People(people::Args),
    /// The shop's own fields of customers, and what is known in them
    #[command(subcommand)]
    Fields(fields::Args),
    /// Who is known and how he buys, sorted and filtered
    Customers(reports::Args<PeopleQuery>),
    /// What new customers cost by channel and month, and when they have paid for it
    Acquisition(reports::Args<AcquisitionOptions>),
    /// What the shop sells and what a piece costs: listed, taken in out of files, written down
    #[command(subcommand)]
    Products(products::Args),
    /// What marketing cost: listed, taken in out of files, written down
    #[command(subcommand)]
    Spend(spend::Args),
    /// What the metrics are wanted to be
    #[command(subcommand)]
    Target(target::Args),
    /// What each customer is worth ahead: who still buys, how often, for how much
    Value(reports::ValueArgs),
    /// Who will not order again, who will, and why
    #[command(visible_alias = "churn")]
    Leaving(reports::LeavingArgs),
    /// Show the kinds of customers: their portraits, names and how many there should be
    Personas(reports::PersonasArgs),
    /// What the shop will sell, and how far that is to be trusted
    Forecast(reports::ForecastArgs),
    /// What customers want next, and what goes with what
    Recommend(reports::RecommendArgs),
    /// Customers by a rule: saved, counted, listed
    #[command(subcommand)]
    Segment(segment::Args),
    /// Say one thing to many people, with some of them held out
    #[command(subcommand)]
    Campaign(campaign::Args),
    /// Letters put together of blocks: how they look, what they share, the MJML they become
    #[command(subcommand)]
    Letter(letter::Args),
    /// Say things step by step, to each in his own time
    #[command(subcommand)]
    Journey(journey::Args),
    /// What somebody of the shop is to do: listed, written down, done
    #[command(subcommand)]
    Task(task::Args),
    /// What campaigns changed, treated against held out
    Effects(effects::Args),
    /// Ask the facts a read-only question in SQL
    Sql(sql::Args),
    /// Questions in SQL that are asked again: kept, listed, removed
    #[command(subcommand)]
    Question(question::Args),
}

impl Command {
    /// Opens the shop and calls the verb.
    pub(crate) async fn run(self, place: &Place) -> Result<()> {
        match self {
            Self::Demo(args) => demo::run(args).await,
            Self::Import(args) => import::run(&place.open().await?, args).await,
            Self::Imports(args) => imports::run(&place.open().await?, args).await,
            Self::Shop(args) => shop::run(&place.open().await?, args).await,
            Self::Key(args) => key::run(&place.open().await?, args).await,
            Self::Privacy(args) => privacy::run(&place.open().await?, args).await,
            Self::Messages(args) => messages::run(&place.open().await?, args).await,
            Self::User(args) => user::run(&place.open().await?, args).await,
            Self::Check(args) => check::run(&place.open().await?, args).await,
            Self::Backup(args) => backup::run(&place.open().await?, args).await,
            Self::Backups(args) => backup::list(&place.open().await?, &args).await,
            Self::Restore(args) => backup::restore(place, args).await,
            Self::Migrate(args) => check::migrate(place, &args).await,
            Self::Serve(args) => serve::run(&place.open().await?, args).await,
            Self::People(args) => people::run(&place.open().await?, args).await,
            Self::Fields(args) => fields::run(&place.open().await?, args).await,
            Self::Report(args) => reports::run_report(&place.open().await?, args).await,
            Self::Metrics(args) => reports::run_metrics(place, args).await,
            Self::Cohorts(args) => reports::run_cohorts(&place.open().await?, args).await,
            Self::Retention(args) => reports::run_retention(&place.open().await?, args).await,
            Self::Lifecycle(args) => reports::run_lifecycle(&place.open().await?, args).await,
            Self::Rfm(args) => reports::run_rfm(&place.open().await?, args).await,
            Self::Abc(args) => reports::run_abc(&place.open().await?, args).await,
            Self::Rhythm(args) => reports::run_rhythm(&place.open().await?, args).await,
            Self::Revenue(args) => reports::run_revenue(&place.open().await?, args).await,
            Self::Subscriptions(args) => {
                reports::run_subscriptions(&place.open().await?, args).await
            }
            Self::Elsewhere(args) => reports::run_elsewhere(&place.open().await?, args).await,
            Self::Customers(args) => reports::run_customers(&place.open().await?, args).await,
            Self::Acquisition(args) => reports::run_acquisition(&place.open().await?, args).await,
            Self::Products(args) => products::run(&place.open().await?, args).await,
            Self::Spend(args) => spend::run(&place.open().await?, args).await,
            Self::Target(args) => target::run(&place.open().await?, args).await,
            Self::Value(args) => reports::run_value(&place.open().await?, args).await,
            Self::Leaving(args) => reports::run_leaving(&place.open().await?, args).await,
            Self::Personas(args) => reports::run_personas(&place.open().await?, args).await,
            Self::Forecast(args) => reports::run_forecast(&place.open().await?, args).await,
            Self::Recommend(args) => reports::run_recommend(&place.open().await?, args).await,
            Self::Segment(args) => segment::run(&place.open().await?, args).await,
            Self::Campaign(args) => campaign::run(&place.open().await?, args).await,
            Self::Letter(args) => letter::run(&place.open().await?, args).await,
            Self::Journey(args) => journey::run(&place.open().await?, args).await,
            Self::Task(args) => task::run(&place.open().await?, args).await,
            Self::Effects(args) => effects::run(&place.open().await?, args).await,
            Self::Sql(args) => sql::run(&place.open().await?, args).await,
            Self::Question(args) => question::run(&place.open().await?, args).await,
        }
    }
}
