//! Metadata with the shape of Microsoft Graph's, of any size, the same in every run.
//!
//! A unit has about as many types, properties, members, operations and descriptions as Graph v1.0 has, in as many
//! namespaces, and its kinds of inheritance: one entity type that most others derive from, one complex type with
//! hundreds of derived ones, and many small hierarchies.

use std::fmt::{self, Write as _};

const ENTITIES: usize = 1_182;
const COMPLEX_TYPES: usize = 1_779;
const ENUMS: usize = 861;
const ACTIONS: usize = 857;
const FUNCTIONS: usize = 326;
const NAMESPACES: usize = 11;

const WORDS: [&str; 64] = [
    "access",
    "account",
    "action",
    "agent",
    "alert",
    "app",
    "approval",
    "audit",
    "call",
    "catalog",
    "channel",
    "cloud",
    "condition",
    "content",
    "custom",
    "data",
    "device",
    "domain",
    "edge",
    "event",
    "external",
    "file",
    "folder",
    "group",
    "history",
    "host",
    "identity",
    "item",
    "label",
    "license",
    "list",
    "mail",
    "managed",
    "member",
    "message",
    "mobile",
    "network",
    "object",
    "operation",
    "package",
    "partner",
    "plan",
    "policy",
    "print",
    "profile",
    "provider",
    "record",
    "region",
    "report",
    "request",
    "review",
    "risk",
    "role",
    "rule",
    "schedule",
    "scope",
    "security",
    "service",
    "session",
    "setting",
    "share",
    "site",
    "state",
    "task",
];

/// How many of a thousand properties have each type; the rest have types of the schema.
const TYPES: [(usize, &str); 13] = [
    (364, "Edm.String"),
    (140, "Edm.Boolean"),
    (74, "Edm.DateTimeOffset"),
    (71, "Edm.Int32"),
    (31, "Collection(Edm.String)"),
    (15, "Edm.Int64"),
    (10, "Edm.Double"),
    (5, "Edm.Duration"),
    (4, "Edm.Guid"),
    (3, "Edm.Binary"),
    (2, "Edm.Stream"),
    (2, "Edm.Date"),
    (2, "Edm.TimeOfDay"),
];

/// A document of that many units.
pub(crate) fn document(units: usize) -> String {
    let mut writer = Writer { random: 1, text: String::new(), annotations: String::new() };
    writer.line(0, format_args!(r#"<?xml version="1.0" encoding="utf-8"?>"#));
    writer.line(0, format_args!(r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">"#));
    writer.line(1, format_args!("<edmx:DataServices>"));
    for unit in 0..units {
        for part in 0..NAMESPACES {
            writer.schema(unit, part);
        }
    }
    writer.line(1, format_args!("</edmx:DataServices>"));
    writer.line(0, format_args!("</edmx:Edmx>"));
    writer.text
}

/// The qualified names of five entity types.
pub(crate) fn five() -> [String; 5] {
    [101, 302, 503, 702, 1_003].map(|number| Kind::Entity.name(0, number))
}

#[derive(Clone, Copy)]
enum Kind {
    Entity,
    Complex,
    Enum,
}

impl Kind {
    /// Which of the namespaces of a unit a type is in; three of four are in the first.
    fn part(self, number: usize) -> usize {
        if number == 0 || !number.is_multiple_of(4) { 0 } else { 1 + number / 4 % (NAMESPACES - 1) }
    }

    fn short_name(self, number: usize) -> String {
        let kind = match self {
            Self::Entity => "",
            Self::Complex => "Info",
            Self::Enum => "Kind",
        };
        let first = WORDS[number % WORDS.len()];
        format!("{first}{}{kind}{number}", capitalized(WORDS[number * 7 / 3 % WORDS.len()]))
    }

    fn name(self, unit: usize, number: usize) -> String {
        format!("{}.{}", namespace(unit, self.part(number)), self.short_name(number))
    }

    /// The type that a type derives from, and how many bases it has.
    fn base(self, number: usize) -> (Option<usize>, usize) {
        match (self, number) {
            (Self::Enum, _) | (_, 0) => (None, 0),
            (Self::Entity, _) => match (number % 10, number % 12) {
                (0, _) => (None, 0),
                (1..=3, place) if place > 1 && (number - place) % 10 > 3 => (Some(number - place), 2),
                _ => (Some(0), 1),
            },
            (Self::Complex, _) => match (number % 9, number % 15) {
                (0 | 1, _) => (Some(0), 1),
                (2, place) if place > 1 && (number - place) % 9 > 2 => (Some(number - place), 1),
                _ => (None, 0),
            },
        }
    }
}

fn namespace(unit: usize, part: usize) -> String {
    let unit = if unit == 0 { String::new() } else { format!(".unit{unit}") };
    let part = if part == 0 { String::new() } else { format!(".{}Part{part}", WORDS[part]) };
    format!("example.graph{unit}{part}")
}

fn capitalized(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

struct Writer {
    random: u64,
    text: String,
    annotations: String,
}

impl Writer {
    fn schema(&mut self, unit: usize, part: usize) {
        let namespace = namespace(unit, part);
        let xmlns = "http://docs.oasis-open.org/odata/ns/edm";
        self.line(2, format_args!(r#"<Schema Namespace="{namespace}" xmlns="{xmlns}">"#));
        for number in (0..ENUMS).filter(|number| Kind::Enum.part(*number) == part) {
            self.enumeration(number);
        }
        for number in (0..ENTITIES).filter(|number| Kind::Entity.part(*number) == part) {
            self.structure(Kind::Entity, unit, number);
        }
        for number in (0..COMPLEX_TYPES).filter(|number| Kind::Complex.part(*number) == part) {
            self.structure(Kind::Complex, unit, number);
        }
        if part == 0 {
            self.operations(unit);
        }
        let annotations = std::mem::take(&mut self.annotations);
        self.text.push_str(&annotations);
        self.line(2, format_args!("</Schema>"));
    }

    fn enumeration(&mut self, number: usize) {
        self.line(3, format_args!(r#"<EnumType Name="{}">"#, Kind::Enum.short_name(number)));
        for value in 0..3 + self.below(10) {
            let name = self.member(number, value, 0);
            self.line(4, format_args!(r#"<Member Name="{name}" Value="{value}" />"#));
        }
        self.line(3, format_args!("</EnumType>"));
    }

    fn structure(&mut self, kind: Kind, unit: usize, number: usize) {
        let (base, depth) = kind.base(number);
        let name = kind.short_name(number);
        // All entities of all units have one base.
        let base = base.map(|base| kind.name(if base == 0 { 0 } else { unit }, base));
        let base = base.map_or(String::new(), |base| format!(r#" BaseType="{base}""#));
        let (element, is_entity) = match kind {
            Kind::Entity => ("EntityType", true),
            _ => ("ComplexType", false),
        };
        self.line(3, format_args!(r#"<{element} Name="{name}"{base}>"#));
        if is_entity && depth == 0 {
            self.line(4, format_args!(r#"<Key><PropertyRef Name="id" /></Key>"#));
            self.line(4, format_args!(r#"<Property Name="id" Type="Edm.String" Nullable="false" />"#));
        }
        let count = match self.below(100) {
            0..60 => 1 + self.below(3),
            60..90 => 3 + self.below(4),
            _ => 6 + self.below(10),
        };
        for place in 0..count {
            let property = self.member(number, place, depth);
            let ty = self.property_type(unit);
            self.line(4, format_args!(r#"<Property Name="{property}" Type="{ty}" />"#));
            if self.below(100) < 40 {
                self.describe(&format!("{}/{property}", kind.name(unit, number)));
            }
        }
        let count = if is_entity { [0, 0, 0, 1, 1, 1, 1, 2, 2, 4][self.below(10)] } else { 0 };
        for place in 0..count {
            let property = self.member(number, place + 20, depth);
            let target = Kind::Entity.name(unit, self.below(ENTITIES));
            let ty = if self.below(2) == 0 { target } else { format!("Collection({target})") };
            self.line(4, format_args!(r#"<NavigationProperty Name="{property}" Type="{ty}" ContainsTarget="true" />"#));
        }
        self.line(3, format_args!("</{element}>"));
    }

    fn operations(&mut self, unit: usize) {
        for (element, count) in [("Action", ACTIONS), ("Function", FUNCTIONS)] {
            for number in 0..count {
                let name = format!("{}{}{number}", WORDS[number % WORDS.len()], capitalized(WORDS[number / 14]));
                let bound = Kind::Entity.name(unit, self.below(ENTITIES));
                let returned = Kind::Complex.name(unit, self.below(COMPLEX_TYPES));
                self.line(3, format_args!(r#"<{element} Name="{name}" IsBound="true">"#));
                self.line(4, format_args!(r#"<Parameter Name="bindingParameter" Type="{bound}" />"#));
                self.line(4, format_args!(r#"<Parameter Name="comment" Type="Edm.String" />"#));
                self.line(4, format_args!(r#"<ReturnType Type="{returned}" Nullable="false" />"#));
                self.line(3, format_args!("</{element}>"));
            }
        }
    }

    fn describe(&mut self, target: &str) {
        let words: Vec<&str> = (0..6 + self.below(12)).map(|_| WORDS[self.below(WORDS.len())]).collect();
        let text = capitalized(&words.join(" "));
        let _ = writeln!(
            self.annotations,
            r#"      <Annotations Target="{target}">
        <Annotation Term="Org.OData.Core.V1.Description" String="{text}. Read-only." />
      </Annotations>"#
        );
    }

    /// A name that is another for each place, and for each type of a lineage.
    fn member(&mut self, number: usize, place: usize, depth: usize) -> String {
        let first = WORDS[(number + place * 5) % WORDS.len()];
        let second = capitalized(WORDS[(number / 3 + place) % WORDS.len()]);
        format!("{first}{second}{}", ["", "Detail", "Option"][depth])
    }

    fn property_type(&mut self, unit: usize) -> String {
        let mut left = self.below(1_000);
        for (share, name) in TYPES {
            if left < share {
                return name.to_owned();
            }
            left -= share;
        }
        match self.below(10) {
            0..4 => Kind::Enum.name(unit, self.below(ENUMS)),
            4..8 => Kind::Complex.name(unit, self.below(COMPLEX_TYPES)),
            _ => format!("Collection({})", Kind::Complex.name(unit, self.below(COMPLEX_TYPES))),
        }
    }

    fn line(&mut self, depth: usize, text: fmt::Arguments<'_>) {
        let _ = writeln!(self.text, "{:1$}{text}", "", depth * 2);
    }

    /// A number below the limit, by a linear congruential generator: numbers that look random and are always the same.
    fn below(&mut self, limit: usize) -> usize {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) as usize % limit
    }
}
