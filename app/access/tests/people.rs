//! The story of the people: the first owner, an invitation, a telephone, guesses, a farewell.

use access::audit::{self, Verified};
use access::door::{Door, caller_of};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use collect::shop::Shop;
use domain::Instant;
use hmac::{Hmac, KeyInit, Mac};
use records::{Actor, FromQueryResult};
use serde_json::{Value, json};
use sha1::Sha1;
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

/// A browser at the machine, with the cookie it was given last.
struct Browser {
    app: Router,
    cookie: String,
    headers: HeaderMap,
}

const PASSWORD: &str = "rye bread at dawn";

/// The routes of this crate behind its door, as the server puts them.
fn app(shop: &Shop) -> Router {
    let door = Door::default();
    let (keeper, place) = (door.clone(), shop.clone());
    let admit = async move |mut request: Request, next: Next| {
        let answer = axum::response::IntoResponse::into_response;
        let caller = match caller_of(&place, request.headers()).await {
            Ok(caller) => caller,
            Err(problem) => return answer(problem),
        };
        let asked = (request.method(), request.uri().path());
        if let Err(problem) = keeper.admit(&place, asked, caller.as_ref()).await {
            return answer(problem);
        }
        if let Some(caller) = caller {
            request.extensions_mut().insert(caller);
        }
        next.run(request).await
    };
    let (api, _) = access::router().split_for_parts();
    api.with_state(shop.clone()).layer(axum::Extension(door)).layer(axum::middleware::from_fn(
        move |request, next| {
            let admit = admit.clone();
            async move { admit(request, next).await }
        },
    ))
}

impl Browser {
    fn new(app: &Router) -> Self {
        Self { app: app.clone(), cookie: String::new(), headers: HeaderMap::new() }
    }

    async fn asks(&mut self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "localhost")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .expect("a request");
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        self.headers = response.headers().clone();
        if let Some(set) = self.headers.get(header::SET_COOKIE) {
            let set = set.to_str().expect("text");
            self.cookie = set.split(';').next().expect("a pair").to_owned();
        }
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    async fn gets(&mut self, path: &str) -> (u16, Value) {
        self.asks(Method::GET, path, Value::Null).await
    }

    async fn posts(&mut self, path: &str, body: Value) -> (u16, Value) {
        self.asks(Method::POST, path, body).await
    }

    async fn signs_in(&mut self, email: &str, password: &str, code: Option<&str>) -> (u16, Value) {
        let body = json!({ "email": email, "password": password, "code": code });
        self.posts("/door/sign-in", body).await
    }
}

async fn with_owner(shop: &Shop) -> (Router, Browser) {
    let app = app(shop);
    let mut owner = Browser::new(&app);
    let first = json!({ "email": "Anna@Example.test", "name": "Anna", "password": PASSWORD });
    assert_eq!(owner.posts("/door/owner", first).await.0, 200);
    (app, owner)
}

/// The secret that people type, as bytes.
fn bytes_of(secret: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = secret
        .chars()
        .map(|c| format!("{:05b}", letters.find(c).expect("a letter of base 32")))
        .collect();
    bits.as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).expect("digits"), 2).expect("8"))
        .collect()
}

#[derive(FromQueryResult)]
struct Kept {
    totp_secret: Vec<u8>,
}

/// What stands in the row of the only one who has a telephone.
async fn kept_secret(shop: &Shop) -> Vec<u8> {
    let mut tx = shop.read().await.expect("a transaction");
    let sql = "select totp_secret from staff where totp_secret is not null";
    let row: Option<Kept> = tx.row(sql, Vec::new()).await.expect("read");
    row.expect("a secret").totp_secret
}

#[tokio::test]
async fn the_secret_of_a_telephone_is_sealed_and_an_old_one_with_its_next_use() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let (app, mut owner) = with_owner(&shop).await;
        let now = || shop.records().clock().now();
        let again = json!({ "password": PASSWORD });
        let (_, offer) = owner.posts("/account/second-factor", again).await;
        let secret = offer["secret"].as_str().expect("a secret").to_owned();
        let code = json!({ "code": telephone(&secret, now()) });
        assert_eq!(owner.asks(Method::PUT, "/account/second-factor", code).await.0, 200);
        let bytes = bytes_of(&secret);
        let stands_open = |kept: &[u8]| kept.windows(bytes.len()).any(|some| some == bytes);
        assert!(!stands_open(&kept_secret(&shop).await));

        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let sql = "update staff set totp_secret = $1 where totp_secret is not null";
        tx.run(sql, vec![bytes.clone().into()]).await.expect("as it was kept before");
        tx.commit().await.expect("commit");
        assert!(stands_open(&kept_secret(&shop).await));
        stage.clock().set(Instant(Stage::OPENING.0 + 60_000_000));
        let mut anna = Browser::new(&app);
        let code = telephone(&secret, now());
        assert_eq!(anna.signs_in("anna@example.test", PASSWORD, Some(&code)).await.0, 200);
        assert!(!stands_open(&kept_secret(&shop).await), "sealed with its next use");
    })
    .await;
}

/// What a telephone shows: RFC 6238 written a second time, from the text that people type.
fn telephone(secret: &str, now: Instant) -> String {
    let bytes = bytes_of(secret);
    let step = (now.0 / 30_000_000) as u64;
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes).expect("a key");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = (digest[19] % 16) as usize;
    let number = digest[at..at + 4].iter().fold(0_u64, |sum, byte| sum * 256 + u64::from(*byte));
    format!("{:06}", number % (1 << 31) % 1_000_000)
}

#[tokio::test]
async fn the_first_at_the_machine_becomes_the_owner_and_the_second_does_not() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = app(&shop);
        let mut anna = Browser::new(&app);
        let before = anna.gets("/door").await;
        assert_eq!(before.1, json!({ "state": "nobody_yet", "may_begin": true }));
        assert_eq!(anna.gets("/staff").await.1["code"], "no_owner_yet");
        let short = json!({ "email": "anna@example.test", "password": "short" });
        assert_eq!(anna.posts("/door/owner", short).await.0, 422);
        let first = json!({ "email": "anna@example.test", "password": PASSWORD });
        let (status, inside) = anna.posts("/door/owner", first).await;
        assert_eq!((status, &inside["staff"]["role"]), (200, &json!("owner")));
        let cookie = anna.headers[header::SET_COOKIE].to_str().expect("text").to_owned();
        assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
        assert_eq!(anna.gets("/staff").await.1["items"][0]["email"], "anna@example.test");

        let mut boris = Browser::new(&app);
        assert_eq!(boris.gets("/door").await.1["state"], "closed");
        let second = json!({ "email": "boris@example.test", "password": PASSWORD });
        assert_eq!(boris.posts("/door/owner", second).await.0, 409);
        assert_eq!(boris.gets("/staff").await.1["code"], "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_e_mail_are_answered_alike_and_guessing_has_to_wait() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let (app, mut owner) = with_owner(&shop).await;
        let mut thief = Browser::new(&app);
        let wrong = thief.signs_in("anna@example.test", "rye bread at dusk", None).await;
        let unknown = thief.signs_in("nobody@example.test", PASSWORD, None).await;
        assert_eq!(wrong, unknown);
        assert_eq!((wrong.0, &wrong.1["code"]), (401, &json!("wrong_sign_in")));
        for _ in 0..4 {
            thief.signs_in("anna@example.test", "rye bread at dusk", None).await;
        }
        let waiting = thief.signs_in("anna@example.test", PASSWORD, None).await;
        assert_eq!((waiting.0, &waiting.1["code"]), (429, &json!("too_many_tries")));
        assert_eq!(thief.headers[header::RETRY_AFTER], "1");
        assert_eq!(owner.gets("/staff").await.0, 200, "whoever is inside stays inside");
        stage.clock().set(Instant(Stage::OPENING.0 + 1_000_000));
        let mut anna = Browser::new(&app);
        assert_eq!(anna.signs_in(" ANNA@example.test", PASSWORD, None).await.0, 200);
    })
    .await;
}

#[tokio::test]
async fn somebody_invited_chooses_a_password_once_and_is_gone_when_he_is_let_go() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let (app, mut owner) = with_owner(&shop).await;
        let vera = json!({ "email": "vera@example.test", "name": "Vera", "role": "read-only" });
        let (status, invited) = owner.posts("/staff", vera.clone()).await;
        assert_eq!((status, &invited["staff"]["has_password"]), (201, &json!(false)));
        assert_eq!(owner.posts("/staff", vera).await.1["errors"][0]["code"], "email_taken");
        let ticket = invited["ticket"].as_str().expect("a link");

        let mut vera = Browser::new(&app);
        let looked = vera.posts("/door/ticket/look", json!({ "ticket": ticket })).await.1;
        assert_eq!(looked, json!({ "email": "vera@example.test", "wants_password": true }));
        let without = vera.posts("/door/ticket", json!({ "ticket": ticket })).await;
        assert_eq!(without.0, 422, "and the link is not used up by it");
        let chosen = json!({ "ticket": ticket, "password": "dark chocolate cake" });
        assert_eq!(vera.posts("/door/ticket", chosen.clone()).await.0, 200);
        assert_eq!(Browser::new(&app).posts("/door/ticket", chosen).await.0, 410, "once");
        assert_eq!(vera.gets("/account").await.1["staff"]["name"], "Vera");
        assert_eq!(vera.gets("/staff").await.1["code"], "no_right");

        let id = invited["staff"]["id"].as_str().expect("an id").to_owned();
        let path = format!("/staff/{id}");
        assert_eq!(owner.asks(Method::PATCH, &path, json!({ "role": "owner" })).await.0, 200);
        assert_eq!(vera.gets("/staff").await.0, 200, "the new role counts at once");
        assert_eq!(owner.asks(Method::DELETE, &path, Value::Null).await.0, 204);
        assert_eq!(vera.gets("/account").await.0, 401);
        let anna = owner.gets("/account").await.1["staff"]["id"].clone();
        let path = format!("/staff/{}", anna.as_str().expect("an id"));
        assert_eq!(owner.asks(Method::DELETE, &path, Value::Null).await.1["code"], "last_owner");
        let lesser = owner.asks(Method::PATCH, &path, json!({ "role": "sales" })).await;
        assert_eq!(lesser.1["code"], "last_owner");
    })
    .await;
}

#[tokio::test]
async fn a_telephone_guards_the_account_and_each_of_its_codes_opens_once() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let (app, mut owner) = with_owner(&shop).await;
        let now = || shop.records().clock().now();
        let wrong = json!({ "password": "rye bread at dusk" });
        assert_eq!(owner.posts("/account/second-factor", wrong).await.0, 422);
        let (_, offer) =
            owner.posts("/account/second-factor", json!({ "password": PASSWORD })).await;
        let secret = offer["secret"].as_str().expect("a secret").to_owned();
        assert!(offer["picture"]["side"].as_i64() >= Some(21), "{offer}");
        let no_code =
            owner.asks(Method::PUT, "/account/second-factor", json!({ "code": "1" })).await;
        assert_eq!(no_code.0, 422);
        let code = telephone(&secret, now());
        let confirmed =
            owner.asks(Method::PUT, "/account/second-factor", json!({ "code": code })).await;
        let spare = confirmed.1["codes"].as_array().expect("codes").clone();
        assert_eq!((confirmed.0, spare.len()), (200, 10));

        let mut anna = Browser::new(&app);
        let email = "anna@example.test";
        assert_eq!(anna.signs_in(email, PASSWORD, None).await.1["code"], "code_needed");
        let used = anna.signs_in(email, PASSWORD, Some(&code)).await;
        assert_eq!(used.1["code"], "wrong_code", "the code that confirmed is used");
        stage.clock().set(Instant(Stage::OPENING.0 + 60_000_000));
        let code = telephone(&secret, now());
        assert_eq!(anna.signs_in(email, PASSWORD, Some(&code)).await.0, 200);
        assert_eq!(anna.signs_in(email, PASSWORD, Some(&code)).await.0, 401, "once");
        let spare = spare[0].as_str().expect("a code");
        assert_eq!(anna.signs_in(email, PASSWORD, Some(spare)).await.0, 200);
        assert_eq!(anna.signs_in(email, PASSWORD, Some(spare)).await.0, 401, "once");
        assert_eq!(anna.gets("/account").await.1["n_recovery_codes"], 9);
        let off = json!({ "password": PASSWORD });
        assert_eq!(owner.posts("/account/second-factor/remove", off).await.0, 204);
        assert_eq!(anna.signs_in(email, PASSWORD, None).await.0, 200);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_ended_and_grow_old() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let (app, mut owner) = with_owner(&shop).await;
        let mut other = Browser::new(&app);
        other.signs_in("anna@example.test", PASSWORD, None).await;
        let sessions = owner.gets("/account").await.1["sessions"].clone();
        let sessions = sessions.as_array().expect("a list");
        assert_eq!(sessions.len(), 2);
        let stranger = sessions.iter().find(|one| one["is_this"] == false).expect("the other");
        let path = format!("/account/sessions/{}", stranger["id"].as_str().expect("an id"));
        assert_eq!(owner.asks(Method::DELETE, &path, Value::Null).await.0, 204);
        assert_eq!(owner.asks(Method::DELETE, &path, Value::Null).await.0, 404);
        assert_eq!(other.gets("/account").await.0, 401);

        other.signs_in("anna@example.test", PASSWORD, None).await;
        let change = json!({ "current": PASSWORD, "password": "dark chocolate cake" });
        assert_eq!(owner.asks(Method::PUT, "/account/password", change).await.0, 204);
        assert_eq!(other.gets("/account").await.0, 401, "the old password opens nothing");
        assert_eq!(owner.gets("/account").await.0, 200, "and who changed it stays");

        // Used every ten days it lives for sixty, and not a day longer.
        for day in [10, 20, 30, 40, 50, 59] {
            stage.clock().set(Stage::OPENING.plus_days(day));
            assert_eq!(owner.gets("/account").await.0, 200, "day {day}");
        }
        stage.clock().set(Stage::OPENING.plus_days(60));
        assert_eq!(owner.gets("/account").await.0, 401);
        owner.signs_in("anna@example.test", "dark chocolate cake", None).await;
        stage.clock().set(Stage::OPENING.plus_days(74));
        assert_eq!(owner.gets("/account").await.0, 401, "two weeks without a visit");
        owner.signs_in("anna@example.test", "dark chocolate cake", None).await;
        assert_eq!(owner.posts("/door/sign-out", Value::Null).await.0, 204);
        assert_eq!(owner.gets("/account").await.0, 401);
    })
    .await;
}

#[tokio::test]
async fn no_secret_is_kept_as_it_is() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let (_, mut owner) = with_owner(&shop).await;
        let vera = json!({ "email": "vera@example.test", "role": "sales" });
        let ticket = owner.posts("/staff", vera).await.1["ticket"].clone();
        let token = owner.cookie.split_once('=').expect("a pair").1.to_owned();
        if stage.server().is_some() {
            return;
        }
        let mut kept = std::fs::read(stage.home().join("regulars.db")).expect("the file");
        kept.extend(std::fs::read(stage.home().join("regulars.db-wal")).unwrap_or_default());
        let holds = |secret: &str| kept.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(holds("vera@example.test"), "the rows are there");
        for secret in [PASSWORD, &token, ticket.as_str().expect("a link")] {
            assert!(!holds(secret));
        }
    })
    .await;
}

#[tokio::test]
async fn an_audit_log_that_was_touched_says_where() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        for nth in 1..=5 {
            let deed = audit::Deed {
                who: "anna@example.test".to_owned(),
                method: "PUT".to_owned(),
                path: format!("/api/v1/segments/{nth}"),
                status: 200,
                detail: String::new(),
            };
            Door::note(&shop, deed).await.expect("noted");
        }
        let verified = async || {
            let mut tx = shop.read().await.expect("a transaction");
            audit::verify(&mut tx).await.expect("it answers")
        };
        assert_eq!(verified().await, Verified::Whole(5));
        let touched = async |sql: &str| {
            let mut tx = shop.write(Actor::System).await.expect("a transaction");
            tx.run(sql, vec![]).await.expect("done");
            tx.commit().await.expect("kept");
        };
        touched("delete from audit_entry where number = 5").await;
        assert_eq!(verified().await, Verified::BrokenAt(5), "cut off");
        touched("update audit_entry set who = 'boris@example.test' where number = 3").await;
        assert_eq!(verified().await, Verified::BrokenAt(3), "changed");
        touched("delete from audit_entry where number = 2").await;
        assert_eq!(verified().await, Verified::BrokenAt(2), "taken out");
    })
    .await;
}
