//! Types of this program in place of types that would be generated, and of a built-in one.
//!
//! `codegen.toml` names them in its table `[replace]`. They know nothing of OData: serde reads and writes them.
//!
//! ```text
//! cargo run -p csdl-tests --example own_types
//! ```

mod shop;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use shop::Order;
use shop::runtime::{Error, json};

/// In place of `shop.address`. It needs `Clone`, `Debug`, `PartialEq` and serde's traits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Address {
    city: String,
}

/// In place of `Edm.Duration`, for a service that counts in hours.
#[derive(Clone, Debug, PartialEq)]
struct Hours(u32);

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("PT{}H", self.0))
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let hours = text.strip_prefix("PT").and_then(|rest| rest.strip_suffix('H')?.parse().ok());
        hours.map(Self).ok_or_else(|| D::Error::custom("expected whole hours, such as PT5H"))
    }
}

// Fields of generated types need no more. This line is for values that are read and written by themselves.
json::by_serde!(Address);

#[allow(clippy::print_stdout, reason = "It is what the program is for.")]
fn main() -> Result<(), Error> {
    let mut order: Order = json::from_str(r#"{"id":"1","deliverWithin":"PT5H","to":{"city":"Oslo","zip":"0150"}}"#)?;
    println!("{:?} within {:?}", order.to, order.deliver_within);
    // `zip`, which the type drops, is written until the field gets another value.
    println!("{}", json::to_string(&order)?);
    order.to = Some(json::from_str(r#"{"city":"Bergen"}"#)?);
    order.deliver_within = Some(Hours(8));
    println!("{}", json::to_string(&order)?);
    Ok(())
}
