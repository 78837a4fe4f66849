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

impl Home {
    pub const CITY: Property<Self, String> = Property::new("city");
    pub const ROOMS: Property<Self, i32> = Property::new("rooms");
    pub const OWNER: Property<Self, Nav<Account>> = Property::new("owner");
    pub const GUESTS: Property<Self, Nav<Vec<Account>>> = Property::new("guests");
}

impl Ticket {
    pub const ID: Property<Self, String> = Property::new("id");
    pub const TITLE: Property<Self, String> = Property::new("title");
    pub const OWNER: Property<Self, Nav<Ticket>> = Property::new("owner");
}

impl Bug {
    pub const SEVERITY: Property<Self, i64> = Property::new("severity");
    pub const PARENT: Property<Self, Nav<Ticket>> = Property::new("parent");
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

/// Steps that lead from a place to another, by name.
macro_rules! steps {
    ($type:ident: $($step:ident $name:ident -> $to:ty;)*) => {
        impl $type {$(
            pub fn $name(&self) -> $to {
                runtime::$step(self, stringify!($name))
            }
        )*}
    };
}

macro_rules! resources {
    ($($type:ident $csdl:literal: $any:ident $key:ty => $one:ident $many:ident, $names:expr;)*) => {$(
        impl Resource for $type {
            type Any = $any;
            type Key = $key;
            type One = $one;
            type Many = $many;
            const TYPE: &'static str = $csdl;
            const KEY: &'static [&'static str] = &$names;
        }
    )*};
}
resources! {
    Account "sample.account": Account String => AccountPaths AccountSetPaths, ["id"];
    Home "sample.home": Home NoKey => HomePaths Path, [];
    Ticket "sample.ticket": AnyTicket (i32, String) => TicketPaths Path, ["number", "id"];
    Bug "sample.bug": AnyBug (i32, String) => BugPaths Path, ["number", "id"];
    Everything "sample.everything": Everything Color => Path Path, ["color"];
}

pub struct AccountPaths(Path);
runtime::paths!(AccountPaths, Path);
steps! { AccountPaths:
    one manager -> One<Account>;
    many reports -> Many<Account>;
    many tickets -> Many<Ticket>;
    one home -> One<Home>;
    media picture -> Media;
}

impl AccountPaths {
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
steps! { HomePaths:
    one owner -> One<Account>;
}

pub struct TicketPaths(Path);
runtime::paths!(TicketPaths, Path);
steps! { TicketPaths:
    one owner -> One<Account>;
}

pub struct BugPaths(TicketPaths);
runtime::paths!(BugPaths, TicketPaths);
steps! { BugPaths:
    one parent -> One<Ticket>;
}

pub struct AccountRename(Request<()>);

impl AccountRename {
    pub fn reason(self, value: &str) -> Self {
        Self(self.0.argument("reason", &value))
    }

    pub fn request(self) -> Request<()> {
        self.0
    }
}

pub struct AccountTotal(Request<Value<i64>>);

impl AccountTotal {
    pub fn color(self, value: Color) -> Self {
        Self(self.0.parameter("color", &value))
    }
}

pub struct Shop(Service);

steps! { Shop:
    many accounts -> Many<Account>;
    many tickets -> Many<Ticket>;
    many things -> Many<Everything>;
    one me -> One<Account>;
}

impl Shop {
    pub fn new(root: &str) -> Result<Self, Error> {
        Service::new(root).map(Self)
    }
}

impl From<Service> for Shop {
    fn from(service: Service) -> Self {
        Self(service)
    }
}

macro_rules! derefs {
    ($($type:ident: $target:ty;)*) => {$(
        impl Deref for $type {
            type Target = $target;

            fn deref(&self) -> &$target {
                &self.0
            }
        }
    )*};
}
derefs! {
    AccountRename: Request<()>;
    AccountTotal: Request<Value<i64>>;
    Shop: Service;
}
