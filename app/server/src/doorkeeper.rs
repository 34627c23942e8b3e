//! The doorkeeper: every request passes here, and none is answered without its right.
//!
//! A page of another site can make a browser send requests here. It cannot forge `Host` nor
//! `Origin`, so a foreign form is seen; and what it may make the browser send carries no cookie
//! (`SameSite=Lax`). Until there is an owner only names of this machine are answered to, so that a
//! rebound name does not become one. What is told under `/v1` carries a key of its own, so pages of
//! every site may tell it; no cookie is looked at there and nothing is read from there.
//!
//! What a request needs stands in `access::rights`.

use access::audit::Deed;
use access::door::{Caller, Door, Noted, caller_of, is_from_here, is_this_machine};
use access::rights::{Need, changes_something, need_of};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use collect::problems::of_records;
use collect::shop::Shop;
use wire::Problem;

/// What the doorkeeper looks things up in.
#[derive(Clone)]
pub(crate) struct Keeper {
    pub(crate) shop: Shop,
    pub(crate) door: Door,
}

/// Lets a request in, or says why not; adds what every answer must carry.
pub(crate) async fn admit(State(keeper): State<Keeper>, request: Request, next: Next) -> Response {
    let is_telling = request.uri().path().starts_with("/v1/");
    let mut response = match check(&keeper, request.headers(), is_telling).await {
        Err(problem) => return problem.into_response(),
        Ok(()) if is_telling && *request.method() == Method::OPTIONS => {
            StatusCode::NO_CONTENT.into_response()
        }
        // No route fits: what is left are the files of the page, which everybody may read.
        Ok(()) if is_telling || request.extensions().get::<MatchedPath>().is_none() => {
            next.run(request).await
        }
        Ok(()) => keeper.guarded(request, next).await,
    };
    let headers = response.headers_mut();
    if is_telling {
        for (name, value) in EVERY_SITE {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    response
}

impl Keeper {
    /// Answers a request of the API to whoever has the right, and writes down what may have
    /// changed something.
    async fn guarded(&self, mut request: Request, next: Next) -> Response {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        if path == METRICS && is_from_here(request.extensions(), request.headers()) {
            return next.run(request).await;
        }
        let known = match need_of(&method, &path) {
            Need::Nothing => Ok(None),
            Need::Has(_) => caller_of(&self.shop, request.headers()).await,
        };
        let caller = match known {
            Ok(caller) => caller,
            Err(problem) => return problem.into_response(),
        };
        let asked = (&method, path.as_str());
        let mut response = match self.door.admit(&self.shop, asked, caller.as_ref()).await {
            Err(problem) => problem.into_response(),
            Ok(()) => {
                if let Some(caller) = caller.clone() {
                    request.extensions_mut().insert(caller.asker());
                    request.extensions_mut().insert(caller);
                }
                next.run(request).await
            }
        };
        if path.starts_with("/api/") {
            let headers = response.headers_mut();
            headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        }
        // Whoever has no right to write here cannot make the log grow either: strangers are not
        // written down, nor are guesses that were not even looked at.
        let is_refused_stranger = match response.status() {
            StatusCode::UNAUTHORIZED => !path.starts_with("/api/v1/door"),
            StatusCode::TOO_MANY_REQUESTS => true,
            _ => false,
        };
        if !path.starts_with("/api/") || !changes_something(&method, &path) || is_refused_stranger {
            return response;
        }
        // Who signs in is known by the answer only.
        let caller = caller.or_else(|| response.extensions_mut().remove::<Caller>());
        let noted = response.extensions_mut().remove::<Noted>();
        let deed = Deed {
            who: caller.map_or_else(|| "nobody".to_owned(), |caller| caller.name()),
            method: method.to_string(),
            path,
            status: response.status().as_u16(),
            detail: noted.map(|Noted(detail)| detail).unwrap_or_default(),
        };
        match Door::note(&self.shop, deed).await {
            Ok(()) => response,
            // What is not written down is not said to be done.
            Err(error) => of_records(error).into_response(),
        }
    }
}

/// Whoever watches the program from its own machine needs no key: nothing there is of anybody.
const METRICS: &str = "/metrics";

/// Scripts only from our own files; the kit of the page writes style attributes, and the preview of
/// a letter shows the pictures that its readers will see.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data: https:; frame-ancestors 'none'; base-uri 'none'; \
                      form-action 'self'";

/// What a browser wants to hear before a page of another site may tell something.
const EVERY_SITE: [(&str, &str); 5] = [
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "POST"),
    ("access-control-allow-headers", "authorization, content-type, content-encoding"),
    ("access-control-max-age", "86400"),
    ("access-control-allow-private-network", "true"),
];

async fn check(keeper: &Keeper, headers: &HeaderMap, is_telling: bool) -> Result<(), Problem> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_this_machine(host) && !keeper.door.has_anybody(&keeper.shop).await.map_err(of_records)? {
        let detail = format!(
            "until there is an owner this server answers only to 127.0.0.1 and localhost, not to \
             `{host}`"
        );
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "foreign_host", detail));
    }
    if is_telling {
        return Ok(());
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let origin = origin.to_str().unwrap_or_default();
    let same = origin.parse::<Uri>().ok().and_then(|uri| {
        uri.authority().map(|authority| authority.as_str().eq_ignore_ascii_case(host))
    });
    match same {
        Some(true) => Ok(()),
        _ => {
            let detail = format!("a page of `{origin}` may not use this server");
            Err(Problem::new(StatusCode::FORBIDDEN, "foreign_origin", detail))
        }
    }
}
