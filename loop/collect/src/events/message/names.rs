//! What people and messages are called by a source, and which names name nobody.

use serde_json::Value as Json;

use super::Reason;

/// The longest name of a person; longer ones are tokens and pages that went into the wrong field.
const NAME_MAX: usize = 255;

/// Names that programs give everybody (source: Segment Unify, blocked values, and the words that
/// languages print for nothing).
const NOBODY: [&str; 9] =
    ["-1", "null", "anonymous", "undefined", "none", "nil", "nan", "(null)", "[object object]"];

/// A name in a message; none when there is none.
pub(super) fn name(told: Option<&Json>) -> Result<Option<String>, Reason> {
    let Some(name) = told.and_then(text) else { return Ok(None) };
    match name.chars().count() {
        0 => Ok(None),
        1..=NAME_MAX => Ok(Some(name)),
        _ => Err(Reason::IdTooLong),
    }
}

/// Whether a name is one that many people share.
pub(super) fn is_nobody(name: &str) -> bool {
    let is_blank = name.bytes().all(|byte| byte == b'0' || byte == b'-');
    is_blank || NOBODY.contains(&name.to_lowercase().as_str())
}

/// A text, or a number written as one, without blanks around it.
pub(in crate::events) fn text(told: &Json) -> Option<String> {
    match told {
        Json::String(text) => Some(text.trim().to_owned()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_name_is_a_text_or_a_number_of_some_length() {
        assert_eq!(name(Some(&json!(" anna "))), Ok(Some("anna".to_owned())));
        assert_eq!(name(Some(&json!(17))), Ok(Some("17".to_owned())));
        assert_eq!(name(Some(&json!(""))), Ok(None));
        assert_eq!(name(Some(&json!({ "id": 1 }))), Ok(None));
        assert_eq!(name(Some(&json!("x".repeat(256)))), Err(Reason::IdTooLong));
    }

    #[test]
    fn names_that_everybody_bears_are_nobodys() {
        for shared in ["0", "000", "-1", "NULL", "00000000-0000-0000-0000-000000000000", "--"] {
            assert!(is_nobody(shared), "{shared}");
        }
        for own in ["10", "anna", "0a"] {
            assert!(!is_nobody(own), "{own}");
        }
    }
}
