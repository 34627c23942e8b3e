//! A mail server on loopback that keeps what it receives and can be told to misbehave.
//!
//! Written by hand: a library's server always answers, and the most important story is the one
//! where the answer never comes.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

/// The mailbox of everybody at once; closes when dropped.
pub struct Mailbox {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// One message as the server received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// Headers and body as they came over the wire, lines ended by `\n`.
    pub text: String,
}

/// A step of the conversation at which the server may be told to do something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Somebody connected.
    Connected,
    /// `EHLO`.
    Hello,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`.
    Data,
    /// The last line of a message; it is kept unless the answer refuses it.
    Message,
}

/// What the server does instead of agreeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Says this code: 451 later, 550 never, 250 keeps the message as usual.
    Code(u16),
    /// Closes the connection without a word; what it had received is lost.
    HangUp,
    /// Keeps the message, then closes the connection without a word.
    KeepAndHangUp,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    is_closing: AtomicBool,
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    once: VecDeque<(Moment, Answer)>,
    always: Vec<(Moment, Answer)>,
    refused: Vec<(String, u16)>,
}

impl Mailbox {
    /// Opens a mailbox on a free port.
    pub fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared::default());
        let server = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if server.is_closing.load(Ordering::SeqCst) {
                    return;
                }
                let guest = Arc::clone(&server);
                thread::spawn(move || Conversation::new(stream, guest).map(Conversation::hold));
            }
        });
        Self { address, shared }
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Where to send, as the configuration spells it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port())
    }

    /// Everything received so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    /// What one person received.
    pub fn received_by(&self, recipient: &str) -> Vec<Received> {
        let is_theirs = |message: &Received| message.to.iter().any(|to| to == recipient);
        self.received().into_iter().filter(is_theirs).collect()
    }

    /// The next time this moment comes, do this instead; later ones follow in the order told.
    pub fn once(&self, moment: Moment, answer: Answer) {
        self.state().once.push_back((moment, answer));
    }

    /// From now on, do this whenever the moment comes.
    pub fn always(&self, moment: Moment, answer: Answer) {
        self.state().always.push((moment, answer));
    }

    /// From now on this recipient is refused with a code.
    pub fn refuse(&self, recipient: &str, code: u16) {
        self.state().refused.push((recipient.to_owned(), code));
    }

    /// Forgets everything it was told; what it received stays.
    pub fn behave(&self) {
        let mut state = self.state();
        let received = std::mem::take(&mut state.received);
        *state = State { received, ..State::default() };
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().expect("nobody panics while talking")
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.shared.is_closing.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is closing time.
        let _ = TcpStream::connect(self.address);
    }
}

impl Received {
    /// A header of the message, with folded lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.text.split_once("\n\n").unwrap_or((&self.text, ""));
        let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
        unfolded.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

struct Conversation {
    shared: Arc<Shared>,
    reader: BufReader<TcpStream>,
    writer: TcpStream,
    from: String,
    to: Vec<String>,
}

/// The connection is over, by the guest's wish or ours.
struct Over;

impl From<std::io::Error> for Over {
    fn from(_: std::io::Error) -> Self {
        Over
    }
}

impl Conversation {
    fn new(stream: TcpStream, shared: Arc<Shared>) -> std::io::Result<Self> {
        stream.set_nodelay(true)?;
        let reader = BufReader::new(stream.try_clone()?);
        Ok(Self { shared, reader, writer: stream, from: String::new(), to: Vec::new() })
    }

    fn hold(mut self) {
        if self.answer(Moment::Connected, 220, "at your service").is_err() {
            return;
        }
        // Ends by itself when the guest leaves.
        while self.exchange().is_ok() {}
    }

    fn exchange(&mut self) -> Result<(), Over> {
        let line = self.line()?;
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" | "HELO" => self.answer(Moment::Hello, 250, "hello"),
            "MAIL" => {
                self.from = in_angles(&line);
                self.to.clear();
                self.answer(Moment::Sender, 250, "go on")
            }
            "RCPT" => self.recipient(in_angles(&line)),
            "DATA" => self.message(),
            "RSET" | "NOOP" => self.say(250, "as you like"),
            "QUIT" => self.say(221, "good bye").and(Err(Over)),
            _ => self.say(502, "not spoken here"),
        }
    }

    fn recipient(&mut self, recipient: String) -> Result<(), Over> {
        let refused = self.state().refused.iter().find(|(r, _)| *r == recipient).map(|r| r.1);
        if let Some(code) = refused {
            return self.say(code, "not this one");
        }
        self.to.push(recipient);
        self.answer(Moment::Recipient, 250, "known")
    }

    fn message(&mut self) -> Result<(), Over> {
        self.answer(Moment::Data, 354, "listening")?;
        let mut text = String::new();
        loop {
            match self.line()?.as_str() {
                "." => break,
                // A line that begins with a dot is sent with one more.
                line => text.push_str(line.strip_prefix('.').unwrap_or(line)),
            }
            text.push('\n');
        }
        let answer = self.told(Moment::Message).unwrap_or(Answer::Code(250));
        if matches!(answer, Answer::Code(250) | Answer::KeepAndHangUp) {
            let message = Received { from: self.from.clone(), to: self.to.clone(), text };
            self.state().received.push(message);
        }
        match answer {
            Answer::Code(code) => self.say(code, "so be it"),
            Answer::HangUp | Answer::KeepAndHangUp => Err(Over),
        }
    }

    /// Agrees, unless it was told otherwise.
    fn answer(&mut self, moment: Moment, code: u16, words: &str) -> Result<(), Over> {
        match self.told(moment) {
            None => self.say(code, words),
            Some(Answer::Code(code)) => self.say(code, "as I was told"),
            Some(Answer::HangUp | Answer::KeepAndHangUp) => Err(Over),
        }
    }

    fn told(&self, moment: Moment) -> Option<Answer> {
        let mut state = self.state();
        if let Some(place) = state.once.iter().position(|(m, _)| *m == moment) {
            return state.once.remove(place).map(|(_, answer)| answer);
        }
        state.always.iter().find(|(m, _)| *m == moment).map(|(_, answer)| *answer)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().expect("nobody panics while talking")
    }

    fn line(&mut self) -> Result<String, Over> {
        let mut line = Vec::new();
        if self.reader.read_until(b'\n', &mut line)? == 0 {
            return Err(Over);
        }
        Ok(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
    }

    fn say(&mut self, code: u16, words: &str) -> Result<(), Over> {
        // In one piece: a second one would wait for the first to be acknowledged.
        Ok(self.writer.write_all(format!("{code} {words}\r\n").as_bytes())?)
    }
}

/// The address in `MAIL FROM:<anna@example.test> SIZE=12`.
fn in_angles(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or("", |(address, _)| address).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends one message by hand; answers the codes heard until the connection was over.
    fn send(mailbox: &Mailbox, to: &str) -> Vec<String> {
        let mut stream = TcpStream::connect(mailbox.address).expect("the mailbox is open");
        let mut reader = BufReader::new(stream.try_clone().expect("sockets can be shared"));
        let rcpt = format!("RCPT TO:<{to}>");
        let text = "Subject: long\r\n  and folded\r\n\r\n..dots\r\n.";
        let lines = ["", "EHLO test", "MAIL FROM:<shop@example.test>", &rcpt, "DATA", text, "QUIT"];
        let mut codes = Vec::new();
        for line in lines {
            if !line.is_empty() && write!(stream, "{line}\r\n").is_err() {
                break;
            }
            let mut answer = String::new();
            if reader.read_line(&mut answer).unwrap_or(0) == 0 {
                break;
            }
            codes.push(answer[..3].to_owned());
        }
        codes
    }

    #[test]
    fn a_message_is_kept_with_its_envelope_and_headers() {
        let mailbox = Mailbox::open();
        let codes = send(&mailbox, "anna@example.test");
        assert_eq!(codes, ["220", "250", "250", "250", "354", "250", "221"]);
        let received = mailbox.received_by("anna@example.test");
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].header("subject").as_deref(), Some("long  and folded"));
        assert!(received[0].text.ends_with("\n\n.dots\n"));
    }

    #[test]
    fn a_refused_recipient_hears_the_code() {
        let mailbox = Mailbox::open();
        mailbox.refuse("boris@example.test", 550);
        assert_eq!(send(&mailbox, "boris@example.test")[3], "550");
        assert_eq!(send(&mailbox, "anna@example.test")[3], "250");
    }

    #[test]
    fn a_server_that_hangs_up_may_or_may_not_have_kept_the_message() {
        let mailbox = Mailbox::open();
        mailbox.once(Moment::Message, Answer::HangUp);
        mailbox.once(Moment::Message, Answer::KeepAndHangUp);
        assert_eq!(send(&mailbox, "anna@example.test").last().map(String::as_str), Some("354"));
        assert_eq!(mailbox.received().len(), 0);
        assert_eq!(send(&mailbox, "anna@example.test").last().map(String::as_str), Some("354"));
        assert_eq!(mailbox.received().len(), 1);
        assert_eq!(send(&mailbox, "anna@example.test").last().map(String::as_str), Some("221"));
    }

    #[test]
    fn a_server_can_refuse_at_the_door() {
        let mailbox = Mailbox::open();
        mailbox.always(Moment::Connected, Answer::HangUp);
        assert!(send(&mailbox, "anna@example.test").is_empty());
        mailbox.behave();
        assert_eq!(send(&mailbox, "anna@example.test").len(), 7);
    }
}
