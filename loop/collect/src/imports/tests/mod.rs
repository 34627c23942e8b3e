//! The stories of this slice, and the files they are about.

mod documents;
mod faults;
mod over_http;
mod real_files;
pub(super) mod story;
mod workbooks;

use std::path::{Path, PathBuf};

use super::gathering::{Gathering, Progress, Summary};
use super::guessing::{Known, guess};
use super::{Fault, ImportOptions};
use crate::orders::draft::OrderDraft;

/// A file of these lines in a folder that vanishes with the first of the two.
pub(super) fn file_of(content: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("the temp dir is writable");
    let path = folder.path().join("orders.csv");
    std::fs::write(&path, content).expect("a file can be written");
    (folder, path)
}

/// Options as they come over the wire.
pub(super) fn told(json: &str) -> ImportOptions {
    serde_json::from_str(json).expect("options")
}

/// What a file amounts to and its orders, without a shop.
fn gathered(path: &Path, options: &str) -> Result<(Summary, Vec<OrderDraft>), Fault> {
    let options = told(options);
    let mut guess = guess(path, &options, &Known::default())?;
    if !guess.problems.is_empty() {
        return Err(guess.problems.swap_remove(0));
    }
    let (folder, progress) = (tempfile::tempdir().expect("a folder"), Progress::default());
    let gathering = Gathering {
        path,
        form: &guess.look.form,
        has_header: guess.look.has_header,
        n_columns: guess.look.headers.len(),
        plan: &guess.plan,
        is_date_order_told: options.date_order.is_some(),
        folder: folder.path(),
        progress: &progress,
    };
    let mut orders = Vec::new();
    let mut summary = gathering.gather()?.each_order(false, &progress, |order| {
        orders.push(order);
        Ok(())
    })?;
    guess.caveats.0.into_iter().for_each(|caveat| summary.caveats.say(caveat));
    orders.sort_by(|one, other| one.external_id.cmp(&other.external_id));
    Ok((summary, orders))
}

/// The orders of a file, one a line: id, day, buyer, amount, status, number of positions.
fn drawn(content: &str, options: &str) -> String {
    let (_folder, path) = file_of(content);
    let (summary, orders) = gathered(&path, options).unwrap_or_else(|fault| panic!("{fault}"));
    let mut lines: Vec<String> = orders.iter().map(drawn_order).collect();
    lines.extend(summary.rejected.iter().map(|rejection| {
        format!("line {}: {}: {}", rejection.line, rejection.reason, rejection.text)
    }));
    lines.join("\n")
}

fn drawn_order(order: &OrderDraft) -> String {
    let buyer = order.person.as_ref().map_or("nobody", |person| {
        let signs = [&person.external_id, &person.email, &person.phone];
        signs.into_iter().flatten().next().map_or("nobody", String::as_str)
    });
    let amount = match order.amount {
        Some(minor) => domain::Money::new(minor, order.currency).to_string(),
        None => "no amount".to_owned(),
    };
    format!(
        "{} {} {buyer} {amount} {} {}",
        order.external_id,
        order.at,
        order.status.word(),
        order.lines.len()
    )
}
