//! What a file refers to, and how: by a name that it imports, or by a path where the name is taken.

use std::collections::{BTreeMap, HashMap};

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::{Crate, File, Ident, ModuleId, TypeId};

/// The names that a file defines and imports.
#[derive(Debug)]
pub(super) struct Imports<'p> {
    plan: &'p Crate,
    /// Each name with the path that it stands for.
    names: HashMap<String, String>,
    /// The names to import, by the module that they are in.
    uses: BTreeMap<String, BTreeMap<String, TokenStream>>,
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = if self.is_raw() {
            proc_macro2::Ident::new_raw(self.as_str(), Span::call_site())
        } else {
            proc_macro2::Ident::new(self.as_str(), Span::call_site())
        };
        ident.to_tokens(tokens);
    }
}

impl<'p> Imports<'p> {
    pub(super) fn new(plan: &'p Crate, file: &File) -> Self {
        let mut imports = Self { plan, names: HashMap::new(), uses: BTreeMap::new() };
        for item in &file.items {
            let id = item.id();
            imports.names.insert(plan.name_of(id).ident.to_string(), imports.path(id));
        }
        imports
    }

    /// A generated type.
    pub(super) fn ty(&mut self, id: TypeId) -> TokenStream {
        let plan = self.plan;
        let name = plan.name_of(id);
        let ident = name.ident.to_token_stream();
        let module = module_path(plan, name.module);
        self.name(module.to_string(), &module, name.ident.as_str(), ident)
    }

    /// An item of the runtime, or of a module of it.
    pub(super) fn runtime(&mut self, module: &str, name: &str) -> TokenStream {
        let ident = proc_macro2::Ident::new(name, Span::call_site()).to_token_stream();
        let path = if module.is_empty() {
            quote!(crate::runtime)
        } else {
            let module = proc_macro2::Ident::new(module, Span::call_site());
            quote!(crate::runtime::#module)
        };
        self.name(path.to_string(), &path, name, ident)
    }

    /// An item of another crate.
    pub(super) fn external(&mut self, name: &str, module: &TokenStream) -> TokenStream {
        let ident = proc_macro2::Ident::new(name, Span::call_site()).to_token_stream();
        self.name(module.to_string(), module, name, ident)
    }

    /// The module of the runtime itself, which the macros of the runtime expect to be in scope.
    pub(super) fn runtime_module(&mut self) {
        self.uses.entry(quote!(crate).to_string()).or_default().insert("runtime".to_owned(), quote!(runtime));
    }

    /// The path of a type for the links of rustdoc.
    pub(super) fn doc_path(&self, id: TypeId) -> String {
        self.path(id)
    }

    /// The `use` items.
    pub(super) fn uses(&self) -> TokenStream {
        let uses = self.uses.iter().filter_map(|(module, names)| {
            let module: TokenStream = module.parse().ok()?;
            let names = names.values();
            Some(if names.len() == 1 { quote!(use #module::#(#names)*;) } else { quote!(use #module::{#(#names),*};) })
        });
        quote!(#(#uses)*)
    }

    fn name(&mut self, key: String, module: &TokenStream, name: &str, ident: TokenStream) -> TokenStream {
        let path = format!("{}::{name}", key.replace(' ', ""));
        match self.names.get(name) {
            Some(known) if *known == path => ident,
            Some(_) => quote!(#module::#ident),
            None => {
                self.names.insert(name.to_owned(), path);
                self.uses.entry(key).or_default().insert(name.to_owned(), ident.clone());
                ident
            }
        }
    }

    fn path(&self, id: TypeId) -> String {
        let name = self.plan.name_of(id);
        format!("{}::{}", module_path(self.plan, name.module).to_string().replace(' ', ""), name.ident)
    }
}

/// The path of a module from the crate root.
fn module_path(plan: &Crate, id: ModuleId) -> TokenStream {
    let module = plan.module(id);
    match module.parent {
        None => quote!(crate),
        Some(parent) => {
            let parent = module_path(plan, parent);
            let ident = &module.ident;
            quote!(#parent::#ident)
        }
    }
}
