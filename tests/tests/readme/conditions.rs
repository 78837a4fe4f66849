//! The table of conditions in the page about requests: how each is written, and what it sends.

use graph_types::runtime::request::{Condition, Filter, Property, it, now};
use graph_types::runtime::time::OffsetDateTime;
use graph_types::runtime::{Flags, Geo, Nav};
use graph_types::{Entity, VppToken, VppTokenState};

/// A type with properties of all kinds.
struct User;
struct Address;

impl User {
    const NAME: Property<Self, String> = Property::new("name");
    const AGE: Property<Self, i32> = Property::new("age");
    const SCORE: Property<Self, f64> = Property::new("score");
    const ENABLED: Property<Self, bool> = Property::new("enabled");
    const HIRED: Property<Self, OffsetDateTime> = Property::new("hired");
    const STATES: Property<Self, Flags<VppTokenState>> = Property::new("states");
    const ADDRESS: Property<Self, Address> = Property::new("address");
    const TAGS: Property<Self, Vec<String>> = Property::new("tags");
    const REPORTS: Property<Self, Nav<Vec<User>>> = Property::new("reports");
    const OFFICE: Property<Self, Geo> = Property::new("office");
    const HOME: Property<Self, Geo> = Property::new("home");
}

impl Address {
    const CITY: Property<Self, String> = Property::new("city");
}

/// Each condition as it is in the source, and its text.
macro_rules! examples {
    ($($what:literal: $($code:expr),+;)*) => {
        [$(($what, vec![$((stringify!($code), sent($code))),+])),*]
    };
}

/// The table.
pub(crate) fn table() -> String {
    let examples = examples! {
        "all values": User::NAME.eq("Ada"), User::NAME.ne("Ada"), User::NAME.is_in(["Ada", "Grace"]), User::NAME.is_null(),
            User::NAME.is_not_null();
        "what has an order": User::AGE.gt(18), User::AGE.ge(18), User::AGE.lt(18), User::AGE.le(18);
        "`bool`": User::ENABLED, User::ENABLED.eq(false);
        "conditions": User::AGE.gt(18).and(User::ENABLED), User::AGE.gt(18).or(User::ENABLED), !User::AGE.gt(18);
        "`String`": User::NAME.contains("d"), User::NAME.starts_with("A"), User::NAME.ends_with("a"),
            User::NAME.matches_pattern("^A"), User::NAME.to_lower().eq("ada"), User::NAME.length().gt(3);
        "… as well: `to_upper`, `trim`, `concat`, `substring`": User::NAME.index_of("d").eq(1);
        "numbers, by `+`, `-`, `*`, `/`, `%`": (User::AGE + 1).le(30);
        "… as well: `floor`, `ceiling`, `div_by`": User::SCORE.round().eq(3.0);
        "`OffsetDateTime`": User::HIRED.lt(now());
        "… as well: `month`, `day`, `hour`, `minute`, `second`, `date`, `time`": User::HIRED.year().eq(2026);
        "flags": User::STATES.has(VppTokenState::Valid);
        "complex values, one related entity": User::ADDRESS.then(Address::CITY).eq("Oslo");
        "collections, related entities": User::TAGS.any(|tag| tag.eq("new")), User::TAGS.all(|tag| tag.ne("old")),
            User::REPORTS.any(|report| report.then(User::AGE).lt(18)), User::REPORTS.any_at_all(), User::REPORTS.count().gt(2);
        "derived types": it::<Entity>().is_of::<VppToken>(), it::<Entity>().cast::<VppToken>().then(VppToken::STATE).is_null();
        "places": User::OFFICE.distance(User::HOME).lt(900.0), User::OFFICE.intersects(User::HOME);
        "all else": Filter::<User>::raw("name eq 'Ada'");
    };
    let mut text = "| for | Rust | what it sends |\n| --- | --- | --- |\n".to_owned();
    for (what, examples) in examples {
        for (index, (code, sent)) in examples.into_iter().enumerate() {
            let what = if index == 0 { what } else { "" };
            text.push_str(&format!("| {what} | `{}` | `{sent}` |\n", code.replace('|', "\\|")));
        }
    }
    text
}

fn sent<T>(condition: impl Condition<T>) -> String {
    condition.into_filter().to_string()
}
