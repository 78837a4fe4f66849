//! Prints the name of a token, by hyper.

use std::error::Error;

use bytes::Bytes;
use graph_types::runtime::http::{Request, Response};
use graph_types::{GraphService, VppToken};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

type Failure = Box<dyn Error + Send + Sync>;

/// Sends a request, and reads all of the answer.
async fn send(
    client: &Client<HttpConnector, Full<Bytes>>,
    request: Request<Vec<u8>>,
) -> Result<Response<Bytes>, Failure> {
    let (parts, body) = client.request(request.map(|body| Full::new(body.into()))).await?.into_parts();
    Ok(Response::from_parts(parts, body.collect().await?.to_bytes()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let root = std::env::args().nth(1).unwrap_or_else(|| "http://localhost/v1.0".to_owned());
    let graph = GraphService::new(&root)?;
    let client = Client::builder(TokioExecutor::new()).build_http();
    let token = graph.device_app_management().vpp_tokens().id("4711").get().select(VppToken::DISPLAY_NAME);
    let token = token.send_async(|request| send(&client, request)).await?;
    println!("{}", token.display_name.as_deref().unwrap_or("(no name)"));
    Ok(())
}
