//! The standard vocabularies, whose types have no need of a document.
//!
//! Sources: the OData vocabularies, <https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/>, and those of SAP,
//! <https://github.com/SAP/odata-vocabularies>.

use super::Primitive;

/// The vocabularies of OASIS by the aliases that documents use for them, sometimes without saying so.
const ALIASES: &[&str] = &[
    "Aggregation",
    "Authorization",
    "Capabilities",
    "Core",
    "JSON",
    "Measures",
    "Repeatability",
    "Temporal",
    "Validation",
];

/// Whether a namespace is that of a standard vocabulary.
pub(crate) fn is_standard(namespace: &str) -> bool {
    let oasis = namespace.strip_prefix("Org.OData.").and_then(|rest| rest.strip_suffix(".V1"));
    oasis.is_some_and(|name| !name.is_empty() && !name.contains('.')) || namespace.starts_with("com.sap.vocabularies.")
}

/// The namespace of the standard vocabulary with an alias that is in use everywhere.
pub(super) fn by_alias(alias: &str) -> Option<String> {
    ALIASES.contains(&alias).then(|| format!("Org.OData.{alias}.V1"))
}

/// What the values are of a type that a standard vocabulary declares. Of type definitions they are known; those of all others are
/// taken as the JSON that they are.
pub(super) fn values(namespace: &str, name: &str) -> Primitive {
    match (namespace, name) {
        ("Org.OData.Core.V1", "Tag") => Primitive::Boolean,
        ("Org.OData.JSON.V1", "JSON") => Primitive::Stream,
        (
            "Org.OData.Core.V1",
            "LocalDateTime"
            | "MessageSeverity"
            | "QualifiedActionName"
            | "QualifiedBoundOperationName"
            | "QualifiedTermName"
            | "QualifiedTypeName"
            | "SimpleIdentifier",
        )
        | ("Org.OData.Aggregation.V1", "AggregationMethod" | "HierarchyQualifier" | "Transformation")
        | ("Org.OData.Authorization.V1", "SchemeName")
        | ("Org.OData.Capabilities.V1", "FilterExpressionType")
        | ("Org.OData.Measures.V1", "DurationGranularityType")
        | ("Org.OData.Validation.V1", "SingleOrCollectionType") => Primitive::String,
        _ => Primitive::Untyped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces() {
        for name in ["Org.OData.Core.V1", "Org.OData.Capabilities.V1", "com.sap.vocabularies.UI.v1"] {
            assert!(is_standard(name), "{name}");
        }
        for name in ["Org.OData.Core", "Org.OData..V1", "Org.OData.V1", "Contoso.Org.OData.Core.V1", "com.sap.prod"] {
            assert!(!is_standard(name), "{name}");
        }
        assert_eq!(by_alias("Core").as_deref(), Some("Org.OData.Core.V1"));
        assert_eq!(by_alias("core"), None);
    }
}
