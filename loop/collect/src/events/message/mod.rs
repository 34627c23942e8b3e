//! One message as a source tells it, read and checked, before anybody knows whose it is.
//!
//! The format is Segment's HTTP API (segment.com/docs/connections/sources, "HTTP API").
//! A message that makes no sense is refused by itself, with the reason, and never stops the others.
//!
//! Start reading at [`read`].

mod kinds;
mod moments;
mod names;
mod reading;
mod reasons;
mod size;

use domain::Instant;
use serde_json::{Map, Value as Json, json};

pub(super) use kinds::{
    EMAIL_COMPLAINED, EMAIL_UNSUBSCRIBED, ORDER_CANCELLED, ORDER_COMPLETED, ORDER_REFUNDED,
    ORDER_UPDATED,
};
pub use moments::Heard;
pub(super) use names::text;
pub use reading::read;
pub(super) use reading::sent_at;
pub use reasons::{Reason, Refusal};
pub(super) use size::size_of;

/// What a source can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Who somebody is.
    Identify,
    /// What somebody did.
    Track,
    /// Which page somebody saw.
    Page,
    /// Which screen of an app somebody saw.
    Screen,
    /// To which group somebody belongs.
    Group,
    /// Under which other name somebody was known.
    Alias,
}

impl Call {
    /// The call of a word: `identify`, or its first letter as the browser library sends it.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "identify" | "i" => Self::Identify,
            "track" | "t" => Self::Track,
            "page" | "p" => Self::Page,
            "screen" | "s" => Self::Screen,
            "group" | "g" => Self::Group,
            "alias" | "a" => Self::Alias,
            _ => return None,
        })
    }

    /// The field that holds what was said: traits of a person or a group, properties of a deed.
    fn about(self) -> &'static str {
        match self {
            Self::Identify | Self::Group => "traits",
            Self::Track | Self::Page | Self::Screen | Self::Alias => "properties",
        }
    }
}

/// A message that makes sense.
#[derive(Clone, Debug)]
pub struct Message {
    /// What makes it the same message when it is told again; none when its source does not say.
    pub id: Option<String>,
    /// What kind of saying it is.
    pub call: Call,
    /// What it is to the shop.
    pub kind: &'static str,
    /// The name of the event, the page or the group, or the name before.
    pub name: Option<String>,
    /// When it happened.
    pub at: Instant,
    /// By which name its source knows the person.
    pub user: Option<String>,
    /// By which name its source knows somebody whose name it does not know.
    pub anonymous: Option<String>,
    /// Properties or traits, as told.
    pub about: Map<String, Json>,
    /// The circumstances, as told.
    pub context: Map<String, Json>,
    /// What is to be known about it.
    pub note: Option<Reason>,
}

impl Message {
    /// What is kept of it: everything that was told.
    pub(super) fn payload(&self) -> Json {
        let mut payload = json!({ self.call.about(): self.about });
        if let Some(name) = &self.name {
            payload["name"] = json!(name);
        }
        if !self.context.is_empty() {
            payload["context"] = json!(self.context);
        }
        if let Some(note) = self.note {
            payload["note"] = json!(note.word());
        }
        payload
    }
}
