//! Enums of named values.

use std::collections::HashSet;

use graph_types::{ActionState, VppTokenAccountType, VppTokenActionFailureReason, VppTokenState, VppTokenSyncStatus};

/// The names and values of all members.
macro_rules! members {
    ($type:ident) => {
        $type::all().map(|member| format!("{member}={}", member.value().unwrap_or(-1))).collect::<Vec<_>>().join(",")
    };
}

#[test]
fn all_members() {
    assert_eq!(members!(ActionState), "none=0,pending=1,canceled=2,active=3,done=4,failed=5,notSupported=6");
    assert_eq!(members!(VppTokenAccountType), "business=0,education=1");
    assert_eq!(
        members!(VppTokenState),
        "unknown=0,valid=1,expired=2,invalid=3,assignedToExternalMDM=4,duplicateLocationId=5"
    );
    assert_eq!(members!(VppTokenSyncStatus), "none=0,inProgress=1,completed=2,failed=3");
    assert_eq!(
        members!(VppTokenActionFailureReason),
        "none=0,appleFailure=1,internalError=2,expiredVppToken=3,expiredApplePushNotificationCertificate=4"
    );
    assert_eq!(ActionState::all().len(), 7);
    assert_eq!(ActionState::all().next(), Some(ActionState::None));
}

#[test]
fn names_and_values() {
    assert_eq!(VppTokenState::AssignedToExternalMdm.as_str(), "assignedToExternalMDM");
    assert_eq!(VppTokenState::AssignedToExternalMdm.value(), Some(4));
    assert_eq!(format!("{} {:?}", ActionState::NotSupported, ActionState::NotSupported), "notSupported notSupported");
    let later = VppTokenState::from("later");
    assert_eq!((later.as_str(), later.value()), ("later", None));
    assert_eq!(VppTokenState::from("99").value(), Some(99));
}

#[test]
fn from_text() {
    for member in VppTokenState::all() {
        assert_eq!(member.as_str().parse(), Ok(member.clone()));
        assert_eq!(member.value().unwrap().to_string().parse(), Ok(member));
    }
    for text in ["Valid", "", "99"] {
        let state: VppTokenState = text.parse().unwrap();
        assert!(matches!(&state, VppTokenState::Unrecognized(name) if name == text), "{state:?}");
        assert_eq!(VppTokenState::from(text), state);
        assert_eq!(state.as_ref(), text);
    }
    // Nobody can make a name unrecognized that is known.
    assert_eq!(VppTokenState::from("valid"), VppTokenState::Valid);
    assert_eq!(VppTokenState::from("1"), VppTokenState::Valid);
}

#[test]
fn json() {
    let states: Vec<ActionState> = serde_json::from_str(r#"["done", 5, "6", "later"]"#).unwrap();
    assert_eq!(states, [ActionState::Done, ActionState::Failed, ActionState::NotSupported, ActionState::from("later")]);
    assert_eq!(serde_json::to_string(&states).unwrap(), r#"["done","failed","notSupported","later"]"#);
}

#[test]
fn keys_of_sets() {
    let mut seen: HashSet<ActionState> = ActionState::all().collect();
    assert_eq!(seen.len(), 7);
    assert!(!seen.insert(ActionState::Done));
    assert!(seen.insert(ActionState::from("a")));
    assert!(seen.insert(ActionState::from("b")));
    assert!(!seen.insert(ActionState::from("a")));
}
