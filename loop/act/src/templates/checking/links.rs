//! Links: that they lead somewhere, where they say, and that one of them leads out.

use url::Url;

use super::{Finding, Looked, Weight};
use crate::templates::links::{addresses, is_script, next_link, unescaped};

/// Short addresses of others: filters weigh them by the worst who uses them.
const SHORTENERS: [&str; 8] =
    ["bit.ly", "tinyurl.com", "goo.gl", "t.co", "is.gd", "cutt.ly", "clck.ru", "ow.ly"];

/// What stands for a link that was to be written later.
const LEFT_OVER: [&str; 8] =
    ["{{", "}}", "%7b%7b", "example.com", "example.org", "yourdomain", "your-link", "[link"];

pub(super) fn look(letter: Looked<'_>) -> Vec<Finding> {
    let html = &letter.written.html;
    let found = addresses(html);
    let mut findings: Vec<Finding> = found.iter().filter_map(|link| of_link(link)).collect();
    findings.extend(masked(html));
    findings.extend(way_out(letter, &found));
    findings.dedup();
    findings
}

/// The pages of others that a letter leads to, each once; what ends the letters is left out.
pub(crate) fn web_links(letter: Looked<'_>) -> Vec<Url> {
    let mut links: Vec<Url> = Vec::new();
    for address in addresses(&letter.written.html) {
        let own = letter.unsubscribe_url.is_some_and(|own| own == address);
        let Ok(url) = Url::parse(&address) else { continue };
        let is_page = matches!(url.scheme(), "http" | "https") && url.has_host();
        if is_page && !own && !address.starts_with(letter.public_base) && !links.contains(&url) {
            links.push(url);
        }
    }
    links
}

fn of_link(address: &str) -> Option<Finding> {
    use Weight::{Hints, Stops, Warns};
    let small = address.to_lowercase();
    let found = |code, weight, text: &str| Some(Finding::new(code, weight, text).at(address));
    if address.is_empty() || address == "#" {
        return found("empty_link", Warns, "a link leads nowhere; give it an address");
    }
    if is_script(address) {
        return found("script_link", Stops, "a link would run a script; links lead to https://");
    }
    if LEFT_OVER.iter().any(|word| small.contains(word)) {
        return found("placeholder", Warns, "a link still holds the place of the real one");
    }
    let url = match Url::parse(address) {
        Ok(url) => url,
        Err(_) => {
            let text = "a link is not whole; it begins with https:// and the name of the shop";
            return found("relative_link", Warns, text);
        }
    };
    match url.scheme() {
        "mailto" | "tel" | "sms" => None,
        "https" | "http" if !url.has_host() => {
            found("relative_link", Warns, "a link names no shop after https://")
        }
        "http" | "https" if url.host_str().is_some_and(|host| SHORTENERS.contains(&host)) => {
            let text = "a short address of somebody else; filters weigh it by the worst who use it";
            found("shortened_link", Hints, text)
        }
        "http" => {
            found("http_link", Hints, "a link is not private; write https:// if the shop can")
        }
        "https" => None,
        _ => found("odd_link", Warns, "mail programs do not open such a link; use https://"),
    }
}

/// Links whose words are an address of somebody else: that is how fraud looks.
fn masked(html: &str) -> Vec<Finding> {
    let mut rest = html;
    let mut findings = Vec::new();
    while let Some(link) = next_link(rest) {
        let address = unescaped(&rest[link.clone()]);
        rest = &rest[link.end..];
        let words = rest.split_once('>').map_or("", |(_, after)| after);
        let words = words.split('<').next().unwrap_or_default().trim();
        let (Some(shown), Some(meant)) = (host_of(words), host_of(&address)) else { continue };
        if shown != meant {
            let text = format!("the words say {shown} and the link leads to {meant}");
            findings.push(Finding::new("masked_link", Weight::Warns, text).at(words));
        }
    }
    findings
}

fn host_of(text: &str) -> Option<String> {
    let whole = text.starts_with("http://") || text.starts_with("https://");
    let url = Url::parse(text).ok().filter(|_| whole)?;
    Some(url.host_str()?.trim_start_matches("www.").to_owned())
}

/// The law wants a way out of what is advertised, and it has to work from where the reader is.
fn way_out(letter: Looked<'_>, found: &[String]) -> Vec<Finding> {
    let Some(out) = letter.unsubscribe_url else { return Vec::new() };
    let mut findings = Vec::new();
    let is_named = letter.written.html.contains(out) || letter.written.text.contains(out);
    if !found.iter().any(|address| address == out) && !is_named {
        let text = "there is no way out: put a link to {{ unsubscribe_url }} into the text";
        findings.push(Finding::new("no_unsubscribe_link", Weight::Stops, text));
    }
    let host = Url::parse(letter.public_base).ok();
    let host = host.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
    if matches!(host, "" | "localhost" | "[::1]") || host.starts_with("127.") {
        let text = "links to unsubscribe lead to this machine, where no reader is: say in the \
                    settings where the public pages are reached from outside";
        let finding = Finding::new("unreachable_from_outside", Weight::Warns, text);
        findings.push(finding.at(letter.public_base));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::{WAY_OUT, found, looked, written};
    use super::*;

    #[test]
    fn each_link_that_leads_nowhere_good_is_told() {
        let table = [
            ("", "empty_link"),
            ("#", "empty_link"),
            ("/bread", "relative_link"),
            ("www.bakery.test", "relative_link"),
            ("https://", "relative_link"),
            ("javascript:alert(1)", "script_link"),
            ("https://shop.test/{{ code }}", "placeholder"),
            ("https://example.com/", "placeholder"),
            ("ftp://shop.test/", "odd_link"),
            ("http://shop.test/", "http_link"),
            ("https://bit.ly/abc", "shortened_link"),
        ];
        for (link, code) in table {
            let finding = of_link(link).expect(link);
            assert_eq!((finding.code, finding.at.as_deref()), (code, Some(link)));
        }
        for good in ["https://bakery.test/a?b=c#d", "mailto:a@bakery.test", "tel:+441132000000"] {
            assert_eq!(of_link(good), None, "{good}");
        }
    }

    #[test]
    fn words_that_name_another_shop_than_the_link_are_told() {
        let codes = found(|letter| {
            letter.html += "<a href=\"https://evil.test/\"><b></b>x</a> \
                            <a href=\"https://evil.test/\">https://www.bakery.test/</a>";
        });
        assert_eq!(codes, ["masked_link"]);
        let same = "<a href=\"https://www.bakery.test/bread\">https://bakery.test</a>";
        assert_eq!(found(|letter| letter.html += same), [""; 0]);
    }

    #[test]
    fn a_letter_without_a_way_out_stops_and_one_that_is_owed_needs_none() {
        let without = |letter: &mut crate::templates::Written| {
            letter.html = letter.html.replace(WAY_OUT, "https://bakery.test/other");
        };
        assert_eq!(found(without), ["no_unsubscribe_link"]);
        let mut owed = written();
        without(&mut owed);
        let letter =
            Looked { unsubscribe_url: None, public_base: "http://127.0.0.1:7700", ..looked(&owed) };
        assert_eq!(look(letter), []);
        let at_home = Looked { public_base: "http://127.0.0.1:7700", ..looked(&owed) };
        assert!(look(at_home).iter().any(|it| it.code == "unreachable_from_outside"));
    }

    #[test]
    fn pages_to_be_visited_are_those_of_others_and_each_once() {
        let mut letter = written();
        letter.html += "<a href=\"https://a.test/x\">1</a><a href=\"https://a.test/x\">2</a>\
                        <a href=\"mailto:a@b.test\">3</a><a href=\"/y\">4</a>";
        let links = web_links(looked(&letter));
        let links: Vec<&str> = links.iter().map(Url::as_str).collect();
        assert_eq!(links, ["https://a.test/x"], "our own pages and the way out are left alone");
    }
}
