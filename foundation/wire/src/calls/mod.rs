//! Calls to other programs over HTTP: one request, one answer, and where it broke off.
//!
//! Written on the plain protocol instead of a comfortable client, because everything depends on
//! *where* a call breaks: before the request left nothing can have been taken, after it nobody
//! knows. Redirects are not followed, answers are read up to a limit, and an address inside the
//! shop's own network is called only where the settings say so ([`guard`]). Each call has a
//! connection of its own: a kept one may have been closed just when the request left.
//!
//! Start reading at [`Call::make`].

mod guard;

use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{
    CONNECTION, HOST, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, USER_AGENT,
};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

pub use guard::Reach;

/// The longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// How much of an answer is waited for and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The longest wait for a whole answer.
    pub answer_within: Duration,
    /// The longest answer that is read, in bytes.
    pub answer_max: usize,
}

/// A request that is ready to leave.
#[derive(Clone, Debug)]
pub struct Call {
    /// How the other side is asked.
    pub method: Method,
    /// Where.
    pub url: Url,
    /// What stands before the body; `Host` and the like are added.
    pub headers: HeaderMap,
    /// What is told.
    pub body: Vec<u8>,
    /// Whether the own network may be called.
    pub reach: Reach,
    /// How much of an answer is waited for.
    pub bounds: Bounds,
}

/// What the other side answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Status of HTTP.
    pub status: u16,
    /// How long it asks to wait before coming back.
    pub come_back_after: Option<Duration>,
    /// What else it said before the body.
    pub headers: HeaderMap,
    /// What it said.
    pub body: String,
}

impl Answer {
    /// A header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// How a call ended without a whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The request never left.
    Unreached(String),
    /// The request may have been taken.
    Lost(String),
}

/// A connection, private or not.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

impl Call {
    /// Asks and waits for the whole answer.
    pub async fn make(self) -> Result<Answer, Broken> {
        let host = self.url.host_str().unwrap_or_default().to_owned();
        let unreached = |why: String| Broken::Unreached(format!("cannot reach {host}: {why}"));
        let silent = |_| unreached(format!("no connection within {} seconds", CONNECT.as_secs()));
        let Bounds { answer_within, answer_max } = self.bounds;
        let sender = timeout(CONNECT, connect(&self.url, self.reach)).await;
        let sender = sender.map_err(silent)?.map_err(unreached)?;
        let request = self.request().map_err(Broken::Unreached)?;
        match timeout(answer_within, ask(sender, request, answer_max)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(why)) => Err(Broken::Lost(why)),
            Err(_) => {
                Err(Broken::Lost(format!("no answer within {} seconds", answer_within.as_secs())))
            }
        }
    }

    fn request(self) -> Result<Request<Full<Bytes>>, String> {
        let place = &self.url[url::Position::BeforePath..url::Position::AfterQuery];
        let host = &self.url[url::Position::BeforeHost..url::Position::AfterPort];
        let mut request = Request::new(Full::new(Bytes::from(self.body)));
        *request.method_mut() = self.method;
        *request.uri_mut() = place.parse().map_err(|_| format!("`{place}` is no path"))?;
        *request.headers_mut() = self.headers;
        let host = HeaderValue::from_str(host).map_err(|_| format!("`{host}` is no host"))?;
        request.headers_mut().insert(HOST, host);
        request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static("Regulars"));
        Ok(request)
    }
}

/// A header of a call; nothing where a name or a value cannot stand in one.
pub fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    Some((name.parse().ok()?, HeaderValue::from_str(value).ok()?))
}

async fn connect(url: &Url, reach: Reach) -> Result<SendRequest<Full<Bytes>>, String> {
    let places = guard::places(url, reach).await?;
    // The very addresses that were looked at: asking the name again might answer others.
    let tcp = TcpStream::connect(&places[..]).await.map_err(|error| error.to_string())?;
    let _ = tcp.set_nodelay(true);
    let wire: Box<dyn Wire> = match url.scheme() {
        "https" => Box::new(guard::curtain(url, tcp).await?),
        _ => Box::new(tcp),
    };
    let (sender, connection) =
        http1::handshake(TokioIo::new(wire)).await.map_err(|error| error.to_string())?;
    tokio::spawn(async move {
        // What breaks is told to the one who asked.
        let _ = connection.await;
    });
    Ok(sender)
}

async fn ask(
    mut sender: SendRequest<Full<Bytes>>,
    request: Request<Full<Bytes>>,
    answer_max: usize,
) -> Result<Answer, String> {
    let broke = |what: &str| format!("the connection was lost before {what}");
    let response = sender
        .send_request(request)
        .await
        .map_err(|error| format!("{}: {error}", broke("the answer")))?;
    let (status, come_back_after) = (response.status().as_u16(), come_back_after(&response));
    let (head, body) = response.into_parts();
    let body = Limited::new(body, answer_max).collect().await;
    let body = body.map_err(|error| format!("{}: {error}", broke("the end of the answer")))?;
    let body = String::from_utf8_lossy(&body.to_bytes()).into_owned();
    Ok(Answer { status, come_back_after, headers: head.headers, body })
}

/// Seconds in `Retry-After`, which some write as `2.0`; a date there is rare and counts as nothing
/// said.
fn come_back_after<T>(response: &Response<T>) -> Option<Duration> {
    let seconds: f64 = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Duration::try_from_secs_f64(seconds.ceil()).ok()
}
