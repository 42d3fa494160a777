//! A server that answers in the engine's place.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use neo4j::driver::auth::AuthToken;
use neo4j::driver::{ConnectionConfig, Driver, DriverConfig, RoutingControl};
use neo4j::session::SessionConfig;
use neo4j::summary::{Counters, Plan, Summary};
use neo4j::transaction::{Transaction, TransactionTimeout};
use neo4j::{Neo4jError, ValueReceive, ValueSend};

use super::Address;
use super::cite::{self, Depth};
use super::fault::{Work, explain};
use super::mirror::Mirror;
use super::stored::{OURS, Stored};
use super::translate::{Known, Translated, translate};
use super::values::sent_map;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{Graph, Store, View};
use crate::session::{Answer, Asked, Elsewhere, Limits};
use crate::show::edges_in;
use crate::syntax::{self, ast::Mode};
use crate::value::{EdgeId, Value};

/// How often a question that only reads is asked before its failing is told.
const ATTEMPTS: usize = 3;

/// Relations of a larger graph are not listed behind a count: the server would gather them all first.
const COUNTED_MAX: i64 = 1_000_000;

/// A larger graph is not brought here whole for a question.
const BROUGHT_MAX: i64 = 1_000_000;

/// More names than this are not gathered for verbs and completion.
const NAMES_MAX: i64 = 100_000;

/// A connection to a server.
pub struct Server {
    driver: Driver,
    address: Address,
    mirror: Mirror,
    agent: String,
    /// The entries of maps, each a property there.
    maps: BTreeSet<(String, String)>,
    depth: Depth,
}

/// What a statement gave, and how.
struct Given {
    columns: Vec<Arc<str>>,
    rows: Vec<Vec<Value>>,
    lineage: Vec<Vec<EdgeId>>,
    summary: Option<Summary>,
}

impl Server {
    /// Connects, with the password where there is a user.
    ///
    /// # Errors
    /// Where nobody answers there, or not to this user.
    pub fn connect(address: Address, password: Option<String>) -> Outcome<Server> {
        let config: ConnectionConfig = address.uri().parse().map_err(|error| {
            let message = format!("{} is no address of a server: {error}", address.uri());
            Box::new(Diagnostic::plain(Class::UsageError, message))
        })?;
        let token = match (&address.user, password) {
            (Some(user), Some(password)) => AuthToken::new_basic_auth(user, password),
            (_, _) => AuthToken::new_none_auth(),
        };
        let settings = DriverConfig::new().with_auth(Arc::new(token)).with_connection_timeout(Duration::from_secs(10));
        let driver = Driver::new(config, settings);
        let mut server = Server {
            driver,
            address,
            mirror: Mirror::default(),
            agent: String::new(),
            maps: BTreeSet::new(),
            depth: Depth::Counts,
        };
        let given = server.read("RETURN 1 AS one")?;
        server.agent = given.summary.map(|summary| summary.server_info.server_agent.to_string()).unwrap_or_default();
        Ok(server)
    }

    /// Goes on with another graph, into which nothing has come yet.
    pub fn forget(&mut self) {
        self.mirror = Mirror::default();
    }

    /// What the server calls itself: `Neo4j/5.26.12`.
    pub fn agent(&self) -> &str {
        &self.agent
    }

    /// Reads which labels, types and keys there are, and the nodes' names where they are not too many: for verbs
    /// and completion.
    ///
    /// # Errors
    /// As the server says.
    pub fn learn(&mut self, graph: &mut Graph) -> Outcome<()> {
        for label in self.column("CALL db.labels() YIELD label RETURN label")? {
            graph.symbols_mut().label(&label);
        }
        for kind in self.column("CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t")? {
            graph.symbols_mut().relationship_type(&kind);
        }
        for key in self.column("CALL db.propertyKeys() YIELD propertyKey AS k RETURN k")? {
            if let Some((map, entry)) = key.split_once('.') {
                self.maps.insert((map.to_string(), entry.to_string()));
            } else if !key.starts_with(OURS) {
                graph.symbols_mut().key(&key);
            }
        }
        let count = self.number("MATCH ()-[r]->() RETURN count(r)")?;
        self.depth = if count > COUNTED_MAX { Depth::Rows } else { Depth::Counts };
        Ok(())
    }

    /// Reads the nodes that have a name, where they are not too many.
    ///
    /// # Errors
    /// As the server says.
    pub fn learn_names(&mut self, graph: &mut Graph) -> Outcome<()> {
        if self.number("MATCH (n) RETURN count(n)")? > NAMES_MAX {
            return Ok(());
        }
        let text = "MATCH (n) WHERE n.id IS NOT NULL RETURN n";
        self.each(text, &Stored::new(), |mirror, record| mirror.value(graph, record).map(drop))
    }

    fn column(&mut self, text: &str) -> Outcome<Vec<String>> {
        let mut found = Vec::new();
        self.each(text, &Stored::new(), |_, value| {
            found.extend(value.try_into_string().ok());
            Ok(())
        })?;
        Ok(found)
    }

    /// The one number that a query gives.
    pub(super) fn number(&mut self, text: &str) -> Outcome<i64> {
        let mut found = 0;
        self.each(text, &Stored::new(), |_, value| {
            found = value.as_int().unwrap_or_default();
            Ok(())
        })?;
        Ok(found)
    }

    /// Reads the first column of a query, row by row.
    pub(super) fn each(
        &mut self,
        text: &str,
        parameters: &Stored,
        mut take: impl FnMut(&mut Mirror, ValueReceive) -> Outcome<()>,
    ) -> Outcome<()> {
        let mirror = &mut self.mirror;
        let mut fault = None;
        let done =
            self.driver.session(config(&self.address)).transaction().with_routing_control(RoutingControl::Read).run(
                |transaction| {
                    let mut stream = transaction.query(text).with_parameters(parameters).run()?;
                    for record in stream.by_ref() {
                        let Some(value) = record?.into_values().next() else { continue };
                        if let Err(error) = take(mirror, value) {
                            fault = Some(error);
                            break;
                        }
                    }
                    stream.consume()?;
                    transaction.commit()
                },
            );
        fault.map_or(Ok(()), Err)?;
        done.map_err(|error| explain(&error, &self.address, Work::Read, 1))
    }

    /// Changes something in one transaction; gives the rows, and what the server counted.
    ///
    /// # Errors
    /// As the server says, or where the connection is lost: it is not tried again here.
    pub(super) fn change(&self, text: &str, parameters: &Stored) -> Outcome<(Vec<Vec<ValueReceive>>, Counters)> {
        let mut session = self.driver.session(config(&self.address));
        let done = session.transaction().run(|transaction| {
            let mut stream = transaction.query(text).with_parameters(parameters).run()?;
            let mut rows = Vec::new();
            for record in stream.by_ref() {
                rows.push(record?.into_values().collect());
            }
            let summary = stream.consume()?;
            transaction.commit()?;
            Ok((rows, summary.map(|summary| summary.counters).unwrap_or_default()))
        });
        done.map_err(|error| explain(&error, &self.address, Work::Write, 1))
    }

    fn read(&mut self, text: &str) -> Outcome<Given> {
        let translated =
            Translated { text: text.into(), parameters: Default::default(), mode: Mode::Run, writes: false };
        let interrupt = Arc::new(AtomicBool::new(false));
        self.run(&translated, &mut Graph::new(), &interrupt, &Limits::default(), true)
    }

    /// Runs a statement; one that only reads is tried again where the connection was lost.
    fn run(
        &mut self,
        statement: &Translated,
        graph: &mut Graph,
        interrupt: &Arc<AtomicBool>,
        limits: &Limits,
        read_only: bool,
    ) -> Outcome<Given> {
        let work = if statement.writes && !read_only { Work::Write } else { Work::Read };
        let parameters = sent_map(&statement.parameters)?;
        let mut attempt = 1;
        loop {
            self.mirror.begin();
            match self.once(statement, &parameters, graph, interrupt, limits, work) {
                Ok(given) => return given,
                Err(_) if interrupt.load(Ordering::SeqCst) => return Err(stopped()),
                Err(error) if work == Work::Read && attempt < ATTEMPTS && error.is_retryable() => {
                    thread::sleep(Duration::from_millis(300 * attempt as u64));
                    attempt += 1;
                }
                Err(error) => return Err(explain(&error, &self.address, work, attempt)),
            }
        }
    }

    /// The statement once, in a transaction of its own, with somebody beside it who hears that it is to stop.
    fn once(
        &mut self,
        statement: &Translated,
        parameters: &Stored,
        graph: &mut Graph,
        interrupt: &AtomicBool,
        limits: &Limits,
        work: Work,
    ) -> Result<Outcome<Given>, Neo4jError> {
        static MARKS: AtomicU64 = AtomicU64::new(0);
        let mark = format!("{}-{}", std::process::id(), MARKS.fetch_add(1, Ordering::Relaxed));
        let over = AtomicBool::new(false);
        let (driver, address, mirror) = (&self.driver, &self.address, &mut self.mirror);
        thread::scope(|scope| {
            let watcher = scope.spawn(|| watch(driver, address, &mark, interrupt, &over));
            let _over = Over { flag: &over, watcher: watcher.thread().clone() };
            let mut session = driver.session(config(address));
            let meta = Stored::from([("actant".to_string(), ValueSend::String(mark.clone()))]);
            let routing = if work == Work::Read { RoutingControl::Read } else { RoutingControl::Write };
            let time = limits.time.and_then(|time| TransactionTimeout::from_millis(time.as_millis().max(1) as i64));
            let transaction = session.transaction().with_transaction_meta(meta).with_routing_control(routing);
            transaction.with_transaction_timeout(time.unwrap_or_default()).run(|transaction| {
                let given = receive(&transaction, &statement.text, parameters, mirror, graph, limits)?;
                if given.is_ok() {
                    transaction.commit()?
                } else {
                    transaction.rollback()?
                }
                Ok(given)
            })
        })
    }

    /// Reads the nodes of which nothing is known yet but that relations end there.
    fn fill(&mut self, graph: &mut Graph) -> Outcome<()> {
        let bare: Vec<String> = self.mirror.bare.iter().cloned().collect();
        for ids in bare.chunks(10_000) {
            let ids = ids.iter().cloned().map(ValueSend::String).collect();
            let parameters = Stored::from([("ids".to_string(), ValueSend::List(ids))]);
            let text = "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id RETURN n";
            self.each(text, &parameters, |mirror, node| mirror.value(graph, node).map(drop))?;
        }
        // What was deleted meanwhile stays as it is, and is not asked for again.
        self.mirror.bare.clear();
        Ok(())
    }

    /// Reads the works that passages are from, and who wrote them: a note names them.
    fn credit(&mut self, graph: &mut Graph) -> Outcome<()> {
        let works = self.mirror.works_met();
        if works.is_empty() || graph.symbols().find_label("Work").is_none() {
            return Ok(());
        }
        let ids = works.iter().map(|work| ValueSend::String(work.to_string())).collect();
        let text = "UNWIND $ids AS id MATCH (w:Work {id: id}) OPTIONAL MATCH (p)-[r:AUTHORED]->(w) \
            UNWIND [w, p, r] AS record WITH DISTINCT record WHERE record IS NOT NULL RETURN record";
        let parameters = Stored::from([("ids".to_string(), ValueSend::List(ids))]);
        self.each(text, &parameters, |mirror, record| mirror.value(graph, record).map(drop))
    }

    fn translated(&self, asked: &Asked<'_>) -> Outcome<Translated> {
        let cite = asked.cite.then_some(self.depth);
        match syntax::parse(asked.text) {
            Ok(statement) => translate(statement, asked.parameters, &Known { maps: &self.maps, cite }),
            // The server may know what we don't: commands of its administration, its own clauses.
            Err(_) => Ok(Translated {
                text: asked.text.to_string(),
                parameters: asked.parameters.clone(),
                mode: Mode::Run,
                writes: true,
            }),
        }
    }
}

/// Tells the watcher that a statement is over, in whatever way it ended: it would be waited for otherwise.
struct Over<'a> {
    flag: &'a AtomicBool,
    watcher: thread::Thread,
}

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.flag.store(true, Ordering::SeqCst);
        self.watcher.unpark();
    }
}

impl Elsewhere for Server {
    fn ask(&mut self, asked: Asked<'_>) -> Outcome<Answer> {
        let translated = self.translated(&asked)?;
        let done = self.run(&translated, asked.graph, asked.interrupt, &asked.limits, asked.read_only);
        let given = match (done, syntax::parse(asked.text)) {
            // Neither knows it: our message has the place, and what was likely meant.
            (Err(fault), Err(ours)) if fault.class == Class::SyntaxError => return Err(ours),
            (done, _) => done?,
        };
        self.fill(asked.graph)?;
        if asked.cite {
            self.credit(asked.graph)?;
        }
        Ok(answer(given, translated.mode))
    }

    fn bring(&mut self, graph: &mut Graph) -> Outcome<()> {
        let relations = self.number("MATCH ()-[r]->() RETURN count(r)")?;
        if relations > BROUGHT_MAX {
            let message =
                format!("this needs the whole graph here, and {relations} relations are too many to be brought");
            let fault = Diagnostic::plain(Class::SemanticError, message);
            let fault =
                fault.hint("there, `WHERE valid_at(r, '2013')` or `'lo-2008' IN sources(r)` in a query comes near");
            return Err(Box::new(fault.hint("`actant pull -o DIR --query …` brings a part into a folder")));
        }
        self.mirror.begin();
        super::pull(self, graph, &mut |_, _| {})?;
        self.mirror.forget_what_is_gone(graph)
    }

    fn name(&self) -> String {
        format!("{} at {}", self.agent, self.address.place())
    }
}

fn config(address: &Address) -> SessionConfig {
    match &address.database {
        Some(database) => SessionConfig::new().with_database(Arc::new(database.clone())),
        None => SessionConfig::new(),
    }
}

/// Ends the transaction of this mark on the server once the interrupt is set; comes back when the statement is over.
fn watch(driver: &Driver, address: &Address, mark: &str, interrupt: &AtomicBool, over: &AtomicBool) {
    while !over.load(Ordering::SeqCst) {
        thread::park_timeout(Duration::from_millis(20));
        if interrupt.load(Ordering::SeqCst) && !over.load(Ordering::SeqCst) {
            let text = format!(
                "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.actant = '{mark}' \
                 TERMINATE TRANSACTION transactionId YIELD message RETURN message"
            );
            // Where it can't be ended, the statement goes on and is heard to its end.
            let _ = driver.session(config(address)).auto_commit(text).run();
            thread::sleep(Duration::from_millis(200));
        }
    }
}

fn stopped() -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::Stopped, "Interrupted", "the query was stopped, here and on the server"))
}

/// Takes the rows as they come, up to the limit.
fn receive(
    transaction: &Transaction<'_, '_>,
    text: &str,
    parameters: &Stored,
    mirror: &mut Mirror,
    graph: &mut Graph,
    limits: &Limits,
) -> Result<Outcome<Given>, Neo4jError> {
    let mut stream = transaction.query(text).with_parameters(parameters).run()?;
    let keys = stream.keys();
    let mut given = Given { columns: Vec::new(), rows: Vec::new(), lineage: Vec::new(), summary: None };
    given.columns = keys.iter().filter(|key| !key.starts_with(OURS)).map(|key| key.as_str().into()).collect();
    for record in stream.by_ref() {
        if given.rows.len() >= limits.rows {
            let fault = format!("the query gives more than {} rows", limits.rows);
            let fault = Diagnostic::runtime(Class::Stopped, "RowLimit", fault);
            return Ok(Err(Box::new(
                fault.hint("add `LIMIT`, or allow more: `--max-rows N`, at the prompt `:set max-rows N`"),
            )));
        }
        let (mut row, mut cited) = (Vec::with_capacity(keys.len()), Vec::new());
        for (key, value) in record?.into_entries() {
            match mirror.value(graph, value) {
                Ok(value) if key.as_str() == cite::COLUMN => edges_in(&value, &mut cited),
                Ok(_) if key.starts_with(OURS) => {}
                Ok(value) => row.push(value),
                Err(fault) => return Ok(Err(fault)),
            }
        }
        cited.sort_unstable();
        cited.dedup();
        given.rows.push(row);
        given.lineage.push(cited);
    }
    given.summary = stream.consume()?;
    Ok(Ok(given))
}

fn answer(given: Given, mode: Mode) -> Answer {
    let Given { columns, rows, lineage, summary } = given;
    let counters = summary.as_ref().map(|summary| summary.counters.clone()).unwrap_or_default();
    let plan = match mode {
        Mode::Run => None,
        Mode::Explain | Mode::Profile => summary.and_then(|summary| summary.plan).map(|plan| told(&plan, 0)),
    };
    Answer { columns, rows, lineage, plan, changes: changes(&counters), ..Answer::default() }
}

/// How many things were changed, as the server counts.
pub(super) fn changes(counters: &Counters) -> usize {
    let all = [
        counters.nodes_created,
        counters.nodes_deleted,
        counters.relationships_created,
        counters.relationships_deleted,
        counters.properties_set,
        counters.labels_added,
        counters.labels_removed,
        counters.constraints_added,
        counters.constraints_removed,
        counters.indexes_added,
        counters.indexes_removed,
    ];
    usize::try_from(all.iter().sum::<i64>()).unwrap_or_default()
}

/// The server's plan, an operator a line.
fn told(plan: &Plan, depth: usize) -> String {
    let mut text = format!("{}{}\n", "  ".repeat(depth), plan.op_type);
    plan.children.iter().for_each(|child| text.push_str(&told(child, depth + 1)));
    text
}
