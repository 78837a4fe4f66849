//! Prints the names of all tokens, by reqwest while others go on.

use std::error::Error;

use graph_types::runtime::http::{Request, Response};
use graph_types::{GraphService, VppToken};
use reqwest::Client;

/// Sends a request, and reads all of the answer.
async fn send(client: &Client, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, reqwest::Error> {
    let answer = client.execute(request.try_into()?).await?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    *response.body_mut() = answer.bytes().await?.into();
    Ok(response)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args().nth(1).unwrap_or_else(|| "https://graph.microsoft.com/v1.0".to_owned());
    let graph = GraphService::new(&root)?;
    let client = Client::new();
    let tokens = graph.device_app_management().vpp_tokens().get().select(VppToken::DISPLAY_NAME);
    let mut request = Some(tokens);
    while let Some(tokens) = request {
        let page = tokens.send_async(|request| send(&client, request)).await?;
        for token in &page {
            println!("{}", token.display_name.as_deref().unwrap_or("(no name)"));
        }
        request = tokens.next(&page);
    }
    Ok(())
}
