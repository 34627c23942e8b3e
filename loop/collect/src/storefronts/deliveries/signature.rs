//! Whether a delivery is from whom it says it is.
//!
//! Both systems sign alike: base64 of the HMAC-SHA256 of the body, byte for byte, by a secret that
//! only the two sides know. WooCommerce reads its secret as HTML first, because WordPress may have
//! written it so (`wp_specialchars_decode( $secret, ENT_QUOTES )`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::storefronts::Kind;
use crate::storefronts::telling::unescaped;

/// Whether this signature is the storefront's; takes the same time wherever they differ.
pub(super) fn is_genuine(kind: Kind, secret: &str, body: &[u8], given: &str) -> bool {
    let Ok(given) = BASE64.decode(given.trim()) else { return false };
    signed(kind, secret, body).verify_slice(&given).is_ok()
}

fn signed(kind: Kind, secret: &str, body: &[u8]) -> Hmac<Sha256> {
    let key = match kind {
        Kind::Shopify => secret.to_owned(),
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
    BASE64.encode(signed(kind, secret, body).finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

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
