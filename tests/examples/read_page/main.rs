//! Reads users of Microsoft Graph, page by page.
//!
//! The variable `ACCESS_TOKEN` says who asks; the argument, if there is one, is another root of a service:
//!
//! ```text
//! ACCESS_TOKEN=… cargo run -p csdl-tests --example read_page
//! ```
//!
//! The types are the module `graph`, generated from `graph.csdl` with `codegen.toml`.

#![allow(clippy::print_stdout, reason = "It is what the program is for.")]

mod graph;

use std::env;
use std::error::Error;

use graph::runtime::http::{Request, Response};
use graph::{GraphService, User};

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::args().nth(1).unwrap_or_else(|| "https://graph.microsoft.com/v1.0".to_owned());
    let users = GraphService::new(&root)?.users();
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    for user in users.get().select((User::DISPLAY_NAME, User::MAIL)).top(5).pages(|request| send(&agent, request)) {
        let user = user?;
        println!("{}: {:?}", user.display_name.as_deref().unwrap_or("(no name)"), user.mail);
    }
    Ok(())
}

/// Sends a request by ureq; any HTTP client will do. Where the next page is, the service says: a token is for its own host only.
fn send(agent: &ureq::Agent, mut request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Box<dyn Error + Send + Sync>> {
    let authorization = format!("Bearer {}", env::var("ACCESS_TOKEN").map_err(|_| "ACCESS_TOKEN is not set")?);
    request.headers_mut().insert("Authorization", authorization.parse()?);
    let (parts, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(parts, body.read_to_vec()?))
}
