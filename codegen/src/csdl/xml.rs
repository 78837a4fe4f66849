//! Reads CSDL XML.
