//! The binary: command line, configuration, wiring. It parses arguments and calls verbs.

mod commands;
mod home;
mod log;
mod print;

use std::process::ExitCode;

use clap::Parser;
use commands::Command;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Keeps a shop's customers coming back: collect, know, act, learn.
#[derive(Parser)]
#[command(name = "regulars", version)]
struct Cli {
    #[command(flatten)]
    place: home::Place,
    /// How the log is written on standard error; RUST_LOG says how much of it
    #[arg(long, global = true, value_enum, default_value = "text", env = "REGULARS_LOG")]
    log: log::Form,
    #[command(subcommand)]
    command: Command,
}

/// Wrong usage that only shows once the command runs; ends with exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct WrongUsage(pub(crate) String);

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::begin(cli.log);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: no threads to work with: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli.command.run(&cli.place)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            if error.is::<WrongUsage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
