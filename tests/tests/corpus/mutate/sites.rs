//! What there is in a body, by the types that it is declared to have.

use csdl_codegen::internals::model::{Primitive, StructuredId, Type, TypeUse};
use serde_json::{Map, Value};

use super::Scalar;
use super::names::{Names, TYPE_MEMBERS};

/// The places of a body; each is a JSON pointer.
#[derive(Default)]
pub(crate) struct Sites {
    pub(super) objects: Vec<Object>,
    pub(super) properties: Vec<Property>,
    pub(super) values: Vec<ScalarSite>,
    /// Items of collections that are properties.
    pub(super) items: Vec<String>,
    pub(super) absent_objects: Vec<AbsentObject>,
}

/// An object of a type, or a page.
pub(super) struct Object {
    pub(super) place: String,
    /// The type that it is of; `None` for a page.
    pub(super) ty: Option<StructuredId>,
    /// Whether it names its type, be it one that the model does not know.
    pub(super) is_typed: bool,
    pub(super) names: Vec<String>,
}

/// A property without a value, which may have an object of a type or many.
pub(super) struct AbsentObject {
    pub(super) place: String,
    pub(super) ty: StructuredId,
    pub(super) is_collection: bool,
}

/// A declared property that is not `null`, but may be absent.
pub(super) struct Property {
    pub(super) object: String,
    pub(super) name: String,
    pub(super) is_present: bool,
}

/// A value of a type of interest, or the place of one that is absent or `null`.
pub(super) struct ScalarSite {
    pub(super) place: String,
    pub(super) ty: Scalar,
    /// Whether there is to be an array of such values. Items that are there have places of their own.
    pub(super) is_collection: bool,
    pub(super) now: Option<Value>,
    /// Whether it is a property or in one; a value by itself has nothing that could remember how it was spelled.
    pub(super) is_property: bool,
}

/// All places of a value of a type, of a page of such values, or of a page of values without changes of their own.
pub(super) fn find(names: &Names<'_>, ty: Option<Type>, is_page: bool, body: &Value) -> Sites {
    let mut walk = Walk { names, sites: Sites::default() };
    match (body, ty) {
        (Value::Object(members), _) if is_page => {
            walk.add_object("", None, members);
            if let Some(count) = members.get("@odata.count") {
                walk.scalar("/@odata.count", Type::Primitive(Primitive::Int64), false, Some(count), true);
            }
            let items = members.get("value").and_then(Value::as_array).into_iter().flatten();
            for (index, item) in items.enumerate() {
                if let Some(ty) = ty {
                    walk.value(&format!("/value/{index}"), ty, item, false);
                }
            }
        }
        (body, Some(ty)) => walk.value("", ty, body, false),
        (_, None) => {}
    }
    walk.sites
}

/// The JSON pointer of a member.
pub(super) fn member(object: &str, name: &str) -> String {
    format!("{object}/{}", name.replace('~', "~0").replace('/', "~1"))
}

struct Walk<'w, 'm> {
    names: &'w Names<'m>,
    sites: Sites,
}

impl Walk<'_, '_> {
    fn value(&mut self, place: &str, ty: Type, value: &Value, is_property: bool) {
        match (ty, value) {
            (Type::Structured(id), Value::Object(members)) => self.object(place, id, members),
            (Type::Structured(_), _) => {}
            _ => self.scalar(place, ty, false, Some(value).filter(|value| !value.is_null()), is_property),
        }
    }

    fn object(&mut self, place: &str, declared: StructuredId, members: &Map<String, Value>) {
        let model = self.names.model;
        let named = type_name(members).and_then(|name| self.names.named(name));
        // The name of a type that is not derived from the declared one is as good as that of an unknown one.
        let ty = named.filter(|id| model.lineage(*id).contains(&declared)).unwrap_or(declared);
        self.add_object(place, Some(ty), members);
        for id in model.lineage(ty) {
            for property in &model.structured(id).properties {
                self.property(place, &property.name.text, Some(property.ty), members);
            }
            for property in &model.structured(id).navigation_properties {
                let target = property.target.map(Type::Structured);
                let ty = target.map(|item| TypeUse { item, is_collection: property.is_collection });
                self.property(place, &property.name.text, ty, members);
            }
        }
    }

    fn add_object(&mut self, place: &str, ty: Option<StructuredId>, members: &Map<String, Value>) {
        let is_typed = TYPE_MEMBERS.iter().any(|name| members.contains_key(*name));
        let names = members.keys().cloned().collect();
        self.sites.objects.push(Object { place: place.to_owned(), ty, is_typed, names });
    }

    fn property(&mut self, object: &str, name: &str, ty: Option<TypeUse>, members: &Map<String, Value>) {
        let value = members.get(name).filter(|value| !value.is_null());
        if value.is_some() || !members.contains_key(name) {
            let is_present = value.is_some();
            self.sites.properties.push(Property { object: object.to_owned(), name: name.to_owned(), is_present });
        }
        let place = member(object, name);
        match (value, ty) {
            (_, None) => {}
            (None, Some(TypeUse { item: Type::Structured(ty), is_collection })) => {
                self.sites.absent_objects.push(AbsentObject { place, ty, is_collection });
            }
            (None, Some(ty)) => self.scalar(&place, ty.item, ty.is_collection, None, true),
            (Some(Value::Array(items)), Some(ty)) if ty.is_collection => {
                for (index, item) in items.iter().enumerate() {
                    let place = format!("{place}/{index}");
                    self.value(&place, ty.item, item, true);
                    self.sites.items.push(place);
                }
            }
            (Some(value), Some(ty)) => self.value(&place, ty.item, value, true),
        }
    }

    fn scalar(&mut self, place: &str, ty: Type, is_collection: bool, now: Option<&Value>, is_property: bool) {
        let Some(ty) = Scalar::of(self.names.model, ty) else { return };
        let site = ScalarSite { place: place.to_owned(), ty, is_collection, now: now.cloned(), is_property };
        self.sites.values.push(site);
    }
}

fn type_name(members: &Map<String, Value>) -> Option<&str> {
    TYPE_MEMBERS.iter().find_map(|name| members.get(*name)?.as_str())
}
