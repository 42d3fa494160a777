//! What `export` writes as a folder: static pages, one for each node; or the CSV files of neo4j-admin.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::wiring::{self, Drawn};
use super::{Stop, data, usage};
use crate::diagnostic::{Class, Diagnostic};
use crate::files;
use crate::graph::View;
use crate::interchange::{self, Store};
use crate::repl::Shell;
use crate::show::{Site, Subject};

/// By this file a folder is known as one of ours, which may be replaced.
const MARK: &str = ".actant-export";

/// Writes the pages of the graph in use into a folder that is new, empty, or holds pages of ours: all of them, or none.
pub(super) fn write(shell: &mut Shell, to: Option<&Path>, report: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let Some(to) = to else { return Err(usage("`--pages` needs a folder", "as in `actant export --pages -o DIR`")) };
    expect_ours(to)?;
    let graph = shell.session.graph();
    let mut nodes = Vec::new();
    graph.nodes(&mut nodes);
    if report {
        writeln!(err, "pages: {} nodes, {} relations", nodes.len(), graph.edge_count())?;
        writeln!(err, "  they are for reading: nothing brings a graph back from them")?;
    }
    let site = Site::new(Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) }, nodes);
    let count = files::replace_folder(to, MARK, site.pages()).map_err(|error| Stop::Failed(error.into()))?;
    Ok(writeln!(err, "wrote {count} pages in {}", to.display())?)
}

/// Writes the graph in use as the CSV files of neo4j-admin, under the same terms.
pub(super) fn write_neo4j(shell: &mut Shell, to: Option<&Path>, report: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let Some(to) = to else { return Err(usage("`--neo4j` needs a folder", "as in `actant export --neo4j -o DIR`")) };
    expect_ours(to)?;
    let gathered =
        wiring::gathered(&shell.session, &Drawn::Whole, false).map_err(|error| Stop::Failed(error.into()))?;
    data::report_tables(Store::Neo4j, &gathered, report, err)?;
    let files = interchange::bulk_csv(&gathered);
    files::replace_folder(to, MARK, files.into_iter()).map_err(|error| Stop::Failed(error.into()))?;
    let (nodes, edges) = (gathered.nodes.len(), gathered.edges.len());
    Ok(writeln!(err, "wrote {nodes} nodes and {edges} relations in {}", to.display())?)
}

fn expect_ours(to: &Path) -> Result<(), Stop> {
    let empty = !to.exists() || fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_none());
    if empty || to.join(MARK).is_file() {
        return Ok(());
    }
    let message =
        format!("`{}` holds files that are no export of ours, expected a new or an empty folder", to.display());
    Err(Stop::Failed(Box::new(Diagnostic::plain(Class::FileError, message)).into()))
}
