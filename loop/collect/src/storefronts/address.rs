//! Where a storefront is found, written one way.

use url::Url;

use super::Kind;

/// Why an address cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// It leads nowhere.
    #[error("`{0}` is no address such as https://shop.example")]
    NoAddress(String),
    /// Keys would travel in the open.
    #[error("the address must begin with https://, so that nobody on the way reads the key")]
    Open,
    /// Shopify answers programs under one name only.
    #[error("Shopify answers programs under the name that ends in .myshopify.com; `{0}` does not")]
    NotMyshopify(String),
    /// Stripe answers programs in one place only.
    #[error("Stripe answers programs at api.stripe.com; `{0}` is not it")]
    NotStripe(String),
}

/// Where the shops of Shopify are found.
const SHOPIFY: &str = ".myshopify.com";

/// Where Stripe is found, by everybody.
const STRIPE: &str = "api.stripe.com";

/// An address as it is kept: with its scheme, without a slash at the end.
pub(super) fn tidied(
    kind: Kind,
    address: &str,
    own_network: bool,
) -> Result<String, AddressProblem> {
    let bad = || AddressProblem::NoAddress(address.to_owned());
    let text = address.trim();
    let text = match text.contains("://") {
        true => text.to_owned(),
        false => format!("https://{text}"),
    };
    let url: Url = text.parse().map_err(|_| bad())?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(bad)?;
    let has_more = url.query().is_some() || url.fragment().is_some() || !url.username().is_empty();
    if has_more || !["http", "https"].contains(&url.scheme()) {
        return Err(bad());
    }
    if url.scheme() == "http" && !own_network {
        return Err(AddressProblem::Open);
    }
    if kind == Kind::Shopify && !own_network && !host.ends_with(SHOPIFY) {
        return Err(AddressProblem::NotMyshopify(host.to_owned()));
    }
    if kind == Kind::Stripe && !own_network && host != STRIPE {
        return Err(AddressProblem::NotStripe(host.to_owned()));
    }
    let end = match kind {
        Kind::Shopify | Kind::Stripe => url::Position::AfterPort,
        Kind::Woocommerce => url::Position::AfterPath,
    };
    Ok(url[..end].trim_end_matches('/').to_owned())
}

/// Whether a name that a delivery bears is the storefront's; one whose address is no name of
/// Shopify's cannot tell.
pub(super) fn is_of(address: &str, name: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    !host.ends_with(SHOPIFY) || host.eq_ignore_ascii_case(name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_one_way() {
        let shopify = |text| tidied(Kind::Shopify, text, false);
        let bakery = Ok("https://bakery.myshopify.com".to_owned());
        for text in [
            "bakery.myshopify.com",
            " https://Bakery.myshopify.com/admin ",
            "https://bakery.myshopify.com:443/",
        ] {
            assert_eq!(shopify(text), bakery, "{text}");
        }
        let woo = |text| tidied(Kind::Woocommerce, text, false);
        assert_eq!(woo("bakery.test/shop/"), Ok("https://bakery.test/shop".to_owned()));
        assert_eq!(
            shopify("bakery.test"),
            Err(AddressProblem::NotMyshopify("bakery.test".to_owned()))
        );
        assert_eq!(woo("http://bakery.test"), Err(AddressProblem::Open));
        for bad in ["", "ftp://x", "https://", "https://u:p@x", "https://x/?a=1", "a b"] {
            assert_eq!(woo(bad), Err(AddressProblem::NoAddress(bad.to_owned())), "{bad}");
        }
        let stripe = |text| tidied(Kind::Stripe, text, false);
        assert_eq!(stripe("api.stripe.com/v1"), Ok("https://api.stripe.com".to_owned()));
        let elsewhere = AddressProblem::NotStripe("api.stripe.com.evil.test".to_owned());
        assert_eq!(stripe("api.stripe.com.evil.test"), Err(elsewhere));
        let home = tidied(Kind::Woocommerce, "http://127.0.0.1:8080/", true);
        assert_eq!(home, Ok("http://127.0.0.1:8080".to_owned()));
    }

    #[test]
    fn a_delivery_of_another_shop_of_the_same_app_is_told_apart() {
        assert!(is_of("https://bakery.myshopify.com", "Bakery.myshopify.com"));
        assert!(!is_of("https://bakery.myshopify.com", "butcher.myshopify.com"));
        assert!(is_of("http://127.0.0.1:8080", "bakery.myshopify.com"));
    }
}
