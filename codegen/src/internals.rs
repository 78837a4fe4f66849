//! The phases one by one, for the tests and benches of this project. Nothing here is promised to anyone else.

pub mod csdl {
    pub use crate::csdl::*;
}

pub mod diagnostics {
    pub use crate::diagnostics::*;
}

pub mod docs {
    pub use crate::docs::*;
}

pub mod emit {
    pub use crate::emit::*;
}

pub mod input {
    pub use crate::input::*;
}

pub mod model {
    pub use crate::model::*;
}

pub mod output {
    pub use crate::output::*;
}

pub mod plan {
    pub use crate::plan::*;
}

pub mod source {
    pub use crate::source::*;
}
