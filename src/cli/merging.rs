//! A folder that somebody else changed since it was read: what happened, and what can be done.

use super::wiring::Failure;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::files::{self, Contents, Folder};
use crate::graph::document::{self, Conflict, Merge, Side, Source, Versions};
use crate::session::Session;

/// Two sides' changes in one.
pub(super) struct Merged {
    pub(super) documents: Vec<Source>,
    /// What came in from the disk, in words.
    pub(super) told: String,
}

/// That the folder is what it was.
///
/// # Errors
/// Where it is not: with what happened on both sides, and what can be done.
pub(super) fn expect_unchanged(session: &Session, folder: &Folder) -> Outcome<()> {
    let changed = folder.changed()?;
    if changed.is_empty() {
        return Ok(());
    }
    let error = folder.overtaken(&changed).hint_if(outlook(session, folder));
    let merge = "`:save --merge` works your changes into what stands there now (`--save --merge` on the command line)";
    Err(Box::new(
        error.hint(merge).hint("`:save DIR` writes the graph as it is here to another folder, to be compared"),
    ))
}

/// What a merge would meet; nothing where that can't be told before it is tried.
fn outlook(session: &Session, folder: &Folder) -> Option<String> {
    let base = &folder.contents().1;
    let ours = document::revise(session.graph(), base).ok()?;
    let (schema, theirs) = files::read_folder(folder.path()).ok()?;
    let versions = Versions { base, theirs: &theirs, ours: &ours };
    let merge = document::merge(&schema, &versions, None).ok()?;
    let (theirs, ours) = (records(merge.theirs, "on disk"), merge.ours);
    Some(format!("changed since: {theirs}, {ours} here; {}", conflicts(&merge.conflicts)))
}

/// Works the changes of a session into what stands in the folder now.
///
/// # Errors
/// Where what stands there has findings, or there are conflicts and no side is favoured.
pub(super) fn merge(
    base: &[Source],
    (schema, theirs): &Contents,
    ours: &[Source],
    favour: Option<Side>,
    colour: bool,
) -> Result<Merged, Failure> {
    // Records are told apart by their ids, so each must have its own.
    let sound = document::load(schema, theirs).map(|_| ());
    let versions = Versions { base, theirs, ours };
    let merge = sound.and_then(|()| document::merge(schema, &versions, favour)).map_err(|findings| {
        let text = format!("{}\n\nwhat is on disk now has findings: nothing was saved", findings.render(colour));
        Failure { class: Class::DataError, text }
    })?;
    let told = told(&merge, favour);
    let Merge { documents, conflicts, .. } = merge;
    documents.map(|documents| Merged { documents, told }).ok_or_else(|| undecided(&conflicts))
}

/// The schema of two sides, of which one alone may have changed it.
///
/// # Errors
/// Where both did: what each wants of it can't be told from the other.
pub(super) fn schema(base: &Source, theirs: &Source, ours: Source) -> Result<Source, Failure> {
    if ours == *base || ours == *theirs {
        return Ok(theirs.clone());
    }
    if theirs == base {
        return Ok(ours);
    }
    let message = format!("`{}` was changed on disk meanwhile, and what is imported changes it too", base.path);
    Err(Box::new(Diagnostic::plain(Class::DataError, message).hint("nothing was saved; import once more")).into())
}

fn told(merge: &Merge, favour: Option<Side>) -> String {
    let came_in = format!("merged with {}", records(merge.theirs, "changed on disk"));
    match favour {
        Some(side) if !merge.conflicts.is_empty() => {
            format!("{came_in}; {} settled by what was {side}", conflicts(&merge.conflicts))
        }
        Some(_) | None => came_in,
    }
}

/// All conflicts, and what can be done about them.
fn undecided(list: &[Conflict]) -> Failure {
    let mut said: Vec<String> = list.iter().map(|conflict| format!("conflict: {conflict}")).collect();
    said.push(format!(
        "{}: nothing was saved\nhelp: `:save --merge ours` settles all by what was changed here, `:save --merge theirs` \
         by what is on disk\nhelp: one by one: set here what is on disk where that is right, then `:save --merge ours`",
        conflicts(list)
    ));
    Failure { class: Class::DataError, text: said.join("\n\n") }
}

fn records(count: usize, which: &str) -> String {
    format!("{count} record{} {which}", if count == 1 { "" } else { "s" })
}

fn conflicts(list: &[Conflict]) -> String {
    match list.len() {
        0 => "no conflicts".to_owned(),
        1 => "1 conflict".to_owned(),
        count => format!("{count} conflicts"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each side's schema by its number, the base being 0; none where both changed it.
    fn settled(theirs: u8, ours: u8) -> Option<String> {
        let source = |number: u8| Source::new("schema.json", number.to_string());
        schema(&source(0), &source(theirs), source(ours)).ok().map(|source| source.text.to_string())
    }

    #[test]
    fn a_schema_is_that_of_the_side_that_changed_it() {
        let told = [(0, 0), (1, 0), (0, 1), (1, 1), (1, 2)].map(|(theirs, ours)| settled(theirs, ours));
        assert_eq!(told, [Some("0"), Some("1"), Some("1"), Some("1"), None].map(|text| text.map(str::to_owned)));
    }
}
