//! From JSON to a message, or to the reason why it makes no sense.

use domain::Instant;
use serde_json::{Map, Value as Json};

use super::{Call, Heard, Message, Reason, Refusal, kinds, moments, names, text};

/// The longest `messageId` (source: Segment, common fields).
const MESSAGE_ID_MAX: usize = 100;
/// The longest name of an event that is kept.
const EVENT_NAME_MAX: usize = 255;

/// Reads one message; `call` is what the address says it is, where it does.
pub fn read(told: Json, call: Option<Call>, heard: Heard) -> Result<Message, Refusal> {
    let Json::Object(mut told) = told else {
        return Err(Refusal { message_id: None, name: None, reason: Reason::NotAnObject });
    };
    let word = told.get("type").and_then(Json::as_str).unwrap_or_default();
    let call = call.or_else(|| Call::named(word));
    let id = told.get("messageId").and_then(text).filter(|id| !id.is_empty());
    let name = call.and_then(|call| name_of(call, &told));
    match checked(&mut told, call, &name, &id, heard) {
        Ok(mut message) => {
            (message.id, message.name) = (id, name);
            Ok(message)
        }
        Err(reason) => {
            let message_id = id.filter(|_| reason != Reason::MessageIdTooLong);
            Err(Refusal { message_id, name, reason })
        }
    }
}

/// The field that names what was done, seen or joined, or who it was before.
fn field_of_name(call: Call) -> Option<&'static str> {
    match call {
        Call::Identify => None,
        Call::Track => Some("event"),
        Call::Page | Call::Screen => Some("name"),
        Call::Group => Some("groupId"),
        Call::Alias => Some("previousId"),
    }
}

fn name_of(call: Call, told: &Map<String, Json>) -> Option<String> {
    let name = told.get(field_of_name(call)?).and_then(text).filter(|name| !name.is_empty());
    name.map(|name| name.chars().take(EVENT_NAME_MAX).collect())
}

fn checked(
    told: &mut Map<String, Json>,
    call: Option<Call>,
    name: &Option<String>,
    id: &Option<String>,
    heard: Heard,
) -> Result<Message, Reason> {
    let call = call.ok_or(Reason::UnknownType)?;
    if id.as_ref().is_some_and(|id| id.chars().count() > MESSAGE_ID_MAX) {
        return Err(Reason::MessageIdTooLong);
    }
    let missing = match call {
        Call::Track => Some(Reason::EventUnnamed),
        Call::Group => Some(Reason::GroupUnnamed),
        Call::Alias => Some(Reason::NoNameBefore),
        Call::Identify | Call::Page | Call::Screen => None,
    };
    if let Some(reason) = missing.filter(|_| name.is_none()) {
        return Err(reason);
    }
    if matches!(call, Call::Group | Call::Alias) {
        leads_somewhere(call, told)?;
    }
    let (user, anonymous) = named(told)?;
    let (at, note) = moment_of(told, heard);
    let mut take = |field: &str| match told.remove(field) {
        Some(Json::Object(fields)) => fields,
        _ => Map::new(),
    };
    let (mut about, context) = (take(call.about()), take("context"));
    if let Some(category) = told.remove("category") {
        about.entry("category").or_insert(category);
    }
    let kind = kinds::kind_of(call, name.as_deref().unwrap_or_default());
    Ok(Message { id: None, call, kind, name: None, at, user, anonymous, about, context, note })
}

/// The name of a page may be cut; one that leads to a group or a person leads there whole, or not.
fn leads_somewhere(call: Call, told: &Map<String, Json>) -> Result<(), Reason> {
    let name = names::name(field_of_name(call).and_then(|field| told.get(field)))?;
    let is_nobody = name.is_some_and(|name| names::is_nobody(&name));
    if call == Call::Alias && is_nobody { Err(Reason::SharedName) } else { Ok(()) }
}

/// By which names its source knows the person.
fn named(told: &Map<String, Json>) -> Result<(Option<String>, Option<String>), Reason> {
    let (user, anonymous) =
        (names::name(told.get("userId"))?, names::name(told.get("anonymousId"))?);
    if user.is_none() && anonymous.is_none() {
        return Err(Reason::NobodyNamed);
    }
    let own = |name: Option<String>| name.filter(|name| !names::is_nobody(name));
    match (own(user), own(anonymous)) {
        (None, None) => Err(Reason::SharedName),
        names => Ok(names),
    }
}

fn moment_of(told: &Map<String, Json>, heard: Heard) -> (Instant, Option<Reason>) {
    let sent_at = told.get("sentAt").and_then(moments::read).or(heard.sent_at);
    let heard = Heard { sent_at, ..heard };
    let given = told.get("originalTimestamp").or(told.get("timestamp"));
    match given.filter(|given| !given.is_null()).map(moments::read) {
        None => (heard.at, None),
        Some(Some(at)) => (heard.happened_at(at), None),
        Some(None) => (heard.at, Some(Reason::MomentUnreadable)),
    }
}

/// The moment that a whole request says it was sent at.
pub(in crate::events) fn sent_at(told: &Map<String, Json>) -> Option<Instant> {
    told.get("sentAt").and_then(moments::read)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HEARD: Heard = Heard { at: Instant(1_772_442_000_000_000), sent_at: None };

    fn reason(told: Json) -> Option<Reason> {
        match read(told, None, HEARD) {
            Ok(message) => message.note,
            Err(refusal) => Some(refusal.reason),
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_the_reason() {
        for (told, expected) in [
            (json!("track"), Reason::NotAnObject),
            (json!({ "type": "sing", "userId": "anna" }), Reason::UnknownType),
            (json!({ "type": "track", "event": "Ping" }), Reason::NobodyNamed),
            (json!({ "type": "page", "userId": null, "anonymousId": "0" }), Reason::SharedName),
            (json!({ "type": "track", "userId": "anna" }), Reason::EventUnnamed),
            (json!({ "type": "group", "userId": "anna" }), Reason::GroupUnnamed),
            (json!({ "type": "alias", "userId": "anna" }), Reason::NoNameBefore),
            (
                json!({ "type": "page", "userId": "anna", "messageId": "m".repeat(101) }),
                Reason::MessageIdTooLong,
            ),
            (
                json!({ "type": "group", "userId": "anna", "groupId": "g".repeat(256) }),
                Reason::IdTooLong,
            ),
            (
                json!({ "type": "alias", "userId": "anna", "previousId": "null" }),
                Reason::SharedName,
            ),
            (
                json!({ "type": "page", "userId": "anna", "timestamp": "soon" }),
                Reason::MomentUnreadable,
            ),
        ] {
            assert_eq!(reason(told.clone()), Some(expected), "{told}");
        }
        assert_eq!(reason(json!({ "type": "page", "anonymousId": "a1" })), None);
    }
}
