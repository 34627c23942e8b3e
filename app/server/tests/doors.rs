//! Who is let in, and what the server says to those who are not.

use access::audit;
use access::rights::{Right, Role, changes_something, has_rule};
use access::sessions;
use access::staff::{self, Newcomer};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use collect::keys::{self, Scope};
use collect::shop::Shop;
use records::Actor;
use server::{ServeError, Server, api_document, router};
use testkit::{Stage, on_both_engines};
use tower::ServiceExt;

async fn answer(app: &Router, request: Builder) -> Response {
    let request = request.body(Body::empty()).expect("a request");
    app.clone().oneshot(request).await.expect("an answer")
}

async fn status(app: &Router, request: Builder) -> StatusCode {
    answer(app, request).await.status()
}

/// Status and stable code of an answer that is a problem.
async fn told(app: &Router, request: Builder) -> (StatusCode, String) {
    let response = answer(app, request).await;
    let status = response.status();
    let body = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    (status, problem["code"].as_str().unwrap_or_default().to_owned())
}

/// Somebody of this role, signed in; answers his cookie for `Host: localhost`.
async fn signed_in(shop: &Shop, role: Role) -> String {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let email = format!("{}@example.test", role.word());
    let newcomer = Newcomer { email: &email, name: "", role };
    let somebody = staff::create(&mut tx, &newcomer).await.expect("somebody");
    let begun = sessions::begin(&mut tx, somebody.id, "a test", "nowhere").await.expect("begun");
    tx.commit().await.expect("kept");
    format!("regulars={}", begun.token)
}

fn ask(method: &Method, path: &str) -> Builder {
    Request::builder().method(method).uri(path).header("host", "localhost")
}

/// Every operation of the API document, with its gaps filled by something that fits no row.
fn operations() -> Vec<(Method, String)> {
    let document = serde_json::to_value(api_document()).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let methods = ["get", "post", "put", "patch", "delete"];
    let of_path = |(path, operations): (&String, &serde_json::Value)| {
        let filled: Vec<&str> =
            path.split('/').map(|part| if part.starts_with('{') { "none" } else { part }).collect();
        let filled = filled.join("/").replace("{format}", "csv");
        let there = methods.into_iter().filter(|method| operations.get(method).is_some());
        let named = |method: &str| method.to_uppercase().parse().expect("a method");
        there.map(|method| (named(method), filled.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

fn is_open(path: &str) -> bool {
    ["/v1/", "/hooks/", "/api/v1/door"].iter().any(|open| path.starts_with(open))
}

#[test]
fn every_route_has_a_line_in_the_table_of_rights() {
    let operations = operations();
    assert!(operations.len() > 100, "{}", operations.len());
    let without: Vec<_> = operations.iter().filter(|(_, path)| !has_rule(path)).collect();
    assert!(without.is_empty(), "add a line to app/access/src/rights/routes.rs for {without:?}");
}

#[tokio::test]
async fn nothing_of_the_api_answers_without_a_right() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        let nobody = told(&app, ask(&Method::GET, "/api/v1/shop")).await;
        assert_eq!(nobody, (StatusCode::UNAUTHORIZED, "no_owner_yet".to_owned()));
        signed_in(&shop, Role::Owner).await;
        for (method, path) in operations().iter().filter(|(_, path)| !is_open(path)) {
            let told = told(&app, ask(method, path)).await;
            let expected = (StatusCode::UNAUTHORIZED, "sign_in_needed".to_owned());
            assert_eq!(told, expected, "{method} {path}");
            let forged = ask(method, path).header("authorization", "Bearer rk_guessed");
            assert_eq!(status(&app, forged).await, StatusCode::UNAUTHORIZED, "{method} {path}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_may_only_read_changes_nothing() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        let cookie = signed_in(&shop, Role::ReadOnly).await;
        let own = |path: &str| path.starts_with("/api/v1/account") || is_open(path);
        let writing = operations()
            .into_iter()
            .filter(|(method, path)| changes_something(method, path) && !own(path));
        let mut n_refused = 0;
        for (method, path) in writing {
            let told = told(&app, ask(&method, &path).header("cookie", &cookie)).await;
            assert_eq!(told, (StatusCode::FORBIDDEN, "no_right".to_owned()), "{method} {path}");
            n_refused += 1;
        }
        assert!(n_refused > 25, "{n_refused}");
        let shown = ask(&Method::GET, "/api/v1/customers").header("cookie", &cookie);
        assert_eq!(status(&app, shown).await, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn each_role_and_each_key_opens_what_it_is_for() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        // Keys and customers and settings: read, read, change.
        let doors = [
            (Method::GET, "/api/v1/keys"),
            (Method::GET, "/api/v1/customers"),
            (Method::GET, "/api/v1/reports/rhythm"),
            (Method::DELETE, "/api/v1/segments/none"),
        ];
        let opened = async |name: &str, value: &str| {
            let mut opened = Vec::new();
            for (method, path) in &doors {
                let request = ask(method, path).header(name, value);
                opened.push(status(&app, request).await != StatusCode::FORBIDDEN);
            }
            opened
        };
        for (role, expected) in [
            (Role::Owner, [true, true, true, true]),
            (Role::Analyst, [false, true, true, true]),
            (Role::Sales, [false, true, true, false]),
            (Role::Support, [false, true, false, false]),
        ] {
            let cookie = signed_in(&shop, role).await;
            assert_eq!(opened("cookie", &cookie).await, expected, "{role:?}");
        }
        for (scope, expected) in [
            (Scope::Read, [false, true, true, false]),
            (Scope::Write, [false, true, true, true]),
            (Scope::Admin, [true, true, true, true]),
        ] {
            let mut tx = shop.write(Actor::System).await.expect("a transaction");
            let key = keys::create(&mut tx, "program", scope).await.expect("a key");
            tx.commit().await.expect("kept");
            let bearer = format!("Bearer {}", key.secret);
            assert_eq!(opened("authorization", &bearer).await, expected, "{scope:?}");
            let own = ask(&Method::GET, "/api/v1/account").header("authorization", &bearer);
            assert_eq!(told(&app, own).await.1, "not_a_person");
        }
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let ingest = keys::create(&mut tx, "web", Scope::Ingest).await.expect("a key");
        tx.commit().await.expect("kept");
        let bearer = format!("Bearer {}", ingest.secret);
        let asked = ask(&Method::GET, "/api/v1/shop").header("authorization", bearer);
        assert_eq!(status(&app, asked).await, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn foreign_pages_are_not_let_in_and_foreign_names_not_before_there_is_an_owner() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        let asked = || Request::get("/api/v1/shop");
        let rebound = asked().header("host", "evil.test");
        assert_eq!(status(&app, rebound).await, StatusCode::MISDIRECTED_REQUEST);
        let cookie = signed_in(&shop, Role::Owner).await;
        let ours = asked().header("host", "localhost").header("cookie", &cookie);
        assert_eq!(status(&app, ours).await, StatusCode::OK);
        let same = asked().header("host", "localhost").header("origin", "http://localhost");
        assert_eq!(status(&app, same.header("cookie", &cookie)).await, StatusCode::OK);
        let foreign = asked().header("host", "localhost").header("origin", "http://evil.test");
        let foreign = foreign.header("cookie", &cookie);
        assert_eq!(status(&app, foreign).await, StatusCode::FORBIDDEN);
        // A browser sends no cookie to a name that it was not given for.
        let named = asked().header("host", "shop.test");
        assert_eq!(status(&app, named).await, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn a_page_of_any_site_may_tell_with_a_key_and_ask_nothing() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        let foreign = |request: Builder| {
            request.header("host", "localhost:1").header("origin", "https://shop.test")
        };
        let may_i = foreign(Request::options("/v1/batch"));
        assert_eq!(status(&app, may_i).await, StatusCode::NO_CONTENT);
        let without_a_key = foreign(Request::post("/v1/batch"));
        assert_eq!(status(&app, without_a_key).await, StatusCode::UNAUTHORIZED);
        for asked in ["/api/v1/keys", "/api/v1/sources", "/v1", "/v10/batch"] {
            let asked = foreign(Request::get(asked));
            assert_eq!(status(&app, asked).await, StatusCode::FORBIDDEN);
        }
        let rebound = Request::post("/v1/batch").header("host", "evil.test");
        assert_eq!(status(&app, rebound).await, StatusCode::MISDIRECTED_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn the_server_is_alive_ready_and_describes_itself() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        for path in ["/healthz", "/readyz", "/api/v1/openapi.json", "/", "/know/cohorts"] {
            assert_eq!(status(&app, ask(&Method::GET, path)).await, StatusCode::OK, "{path}");
        }
        for path in ["/api/v1/nothing", "/p/nothing", "/nothing.js"] {
            let asked = ask(&Method::GET, path);
            assert_eq!(status(&app, asked).await, StatusCode::NOT_FOUND, "{path}");
        }
        let page = answer(&app, ask(&Method::GET, "/")).await;
        let policy = page.headers()["content-security-policy"].to_str().expect("text");
        assert!(
            policy.contains("default-src 'self'") && !policy.contains("script-src"),
            "{policy}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_that_others_can_reach_is_refused_until_there_is_an_owner() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let everywhere = "0.0.0.0:0".parse().expect("an address");
        let refused = Server::bind(&shop, everywhere).await;
        let Err(error @ ServeError::NoOwnerYet(_)) = refused else { panic!("it listens") };
        assert!(error.to_string().contains("regulars user create"), "{error}");
        signed_in(&shop, Role::Owner).await;
        assert!(Server::bind(&shop, everywhere).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let here = "127.0.0.1:0".parse().expect("an address");
        let first = Server::bind(&shop, here).await.expect("free");
        let second = Server::bind(&shop, first.address()).await;
        assert!(matches!(second, Err(ServeError::CannotListen { .. })));
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_or_refused_stands_in_the_audit_log_with_who_did_it() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        let owner = signed_in(&shop, Role::Owner).await;
        let support = signed_in(&shop, Role::Support).await;
        let path = "/api/v1/segments/none";
        for cookie in [&owner, &support] {
            status(&app, ask(&Method::DELETE, path).header("cookie", cookie)).await;
        }
        status(&app, ask(&Method::GET, "/api/v1/home").header("cookie", &owner)).await;
        status(&app, ask(&Method::DELETE, path)).await;
        let mut tx = shop.read().await.expect("a transaction");
        let entries = audit::list(&mut tx, None, 10).await.expect("the log");
        let told: Vec<_> = entries
            .iter()
            .map(|entry| (entry.deed.who.as_str(), entry.deed.path.as_str(), entry.deed.status))
            .collect();
        assert_eq!(told, [("support@example.test", path, 403), ("owner@example.test", path, 404)]);
    })
    .await;
}

#[test]
fn a_task_is_given_to_roles_that_may_write_to_customers_and_to_no_other() {
    let may = |role: &Role| role.rights().contains(&Right::WriteToCustomers);
    let roles: Vec<&str> = Role::ALL.into_iter().filter(may).map(Role::word).collect();
    assert_eq!(roles, act::tasks::ROLES);
}

#[tokio::test]
async fn whoever_sells_finds_the_tasks_of_his_role_among_his_own() {
    on_both_engines(async |stage: Stage| {
        let shop = stage.shop().await;
        let app = router(shop.clone());
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        for whose in ["sales", "owner", "sales@example.test"] {
            let assigned_to = act::tasks::Assignee::of_word(Some(whose)).expect("somebody");
            let new = act::tasks::New { title: whose.into(), assigned_to, ..Default::default() };
            act::tasks::add(&mut tx, &new).await.expect("added");
        }
        tx.commit().await.expect("kept");
        for (role, expected) in
            [(Role::Sales, vec!["sales", "sales@example.test"]), (Role::Owner, vec!["owner"])]
        {
            let cookie = signed_in(&shop, role).await;
            let asked = ask(&Method::GET, "/api/v1/tasks?whose=mine").header("cookie", &cookie);
            let response = answer(&app, asked).await;
            let body = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
            let tasks: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
            let items = tasks["items"].as_array().expect("tasks").iter();
            let mut titles: Vec<_> = items.filter_map(|task| task["title"].as_str()).collect();
            titles.sort_unstable();
            assert_eq!(titles, expected);
            assert_eq!((&tasks["n_open"], &tasks["n_mine"]), (&3.into(), &expected.len().into()));
        }
    })
    .await;
}
