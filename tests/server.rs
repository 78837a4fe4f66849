//! A service on this machine, which answers as a test says.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// What it was asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The method.
    pub method: String,
    /// The path with the query.
    pub path: String,
    /// The headers, with their names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body, if its length was said.
    pub body: Vec<u8>,
}

/// A service, until the end of the test.
#[derive(Debug)]
pub struct Server {
    /// Where it is: `http://127.0.0.1:PORT`, or what [`listen`](Self::listen) was given with the port.
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// Where an answer is written to.
pub type Out<'o> = &'o mut dyn Write;

/// A connection.
pub trait ReadWrite: Read + Write {}
impl<T: Read + Write> ReadWrite for T {}

impl Server {
    /// A service without encryption. `answer` writes all of the answer; then the connection is closed.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub fn start(answer: impl Fn(&Asked, Out<'_>) + Send + Sync + 'static) -> Self {
        Self::listen("http://127.0.0.1", answer, |stream| Box::new(stream))
    }

    /// What it was asked for since the last call.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A service at such a URL, of which all connections are wrapped.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub fn listen(
        base: &str,
        answer: impl Fn(&Asked, Out<'_>) + Send + Sync + 'static,
        wrap: impl Fn(TcpStream) -> Box<dyn ReadWrite> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("{base}:{}", listener.local_addr().expect("an address").port());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        let (answer, wrap) = (Arc::new(answer), Arc::new(wrap));
        // It ends with the process of the test.
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (log, answer, wrap) = (Arc::clone(&log), Arc::clone(&answer), Arc::clone(&wrap));
                thread::spawn(move || {
                    let mut stream = wrap(stream);
                    // Who does not trust the certificate asks for nothing.
                    let Some(asked) = read(&mut *stream) else { return };
                    log.lock().unwrap_or_else(PoisonError::into_inner).push(asked.clone());
                    answer(&asked, &mut stream);
                    let _ = stream.flush();
                });
            }
        });
        Self { url, asked }
    }
}

/// Writes an answer with a status such as `200 OK`, headers, and a body with its length. Readers may hang up early.
pub fn send(out: Out<'_>, status: &str, headers: &[(&str, &str)], body: &[u8]) {
    let length = body.len().to_string();
    send_head(out, status, &[headers, &[("Content-Length", &length)]].concat());
    let _ = out.write_all(body);
}

/// Writes the first part of an answer, after which a body may come until the connection is closed.
pub fn send_head(out: Out<'_>, status: &str, headers: &[(&str, &str)]) {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let _ = out.write_all((head + "\r\n").as_bytes());
    let _ = out.flush();
}

fn read(stream: &mut dyn Read) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    // The first byte of a handshake for encryption, after which no line would ever end.
    if reader.fill_buf().ok()?.first() == Some(&0x16) {
        return None;
    }
    let mut next = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        Some(line.trim_end().to_owned())
    };
    let line = next()?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    while let Some((name, value)) = next()?.split_once(':') {
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or_default();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { method, path, headers, body })
}
