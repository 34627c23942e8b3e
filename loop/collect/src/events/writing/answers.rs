//! What people answered, as events tell it: consent by category, wishes to hear no more, and what
//! they say of themselves in the shop's own fields.

use domain::Instant;
use records::{RecordsError, ShopTx};
use serde_json::Value as Json;

use super::New;
use super::people::Whose;
use crate::consent::{self, Channel, Consent, Ground, Purpose, State};
use crate::customers::Known;
use crate::events::message::{EMAIL_COMPLAINED, EMAIL_UNSUBSCRIBED, Message};
use crate::fields::{self, Telling};

/// Writes down what the people of these messages answered.
///
/// Only a customer can have answered: somebody without a name cannot be written to.
pub(super) async fn save(
    tx: &mut ShopTx,
    source: &str,
    messages: &[&Message],
    whose: &[Whose],
) -> Result<(), RecordsError> {
    let mut answers = Vec::new();
    for (message, whose) in messages.iter().zip(whose) {
        let Some(Known { id, .. }) = whose.customer() else { continue };
        let said = answers_of(message).into_iter();
        answers.extend(said.map(|(channel, state)| (id, consent(source, message, channel, state))));
    }
    if !answers.is_empty() {
        consent::declare_many(tx, answers).await?;
    }
    for (message, whose) in messages.iter().zip(whose) {
        let is_enough = [EMAIL_UNSUBSCRIBED, EMAIL_COMPLAINED].contains(&message.kind);
        if let Some(Known { id, .. }) = whose.customer().filter(|_| is_enough) {
            let by_letter = (Purpose::Marketing, Channel::Email);
            consent::withdraw(tx, id, by_letter, source).await?;
        }
    }
    Ok(())
}

/// What people say of themselves in the shop's own fields, as of when they said it.
pub(super) async fn tell_fields(
    tx: &mut ShopTx,
    source: &str,
    (news, whose): (&[New<'_>], &[Whose]),
) -> Result<(), RecordsError> {
    fields::tell_many(tx, source, tellings(news, whose)).await?;
    Ok(())
}

fn tellings(news: &[New<'_>], whose: &[Whose]) -> Vec<Telling> {
    let told = news.iter().zip(whose).filter_map(|(new, whose)| {
        let values = new.traits.values.clone();
        Some(Telling { of: whose.customer()?, at: new.message.at, values })
    });
    told.collect()
}

fn consent(source: &str, message: &Message, channel: Channel, state: State) -> Consent {
    let at: Instant = message.at;
    Consent {
        purpose: Purpose::Marketing,
        channel,
        state,
        ground: Ground::Answer,
        proof: message.id.as_ref().map(|id| format!("{source}: {id}")),
        at,
        source: source.to_owned(),
    }
}

/// What `context.consent.categoryPreferences` says about writing to the person.
///
/// Categories are the shop's own words, mostly about cookies: an agreement to advertising on a site
/// is none to letters. So only categories that name the channel grant it; one that denies marketing
/// as a whole denies every channel. What is not said stays denied.
fn answers_of(message: &Message) -> Vec<(Channel, State)> {
    let categories =
        message.context.get("consent").and_then(|told| told.get("categoryPreferences"));
    let Some(Json::Object(categories)) = categories else { return Vec::new() };
    let mut answers = Vec::new();
    for (category, told) in categories {
        let Json::Bool(is_granted) = *told else { continue };
        let letters = category.chars().filter(|sign| sign.is_alphanumeric());
        let word: String = letters.flat_map(char::to_lowercase).collect();
        let channels: &[Channel] = match word.as_str() {
            "email" | "emailmarketing" | "marketingemail" | "newsletter" => &[Channel::Email],
            "sms" | "smsmarketing" | "marketingsms" => &[Channel::Sms],
            "telegram" | "telegrammarketing" | "marketingtelegram" => &[Channel::Telegram],
            "marketing" if !is_granted => &Channel::ALL,
            _ => &[],
        };
        let state = if is_granted { State::Granted } else { State::Denied };
        answers.extend(channels.iter().map(|&channel| (channel, state)));
    }
    answers
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::events::message::{Heard, read};

    fn answers(categories: Json) -> Vec<(Channel, State)> {
        let context = json!({ "consent": { "categoryPreferences": categories } });
        let told = json!({ "type": "identify", "userId": "anna", "context": context });
        let heard = Heard { at: Instant(0), sent_at: None };
        answers_of(&read(told, None, heard).expect("it makes sense"))
    }

    #[test]
    fn agreeing_to_cookies_is_not_agreeing_to_letters() {
        assert_eq!(answers(json!({ "Advertising": true, "Marketing": true })), []);
        assert_eq!(answers(json!({ "email_marketing": true })), [(Channel::Email, State::Granted)]);
        assert_eq!(
            answers(json!({ "Marketing": false })),
            Channel::ALL.map(|channel| (channel, State::Denied))
        );
        assert_eq!(answers(json!({ "email": "yes" })), []);
    }
}
