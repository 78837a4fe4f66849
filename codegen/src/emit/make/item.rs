//! Items and what they consist of.

use proc_macro2::{Ident, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Block, Expr, Field, Fields, FieldsNamed, FieldsUnnamed, FnArg, GenericParam, Generics, ImplItem,
    ImplItemConst, ImplItemFn, Item, ItemEnum, ItemImpl, ItemMacro, ItemStatic, ItemStruct, ItemUse, LifetimeParam,
    Macro, MacroDelimiter, Pat, PatType, Path, Receiver, ReceiverKind, ReturnType, Safety, Signature, StaticMutability,
    Stmt, Type, UseGroup, UseName, UsePath, UseRename, UseTree, Variant, Visibility,
};

use super::{Name, attribute, borrow, ident, known_type, lifetime, local, path, path_type, reference_static, string};

/// How a method takes its `self`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Receives {
    /// Not at all.
    Nothing,
    /// `&self`.
    Shared,
    /// `&'a self`, with `'a` as a parameter of the method.
    SharedFor,
    /// `&mut self`.
    Mutable,
    /// `self`.
    Owned,
}

/// A method.
pub(in crate::emit) struct Method {
    pub(in crate::emit) attrs: Vec<Attribute>,
    pub(in crate::emit) is_public: bool,
    pub(in crate::emit) name: Ident,
    pub(in crate::emit) receives: Receives,
    pub(in crate::emit) parameters: Vec<(Pat, Type)>,
    /// Of what type the result is, if there is one.
    pub(in crate::emit) returns: Option<Type>,
    /// What precedes the statements.
    pub(in crate::emit) items: Vec<Item>,
    pub(in crate::emit) statements: Vec<Expr>,
    pub(in crate::emit) result: Option<Expr>,
}

/// `pub`.
pub(in crate::emit) fn public() -> Visibility {
    Visibility::Public(Default::default())
}

/// `pub struct Name { … }`.
pub(in crate::emit) fn structure(attrs: Vec<Attribute>, name: Ident, fields: Vec<Field>) -> Item {
    let fields = FieldsNamed { brace_token: Default::default(), named: fields.into_iter().collect() };
    Item::Struct(ItemStruct {
        attrs,
        vis: public(),
        struct_token: Default::default(),
        ident: name,
        generics: Generics::default(),
        fields: Fields::Named(fields),
        semi_token: None,
    })
}

/// `pub name: T`.
pub(in crate::emit) fn field(attrs: Vec<Attribute>, name: impl Name, ty: Type) -> Field {
    Field {
        attrs,
        vis: public(),
        modifiers: Default::default(),
        ident: Some(name.into_ident()),
        colon_token: Some(Default::default()),
        ty,
        default: None,
    }
}

/// `pub enum Name { … }`.
pub(in crate::emit) fn enumeration(attrs: Vec<Attribute>, name: Ident, variants: Vec<Variant>) -> Item {
    Item::Enum(ItemEnum {
        attrs,
        vis: public(),
        enum_token: Default::default(),
        ident: name,
        generics: Generics::default(),
        brace_token: Default::default(),
        variants: variants.into_iter().collect(),
    })
}

/// `Name`, or `Name(T)`.
pub(in crate::emit) fn variant(attrs: Vec<Attribute>, name: impl Name, ty: Option<Type>) -> Variant {
    let fields = ty.map_or(Fields::Unit, unnamed);
    Variant { attrs, ident: name.into_ident(), fields, discriminant: None }
}

fn unnamed(ty: Type) -> Fields {
    let field = Field {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: Default::default(),
        ident: None,
        colon_token: None,
        ty,
        default: None,
    };
    Fields::Unnamed(FieldsUnnamed { paren_token: Default::default(), unnamed: Punctuated::from_iter([field]) })
}

/// `impl Name { … }`.
pub(in crate::emit) fn inherent(attrs: Vec<Attribute>, ty: &Ident, items: impl Iterator<Item = ImplItem>) -> Item {
    implementation_item(attrs, None, ty.clone().into(), items.collect())
}

/// `impl Path for Name { … }`.
pub(in crate::emit) fn implementation<const N: usize>(of: Path, ty: &Ident, methods: [Method; N]) -> Item {
    implementation_item(Vec::new(), Some(of), ty.clone().into(), methods.map(Into::into).into())
}

/// `impl Path for path::Name {}`.
pub(in crate::emit) fn marker(of: Path, ty: Path) -> Item {
    implementation_item(Vec::new(), Some(of), ty, Vec::new())
}

fn implementation_item(attrs: Vec<Attribute>, of: Option<Path>, ty: Path, items: Vec<ImplItem>) -> Item {
    Item::Impl(ItemImpl {
        attrs,
        modifiers: Default::default(),
        unsafety: None,
        impl_token: Default::default(),
        generics: Generics::default(),
        trait_: of.map(|of| (of, Default::default())),
        self_ty: Box::new(path_type(ty)),
        brace_token: Default::default(),
        items,
    })
}

/// `pub const NAME: &'static str = "text";`.
pub(in crate::emit) fn constant(attrs: Vec<Attribute>, name: impl Name, text: &str) -> ImplItem {
    typed_constant(attrs, name, reference_static(known_type("str")), string(text))
}

/// `pub const NAME: T = value;`.
pub(in crate::emit) fn typed_constant(attrs: Vec<Attribute>, name: impl Name, ty: Type, value: Expr) -> ImplItem {
    ImplItem::Const(ImplItemConst {
        attrs,
        vis: public(),
        modifiers: Default::default(),
        const_token: Default::default(),
        ident: name.into_ident(),
        generics: Generics::default(),
        colon_token: Default::default(),
        ty,
        eq_token: Default::default(),
        expr: value,
        semi_token: Default::default(),
    })
}

/// `static NAME: T = value;`.
pub(in crate::emit) fn static_item(name: &'static str, ty: Type, value: Expr) -> Item {
    Item::Static(ItemStatic {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        static_token: Default::default(),
        mutability: StaticMutability::None,
        ident: ident(name),
        colon_token: Default::default(),
        ty: Box::new(ty),
        eq_token: Default::default(),
        expr: Box::new(value),
        semi_token: Default::default(),
    })
}

/// `runtime::name!(tokens);`.
pub(in crate::emit) fn macro_call(name: &'static str, tokens: TokenStream) -> Item {
    let delimiter = MacroDelimiter::Paren(Default::default());
    let path = path(["runtime", name]);
    let mac = Macro { path, bang_token: Default::default(), delimiter, tokens };
    Item::Macro(ItemMacro { attrs: Vec::new(), ident: None, mac, semi_token: Some(Default::default()) })
}

/// `use path::{a, b};`.
pub(in crate::emit) fn import(vis: Visibility, path: Vec<Ident>, names: Vec<Ident>) -> Item {
    let items = names.into_iter().map(|ident| UseTree::Name(UseName { ident })).collect();
    // The formatter leaves out the braces around a single name.
    let names = UseTree::Group(UseGroup { brace_token: Default::default(), items });
    use_item(vis, path, names)
}

/// `use path::of as name;`.
pub(in crate::emit) fn renamed(path: Vec<Ident>, of: &'static str, name: &'static str) -> Item {
    let last = UseTree::Rename(UseRename { ident: ident(of), as_token: Default::default(), rename: ident(name) });
    use_item(Visibility::Inherited, path, last)
}

fn use_item(vis: Visibility, path: Vec<Ident>, last: UseTree) -> Item {
    let tree = path.into_iter().rev().fold(last, |tree, ident| {
        UseTree::Path(UsePath { ident, colon2_token: Default::default(), tree: Box::new(tree) })
    });
    Item::Use(ItemUse {
        attrs: Vec::new(),
        vis,
        use_token: Default::default(),
        leading_colon: None,
        tree,
        semi_token: Default::default(),
    })
}

impl Method {
    /// A method of one expression that is marked to be inlined, as far as it can be told without parameters.
    pub(in crate::emit) fn inline(name: impl Name, receives: Receives, returns: Type, result: Expr) -> Self {
        Self { returns: Some(returns), result: Some(result), ..Self::procedure(name, receives, Vec::new()) }
    }

    /// A method that gives a static value, which is in it.
    pub(in crate::emit) fn of_static(name: &'static str, place: &'static str, ty: Type, value: Expr) -> Self {
        let result = borrow(local(place));
        let method = Self::inline(name, Receives::Nothing, reference_static(ty.clone()), result);
        Self { items: vec![static_item(place, ty, value)], ..method }
    }

    /// A public method of one expression, with docs, that is marked to be inlined.
    pub(in crate::emit) fn public(
        mut attrs: Vec<Attribute>,
        name: impl Name,
        receives: Receives,
        parameters: Vec<(Pat, Type)>,
        (returns, result): (Type, Expr),
    ) -> Self {
        attrs.push(attribute("inline"));
        Self { attrs, is_public: true, parameters, ..Self::inline(name, receives, returns, result) }
    }

    /// A method without a result that is marked to be inlined, in the same way.
    pub(in crate::emit) fn procedure(name: impl Name, receives: Receives, statements: Vec<Expr>) -> Self {
        Self {
            attrs: vec![attribute("inline")],
            is_public: false,
            name: name.into_ident(),
            receives,
            parameters: Vec::new(),
            returns: None,
            items: Vec::new(),
            statements,
            result: None,
        }
    }
}

impl From<Method> for ImplItem {
    fn from(method: Method) -> Self {
        let Method { attrs, is_public, name, receives, parameters, returns, items, statements, result } = method;
        let lifetime = (receives == Receives::SharedFor).then(lifetime);
        let generics = match &lifetime {
            Some(lifetime) => Generics {
                lt_token: Some(Default::default()),
                params: [GenericParam::Lifetime(LifetimeParam::new(lifetime.clone()))].into_iter().collect(),
                gt_token: Some(Default::default()),
                where_clause: None,
            },
            None => Generics::default(),
        };
        let reference = |mutability| ReceiverKind::Reference(Default::default(), lifetime, mutability);
        let receiver = match receives {
            Receives::Nothing => None,
            Receives::Shared | Receives::SharedFor => Some(reference(None)),
            Receives::Mutable => Some(reference(Some(Default::default()))),
            Receives::Owned => Some(ReceiverKind::Value),
        };
        let receiver = receiver.map(|kind| {
            FnArg::Receiver(Receiver { attrs: Vec::new(), mutability: None, self_token: Default::default(), kind })
        });
        let parameters = parameters.into_iter().map(|(pat, ty)| {
            let (pat, ty) = (Box::new(pat), Box::new(ty));
            FnArg::Typed(PatType { attrs: Vec::new(), pat, colon_token: Default::default(), ty })
        });
        let sig = Signature {
            constness: None,
            asyncness: None,
            safety: Safety::Default,
            abi: None,
            fn_token: Default::default(),
            ident: name,
            generics,
            paren_token: Default::default(),
            inputs: receiver.into_iter().chain(parameters).collect(),
            variadic: None,
            output: match returns {
                Some(ty) => ReturnType::Type(Default::default(), Box::new(ty)),
                None => ReturnType::Default,
            },
        };
        let statements = statements.into_iter().map(|expr| Stmt::Expr(expr, Some(Default::default())));
        let result = result.map(|expr| Stmt::Expr(expr, None));
        let stmts = items.into_iter().map(Stmt::Item).chain(statements).chain(result).collect();
        Self::Fn(ImplItemFn {
            attrs,
            vis: if is_public { public() } else { Visibility::Inherited },
            modifiers: Default::default(),
            sig,
            block: Block { brace_token: Default::default(), stmts },
        })
    }
}
