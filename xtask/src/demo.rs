//! `cargo xtask demo`: from a fresh clone to a filled shop in the browser.

use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::{needs, page};

/// Builds what is stale and hands over to `regulars demo`, which prints the address.
pub fn run(checkout: &Checkout, rest: &[String]) -> anyhow::Result<ExitCode> {
    needs::c_compiler()?;
    page::build(checkout)?;
    checkout.cargo(&["build", "--release", "--locked", "-p", "regulars"])?;
    let status = checkout.command(checkout.binary("regulars")).arg("demo").args(rest).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
