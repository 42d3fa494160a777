//! Evidence: the passage a record rests on.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One passage of one work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The id of the work that holds the passage.
    pub work: Arc<str>,
    /// The section, as the work numbers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Arc<str>>,
    /// The page or pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Arc<str>>,
    /// The few words by which a reader finds the passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<Arc<str>>,
    /// The name or citation as printed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Arc<str>>,
    /// The ids of the works that the passage itself cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citing: Vec<Arc<str>>,
}
