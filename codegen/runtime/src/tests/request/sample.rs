//! A service as the generator writes it.

#![allow(missing_docs, unreachable_pub, dead_code)]

use std::ops::Deref;

use super::super::sample::{Account, AnyBug, AnyTicket, Bug, Color, Everything, Home, Rights, Ticket};
use crate::__private::v1::request as runtime;
use crate::request::{Error, Many, Media, NoKey, One, Path, Property, Request, Resource, Service};
use crate::{Binary, Delta, Duration, Flags, Geo, Nav, Page, Value};

pub const ROOT: &str = "https://example.org/service";

pub fn shop() -> Shop {
    Shop::new(ROOT).unwrap()
}

impl Account {
    pub const ID: Property<Self, String> = Property::new("id");
    pub const NAME: Property<Self, String> = Property::new("name");
    pub const PHOTO: Property<Self, Binary> = Property::new("photo");
    pub const SIZE: Property<Self, i64> = Property::new("size");
    pub const PRICE: Property<Self, rust_decimal::Decimal> = Property::new("price");
    pub const SIZES: Property<Self, Vec<i64>> = Property::new("sizes");
    pub const HOME: Property<Self, Home> = Property::new("home");
    pub const HOMES: Property<Self, Vec<Home>> = Property::new("homes");
    pub const MANAGER: Property<Self, Nav<Account>> = Property::new("manager");
    pub const REPORTS: Property<Self, Nav<Vec<Account>>> = Property::new("reports");
    pub const TICKETS: Property<Self, Nav<Vec<Ticket>>> = Property::new("tickets");
    pub const IS_ACTIVE: Property<Self, bool> = Property::new("isActive");
}

impl Resource for Account {
    type Any = Self;
    type Key = String;
    type One = AccountPaths;
    type Many = AccountSetPaths;
    const TYPE: &'static str = "sample.account";
    const KEY: &'static [&'static str] = &["id"];
}

impl Home {
    pub const CITY: Property<Self, String> = Property::new("city");
    pub const ROOMS: Property<Self, i32> = Property::new("rooms");
    pub const OWNER: Property<Self, Nav<Account>> = Property::new("owner");
    pub const GUESTS: Property<Self, Nav<Vec<Account>>> = Property::new("guests");
}

impl Resource for Home {
    type Any = Self;
    type Key = NoKey;
    type One = HomePaths;
    type Many = Path;
    const TYPE: &'static str = "sample.home";
    const KEY: &'static [&'static str] = &[];
}

impl Ticket {
    pub const ID: Property<Self, String> = Property::new("id");
    pub const TITLE: Property<Self, String> = Property::new("title");
    pub const OWNER: Property<Self, Nav<Ticket>> = Property::new("owner");
}

impl Resource for Ticket {
    type Any = AnyTicket;
    type Key = (i32, String);
    type One = TicketPaths;
    type Many = Path;
    const TYPE: &'static str = "sample.ticket";
    const KEY: &'static [&'static str] = &["number", "id"];
}

impl Bug {
    pub const SEVERITY: Property<Self, i64> = Property::new("severity");
    pub const PARENT: Property<Self, Nav<Ticket>> = Property::new("parent");
}

impl Resource for Bug {
    type Any = AnyBug;
    type Key = (i32, String);
    type One = BugPaths;
    type Many = Path;
    const TYPE: &'static str = "sample.bug";
    const KEY: &'static [&'static str] = &["number", "id"];
}

impl Everything {
    pub const BOOL: Property<Self, bool> = Property::new("bool");
    pub const BYTE: Property<Self, u8> = Property::new("byte");
    pub const INT16: Property<Self, i16> = Property::new("int16");
    pub const INT32: Property<Self, i32> = Property::new("int32");
    pub const INT64: Property<Self, i64> = Property::new("int64");
    pub const DOUBLE: Property<Self, f64> = Property::new("double");
    pub const STRING: Property<Self, String> = Property::new("string");
    pub const STRINGS: Property<Self, Vec<String>> = Property::new("strings");
    pub const GUID: Property<Self, uuid::Uuid> = Property::new("guid");
    pub const DATE_TIME: Property<Self, time::OffsetDateTime> = Property::new("dateTime");
    pub const DATE: Property<Self, time::Date> = Property::new("date");
    pub const TIME: Property<Self, time::Time> = Property::new("time");
    pub const DURATION: Property<Self, Duration> = Property::new("duration");
    pub const DECIMAL: Property<Self, rust_decimal::Decimal> = Property::new("decimal");
    pub const BINARY: Property<Self, Binary> = Property::new("binary");
    pub const GEO: Property<Self, Geo> = Property::new("geo");
    pub const COLOR: Property<Self, Color> = Property::new("color");
    pub const RIGHTS: Property<Self, Flags<Rights>> = Property::new("rights");
    pub const WEIGHT: Property<Self, super::super::sample::Weight> = Property::new("weight");
    pub const MEMBERS: Property<Self, Nav<Vec<Everything>>> = Property::new("members");
}

impl Resource for Everything {
    type Any = Self;
    type Key = Color;
    type One = Path;
    type Many = Path;
    const TYPE: &'static str = "sample.everything";
    const KEY: &'static [&'static str] = &["color"];
}

pub struct AccountPaths(Path);
runtime::paths!(AccountPaths, Path);

impl AccountPaths {
    pub fn manager(&self) -> One<Account> {
        runtime::one(self, "manager")
    }
    pub fn reports(&self) -> Many<Account> {
        runtime::many(self, "reports")
    }
    pub fn tickets(&self) -> Many<Ticket> {
        runtime::many(self, "tickets")
    }
    pub fn home(&self) -> One<Home> {
        runtime::one(self, "home")
    }
    pub fn picture(&self) -> Media {
        runtime::media(self, "picture")
    }
    pub fn rename(&self, name: &str) -> AccountRename {
        AccountRename(runtime::action(self, "sample.rename", &[("name", &name)]).none())
    }
    pub fn close(&self) -> Request<()> {
        runtime::action(self, "sample.close", &[]).none()
    }
    pub fn paint(&self, colors: &[Color], homes: &[Home]) -> Request<()> {
        runtime::action(self, "sample.paint", &[("colors", &colors), ("homes", &homes)]).none()
    }
    pub fn merge(&self, other: &Account, tags: &[impl AsRef<str>]) -> Request<Account, Account> {
        runtime::action(self, "sample.merge", &[("other", other), ("tags", &runtime::strings(tags))]).json()
    }
}

pub struct AccountSetPaths(Path);
runtime::paths!(AccountSetPaths, Path);

impl AccountSetPaths {
    pub fn by_email(&self, email: &str) -> One<Account> {
        runtime::by_key(self, &[("email", &email)])
    }
    pub fn changed(&self) -> Request<Page<Delta<Account>>, Account> {
        runtime::function(self, "sample.delta", &[]).json()
    }
    pub fn nearest(&self, place: &Home, colors: &[Color], limit: Option<i32>) -> Many<Account> {
        let arguments: &[(&str, &dyn runtime::Literal)] =
            &[("place", &runtime::json(place)), ("colors", &colors), ("limit", &limit)];
        runtime::function(self, "sample.nearest", arguments).many()
    }
    pub fn oldest(&self) -> One<Account> {
        runtime::function(self, "sample.oldest", &[]).one()
    }
    pub fn total(&self, since: time::Date) -> AccountTotal {
        AccountTotal(runtime::function(self, "sample.total", &[("since", &since)]).json())
    }
    pub fn report(&self, period: &str) -> Request<Vec<u8>> {
        runtime::function(self, "sample.report", &[("period", &period)]).stream()
    }
}

pub struct HomePaths(Path);
runtime::paths!(HomePaths, Path);

impl HomePaths {
    pub fn owner(&self) -> One<Account> {
        runtime::one(self, "owner")
    }
}

pub struct TicketPaths(Path);
runtime::paths!(TicketPaths, Path);

impl TicketPaths {
    pub fn owner(&self) -> One<Account> {
        runtime::one(self, "owner")
    }
}

pub struct BugPaths(TicketPaths);
runtime::paths!(BugPaths, TicketPaths);

impl BugPaths {
    pub fn parent(&self) -> One<Ticket> {
        runtime::one(self, "parent")
    }
}

pub struct AccountRename(Request<()>);

impl Deref for AccountRename {
    type Target = Request<()>;

    fn deref(&self) -> &Request<()> {
        &self.0
    }
}

impl AccountRename {
    pub fn reason(self, value: &str) -> Self {
        Self(self.0.argument("reason", &value))
    }

    pub fn request(self) -> Request<()> {
        self.0
    }
}

pub struct AccountTotal(Request<Value<i64>>);

impl Deref for AccountTotal {
    type Target = Request<Value<i64>>;

    fn deref(&self) -> &Request<Value<i64>> {
        &self.0
    }
}

impl AccountTotal {
    pub fn color(self, value: Color) -> Self {
        Self(self.0.parameter("color", &value))
    }
}

pub struct Shop(Service);

impl Shop {
    pub fn new(root: &str) -> Result<Self, Error> {
        Service::new(root).map(Self)
    }
    pub fn accounts(&self) -> Many<Account> {
        runtime::many(self, "accounts")
    }
    pub fn tickets(&self) -> Many<Ticket> {
        runtime::many(self, "tickets")
    }
    pub fn things(&self) -> Many<Everything> {
        runtime::many(self, "things")
    }
    pub fn me(&self) -> One<Account> {
        runtime::one(self, "me")
    }
}

impl From<Service> for Shop {
    fn from(service: Service) -> Self {
        Self(service)
    }
}

impl Deref for Shop {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.0
    }
}
