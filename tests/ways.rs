//! The ways in which one query can be planned: all must give the same.

use actant::session::Rewrites;

/// All rewrites, none, and all but one.
pub(crate) fn ways() -> Vec<(&'static str, Rewrites)> {
    // A new rewrite must have a line below: taking the struct apart here sees to that.
    let Rewrites { order_patterns: _, seek_ids: _, push_conditions: _ } = Rewrites::ALL;
    vec![
        ("all rewrites", Rewrites::ALL),
        ("no rewrites", Rewrites::NONE),
        ("no order_patterns", Rewrites { order_patterns: false, ..Rewrites::ALL }),
        ("no seek_ids", Rewrites { seek_ids: false, ..Rewrites::ALL }),
        ("no push_conditions", Rewrites { push_conditions: false, ..Rewrites::ALL }),
    ]
}
