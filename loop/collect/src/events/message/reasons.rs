//! Why a message was not taken, in words for programs and for those who write them.

use serde::Serialize;
use utoipa::ToSchema;

/// Why a message was not taken, or what is to be known about one that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EventReason)]
pub enum Reason {
    /// It is no JSON object.
    NotAnObject,
    /// It is larger than one event may be.
    TooLarge,
    /// It does not say what kind of call it is, or one that does not exist.
    UnknownType,
    /// Neither `userId` nor `anonymousId`.
    NobodyNamed,
    /// A name that programs give everybody.
    SharedName,
    /// A name longer than names are.
    IdTooLong,
    /// A `messageId` of more than a hundred signs.
    MessageIdTooLong,
    /// A tracked event without a name.
    EventUnnamed,
    /// A group without an id.
    GroupUnnamed,
    /// An alias without the name before.
    NoNameBefore,
    /// Taken before; nothing was done again.
    HeardBefore,
    /// Taken as of now: its moment cannot be read.
    MomentUnreadable,
    /// Taken, but no order was made of it: it does not say which.
    OrderUnnamed,
    /// Taken, but a trait is no value of its field, so that field stays as it was.
    FieldUnfit,
    /// The person asked to be forgotten.
    Forgotten,
}

impl Reason {
    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotAnObject => "not_an_object",
            Self::TooLarge => "too_large",
            Self::UnknownType => "unknown_type",
            Self::NobodyNamed => "nobody_named",
            Self::SharedName => "shared_name",
            Self::IdTooLong => "id_too_long",
            Self::MessageIdTooLong => "message_id_too_long",
            Self::EventUnnamed => "event_unnamed",
            Self::GroupUnnamed => "group_unnamed",
            Self::NoNameBefore => "no_name_before",
            Self::HeardBefore => "heard_before",
            Self::MomentUnreadable => "moment_unreadable",
            Self::OrderUnnamed => "order_unnamed",
            Self::FieldUnfit => "field_unfit",
            Self::Forgotten => "forgotten",
        }
    }

    /// The same for whoever writes the program that speaks.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::NotAnObject => "an event is a JSON object",
            Self::TooLarge => "an event has 32 kilobytes at most",
            Self::UnknownType => "type is one of identify, track, page, screen, group and alias",
            Self::NobodyNamed => "userId or anonymousId says whose event it is; give one of them",
            Self::SharedName => {
                "userId and anonymousId are names that many people bear, such as null or 0"
            }
            Self::IdTooLong => "a userId, anonymousId, groupId or previousId has 255 signs at most",
            Self::MessageIdTooLong => "a messageId has 100 signs at most",
            Self::EventUnnamed => "a track call needs the name of the event",
            Self::GroupUnnamed => "a group call needs groupId",
            Self::NoNameBefore => "an alias call needs previousId and userId",
            Self::HeardBefore => "this messageId was taken before; nothing was done again",
            Self::MomentUnreadable => {
                "timestamp is no moment such as 2026-03-01T09:30:00Z; taken as of now"
            }
            Self::FieldUnfit => {
                "a trait is no value of the field of its name; the event is kept, the field stays \
                 as it was"
            }
            Self::Forgotten => "this person asked to be forgotten; nothing of him is taken in",
            Self::OrderUnnamed => "without order_id no order was made of it; the event is kept",
        }
    }
}

/// A message that was not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What its source calls it.
    pub message_id: Option<String>,
    /// What the event is called.
    pub name: Option<String>,
    /// Why it was not taken.
    pub reason: Reason,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_word_of_a_reason_is_the_one_on_the_wire() {
        for reason in [Reason::NotAnObject, Reason::HeardBefore, Reason::MessageIdTooLong] {
            assert_eq!(serde_json::to_value(reason).ok(), Some(json!(reason.word())));
        }
    }
}
