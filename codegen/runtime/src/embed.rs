//! The package as texts, for programs that write it somewhere else.

macro_rules! sources {
    ($($path:literal)*) => {
        &[
            ("LICENSE", include_str!("../LICENSE")),
            ("README.md", include_str!("../README.md")),
            $((concat!("src/", $path), include_str!($path)),)*
        ]
    };
}

/// The files below the folder of the package by their paths, as they are, but for `Cargo.toml` and for tests. Those of a module stand together.
pub const SOURCES: &[(&str, &str)] = sources! {
    "__private.rs"
    "body.rs" "body/changes.rs"
    "compare.rs" "delta.rs" "embed.rs" "error_response.rs"
    "json.rs" "json/by_serde.rs" "json/parts.rs" "json/values.rs"
    "lenient.rs" "lib.rs"
    "macros.rs" "macros/newtype.rs"
    "nav.rs"
    "page.rs" "page/stream.rs"
    "read.rs" "read/answer.rs" "read/field.rs" "read/hierarchy.rs" "read/list.rs"
    "record.rs" "record/enumeration.rs" "record/enumeration/flags.rs" "record/enumeration/form.rs"
    "record/enumeration/slots.rs" "record/enumeration/unrecognized.rs" "record/external.rs" "record/extra.rs"
    "record/extra/access.rs" "record/extra/media.rs" "record/extra/members.rs" "record/extra/null_items.rs"
    "record/extra/nulls.rs" "record/fields.rs" "record/hierarchy.rs" "record/lexical_form.rs" "record/nav.rs"
    "record/newtype.rs" "record/slot.rs"
    "request.rs" "request/answer.rs" "request/apply.rs" "request/batch.rs" "request/batch/answers.rs"
    "request/batch/json.rs" "request/batch/message.rs" "request/batch/multipart.rs" "request/body.rs"
    "request/client.rs" "request/encode.rs" "request/error.rs" "request/expand.rs" "request/expression.rs"
    "request/expression/comparand.rs" "request/expression/methods.rs" "request/filter.rs" "request/generated.rs"
    "request/headers.rs" "request/invocation.rs" "request/key.rs" "request/literal.rs" "request/literal/geo.rs"
    "request/many.rs" "request/media.rs" "request/member.rs" "request/message.rs" "request/message/content.rs"
    "request/message/preferences.rs" "request/message/request_parts.rs" "request/one.rs" "request/options.rs"
    "request/order.rs" "request/pages.rs" "request/path.rs" "request/poll.rs" "request/property.rs"
    "request/search.rs" "request/select.rs" "request/service.rs" "request/settings.rs" "request/steps.rs"
    "request/text.rs"
    "schema.rs" "schema/member_name.rs" "schema/members.rs" "schema/meta.rs" "schema/names.rs" "schema/types.rs"
    "syntax.rs" "syntax/error.rs" "syntax/escape.rs" "syntax/interchange.rs" "syntax/mode.rs" "syntax/reader.rs"
    "syntax/reader/context.rs" "syntax/reader/number.rs" "syntax/reader/skip.rs" "syntax/reader/string.rs"
    "syntax/tree.rs" "syntax/value_error.rs" "syntax/writer.rs"
    "url.rs" "value.rs"
    "values.rs" "values/binary.rs" "values/date_time.rs" "values/decimal.rs" "values/duration.rs" "values/geo.rs"
    "values/number.rs" "values/other.rs" "values/scan.rs" "values/short.rs" "values/slots.rs" "values/stream.rs"
    "write.rs" "write/control.rs" "write/field.rs" "write/object.rs"
};
