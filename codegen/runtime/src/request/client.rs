//! Requests and answers as HTTP clients have them.

use super::error::Error;
use super::headers::Headers;
use super::message::{Request, RequestParts};

impl RequestParts {
    fn http(self) -> Result<http::Request<Vec<u8>>, Error> {
        let mut builder = http::Request::builder().method(self.method.as_str()).uri(self.url);
        for (name, value) in self.headers.iter() {
            builder = builder.header(name, value.as_bytes());
        }
        builder.body(self.body).map_err(|error| Error::request(error.to_string()))
    }
}

/// With the feature `http`.
impl<O, T> Request<O, T> {
    /// The request for a client.
    ///
    /// # Errors
    ///
    /// Those of [`parts`](Self::parts).
    pub fn http(&self) -> Result<http::Request<Vec<u8>>, Error> {
        self.parts()?.http()
    }

    /// Reads the answer that a client got.
    ///
    /// # Errors
    ///
    /// What the service refused, and what cannot be read.
    pub fn read<B: AsRef<[u8]>>(&self, response: &http::Response<B>) -> Result<O, Error> {
        self.read_parts(response.status().as_u16(), &Headers::from(response.headers()), response.body().as_ref())
    }

    /// Has a function send it, and reads the answer.
    ///
    /// # Errors
    ///
    /// Those of the function, and those of [`http`](Self::http) and [`read`](Self::read).
    pub fn send<B, E>(
        &self,
        send: impl FnOnce(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<O, Error>
    where
        B: AsRef<[u8]>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let response = send(self.http()?).map_err(|error| Error::Transport(error.into()))?;
        self.read(&response)
    }

    /// Has an async function send it, and reads the answer.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub async fn send_async<B, E, F>(&self, send: impl FnOnce(http::Request<Vec<u8>>) -> F) -> Result<O, Error>
    where
        B: AsRef<[u8]>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
        F: Future<Output = Result<http::Response<B>, E>>,
    {
        let response = send(self.http()?).await.map_err(|error| Error::Transport(error.into()))?;
        self.read(&response)
    }
}
