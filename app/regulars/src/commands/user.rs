//! `regulars user`: who works in the shop; the way in without a browser, and back in.

use std::io::Read;

use access::audit::{self, Deed};
use access::rights::Role;
use access::staff::{self, Newcomer, Staff, StaffError, password};
use access::tickets::{self, Purpose};
use anyhow::{Context, Result};
use clap::Subcommand;
use collect::shop::Shop;
use records::{Actor, ShopTx};
use serde_json::json;

use crate::{WrongUsage, print};

/// What to do with people.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// Take somebody in; prints a link where he chooses his password
    Create(CreateArgs),
    /// List everybody
    List(ListArgs),
    /// Give somebody another role
    Role(RoleArgs),
    /// Let somebody go; he is out in every browser
    Remove(RemoveArgs),
    /// Give somebody a new password, or a link to choose one; he is out in every browser
    Password(PasswordArgs),
}

/// Who is taken in.
#[derive(clap::Args)]
pub(crate) struct CreateArgs {
    /// What he signs in with
    email: String,
    /// What he may do: owner, marketer, analyst, sales, support or read-only
    #[arg(long, value_parser = role)]
    role: Role,
    /// What the others call him; the first part of the e-mail unless told
    #[arg(long, default_value = "")]
    name: String,
    #[command(flatten)]
    way: WayIn,
}

/// How he comes in.
#[derive(clap::Args)]
pub(crate) struct WayIn {
    /// Read the password from standard input instead of printing a link
    #[arg(long)]
    password_stdin: bool,
    /// Where the page is served, for the link
    #[arg(long, default_value = "http://127.0.0.1:7700", value_name = "ADDRESS")]
    at: String,
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print an array of objects
    #[arg(long)]
    json: bool,
}

/// Whose role changes.
#[derive(clap::Args)]
pub(crate) struct RoleArgs {
    /// What he signs in with
    email: String,
    /// What he may do from now on
    #[arg(value_parser = role)]
    role: Role,
}

/// Who goes.
#[derive(clap::Args)]
pub(crate) struct RemoveArgs {
    /// What he signs in with
    email: String,
}

/// Whose password changes.
#[derive(clap::Args)]
pub(crate) struct PasswordArgs {
    /// What he signs in with
    email: String,
    /// Take his second factor away too: he has lost his telephone and his recovery codes
    #[arg(long)]
    without_second_factor: bool,
    #[command(flatten)]
    way: WayIn,
}

fn role(word: &str) -> Result<Role, String> {
    let known = Role::ALL.map(Role::word).join(", ");
    Role::named(word).ok_or_else(|| format!("there is no such role; there are: {known}"))
}

/// Does what was asked, and writes it into the audit log.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Create(args) => create(shop, &args).await,
        Args::List(args) => list(shop, &args).await,
        Args::Role(args) => change_role(shop, &args).await,
        Args::Remove(args) => remove(shop, &args).await,
        Args::Password(args) => change_password(shop, &args).await,
    }
}

async fn create(shop: &Shop, args: &CreateArgs) -> Result<()> {
    let kept = typed(shop, &args.way).await?;
    let mut tx = begin(shop).await?;
    let newcomer = Newcomer { email: &args.email, name: &args.name, role: args.role };
    let staff = staff::create(&mut tx, &newcomer).await.map_err(told)?;
    let link = let_in(&mut tx, &staff, kept, &args.way).await?;
    note(&mut tx, "user create", &format!("{} as {}", staff.email, staff.role.word())).await?;
    tx.commit().await?;
    say(&staff, link);
    Ok(())
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let staff = staff::list(&mut shop.read().await?).await?;
    if args.json {
        let object = |one: &Staff| {
            json!({ "id": one.id, "email": one.email, "name": one.name, "role": one.role,
                    "created_at": one.created_at, "has_password": one.has_password,
                    "has_second_factor": one.has_second_factor })
        };
        let objects: Vec<_> = staff.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let row = |one: Staff| {
        let state = if one.has_password { "has a password" } else { "invited" };
        let second = if one.has_second_factor { "yes" } else { "" };
        let (state, second) = (state.to_owned(), second.to_owned());
        vec![one.email, one.name, one.role.word().to_owned(), state, second]
    };
    let rows: Vec<Vec<String>> = staff.into_iter().map(row).collect();
    let columns = ["e-mail", "name", "role", "state", "second factor"];
    println!("{}", print::table(&columns, &rows, columns.len()));
    Ok(())
}

async fn change_role(shop: &Shop, args: &RoleArgs) -> Result<()> {
    let mut tx = begin(shop).await?;
    let staff = somebody(&mut tx, &args.email).await?;
    staff::change_role(&mut tx, &staff, args.role).await.map_err(told)?;
    let change = format!("{}: {} -> {}", staff.email, staff.role.word(), args.role.word());
    note(&mut tx, "user role", &change).await?;
    Ok(tx.commit().await?)
}

async fn remove(shop: &Shop, args: &RemoveArgs) -> Result<()> {
    let mut tx = begin(shop).await?;
    let staff = somebody(&mut tx, &args.email).await?;
    staff::remove(&mut tx, &staff).await.map_err(told)?;
    note(&mut tx, "user remove", &format!("{} was {}", staff.email, staff.role.word())).await?;
    Ok(tx.commit().await?)
}

async fn change_password(shop: &Shop, args: &PasswordArgs) -> Result<()> {
    let kept = typed(shop, &args.way).await?;
    let mut tx = begin(shop).await?;
    let staff = somebody(&mut tx, &args.email).await?;
    if args.without_second_factor {
        access::second::remove(&mut tx, staff.id).await?;
    }
    access::sessions::end_all(&mut tx, staff.id).await?;
    let link = let_in(&mut tx, &staff, kept, &args.way).await?;
    note(&mut tx, "user password", &staff.email).await?;
    tx.commit().await?;
    say(&staff, link);
    Ok(())
}

/// The password on standard input, hashed, where it is to be read.
async fn typed(shop: &Shop, way: &WayIn) -> Result<Option<password::Kept>> {
    if !way.password_stdin {
        return Ok(None);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("cannot read the password")?;
    let salt = password::salt(&mut shop.read().await?);
    let kept = password::keep(text.trim_end_matches(['\r', '\n']), salt).await;
    Ok(Some(kept.map_err(|error| WrongUsage(error.to_string()))?))
}

/// Sets the password, or makes a link where it is chosen.
async fn let_in(
    tx: &mut ShopTx,
    staff: &Staff,
    kept: Option<password::Kept>,
    way: &WayIn,
) -> Result<Option<String>> {
    if let Some(kept) = kept {
        staff::set_password(tx, staff.id, &kept).await?;
        return Ok(None);
    }
    let token = tickets::issue(tx, staff.id, Purpose::ChoosePassword).await?;
    Ok(Some(tickets::link(&way.at, &token)))
}

fn say(staff: &Staff, link: Option<String>) {
    match link {
        Some(link) => {
            println!("{link}");
            eprintln!("Here {} chooses a password; once, within three days.", staff.email);
        }
        None => eprintln!("{} signs in with this password.", staff.email),
    }
}

async fn begin(shop: &Shop) -> Result<ShopTx> {
    Ok(shop.write(Actor::Staff("command line".to_owned())).await?)
}

async fn note(tx: &mut ShopTx, command: &str, detail: &str) -> Result<()> {
    let deed = Deed {
        who: "command line".to_owned(),
        method: "command".to_owned(),
        path: command.to_owned(),
        status: 200,
        detail: detail.to_owned(),
    };
    Ok(audit::append(tx, deed).await?)
}

async fn somebody(tx: &mut ShopTx, email: &str) -> Result<Staff> {
    let found = staff::find_by_email(tx, email).await?;
    Ok(found.ok_or_else(|| WrongUsage(format!("nobody here has the e-mail `{email}`")))?)
}

/// What cannot be taken is wrong usage, everything else a failure.
fn told(error: StaffError) -> anyhow::Error {
    match error {
        StaffError::Records(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}
