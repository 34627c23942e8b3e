//! Lets the links of a letter lead over this program; everything else of it stays as it is.

use domain::MessageId;
use url::Url;

use super::mark::{self, Mark};
use crate::templates::links::{next_link, unescaped};
use crate::unsubscribe::Secret;

/// The most links of one letter that are told apart.
const LINKS_MAX: i64 = 500;

/// The letter with its links led over `base`, a picture that tells of opening, and a link that
/// nobody sees.
///
/// Only addresses of pages are led over us: whatever else stands in a link (`mailto:`, a script) is
/// not touched, so it can never come out of our redirect. Links to our own public pages stay too.
pub fn follow(html: &str, base: &str, (secret, message): (&Secret, MessageId)) -> String {
    let mut n_links = 0;
    let mut followed = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some(link) = next_link(rest) {
        let url = unescaped(&rest[link.clone()]);
        followed.push_str(&rest[..link.start]);
        match is_page(&url, base) && n_links < LINKS_MAX {
            true => {
                n_links += 1;
                let mark = Mark { message, link: n_links, url: Some(url) };
                followed.push_str(&format!("{base}/c/{}", mark.sign(secret)));
            }
            false => followed.push_str(&rest[link.clone()]),
        }
        rest = &rest[link.end..];
    }
    followed.push_str(rest);
    with_watchers(followed, base, (secret, message))
}

/// Puts the picture and the link that nobody sees at the end of the letter.
fn with_watchers(html: String, base: &str, (secret, message): (&Secret, MessageId)) -> String {
    let picture = Mark { message, link: mark::PICTURE, url: None }.sign(secret);
    let trap = Mark { message, link: mark::TRAP, url: None }.sign(secret);
    let watchers = format!(
        "<a href=\"{base}/c/{trap}\" style=\"display:none\" tabindex=\"-1\" \
         aria-hidden=\"true\"></a><img src=\"{base}/o/{picture}\" width=\"1\" height=\"1\" \
         alt=\"\" style=\"border:0;width:1px;height:1px\">"
    );
    match html.rfind("</body>") {
        Some(end) => format!("{}{watchers}{}", &html[..end], &html[end..]),
        None => html + &watchers,
    }
}

/// Whether an address is a page of somebody else's.
fn is_page(url: &str, base: &str) -> bool {
    let is_short = url.len() <= mark::URL_MAX && !url.chars().any(char::is_control);
    let ours = format!("{base}/p/");
    let web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    is_short && !url.starts_with(&ours) && Url::parse(url).is_ok_and(|url| web(&url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const BASE: &str = "https://mail.bakery.test";

    /// Where the links of a letter lead after following, those that were led over us by their mark.
    fn led(html: &str) -> Vec<String> {
        let secret = Secret::of([7; 32]);
        let followed = follow(html, BASE, (&secret, MessageId(Uuid::from_u128(1))));
        let mut rest = followed.as_str();
        let mut addresses = Vec::new();
        while let Some(link) = next_link(rest) {
            let url = &rest[link.clone()];
            let mark = url.strip_prefix("https://mail.bakery.test/c/");
            let mark = mark.and_then(|token| Mark::read(&secret, token));
            addresses.push(match mark {
                Some(Mark { link, url: Some(url), .. }) => format!("{link} {url}"),
                Some(Mark { link, .. }) => link.to_string(),
                None => url.to_owned(),
            });
            rest = &rest[link.end..];
        }
        addresses
    }

    #[test]
    fn pages_are_led_over_us_and_nothing_else_is() {
        let html = r#"<html><body>
            <a class="b" href="https://shop.test/bread?a=1&amp;b=2" target="_blank">bread</a>
            <A HREF='http://shop.test/ї'>x</A> <a href=https://shop.test/bare>y</a>
            <a href="mailto:a@shop.test">z</a> <a href="javascript:alert(1)">s</a>
            <a href="https://mail.bakery.test/p/unsubscribe/abc">out</a>
            <a name="top">anchor</a> <a data-href="https://no.test">d</a> <a href="">e</a>
            <article href="https://no.test">f</article></body></html>"#;
        assert_eq!(
            led(html),
            [
                "1 https://shop.test/bread?a=1&b=2",
                "2 http://shop.test/ї",
                "3 https://shop.test/bare",
                "mailto:a@shop.test",
                "javascript:alert(1)",
                "https://mail.bakery.test/p/unsubscribe/abc",
                "",
                "-1",
            ]
        );
    }

    #[test]
    fn a_letter_that_is_no_letter_is_harmless() {
        for odd in
            ["", "<a", "<a href", "<a href=", "<a href='", "<a href=\"https://x", "<a \u{301}"]
        {
            let links = led(odd);
            assert!(
                links.last().is_some_and(|last| last == "-1") || odd.contains('<'),
                "{links:?}"
            );
        }
    }

    #[test]
    fn the_picture_stands_at_the_end_of_the_body() {
        let secret = Secret::of([7; 32]);
        let message = MessageId(Uuid::from_u128(1));
        let html = follow("<body>hello</body></html>", BASE, (&secret, message));
        assert!(html.starts_with("<body>hello<a href=") && html.ends_with("></body></html>"));
        assert!(html.contains("<img src=\"https://mail.bakery.test/o/"), "{html}");
    }
}
