//! `regulars campaign email`: how letters leave the house.

use act::channels::{self, EmailKind, EmailSettings, Secret, Tls};
use anyhow::Result;
use collect::shop::Shop;

use super::writing;
use crate::WrongUsage;

/// What to change; nothing changes nothing and shows what there is.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write letters into the shop's folder, for trying out
    #[arg(long, conflicts_with = "smtp")]
    folder: bool,
    /// Hand letters to this mail server
    #[arg(long, value_name = "HOST[:PORT]")]
    smtp: Option<String>,
    /// How the connection is kept private: none, starttls or tls
    #[arg(long, value_parser = privacy)]
    tls: Option<Tls>,
    /// Name to sign in with
    #[arg(long)]
    username: Option<String>,
    /// Password to sign in with; better by the environment than on the command line
    #[arg(long, env = "REGULARS_SMTP_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// The sender's address
    #[arg(long, value_name = "ADDRESS")]
    from: Option<String>,
    /// The sender's name
    #[arg(long, value_name = "NAME")]
    from_name: Option<String>,
    /// Where answers go
    #[arg(long, value_name = "ADDRESS")]
    reply_to: Option<String>,
    /// Where the shop can be found, for the foot of every letter
    #[arg(long, value_name = "TEXT")]
    postal_address: Option<String>,
    /// The shop's page
    #[arg(long, value_name = "URL")]
    shop_url: Option<String>,
    /// Where the public pages of this program are reached from outside
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

fn privacy(word: &str) -> Result<Tls, String> {
    match word {
        "none" => Ok(Tls::None),
        "starttls" => Ok(Tls::Starttls),
        "tls" => Ok(Tls::Tls),
        _ => Err(format!("`{word}` is none of none, starttls, tls")),
    }
}

/// Changes what was given, and shows what there is, without the password.
pub(super) async fn run(shop: &Shop, args: Args) -> Result<()> {
    let mut tx = writing(shop).await?;
    let before = channels::email_settings(&mut tx).await?;
    let after = args.after(before.clone())?;
    if after != before {
        if let Some(problem) = after.problem() {
            return Err(anyhow::Error::new(WrongUsage(problem.to_string())));
        }
        channels::save_email_settings(&mut tx, shop, &after).await?;
        tx.commit().await?;
    }
    match after.kind {
        EmailKind::Folder => println!("letters go into {}", folder(shop)),
        EmailKind::Smtp => {
            let host = after.host.as_deref().unwrap_or_default();
            println!("letters go to {host}:{}", after.server_port());
        }
    }
    println!("from {}", after.sender_address());
    println!("public pages at {}", after.public_base());
    Ok(())
}

fn folder(shop: &Shop) -> String {
    shop.home().files().join("outbox").display().to_string()
}

impl Args {
    fn after(self, before: EmailSettings) -> Result<EmailSettings> {
        let mut after = before;
        if self.folder {
            after.kind = EmailKind::Folder;
        }
        if let Some(server) = self.smtp {
            let (host, port) = server_of(&server)?;
            (after.kind, after.host, after.port) = (EmailKind::Smtp, Some(host), port);
        }
        after.tls = self.tls.unwrap_or(after.tls);
        after.password = self.password.map(Secret::typed).or(after.password);
        for (field, given) in [
            (&mut after.username, self.username),
            (&mut after.from_address, self.from),
            (&mut after.from_name, self.from_name),
            (&mut after.reply_to, self.reply_to),
            (&mut after.postal_address, self.postal_address),
            (&mut after.shop_url, self.shop_url),
            (&mut after.public_url, self.public_url),
        ] {
            if given.is_some() {
                *field = given;
            }
        }
        Ok(after)
    }
}

fn server_of(text: &str) -> Result<(String, Option<u16>)> {
    match text.rsplit_once(':') {
        None => Ok((text.to_owned(), None)),
        Some((host, port)) => {
            let port = port.parse().map_err(|_| {
                anyhow::Error::new(WrongUsage(format!("`{port}` is no port, as in localhost:25")))
            })?;
            Ok((host.to_owned(), Some(port)))
        }
    }
}
