//! Anna follows the link of a letter and chooses; strangers come nowhere.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use collect::consent::{self, Channel, Consent, Ground, Purpose, State};
use collect::customers;
use domain::CustomerId;
use records::{Actor, happenings};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

use super::url;
use crate::tests::api::router;
use crate::tests::bakery::Bakery;
use crate::unsubscribe::{self, Ticket};

async fn visit(router: &Router, method: &str, path: &str, form: &str) -> (StatusCode, String) {
    let kind = "application/x-www-form-urlencoded";
    let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, kind);
    let request = request.body(Body::from(form.to_owned())).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
    (status, String::from_utf8(body.to_vec()).expect("text"))
}

/// The address of the page in a letter that Anna got, without the host.
async fn page_of(bakery: &Bakery) -> String {
    let mut plan = Bakery::win_back(0.0);
    plan.body_mjml = "<mjml><mj-body><mj-section><mj-column><mj-text>\
        <a href=\"{{ preferences_url }}\">choose</a> <a href=\"{{ unsubscribe_url }}\">stop</a> \
        {{ shop.postal_address }}</mj-text></mj-column></mj-section></mj-body></mjml>"
        .to_owned();
    let id = bakery.planned(plan).await;
    bakery.start(id).await;
    bakery.work().await;
    let letter = &bakery.mailbox.received_by("anna@example.test")[0];
    assert!(letter.text.contains("/p/preferences/"), "{}", letter.text);
    // The text of a letter is folded; the header beside it bears the same ticket whole.
    let way_out = letter.header("List-Unsubscribe").expect("a way out");
    let from = way_out.find("/p/unsubscribe/").expect("an address");
    url(way_out[from..].trim_end_matches('>'))
}

async fn said(bakery: &Bakery, anna: CustomerId) -> Vec<(Purpose, Channel, State)> {
    let mut tx = bakery.shop.read().await.expect("a transaction");
    let said = consent::of_customer(&mut tx, anna).await.expect("asked");
    said.into_iter().map(|one| (one.purpose, one.channel, one.state)).collect()
}

#[tokio::test]
async fn a_person_chooses_without_signing_in_and_every_change_has_its_proof() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let anna = bakery.know(&[("anna", 120, Some(true))]).await[0].id;
        let (page, router) = (page_of(&bakery).await, router(&bakery));
        let before = said(&bakery, anna).await;

        let (status, shown) = visit(&router, "GET", &page, "").await;
        assert_eq!(status, StatusCode::OK);
        assert!(shown.contains("By e-mail to a•••@example.test"), "{shown}");
        assert!(shown.contains("name=\"marketing\" value=\"email\" checked"), "{shown}");
        assert!(!shown.contains("<script") && !shown.contains("anna@"), "{shown}");
        assert_eq!(said(&bakery, anna).await, before, "opening changes nothing");

        let (status, shown) = visit(&router, "POST", &page, "language=en&do=save").await;
        assert_eq!(status, StatusCode::OK);
        assert!(shown.contains("Saved."), "{shown}");
        assert!(!shown.contains("value=\"email\" checked"), "{shown}");
        let email = (Purpose::Marketing, Channel::Email);
        assert_eq!(said(&bakery, anna).await, [(email.0, email.1, State::Denied)]);

        let in_russian = format!("{page}?language=ru");
        let form = "marketing=email&language=uk&do=save";
        let (_, shown) = visit(&router, "POST", &in_russian, form).await;
        assert!(shown.contains("<html lang=\"ru\">") && shown.contains("Сохранено."), "{shown}");
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let Consent { state, ground, proof, source, .. } =
            consent::of_customer(&mut tx, anna).await.expect("asked").remove(0);
        assert_eq!((state, ground), (State::Granted, Ground::Answer));
        assert!(source.starts_with("preferences:cmp_"), "{source}");
        let proof = proof.expect("the words that were shown");
        assert!(proof.contains("Предложения и новости: По электронной почте на a•••@"), "{proof}");
        let known = customers::find(&mut tx, anna).await.expect("asked").expect("Anna");
        assert_eq!(known.language.as_deref(), Some("uk"));
        let told = happenings::of_customer(&mut tx, anna.0, None, 100).await.expect("told");
        let changes: Vec<_> = told.iter().filter(|one| one.kind.starts_with("consent_")).collect();
        assert_eq!(changes.len(), 2, "each change once");
        assert!(changes.iter().all(|one| one.payload["shown"].is_string()), "{changes:?}");
        assert_eq!(changes[0].actor, "customer");
        drop(tx);
        // The same once more is no change.
        visit(&router, "POST", &page, "marketing=email&language=uk&do=save").await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let told = happenings::of_customer(&mut tx, anna.0, None, 100).await.expect("told");
        assert_eq!(told.iter().filter(|one| one.kind.starts_with("consent_")).count(), 2);
    })
    .await;
}

#[tokio::test]
async fn nothing_at_all_means_every_way_and_whatever_was_ticked() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let anna = bakery.know(&[("anna", 120, Some(true))]).await[0].id;
        let (page, router) = (page_of(&bakery).await, router(&bakery));
        visit(&router, "POST", &page, "marketing=email&marketing=sms&do=nothing").await;
        let said = said(&bakery, anna).await;
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(said.iter().all(|(.., state)| *state == State::Denied), "{said:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_comes_to_anothers_page_by_trying_and_a_preview_changes_nothing() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let anna = bakery.know(&[("anna", 120, Some(true))]).await[0].id;
        let (page, router) = (page_of(&bakery).await, router(&bakery));
        let before = said(&bakery, anna).await;
        for place in [15, 30, 60, page.len() - 1] {
            let mut touched = page.clone().into_bytes();
            touched[place] = if touched[place] == b'A' { b'B' } else { b'A' };
            let touched = String::from_utf8(touched).expect("ascii");
            let (status, shown) = visit(&router, "POST", &touched, "do=nothing").await;
            assert_eq!(status, StatusCode::NOT_FOUND, "touched at {place}");
            assert!(!shown.contains("a•••"), "{shown}");
        }
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let secret = unsubscribe::secret(&mut tx).await.expect("a secret");
        let campaign = tx.new_id();
        tx.commit().await.expect("kept");
        let nobody = secret.sign(Ticket { customer: None, campaign, channel: Channel::Email });
        let preview = format!("/p/preferences/{nobody}");
        let (status, shown) = visit(&router, "POST", &preview, "do=nothing").await;
        assert_eq!(status, StatusCode::OK);
        assert!(shown.contains("nothing was changed"), "{shown}");
        for bad in ["marketing=horse&language=xx&do=save", "", "%%%", "marketing"] {
            let (status, _) = visit(&router, "POST", &preview, bad).await;
            assert!(!status.is_server_error(), "{bad}");
        }
        assert_eq!(said(&bakery, anna).await, before);
    })
    .await;
}
