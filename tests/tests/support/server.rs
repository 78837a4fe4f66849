//! A service on this machine with encryption.

use std::sync::Arc;

use csdl_tests::server::{Asked, Out, ReadWrite, Server};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A service with encryption at `https://localhost:PORT`, and its certificate in PEM.
pub(crate) fn start_secure(answer: impl Fn(&Asked, Out<'_>) + Send + Sync + 'static) -> (Server, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder().with_no_client_auth();
    let config = Arc::new(config.with_single_cert(vec![cert.der().clone()], key.into()).unwrap());
    let secure = move |stream| -> Box<dyn ReadWrite> {
        Box::new(StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream))
    };
    (Server::listen("https://localhost", answer, secure), cert.pem())
}
