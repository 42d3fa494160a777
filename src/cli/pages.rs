//! `export --pages`: a folder of static pages, one for each node.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{Stop, usage};
use crate::diagnostic::{Class, Diagnostic};
use crate::files;
use crate::graph::View;
use crate::repl::Shell;
use crate::show::{Site, Subject};

/// By this file a folder is known as one of ours, which may be replaced.
const MARK: &str = ".actant-pages";

/// Writes the pages of the graph in use into a folder that is new, empty, or holds pages of ours: all of them, or none.
pub(super) fn write(shell: &mut Shell, to: Option<&Path>, err: &mut dyn Write) -> Result<(), Stop> {
    let Some(to) = to else { return Err(usage("`--pages` needs a folder", "as in `actant export --pages -o DIR`")) };
    expect_ours(to)?;
    let graph = shell.session.graph();
    let mut nodes = Vec::new();
    graph.nodes(&mut nodes);
    let site = Site::new(Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) }, nodes);
    let count = files::replace_folder(to, MARK, site.pages()).map_err(|error| Stop::Failed(error.into()))?;
    Ok(writeln!(err, "wrote {count} pages in {}", to.display())?)
}

fn expect_ours(to: &Path) -> Result<(), Stop> {
    let empty = !to.exists() || fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_none());
    if empty || to.join(MARK).is_file() {
        return Ok(());
    }
    let message =
        format!("`{}` holds files that are no pages of ours, expected a new or an empty folder", to.display());
    Err(Stop::Failed(Box::new(Diagnostic::plain(Class::FileError, message)).into()))
}
