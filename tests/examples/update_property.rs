//! Changes one property of a token and clears another, unless somebody else has changed the token since it was read.
//!
//! The arguments are the root of the service, the ID of the token and its new name; `ACCESS_TOKEN` says who asks:
//!
//! ```text
//! ACCESS_TOKEN=… cargo run -p csdl-tests --example update_property -- https://graph.microsoft.com/beta 4711 Oslo
//! ```

use std::env;
use std::error::Error;

use graph_types::GraphService;
use graph_types::runtime::UpdateBody;
use graph_types::runtime::http::{Request, Response};

#[allow(clippy::print_stdout, reason = "It is what a command is for.")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [root, id, name] = &arguments[..] else { return Err("name the root of the service, an ID and a name".into()) };
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let token = GraphService::new(root)?.device_app_management().vpp_tokens().id(id.as_str());

    let before = token.get().send(|request| send(&agent, request))?;
    let mut after = before.clone();
    after.display_name = Some(name.clone());
    after.location_name = None;
    // Only what differs is sent, and what is gone is sent as null.
    let update = token.update(&UpdateBody::changes(&before, &after)).if_match(before.etag());
    update.send(|request| send(&agent, request))?;
    println!("{id}: {:?} is now {name:?}", before.display_name.as_deref().unwrap_or_default());
    Ok(())
}

fn send(agent: &ureq::Agent, mut request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Box<dyn Error + Send + Sync>> {
    let authorization = format!("Bearer {}", env::var("ACCESS_TOKEN").map_err(|_| "ACCESS_TOKEN is not set")?);
    request.headers_mut().insert("Authorization", authorization.parse()?);
    let (parts, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(parts, body.read_to_vec()?))
}
