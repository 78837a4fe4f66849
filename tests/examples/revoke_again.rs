//! Revokes the licenses of those tokens again whose last revocation failed.
//!
//! The argument is the root of the service, and the variable `ACCESS_TOKEN` says who asks:
//!
//! ```text
//! ACCESS_TOKEN=… cargo run -p csdl-tests --example revoke_again -- https://graph.microsoft.com/beta
//! ```

use std::env;
use std::error::Error;

use graph_types::runtime::http::{Request, Response};
use graph_types::{ActionState, AnyVppTokenActionResult, GraphService, VppToken, VppTokenState};

/// Sends a request by ureq, which is to know who asks and to take answers of all kinds for answers.
fn send(agent: &ureq::Agent, mut request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Box<dyn Error + Send + Sync>> {
    let authorization = format!("Bearer {}", env::var("ACCESS_TOKEN").map_err(|_| "ACCESS_TOKEN is not set")?);
    request.headers_mut().insert("Authorization", authorization.parse()?);
    let (parts, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(parts, body.read_to_vec()?))
}

#[allow(clippy::print_stdout, reason = "It is what a command is for.")]
fn main() -> Result<(), Box<dyn Error>> {
    let root = env::args().nth(1).ok_or("name the root of the service")?;
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let graph = GraphService::new(&root)?;
    let tokens = graph.device_app_management().vpp_tokens();

    let valid = tokens
        .get()
        .filter(VppToken::STATE.eq(VppTokenState::Valid))
        .select((VppToken::ID, VppToken::DISPLAY_NAME, VppToken::TOKEN_ACTION_RESULTS))
        .order_by(VppToken::DISPLAY_NAME);
    for token in valid.pages(|request| send(&agent, request)) {
        let token = token?;
        let (Some(id), true) = (&token.id, has_failed(&token)) else { continue };
        tokens.id(id).revoke_licenses(true).revoke_untracked_licenses(false).send(|request| send(&agent, request))?;
        println!("{}: revoked again", token.display_name.as_deref().unwrap_or(id));
    }
    Ok(())
}

/// Whether the last revocation of a token failed. Its results are of several types; only one of them is about revocations.
fn has_failed(token: &VppToken) -> bool {
    let results = token.token_action_results.iter().flatten();
    let revocations = results.filter_map(|result| match result {
        AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(revocation) => Some(revocation),
        _ => None,
    });
    let last = revocations.max_by_key(|revocation| revocation.last_updated_date_time);
    last.is_some_and(|revocation| revocation.action_state == Some(ActionState::Failed))
}
