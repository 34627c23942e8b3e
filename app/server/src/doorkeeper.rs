//! Who may come in while there is no sign-in: programs and pages of this machine.
//!
//! A page of another site can make a browser send requests to a loopback address. It cannot
//! forge `Host` (so a rebound name is seen) nor `Origin` (so a foreign form is seen).
//! What is told under `/v1` carries a key of its own, so pages of every site may tell it; no cookie
//! is looked at there and nothing is read from there.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wire::Problem;

/// Lets a request in, or says why not; adds what every answer must carry.
pub(crate) async fn admit(request: Request, next: Next) -> Response {
    let is_telling = request.uri().path().starts_with("/v1/");
    if let Err(problem) = check(request.headers(), is_telling) {
        return problem.into_response();
    }
    let mut response = match *request.method() {
        Method::OPTIONS if is_telling => StatusCode::NO_CONTENT.into_response(),
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    if is_telling {
        for (name, value) in EVERY_SITE {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, "nosniff".parse().expect("a plain word"));
    headers.insert(header::REFERRER_POLICY, "same-origin".parse().expect("a plain word"));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, POLICY.parse().expect("plain words"));
    }
    response
}

/// Scripts only from our own files; the kit of the page writes style attributes.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// What a browser wants to hear before a page of another site may tell something.
const EVERY_SITE: [(&str, &str); 5] = [
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "POST"),
    ("access-control-allow-headers", "authorization, content-type, content-encoding"),
    ("access-control-max-age", "86400"),
    ("access-control-allow-private-network", "true"),
];

fn check(headers: &HeaderMap, is_telling: bool) -> Result<(), Problem> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_this_machine(host) {
        let detail =
            format!("this server answers only to 127.0.0.1 and localhost, not to `{host}`");
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "foreign_host", detail));
    }
    if is_telling {
        return Ok(());
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let origin = origin.to_str().unwrap_or_default();
    let same = origin.parse::<Uri>().ok().and_then(|uri| {
        uri.authority().map(|authority| authority.as_str().eq_ignore_ascii_case(host))
    });
    match same {
        Some(true) => Ok(()),
        _ => {
            let detail = format!("a page of `{origin}` may not use this server");
            Err(Problem::new(StatusCode::FORBIDDEN, "foreign_origin", detail))
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_this_machine() {
        for ours in ["127.0.0.1:7700", "localhost", "LOCALHOST:1", "[::1]:7700"] {
            assert!(is_this_machine(ours), "{ours}");
        }
        for foreign in ["", "evil.test", "127.0.0.1.evil.test:7700", "10.0.0.1", "[::2]:7700"] {
            assert!(!is_this_machine(foreign), "{foreign}");
        }
    }
}
