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
        pub use crate::enumeration::{
            All, Enumeration, Members, NotFound, UNRECOGNIZED, all, clone, debug, hash, name, parse, read, value,
        };
    }

    /// Enums of a type and the types derived from it.
    pub mod hierarchy {
        pub use crate::hierarchy::{
            Hierarchy, Types, borrowed, boxed, copied, extra_of, extra_of_mut, held, held_mut, list, narrow,
            odata_type, set, text, widen,
        };
    }

    /// Structs around a value.
    pub mod newtype {
        pub use crate::newtype::Newtype;
    }

    /// What any struct can do.
    pub mod object {
        pub use crate::object::{clone, clone_hierarchy, debug, eq, eq_hierarchy};
    }

    /// Reading.
    pub mod read {
        pub use crate::read::{hierarchy_from_json, read, read_hierarchy};
    }

    /// Structs.
    pub mod record {
        pub use crate::record::{Fields, Meta, Record, Slot};
    }

    /// Writing.
    pub mod write {
        pub use crate::write::{Object, Structured, hierarchy_object, hierarchy_to_json, write, write_hierarchy};
    }
}
