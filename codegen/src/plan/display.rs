//! How the types of a crate are written, for texts about them.

use super::{Crate, File, ForeignId, FrontPage, Hierarchy, Ident, Inner, Item, ModuleId, Scalar, Shape, TypeId, Value};

impl Crate {
    /// The path of a type below the crate root: `call_records::Session`.
    pub fn path(&self, id: TypeId) -> String {
        let name = self.name_of(id);
        let group = name.group.name().map_or_else(String::new, |group| format!("{group}::"));
        format!("{}{group}{}", self.prefix(name.module), name.ident)
    }

    /// The paths, below the crate root, of what a program uses first: the service and a type, as far as there are such.
    pub(crate) fn imports(&self) -> Vec<String> {
        let FrontPage { request, example, begin, .. } = &self.front_page;
        let first = || example.as_ref().map(|example| example.ty).or_else(|| begin.as_ref()?.types.first().copied());
        let types = match request {
            Some(request) => vec![request.ty, request.service],
            None => first().into_iter().collect(),
        };
        let mut paths: Vec<String> = types.into_iter().map(|ty| self.path(ty)).collect();
        paths.sort_unstable();
        paths
    }

    /// Whether there are services, and none of them leads anywhere, as the types of their sets and singletons are not selected.
    pub(crate) fn has_empty_services(&self) -> bool {
        let mut services = self.files.iter().flat_map(File::services).peekable();
        services.peek().is_some() && services.all(|service| service.methods.is_empty())
    }

    /// The items of all files.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.files.iter().flat_map(|file| &file.items)
    }

    /// The enum of a type and its derived types, if there is one.
    pub fn hierarchy_of(&self, base: TypeId) -> Option<&Hierarchy> {
        self.items().find_map(|item| match item {
            Item::Hierarchy(hierarchy) if hierarchy.base == base => Some(hierarchy),
            _ => None,
        })
    }

    /// The type of a field, with generated types as paths below the crate root: `Option<Vec<AnyUser>>`.
    pub fn field_type(&self, shape: Shape, is_navigation: bool) -> String {
        let item = self.scalar_type(shape.scalar);
        let ty = match (shape.is_collection, shape.scalar, is_navigation) {
            (true, ..) => format!("Vec<{item}>"),
            (false, Scalar::Record(_), false) => format!("Box<{item}>"),
            (false, ..) => item,
        };
        if is_navigation { format!("Nav<{ty}>") } else { format!("Option<{ty}>") }
    }

    /// The type of a value, or of a list of them.
    #[cfg(feature = "cli")]
    pub(crate) fn value_type(&self, shape: Shape) -> String {
        let item = self.scalar_type(shape.scalar);
        if shape.is_collection { format!("Vec<{item}>") } else { item }
    }

    /// The type that a newtype is around.
    pub fn inner_type(&self, inner: Inner) -> &str {
        match inner {
            Inner::Value(value) => value.rust_name(),
            Inner::Foreign(id) => self.foreign_type(id),
        }
    }

    /// A type that is not generated, as the configuration has it.
    pub fn foreign_type(&self, id: ForeignId) -> &str {
        &self.foreign[id.0]
    }

    fn scalar_type(&self, scalar: Scalar) -> String {
        match scalar {
            Scalar::Value(value) => value.rust_name().to_owned(),
            Scalar::Flags(ty) => format!("Flags<{}>", self.path(ty)),
            Scalar::Enum(ty)
            | Scalar::Newtype(ty, _)
            | Scalar::Wrapper(ty)
            | Scalar::Record(ty)
            | Scalar::Hierarchy(ty) => self.path(ty),
            Scalar::Foreign(id) => self.foreign_type(id).to_owned(),
        }
    }

    /// The names of a module and of those that it is in but for the crate root, the outermost first.
    pub(crate) fn names_to(&self, id: ModuleId) -> Vec<&Ident> {
        let up = std::iter::successors(Some(self.module(id)), |module| Some(self.module(module.parent?)));
        let mut names: Vec<_> = up.filter(|module| module.parent.is_some()).map(|module| &module.ident).collect();
        names.reverse();
        names
    }

    fn prefix(&self, id: ModuleId) -> String {
        self.names_to(id).iter().map(|name| format!("{}::", name.as_str())).collect()
    }
}

impl Item {
    /// The qualified name of the type that it is; `None` for the enum of a type and its derived types.
    pub fn wire(&self) -> Option<&str> {
        match self {
            Self::Struct(item) => Some(&item.wire),
            Self::Enum(item) => Some(&item.wire),
            Self::Newtype(item) => Some(&item.wire),
            Self::Hierarchy(_) => None,
        }
    }
}

impl Value {
    /// The name of its Rust type, without a path.
    pub fn rust_name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::U8 => "u8",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::F64 => "f64",
            Self::String => "String",
            Self::Guid => "Uuid",
            Self::DateTime => "OffsetDateTime",
            Self::Date => "Date",
            Self::Time => "Time",
            Self::Duration => "Duration",
            Self::Decimal => "Decimal",
            Self::Binary => "Binary",
            Self::BinaryUrl => "BinaryUrl",
            Self::Stream => "Stream",
            Self::Geo => "Geo",
            Self::Json => "Value",
        }
    }
}
