//! `cargo xtask test`: every test of the project, on both engines and in a browser.
//!
//! A part that cannot run here (no Node, no root to install a package) is skipped with a clear
//! word and counted as skipped; it never passes silently. The last line is always
//! `N passed, N failed, N skipped`.

mod servers;
mod tally;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};

use crate::checkout::{Checkout, on_path, say, spoken};
use crate::postgres::Cluster;
use crate::{needs, page};
use servers::Server;
use tally::{Tally, heard};

/// Where story tests look for their second engine.
const POSTGRES_VARIABLE: &str = "REGULARS_TEST_POSTGRES";

/// What the stories sign in to the demo shop with.
const DEMO_PASSWORD: &str = "a loaf for the stories";

/// What the tests consist of; any of them is run alone by its name.
const PARTS: [(&str, Part); 3] =
    [("page", page_part), ("program", program_part), ("browser", browser_part)];

/// Runs the parts that are named, all of them when none is, however earlier ones ended.
pub fn run(checkout: &Checkout, names: &[String]) -> anyhow::Result<ExitCode> {
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|(known, _)| known != name)) {
        bail!("there is no part `{unknown}`; the parts are page, program and browser");
    }
    needs::c_compiler()?;
    let started = Instant::now();
    let mut total = Tally::default();
    for (name, part) in PARTS {
        if !names.is_empty() && !names.iter().any(|wanted| wanted == name) {
            continue;
        }
        let part_started = Instant::now();
        let tally = part(checkout).unwrap_or_else(|error| {
            say(&format!("{name}: {error:#}"));
            Tally::FAILURE
        });
        say(&format!("{name}: {tally} in {}", spoken(part_started.elapsed())));
        total += tally;
    }
    say(&format!("all tests took {}", spoken(started.elapsed())));
    println!("{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

type Part = fn(&Checkout) -> anyhow::Result<Tally>;

/// The page's own tests, and the page itself, which the program embeds.
fn page_part(checkout: &Checkout) -> anyhow::Result<Tally> {
    if let Err(missing) = needs::node() {
        return Ok(skipped("the page's tests", &missing));
    }
    page::build(checkout)?;
    let mut vitest = checkout.command("npx");
    vitest.args(["vitest", "run", "--reporter=default"]).current_dir(checkout.path("ui"));
    heard(&mut vitest, tally::of_vitest)
}

/// The Rust tests, tidy among them; stories run on SQLite always, on PostgreSQL when there is one.
fn program_part(checkout: &Checkout) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    let mut cluster = None;
    if std::env::var_os(POSTGRES_VARIABLE).is_none() {
        match Cluster::start() {
            Ok(started) => cluster = Some(started),
            Err(missing) => tally += skipped("the stories on PostgreSQL", &missing),
        }
    }
    checkout.cargo(&["test", "--no-run", "--release", "--workspace", "--locked", "--quiet"])?;
    tally += rust_tests(checkout, cluster.as_ref())?;
    Ok(tally)
}

fn rust_tests(checkout: &Checkout, cluster: Option<&Cluster>) -> anyhow::Result<Tally> {
    let has_nextest = on_path("cargo-nextest").is_some();
    let mut cargo = checkout.command("cargo");
    if has_nextest {
        cargo.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]);
        cargo.args(["--status-level=fail", "--final-status-level=slow", "--hide-progress-bar"]);
    } else {
        cargo.args(["test", "--no-fail-fast"]);
    }
    cargo.args(["--release", "--workspace", "--locked"]).env("CARGO_TERM_COLOR", "never");
    if let Some(cluster) = cluster {
        cargo.env(POSTGRES_VARIABLE, cluster.address());
    }
    heard(&mut cargo, if has_nextest { tally::of_nextest } else { tally::of_cargo_test })
}

/// The stories of `ui/e2e` against the real program, in Chromium.
fn browser_part(checkout: &Checkout) -> anyhow::Result<Tally> {
    let browser = match needs::node().and_then(|()| needs::chromium()) {
        Ok(browser) => browser,
        Err(missing) => return Ok(skipped("the browser stories", &missing)),
    };
    page::build(checkout)?;
    // The same set of packages as the tests, so that no dependency is compiled a second time.
    checkout.cargo(&["build", "--release", "--workspace", "--bins", "--locked", "--quiet"])?;
    let demo = Server::with_demo_shop(checkout, DEMO_PASSWORD)?;
    let fresh = Server::with_fresh_shop(checkout)?;
    let mut stories = checkout.command("npm");
    stories.args(["run", "--silent", "e2e"]).current_dir(checkout.path("ui"));
    stories.env("CHROMIUM", browser);
    stories.env("REGULARS_DEMO_PASSWORD", DEMO_PASSWORD);
    stories.env("REGULARS_URL", demo.url()).env("REGULARS_FRESH_URL", fresh.url());
    heard(&mut stories, tally::of_vitest)
}

/// The pictures that the documents show, and what the stories call them.
const SCREENS: &[(&str, &str)] = &[
    ("home", "en-light-desktop-home"),
    ("cohorts", "cohorts-hint"),
    ("campaign", "campaign-confirm"),
    ("effect", "effect"),
];

/// Keeps some pictures of the last run in a browser, so that the documents show today's page.
pub fn keep_screens(checkout: &Checkout) -> anyhow::Result<()> {
    let screens = checkout.path("docs/screens");
    std::fs::create_dir_all(&screens)?;
    for (name, shot) in SCREENS {
        let from = checkout.path(format!("ui/e2e/shots/{shot}.png"));
        std::fs::copy(&from, screens.join(format!("{name}.png")))
            .with_context(|| format!("the stories left no {}", from.display()))?;
    }
    Ok(())
}

fn skipped(what: &str, missing: &anyhow::Error) -> Tally {
    say(&format!("SKIPPED {what}: {missing:#}"));
    Tally::SKIP
}
