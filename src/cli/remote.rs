//! Another engine: the address and the password of a server, a graph pushed there, a graph pulled back.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::wiring::{Failure, Home};
use crate::graph::Schema;
use crate::session::Session;

/// Lets a server answer a session's statements. The schema says how records are told, as here.
///
/// # Errors
/// Where the address is none, nobody answers there, or not to this user.
pub fn go_on(session: &mut Session, url: &str, err: &mut dyn Write) -> Result<(), Failure> {
    build::go_on(session, url, err)
}

/// Pushes a session's graph to a server.
///
/// # Errors
/// As the server says.
pub(super) fn push(session: &Session, url: &str, err: &mut dyn Write) -> Result<(), Failure> {
    build::push(session, url, err)
}

/// Where a graph is pulled from, and where to.
#[cfg_attr(not(feature = "bolt"), allow(dead_code, reason = "a build without the feature only says so"))]
pub(super) struct Pull<'a> {
    pub(super) url: &'a str,
    pub(super) folder: &'a Path,
    pub(super) query: Option<&'a str>,
    pub(super) schema: Option<Arc<Schema>>,
    pub(super) home: &'a Home,
    pub(super) colour: bool,
}

/// Brings a server's graph, or what a query there gives, into a new folder.
///
/// # Errors
/// As the server says, or where it does not keep to the schema, or can't be written.
pub(super) fn pull(pull: &Pull<'_>, err: &mut dyn Write) -> Result<(), Failure> {
    build::pull(pull, err)
}

#[cfg(not(feature = "bolt"))]
mod build {
    use super::{Failure, Pull, Session, Write};
    use crate::diagnostic::{Class, Diagnostic};

    fn without() -> Failure {
        let fault = Diagnostic::plain(Class::UsageError, "this build of Actant speaks to no servers");
        Failure::from(Box::new(fault.hint("one that does is made by `cargo install --path . --features bolt`")))
    }

    pub(super) fn go_on(_: &mut Session, _: &str, _: &mut dyn Write) -> Result<(), Failure> {
        Err(without())
    }

    pub(super) fn push(_: &Session, _: &str, _: &mut dyn Write) -> Result<(), Failure> {
        Err(without())
    }

    pub(super) fn pull(_: &Pull<'_>, _: &mut dyn Write) -> Result<(), Failure> {
        Err(without())
    }
}

#[cfg(feature = "bolt")]
mod build {
    use std::env;
    use std::io::{self, IsTerminal, Write};
    use std::time::Instant;

    use super::{Failure, Home, Pull, Session};
    use crate::bolt::{self, Address, Pushed, Server};
    use crate::diagnostic::{Class, Diagnostic, Outcome};
    use crate::files::{self, Folder};
    use crate::graph::document::{self, Source};
    use crate::graph::frozen::Frozen;
    use crate::graph::{Graph, View};

    /// Where the password is looked for.
    const PASSWORD: &str = "ACTANT_PASSWORD";

    pub(super) fn go_on(session: &mut Session, url: &str, err: &mut dyn Write) -> Result<(), Failure> {
        let mut graph = Graph::new();
        session.graph().schema().cloned().into_iter().for_each(|schema| graph.set_schema(schema));
        let mut server = connect(url, err)?;
        server.learn(&mut graph)?;
        server.learn_names(&mut graph)?;
        graph.forget_changes();
        session.ask_at(graph, Some(Box::new(server)));
        Ok(())
    }

    fn connect(url: &str, err: &mut dyn Write) -> Outcome<Server> {
        let address = Address::read(url)?;
        let password = match &address.user {
            None => None,
            Some(user) => Some(password(user, err)?),
        };
        Server::connect(address, password)
    }

    /// From the environment, or typed unseen.
    fn password(user: &str, err: &mut dyn Write) -> Outcome<String> {
        if let Ok(password) = env::var(PASSWORD) {
            return Ok(password);
        }
        let fault = |message: String| Box::new(Diagnostic::plain(Class::UsageError, message));
        if !io::stdin().is_terminal() {
            return Err(fault(format!("no password for {user}: set {PASSWORD}, since nobody can be asked here")));
        }
        let asked =
            write!(err, "password of {user}: ").and_then(|()| err.flush()).and_then(|()| rpassword::read_password());
        asked.map_err(|error| fault(format!("no password for {user}: {error}")))
    }

    pub(super) fn push(session: &Session, url: &str, err: &mut dyn Write) -> Result<(), Failure> {
        let mut server = connect(url, err)?;
        let begun = Instant::now();
        let watched = io::stderr().is_terminal();
        let pushed = bolt::push(session.graph(), &mut server, &mut |done| {
            if watched {
                // Progress is a courtesy: nothing is lost where it can't be shown.
                let _ = write!(io::stderr(), "\r{} ", told(done, begun));
            }
        });
        if watched {
            let _ = writeln!(io::stderr());
        }
        let done = pushed?;
        let changes = done.changes;
        let said = writeln!(err, "{}; {changes} changes at {}", told(&done, begun), server.agent());
        // What was pushed is pushed, also where nobody hears of it.
        said.or(Ok(()))
    }

    fn told(done: &Pushed, begun: Instant) -> String {
        let seconds = begun.elapsed().as_secs_f64();
        let rate = (done.nodes + done.edges) as f64 / seconds.max(1e-9);
        format!("{} nodes, {} relations in {seconds:.1} s, {rate:.0} a second", done.nodes, done.edges)
    }

    pub(super) fn pull(pull: &Pull<'_>, err: &mut dyn Write) -> Result<(), Failure> {
        let mut server = connect(pull.url, err)?;
        let mut graph = Graph::new();
        let watched = io::stderr().is_terminal();
        server.learn(&mut graph)?;
        let graph = match pull.query {
            None => {
                bolt::pull(&mut server, &mut graph, &mut |nodes, edges| {
                    if watched {
                        let _ = write!(io::stderr(), "\r{nodes} nodes, {edges} relations ");
                    }
                })?;
                graph
            }
            Some(query) => {
                let mut session = Session::new(Graph::new());
                session.ask_at(graph, Some(Box::new(server)));
                bolt::pull_rows(&mut session, query, pull.schema.as_deref())?
            }
        };
        written(pull, graph, err)
    }

    /// A folder with the schema in use; a snapshot where the name has an ending, which needs none.
    fn written(pull: &Pull<'_>, mut graph: Graph, err: &mut dyn Write) -> Result<(), Failure> {
        let (nodes, edges) = (graph.node_count(), graph.edge_count());
        if pull.folder.extension().is_some() {
            let sections = Frozen::of_graph(&graph, None)?;
            super::super::wiring::write_sections(pull.folder, sections)?;
        } else {
            pull.schema.iter().for_each(|schema| graph.set_schema(schema.clone()));
            let schema = schema_of(pull.home)?;
            let documents = document::write(&graph);
            document::load(&schema, &documents).map_err(|findings| findings_of(&findings, pull.colour))?;
            Folder::create(pull.folder, &(schema, documents))?;
        }
        writeln!(err, "{nodes} nodes, {edges} relations; wrote {}", pull.folder.display()).or(Ok(()))
    }

    fn schema_of(home: &Home) -> Result<Source, Failure> {
        match home {
            Home::Shipped => Ok(files::embedded().0),
            Home::Folder(folder) => Ok(folder.contents().0.clone()),
            Home::Snapshot(schema) => schema.clone().ok_or_else(|| {
                let message = "the snapshot in use has no schema, by which records could be written to a folder";
                Failure::from(Box::new(Diagnostic::plain(Class::UsageError, message)))
            }),
        }
    }

    fn findings_of(findings: &document::Findings, colour: bool) -> Failure {
        let count = findings.list.len();
        let text = format!("{}\n\n{count} findings in what is there: nothing was written", findings.render(colour));
        Failure { class: Class::DataError, text }
    }
}
