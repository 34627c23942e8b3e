//! What is asked for: whom, by what, on what ground, saying what.

use collect::consent;
use collect::customers::{self, Customer, Identity};
use collect::shop::Language;
use domain::CustomerId;
use lettre::Address;
use records::{RecordsError, ShopTx};
use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::MessageError;
use crate::blocks::Design;
use crate::channels::{self, Channel};
use crate::contact::{self, Basis};

/// The longest key that whoever asks may give a message.
const KEY_MAX: usize = 200;

/// The most that may be told to fill a text, in bytes.
const DATA_MAX: usize = 100_000;

/// A message as it is asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// To whom.
    pub to: Whom,
    /// What it travels by.
    pub channel: Channel,
    /// On what ground.
    pub basis: Basis,
    /// What it says.
    pub said: Said,
    /// What fills its blanks beside what is known of the person: `{{ data.… }}`.
    pub data: Json,
    /// The asker's own name of it: the same key is the same message.
    #[serde(skip)]
    pub key: Option<String>,
}

/// Whom a message is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Whom {
    /// A customer by our id.
    Customer(CustomerId),
    /// A customer by the number that the shop and its reports have for him.
    Number(String),
    /// An e-mail address, a phone number or a chat, whoever it belongs to.
    Address(String),
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Said {
    /// A text that the shop keeps, in a language or the shop's own.
    Kept(String, Option<Language>),
    /// A text that comes with the message.
    Own {
        /// The subject line of a letter.
        subject: String,
        /// The body of a letter in MJML.
        body_mjml: String,
        /// The body as blocks, instead of MJML.
        #[serde(skip_serializing_if = "Option::is_none")]
        design: Option<Design>,
        /// What is said where it is no letter.
        note: String,
        /// The language of numbers and days in it.
        language: Option<Language>,
    },
}

/// Who was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The customer, where he is known.
    pub(super) customer: Option<Customer>,
    /// Where he is reached; nowhere when the shop knows no address of his.
    pub(super) address: Option<String>,
}

impl Asked {
    /// Refuses what makes no sense before anything is looked up.
    pub(super) fn check(&self) -> Result<(), MessageError> {
        let key = self.key.as_deref().unwrap_or("-");
        if key.is_empty() || key.len() > KEY_MAX || key.chars().any(char::is_control) {
            let reason = "is a text of at most 200 bytes on one line";
            return Err(MessageError::field("idempotency_key", "bad_key", reason));
        }
        if !matches!(self.data, Json::Object(_)) {
            let reason = "is an object such as {\"order\": \"1042\"}";
            return Err(MessageError::field("data", "no_object", reason));
        }
        if self.data.to_string().len() > DATA_MAX {
            let reason = "is longer than 100,000 bytes; tell what the text names and no more";
            return Err(MessageError::field("data", "too_long", reason));
        }
        Ok(())
    }

    /// What is kept of the key for ever; it may name an order, so it is not kept itself.
    pub(super) fn key_digest(&self) -> Option<Vec<u8>> {
        self.key.as_deref().map(|key| Sha256::digest(key).to_vec())
    }

    /// What is kept of everything else, to tell another message under the same key.
    pub(super) fn digest(&self) -> Vec<u8> {
        let told = serde_json::to_vec(self).expect("a message is plain JSON");
        Sha256::digest(told).to_vec()
    }
}

/// Finds the customer and his address; an address that is somebody's is his.
pub(super) async fn find(tx: &mut ShopTx, asked: &Asked) -> Result<Found, MessageError> {
    let reaches = channels::consent_for(tx, asked.channel).await?;
    let customer = match &asked.to {
        Whom::Address(address) => {
            let address = tidy(reaches, address)?;
            let customer = whose(tx, reaches, &address).await?;
            return Ok(Found { customer, address: Some(address) });
        }
        Whom::Customer(id) => customers::find(tx, *id)
            .await?
            .ok_or_else(|| MessageError::UnknownCustomer(id.to_string()))?,
        Whom::Number(number) => {
            let numbers = customers::numbers_of_shown(tx, std::slice::from_ref(number)).await?;
            let found = customers::of_numbers(tx, &numbers).await?.into_iter().next();
            found.ok_or_else(|| MessageError::UnknownCustomer(number.clone()))?
        }
    };
    let known = std::slice::from_ref(&customer);
    let address = contact::addresses(tx, reaches, known).await?.remove(&customer.id);
    Ok(Found { customer: Some(customer), address })
}

async fn whose(
    tx: &mut ShopTx,
    reaches: consent::Channel,
    address: &str,
) -> Result<Option<Customer>, RecordsError> {
    let kind = match reaches {
        consent::Channel::Email => "email",
        consent::Channel::Sms => "phone",
        consent::Channel::Telegram => reaches.word(),
    };
    let name = Identity { kind: kind.to_owned(), value: address.to_owned() };
    match customers::called(tx, &name).await? {
        Some(known) => customers::find(tx, known.id).await,
        None => Ok(None),
    }
}

/// An address as it is written to and compared; what is none is refused with the reason.
fn tidy(reaches: consent::Channel, address: &str) -> Result<String, MessageError> {
    let address = address.trim();
    let bad = |reason: &str| Err(MessageError::field("to.address", "bad_address", reason));
    match reaches {
        consent::Channel::Email => match address.parse::<Address>() {
            Ok(_) => Ok(address.to_lowercase()),
            Err(_) => bad("is no e-mail address such as anna@example.com"),
        },
        consent::Channel::Sms => {
            let dialled = |sign: &char| !matches!(sign, ' ' | '-' | '(' | ')' | '.' | '\u{a0}');
            let number: String = address.chars().filter(dialled).collect();
            let digits = number.strip_prefix('+').unwrap_or_default();
            match (8..=15).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit()) {
                true => Ok(number),
                false => bad("is no phone number with its country such as +380 50 123 45 67"),
            }
        }
        consent::Channel::Telegram => {
            let digits = address.strip_prefix('-').unwrap_or(address);
            match !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) {
                true => Ok(address.to_owned()),
                false => bad("is no number of a chat such as 123456789"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_of_the_channel_is_refused() {
        use consent::Channel::{Email, Sms, Telegram};
        let good = [
            (Email, " Anna@Example.test ", "anna@example.test"),
            (Sms, "+380 (50) 123-45-67", "+380501234567"),
            (Telegram, "-1001", "-1001"),
        ];
        for (channel, given, meant) in good {
            assert_eq!(tidy(channel, given).expect(given), meant);
        }
        let bad = [
            (Email, "anna"),
            (Email, "anna@example.test\r\nBcc: all@example.test"),
            (Email, "anna@example.test, boris@example.test"),
            (Email, ""),
            (Sms, "0501234567"),
            (Sms, "+38050123456789012"),
            (Sms, "+38050abc4567"),
            (Telegram, "@anna"),
            (Telegram, "-"),
        ];
        for (channel, given) in bad {
            assert!(tidy(channel, given).is_err(), "{given}");
        }
    }

    #[test]
    fn another_message_has_another_digest_and_the_key_is_no_part_of_it() {
        let asked = |data: Json, key: &str| Asked {
            to: Whom::Address("anna@example.test".to_owned()),
            channel: Channel::Email,
            basis: Basis::Contract,
            said: Said::Kept("receipt".to_owned(), None),
            data,
            key: Some(key.to_owned()),
        };
        let one = asked(serde_json::json!({ "a": 1, "b": 2 }), "k");
        assert_eq!(one.digest(), asked(serde_json::json!({ "b": 2, "a": 1 }), "other").digest());
        assert_ne!(one.digest(), asked(serde_json::json!({ "a": 1, "b": 3 }), "k").digest());
        assert!(asked(serde_json::json!([]), "k").check().is_err());
        assert!(asked(serde_json::json!({}), "k\nk").check().is_err());
        assert!(asked(serde_json::json!({}), "").check().is_err());
    }
}
