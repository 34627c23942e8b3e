//! `regulars campaign returned`: for a mail server that hands mails to programs, and for a folder.

use std::io::Read;
use std::path::{Path, PathBuf};

use act::bounces::{self, Taken};
use anyhow::{Context, Result};
use collect::shop::Shop;

use super::writing;

/// Which mails.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Files with one mail each, or folders of them; standard input when there are none
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Takes every mail; one that is no report about a letter of this shop changes nothing.
pub(super) async fn take(shop: &Shop, args: &Args) -> Result<()> {
    if args.files.is_empty() {
        let mut mail = Vec::new();
        std::io::stdin().read_to_end(&mut mail).context("cannot read standard input")?;
        return take_one(shop, "standard input", &mail).await;
    }
    for path in &args.files {
        for file in mails_at(path)? {
            let mail = std::fs::read(&file).with_context(|| cannot_read(&file))?;
            take_one(shop, &file.display().to_string(), &mail).await?;
        }
    }
    Ok(())
}

/// The file itself, or every file of a folder in the order of their names.
fn mails_at(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).with_context(|| cannot_read(path))? {
        let file = entry.with_context(|| cannot_read(path))?.path();
        if file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

async fn take_one(shop: &Shop, name: &str, mail: &[u8]) -> Result<()> {
    let mut tx = writing(shop).await?;
    let taken = bounces::take(&mut tx, mail).await?;
    tx.commit().await?;
    match taken {
        Taken::Written(kind) => println!("{name}: {}", kind.word()),
        Taken::Again => println!("{name}: told before"),
        Taken::NotOurs => println!("{name}: no report about a letter of this shop"),
    }
    Ok(())
}
