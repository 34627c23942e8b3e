//! Letters to a mail server, over one connection that is kept open.
//!
//! The conversation is held step by step instead of in one call, because everything depends on
//! *where* it breaks off: before the text nothing can have been taken, after it nobody knows.

use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::time::timeout;

use super::{Composed, EmailSettings, Tls};
use crate::channels::{HandedOver, Refusal};

/// The longest wait for a connection and for a short answer.
const STEP: Duration = Duration::from_secs(30);

/// The longest wait for the answer to a whole text; servers read it before they answer.
const TEXT: Duration = Duration::from_secs(120);

/// One line to the mail server.
pub struct Line {
    settings: EmailSettings,
    connection: Option<AsyncSmtpConnection>,
}

/// How a conversation ended before the text was handed over.
enum Broken {
    /// The server answered, and the answer was no.
    Refused { refusal: Refusal, is_closing: bool },
    /// The connection is gone.
    Lost(String),
}

impl Line {
    pub(in crate::channels) fn to(settings: &EmailSettings) -> Self {
        Self { settings: settings.clone(), connection: None }
    }

    /// Hands one letter over; the connection stays open for the next.
    pub(in crate::channels) async fn hand_over(&mut self, letter: &Composed) -> HandedOver {
        // A kept connection may have grown old: nothing was said on it yet, so it may be replaced.
        if let Some(mut kept) = self.connection.take() {
            match announce(&mut kept, letter).await {
                Ok(()) => return self.hand_text(kept, letter).await,
                Err(Broken::Refused { refusal, is_closing: false }) => {
                    return self.refused(kept, refusal).await;
                }
                Err(Broken::Refused { .. } | Broken::Lost(_)) => {}
            }
        }
        let mut fresh = match self.connect().await {
            Ok(connection) => connection,
            Err(why) => return HandedOver::Unreachable { why },
        };
        match announce(&mut fresh, letter).await {
            Ok(()) => self.hand_text(fresh, letter).await,
            Err(Broken::Refused { refusal, is_closing: false }) => {
                self.refused(fresh, refusal).await
            }
            Err(Broken::Refused { refusal, .. }) => HandedOver::Refused(refusal),
            // Not `Unreachable`: one letter the server hangs up on must not hold up all others.
            Err(Broken::Lost(why)) => HandedOver::Refused(Refusal {
                for_good: false,
                of_address: false,
                come_back_after: None,
                answer: format!("the connection was lost before the text: {why}"),
            }),
        }
    }

    /// Closes the connection politely.
    pub(in crate::channels) async fn leave(mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = timeout(STEP, connection.quit()).await;
        }
    }

    async fn hand_text(
        &mut self,
        mut connection: AsyncSmtpConnection,
        letter: &Composed,
    ) -> HandedOver {
        match timeout(TEXT, connection.message(&letter.bytes)).await {
            Ok(Ok(response)) => {
                let answer = response.message().collect::<Vec<_>>().join(" ");
                self.connection = Some(connection);
                HandedOver::Accepted { answer }
            }
            Ok(Err(error)) => match refusal(&error, false) {
                Some(refusal) => {
                    self.connection = Some(connection);
                    HandedOver::Refused(refusal)
                }
                None => HandedOver::Uncertain { why: error.to_string() },
            },
            Err(_) => HandedOver::Uncertain {
                why: format!("no answer within {} seconds", TEXT.as_secs()),
            },
        }
    }

    async fn refused(
        &mut self,
        mut connection: AsyncSmtpConnection,
        refusal: Refusal,
    ) -> HandedOver {
        if matches!(timeout(STEP, connection.command(Rset)).await, Ok(Ok(_))) {
            self.connection = Some(connection);
        }
        HandedOver::Refused(refusal)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, String> {
        let host = self.settings.host.as_deref().unwrap_or_default();
        let port = self.settings.server_port();
        let failed = |why: String| format!("cannot talk to the mail server {host}:{port}: {why}");
        let silent = |_| failed(format!("no answer within {} seconds", STEP.as_secs()));
        timeout(STEP, self.sign_in(host, port))
            .await
            .map_err(silent)?
            .map_err(|error| failed(error.to_string()))
    }

    async fn sign_in(&self, host: &str, port: u16) -> Result<AsyncSmtpConnection, SmtpError> {
        let own_name = own_name(&self.settings);
        let curtain = match self.settings.tls {
            Tls::None => None,
            Tls::Starttls | Tls::Tls => Some(TlsParameters::new(host.to_owned())?),
        };
        let from_the_start = curtain.clone().filter(|_| self.settings.tls == Tls::Tls);
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (host, port),
            Some(STEP),
            &own_name,
            from_the_start,
            None,
        )
        .await?;
        if let (Tls::Starttls, Some(curtain)) = (self.settings.tls, curtain) {
            connection.starttls(curtain, &own_name).await?;
        }
        if let (Some(name), Some(password)) = (&self.settings.username, &self.settings.password) {
            let credentials = Credentials::new(name.clone(), password.text().to_owned());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await?;
        }
        Ok(connection)
    }
}

/// Sender, recipient and the wish to say more; nothing is handed over yet.
async fn announce(connection: &mut AsyncSmtpConnection, letter: &Composed) -> Result<(), Broken> {
    let mut options = Vec::new();
    if !is_ascii(letter) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let answer = "the server does not know addresses with such letters".to_owned();
            let refusal =
                Refusal { for_good: true, of_address: true, come_back_after: None, answer };
            return Err(Broken::Refused { refusal, is_closing: false });
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    let sender = Mail::new(letter.envelope.from().cloned(), options);
    step(timeout(STEP, connection.command(sender)).await, false)?;
    for recipient in letter.envelope.to() {
        let recipient = Rcpt::new(recipient.clone(), Vec::new());
        step(timeout(STEP, connection.command(recipient)).await, true)?;
    }
    step(timeout(STEP, connection.command(Data)).await, false)
}

/// Whether every address of the envelope is written in letters that each server knows.
fn is_ascii(letter: &Composed) -> bool {
    let addresses = letter.envelope.from().into_iter().chain(letter.envelope.to());
    addresses.map(AsRef::<str>::as_ref).all(str::is_ascii)
}

fn step<T, Elapsed>(
    answer: Result<Result<T, SmtpError>, Elapsed>,
    of_address: bool,
) -> Result<(), Broken> {
    match answer {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(match refusal(&error, of_address) {
            // 421: the server says good-bye by itself.
            Some(refusal) => Broken::Refused { is_closing: code(&error) == Some(421), refusal },
            None => Broken::Lost(error.to_string()),
        }),
        Err(_) => Err(Broken::Lost(format!("no answer within {} seconds", STEP.as_secs()))),
    }
}

/// The server's own "no", if this is one.
fn refusal(error: &SmtpError, of_address: bool) -> Option<Refusal> {
    let code = code(error)?;
    let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    // 550, 551 and 553 speak of the mailbox; 5.7.x is a policy that may change (RFC 3463).
    let mailbox = matches!(code, 550 | 551 | 553) && !words.starts_with("5.7.");
    Some(Refusal {
        for_good: error.is_permanent(),
        of_address: of_address && mailbox,
        come_back_after: None,
        answer: format!("{code} {words}").trim().to_owned(),
    })
}

fn code(error: &SmtpError) -> Option<u16> {
    error.status().and_then(|code| code.to_string().parse().ok())
}

/// How we introduce ourselves: by the sender's domain, which is the shop's own.
fn own_name(settings: &EmailSettings) -> ClientId {
    let domain = settings.sender_address().rsplit('@').next().unwrap_or("localhost");
    ClientId::Domain(domain.to_owned())
}
