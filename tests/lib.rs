//! Tests and examples of csdl-codegen and of what it generates, with nothing in common but this package.

#![forbid(unsafe_code)]
