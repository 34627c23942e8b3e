//! Lists are read page by page: the cursor is the place of the last item seen.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Give it as `after` to read on; null on the last page.
    pub next: Option<String>,
}

/// Where to read on, and how much.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "kebab-case")]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct PageQuery {
    /// `next` of the page before.
    pub after: Option<String>,
    /// Items a page, 50 unless told, 500 at most.
    pub limit: Option<u32>,
}

impl PageQuery {
    /// Items a page may have.
    pub const LIMIT_MAX: u32 = 500;

    /// Items asked for.
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(50).clamp(1, Self::LIMIT_MAX)
    }
}

impl<T> Page<T> {
    /// A page of at most `limit` items, made from one item more than that where there are more.
    pub fn of(mut items: Vec<T>, limit: u32, place: impl Fn(&T) -> String) -> Self {
        let limit = limit as usize;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(place) } else { None };
        Self { items, next }
    }
}
