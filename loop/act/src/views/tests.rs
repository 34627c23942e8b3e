//! A letter is read in a browser as it was sent, by whoever got it, for some weeks.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use domain::{Instant, MessageId};
use records::Actor;
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::KEPT_DAYS;
use crate::tests::api::{ask, json_of, router};
use crate::tests::bakery::Bakery;
use crate::tracking::{self, Follows};

impl Bakery {
    /// A letter of the shop's own that tells where it is seen, sent to everybody.
    async fn sends_letter(&self, body: &str) {
        let mut plan = Self::win_back(0.0);
        plan.body_mjml = format!(
            "<mjml><mj-body><mj-section><mj-column><mj-text>{body} {{{{ customer.first_name }}}} \
             <a href=\"https://shop.test/bread\">bread</a> \
             <a href=\"{{{{ unsubscribe_url }}}}\">stop</a> {{{{ shop.postal_address }}}}\
             </mj-text></mj-column></mj-section></mj-body></mjml>"
        );
        let id = self.planned(plan).await;
        self.start(id).await;
        self.work().await;
    }

    /// The path at which somebody's letter is seen, as his letter tells it, and its name.
    fn seen_at(&self, whose: &str) -> (String, MessageId) {
        let letter = &self.mailbox.received_by(&format!("{whose}@example.test"))[0];
        let name = letter.header("Message-ID").expect("a name");
        let name = name.trim_start_matches('<').split('@').next().expect("a name").to_owned();
        (path_in(&letter.text), name.parse().expect("an id of ours"))
    }
}

/// The first address of a letter in its text, whose long lines are broken on the wire.
fn path_in(text: &str) -> String {
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let from = text.find("/p/letter/").expect("an address");
    let signs = text[from..].chars();
    signs.take_while(|sign| sign.is_ascii_alphanumeric() || "/-_".contains(*sign)).collect()
}

const LINK: &str = "<a href=\"{{ view_url }}\">see</a>";

async fn got(bakery: &Bakery, path: &str) -> (Response, String) {
    let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
    let (head, body) = router(bakery).oneshot(request).await.expect("an answer").into_parts();
    let bytes = to_bytes(body, 1_000_000).await.expect("a body");
    let text = String::from_utf8(bytes.to_vec()).expect("text");
    (Response::from_parts(head, Body::empty()), text)
}

#[tokio::test]
async fn everybody_sees_his_own_letter_and_nothing_in_it_runs() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true)), ("boris", 120, Some(true))]).await;
        bakery.sends_letter(LINK).await;
        let (anna, message) = bakery.seen_at("anna");
        let (boris, _) = bakery.seen_at("boris");
        assert_ne!(anna, boris);
        let (response, letter) = got(&bakery, &anna).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert!(letter.contains("anna") && !letter.contains("boris"), "{letter}");
        assert!(!letter.contains("/o/") && !letter.contains("/c/"), "nobody is followed");
        let header = |name: &str| response.headers()[name].to_str().expect("text").to_owned();
        assert!(header("content-security-policy").contains("default-src 'none'"));
        assert!(!header("content-security-policy").contains("script"));
        assert_eq!(header("x-robots-tag"), "noindex, nofollow");
        assert_eq!(header("cache-control"), "no-store");
        let sent =
            json_of(&router(&bakery), "GET", &format!("/api/v1/letters/sent/{message}"), None)
                .await;
        assert_eq!(sent["html"].as_str(), Some(letter.as_str()), "the shop sees the same");
        let touched = format!("{}A", &anna[..anna.len() - 1]);
        let (broken, page) =
            got(&bakery, if touched == anna { "/p/letter/x" } else { &touched }).await;
        assert_eq!(broken.status(), StatusCode::NOT_FOUND);
        assert!(page.contains("does not work"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn who_may_be_followed_is_when_he_looks_and_the_shops_own_look_counts_for_nothing() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        tracking::save_settings(&mut tx, Follows::Everybody).await.expect("settings");
        tx.commit().await.expect("commit");
        bakery.know(&[("anna", 120, Some(true))]).await;
        bakery.sends_letter(LINK).await;
        let (path, message) = bakery.seen_at("anna");
        let (_, letter) = got(&bakery, &path).await;
        assert!(letter.contains("/o/") && letter.contains("/c/"), "{letter}");
        let sent = format!("/api/v1/letters/sent/{message}");
        let sent = json_of(&router(&bakery), "GET", &sent, None).await;
        let html = sent["html"].as_str().expect("a letter");
        assert!(!html.contains("/o/") && !html.contains("/c/"), "{html}");
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        tracking::save_settings(&mut tx, Follows::Nobody).await.expect("settings");
        tx.commit().await.expect("commit");
        let (_, letter) = got(&bakery, &path).await;
        assert!(!letter.contains("/o/"), "who is not to be followed any more is not");
    })
    .await;
}

#[tokio::test]
async fn a_letter_is_kept_for_some_weeks_and_only_where_it_tells_where() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        bakery.sends_letter("").await;
        let silent = &bakery.mailbox.received()[0];
        assert!(!silent.text.contains("/p/letter/"), "{}", silent.text);
        let n_kept = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            tx.number("select count(*) from letter_view", vec![]).await.expect("a number")
        };
        assert_eq!(n_kept().await, 0);
        bakery.know(&[("boris", 120, Some(true))]).await;
        bakery.sends_letter(LINK).await;
        let (path, message) = bakery.seen_at("boris");
        let n_before = n_kept().await;
        assert!(n_before > 0);
        let last = Instant(
            bakery.shop.read().await.expect("a transaction").now().0 + KEPT_DAYS * Instant::DAY - 1,
        );
        stage.clock().set(last);
        bakery.work().await;
        assert_eq!(got(&bakery, &path).await.0.status(), StatusCode::OK);
        assert_eq!(n_kept().await, n_before);
        stage.clock().set(Instant(last.0 + Instant::DAY));
        let (gone, page) = got(&bakery, &path).await;
        assert_eq!(gone.status(), StatusCode::GONE);
        assert!(page.contains("90 days"), "{page}");
        let sent = format!("/api/v1/letters/sent/{message}");
        let (status, _) = ask(&router(&bakery), "GET", &sent, None).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        bakery.work().await;
        assert_eq!(n_kept().await, 0, "thrown away, not only hidden");
    })
    .await;
}

#[tokio::test]
async fn a_test_letter_leads_to_a_page_that_says_so() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let mut plan = Bakery::win_back(0.0);
        plan.body_mjml = plan.body_mjml.replace(
            "</mj-body>",
            "<mj-section><mj-column><mj-text>\
            <a href=\"{{ view_url }}\">see</a></mj-text></mj-column></mj-section></mj-body>",
        );
        let id = bakery.planned(plan).await;
        let test = crate::campaigns::send_test(&bakery.shop, id, ("me@bakery.test", 0));
        test.await.expect("sent");
        let letter = &bakery.mailbox.received_by("me@bakery.test")[0];
        let (response, page) = got(&bakery, &path_in(&letter.text)).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert!(page.contains("This is a preview"), "{page}");
    })
    .await;
}
