//! What stands on the envelope of a delivery: its topic, its name, when it was sent.

use std::fmt::Write;

use axum::http::HeaderMap;
use domain::Instant;
use sha2::{Digest, Sha256};

use crate::storefronts::Kind;

/// The envelope of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamps {
    /// What it is about, such as `orders/create`.
    pub(super) topic: String,
    /// By what it is known when it comes again.
    pub(super) dedup_key: String,
    /// When what it tells was so; none when that is when it comes.
    pub(super) told_at: Option<Instant>,
    /// Which shop it says it is from.
    pub(super) shop: Option<String>,
}

/// The longest text of an envelope that is kept.
const TEXT_MAX: usize = 255;

/// The header that holds the signature.
pub(super) fn signature(kind: Kind, headers: &HeaderMap) -> Option<&str> {
    let name = match kind {
        Kind::Shopify => "x-shopify-hmac-sha256",
        Kind::Woocommerce => "x-wc-webhook-signature",
        Kind::Stripe => "stripe-signature",
    };
    headers.get(name)?.to_str().ok()
}

/// Reads the envelope; none without a topic.
pub(super) fn read(kind: Kind, headers: &HeaderMap, body: &[u8]) -> Option<Stamps> {
    let text = |name: &str| {
        let text: String =
            headers.get(name)?.to_str().ok()?.trim().chars().take(TEXT_MAX).collect();
        (!text.is_empty()).then_some(text)
    };
    match kind {
        Kind::Shopify => {
            let topic = text("x-shopify-topic")?;
            let name = text("x-shopify-event-id").or_else(|| text("x-shopify-webhook-id"));
            Some(Stamps {
                dedup_key: format!("{topic}:{}", name.unwrap_or_else(|| digest(body))),
                // A retry brings the document as it was then, so the first sending counts.
                told_at: text("x-shopify-triggered-at").and_then(|at| at.parse().ok()),
                shop: text("x-shopify-shop-domain"),
                topic,
            })
        }
        Kind::Woocommerce => {
            let topic = text("x-wc-webhook-topic")?;
            // The delivery's id is made of the second in which it leaves, so two orders may share
            // one. Content tells them apart; only what was deleted has none, and may be again.
            let is_bare = topic.ends_with(".deleted");
            let again = text("x-wc-webhook-delivery-id").filter(|_| is_bare).unwrap_or_default();
            Some(Stamps {
                dedup_key: format!("{topic}:{}:{again}", digest(body)),
                told_at: None,
                shop: None,
                topic,
            })
        }
        Kind::Stripe => of_stripe(body),
    }
}

/// Stripe writes everything into the body: what happened, its name, and the second it was so.
///
/// What begins and what ends may share a second, so they are told apart by what they are.
fn of_stripe(body: &[u8]) -> Option<Stamps> {
    let event: serde_json::Value = serde_json::from_slice(body).ok()?;
    let text = |name: &str| {
        let text: String = event[name].as_str()?.trim().chars().take(TEXT_MAX).collect();
        (!text.is_empty()).then_some(text)
    };
    let topic = text("type")?;
    let place = match topic.rsplit('.').next() {
        Some("created") => 0,
        Some("deleted") => 2,
        _ => 1,
    };
    let second = event["created"].as_i64().filter(|second| (0..1 << 40).contains(second));
    Some(Stamps {
        dedup_key: text("id").unwrap_or_else(|| digest(body)),
        told_at: second.map(|second| Instant(second * 1_000_000 + place)),
        shop: None,
        topic,
    })
}

pub(super) fn digest(body: &[u8]) -> String {
    Sha256::digest(body).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether WooCommerce only tries the address of a new webhook: it says which, and signs nothing.
pub(super) fn is_ping(kind: Kind, headers: &HeaderMap, body: &[u8]) -> bool {
    let id = body.strip_prefix(b"webhook_id=");
    kind == Kind::Woocommerce
        && signature(kind, headers).is_none()
        && id.is_some_and(|id| !id.is_empty() && id.len() < 20 && id.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&str, &str)| {
            (name.parse::<axum::http::HeaderName>().expect("a name"), value.parse().expect("text"))
        };
        lines.iter().map(pair).collect()
    }

    #[test]
    fn a_retry_has_the_name_of_the_first_try_and_another_topic_has_not() {
        let sent = |topic, webhook| {
            let told = headers(&[
                ("X-Shopify-Topic", topic),
                ("X-Shopify-Event-Id", "e1"),
                ("X-Shopify-Webhook-Id", webhook),
                ("X-Shopify-Triggered-At", "2026-03-01T10:00:00.123456789Z"),
            ]);
            read(Kind::Shopify, &told, b"{}").expect("an envelope")
        };
        assert_eq!(sent("orders/create", "w1").dedup_key, sent("orders/create", "w2").dedup_key);
        assert_ne!(sent("orders/create", "w1").dedup_key, sent("orders/updated", "w1").dedup_key);
        let told_at = sent("orders/create", "w1").told_at.map(|at| at.to_string());
        assert_eq!(told_at.as_deref(), Some("2026-03-01T10:00:00.123456Z"));
        assert_eq!(read(Kind::Shopify, &headers(&[]), b"{}"), None);
    }

    #[test]
    fn two_orders_of_one_second_are_two_deliveries_of_woocommerce() {
        let sent = |body: &[u8], topic, delivery| {
            let told =
                headers(&[("X-WC-Webhook-Topic", topic), ("X-WC-Webhook-Delivery-ID", delivery)]);
            read(Kind::Woocommerce, &told, body).expect("an envelope").dedup_key
        };
        let updated = "order.updated";
        assert_ne!(sent(b"{\"id\":1}", updated, "d"), sent(b"{\"id\":2}", updated, "d"));
        assert_eq!(sent(b"{\"id\":1}", updated, "d"), sent(b"{\"id\":1}", updated, "e"));
        let deleted = "order.deleted";
        assert_ne!(sent(b"{\"id\":1}", deleted, "d"), sent(b"{\"id\":1}", deleted, "e"));
    }

    #[test]
    fn what_stripe_tells_is_known_by_its_name_and_ordered_within_a_second() {
        let read = |text: &str| read(Kind::Stripe, &headers(&[]), text.as_bytes());
        let told = |kind: &str| {
            let body = format!(r#"{{"id":"evt_1","type":"{kind}","created":1700000000}}"#);
            read(&body).expect("an envelope")
        };
        let deleted = told("customer.subscription.deleted");
        assert_eq!(deleted.dedup_key, "evt_1");
        let at = |kind: &str| told(kind).told_at.expect("a moment").0 - 1_700_000_000_000_000;
        assert_eq!(
            ["created", "updated", "deleted"].map(|it| at(&format!("customer.subscription.{it}"))),
            [0, 1, 2]
        );
        assert_eq!(read("{}"), None);
        assert_eq!(read("webhook_id=1"), None);
        let odd = read(r#"{"id":"evt_2","type":"x","created":9223372036854775807}"#);
        assert_eq!(odd.expect("an envelope").told_at, None);
    }

    #[test]
    fn a_ping_is_told_from_a_delivery_without_a_signature() {
        let none = headers(&[]);
        assert!(is_ping(Kind::Woocommerce, &none, b"webhook_id=12"));
        let signed = headers(&[("X-WC-Webhook-Signature", "abc")]);
        assert!(!is_ping(Kind::Woocommerce, &signed, b"webhook_id=12"));
        for other in [&b"webhook_id="[..], b"webhook_id=1&x=2", b"{}", b""] {
            assert!(!is_ping(Kind::Woocommerce, &none, other));
        }
        assert!(!is_ping(Kind::Shopify, &none, b"webhook_id=12"));
    }
}
