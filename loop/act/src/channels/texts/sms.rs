//! Text messages by a gateway that the shop describes, and what the gateway reports later.

use hyper::Method;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::Value as Json;
use wire::calls::{self, Answer, Call};

use super::blanks::{Blanks, Place, filled};
use super::settings::{BodyKind, CallMethod, ReportRules, SmsSettings, link};
use super::{BOUNDS, Note, meaning_of_status};
use crate::channels::{HandedOver, Secret, SettingsProblem};

/// The call that hands one message to the gateway.
pub(super) fn call(settings: &SmsSettings, note: &Note) -> Result<Call, SettingsProblem> {
    let id = note.id.to_string();
    let blanks = Blanks {
        to: &note.to,
        from: settings.sender.as_deref().unwrap_or_default(),
        text: &note.text,
        id: &id,
        secret: settings.secret.as_ref().map_or("", Secret::text),
    };
    call_with(settings, blanks)
}

/// Whether a call can be put together at all, tried with a made-up message.
pub(super) fn tried(settings: &SmsSettings) -> Result<(), SettingsProblem> {
    let secret = settings.secret.as_ref().map_or("", Secret::text);
    let from = settings.sender.as_deref().unwrap_or_default();
    let blanks = Blanks { to: "+10000000000", from, text: "\"", id: "msg_0", secret };
    let body = call_with(settings, blanks)?.body;
    let is_json = settings.method != CallMethod::Get && settings.body_kind == BodyKind::Json;
    match serde_json::from_slice::<Json>(&body) {
        Err(error) if is_json => {
            let reason = format!(
                "is no JSON once its blanks are filled ({error}); a blank brings its own quotes: \
                 {{\"to\": {{{{ to }}}}}}"
            );
            Err(SettingsProblem::Unreadable { field: "body", reason })
        }
        _ => Ok(()),
    }
}

fn call_with(settings: &SmsSettings, blanks: Blanks<'_>) -> Result<Call, SettingsProblem> {
    let url = settings.url.as_deref().unwrap_or_default();
    let url = link("url", &filled(("url", url), Place::Address, blanks)?)
        // The address may carry the secret by now, so the template is told and not the result.
        .map_err(|_| SettingsProblem::BadUrl { field: "url", url: url.to_owned() })?;
    let (method, body) = match settings.method {
        CallMethod::Get => (Method::GET, String::new()),
        CallMethod::Post => (Method::POST, body(settings, blanks)?),
        CallMethod::Put => (Method::PUT, body(settings, blanks)?),
    };
    let mut headers = HeaderMap::new();
    if method != Method::GET {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(settings.body_kind)));
    }
    for one in &settings.headers {
        let value = filled(("headers", &one.value), Place::Header, blanks)?;
        let (name, value) = calls::header(&one.name, &value).ok_or_else(|| {
            let reason = format!("`{}` cannot be a header with such a value", one.name);
            SettingsProblem::Unreadable { field: "headers", reason }
        })?;
        headers.insert(name, value);
    }
    Ok(Call {
        method,
        url,
        headers,
        body: body.into_bytes(),
        reach: settings.reach(),
        bounds: BOUNDS,
    })
}

fn body(settings: &SmsSettings, blanks: Blanks<'_>) -> Result<String, SettingsProblem> {
    filled(("body", &settings.body), Place::Body(settings.body_kind), blanks)
}

fn content_type(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Json => "application/json",
        BodyKind::Form => "application/x-www-form-urlencoded",
    }
}

/// What the gateway's answer means; it speaks by its status.
pub(super) fn meaning(answer: &Answer) -> HandedOver {
    meaning_of_status(answer)
}

/// What a gateway reports on a message it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name we gave the message.
    pub id: String,
    /// What became of it.
    pub told: Told,
    /// The gateway's own word.
    pub word: String,
}

/// What became of a message that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is on the phone.
    Delivered,
    /// It will never be.
    Failed,
    /// It is still on its way.
    OnItsWay,
}

impl ReportRules {
    /// Reads a report out of its fields; nothing when they do not name a message.
    pub fn read(&self, fields: &[(String, String)]) -> Option<Report> {
        let field = |name: &str| fields.iter().find(|(found, _)| found == name);
        let (_, id) = field(&self.id_field)?;
        let (_, word) = field(&self.state_field)?;
        let among = |words: &[String]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        let told = match (among(&self.delivered), among(&self.failed)) {
            (true, _) => Told::Delivered,
            (false, true) => Told::Failed,
            (false, false) => Told::OnItsWay,
        };
        Some(Report { id: id.clone(), told, word: word.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fields: &[(&str, &str)], expected: Option<Told>) {
        let fields: Vec<(String, String)> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let read = ReportRules::default().read(&fields).map(|report| report.told);
        assert_eq!(read, expected, "{fields:?}");
    }

    #[test]
    fn a_report_is_read_by_the_rules_of_the_gateway() {
        check(&[("id", "msg_1"), ("status", "DELIVRD")], Some(Told::Delivered));
        check(&[("status", "Delivered"), ("id", "msg_1")], Some(Told::Delivered));
        check(&[("id", "msg_1"), ("status", "undelivered")], Some(Told::Failed));
        check(&[("id", "msg_1"), ("status", "ACCEPTD")], Some(Told::OnItsWay));
        check(&[("id", "msg_1")], None);
        check(&[("message", "msg_1"), ("status", "delivered")], None);
    }

    #[test]
    fn settings_that_cannot_make_a_call_say_which_field() {
        let gateway = SmsSettings {
            kind: super::super::TextKind::Live,
            url: Some("https://sms.test/send".to_owned()),
            ..SmsSettings::default()
        };
        assert_eq!(gateway.problem(), None);
        let field = |settings: SmsSettings| settings.problem().map(|problem| problem.field());
        assert_eq!(field(SmsSettings { url: None, ..gateway.clone() }), Some("url"));
        let file = Some("file:///etc/passwd".to_owned());
        assert_eq!(field(SmsSettings { url: file, ..gateway.clone() }), Some("url"));
        let quoted = "{\"to\": \"{{ to }}\"}".to_owned();
        assert_eq!(field(SmsSettings { body: quoted, ..gateway.clone() }), Some("body"));
        let secret = Some(Secret::typed("a\r\nX: y"));
        assert_eq!(field(SmsSettings { secret, ..gateway }), Some("headers"));
    }
}
