//! What a storefront's answer comes to: a document, or what stands in the way and whether to ask
//! again.

use serde_json::Value as Json;

use super::{Again, Answer, Trouble};

/// The longest part of an answer that is shown to somebody who looks for the cause, in signs.
const WORDS_MAX: usize = 200;

/// The document of an answer, or the trouble that it tells.
pub(super) fn understood(answer: Answer) -> Result<(Answer, Json), Trouble> {
    let said = words(&answer);
    match answer.status {
        200 => match serde_json::from_str(&answer.body) {
            Ok(document) => Ok((answer, document)),
            // A page for people instead: maintenance, or a wall against programs.
            Err(_) => Err(Trouble::later("nonsense", said)),
        },
        300..=399 => {
            let there = answer.header("location").unwrap_or_default().to_owned();
            Err(Trouble::for_good("elsewhere", there))
        }
        401 | 402 | 403 => Err(Trouble::for_good("bad_key", said)),
        404 => Err(Trouble::for_good("no_api", said)),
        429 | 430 | 503 => {
            let again = answer.come_back_after.map_or(Again::Later, Again::After);
            Err(Trouble { code: "busy", detail: said, again: Some(again) })
        }
        408 | 425 | 500..=599 => Err(Trouble::later("failing", said)),
        _ => Err(Trouble::for_good("refused", said)),
    }
}

fn words(answer: &Answer) -> String {
    // WordPress says it in `message`, Shopify in `errors`, Stripe in the `message` of its `error`.
    let told: Json = serde_json::from_str(&answer.body).unwrap_or(Json::Null);
    let told = if told["error"].is_object() { &told["error"] } else { &told };
    let said = ["message", "errors"].into_iter().find_map(|field| match told.get(field)? {
        Json::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    });
    let said: String =
        said.unwrap_or_else(|| answer.body.clone()).chars().take(WORDS_MAX).collect();
    format!("{} {}", answer.status, said.trim()).trim().to_owned()
}
