//! `regulars letter`: how letters of blocks look, what they share, and the MJML that they become.

use std::path::{Path, PathBuf};

use act::blocks::house::snippets::{self, Snippet};
use act::blocks::house::{self, SaveError};
use act::blocks::{self, Design, Footing, House};
use act::views;
use anyhow::{Context, Result};
use clap::Subcommand;
use collect::shop::{self, Language, Shop};
use domain::MessageId;
use records::Actor;

use crate::{WrongUsage, print};

/// What to do with letters of blocks.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// Print how the letters look as JSON; with a file, keep what it says
    Brand(BrandArgs),
    /// List the groups of blocks that letters name
    Snippets,
    /// Keep the blocks of a file as a snippet, in place of the one before
    Keep(KeepArgs),
    /// Throw a snippet away; letters that name it cannot leave before they are mended
    Remove(NamedArgs),
    /// Print a letter as it was sent to one person, while it is kept
    Sent(SentArgs),
    /// Print the MJML that a letter of blocks becomes; there is no way back
    Mjml(MjmlArgs),
}

/// How the letters look.
#[derive(clap::Args)]
pub(crate) struct BrandArgs {
    /// A file with the brand as JSON, as it is printed
    file: Option<PathBuf>,
}

/// Which snippet.
#[derive(clap::Args)]
pub(crate) struct NamedArgs {
    /// What letters name it by
    name: String,
    /// Its language: en, uk or ru
    #[arg(value_parser = language)]
    language: Language,
}

/// What a snippet says.
#[derive(clap::Args)]
pub(crate) struct KeepArgs {
    #[command(flatten)]
    named: NamedArgs,
    /// A letter of blocks as JSON; its blocks are kept
    file: PathBuf,
}

/// Which letter.
#[derive(clap::Args)]
pub(crate) struct SentArgs {
    /// The message, as `msg_…`
    message: MessageId,
}

/// A letter that is to become MJML.
#[derive(clap::Args)]
pub(crate) struct MjmlArgs {
    /// A letter of blocks as JSON
    file: PathBuf,
    /// The language of what the program says in it; the shop's unless told
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// It is owed: without a way out, and without advertisement
    #[arg(long)]
    owed: bool,
}

fn language(code: &str) -> Result<Language, String> {
    Language::of_code(code).ok_or_else(|| format!("`{code}` is none of en, uk, ru"))
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Brand(BrandArgs { file: None }) => {
            let brand = house::brand(&mut shop.read().await?).await?;
            println!("{}", serde_json::to_string_pretty(&brand)?);
            Ok(())
        }
        Args::Brand(BrandArgs { file: Some(file) }) => save_brand(shop, &file).await,
        Args::Snippets => list(shop).await,
        Args::Keep(args) => keep(shop, args).await,
        Args::Remove(args) => remove(shop, &args).await,
        Args::Sent(args) => sent(shop, args.message).await,
        Args::Mjml(args) => mjml(shop, &args).await,
    }
}

async fn save_brand(shop: &Shop, file: &Path) -> Result<()> {
    let brand = json(file)?;
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    house::save_brand(&mut tx, &brand).await.map_err(|error| match error {
        SaveError::Unfit(unfit) => wrong(unfit.to_string()),
        SaveError::Records(error) => error.into(),
    })?;
    Ok(tx.commit().await?)
}

async fn list(shop: &Shop) -> Result<()> {
    let known = snippets::list(&mut shop.read().await?).await?;
    let row =
        |one: Snippet| vec![one.name, one.language.code().to_owned(), one.blocks.len().to_string()];
    let rows: Vec<Vec<String>> = known.into_iter().map(row).collect();
    println!("{}", print::table(&["snippet", "language", "blocks"], &rows, 2));
    Ok(())
}

async fn keep(shop: &Shop, args: KeepArgs) -> Result<()> {
    let design: Design = json(&args.file)?;
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    let NamedArgs { name, language } = args.named;
    let snippet = Snippet { name, language, blocks: design.blocks, updated_at: tx.now() };
    snippets::save(&mut tx, &snippet).await.map_err(|error| match error {
        snippets::SnippetError::Records(error) => error.into(),
        other => wrong(other.to_string()),
    })?;
    Ok(tx.commit().await?)
}

async fn remove(shop: &Shop, args: &NamedArgs) -> Result<()> {
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    if !snippets::delete(&mut tx, (&args.name, args.language)).await? {
        return Err(wrong(format!("there is no snippet `{}` in this language", args.name)));
    }
    Ok(tx.commit().await?)
}

async fn sent(shop: &Shop, message: MessageId) -> Result<()> {
    let kept = views::sent(&mut shop.read().await?, message).await?;
    let kept = kept.with_context(|| {
        format!("no letter of {message} is kept; kept are those that tell where they are seen")
    })?;
    println!("{}", kept.html);
    Ok(())
}

async fn mjml(shop: &Shop, args: &MjmlArgs) -> Result<()> {
    let design: Design = json(&args.file)?;
    design.fit().map_err(|unfit| wrong(unfit.to_string()))?;
    let mut tx = shop.read().await?;
    let own = shop::settings(&mut tx).await?.language;
    let house = House::at(&mut tx).await?;
    let footing = if args.owed { Footing::Owed } else { Footing::Agreed };
    let made = blocks::made(&design, &house, (args.language.unwrap_or(own), footing));
    println!("{}", made.mjml);
    for problem in &made.problems {
        eprintln!("note: {problem}");
    }
    Ok(())
}

fn wrong(text: String) -> anyhow::Error {
    anyhow::Error::new(WrongUsage(text))
}

fn text_of(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn json<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T> {
    let read = serde_json::from_str(&text_of(file)?);
    read.map_err(|error| wrong(format!("{} cannot be read: {error}", file.display())))
}

/// The body of a letter from a file: blocks where its name ends with `.json`, MJML otherwise.
pub(super) fn body(file: &Path) -> Result<(String, Option<Design>)> {
    match file.extension().is_some_and(|ending| ending == "json") {
        true => Ok((String::new(), Some(json(file)?))),
        false => Ok((text_of(file)?, None)),
    }
}
