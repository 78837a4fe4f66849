//! Names that mean a file on every platform.

/// Whether Windows takes a file of this name for a device, whatever its extension is (Microsoft, "Naming Files, Paths, and
/// Namespaces"). The devices whose names no identifier can have are left out.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices() {
        for name in ["con", "PRN", "aux", "Nul", "com1", "LPT9", "com0", "aux.rs", "nul.tar.gz"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["", "com", "com10", "coma", "lpt", "console", "nulls", "conin", "a.con", "com²"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
