//! From where a request comes, as far as its head tells, and the cookie it carries.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use wire::Problem;

use crate::sessions::COOKIE_SECONDS;

/// The other side of a request.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its address, for the list of sessions and for the throttle.
    pub(super) address: String,
    /// What its browser calls itself.
    pub(super) agent: String,
    /// Whether nobody on the way can read along: this machine, or TLS.
    pub(super) is_private: bool,
    /// Whether it sits at this machine, with nothing between.
    pub(super) is_local: bool,
    cookie: String,
    is_secure: bool,
}

/// Letters of a browser's name that are kept.
const AGENT_MAX: usize = 200;

impl Peer {
    /// The cookie that signs this browser in.
    pub(super) fn cookie(&self, token: &str) -> String {
        self.cookie_for(token, COOKIE_SECONDS)
    }

    /// The cookie that signs it out.
    pub(super) fn no_cookie(&self) -> String {
        self.cookie_for("", 0)
    }

    fn cookie_for(&self, token: &str, seconds: i64) -> String {
        let secure = if self.is_secure { "; Secure" } else { "" };
        let name = &self.cookie;
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
    }

    fn of(parts: &Parts) -> Self {
        let text = |name| text_of(&parts.headers, name);
        let direct = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let is_near = direct.is_none_or(|address| address.is_loopback());
        let passed_on = text("x-forwarded-for").rsplit(',').next().unwrap_or_default().trim();
        // Only a neighbour on this machine is believed to say for whom it asks.
        let address = match direct {
            Some(address) if !is_near || passed_on.is_empty() => address.to_string(),
            _ if !passed_on.is_empty() => passed_on.chars().take(45).collect(),
            _ => "this machine".to_owned(),
        };
        let is_local = is_near && passed_on.is_empty() && is_this_machine(text("host"));
        let is_tls = text("x-forwarded-proto") == "https" || text("origin").starts_with("https://");
        Self {
            address,
            agent: text("user-agent").chars().take(AGENT_MAX).collect(),
            is_private: is_local || is_tls,
            is_local,
            cookie: cookie_name(&parts.headers),
            is_secure: is_tls || !is_this_machine(text("host")),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Ok(Self::of(parts))
    }
}

/// Whether a request comes from this machine itself, with nothing between.
pub fn is_from_here(extensions: &axum::http::Extensions, headers: &HeaderMap) -> bool {
    let direct = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let passed_on = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];
    direct.is_some_and(|address| address.is_loopback())
        && !passed_on.iter().any(|name| headers.contains_key(*name))
        && is_this_machine(text_of(headers, "host"))
}

/// Whether a `Host` names this machine to itself.
pub fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The token in the cookie.
pub(super) fn token_of(headers: &HeaderMap) -> Option<&str> {
    let name = cookie_name(headers);
    let told = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = told.flat_map(|cookies| cookies.split(';')).filter_map(|c| c.split_once('='));
    pairs.find(|(told, _)| told.trim() == name).map(|(_, token)| token.trim())
}

/// Browsers keep one set of cookies for all ports of a machine, and two shops can run on one.
fn cookie_name(headers: &HeaderMap) -> String {
    let host = text_of(headers, "host");
    match host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()) {
        Some((_, port)) => format!("regulars_{port}"),
        None => "regulars".to_owned(),
    }
}

fn text_of<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn peer(headers: &[(&str, &str)], from: &str) -> Peer {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        let from: SocketAddr = format!("{from}:5000").parse().expect("an address");
        parts.extensions.insert(ConnectInfo(from));
        Peer::of(&parts)
    }

    #[test]
    fn only_names_of_this_machine_are_this_machine() {
        for ours in ["127.0.0.1:7700", "localhost", "LOCALHOST:1", "[::1]:7700"] {
            assert!(is_this_machine(ours), "{ours}");
        }
        for foreign in ["", "evil.test", "127.0.0.1.evil.test:7700", "10.0.0.1", "[::2]:7700"] {
            assert!(!is_this_machine(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_password_travels_on_this_machine_or_through_tls_only() {
        let here = peer(&[("host", "127.0.0.1:7700")], "127.0.0.1");
        assert!(here.is_local && here.is_private && !here.cookie("t").contains("Secure"));
        let bare = peer(&[("host", "192.168.1.5:7700")], "192.168.1.9");
        assert!(!bare.is_local && !bare.is_private);
        let passed = [("host", "shop.test"), ("x-forwarded-for", "9.9.9.9")];
        let proxy = peer(&[passed[0], passed[1], ("x-forwarded-proto", "https")], "127.0.0.1");
        assert!(!proxy.is_local && proxy.is_private && proxy.cookie("t").ends_with("; Secure"));
        assert_eq!(proxy.address, "9.9.9.9");
        let forged = peer(&[("x-forwarded-for", "127.0.0.1")], "8.8.8.8");
        assert_eq!(forged.address, "8.8.8.8", "somebody far away is not believed");
        let rebound = peer(&[("host", "evil.test")], "127.0.0.1");
        assert!(!rebound.is_local);
    }

    #[test]
    fn two_shops_on_one_machine_have_two_cookies() {
        let mut headers = HeaderMap::new();
        headers.insert("host", "127.0.0.1:7701".parse().expect("a header"));
        let cookies = "regulars_7700=one; regulars_7701=two";
        headers.insert(header::COOKIE, cookies.parse().expect("a header"));
        assert_eq!(token_of(&headers), Some("two"));
        headers.insert("host", "shop.test".parse().expect("a header"));
        assert_eq!(token_of(&headers), None);
    }
}
