//! A letter is read by people and by machines, as far as they may be followed.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use collect::consent::{self, Channel, Purpose};
use domain::{CampaignId, Instant, MessageId};
use records::{Actor, happenings};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::{Follows, Mark, Readings};
use crate::tests::api::router;
use crate::tests::bakery::Bakery;
use crate::unsubscribe;

const READER: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36";

impl Bakery {
    /// A letter with three links, sent to everybody.
    async fn sends(&self, follows: Follows) -> CampaignId {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        super::save_settings(&mut tx, follows).await.expect("settings");
        tx.commit().await.expect("commit");
        let mut plan = Self::win_back(0.0);
        let text = |body: &str| {
            format!(
                "<mjml><mj-body><mj-section><mj-column><mj-text>{body}</mj-text></mj-column>\
                     </mj-section></mj-body></mjml>"
            )
        };
        plan.body_mjml = text(
            "<a href=\"https://shop.test/bread?a=1&amp;b=2\">bread</a> \
             <a href=\"https://shop.test/cake\">cake</a> <a href=\"https://shop.test/tea\">tea</a> \
             <a href=\"{{ unsubscribe_url }}\">stop</a> {{ shop.postal_address }}",
        );
        let id = self.planned(plan).await;
        self.start(id).await;
        self.work().await;
        id
    }

    /// The n-th link of the letter that somebody got, as the end of an address.
    async fn link(&self, whose: &str, link: i64, url: Option<&str>) -> String {
        let letter = &self.mailbox.received_by(&format!("{whose}@example.test"))[0];
        let name = letter.header("Message-ID").expect("a name");
        let name = name.trim_start_matches('<').split('@').next().expect("a name").to_owned();
        let message: MessageId = name.parse().expect("an id of ours");
        let mut tx = self.shop.read().await.expect("a transaction");
        let secret = unsubscribe::known_secret(&mut tx).await.expect("rows").expect("a secret");
        Mark { message, link, url: url.map(str::to_owned) }.sign(&secret)
    }

    async fn read(&self, id: CampaignId) -> Readings {
        let mut tx = self.shop.read().await.expect("a transaction");
        super::readings(&mut tx, id, id).await.expect("readings")[0].clone()
    }
}

async fn visit(router: &Router, method: &str, path: &str, agent: &str) -> Response {
    let request = Request::builder().method(method).uri(path).header(header::USER_AGENT, agent);
    let request = request.body(Body::empty()).expect("a request");
    router.clone().oneshot(request).await.expect("an answer")
}

fn place(response: &Response) -> Option<&str> {
    response.headers().get(header::LOCATION)?.to_str().ok()
}

#[tokio::test]
async fn nobody_is_followed_until_the_owner_says_so() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        let id = bakery.sends(Follows::Nobody).await;
        let letter = &bakery.mailbox.received()[0];
        assert!(!letter.text.contains("/c/") && !letter.text.contains("/o/"), "{}", letter.text);
        assert_eq!(bakery.read(id).await.followed, 0);
    })
    .await;
}

#[tokio::test]
async fn a_reader_is_seen_once_however_often_he_comes() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 120, Some(true)), ("boris", 120, Some(true))]).await;
        let id = bakery.sends(Follows::Everybody).await;
        let router = router(&bakery);
        let url = "https://shop.test/bread?a=1&b=2";
        let link = format!("/c/{}", bakery.link("anna", 1, Some(url)).await);
        let picture = format!("/o/{}", bakery.link("anna", 0, None).await);
        stage.clock().set(Instant(Stage::OPENING.0 + 600_000_000));
        assert_eq!(visit(&router, "GET", &picture, READER).await.status(), StatusCode::OK);
        for _ in 0..3 {
            let led = visit(&router, "GET", &link, READER).await;
            assert_eq!((led.status(), place(&led)), (StatusCode::FOUND, Some(url)));
        }
        assert_eq!(bakery.read(id).await.clicked, 0, "not judged yet");
        stage.clock().set(Instant(Stage::OPENING.0 + 700_000_000));
        bakery.work().await;
        visit(&router, "GET", &link, READER).await;
        bakery.work().await;
        let read = bakery.read(id).await;
        assert_eq!((read.sent, read.followed, read.opened, read.clicked), (2, 2, 1, 1));

        let mut tx = bakery.shop.read().await.expect("a transaction");
        let told = happenings::of_customer(&mut tx, known[0].id.0, None, 100).await.expect("told");
        let n = |kind: &str| told.iter().filter(|one| one.kind == kind).count();
        assert_eq!((n("message_opened"), n("message_clicked")), (1, 1));
        let links = super::followed(&mut tx, id, 9).await.expect("links");
        assert_eq!((links[0].url.as_str(), links[0].people, links.len()), (url, 1, 1));
    })
    .await;
}

#[tokio::test]
async fn machines_that_look_into_letters_are_no_readers() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true)), ("boris", 120, Some(true))]).await;
        let id = bakery.sends(Follows::Everybody).await;
        let router = router(&bakery);
        let urls =
            ["https://shop.test/bread?a=1&b=2", "https://shop.test/cake", "https://shop.test/tea"];
        stage.clock().set(Instant(Stage::OPENING.0 + 600_000_000));
        for (number, url) in (1..).zip(urls) {
            let link = format!("/c/{}", bakery.link("anna", number, Some(url)).await);
            assert_eq!(visit(&router, "GET", &link, READER).await.status(), StatusCode::FOUND);
        }
        let link = format!("/c/{}", bakery.link("boris", 1, Some(urls[0])).await);
        let trap = format!("/c/{}", bakery.link("boris", -1, None).await);
        visit(&router, "HEAD", &link, READER).await;
        visit(&router, "GET", &link, "Barracuda Sentinel (EE)").await;
        assert_eq!(visit(&router, "GET", &trap, READER).await.status(), StatusCode::NO_CONTENT);
        visit(&router, "GET", &link, READER).await;
        stage.clock().set(Instant(Stage::OPENING.0 + 700_000_000));
        bakery.work().await;
        let read = bakery.read(id).await;
        assert_eq!((read.opened, read.clicked), (0, 0), "both letters met a machine");

        // Boris reads his letter himself an hour later.
        stage.clock().set(Instant(Stage::OPENING.0 + 3_600_000_000));
        visit(&router, "GET", &link, READER).await;
        stage.clock().set(Instant(Stage::OPENING.0 + 3_700_000_000));
        bakery.work().await;
        assert_eq!(bakery.read(id).await.clicked, 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_this_shop_did_not_sign_leads_nowhere() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        bakery.sends(Follows::Everybody).await;
        let router = router(&bakery);
        let good = bakery.link("anna", 1, Some("https://shop.test/cake")).await;
        let picture = bakery.link("anna", 0, None).await;
        let mut odd = vec!["x".to_owned(), good[1..].to_owned(), picture, format!("{good}AA")];
        odd.push(format!("{}?url=https://evil.test", &good[..good.len() - 2]));
        for token in odd {
            let led = visit(&router, "GET", &format!("/c/{token}"), READER).await;
            assert_eq!((led.status(), place(&led)), (StatusCode::NOT_FOUND, None), "{token}");
        }
        let picture = visit(&router, "GET", "/o/nonsense", READER).await;
        assert_eq!(picture.status(), StatusCode::OK, "a hole in the letter helps nobody");
    })
    .await;
}

#[tokio::test]
async fn only_who_agreed_is_followed_where_the_law_asks_for_it() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let known = bakery.know(&[("anna", 120, Some(true)), ("boris", 120, Some(true))]).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let what = (Purpose::Tracking, Channel::Email);
        consent::agree(&mut tx, known[0].id, what, ("test", "said so")).await.expect("agreed");
        tx.commit().await.expect("commit");
        let id = bakery.sends(Follows::Agreed).await;
        let read = bakery.read(id).await;
        assert_eq!((read.sent, read.followed), (2, 1));

        // Boris may say yes by himself, and take it back, with one press each.
        let letter = &bakery.mailbox.received_by("boris@example.test")[0];
        let out = letter.header("List-Unsubscribe").expect("a way out");
        let token = out.split(['/', '>']).nth(5).expect("a token").to_owned();
        let router = router(&bakery);
        let press = async |may: &str| {
            let request = Request::builder()
                .method("POST")
                .uri(format!("/p/reading/{token}"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(format!("may={may}")))
                .expect("a request");
            let answer = router.clone().oneshot(request).await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::OK);
            let mut tx = bakery.shop.read().await.expect("a transaction");
            super::followable(&mut tx, &[known[1].id]).await.expect("rows").len()
        };
        assert_eq!(press("yes").await, 1);
        assert_eq!(press("no").await, 0);
    })
    .await;
}
