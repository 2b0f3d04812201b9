//! Lists come in pages.

use serde::{Deserialize, Serialize};

/// Which part of a list is asked for. In the query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// How many items to skip.
    #[serde(default)]
    pub offset: u32,
    /// How many items to answer at most, between 1 and [`Paging::MAX_LIMIT`].
    #[serde(default = "Paging::default_limit")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5_000))]
    pub limit: u32,
}

impl Paging {
    /// The most items in one answer.
    pub const MAX_LIMIT: u32 = 5_000;

    fn default_limit() -> u32 {
        100
    }
}

impl Default for Paging {
    fn default() -> Self {
        Self { offset: 0, limit: Self::default_limit() }
    }
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The items asked for, in the list's own order.
    pub items: Vec<T>,
    /// How many items the whole list has.
    pub total: u32,
}

/// Each kind of page has a name of its own, which deriving does not give it.
#[cfg(feature = "openapi")]
mod schema {
    use super::Page;
    use std::borrow::Cow;
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{Ref, RefOr, Schema, schema::ArrayBuilder, schema::ObjectBuilder},
    };

    impl<T: ToSchema> PartialSchema for Page<T> {
        fn schema() -> RefOr<Schema> {
            let items = ArrayBuilder::new().items(Ref::from_schema_name(T::name()));
            ObjectBuilder::new()
                .description(Some("A part of a list."))
                .property("items", items)
                .property("total", u32::schema())
                .required("items")
                .required("total")
                .into()
        }
    }

    impl<T: ToSchema> ToSchema for Page<T> {
        fn name() -> Cow<'static, str> {
            Cow::Owned(format!("PageOf{}", T::name()))
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        }
    }
}
