//! What clients may do with a value, by the Core vocabulary.

/// A value of `Org.OData.Core.V1.Permissions`, whose type is the flags enumeration `Org.OData.Core.V1.Permission`: of its
/// members `None`, `Read`, `Write`, `ReadWrite` and `Invoke`, those that are about values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// Clients can read the value.
    pub read: bool,
    /// Clients can set the value.
    pub write: bool,
}

const READ: i64 = 1;
const WRITE: i64 = 2;

impl Permissions {
    /// The members that a text names, all of them together (CSDL XML 4.01, section 14.3: members of flags have spaces
    /// between them); `None` if it names none.
    ///
    /// Services write members in more ways than the standard has: with the namespace, an alias or nothing before the name
    /// of the type, by their simple names, with commas, as numbers, and as literals of URLs (`Permission'Read,Write'`).
    /// What is no member says nothing, as an annotation is no reason to refuse a document.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let names = text.split(|character: char| character.is_whitespace() || matches!(character, ',' | '\''));
        let bits = names.filter_map(|name| bits(name.rsplit(['/', '.']).next()?)).reduce(|all, more| all | more)?;
        Some(Self { read: bits & READ != 0, write: bits & WRITE != 0 })
    }
}

/// The value of a member, or of a number.
fn bits(member: &str) -> Option<i64> {
    Some(match member {
        "None" => 0,
        "Read" => READ,
        "Write" => WRITE,
        "ReadWrite" => READ | WRITE,
        "Invoke" => 4,
        number => number.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_however_they_are_written() {
        let of = |text: &str| Permissions::from_text(text).map(|permissions| (permissions.read, permissions.write));
        for both in [
            "Org.OData.Core.V1.Permission/Write Org.OData.Core.V1.Permission/Read",
            "Org.OData.Core.V1.Permission/Read\n\t Core.Permission/Write\u{a0}",
            "Core.Permission/ReadWrite",
            "Permission/Read,Permission/Write",
            "Read, Write",
            "Read,Write",
            "Org.OData.Core.V1.Permission'Read,Write'",
            "Core.Read Core.Write",
            "ReadWrite Invoke",
            "3",
            "7",
            "Core.Permission/3",
            "1 Write",
        ] {
            assert_eq!(of(both), Some((true, true)), "{both:?}");
        }
        for read in
            ["Org.OData.Core.V1.Permission/Read", "Core.Permission/Read", " Read ", "1", "5", "None Read", "Read Own"]
        {
            assert_eq!(of(read), Some((true, false)), "{read:?}");
        }
        for write in ["Org.OData.Core.V1.Permission/Write", "Write", "2", "Write,Invoke"] {
            assert_eq!(of(write), Some((false, true)), "{write:?}");
        }
        for nothing in ["Org.OData.Core.V1.Permission/None", "None", "0", "Invoke", "4"] {
            assert_eq!(of(nothing), Some((false, false)), "{nothing:?}");
        }
        for unknown in [
            "",
            " ",
            "/",
            ",",
            "read",
            "Own",
            "Core.Permission/",
            "Core.Permission/Own",
            "1.5x",
            "99999999999999999999",
        ] {
            assert_eq!(of(unknown), None, "{unknown:?}");
        }
    }
}
