//! A service on this machine, which answers as a test says.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What it was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The path with the query.
    pub(crate) path: String,
    /// The headers, with their names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
}

/// A service, until the end of the test.
pub(crate) struct Server {
    /// Where it is: `http://127.0.0.1:PORT`, or `https://localhost:PORT`.
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// Where an answer is written to.
pub(crate) type Out<'o> = &'o mut dyn Write;

trait ReadWrite: Read + Write {}
impl<T: Read + Write> ReadWrite for T {}

impl Server {
    /// A service without encryption. `answer` writes all of the answer; then the connection is closed.
    pub(crate) fn start(answer: impl Fn(&Asked, Out<'_>) + Send + Sync + 'static) -> Self {
        Self::listen("http://127.0.0.1", answer, |stream| Box::new(stream))
    }

    /// A service with encryption, and its certificate in PEM.
    pub(crate) fn start_secure(answer: impl Fn(&Asked, Out<'_>) + Send + Sync + 'static) -> (Self, String) {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
        let config = ServerConfig::builder().with_no_client_auth();
        let config = Arc::new(config.with_single_cert(vec![cert.der().clone()], key.into()).unwrap());
        let secure = move |stream| -> Box<dyn ReadWrite> {
            Box::new(StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream))
        };
        (Self::listen("https://localhost", answer, secure), cert.pem())
    }

    /// What it was asked for since the last call.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    fn listen(
        base: &str,
        answer: impl Fn(&Asked, Out<'_>) + Send + Sync + 'static,
        wrap: impl Fn(TcpStream) -> Box<dyn ReadWrite> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("{base}:{}", listener.local_addr().unwrap().port());
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
                    log.lock().unwrap().push(asked.clone());
                    answer(&asked, &mut stream);
                    let _ = stream.flush();
                });
            }
        });
        Self { url, asked }
    }
}

/// Writes an answer with a status such as `200 OK`, headers, and a body with its length. Readers may hang up early.
pub(crate) fn send(out: Out<'_>, status: &str, headers: &[(&str, &str)], body: &[u8]) {
    let length = body.len().to_string();
    send_head(out, status, &[headers, &[("Content-Length", &length)]].concat());
    let _ = out.write_all(body);
}

/// Writes the first part of an answer, after which a body may come until the connection is closed.
pub(crate) fn send_head(out: Out<'_>, status: &str, headers: &[(&str, &str)]) {
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
    let path = next()?.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    while let Some((name, value)) = next()?.split_once(':') {
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Asked { path, headers })
}
