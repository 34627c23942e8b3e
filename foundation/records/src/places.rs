//! The places of bound values in a statement, as each engine likes them.

use sea_orm::Value;

/// The places of so many values in a list, counted from the first: `$2, $3, $4`.
pub fn places(first: usize, n: usize) -> String {
    (first..first + n).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// A statement with `$1`-style places, written with `?` and with a value for every one of them.
///
/// SQLite takes `$1` for a name and seeks the name of every place in the list of all names: a
/// statement with thousands of values spends nearly all its time there. `?` has no name.
pub(crate) fn nameless(sql: &str, values: Vec<Value>) -> (String, Vec<Value>) {
    let mut text = String::with_capacity(sql.len());
    let mut places = Vec::with_capacity(values.len());
    let mut parts = sql.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let n_digits = part.bytes().take_while(u8::is_ascii_digit).count();
        match part[..n_digits].parse::<usize>() {
            Ok(place) if (1..=values.len()).contains(&place) => {
                places.push(place - 1);
                text.push('?');
                text.push_str(&part[n_digits..]);
            }
            _ => {
                text.push('$');
                text.push_str(part);
            }
        }
    }
    // Most statements name every value once and in order: nothing needs to be copied.
    if places.iter().copied().eq(0..values.len()) {
        return (text, values);
    }
    (text, places.into_iter().map(|place| values[place].clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: (&str, &[&str])) {
        let values = ["a", "b", "c"].map(Value::from);
        let (text, bound) = nameless(sql, values.to_vec());
        let expected_values: Vec<Value> = expected.1.iter().map(|&value| value.into()).collect();
        assert_eq!((text.as_str(), bound), (expected.0, expected_values), "{sql}");
    }

    #[test]
    fn every_place_has_its_own_value() {
        check("values ($1, $2), ($3)", ("values (?, ?), (?)", &["a", "b", "c"]));
        check("a = $2 or (a < $2 and b = $1)", ("a = ? or (a < ? and b = ?)", &["b", "b", "a"]));
    }

    #[test]
    fn a_list_is_counted_from_its_first_place() {
        assert_eq!([places(1, 3), places(2, 1), places(7, 0)], ["$1, $2, $3", "$2", ""]);
    }

    #[test]
    fn what_is_no_place_stays() {
        check("payload ->> '$.to' = $1", ("payload ->> '$.to' = ?", &["a"]));
        check("a = $4", ("a = $4", &[]));
    }
}
