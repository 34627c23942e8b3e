//! The body of a request: bounded in size and time, unpacked within bounds, read as JSON.

use std::io::Read;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use flate2::read::MultiGzDecoder;
use serde_json::{Map, Value as Json};
use wire::Problem;

/// The most that is read of a body, packed or unpacked; a batch that is allowed is half as large.
const BODY_MAX: usize = 1_000_000;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads a body whole; `size_max` is how many bytes of JSON the call may have.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    size_max: usize,
) -> Result<Map<String, Json>, Problem> {
    let arriving = tokio::time::timeout(PATIENCE, to_bytes(body, BODY_MAX));
    let bytes = match arriving.await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return Err(beyond_bounds()),
        Err(_) => {
            let detail = "the body did not arrive within 30 seconds";
            return Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", detail));
        }
    };
    let encoding = headers.get(header::CONTENT_ENCODING).map(|value| value.to_str());
    let text = match encoding {
        None | Some(Ok("" | "identity")) => bytes.to_vec(),
        Some(Ok("gzip" | "x-gzip")) => unpacked(&bytes)?,
        Some(other) => {
            let detail = format!(
                "a body may be packed by gzip or not at all, not by `{}`",
                other.unwrap_or("an unreadable word")
            );
            let unknown = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(Problem::new(unknown, "unknown_encoding", detail));
        }
    };
    if text.len() > size_max {
        let detail = format!(
            "the body has {} bytes; this call takes {size_max} at most, so send it in parts",
            text.len()
        );
        return Err(Problem::new(StatusCode::BAD_REQUEST, "too_large", detail));
    }
    parsed(&text)
}

fn beyond_bounds() -> Problem {
    let detail = format!("the body has more than {BODY_MAX} bytes; send it in parts");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
}

/// Unpacks gzip; stops at the bound, so that a few packed bytes cannot become gigabytes.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut text = Vec::new();
    let bound = BODY_MAX as u64 + 1;
    let read = MultiGzDecoder::new(bytes).take(bound).read_to_end(&mut text);
    if let Err(error) = read {
        return Err(bad_request("bad_gzip", format!("the body is not gzip: {error}")));
    }
    if text.len() > BODY_MAX { Err(beyond_bounds()) } else { Ok(text) }
}

fn parsed(text: &[u8]) -> Result<Map<String, Json>, Problem> {
    let mut told: Json = serde_json::from_slice(text)
        .map_err(|error| bad_request("bad_json", format!("the body is not JSON: {error}")))?;
    // One of the engines cannot keep the sign NUL, and nobody means it.
    if text.windows(NUL.len()).any(|some| some == NUL) {
        without_nul(&mut told);
    }
    match told {
        Json::Object(fields) => Ok(fields),
        _ => Err(bad_request("bad_json", "the body is no JSON object")),
    }
}

/// How JSON writes the sign NUL.
const NUL: &[u8] = b"u0000";

fn without_nul(value: &mut Json) {
    match value {
        Json::String(text) => text.retain(|sign| sign != '\0'),
        Json::Array(items) => items.iter_mut().for_each(without_nul),
        Json::Object(fields) => {
            let clean = std::mem::take(fields).into_iter().map(|(name, mut value)| {
                without_nul(&mut value);
                (name.replace('\0', ""), value)
            });
            *fields = clean.collect();
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn bad_request(code: &str, detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, code, detail)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut writer = GzEncoder::new(Vec::new(), Compression::best());
        writer.write_all(bytes).expect("memory takes it");
        writer.finish().expect("memory takes it")
    }

    #[test]
    fn a_bomb_of_zeros_is_refused_at_the_bound() {
        let bomb = packed(&vec![b'0'; 50 * BODY_MAX]);
        assert!(bomb.len() < BODY_MAX / 10);
        assert_eq!(unpacked(&bomb).map_err(|problem| problem.status), Err(413));
        assert_eq!(unpacked(b"no gzip").map_err(|problem| problem.status), Err(400));
        assert_eq!(unpacked(&packed(b"{}")), Ok(b"{}".to_vec()));
    }

    #[test]
    fn the_sign_that_cannot_be_kept_is_left_out() {
        let told = parsed(br#"{"a\u0000b": ["c\u0000", {"d": "\\u0000"}]}"#).expect("it is JSON");
        assert_eq!(Json::Object(told).to_string(), r#"{"ab":["c",{"d":"\\u0000"}]}"#);
    }
}
