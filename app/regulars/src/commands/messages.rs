//! `regulars messages`: what is owed to one person, asked for from the terminal.

use std::path::PathBuf;

use act::blocks::Design;
use act::channels::Channel;
use act::contact::Basis;
use act::messages::api::{MessageAnswerOut, MessageOut};
use act::messages::{self, Asked, Filter, MessageError, Said, Whom, texts};
use anyhow::{Context, Result};
use clap::Subcommand;
use collect::shop::{self, Language, Shop};
use collect::work;
use domain::{CustomerId, MessageId};
use records::Actor;

use super::letter;
use crate::{WrongUsage, print};

/// What to do with service messages.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// Ask for a message to one person, and send it
    Send(Box<SendArgs>),
    /// List the messages, newest first
    List(ListArgs),
    /// Show a message and what became of it
    Show(ShowArgs),
    /// List the kept texts
    Texts,
    /// Keep a text under a name, in place of the one before
    Keep(KeepArgs),
    /// Throw a kept text away
    Remove(RemoveArgs),
}

/// What is asked for.
#[derive(clap::Args)]
pub(crate) struct SendArgs {
    /// To whom: `cus_…`, the shop's own number of a customer, an address or a phone number
    to: String,
    /// On what ground: contract, legal_obligation or security
    #[arg(long, value_parser = basis)]
    basis: Basis,
    /// What it travels by: email, sms, telegram or webhook
    #[arg(long, default_value = "email", value_parser = channel)]
    channel: Channel,
    /// The name of a kept text
    #[arg(long, value_name = "NAME", required_unless_present_any = ["body", "note"])]
    text: Option<String>,
    /// The language of the text: en, uk or ru; the shop's when not told
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// The subject line of a letter
    #[arg(long, default_value = "", conflicts_with = "text")]
    subject: String,
    /// A file with the body of a letter in MJML, or as blocks where its name ends with .json
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    body: Option<PathBuf>,
    /// What it says where it is no letter
    #[arg(long, default_value = None, conflicts_with = "text")]
    note: Option<String>,
    /// What fills the text, as JSON: '{"order": "1042"}'
    #[arg(long, default_value = "{}")]
    data: String,
    /// Your own name of this message: asked for again with it, it is not sent again
    #[arg(long, value_name = "TEXT")]
    key: Option<String>,
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// Which messages.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Those whose address, name, subject or text contains this
    #[arg(long)]
    find: Option<String>,
    /// Those of one customer, as `cus_…`
    #[arg(long)]
    customer: Option<CustomerId>,
    /// As many as this at most
    #[arg(long, default_value_t = 50)]
    limit: u32,
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// Which message.
#[derive(clap::Args)]
pub(crate) struct ShowArgs {
    /// The message, as `msg_…`
    message: MessageId,
}

/// A text to be kept.
#[derive(clap::Args)]
pub(crate) struct KeepArgs {
    /// Its name, such as order-receipt
    name: String,
    /// Its language: en, uk or ru
    #[arg(long, default_value = "en", value_parser = language)]
    language: Language,
    /// The subject line of a letter
    #[arg(long, default_value = "")]
    subject: String,
    /// A file with the body of a letter in MJML, or as blocks where its name ends with .json
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// What is said where it is no letter
    #[arg(long, default_value = "")]
    note: String,
}

/// A text to be thrown away.
#[derive(clap::Args)]
pub(crate) struct RemoveArgs {
    /// Its name
    name: String,
    /// Its language: en, uk or ru
    #[arg(long, default_value = "en", value_parser = language)]
    language: Language,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Send(args) => send(shop, *args).await,
        Args::List(args) => list(shop, args).await,
        Args::Show(args) => show(shop, args.message).await,
        Args::Texts => list_texts(shop).await,
        Args::Keep(args) => keep(shop, args).await,
        Args::Remove(RemoveArgs { name, language }) => {
            let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
            let gone = texts::delete(&mut tx, (&name, language)).await?;
            anyhow::ensure!(gone, "there is no text `{name}` in this language");
            Ok(tx.commit().await?)
        }
    }
}

async fn send(shop: &Shop, args: SendArgs) -> Result<()> {
    let json = args.json;
    let asked = args.asked()?;
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    let language = shop::settings(&mut tx).await?.language;
    let answer = messages::send(&mut tx, &asked).await.map_err(told)?;
    tx.commit().await?;
    if answer.is_accepted() {
        work::do_all_due(shop, &[messages::kind_of_work()]).await?;
    }
    if json {
        let out = MessageAnswerOut::of(answer, language);
        println!("{}", serde_json::to_string_pretty(&out)?);
        return Ok(());
    }
    if !answer.is_accepted() {
        anyhow::bail!("not sent: {}", answer.why.words(language));
    }
    show(shop, answer.id).await
}

async fn list(shop: &Shop, args: ListArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let language = shop::settings(&mut tx).await?.language;
    let filter = Filter { find: args.find, customer: args.customer, ..Filter::default() };
    let found = messages::list(&mut tx, &filter, args.limit).await?;
    let items: Vec<MessageOut> =
        found.into_iter().map(|one| MessageOut::of(one, language)).collect();
    if args.json {
        println!("{}", serde_json::to_string_pretty(&items)?);
        return Ok(());
    }
    let row = |one: MessageOut| {
        vec![one.id.to_string(), one.address, one.subject, one.state, one.text.to_owned()]
    };
    let rows: Vec<Vec<String>> = items.into_iter().map(row).collect();
    println!("{}", print::table(&["message", "to", "subject", "stands", "because"], &rows, 5));
    Ok(())
}

async fn show(shop: &Shop, id: MessageId) -> Result<()> {
    let mut tx = shop.read().await?;
    let language = shop::settings(&mut tx).await?.language;
    let message = messages::find(&mut tx, id).await?;
    let message = message.with_context(|| format!("there is no message {id}"))?;
    println!("{}", serde_json::to_string_pretty(&MessageOut::of(message, language))?);
    Ok(())
}

async fn list_texts(shop: &Shop) -> Result<()> {
    let kept = texts::list(&mut shop.read().await?).await?;
    let row = |one: texts::KeptText| {
        vec![one.name, one.language.code().to_owned(), one.subject, one.note]
    };
    let rows: Vec<Vec<String>> = kept.into_iter().map(row).collect();
    println!("{}", print::table(&["text", "language", "subject", "short"], &rows, 4));
    Ok(())
}

async fn keep(shop: &Shop, args: KeepArgs) -> Result<()> {
    let (body_mjml, design) = body_of(args.body)?;
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    let text = texts::KeptText {
        name: args.name,
        language: args.language,
        subject: args.subject,
        body_mjml,
        design,
        note: args.note,
        updated_at: tx.now(),
    };
    texts::save(&mut tx, &text).await.map_err(told)?;
    Ok(tx.commit().await?)
}

impl SendArgs {
    fn asked(self) -> Result<Asked> {
        let data = serde_json::from_str(&self.data)
            .map_err(|error| anyhow::Error::new(WrongUsage(format!("--data: {error}"))))?;
        let said = match self.text {
            Some(name) => Said::Kept(name, self.language),
            None => {
                let (body_mjml, design) = body_of(self.body)?;
                let (subject, note) = (self.subject, self.note.unwrap_or_default());
                Said::Own { subject, body_mjml, design, note, language: self.language }
            }
        };
        let to = match self.to.parse::<CustomerId>() {
            Ok(id) => Whom::Customer(id),
            Err(_) if self.to.contains('@') || self.to.starts_with('+') => Whom::Address(self.to),
            Err(_) => Whom::Number(self.to),
        };
        Ok(Asked { to, channel: self.channel, basis: self.basis, said, data, key: self.key })
    }
}

fn body_of(file: Option<PathBuf>) -> Result<(String, Option<Design>)> {
    file.map_or(Ok((String::new(), None)), |file| letter::body(&file))
}

fn basis(word: &str) -> Result<Basis, String> {
    let known = Basis::ALL.map(Basis::word).join(", ");
    Basis::of_word(word).ok_or_else(|| format!("is one of {known}"))
}

fn channel(word: &str) -> Result<Channel, String> {
    let known = Channel::ALL.map(Channel::word).join(", ");
    Channel::of_word(word).ok_or_else(|| format!("is one of {known}"))
}

fn language(code: &str) -> Result<Language, String> {
    Language::of_code(code).ok_or_else(|| "is one of en, uk, ru".to_owned())
}

fn told(error: MessageError) -> anyhow::Error {
    match error {
        MessageError::Records(error) => error.into(),
        MessageError::Field { .. } | MessageError::UnknownText(_) => {
            anyhow::Error::new(WrongUsage(error.to_string()))
        }
        other => anyhow::Error::new(other),
    }
}
