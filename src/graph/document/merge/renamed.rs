//! Nodes that a side gave another id. They are the same nodes, and what the other side says of them is said of them
//! under the new id.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::canonical;
use super::super::json::{Entries, Json};
use super::super::vocabulary::Vocabulary;
use super::conflict::{Clash, Conflict, Field, Side};
use super::fields::value;
use super::records::{Item, Nodes, Records, joined};
use crate::graph::PropertyKind;

/// New ids by old ones.
type Ids = BTreeMap<String, String>;

/// What each state of the records is to be read under, so that all three name a node alike.
#[derive(Default)]
pub(super) struct Renames {
    base: Ids,
    theirs: Ids,
    ours: Ids,
    /// How many nodes each side renamed.
    pub(super) by: [usize; 2],
    /// Nodes that both sides renamed, each otherwise.
    pub(super) conflicts: Vec<Conflict>,
}

impl Renames {
    /// O(n log n) in the number of nodes.
    pub(super) fn of([base, theirs, ours]: [&Nodes<'_>; 3], favour: Option<Side>) -> Renames {
        let (on_disk, here) = (renamed(base, theirs), renamed(base, ours));
        let mut renames = Renames { by: [on_disk.len(), here.len()], ..Renames::default() };
        for (old, new) in &on_disk {
            match here.get(old) {
                Some(other) if other != new => renames.both(old, [new, other], favour),
                Some(_) => drop(renames.base.insert(old.clone(), new.clone())),
                None if ours.contains_key(old) && !ours.contains_key(new) => {
                    renames.base.insert(old.clone(), new.clone());
                    renames.ours.insert(old.clone(), new.clone());
                }
                // It was removed, or another has its id by now.
                None => {}
            }
        }
        for (old, new) in here.iter().filter(|(old, _)| !on_disk.contains_key(*old)) {
            if theirs.contains_key(old) && !theirs.contains_key(new) {
                renames.base.insert(old.clone(), new.clone());
                renames.theirs.insert(old.clone(), new.clone());
            }
        }
        renames
    }

    fn both(&mut self, old: &str, [theirs, ours]: [&str; 2], favour: Option<Side>) {
        let text = |id: &str| Some(format!("\"{id}\""));
        let field = Field { name: "id".to_owned(), base: text(old), theirs: text(theirs), ours: text(ours) };
        self.conflicts.push(Conflict { record: format!("`{old}`"), clash: Clash::Field(field) });
        let (kept, other, side) = match favour {
            Some(Side::Ours) => (ours, theirs, &mut self.theirs),
            Some(Side::Theirs) | None => (theirs, ours, &mut self.ours),
        };
        side.insert(other.to_owned(), kept.to_owned());
        self.base.insert(old.to_owned(), kept.to_owned());
    }

    /// The three states with all nodes under the same ids.
    pub(super) fn applied<'t>(&self, vocabulary: &Vocabulary<'_>, states: [Records<'t>; 3]) -> [Records<'t>; 3] {
        let [base, theirs, ours] = states;
        [(base, &self.base), (theirs, &self.theirs), (ours, &self.ours)]
            .map(|(records, ids)| if ids.is_empty() { records } else { Naming { vocabulary, ids }.records(records) })
    }
}

/// The nodes that a side gave another id: gone under the one and new under the other, with the same labels and the same
/// name, or the old name among the aliases. Where several could be it, none is taken for it.
fn renamed(base: &Nodes<'_>, side: &Nodes<'_>) -> Ids {
    let new: Vec<(&String, &Item<'_>)> = side.iter().filter(|(id, _)| !base.contains_key(*id)).collect();
    let gone = base.iter().filter(|(id, _)| !new.is_empty() && !side.contains_key(*id));
    let mut found: Vec<(&String, &String)> = Vec::new();
    for (old, before) in gone {
        let mut same = new.iter().filter(|(_, now)| is_same(before, now)).map(|(id, _)| *id);
        if let (Some(one), None) = (same.next(), same.next()) {
            found.push((old, one));
        }
    }
    let is_only = |id: &String| found.iter().filter(|(_, other)| *other == id).count() == 1;
    found.iter().filter(|(_, new)| is_only(new)).map(|(old, new)| ((*old).clone(), (*new).clone())).collect()
}

fn is_same(before: &Item<'_>, now: &Item<'_>) -> bool {
    let [was, is] = [before, now].map(|item| value(&item.fields, "name"));
    let aliases = value(&now.fields, "aliases");
    let is_alias = |name| matches!(aliases, Some(Json::List(aliases)) if aliases.contains(name));
    let has_name = was.is_some_and(|was| Some(was) == is || is_alias(was));
    has_name && value(&before.fields, "labels") == value(&now.fields, "labels")
}

/// Puts new ids in the place of old ones.
struct Naming<'n, 'v> {
    vocabulary: &'n Vocabulary<'v>,
    ids: &'n Ids,
}

impl Naming<'_, '_> {
    fn records<'t>(&self, records: Records<'t>) -> Records<'t> {
        let mut named = Records::default();
        for node in records.nodes.into_values().map(|node| self.item(node)) {
            named.nodes.insert(node.line.joins()[0].to_owned(), node);
        }
        for edge in records.edges.into_values().flatten().map(|edge| self.item(edge)) {
            named.edges.entry(joined(self.vocabulary, &edge.line)).or_default().push(edge);
        }
        named
    }

    /// A record with every id that it has or names.
    fn item<'t>(&self, item: Item<'t>) -> Item<'t> {
        let before = item.fields.clone();
        let fields: Entries<'t> = item.fields.into_iter().map(|(key, json)| self.field(key, json)).collect();
        let line = if item.is_edge { canonical::edge } else { canonical::node };
        let line = if fields == before { item.line } else { line(self.vocabulary, &fields) };
        Item { fields, line, ..item }
    }

    fn field<'t>(&self, key: Cow<'t, str>, json: Json<'t>) -> (Cow<'t, str>, Json<'t>) {
        let rule = self.vocabulary.schema.property(&key);
        let is_id = matches!(&*key, "id" | "from" | "to") || rule.is_some_and(|rule| rule.kind == PropertyKind::Node);
        let json = match (&*key, json) {
            ("evidence", Json::List(pieces)) => {
                Json::List(pieces.into_iter().map(|piece| self.passage(piece)).collect())
            }
            (_, json) if is_id => self.id(json),
            (_, json) => json,
        };
        (key, json)
    }

    fn passage<'t>(&self, piece: Json<'t>) -> Json<'t> {
        let Json::Object(entries) = piece else { return piece };
        let named = |(key, json): (Cow<'t, str>, Json<'t>)| {
            let is_id = matches!(&*key, "work" | "citing");
            (key, if is_id { self.id(json) } else { json })
        };
        Json::Object(entries.into_iter().map(named).collect())
    }

    /// An id, or each of a list.
    fn id<'t>(&self, json: Json<'t>) -> Json<'t> {
        match json {
            Json::Text(id) => Json::Text(self.ids.get(&*id).map_or(id, |new| Cow::Owned(new.clone()))),
            Json::List(ids) => Json::List(ids.into_iter().map(|id| self.id(id)).collect()),
            other => other,
        }
    }
}
