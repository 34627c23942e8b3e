//! How large a message is, without writing it out.

use serde_json::Value as Json;

/// About how many bytes a value takes as JSON; escapes are not counted, so never more than it is.
pub(in crate::events) fn size_of(value: &Json) -> usize {
    match value {
        Json::Null | Json::Bool(_) => 4,
        Json::Number(number) => {
            number.as_u64().map_or(8, |n| n.checked_ilog10().map_or(1, |d| d as usize + 1))
        }
        Json::String(text) => text.len() + 2,
        Json::Array(items) => items.iter().map(|item| size_of(item) + 1).sum::<usize>() + 1,
        Json::Object(fields) => {
            fields.iter().map(|(name, value)| name.len() + 4 + size_of(value)).sum::<usize>() + 1
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn plain_messages_are_measured_exactly() {
        for told in [json!({ "a": [1, 20, "x"], "b": { "c": null } }), json!([]), json!("abc")] {
            let written = told.to_string().len();
            assert!(size_of(&told).abs_diff(written) <= 2, "{told}");
        }
    }
}
