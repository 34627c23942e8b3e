//! `/hooks/sms/{key}`: what a gateway tells about a message after it took it.
//!
//! Gateways report in many shapes: fields of the address, of a form, of JSON. Who knows the end of
//! the address is believed; it is made by chance and shown on the settings page only.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use collect::problems::of_records;
use collect::shop::Shop;
use records::Actor;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use utoipa_axum::router::OpenApiRouter;
use wire::Problem;

use crate::channels;
use crate::{messages, outbox};

/// Names and values, however they came.
type Fields = Vec<(String, String)>;

/// The routes of reports; they are the gateway's and not in the list of the page's.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().route("/hooks/sms/{key}", get(report).post(report))
}

async fn report(
    State(shop): State<Shop>,
    Path(key): Path<String>,
    Query(mut fields): Query<Fields>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    let settings = channels::sms(&mut tx).await.map_err(of_records)?;
    let known = settings.report_key.is_some_and(|known| is_same(&known, &key));
    if !known {
        return Err(Problem::not_found("this address"));
    }
    fields.extend(told(&headers, &body));
    let Some(report) = settings.report.read(&fields) else {
        let rules = &settings.report;
        let text = format!(
            "a report needs the fields `{}` and `{}`, as the settings of the gateway say",
            rules.id_field, rules.state_field
        );
        return Err(Problem::invalid("no_report", text));
    };
    outbox::report(&mut tx, &report).await.map_err(of_records)?;
    messages::report(&mut tx, &report).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Compares digests, whose first difference says nothing about the key's.
fn is_same(known: &str, given: &str) -> bool {
    Sha256::digest(known) == Sha256::digest(given)
}

/// The fields of a body; a report within a report is named with a dot, as `data.status`.
fn told(headers: &HeaderMap, body: &[u8]) -> Fields {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("application/json")) {
        let mut fields = Fields::new();
        if let Ok(json) = serde_json::from_slice::<Json>(body) {
            flatten("", &json, &mut fields);
        }
        return fields;
    }
    url::form_urlencoded::parse(body).into_owned().collect()
}

fn flatten(name: &str, json: &Json, fields: &mut Fields) {
    match json {
        Json::Object(inside) => {
            for (key, value) in inside {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                flatten(&name, value, fields);
            }
        }
        Json::String(text) => fields.push((name.to_owned(), text.clone())),
        Json::Number(number) => fields.push((name.to_owned(), number.to_string())),
        Json::Bool(_) | Json::Null | Json::Array(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(kind: &str, body: &str) -> Fields {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, kind.parse().expect(kind));
        told(&headers, body.as_bytes())
    }

    #[test]
    fn fields_are_found_in_a_form_and_in_json() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let form = fields("application/x-www-form-urlencoded", "id=msg_1&status=DELIVRD");
        assert_eq!(form, [pair("id", "msg_1"), pair("status", "DELIVRD")]);
        let json = fields("application/json; charset=utf-8", r#"{"data":{"id":"msg_1","code":7}}"#);
        assert_eq!(json, [pair("data.code", "7"), pair("data.id", "msg_1")]);
        assert_eq!(fields("application/json", "{"), []);
    }
}
