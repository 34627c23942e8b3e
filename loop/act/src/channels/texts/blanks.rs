//! Filling the blanks of a call: address, headers and body of a gateway nobody foresaw.
//!
//! A blank can never break out of its place: in an address and a form it is percent-encoded, in
//! JSON it is a string with its quotes, in a header it is one line.

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::settings::BodyKind;
use crate::channels::SettingsProblem;

/// Steps of the template language that one call may take; the ready one takes some ten.
const FUEL: u64 = 10_000;

/// What a call may speak of.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Blanks<'a> {
    pub to: &'a str,
    pub from: &'a str,
    pub text: &'a str,
    pub id: &'a str,
    pub secret: &'a str,
}

/// Where a blank stands, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Address,
    Header,
    Body(BodyKind),
}

/// The template with its blanks filled; `field` is what to mend when it cannot be.
pub(super) fn filled(
    (field, template): (&'static str, &str),
    place: Place,
    blanks: Blanks<'_>,
) -> Result<String, SettingsProblem> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(move |_| match place {
        Place::Body(BodyKind::Json) => AutoEscape::Json,
        _ => AutoEscape::None,
    });
    if matches!(place, Place::Address | Place::Body(BodyKind::Form)) {
        environment.set_formatter(|out, _, value| {
            let text = value.to_string();
            write!(out, "{}", utf8_percent_encode(&text, NON_ALPHANUMERIC)).map_err(Into::into)
        });
    }
    environment.render_str(template, Value::from(Serde(blanks))).map_err(|error| {
        let reason = match error.kind() {
            ErrorKind::UndefinedError => {
                "a blank is not known here; known are to, from, text, id and secret".to_owned()
            }
            _ => format!("cannot be filled in: {}", error.detail().unwrap_or("not readable")),
        };
        SettingsProblem::Unreadable { field, reason }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLANKS: Blanks<'_> = Blanks {
        to: "+380501234567",
        from: "Bakery",
        text: "a\"b&c=d\r\nX: y",
        id: "msg_1",
        secret: "s3",
    };

    fn check(template: &str, place: Place, expected: &str) {
        assert_eq!(filled(("body", template), place, BLANKS).expect(template), expected);
    }

    #[test]
    fn a_blank_never_breaks_out_of_its_place() {
        check("t={{ text }}", Place::Address, "t=a%22b%26c%3Dd%0D%0AX%3A%20y");
        check(
            "to={{ to }}&t={{ text }}",
            Place::Body(BodyKind::Form),
            "to=%2B380501234567&t=a%22b%26c%3Dd%0D%0AX%3A%20y",
        );
        check(
            "{\"t\": {{ text }}}",
            Place::Body(BodyKind::Json),
            "{\"t\": \"a\\\"b&c=d\\r\\nX: y\"}",
        );
    }

    #[test]
    fn an_unknown_blank_is_told_with_its_field() {
        let problem = filled(("url", "{{ phone }}"), Place::Address, BLANKS).expect_err("unknown");
        assert_eq!(problem.field(), "url");
        assert!(problem.to_string().contains("known are to, from, text, id and secret"));
    }

    #[test]
    fn a_loop_without_an_end_is_cut_short() {
        let endless =
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert!(filled(("body", endless), Place::Header, BLANKS).is_err());
    }
}
