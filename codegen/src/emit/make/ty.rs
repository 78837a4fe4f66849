//! Types.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Lifetime, Path, PathArguments, TraitBound, Type, TypeParamBound,
    TypePath, TypeReference, TypeSlice, TypeTraitObject, TypeTuple,
};

use super::ident;

/// A type by its path.
pub(in crate::emit) fn path_type(path: Path) -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

/// A type that every file knows: `bool`, `Self`.
pub(in crate::emit) fn known_type(name: &'static str) -> Type {
    path_type(ident(name).into())
}

/// `Name<T>`, with a name that every file knows: `Option<T>`.
pub(in crate::emit) fn generic(name: &'static str, argument: Type) -> Type {
    generic_path(ident(name).into(), argument)
}

/// `Path<T>`.
pub(in crate::emit) fn generic_path(path: Path, argument: Type) -> Type {
    path_type(generic_trait(path, argument))
}

/// `Path<A, B>`.
pub(in crate::emit) fn generic_pair(path: Path, first: Type, second: Type) -> Type {
    path_type(with_arguments(path, [first, second].map(GenericArgument::Type)))
}

/// The same, of a trait.
pub(in crate::emit) fn generic_trait(path: Path, argument: Type) -> Path {
    with_arguments(path, [GenericArgument::Type(argument)])
}

/// `Path<'_>`.
pub(in crate::emit) fn elided(path: Path) -> Type {
    path_type(with_arguments(path, [GenericArgument::Lifetime(lifetime_of("'_"))]))
}

/// `Path<'a, '_>`.
pub(in crate::emit) fn borrowing(path: Path) -> Type {
    path_type(with_arguments(path, [lifetime(), lifetime_of("'_")].map(GenericArgument::Lifetime)))
}

/// `'a`.
pub(in crate::emit) fn lifetime() -> Lifetime {
    lifetime_of("'a")
}

fn lifetime_of(name: &'static str) -> Lifetime {
    Lifetime::new(name, Span::call_site())
}

fn with_arguments<const N: usize>(mut path: Path, arguments: [GenericArgument; N]) -> Path {
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Default::default(),
            args: Punctuated::from_iter(arguments),
            gt_token: Default::default(),
        });
    }
    path
}

/// `&T`.
pub(in crate::emit) fn reference(ty: Type) -> Type {
    reference_type(None, false, ty)
}

/// `&mut T`.
pub(in crate::emit) fn reference_mut(ty: Type) -> Type {
    reference_type(None, true, ty)
}

/// `&'static T`.
pub(in crate::emit) fn reference_static(ty: Type) -> Type {
    reference_type(Some(lifetime_of("'static")), false, ty)
}

fn reference_type(lifetime: Option<Lifetime>, is_mutable: bool, ty: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        lifetime,
        mutability: is_mutable.then(Default::default),
        elem: Box::new(ty),
    })
}

/// `[T]`.
pub(in crate::emit) fn slice(ty: Type) -> Type {
    Type::Slice(TypeSlice { attrs: Vec::new(), bracket_token: Default::default(), elem: Box::new(ty) })
}

/// `dyn Path`.
pub(in crate::emit) fn dynamic(path: Path) -> Type {
    let bound = TraitBound { paren_token: None, lifetimes: None, modifiers: Default::default(), maybe: None, path };
    Type::TraitObject(TypeTraitObject {
        attrs: Vec::new(),
        dyn_token: Some(Default::default()),
        bounds: Punctuated::from_iter([TypeParamBound::Trait(bound)]),
    })
}

/// A tuple of any types: `()`, `(A, B, C)`.
pub(in crate::emit) fn tuple_type(types: impl IntoIterator<Item = Type>) -> Type {
    Type::Tuple(TypeTuple { attrs: Vec::new(), paren_token: Default::default(), elems: types.into_iter().collect() })
}
