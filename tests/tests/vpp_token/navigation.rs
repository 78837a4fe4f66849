//! Navigation properties.

use graph_types::{DeviceAppManagement, VppToken};

use super::round_trip;

#[test]
fn absent() {
    let management: DeviceAppManagement = round_trip(r#"{"id": "1"}"#);
    assert!(management.vpp_tokens.is_absent());
    assert_eq!(management.vpp_tokens.raw(), None);
    assert_eq!(management.vpp_tokens.get().unwrap(), None);
    assert_eq!(management.vpp_tokens.bound().count(), 0);
}

#[test]
fn expanded() {
    let management: DeviceAppManagement = round_trip(
        r#"{
            "id": "1",
            "vppTokens@odata.context": "https://graph.example.org/beta/$metadata#deviceAppManagement/vppTokens",
            "vppTokens": [{"id": "a",   "new": 1.0}, {"id": "b"}],
            "vppTokens@odata.nextLink": "https://graph.example.org/beta/deviceAppManagement/vppTokens?$skip=2"
        }"#,
    );
    assert_eq!(management.vpp_tokens.raw(), Some(r#"[{"id": "a",   "new": 1.0}, {"id": "b"}]"#));
    let tokens = management.vpp_tokens.get().unwrap().unwrap();
    assert_eq!(tokens.iter().map(|token| token.id.as_deref()).collect::<Vec<_>>(), [Some("a"), Some("b")]);
    assert!(management.extra.get("vppTokens@odata.nextLink").is_some());
    // Equal JSON is equal however it is spaced.
    let same: DeviceAppManagement =
        serde_json::from_str(&serde_json::to_string(&management).unwrap().replace(' ', "")).unwrap();
    assert_eq!(same, management);
}

#[test]
fn null() {
    let management: DeviceAppManagement = round_trip(r#"{"vppTokens": null}"#);
    assert!(management.vpp_tokens.is_absent());
    assert!(management.extra.is_null(DeviceAppManagement::VPP_TOKENS));
}

#[test]
fn set_for_a_request_that_creates() {
    let mut management = DeviceAppManagement::default();
    management
        .vpp_tokens
        .set(&vec![VppToken { display_name: Some("Oslo".to_owned()), ..VppToken::default() }])
        .unwrap();
    assert_eq!(serde_json::to_string(&management).unwrap(), r#"{"vppTokens":[{"displayName":"Oslo"}]}"#);
    assert_eq!(management.vpp_tokens.raw(), Some(r#"[{"displayName":"Oslo"}]"#));
    management.vpp_tokens.clear();
    assert_eq!(management, DeviceAppManagement::default());
}

#[test]
fn bind_what_exists() {
    const ONE: &str = "https://graph.example.org/beta/deviceAppManagement/vppTokens/1";
    let mut management = DeviceAppManagement::default();
    management.vpp_tokens.bind(ONE);
    assert!(!management.vpp_tokens.is_absent());
    assert_eq!(management.vpp_tokens.raw(), None);
    assert_eq!(management.vpp_tokens.bound().collect::<Vec<_>>(), [ONE]);
    assert_eq!(serde_json::to_string(&management).unwrap(), format!(r#"{{"vppTokens@odata.bind":"{ONE}"}}"#));
    management.vpp_tokens.bind_all([ONE]);
    assert_eq!(serde_json::to_string(&management).unwrap(), format!(r#"{{"vppTokens@odata.bind":["{ONE}"]}}"#));
    assert_eq!(management.clone(), management);
}
