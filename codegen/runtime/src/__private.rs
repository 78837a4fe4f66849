//! What generated code calls, by version: a module stays as it is for all crates that were generated to call it.
//!
//! Nothing here is for people. What is added goes to the newest module; what is taken away or changed begins the next one.

/// What generated code calls that says `v1`.
pub mod v1 {
    pub use crate::{
        __display as display, __entity as entity, __enumeration as enumeration, __hierarchy as hierarchy,
        __newtype as newtype, __record as record, __wrapper as wrapper,
    };

    /// Enums of named values.
    pub mod enumeration {
        pub use crate::record::enumeration::{
            All, Enumeration, NotFound, all, clone, debug, hash, name, parse, read, value, write,
        };
        pub use crate::schema::{Members, UNRECOGNIZED};
    }

    /// Enums of a type and the types derived from it.
    pub mod hierarchy {
        pub use crate::json::set;
        pub use crate::record::hierarchy::{
            Hierarchy, borrowed, boxed, copied, downcast, downcast_mut, downcast_ref, extra_of, extra_of_mut, list,
            odata_type, text, upcast,
        };
        pub use crate::schema::Types;
    }

    /// Structs around a value.
    pub mod newtype {
        pub use crate::record::Newtype;
    }

    /// What any struct can do.
    pub mod object {
        pub use crate::compare::{clone, clone_hierarchy, debug, eq, eq_hierarchy};
    }

    /// Reading.
    pub mod read {
        pub use crate::read::read_hierarchy;
    }

    /// Structs.
    pub mod record {
        pub use crate::record::{Fields, Record, Slot};
        pub use crate::schema::Meta;
    }

    /// Requests.
    #[cfg(feature = "requests")]
    pub mod request {
        pub use crate::__paths as paths;
        pub use crate::request::generated::{
            Term, Text, action, by_key, function, json, many, media, one, strings, term, write_newtype,
        };
        pub use crate::request::{Invocation, Literal, Path, Property, Request, Resource};
    }

    /// Writing.
    pub mod write {
        pub use crate::write::{Object, Structured, hierarchy_object, write_hierarchy};
    }
}
