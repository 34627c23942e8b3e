//! Where a call may go: outside, unless the settings say that it is the shop's own network.
//!
//! Who may write an address into the settings could otherwise make this program ask the machines
//! that only it can reach, such as the cloud's own address for passwords.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

/// How far a call may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Outside only.
    Outside,
    /// Also into the shop's own network, because its settings say so.
    OwnNetwork,
}

/// The addresses behind a link that may be called.
pub(super) async fn places(url: &Url, reach: Reach) -> Result<Vec<SocketAddr>, String> {
    let port = url.port_or_known_default().ok_or("the link names no port")?;
    let found: Vec<SocketAddr> = match url.host() {
        Some(Host::Ipv4(address)) => vec![(address, port).into()],
        Some(Host::Ipv6(address)) => vec![(address, port).into()],
        Some(Host::Domain(name)) => {
            let found = tokio::net::lookup_host((name, port)).await;
            found.map_err(|error| error.to_string())?.collect()
        }
        None => Vec::new(),
    };
    let may_be_called = |place: &SocketAddr| reach == Reach::OwnNetwork || is_outside(place.ip());
    match found.iter().all(may_be_called) {
        true if found.is_empty() => Err("nobody lives there".to_owned()),
        true => Ok(found),
        // All or nothing: a name that leads to both is up to something.
        false => {
            Err("the address lies in the own network, which the settings do not allow".to_owned())
        }
    }
}

/// Whether an address is one of the internet, and not of this machine or its neighbours.
///
/// The blocks are those that IANA's special-purpose registries call not globally reachable.
fn is_outside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_outside_v4(address),
        IpAddr::V6(address) => match embedded_v4(address) {
            Some(inside) => is_outside_v4(inside),
            None => is_outside_v6(address),
        },
    }
}

fn is_outside_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // Shared by carriers (RFC 6598), protocol assignments (RFC 6890), measuring (RFC 2544).
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b));
    !is_special
}

fn is_outside_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Only 2000::/3 is given out; within it documentation and the old tunnels are special.
    let is_given_out = a & 0xe000 == 0x2000;
    let is_documentation = (a == 0x2001 && b == 0x0db8) || a & 0xfff0 == 0x3ff0;
    is_given_out && !is_documentation && !(a == 0x2001 && b < 0x0200)
}

/// The IPv4 address that is written inside of an IPv6 one, which leads to the same machine.
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match (a, b, [c, d, e, f]) {
        // Mapped, and translated by a gateway (RFC 6052); 6to4 carries it in front (RFC 3056).
        (0, 0, [0, 0, 0, 0xffff]) | (0x64, 0xff9b, [0, 0, 0, 0]) => Some(v4(g, h)),
        (0x2002, ..) => Some(v4(b, c)),
        _ => None,
    }
}

/// A private connection over an open one; the other side must prove its name.
pub(super) async fn curtain(url: &Url, tcp: TcpStream) -> Result<TlsStream<TcpStream>, String> {
    let name = match url.host() {
        Some(Host::Domain(name)) => {
            ServerName::try_from(name.to_owned()).map_err(|error| error.to_string())?
        }
        Some(Host::Ipv4(address)) => ServerName::from(IpAddr::from(address)),
        Some(Host::Ipv6(address)) => ServerName::from(IpAddr::from(address)),
        None => return Err("the link names nobody".to_owned()),
    };
    TlsConnector::from(trust()?).connect(name, tcp).await.map_err(|error| error.to_string())
}

/// Whom the web trusts; the same list that the mail goes by.
fn trust() -> Result<Arc<ClientConfig>, String> {
    static TRUST: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(known) = TRUST.get() {
        return Ok(Arc::clone(known));
    }
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::clone(TRUST.get_or_init(|| Arc::new(config))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(address: &str) -> bool {
        is_outside(address.parse().expect(address))
    }

    #[test]
    fn the_own_network_is_told_apart_from_the_internet() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "2001::1",
        ] {
            assert!(!outside(inside), "{inside}");
        }
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "198.20.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "2a00:1450:4001::200e",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(outside(public), "{public}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_refused_unless_the_settings_name_it() {
        for link in ["http://localhost:80/", "http://127.0.0.1/", "http://[::1]/", "http://0x7f.1/"]
        {
            let url: Url = link.parse().expect(link);
            let refused = places(&url, Reach::Outside).await.expect_err(link);
            assert!(refused.contains("own network"), "{link}: {refused}");
            assert!(places(&url, Reach::OwnNetwork).await.is_ok(), "{link}");
        }
    }
}
