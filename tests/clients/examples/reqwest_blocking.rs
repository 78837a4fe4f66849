//! Prints the names of all tokens, by reqwest in a thread that waits.

use std::error::Error;

use graph_types::runtime::http::{Request, Response};
use graph_types::{GraphService, VppToken};
use reqwest::blocking::Client;

/// Sends a request, and reads all of the answer.
fn send(client: &Client, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, reqwest::Error> {
    let answer = client.execute(request.try_into()?)?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    *response.body_mut() = answer.bytes()?.into();
    Ok(response)
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args().nth(1).unwrap_or_else(|| "https://graph.microsoft.com/v1.0".to_owned());
    let graph = GraphService::new(&root)?;
    let client = Client::new();
    let tokens = graph.device_app_management().vpp_tokens().get().select(VppToken::DISPLAY_NAME);
    for token in tokens.pages(|request| send(&client, request)) {
        println!("{}", token?.display_name.as_deref().unwrap_or("(no name)"));
    }
    Ok(())
}
