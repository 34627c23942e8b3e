//! The fields that a customer can be asked for.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that may be known of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CustomerField)]
pub enum Field {
    /// E-mail address.
    Email,
    /// Phone number.
    Phone,
    /// Full name.
    Name,
    /// Country, as told.
    Country,
    /// City, as told.
    City,
    /// Two letters of the language he is written to in.
    Language,
    /// Who first told us of him.
    Source,
    /// The shop's own number for him.
    Number,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 8] = [
        Self::Email,
        Self::Phone,
        Self::Name,
        Self::Country,
        Self::City,
        Self::Language,
        Self::Source,
        Self::Number,
    ];

    /// The word rules and programs call it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Name => "name",
            Self::Country => "country",
            Self::City => "city",
            Self::Language => "language",
            Self::Source => "source",
            Self::Number => "number",
        }
    }

    /// The column it is kept in.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Number => "external_id",
            other => other.word(),
        }
    }
}
