//! Namespaces that end in a version.

/// A version by its numbers: `v1_10_0` is newer than `v1_9_1`, and `v1` older than `v1_0`.
pub(in crate::model) type Version = Vec<u64>;

/// The namespace without its version, and the version; `None` if it has none.
///
/// A version is a last segment of `v` and numbers with `_` between: `ComputerSystem.v1_22_0`, `contoso.shop.v2`.
pub(in crate::model) fn split(namespace: &str) -> Option<(&str, Version)> {
    let (base, last) = namespace.rsplit_once('.')?;
    let numbers = last.strip_prefix('v')?.split('_').map(|number| {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { number.parse().ok() } else { None }
    });
    Some((base, numbers.collect::<Option<Version>>()?))
}

/// Whether a namespace ends in a version.
pub(crate) fn has_version(namespace: &str) -> bool {
    split(namespace).is_some()
}

/// A pattern or name with the versions left out; `None` if there are none in it.
pub(crate) fn without_version(text: &str) -> Option<String> {
    let (namespace, simple) = text.rsplit_once('.')?;
    let (base, _) = split(namespace)?;
    Some(format!("{base}.{simple}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        let version = |text: &str| split(text).map(|(_, version)| version);
        assert_eq!(split("ComputerSystem.v1_22_0"), Some(("ComputerSystem", vec![1, 22, 0])));
        assert_eq!(split("contoso.shop.v2"), Some(("contoso.shop", vec![2])));
        assert!(version("a.v1_10_0") > version("a.v1_9_3"));
        assert!(version("a.v2") > version("a.v1_9_3"));
        assert!(version("a.v1_0") > version("a.v1"));
        assert_eq!(version("a.v0002"), version("a.v2"));
        for other in ["v1", "a", "a.v", "a.v1_", "a.v1.b", "a.V1", "a.v1x", "a.v+1", "a.v99999999999999999999999"] {
            assert_eq!(split(other), None, "{other}");
        }
    }
}
