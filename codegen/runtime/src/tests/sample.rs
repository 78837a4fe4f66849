//! Types as the generator writes them, with a field of every shape.

#![allow(missing_docs, unreachable_pub, dead_code)]

use rust_decimal::Decimal;
use serde_json::Value;

use crate::__private::v1 as runtime;
use crate::__private::v1::enumeration::{Enumeration, Members, NotFound, UNRECOGNIZED};
use crate::__private::v1::hierarchy::{Hierarchy, Types};
use crate::__private::v1::record::{Fields, Meta, Record, Slot};
use crate::{Binary, Duration, Extra, Flags, Geo, Nav, Stream, UnrecognizedMember};

/// A struct of the names, types and shapes of its fields.
macro_rules! sample {
    ($name:ident $csdl:literal $properties:literal { $($index:literal $field:ident: $type:ty => $shape:ident $show:ident $($state_mut:ident)?,)* }) => {
        #[derive(Default)]
        pub struct $name {
            $(pub $field: $type,)*
            pub extra: Extra,
        }

        impl Record for $name {
            fn about(&self) -> (&'static Meta, &Extra) {
                static META: Meta = Meta::new(concat!(stringify!($name), " ", $csdl, " ", $properties));
                (&META, &self.extra)
            }
            fn slot(&mut self, index: usize) -> Slot<'_> {
                match index {
                    $($index => sample!(@ slot self $field $shape $($state_mut)?),)*
                    _ => Slot::Extra(&mut self.extra),
                }
            }
            #[allow(unused_variables)]
            fn fields<'a>(&'a self, fields: &mut Fields<'a, '_>) {
                $(fields.$show($index, &self.$field);)*
            }
        }

        runtime::record!($name);
        runtime::entity!($name);
    };
    (@ slot $self:ident $field:ident $shape:ident) => { Slot::$shape(&mut $self.$field) };
    (@ slot $self:ident $field:ident $shape:ident $state:ident) => { Slot::$shape($self.$field.$state()) };
}

macro_rules! sample_hierarchy {
    ($name:ident $types:literal $base:ident { $($number:literal $variant:ident,)* }) => {
        #[non_exhaustive]
        pub enum $name {
            $($variant(Box<$variant>),)*
            Other(Box<$base>),
        }

        impl Hierarchy for $name {
            fn types() -> &'static Types {
                static TYPES: Types = Types::new($types);
                &TYPES
            }
            fn make(number: usize) -> Self {
                match number {
                    $($number => Self::$variant(Box::default()),)*
                    _ => Self::Other(Box::default()),
                }
            }
            fn get(&self) -> (usize, &dyn Record) {
                match self {
                    $(Self::$variant(value) => ($number, &**value),)*
                    Self::Other(value) => (usize::MAX, &**value),
                }
            }
            fn get_mut(&mut self) -> &mut dyn Record {
                match self {
                    $(Self::$variant(value) => &mut **value,)*
                    Self::Other(value) => &mut **value,
                }
            }
        }

        runtime::hierarchy!($name);
        $(impl crate::VariantOf<$name> for $variant {})*
    };
}

macro_rules! sample_enum {
    ($name:ident $csdl:literal $list:literal { $($number:literal $variant:ident,)* }) => {
        #[non_exhaustive]
        pub enum $name {
            $($variant,)*
            Unrecognized(UnrecognizedMember<Self>),
        }

        impl Enumeration for $name {
            fn members() -> &'static Members {
                static MEMBERS: Members = Members::new($csdl, $list);
                &MEMBERS
            }
            fn number(&self) -> (usize, &str) {
                match self {
                    $(Self::$variant => ($number, ""),)*
                    Self::Unrecognized(name) => (UNRECOGNIZED, name),
                }
            }
            fn make(number: usize, unrecognized: NotFound<'_>) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unrecognized(unrecognized.to_owned()),
                }
            }
        }

        runtime::enumeration!($name);
    };
}

sample_enum!(Color "sample.color" "none=0,red=1,green=2,dark=-1,huge=9223372036854775807,tiny=-9223372036854775808" {
    0 None, 1 Red, 2 Green, 3 Dark, 4 Huge, 5 Tiny,
});
sample_enum!(Rights "sample.rights" "none=0,read=1,write=2,share=4,edit=3,all=7,audit=8" {
    0 None, 1 Read, 2 Write, 3 Share, 4 Edit, 5 All, 6 Audit,
});
sample_enum!(Bits "sample.bits" "one=1,two=2" { 0 One, 1 Two, });
sample_enum!(Overlap "sample.overlap" "ab=3,bc=6,d=8,delta=8" { 0 Ab, 1 Bc, 2 D, 3 Delta, });
sample_enum!(Empty "sample.empty" "" {});

#[derive(Clone, Debug, PartialEq)]
pub struct Weight(pub Decimal);
runtime::newtype!(Weight(Decimal));

#[derive(Clone, Debug, PartialEq)]
pub struct Label(pub String);
runtime::newtype!(Label(String));

#[derive(Clone, Debug, PartialEq)]
pub struct Settings(pub Stream);
runtime::newtype!(Settings(Stream));

sample!(Everything "sample.everything" "bool,bools,byte,bytes,sbyte,sbytes,int16,int16s,int32,int32s,int64,int64s,double,doubles,string,strings,guid,guids,dateTime,dateTimes,date,dates,time,times,duration,durations,decimal,decimals,binary,binaries,geo,geos,json,jsons,color,colors,rights,rightsList,weight,weights,label,labels,record,records,shape,shapes,free,freeList,manager>,members>" {
    0 bool: Option<bool> => Bool bool,
    1 bools: Option<Vec<bool>> => Values values,
    2 byte: Option<u8> => Value value,
    3 bytes: Option<Vec<u8>> => Values values,
    4 sbyte: Option<i8> => Value value,
    5 sbytes: Option<Vec<i8>> => Values values,
    6 int16: Option<i16> => Value value,
    7 int16s: Option<Vec<i16>> => Values values,
    8 int32: Option<i32> => Value value,
    9 int32s: Option<Vec<i32>> => Values values,
    10 int64: Option<i64> => Value value,
    11 int64s: Option<Vec<i64>> => Values values,
    12 double: Option<f64> => Value value,
    13 doubles: Option<Vec<f64>> => Values values,
    14 string: Option<String> => String string,
    15 strings: Option<Vec<String>> => Values values,
    16 guid: Option<uuid::Uuid> => Value value,
    17 guids: Option<Vec<uuid::Uuid>> => Values values,
    18 date_time: Option<time::OffsetDateTime> => DateTime date_time,
    19 date_times: Option<Vec<time::OffsetDateTime>> => Values values,
    20 date: Option<time::Date> => Value value,
    21 dates: Option<Vec<time::Date>> => Values values,
    22 time: Option<time::Time> => Value value,
    23 times: Option<Vec<time::Time>> => Values values,
    24 duration: Option<Duration> => Value value,
    25 durations: Option<Vec<Duration>> => Values values,
    26 decimal: Option<Decimal> => Value value,
    27 decimals: Option<Vec<Decimal>> => Values values,
    28 binary: Option<Binary> => Value value,
    29 binaries: Option<Vec<Binary>> => Values values,
    30 geo: Option<Geo> => Value value,
    31 geos: Option<Vec<Geo>> => Values values,
    32 json: Option<Value> => Value value,
    33 jsons: Option<Vec<Value>> => Values values,
    34 color: Option<Color> => Enum enumeration,
    35 colors: Option<Vec<Color>> => Enums enumerations,
    36 rights: Option<Flags<Rights>> => Enum enumeration,
    37 rights_list: Option<Vec<Flags<Rights>>> => Enums enumerations,
    38 weight: Option<Weight> => Newtype newtype,
    39 weights: Option<Vec<Weight>> => Newtype newtype,
    40 label: Option<Label> => Newtype newtype,
    41 labels: Option<Vec<Label>> => Newtype newtype,
    42 record: Option<Box<Everything>> => Record record,
    43 records: Option<Vec<Everything>> => Records records,
    44 shape: Option<AnyShape> => Hierarchy hierarchy,
    45 shapes: Option<Vec<AnyShape>> => Hierarchies hierarchies,
    46 free: Option<Box<Free>> => Record record,
    47 free_list: Option<Vec<Free>> => Records records,
    48 manager: Nav<Everything> => Nav nav state_mut,
    49 members: Nav<Vec<Everything>> => Nav nav state_mut,
});

sample!(Free "sample.free" "" {});

sample!(Shape "sample.shape" "name,color,price,inner,tags,area>" {
    0 name: Option<String> => String string,
    1 color: Option<Color> => Enum enumeration,
    2 price: Option<Decimal> => Value value,
    3 inner: Option<AnyShape> => Hierarchy hierarchy,
    4 tags: Option<Vec<String>> => Values values,
    5 area: Nav<AnyShape> => Nav nav state_mut,
});
sample!(Circle "sample.circle" "name,color,price,inner,tags,area>,radius,rings" {
    0 name: Option<String> => String string,
    1 color: Option<Color> => Enum enumeration,
    2 price: Option<Decimal> => Value value,
    3 inner: Option<AnyShape> => Hierarchy hierarchy,
    4 tags: Option<Vec<String>> => Values values,
    5 area: Nav<AnyShape> => Nav nav state_mut,
    6 radius: Option<Decimal> => Value value,
    7 rings: Option<Vec<AnyShape>> => Hierarchies hierarchies,
});
sample!(Wheel "sample.parts.wheel" "name,color,price,inner,tags,area>,radius,rings,spokes" {
    0 name: Option<String> => String string,
    1 color: Option<Color> => Enum enumeration,
    2 price: Option<Decimal> => Value value,
    3 inner: Option<AnyShape> => Hierarchy hierarchy,
    4 tags: Option<Vec<String>> => Values values,
    5 area: Nav<AnyShape> => Nav nav state_mut,
    6 radius: Option<Decimal> => Value value,
    7 rings: Option<Vec<AnyShape>> => Hierarchies hierarchies,
    8 spokes: Option<i32> => Value value,
});
sample_hierarchy!(AnyShape "sample|s:shape,circle;sample.parts|p:wheel" Shape { 0 Shape, 1 Circle, 2 Wheel, });
sample_hierarchy!(AnyCircle "sample|s:circle;sample.parts|p:wheel" Circle { 0 Circle, 1 Wheel, });

sample!(Bare "sample.bare" "" {});
sample!(Dressed "sample.dressed" "size" {
    0 size: Option<i32> => Value value,
});
sample_hierarchy!(AnyBare "sample:bare,dressed" Bare { 0 Bare, 1 Dressed, });

sample!(Ticket "sample.ticket" "id!,title,category+,related,history,owner!>,parent>" {
    0 id: Option<String> => String string,
    1 title: Option<String> => String string,
    2 category: Option<String> => String string,
    3 related: Option<Box<Ticket>> => Record record,
    4 history: Option<Vec<AnyTicket>> => Hierarchies hierarchies,
    5 owner: Nav<Ticket> => Nav nav state_mut,
    6 parent: Nav<Ticket> => Nav nav state_mut,
});
sample!(Bug "sample.bug" "id!,title,category+,related,history,owner!>,parent>,crashes!,severity" {
    0 id: Option<String> => String string,
    1 title: Option<String> => String string,
    2 category: Option<String> => String string,
    3 related: Option<Box<Ticket>> => Record record,
    4 history: Option<Vec<AnyTicket>> => Hierarchies hierarchies,
    5 owner: Nav<Ticket> => Nav nav state_mut,
    6 parent: Nav<Ticket> => Nav nav state_mut,
    7 crashes: Option<i64> => Value value,
    8 severity: Option<i64> => Value value,
});
sample_hierarchy!(AnyTicket "sample:ticket,bug" Ticket { 0 Ticket, 1 Bug, });
sample_hierarchy!(AnyBug "sample:bug" Bug { 0 Bug, });

sample!(Account "sample.account" "id,name,photo,size,price,sizes,weight,weights,home,homes,shape,manager>,reports> orders,visits" {
    0 id: Option<String> => String string,
    1 name: Option<String> => String string,
    2 photo: Option<Binary> => Value value,
    3 size: Option<i64> => Value value,
    4 price: Option<Decimal> => Value value,
    5 sizes: Option<Vec<i64>> => Values values,
    6 weight: Option<Weight> => Newtype newtype,
    7 weights: Option<Vec<Weight>> => Newtype newtype,
    8 home: Option<Box<Home>> => Record record,
    9 homes: Option<Vec<Home>> => Records records,
    10 shape: Option<AnyShape> => Hierarchy hierarchy,
    11 manager: Nav<Account> => Nav nav state_mut,
    12 reports: Nav<Vec<Account>> => Nav nav state_mut,
});
sample!(Home "sample.home" "city,street,code!,rooms,owner>,guests>" {
    0 city: Option<String> => String string,
    1 street: Option<String> => String string,
    2 code: Option<String> => String string,
    3 rooms: Option<i32> => Value value,
    4 owner: Nav<Account> => Nav nav state_mut,
    5 guests: Nav<Vec<Account>> => Nav nav state_mut,
});

sample!(Document "sample.document" "id,body,settings,parts" {
    0 id: Option<String> => String string,
    1 body: Option<Stream> => Value value,
    2 settings: Option<Settings> => Newtype newtype,
    3 parts: Option<Vec<Stream>> => Values values,
});

sample!(Outcome "sample.outcome" "error,value" {
    0 error: Option<Value> => Value value,
    1 value: Option<Vec<i32>> => Values values,
});
