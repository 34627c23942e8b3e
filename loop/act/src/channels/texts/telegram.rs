//! Messages of a Telegram bot, by the Bot API (core.telegram.org/bots/api, `sendMessage`).

use std::time::Duration;

use hyper::Method;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use url::Url;
use wire::calls::{Answer, Broken, Call};

use super::settings::TelegramSettings;
use super::{BOUNDS, Note, meaning_of_status, words};
use crate::channels::{HandedOver, Refusal, SettingsProblem};

/// What Telegram answers to everything.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    ok: bool,
    error_code: Option<u16>,
    description: String,
    parameters: Parameters,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Parameters {
    retry_after: Option<u64>,
}

/// The call that hands one message to Telegram.
pub(super) fn call(settings: &TelegramSettings, note: &Note) -> Result<Call, SettingsProblem> {
    let url = settings.method_url("sendMessage")?;
    let body = json!({
        "chat_id": note.to,
        "text": note.text,
        // A preview of the way out is not what the message is about.
        "link_preview_options": { "is_disabled": true },
    });
    Ok(post(settings, url, &body))
}

fn post(settings: &TelegramSettings, url: Url, body: &Json) -> Call {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let body = body.to_string().into_bytes();
    Call { method: Method::POST, url, headers, body, reach: settings.reach(), bounds: BOUNDS }
}

/// Something that somebody did to the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Its number; later ones have greater ones.
    pub number: i64,
    /// The number of the chat.
    pub chat: String,
    /// The language of the person's program, where it says so.
    pub language: Option<String>,
    /// What he did.
    pub did: Deed,
}

/// What somebody did to the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Started it, with the end of the link he came by; empty when he came by none.
    Start(String),
    /// Wrote that it should stop.
    Stop,
    /// Closed the chat.
    Block,
    /// Something that means nothing to a shop.
    Nothing,
}

#[derive(Deserialize)]
struct News {
    result: Vec<Json>,
}

/// What people did to the bot, from a number on.
///
/// Answers why nothing is known when Telegram could not be asked.
pub async fn updates(settings: &TelegramSettings, next: i64) -> Result<Vec<Update>, String> {
    let url = settings.method_url("getUpdates").map_err(|problem| problem.to_string())?;
    let body = json!({ "offset": next, "allowed_updates": ["message", "my_chat_member"] });
    let answer = post(settings, url, &body).make().await.map_err(|broken| match broken {
        Broken::Unreached(why) | Broken::Lost(why) => why,
    })?;
    let news: News = serde_json::from_str(&answer.body).map_err(|_| words(&answer))?;
    Ok(news.result.iter().filter_map(heard).collect())
}

/// One thing told; what is not understood keeps its number, so that it is not told for ever.
fn heard(told: &Json) -> Option<Update> {
    let number = told.get("update_id")?.as_i64()?;
    let (message, member) = (&told["message"], &told["my_chat_member"]);
    let text = message["text"].as_str().unwrap_or_default().trim();
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    // What is said in a group is not said by the person of a chat.
    let is_private = message["chat"]["type"] == "private";
    let did = match verb {
        "/start" if is_private => Some(Deed::Start(rest.trim().to_owned())),
        "/stop" if is_private => Some(Deed::Stop),
        _ if member["new_chat_member"]["status"] == "kicked" => Some(Deed::Block),
        _ => None,
    };
    let chat = [message, member].into_iter().find_map(|it| it["chat"]["id"].as_i64());
    let language = message["from"]["language_code"].as_str().map(str::to_owned);
    let chat = chat.map(|chat| chat.to_string()).unwrap_or_default();
    Some(Update { number, chat, language, did: did.unwrap_or(Deed::Nothing) })
}

/// What Telegram's answer means: it speaks by its status and says more in the body.
pub(super) fn meaning(answer: &Answer) -> HandedOver {
    let Ok(said) = serde_json::from_str::<Said>(&answer.body) else {
        return match answer.status {
            // A yes that cannot be read is none, and no "no" either.
            200..=299 => HandedOver::Uncertain { why: words(answer) },
            _ => meaning_of_status(answer),
        };
    };
    if said.ok {
        return HandedOver::Accepted { answer: "ok".to_owned() };
    }
    let code = said.error_code.unwrap_or(answer.status);
    let told = format!("{code} {}", said.description);
    let come_back_after = said.parameters.retry_after.map(Duration::from_secs);
    match code {
        // The token is wrong: that is so for every message.
        401 | 404 => HandedOver::Unreachable { why: told },
        400 | 403 => HandedOver::Refused(Refusal {
            for_good: true,
            // Who stopped the bot, or never started it, cannot be written to.
            of_address: code == 403 || said.description.contains("chat not found"),
            come_back_after: None,
            answer: told,
        }),
        _ => HandedOver::Refused(Refusal { come_back_after, answer: told, ..Refusal::default() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, body: &str) -> HandedOver {
        meaning(&Answer { status, body: body.to_owned(), ..Answer::default() })
    }

    fn refused(status: u16, body: &str) -> (bool, bool, Option<u64>) {
        match said(status, body) {
            HandedOver::Refused(no) => {
                (no.for_good, no.of_address, no.come_back_after.map(|wait| wait.as_secs()))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_answer_of_telegram_has_its_meaning() {
        let yes = said(200, r#"{"ok":true,"result":{"message_id":7}}"#);
        assert!(matches!(yes, HandedOver::Accepted { .. }));
        let blocked = r#"{"ok":false,"error_code":403,"description":"Forbidden: blocked"}"#;
        assert_eq!(refused(403, blocked), (true, true, None));
        let unknown =
            r#"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#;
        assert_eq!(refused(400, unknown), (true, true, None));
        let long =
            r#"{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}"#;
        assert_eq!(refused(400, long), (true, false, None));
        let flood = r#"{"ok":false,"error_code":429,"parameters":{"retry_after":35}}"#;
        assert_eq!(refused(429, flood), (false, false, Some(35)));
        let token = said(401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#);
        assert!(matches!(token, HandedOver::Unreachable { .. }));
        assert!(matches!(said(200, "<html>"), HandedOver::Uncertain { .. }));
        assert!(matches!(said(502, "<html>"), HandedOver::Uncertain { .. }));
    }
}
