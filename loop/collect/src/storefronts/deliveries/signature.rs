//! Whether a delivery is from whom it says it is.
//!
//! Shopify and WooCommerce sign alike: base64 of the HMAC-SHA256 of the body, byte for byte, by a
//! secret that only the two sides know. WooCommerce reads its secret as HTML first, because
//! WordPress may have written it so (`wp_specialchars_decode( $secret, ENT_QUOTES )`). Stripe signs
//! the moment too, in hexadecimal digits: `t=1700000000,v1=5f…`, several `v1` while its secret is
//! changed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::Instant;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::storefronts::Kind;
use crate::storefronts::telling::unescaped;

/// What a look at a signature came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Genuine {
    /// It is the storefront's.
    Yes,
    /// It is missing or another's.
    No,
    /// It is the storefront's and of another time: somebody may say again what he overheard.
    Stale { seconds: i64 },
}

/// So many seconds a signature that names its moment is good for, as Stripe's own programs have it.
pub(super) const TOLERANCE: i64 = 300;

/// Looks at the signature of a body that has come now.
pub(super) fn looked_at(
    kind: Kind,
    secret: &str,
    (body, now): (&[u8], Instant),
    given: &str,
) -> Genuine {
    let yes_or_no = |is_genuine| if is_genuine { Genuine::Yes } else { Genuine::No };
    match kind {
        Kind::Shopify | Kind::Woocommerce => yes_or_no(is_genuine(kind, secret, body, given)),
        Kind::Stripe => {
            let Some(signed_at) = signed_with_moment(secret, body, given) else {
                return Genuine::No;
            };
            let seconds = now.0.div_euclid(1_000_000).saturating_sub(signed_at);
            match seconds.checked_abs().is_some_and(|away| away <= TOLERANCE) {
                true => Genuine::Yes,
                false => Genuine::Stale { seconds },
            }
        }
    }
}

/// The moment that a signature of Stripe's names, in seconds since 1970, where any of its `v1` is
/// genuine.
fn signed_with_moment(secret: &str, body: &[u8], given: &str) -> Option<i64> {
    let parts = || given.split(',').filter_map(|part| part.trim().split_once('='));
    let moment = parts().find_map(|(name, value)| (name == "t").then_some(value))?;
    let signed_at: i64 = moment.parse().ok()?;
    let mac = with_moment(secret, moment, body);
    let mut tried = parts().filter(|(name, _)| *name == "v1").filter_map(|(_, hex)| bytes_of(hex));
    tried.any(|given| mac.clone().verify_slice(&given).is_ok()).then_some(signed_at)
}

fn with_moment(secret: &str, moment: &str, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = signed(Kind::Stripe, secret, moment.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    digits.map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
}

/// Whether this signature is the storefront's; takes the same time wherever they differ.
fn is_genuine(kind: Kind, secret: &str, body: &[u8], given: &str) -> bool {
    let Ok(given) = BASE64.decode(given.trim()) else { return false };
    signed(kind, secret, body).verify_slice(&given).is_ok()
}

fn signed(kind: Kind, secret: &str, body: &[u8]) -> Hmac<Sha256> {
    let key = match kind {
        Kind::Shopify | Kind::Stripe => secret.to_owned(),
        Kind::Woocommerce => unescaped(secret),
    };
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(body);
    mac
}

/// The signature of a body, for stories in which a storefront speaks.
#[cfg(test)]
pub(in crate::storefronts) fn of(kind: Kind, secret: &str, body: &[u8]) -> String {
    assert_ne!(kind, Kind::Stripe, "Stripe signs the moment too");
    BASE64.encode(signed(kind, secret, body).finalize().into_bytes())
}

/// The signature of a body at a moment, as Stripe makes it.
#[cfg(test)]
pub(in crate::storefronts) fn of_stripe(secret: &str, body: &[u8], at: Instant) -> String {
    let moment = (at.0 / 1_000_000).to_string();
    let mac = with_moment(secret, &moment, body).finalize().into_bytes();
    let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={moment},v1={hex},v0=ignored")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_of_stripe_is_good_for_five_minutes_and_one_of_several_is_enough() {
        let (secret, body) = ("whsec_test", br#"{"id":1,"total":"10.00"}"#);
        // printf '%s' '1700000000.{"id":1,"total":"10.00"}' | openssl dgst -sha256 -hmac whsec_test
        let made = "5fa62c4ea3c4c65f5d9cc5bf946b62e586e82669ac9bfa186f254149c118288d";
        let look = |given: &str, seconds: i64| {
            let now = Instant((1_700_000_000 + seconds) * 1_000_000);
            looked_at(Kind::Stripe, secret, (body, now), given)
        };
        let given = format!("t=1700000000,v1={made}");
        for (seconds, expected) in [
            (0, Genuine::Yes),
            (300, Genuine::Yes),
            (-300, Genuine::Yes),
            (301, Genuine::Stale { seconds: 301 }),
            (-301, Genuine::Stale { seconds: -301 }),
        ] {
            assert_eq!(look(&given, seconds), expected, "{seconds}");
        }
        let other = "0".repeat(64);
        let rotated = format!("t=1700000000,v1={other},v1={made},v0={other}");
        assert_eq!(look(&rotated, 1), Genuine::Yes);
        for wrong in [
            String::new(),
            format!("v1={made}"),
            format!("t=1700000001,v1={made}"),
            format!("t=1700000000,v1={other}"),
            format!("t=1700000000,v0={made}"),
            format!("t=1700000000,v1={}", &made[..62]),
            format!("t=1700000000,v1={made}0"),
            format!("t=x,v1={made}"),
            "t=1700000000,v1=їж".to_owned(),
        ] {
            assert_eq!(look(&wrong, 0), Genuine::No, "{wrong}");
        }
        assert_eq!(looked_at(Kind::Stripe, "whsec_tesT", (body, Instant(0)), &given), Genuine::No);
    }

    // printf '%s' BODY | openssl dgst -sha256 -hmac SECRET -binary | base64
    const BODY: &[u8] = "{\"id\":450789469,\"note\":\"crème brûlée — їжа\"}\n".as_bytes();

    #[test]
    fn a_body_is_signed_as_openssl_signs_it() {
        let shopify = "hush_0123456789abcdef";
        let made = "Hye6h84vp0RtQn0O+MFKBdu2gPRI3PYvr8AYW0oNQBg=";
        assert!(is_genuine(Kind::Shopify, shopify, BODY, made));
        assert!(is_genuine(Kind::Shopify, shopify, BODY, &format!(" {made}\n")));
        // The secret with `&`, `<`, quotes and an apostrophe, as WordPress keeps it.
        let kept = "Tom &amp; &lt;Jerry&gt; &quot;x&quot; &#039;y&#039;";
        assert!(is_genuine(
            Kind::Woocommerce,
            kept,
            BODY,
            "49vGNHYRvrpVIIYfuL/oZnmcZhW0bJB1Axor05myj+4="
        ));
        assert!(is_genuine(
            Kind::Woocommerce,
            "Tom & <Jerry> \"x\" 'y'",
            BODY,
            "49vGNHYRvrpVIIYfuL/oZnmcZhW0bJB1Axor05myj+4="
        ));
    }

    #[test]
    fn a_known_vector_of_hmac_sha256_is_reproduced() {
        // RFC 4231, test case 2.
        let key = "Jefe";
        let body = b"what do ya want for nothing?";
        let digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        let bytes: Vec<u8> = (0..digest.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&digest[at..at + 2], 16).expect("hexadecimal"))
            .collect();
        assert!(is_genuine(Kind::Shopify, key, body, &BASE64.encode(bytes)));
    }

    #[test]
    fn what_was_tampered_with_is_not_genuine() {
        let secret = "hush_0123456789abcdef";
        let made = of(Kind::Shopify, secret, BODY);
        let mut tampered = BODY.to_vec();
        tampered[6] = b'5';
        assert!(!is_genuine(Kind::Shopify, secret, &tampered, &made));
        assert!(!is_genuine(Kind::Shopify, secret, &BODY[..BODY.len() - 1], &made));
        assert!(!is_genuine(Kind::Shopify, "hush_0123456789abcdeF", BODY, &made));
        for wrong in ["", "=", "AAAA", &made[1..], "not base64 at all"] {
            assert!(!is_genuine(Kind::Shopify, secret, BODY, wrong), "{wrong}");
        }
    }
}
