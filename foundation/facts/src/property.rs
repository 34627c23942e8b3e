//! One value out of what an event tells, callable in SQL.

use std::sync::Arc;

use datafusion::arrow::array::{AsArray, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use serde_json::Value;

/// `property(properties, name)`: a value of an event as text, nothing where the event has none.
pub(crate) fn property() -> ScalarUDF {
    let read = |given: &[ColumnarValue]| {
        let columns = ColumnarValue::values_to_arrays(given)?;
        let (told, names) = (columns[0].as_string::<i32>(), columns[1].as_string::<i32>());
        let values = told.iter().zip(names).map(|(told, name)| value_of(told?, name?));
        Ok(ColumnarValue::Array(Arc::new(StringArray::from_iter(values))))
    };
    let given = vec![DataType::Utf8, DataType::Utf8];
    create_udf("property", given, DataType::Utf8, Volatility::Immutable, Arc::new(read))
}

fn value_of(told: &str, name: &str) -> Option<String> {
    let mut told: Value = serde_json::from_str(told).ok()?;
    match told.get_mut(name)?.take() {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_is_told_as_text_and_what_is_not_there_as_nothing() {
        let told = r#"{"coupon":"SPRING","value":12.5,"gift":true,"note":null,"at":{"x":1}}"#;
        let value = |name| value_of(told, name);
        assert_eq!(value("coupon").as_deref(), Some("SPRING"));
        assert_eq!(value("value").as_deref(), Some("12.5"));
        assert_eq!(value("gift").as_deref(), Some("true"));
        assert_eq!(value("at").as_deref(), Some(r#"{"x":1}"#));
        assert_eq!(value("note"), None);
        assert_eq!(value("Coupon"), None);
        assert_eq!(value_of("not json", "coupon"), None);
    }
}
