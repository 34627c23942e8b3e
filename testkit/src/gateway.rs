//! An HTTP server on loopback that keeps what it is told and can be told to misbehave.
//!
//! Written by hand, as the mailbox is: libraries answer properly, and the stories worth telling are
//! those of half an answer and of none.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// Somebody who takes messages over HTTP; closes when dropped.
pub struct Gateway {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// One request as the server received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `GET`, `POST`, …
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Headers, names in small letters, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// What the server does instead of saying `200`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Says this status with this body.
    Says(u16, String),
    /// Says this status and when to come back, in seconds.
    ComeBack(u16, u64),
    /// Says this status and sends elsewhere.
    Elsewhere(u16, String),
    /// Says this status with these headers and this body.
    SaysWith(u16, Vec<(String, String)>, String),
    /// Takes the request and closes the connection without a word.
    HangUp,
    /// Takes the request, promises a hundred bytes, sends ten and closes.
    Half,
    /// Takes the request and says nothing for so long.
    Silent(Duration),
    /// Takes the request and talks without an end.
    Endless,
}

/// Answers by itself what nothing else was told about.
type Answering = Box<dyn Fn(&Asked) -> Reply + Send + Sync>;

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    answering: Option<Answering>,
    is_closing: AtomicBool,
}

#[derive(Default)]
struct State {
    asked: Vec<Asked>,
    once: VecDeque<Reply>,
    about: Vec<(String, Reply)>,
    always: Option<Reply>,
}

impl Gateway {
    /// Opens a gateway on a free port.
    pub fn open() -> Self {
        Self::with(None)
    }

    /// Opens a gateway that answers so whatever it was told nothing else about.
    pub fn answering(answers: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::with(Some(Box::new(answers)))
    }

    fn with(answering: Option<Answering>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared { answering, ..Shared::default() });
        let server = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if server.is_closing.load(Ordering::SeqCst) {
                    return;
                }
                let guest = Arc::clone(&server);
                // A guest who leaves early is no failure of the server.
                thread::spawn(move || serve(stream, &guest).ok());
            }
        });
        Self { address, shared }
    }

    /// The address of a path, as the settings spell it.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.address.port())
    }

    /// Everything asked so far, oldest first.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.state().asked.clone()
    }

    /// The next time somebody asks, do this instead; later ones follow in the order told.
    pub fn once(&self, reply: Reply) {
        self.shared.state().once.push_back(reply);
    }

    /// From now on, do this with every request whose path or body contains a text.
    pub fn about(&self, text: &str, reply: Reply) {
        self.shared.state().about.push((text.to_owned(), reply));
    }

    /// From now on, do this whenever nothing else was told.
    pub fn always(&self, reply: Reply) {
        self.shared.state().always = Some(reply);
    }

    /// Forgets everything it was told; what it was asked stays.
    pub fn behave(&self) {
        let mut state = self.shared.state();
        let asked = std::mem::take(&mut state.asked);
        *state = State { asked, ..State::default() };
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.shared.is_closing.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is closing time.
        let _ = TcpStream::connect(self.address);
    }
}

impl Asked {
    /// A header of the request.
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |(found, _): &&(String, String)| found.eq_ignore_ascii_case(name);
        self.headers.iter().find(named).map(|(_, value)| value.as_str())
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics while talking")
    }

    /// Keeps the request and says what to do with it.
    fn take(&self, asked: Asked) -> Reply {
        let mut state = self.state();
        let about =
            state.about.iter().find(|(it, _)| asked.path.contains(it) || asked.body.contains(it));
        let about = about.map(|(_, reply)| reply.clone());
        state.asked.push(asked.clone());
        let told = about.or_else(|| state.once.pop_front()).or_else(|| state.always.clone());
        drop(state);
        let own = || self.answering.as_ref().map(|answers| answers(&asked));
        told.or_else(own).unwrap_or(Reply::Says(200, "{\"ok\":true}".to_owned()))
    }
}

fn serve(stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let asked = read(&mut reader)?;
    answer(stream, shared.take(asked))
}

fn read(reader: &mut BufReader<TcpStream>) -> std::io::Result<Asked> {
    let first = line(reader)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = Vec::new();
    loop {
        let header = line(reader)?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Asked { method, path, headers, body })
}

fn line(reader: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn answer(mut stream: TcpStream, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Says(status, body) => say(&mut stream, status, "", &body),
        Reply::SaysWith(status, headers, body) => {
            let line = |(name, value): &(String, String)| format!("{name}: {value}\r\n");
            say(&mut stream, status, &headers.iter().map(line).collect::<String>(), &body)
        }
        Reply::ComeBack(status, seconds) => {
            say(&mut stream, status, &format!("Retry-After: {seconds}\r\n"), "")
        }
        Reply::Elsewhere(status, url) => {
            say(&mut stream, status, &format!("Location: {url}\r\n"), "")
        }
        Reply::HangUp => Ok(()),
        Reply::Half => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789")
        }
        Reply::Silent(length) => {
            thread::sleep(length);
            Ok(())
        }
        Reply::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            // Ends by the error of writing to somebody who has gone.
            loop {
                stream.write_all(&[b'x'; 4096])?;
            }
        }
    }
}

fn say(stream: &mut TcpStream, status: u16, header: &str, body: &str) -> std::io::Result<()> {
    let length = body.len();
    let text = format!(
        "HTTP/1.1 {status} As told\r\n{header}Content-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    );
    stream.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(gateway: &Gateway, body: &str) -> String {
        let mut stream = TcpStream::connect(gateway.address).expect("the gateway is open");
        let length = body.len();
        write!(stream, "POST /send HTTP/1.1\r\nX-Key: 7\r\nContent-Length: {length}\r\n\r\n{body}")
            .expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("read");
        answer
    }

    #[test]
    fn a_request_is_kept_and_answered_as_told() {
        let gateway = Gateway::open();
        gateway.once(Reply::ComeBack(429, 7));
        gateway.about("boris", Reply::Half);
        assert!(ask(&gateway, "anna").contains("Retry-After: 7\r\n"));
        assert!(ask(&gateway, "boris").ends_with("0123456789"));
        assert!(ask(&gateway, "vera").starts_with("HTTP/1.1 200"));
        let asked = gateway.asked();
        assert_eq!(asked.len(), 3);
        assert_eq!((asked[0].path.as_str(), asked[0].header("x-key")), ("/send", Some("7")));
        assert_eq!(asked[2].body, "vera");
    }
}
