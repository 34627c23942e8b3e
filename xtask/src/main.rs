//! The workbench: everything that is done *to* the project, as one tested program.
//!
//! `cargo xtask demo` and `cargo xtask test` are the two commands of a fresh clone; the rest
//! serves the people who work here. It is built first on a cold machine, so it stands on two
//! small crates and nothing of ours.

mod checkout;
mod demo;
mod needs;
mod page;
mod postgres;
mod test;
mod tidy;

use std::process::ExitCode;

use checkout::Checkout;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  setup   install what the tests need where that is possible (PostgreSQL, Chromium, npm packages)
  demo    build the page and the program, fill a demo shop, serve it, print the address to open
  test    run every test, on both engines and in a browser; the last line is the summary;
          `test page`, `test program` or `test browser` runs a part
  screens keep pictures of the last test in a browser for the README
  bench   measure against peers from PyPI and write the table in docs/
  tidy    check the import law, table owners, lengths, words, documents
  page    build the page into ui/dist when its sources changed
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match run(&command, &rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> anyhow::Result<ExitCode> {
    let checkout = Checkout::find()?;
    match command {
        "setup" => needs::setup(&checkout).map(|()| ExitCode::SUCCESS),
        "demo" => demo::run(&checkout, rest),
        "test" => test::run(&checkout, rest),
        "screens" => test::keep_screens(&checkout).map(|()| ExitCode::SUCCESS),
        "bench" => bench(&checkout, rest),
        "tidy" => tidy::run(&checkout),
        "page" => page::build(&checkout).map(|()| ExitCode::SUCCESS),
        _ => {
            eprint!("{USAGE}");
            Ok(ExitCode::from(2))
        }
    }
}

/// Benchmarks live in their own crate, because they need the columns and we must not.
fn bench(checkout: &Checkout, rest: &[String]) -> anyhow::Result<ExitCode> {
    checkout.cargo(&["build", "--release", "--locked", "-p", "regulars", "-p", "bench"])?;
    let status = checkout.command(checkout.binary("bench")).args(rest).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
