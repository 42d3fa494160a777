//! One record that two sides changed, field by field.

use std::borrow::Cow;

use super::super::canonical::{field_text, value_text};
use super::super::json::{Entries, Json};
use super::super::vocabulary::{Keys, Vocabulary};
use super::conflict::{Field, Side};
use super::pair::{DATES, says_what};
use super::records::Item;

/// How the fields of a kind of record are written.
pub(super) struct Fields<'v> {
    vocabulary: &'v Vocabulary<'v>,
    keys: &'v Keys<'v>,
}

/// A value on three sides; it is missing where a side has none.
type Values<'j, 't> = [Option<&'j Json<'t>>; 3];

/// How a value is written; nothing where it says nothing.
type Text<'f> = &'f dyn Fn(&Json<'_>) -> Option<String>;

/// A merged value, where there is one, and what was not agreed on.
type Merged<'t> = (Option<Json<'t>>, Vec<Field>);

impl<'v> Fields<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary<'v>, is_edge: bool) -> Fields<'v> {
        Fields { vocabulary, keys: if is_edge { &vocabulary.edge_keys } else { &vocabulary.node_keys } }
    }

    /// The fields that differ between what was read and what a side made of it.
    pub(super) fn changed(&self, base: &Item<'_>, now: &Item<'_>) -> Vec<Field> {
        let fields = self.all(Some(base), now, now).into_iter().map(|(name, _, field)| Field { name, ..field });
        fields.filter(|field| field.base != field.ours).collect()
    }

    /// What both sides agree on, and the fields that they don't; of these the value of the favoured side is taken.
    pub(super) fn merge<'t>(
        &self,
        base: Option<&Item<'t>>,
        theirs: &Item<'t>,
        ours: &Item<'t>,
        favour: Option<Side>,
    ) -> (Entries<'t>, Vec<Field>) {
        let all = self.all(base, theirs, ours);
        let fields: Vec<&Field> = all.iter().map(|(.., field)| field).collect();
        let moved = theirs.is_edge && is_moved(&fields);
        let (mut merged, mut clashes) = (Vec::new(), Vec::new());
        for (name, values, field) in &all {
            let text = |json: &Json<'_>| self.text(name, json);
            let (json, mut open) = match favour {
                Some(side) if moved && is_new_time(field) => (chosen(*values, side).cloned(), Vec::new()),
                Some(_) | None => three_way(name, *values, favour, &text),
            };
            if moved && is_new_time(field) {
                open = vec![field.clone()];
            }
            merged.extend(json.map(|json| (Cow::Owned(name.clone()), json)));
            clashes.extend(open);
        }
        (merged, clashes)
    }

    /// Every field that a side has, with its values and as it is written.
    fn all<'j, 't>(
        &self,
        base: Option<&'j Item<'t>>,
        theirs: &'j Item<'t>,
        ours: &'j Item<'t>,
    ) -> Vec<(String, Values<'j, 't>, Field)> {
        let none = &[][..];
        let sides = [base.map_or(none, |base| &base.fields[..]), &theirs.fields[..], &ours.fields[..]];
        let row = |name: &'j str| {
            let values = sides.map(|fields| value(fields, name));
            (name.to_owned(), values, field(name.to_owned(), values, &|json| self.text(name, json)))
        };
        names(sides).into_iter().map(row).collect()
    }

    fn text(&self, name: &str, json: &Json<'_>) -> Option<String> {
        field_text(self.vocabulary, self.keys, name, json)
    }
}

/// Whether one side gave an edge another time and the other side changed what it says of the time it had: what is
/// known of one year is not moved to another without a word.
fn is_moved(fields: &[&Field]) -> bool {
    let of_world = |field: &Field| says_what(&field.name) && field.name != "status" && !is_time(field);
    let redated = |now: fn(&Field) -> &Option<String>| {
        fields.iter().any(|field| is_time(field) && field.base.is_some() && *now(field) != field.base)
    };
    let says =
        |now: fn(&Field) -> &Option<String>| fields.iter().any(|field| of_world(field) && *now(field) != field.base);
    (redated(|field| &field.theirs) && says(|field| &field.ours))
        || (redated(|field| &field.ours) && says(|field| &field.theirs))
}

fn is_time(field: &Field) -> bool {
    DATES.contains(&field.name.as_str())
}

/// Whether a field is a time that a side changed.
fn is_new_time(field: &Field) -> bool {
    is_time(field) && field.base.is_some() && (field.theirs != field.base || field.ours != field.base)
}

/// The keys of several sides, each once, in the order of the second side and then of the others.
fn names<'j>(sides: [&'j [(Cow<'_, str>, Json<'_>)]; 3]) -> Vec<&'j str> {
    let [base, theirs, ours] = sides;
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in theirs.iter().chain(ours).chain(base) {
        if !names.contains(&&**name) {
            names.push(name);
        }
    }
    names
}

pub(super) fn value<'j, 't>(fields: &'j [(Cow<'t, str>, Json<'t>)], name: &str) -> Option<&'j Json<'t>> {
    fields.iter().find(|(key, _)| key == name).map(|(_, json)| json)
}

fn field(name: String, values: Values<'_, '_>, text: Text<'_>) -> Field {
    let [base, theirs, ours] = values.map(|json| json.and_then(text));
    Field { name, base, theirs, ours }
}

fn chosen<'j, 't>([_, theirs, ours]: Values<'j, 't>, side: Side) -> Option<&'j Json<'t>> {
    match side {
        Side::Theirs => theirs,
        Side::Ours => ours,
    }
}

/// The value that only one side changed, or that both gave; else what both can have at once.
fn three_way<'t>(name: &str, values: Values<'_, 't>, favour: Option<Side>, text: Text<'_>) -> Merged<'t> {
    let told = field(name.to_owned(), values, text);
    let [_, theirs, ours] = values;
    if told.ours == told.theirs || told.ours == told.base {
        return (theirs.cloned(), Vec::new());
    }
    if told.theirs == told.base {
        return (ours.cloned(), Vec::new());
    }
    if let Some(Json::Object(_)) | None = values[0]
        && let (Some(Json::Object(theirs)), Some(Json::Object(ours))) = (theirs, ours)
    {
        let base = match values[0] {
            Some(Json::Object(base)) => &base[..],
            Some(_) | None => &[],
        };
        return entries(name, [base, theirs, ours], favour);
    }
    if let (Some(Json::List(theirs)), Some(Json::List(ours))) = (theirs, ours)
        && let Some(both) = added(values[0], theirs, ours, text)
    {
        return (Some(Json::List(both)), Vec::new());
    }
    (chosen(values, favour.unwrap_or(Side::Theirs)).cloned(), vec![told])
}

/// An object entry by entry.
fn entries<'t>(name: &str, sides: [&[(Cow<'t, str>, Json<'t>)]; 3], favour: Option<Side>) -> Merged<'t> {
    let (mut merged, mut clashes) = (Vec::new(), Vec::new());
    for key in names(sides) {
        let path = format!("{name}.{key}");
        let (json, open) =
            three_way(&path, sides.map(|entries| value(entries, key)), favour, &|json| Some(value_text(json)));
        merged.extend(json.map(|json| (Cow::Owned(key.to_owned()), json)));
        clashes.extend(open);
    }
    (Some(Json::Object(merged)), clashes)
}

/// The items of a list to which both sides only added; nothing where a side took one away. No list of a record
/// means anything by its order.
fn added<'t>(base: Option<&Json<'t>>, theirs: &[Json<'t>], ours: &[Json<'t>], text: Text<'_>) -> Option<Vec<Json<'t>>> {
    let base = match base {
        None => &[][..],
        Some(Json::List(items)) => items,
        Some(_) => return None,
    };
    let said = |item: &Json<'t>| text(&Json::List(vec![item.clone()]));
    let has = |items: &[Json<'t>], item: &Json<'t>| items.iter().any(|other| said(other) == said(item));
    if !base.iter().all(|item| has(theirs, item) && has(ours, item)) {
        return None;
    }
    let new = ours.iter().filter(|item| !has(theirs, item));
    Some(theirs.iter().chain(new).cloned().collect())
}
