//! What is compared.

use crate::model::Model;
use crate::plan::Crate;

/// One of the two sides: the schemas and what is generated from them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'a> {
    /// What the schemas declare.
    pub model: &'a Model<'a>,
    /// What is generated.
    pub plan: &'a Crate,
}
