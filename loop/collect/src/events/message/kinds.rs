//! What a told event is to the shop: the names of Segment's specs, and our words for them.
//!
//! Source: segment.com/docs/connections/spec (e-commerce v2, e-mail, A/B testing) with the aliases
//! of its first version. What is not in this table is kept under [`OTHER`] with its own name.

use super::Call;

/// The kind of an event that the shop has thought up itself.
pub const OTHER: &str = "event_heard";

/// Names in small letters, and the kind of happening each becomes.
const KINDS: [(&str, &str); 49] = [
    ("products searched", "products_searched"),
    ("product list viewed", "products_listed"),
    ("viewed product category", "products_listed"),
    ("product list filtered", "products_listed"),
    ("promotion viewed", "promotion_viewed"),
    ("viewed promotion", "promotion_viewed"),
    ("promotion clicked", "promotion_clicked"),
    ("clicked promotion", "promotion_clicked"),
    ("product clicked", "product_viewed"),
    ("clicked product", "product_viewed"),
    ("product viewed", "product_viewed"),
    ("viewed product", "product_viewed"),
    ("product added", "cart_added"),
    ("added product", "cart_added"),
    ("product removed", "cart_removed"),
    ("removed product", "cart_removed"),
    ("cart viewed", "cart_viewed"),
    ("checkout started", "checkout_started"),
    ("checkout step viewed", "checkout_continued"),
    ("checkout step completed", "checkout_continued"),
    ("payment info entered", "checkout_continued"),
    ("order completed", ORDER_COMPLETED),
    ("completed order", ORDER_COMPLETED),
    ("order updated", ORDER_UPDATED),
    ("order refunded", ORDER_REFUNDED),
    ("order cancelled", ORDER_CANCELLED),
    ("coupon entered", "coupon_entered"),
    ("coupon applied", "coupon_applied"),
    ("coupon denied", "coupon_denied"),
    ("coupon removed", "coupon_removed"),
    ("product added to wishlist", "wish_added"),
    ("product removed from wishlist", "wish_removed"),
    ("wishlist product added to cart", "cart_added"),
    ("product shared", "product_shared"),
    ("cart shared", "product_shared"),
    ("product reviewed", "product_reviewed"),
    ("email delivered", "email_delivered"),
    ("email opened", "email_opened"),
    ("email link clicked", "email_clicked"),
    ("email bounced", "email_bounced"),
    ("email marked as spam", EMAIL_COMPLAINED),
    ("unsubscribed", EMAIL_UNSUBSCRIBED),
    ("email unsubscribed", EMAIL_UNSUBSCRIBED),
    ("experiment viewed", "experiment_viewed"),
    ("signed up", "signed_up"),
    ("user registered", "signed_up"),
    ("signed in", "signed_in"),
    ("signed out", "signed_out"),
    ("account created", "signed_up"),
];

/// An order was placed.
pub(in crate::events) const ORDER_COMPLETED: &str = "order_completed";
/// An order is different now.
pub(in crate::events) const ORDER_UPDATED: &str = "order_updated";
/// Money of an order was given back.
pub(in crate::events) const ORDER_REFUNDED: &str = "order_refunded";
/// An order was called off.
pub(in crate::events) const ORDER_CANCELLED: &str = "order_cancelled";
/// A letter was called spam by who got it.
pub(in crate::events) const EMAIL_COMPLAINED: &str = "email_complained";
/// Somebody wants no more letters.
pub(in crate::events) const EMAIL_UNSUBSCRIBED: &str = "email_unsubscribed";

/// The kind of a call; `name` is what a tracked event is called.
pub(super) fn kind_of(call: Call, name: &str) -> &'static str {
    match call {
        Call::Identify => "identified",
        Call::Page => "page_viewed",
        Call::Screen => "screen_viewed",
        Call::Group => "group_joined",
        Call::Alias => "alias_told",
        Call::Track => {
            let small = name.trim().to_lowercase();
            let known = KINDS.iter().find(|(known, _)| *known == small);
            known.map_or(OTHER, |(_, kind)| kind)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_of_the_spec_mean_the_same() {
        for (name, kind) in [
            ("Order Completed", ORDER_COMPLETED),
            ("Completed Order", ORDER_COMPLETED),
            ("Viewed Product", "product_viewed"),
            ("PRODUCT VIEWED", "product_viewed"),
            ("Sensor Reading", OTHER),
        ] {
            assert_eq!(kind_of(Call::Track, name), kind, "{name}");
        }
    }
}
