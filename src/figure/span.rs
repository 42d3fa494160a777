//! The years for which a relation held: for certain, and possibly.

use edtf_core::{Bound, Edtf};

use crate::graph::View;
use crate::value::{EdgeId, Value};

/// Years, each from and to; an open side is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// When it held whatever its dates exactly are; none where no year is certain.
    pub certain: Option<(Option<i32>, Option<i32>)>,
    /// When it can have held.
    pub possible: (Option<i32>, Option<i32>),
}

/// The span of an edge by its `start`, `end`, `at` and `year`; none where it has no date. What has a start
/// and no end held for certain in the year of the start, and possibly ever since.
pub(super) fn of(view: &dyn View, edge: EdgeId) -> Option<Span> {
    let date = |key: &str| view.edge_text(edge, key).and_then(|text| years(&text));
    if let Some((from, to)) = date("at").or_else(|| year(view, edge)) {
        let certain = (from.is_some() && from == to).then_some((from, to));
        return Some(Span { certain, possible: (from, to) });
    }
    let (start, end) = (date("start"), date("end"));
    if start.is_none() && end.is_none() {
        return None;
    }
    let possible = (start.and_then(|(from, _)| from), end.and_then(|(_, to)| to));
    let first = start.map_or_else(|| end.and_then(|(from, _)| from), |(_, to)| to);
    let last = end.map_or(first, |(from, _)| from);
    let certain = first.zip(last).filter(|(first, last)| first <= last);
    Some(Span { certain: certain.map(|(first, last)| (Some(first), Some(last))), possible })
}

fn year(view: &dyn View, edge: EdgeId) -> Option<(Option<i32>, Option<i32>)> {
    let Value::Integer(year) = view.edge_property(edge, view.symbols().find_key("year")?) else { return None };
    i32::try_from(year).ok().map(|year| (Some(year), Some(year)))
}

fn years(text: &str) -> Option<(Option<i32>, Option<i32>)> {
    let bounds = Edtf::parse(text).ok()?.bounds();
    let year = |bound: Bound| match bound {
        Bound::Date(day) => i32::try_from(day.year).ok(),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    };
    Some((year(bounds.earliest), year(bounds.latest)))
}
