//! The page, carried inside the program.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use wire::Problem;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/page"]
struct Files;

/// Serves a file of the page; addresses of screens get the page itself.
pub(crate) async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let ours = ["api/", "v1/", "hooks/", "p/"].iter().any(|prefix| path.starts_with(prefix));
    if ours {
        return Problem::not_found(format!("such address: /{path}")).into_response();
    }
    // Names of built files carry a digest of their content, so they never change; that of the
    // script for sites does not.
    let cache = match path {
        "regulars.js" => "public, max-age=3600",
        _ => "public, max-age=31536000, immutable",
    };
    if let Some(answer) = encoded(path, &headers, cache) {
        return answer;
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let page = if is_file { None } else { encoded("index.html", &headers, "no-cache") };
    page.unwrap_or_else(|| Problem::not_found(format!("file /{path}")).into_response())
}

/// The file in the best form that the browser takes.
fn encoded(path: &str, headers: &HeaderMap, cache: &str) -> Option<Response> {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        let takes = accepted.split(',').any(|word| word.trim().starts_with(encoding));
        if takes && let Some(file) = Files::get(&format!("{path}{suffix}")) {
            let mut response = answer(path, cache, file);
            let value = encoding.parse().expect("a plain word");
            response.headers_mut().insert(header::CONTENT_ENCODING, value);
            return Some(response);
        }
    }
    Files::get(path).map(|file| answer(path, cache, file))
}

fn answer(path: &str, cache: &str, file: EmbeddedFile) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let cache = if path == "index.html" { "no-cache" } else { cache };
    Response::builder()
        .status(StatusCode::OK)
        .header(header::CONTENT_TYPE, kind.as_ref())
        .header(header::CACHE_CONTROL, cache)
        .header(header::VARY, "accept-encoding")
        .body(Body::from(file.data))
        .expect("headers are plain words")
}
