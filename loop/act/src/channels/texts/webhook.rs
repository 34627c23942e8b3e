//! Calls of the shop's own program, signed by the rules of Standard Webhooks 1.0.0.
//!
//! The receiver knows a call by its `webhook-id` and throws a second one away, so this is the one
//! way on which a lost answer may be asked for again.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Instant;
use hmac::{Hmac, KeyInit, Mac};
use hyper::Method;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::json;
use sha2::Sha256;
use wire::calls::{self, Answer, Broken, Call};

use super::settings::{WebhookSettings, link};
use super::{BOUNDS, Note, meaning_of_status};
use crate::channels::{HandedOver, Refusal, Secret, SettingsProblem};

/// What stands before a secret, so that it is known for one.
const PREFIX: &str = "whsec_";

/// The call that hands one message to the shop's own program.
pub(super) fn call(settings: &WebhookSettings, note: &Note) -> Result<Call, SettingsProblem> {
    let id = note.id.to_string();
    let body = json!({
        "type": "message.due",
        "timestamp": note.at,
        "data": {
            "message": id,
            "channel": note.reaches,
            "to": note.to,
            "text": note.text,
            "unsubscribe_url": note.unsubscribe_url,
        },
    })
    .to_string();
    signed(settings, settings.url.as_deref().unwrap_or_default(), (&id, note.at), body)
}

/// A call of a program at an address, signed; the same name and body however often it is made.
pub(crate) fn signed(
    settings: &WebhookSettings,
    url: &str,
    (id, at): (&str, Instant),
    body: String,
) -> Result<Call, SettingsProblem> {
    let (url, seconds) = (link("url", url)?, at.0.div_euclid(1_000_000));
    let signature = signature(&key(settings)?, (id, seconds), &body);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let stamps = [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", seconds.to_string()),
        ("webhook-signature", signature),
    ];
    headers.extend(stamps.iter().filter_map(|(name, value)| calls::header(name, value)));
    Ok(Call {
        method: Method::POST,
        url,
        headers,
        body: body.into(),
        reach: settings.reach(),
        bounds: BOUNDS,
    })
}

/// The bytes that calls are signed with: base64 after `whsec_`, 24 to 64 of them.
pub(super) fn key(settings: &WebhookSettings) -> Result<Vec<u8>, SettingsProblem> {
    let Some(secret) = settings.secret.as_ref().map(Secret::text) else {
        return Err(SettingsProblem::NoTaker { field: "secret" });
    };
    let key = STANDARD.decode(secret.strip_prefix(PREFIX).unwrap_or(secret)).ok();
    key.filter(|key| (24..=64).contains(&key.len())).ok_or_else(|| {
        let reason = "must be 24 to 64 bytes in base64 after whsec_".to_owned();
        SettingsProblem::Unreadable { field: "secret", reason }
    })
}

/// `v1,` and the HMAC-SHA256 of id, moment and body, in base64.
fn signature(key: &[u8], (id, seconds): (&str, i64), body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// What a call came to: whatever is not a yes is asked for again, under the same name.
pub(crate) fn told(answered: Result<Answer, Broken>) -> HandedOver {
    let again = |answer: String| Refusal { answer, ..Refusal::default() };
    match answered {
        Ok(answer) => match meaning_of_status(&answer) {
            HandedOver::Uncertain { why } => HandedOver::Refused(again(why)),
            other => other,
        },
        Err(Broken::Unreached(why)) => HandedOver::Unreachable { why },
        Err(Broken::Lost(why)) => HandedOver::Refused(again(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_signed_as_the_reference_library_signs_it() {
        // Signed by the Python package `standardwebhooks` 1.1.0.
        let key = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("base64");
        let signed = signature(
            &key,
            ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330),
            "{\"test\": 2432232314}",
        );
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_is_long_enough_to_keep() {
        let with = |secret: &str| WebhookSettings {
            secret: Some(Secret::typed(secret)),
            ..WebhookSettings::default()
        };
        assert!(key(&with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).is_ok());
        assert!(key(&with("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).is_ok());
        for weak in ["whsec_c2hvcnQ=", "whsec_*", ""] {
            assert_eq!(key(&with(weak)).expect_err(weak).field(), "secret");
        }
    }
}
