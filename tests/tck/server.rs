//! A server in the engine's place, the same for all scenarios.

use std::cell::RefCell;
use std::rc::Rc;

use actant::bolt::{Address, Server};
use actant::diagnostic::Outcome;
use actant::graph::Graph;
use actant::session::{Answer, Asked, Elsewhere, Session};

thread_local! {
    static SERVER: RefCell<Option<Rc<RefCell<Server>>>> = const { RefCell::new(None) };
}

/// One connection, lent to each session in turn.
struct Lent(Rc<RefCell<Server>>);

impl Elsewhere for Lent {
    fn ask(&mut self, asked: Asked<'_>) -> Outcome<Answer> {
        self.0.borrow_mut().ask(asked)
    }

    fn bring(&mut self, graph: &mut Graph) -> Outcome<()> {
        self.0.borrow_mut().bring(graph)
    }

    fn name(&self) -> String {
        self.0.borrow().name()
    }
}

/// Where the server is, if one is to be asked.
pub(crate) fn address() -> Option<String> {
    std::env::var("ACTANT_TEST_BOLT").ok()
}

fn connect() -> Rc<RefCell<Server>> {
    let url = address().expect("it is asked for where it is set");
    let password = std::env::var("ACTANT_TEST_PASSWORD").unwrap_or_else(|_| "actant-tests".into());
    let address = Address::read(&url).unwrap_or_else(|fault| panic!("{fault}"));
    Rc::new(RefCell::new(Server::connect(address, Some(password)).unwrap_or_else(|fault| panic!("{fault}"))))
}

/// A session on the server, with nothing in the database.
pub(crate) fn session() -> Session {
    let server = SERVER.with(|server| server.borrow_mut().get_or_insert_with(connect).clone());
    server.borrow_mut().forget();
    let mut session = Session::new(Graph::new());
    session.ask_at(Graph::new(), Some(Box::new(Lent(server))));
    session.cite = false;
    session.run("MATCH (n) DETACH DELETE n").expect("the database can be emptied");
    session
}
