//! Terms and annotations (CSDL XML 4.01, sections 14.1 to 14.3).

use super::cursor::{Cursor, Element, Read};
use crate::csdl::names::Form;
use crate::csdl::{Annotation, Annotations, Expression, PropertyValue, Term};

impl<'s> Cursor<'s, '_> {
    pub(super) fn term(&mut self, element: Element<'s>) -> Read<Term<'s>> {
        let name = self.required(element, "Name", Form::Name);
        let type_name = self.required(element, "Type", Form::TypeReference);
        let base_term = self.optional("BaseTerm", Form::QualifiedName);
        let default_value = self.optional("DefaultValue", Form::Any);
        let applies_to = self.optional("AppliesTo", Form::Any);
        let facets = self.facets();
        self.no_more_attributes(element);
        let annotations = self.only_annotations(element)?;
        Ok(Term { name, type_name, base_term, default_value, applies_to, facets, annotations })
    }

    pub(super) fn annotations_element(&mut self, element: Element<'s>) -> Read<Annotations<'s>> {
        let target = self.required(element, "Target", Form::NotEmpty);
        let qualifier = self.optional("Qualifier", Form::Qualifier);
        self.no_more_attributes(element);
        Ok(Annotations { target, qualifier, annotations: self.only_annotations(element)? })
    }

    pub(super) fn annotation(&mut self, element: Element<'s>) -> Read<Annotation<'s>> {
        self.open_annotations += 1;
        let term = self.required(element, "Term", Form::QualifiedName);
        let qualifier = self.optional("Qualifier", Form::Qualifier);
        let (value, annotations) = self.value_and_annotations(element)?;
        self.open_annotations -= 1;
        Ok(Annotation { term, qualifier, value, annotations })
    }

    pub(super) fn property_value(&mut self, element: Element<'s>) -> Read<PropertyValue<'s>> {
        let property = self.required(element, "Property", Form::Name);
        let (value, annotations) = self.value_and_annotations(element)?;
        Ok(PropertyValue { property, value, annotations })
    }

    /// The value, given as an attribute or as a child, and the annotations of the element itself.
    pub(super) fn value_and_annotations(
        &mut self,
        element: Element<'s>,
    ) -> Read<(Option<Expression<'s>>, Vec<Annotation<'s>>)> {
        let mut value = None;
        while let Some(next) = self.value_attribute() {
            self.second_value(&value, next.span, element);
            value = Some(next);
        }
        self.no_more_attributes(element);
        let mut annotations = Vec::new();
        while let Some(child) = self.child()? {
            if child.edm() == "Annotation" {
                annotations.push(self.annotation(child)?);
            } else if let Some(next) = self.expression(child, element)? {
                self.second_value(&value, next.span, element);
                value = Some(next);
            }
        }
        Ok((value, annotations))
    }
}
