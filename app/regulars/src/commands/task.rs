//! `regulars task`: what somebody of the shop is to do, from the terminal.

use act::tasks::api::{TaskOut, shown};
use act::tasks::{self, Assignee, Ending, Filter, New, TaskError};
use anyhow::{Context, Result};
use clap::Subcommand;
use collect::customers;
use collect::shop::{self, Shop};
use domain::{CustomerId, Instant, TaskId};
use records::Actor;

use crate::{WrongUsage, print};

/// What to do with tasks.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List what is to be done, the most urgent first
    List(ListArgs),
    /// Write a task down
    Add(AddArgs),
    /// It is done; a journey that waits for it goes on
    Done(EndArgs),
    /// Nobody needs to do it any more
    Drop(EndArgs),
}

/// Which tasks.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Those that have ended, the newest first
    #[arg(long)]
    ended: bool,
    /// Those about one customer, as `cus_…`
    #[arg(long)]
    customer: Option<CustomerId>,
    /// As many as this at most
    #[arg(long, default_value_t = 100)]
    limit: u32,
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// A task to be written down.
#[derive(clap::Args)]
pub(crate) struct AddArgs {
    /// What is to be done
    title: String,
    /// What helps to do it
    #[arg(long, default_value = "")]
    details: String,
    /// About whom, as `cus_…`
    #[arg(long)]
    customer: Option<CustomerId>,
    /// A role (owner, marketer, sales) or the address of somebody of the staff
    #[arg(long, value_name = "WHO")]
    assign: Option<String>,
    /// Until when, such as 2026-05-01T12:00:00Z
    #[arg(long)]
    due: Option<Instant>,
}

/// How a task ended.
#[derive(clap::Args)]
pub(crate) struct EndArgs {
    /// The task, as `tsk_…`
    task: TaskId,
    /// What came of it
    #[arg(long)]
    note: Option<String>,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(args) => list(shop, args).await,
        Args::Add(args) => add(shop, args).await,
        Args::Done(args) => end(shop, Ending::Done, args).await,
        Args::Drop(args) => end(shop, Ending::Dropped, args).await,
    }
}

async fn list(shop: &Shop, args: ListArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let zone = shop::settings(&mut tx).await?.shop_zone();
    let filter = Filter { ended: args.ended, whose: None, customer: args.customer };
    let tasks = tasks::list(&mut tx, &filter, args.limit).await?;
    let tasks = shown(&mut tx, tasks).await?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&tasks)?);
        return Ok(());
    }
    let row = |task: TaskOut| {
        let due = task.due_at.map_or_else(String::new, |due| {
            let late = if task.is_late { " late" } else { "" };
            format!("{}{late}", zone.day_of(due))
        });
        vec![
            task.id.to_string(),
            task.title,
            task.customer_name.unwrap_or_default(),
            task.assigned_to.unwrap_or_default(),
            due,
            task.state.word().to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = tasks.into_iter().map(row).collect();
    println!("{}", print::table(&["task", "what", "about", "whose", "until", "stands"], &rows, 6));
    Ok(())
}

async fn add(shop: &Shop, args: AddArgs) -> Result<()> {
    let assigned_to = Assignee::of_word(args.assign.as_deref());
    let assigned_to = assigned_to.map_err(|reason| WrongUsage(format!("--assign: {reason}")))?;
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    if let Some(customer) = args.customer {
        let known = customers::find(&mut tx, customer).await?;
        known.with_context(|| format!("there is no customer {customer}"))?;
    }
    let new = New {
        title: args.title,
        details: args.details,
        customer: args.customer,
        assigned_to,
        due_at: args.due,
        way: None,
    };
    let id = tasks::add(&mut tx, &new).await.map_err(told)?;
    tx.commit().await?;
    if let Some(id) = id {
        println!("{id}");
    }
    Ok(())
}

async fn end(shop: &Shop, ending: Ending, args: EndArgs) -> Result<()> {
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    let task = tasks::close(&mut tx, args.task, (ending, args.note.as_deref()));
    let task = task.await.map_err(told)?;
    tx.commit().await?;
    println!("{}: {}", task.title, task.state.word());
    Ok(())
}

/// What was asked wrongly ends with exit code 2, what cannot be done with 1.
fn told(error: TaskError) -> anyhow::Error {
    match error {
        TaskError::Bad { field, reason } => WrongUsage(format!("{field}: {reason}")).into(),
        other => other.into(),
    }
}
