//! Looking at a file, trying it out, taking it in.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use domain::ImportId;
use records::Actor;
use sha2::{Digest, Sha256};

use super::gathering::{Progress, Summary};
use super::guessing::options::ImportOptions;
use super::guessing::preview::Preview;
use super::guessing::{self, Known};
use super::reading::fault::Fault;
use super::{ImportError, NewImport, presets, rows, writing};
use crate::fields;
use crate::privacy::guard;
use crate::settling;
use crate::shop::{self, Shop};

/// Looks at a file: how it is read, what its columns mean, what is missing.
pub async fn preview(
    shop: &Shop,
    path: &Path,
    options: &ImportOptions,
) -> Result<Preview, ImportError> {
    let guess = guess(shop, path, options).await?;
    let mut tx = shop.read().await?;
    let presets = presets::fitting(&mut tx, &presets::shape_of(&guess.look.headers)).await?;
    Ok(guessing::preview::of(guess, presets))
}

/// Counts what a file amounts to and writes nothing.
pub async fn rehearse(
    shop: &Shop,
    new: &NewImport,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    rehearse_unnamed(shop, new, progress).await.map_err(|error| named(error, new))
}

async fn rehearse_unnamed(
    shop: &Shop,
    new: &NewImport,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    let guess = sound(guess(shop, &new.path, &new.options).await?)?;
    writing::rehearse(shop, new, guess, progress).await
}

/// Takes a file in: its orders, their customers, what these answered.
///
/// An import of the same file that was cut off is finished instead of begun anew.
pub async fn run(
    shop: &Shop,
    new: &NewImport,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    let (content_hash, bytes) = digest_of(&new.path).await.map_err(|error| named(error, new))?;
    let mut tx = shop.write(Actor::System).await?;
    let id = match rows::find_cut_off(&mut tx, new, &content_hash).await? {
        Some(cut_off) => cut_off,
        None => rows::begin(&mut tx, new).await?,
    };
    rows::note_file(&mut tx, id, &content_hash, bytes).await?;
    tx.commit().await?;
    progress.is_of(bytes);
    conclude(shop, new, id, progress).await
}

/// Does an import that has been begun, and writes down how it ended.
pub(super) async fn conclude(
    shop: &Shop,
    new: &NewImport,
    id: ImportId,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    let outcome = carry_out(shop, new, id, progress).await.map_err(|error| named(error, new));
    let mut tx = shop.write(Actor::System).await?;
    match &outcome {
        Ok(summary) => rows::finish(&mut tx, id, summary).await?,
        Err(ImportError::Fault(fault)) => rows::fail(&mut tx, id, fault).await?,
        Err(_) => {}
    }
    tx.commit().await?;
    if let Ok(summary) = &outcome
        && summary.skipped.iter().any(|skipped| skipped.reason == guard::REASON)
        && new.path.starts_with(shop.home().files())
    {
        // It holds people of whom nothing is kept here, and everything else in it is taken in.
        let _ = tokio::fs::remove_file(&new.path).await;
    }
    if outcome.is_ok() && !new.is_dry_run {
        settling::settle(shop).await?;
    }
    outcome
}

async fn carry_out(
    shop: &Shop,
    new: &NewImport,
    id: ImportId,
    progress: &Arc<Progress>,
) -> Result<Summary, ImportError> {
    let guess = sound(guess(shop, &new.path, &new.options).await?)?;
    let mut tx = shop.write(Actor::System).await?;
    rows::note_shape(&mut tx, id, &presets::shape_of(&guess.look.headers)).await?;
    tx.commit().await?;
    if new.is_dry_run {
        return writing::rehearse(shop, new, guess, progress).await;
    }
    writing::settle_shop(shop, new, &guess).await?;
    writing::write(shop, new, id, guess, progress).await
}

async fn guess(
    shop: &Shop,
    path: &Path,
    options: &ImportOptions,
) -> Result<guessing::Guess, ImportError> {
    let mut tx = shop.read().await?;
    let settings = shop::settings(&mut tx).await?;
    let fields = fields::in_use(&mut tx).await?;
    let known = Known { zone: settings.zone, currency: settings.currency, fields };
    let (path, options) = (path.to_owned(), options.clone());
    let guessed = tokio::task::spawn_blocking(move || guessing::guess(&path, &options, &known));
    let guess = guessed.await.map_err(|error| ImportError::Broken(error.to_string()))?;
    Ok(guess?)
}

/// A guess without open questions; the first one is told otherwise.
fn sound(mut guess: guessing::Guess) -> Result<guessing::Guess, Fault> {
    match guess.problems.is_empty() {
        true => Ok(guess),
        false => Err(guess.problems.swap_remove(0)),
    }
}

fn named(error: ImportError, new: &NewImport) -> ImportError {
    match error {
        ImportError::Fault(fault) => ImportError::Fault(fault.in_file(&new.file_name)),
        other => other,
    }
}

/// By what a file is known again, and its size.
pub(super) async fn digest_of(path: &Path) -> Result<(String, u64), ImportError> {
    let path = path.to_owned();
    let digest = tokio::task::spawn_blocking(move || -> std::io::Result<(String, u64)> {
        let mut file = std::fs::File::open(path)?;
        let (mut digest, mut block, mut bytes) = (Sha256::new(), vec![0; 1 << 17], 0);
        loop {
            match file.read(&mut block)? {
                0 => break,
                n => {
                    digest.update(&block[..n]);
                    bytes += n as u64;
                }
            }
        }
        Ok((digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), bytes))
    });
    let read = digest.await.map_err(|error| ImportError::Broken(error.to_string()))?;
    read.map_err(|error| ImportError::Fault(Fault::unreadable(&error)))
}
