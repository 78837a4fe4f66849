//! Reads sales orders of an SAP service, with what SAP does beyond plain OData: drafts, messages and numbers as strings.
//!
//! ```text
//! cargo run -p csdl-tests --example sap
//! ```
//!
//! The types are the module `sales`, generated from `sales_order.csdl` with `codegen.toml`. No request is sent: what a service
//! would answer is in this file.

#![allow(clippy::print_stdout, reason = "It is what the program is for.")]

mod sales;

use sales::runtime::request::{Error, Headers, Service};
use sales::{Container, SalesOrderType};

const ANSWER: &[u8] = br#"{
    "value": [{
        "SalesOrder": "1",
        "IsActiveEntity": true,
        "TotalNetAmount": "1234.50",
        "TransactionCurrency": "EUR",
        "SAP__Messages": [{"code": "V1/302", "message": "The customer has no contact person", "numericSeverity": 3}],
        "_Item": [{"SalesOrderItem": "10", "Material": "TG11"}]
    }]
}"#;

fn main() -> Result<(), Error> {
    let root = "https://example.org/sap/opu/odata4/sap/ui_salesorder/srvd/sap/ui_salesorder/0001";
    // Decimals come as strings, so that no digit is lost on the way.
    let service = Container::from(Service::new(root)?.ieee754_compatible());
    let orders = service
        .sales_order()
        .get()
        .filter(SalesOrderType::IS_ACTIVE_ENTITY.eq(true))
        .expand(SalesOrderType::ITEM, |items| items.top(10));
    println!("{}", &orders.parts()?.url[root.len()..]);
    let page = orders.read_parts(200, &Headers::new(), ANSWER)?;
    for order in &page.value {
        println!("{:?}: {:?} {:?}", order.sales_order, order.total_net_amount, order.transaction_currency);
        for message in order.sap_messages.iter().flatten() {
            println!("  {:?}", message.message);
        }
        for item in order.item.iter() {
            println!("  item {:?}", item?.material);
        }
    }

    // The key has two parts: a draft is the same order, not active yet.
    let activate = service.sales_order().id(("1", false)).draft_activate();
    println!("{} {}", activate.method().as_str(), &activate.parts()?.url[root.len()..]);
    Ok(())
}
