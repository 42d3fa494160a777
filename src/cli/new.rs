//! A graph of one's own: the folder it begins with.

use std::io::Write;
use std::path::Path;

use super::arguments::Template;
use super::{Stop, wiring};
use crate::check::Asked;
use crate::files;

/// Makes the folder of a new graph and says what is in it.
pub(super) fn new(folder: &Path, template: Template, err: &mut dyn Write) -> Result<(), Stop> {
    let begun = files::begin(folder, template.name()).map_err(|error| Stop::Failed(error.into()))?;
    // What was just written is read as everything else is, so that it is known to be sound.
    let checked = wiring::check(Some(folder), &Asked::default()).map_err(Stop::Failed)?;
    let shown = folder.display();
    writeln!(err, "made {shown}: {checked}")?;
    begun.written.iter().try_for_each(|path| writeln!(err, "  {path}"))?;
    begun.kept.iter().try_for_each(|path| writeln!(err, "  {path} was there and is kept"))?;
    let word = wiring::shell_word(folder);
    writeln!(err, "`actant --graph {word}` opens it; the first records are examples, to be replaced by yours")?;
    Ok(())
}
