//! `regulars fields`: the shop's own fields of customers, and what is known in them.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Subcommand;
use collect::customers::{self, Customer, Known};
use collect::fields::{self, Definition, FieldError, Kind, Names, Telling};
use collect::shop::Shop;
use domain::CustomerId;
use records::{Actor, ShopTx};
use serde_json::Value;

use crate::{WrongUsage, print};

/// What to do with fields.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List the fields
    List(ListArgs),
    /// Make a field, or give it other names or another list
    Set(SetArgs),
    /// Put a field away; its values are kept
    Archive(KeyArgs),
    /// Take an archived field into use again
    Restore(KeyArgs),
    /// What is known of a customer
    Show(ShowArgs),
    /// Write down what is known of a customer
    Write(WriteArgs),
    /// How a customer's profile has changed, the newest first
    Changes(ChangesArgs),
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// A field as it is to be.
#[derive(clap::Args)]
pub(crate) struct SetArgs {
    /// What programs, rules and letters call it, such as shoe_size
    key: String,
    /// text, number, whole, date, anniversary, yes_no, choice or choices; for ever
    #[arg(long, value_parser = kind)]
    kind: Kind,
    /// What people call it, such as en="Shoe size"; once for each language
    #[arg(long = "name", value_name = "LANGUAGE=NAME", value_parser = pair, required = true)]
    names: Vec<(String, String)>,
    /// A value that a choice offers; once for each
    #[arg(long = "choice", value_name = "VALUE")]
    choices: Vec<String>,
}

/// Which field.
#[derive(clap::Args)]
pub(crate) struct KeyArgs {
    /// Its key
    key: String,
}

/// Whose values.
#[derive(clap::Args)]
pub(crate) struct ShowArgs {
    /// The customer, cus_… or as reports show him
    customer: String,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// Values of a customer.
#[derive(clap::Args)]
pub(crate) struct WriteArgs {
    /// The customer, cus_… or as reports show him
    customer: String,
    /// Fields with their values, such as shoe_size=42; several of a list with commas between them,
    /// nothing behind the sign takes a value away
    #[arg(required = true, value_name = "FIELD=VALUE", value_parser = pair)]
    values: Vec<(String, String)>,
}

/// Whose changes.
#[derive(clap::Args)]
pub(crate) struct ChangesArgs {
    /// The customer, cus_… or as reports show him
    customer: String,
    /// Of one field only
    #[arg(long)]
    field: Option<String>,
    /// How many at most
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::of_word(word).ok_or_else(|| {
        let words: Vec<&str> = Kind::ALL.into_iter().map(Kind::word).collect();
        format!("it is one of {}", words.join(", "))
    })
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("say it as NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(args) => list(shop, &args).await,
        Args::Set(args) => set(shop, args).await,
        Args::Archive(args) => put_away(shop, &args.key, true).await,
        Args::Restore(args) => put_away(shop, &args.key, false).await,
        Args::Show(args) => show(shop, &args).await,
        Args::Write(args) => write(shop, args).await,
        Args::Changes(args) => changes(shop, &args).await,
    }
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    if args.json {
        let all = fields::api::all(&mut tx).await.map_err(told)?;
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    let n_known = fields::n_known(&mut tx).await?;
    let row = |field: Definition| {
        vec![
            field.names.all().next().unwrap_or_default().to_owned(),
            field.kind.word().to_owned(),
            field.choices.join(", "),
            if field.archived_at.is_some() { "archived" } else { "in use" }.to_owned(),
            n_known.get(&field.key).copied().unwrap_or(0).to_string(),
            field.key,
        ]
    };
    let rows: Vec<Vec<String>> = fields::list(&mut tx).await?.into_iter().map(row).collect();
    let rows: Vec<Vec<String>> = rows.into_iter().map(key_first).collect();
    println!("{}", print::table(&["key", "name", "kind", "values", "state", "known"], &rows, 5));
    Ok(())
}

fn key_first(mut row: Vec<String>) -> Vec<String> {
    row.rotate_right(1);
    row
}

async fn set(shop: &Shop, args: SetArgs) -> Result<()> {
    let mut names = Names::default();
    for (language, name) in args.names {
        let place = match language.as_str() {
            "en" => &mut names.en,
            "uk" => &mut names.uk,
            "ru" => &mut names.ru,
            other => return Err(WrongUsage(format!("`{other}` is not en, uk or ru")).into()),
        };
        *place = Some(name);
    }
    let SetArgs { key, kind, choices, .. } = args;
    save(shop, Definition { key, names, kind, choices, archived_at: None }, false).await
}

async fn put_away(shop: &Shop, key: &str, is_archived: bool) -> Result<()> {
    let all = fields::list(&mut shop.read().await?).await?;
    let field = all.into_iter().find(|field| field.key == key);
    let field = field.ok_or_else(|| told(FieldError::Unknown(key.to_owned())))?;
    save(shop, field, is_archived).await
}

async fn save(shop: &Shop, field: Definition, is_archived: bool) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    fields::save(&mut tx, field, is_archived).await.map_err(told)?;
    Ok(tx.commit().await?)
}

/// The customer of an id, or of the number that reports show.
async fn somebody(tx: &mut ShopTx, named: &str) -> Result<Customer> {
    let found = match named.parse::<CustomerId>() {
        Ok(id) => customers::find(tx, id).await?,
        Err(_) => {
            let numbers = customers::numbers_of_shown(tx, &[named.to_owned()]).await?;
            customers::of_numbers(tx, &numbers).await?.into_iter().next()
        }
    };
    found.ok_or_else(|| WrongUsage(format!("there is no customer `{named}`")).into())
}

async fn show(shop: &Shop, args: &ShowArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let customer = somebody(&mut tx, &args.customer).await?;
    let known = fields::of_customer(&mut tx, customer.id).await?;
    if args.json {
        let values: BTreeMap<_, _> = known.into_iter().map(|it| (it.field, it.value)).collect();
        println!("{}", serde_json::to_string_pretty(&values)?);
        return Ok(());
    }
    let row = |known: fields::Known| {
        let value = known.value.as_ref().map_or_else(|| "–".to_owned(), plain);
        vec![known.field, value, known.told_at.to_string(), known.source, known.told_by]
    };
    let rows: Vec<Vec<String>> = known.into_iter().map(row).collect();
    println!("{}", print::table(&["field", "value", "since", "source", "by"], &rows, 5));
    Ok(())
}

async fn write(shop: &Shop, args: WriteArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    let customer = somebody(&mut tx, &args.customer).await?;
    let known = fields::in_use(&mut tx).await?;
    let several =
        |field: &str| known.iter().any(|known| known.key == field && known.kind == Kind::Choices);
    let value = |field: &str, value: &str| match several(field) {
        true => value.split(',').map(|word| Value::from(word.trim())).collect(),
        false => Value::from(value),
    };
    let told_values =
        args.values.iter().map(|(field, text)| (field.clone(), value(field, text))).collect();
    let values = fields::check(&known, &told_values).map_err(told)?.into_iter().collect();
    let of = Known::new(customer.id, customer.no);
    let telling = Telling { of, at: tx.now(), values };
    let n = fields::tell_many(&mut tx, "command line", vec![telling]).await?;
    tx.commit().await?;
    println!("{n} changed");
    Ok(())
}

async fn changes(shop: &Shop, args: &ChangesArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let customer = somebody(&mut tx, &args.customer).await?;
    let page = (None, args.limit);
    let changes = fields::history(&mut tx, customer.id, args.field.as_deref(), page).await?;
    let row = |change: fields::Change| {
        vec![
            change.place.at.to_string(),
            change.field,
            plain(&change.was),
            plain(&change.became),
            change.source,
            change.actor,
        ]
    };
    let rows: Vec<Vec<String>> = changes.into_iter().map(row).collect();
    println!("{}", print::table(&["at", "field", "was", "became", "source", "by"], &rows, 6));
    Ok(())
}

/// A value as people read it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(words) => words.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn told(error: FieldError) -> anyhow::Error {
    match error {
        FieldError::Records(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}
