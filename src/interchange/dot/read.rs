//! DOT in: the grammar of graphviz.org/doc/info/lang.html.

use super::graph::Graph;
use super::tokens::{Token, Tokens};
use crate::diagnostic::Outcome;
use crate::interchange::gathered::Gathered;
use crate::value::{Map, Value};

/// How deep subgraphs may lie within each other.
const DEPTH_MAX: usize = 60;

/// How many edges there may be, each counted once for each of its attributes: few statements that join large sets of
/// nodes would fill the memory.
const EDGES_MAX: usize = 3_000_000;

/// The nodes that a statement is about.
type Nodes = Vec<usize>;

/// Reads the first graph of a file. What holds for all nodes or edges, and what is said of graphs and subgraphs,
/// has no place. O(length), and edges between sets of nodes.
///
/// # Errors
/// Where it is no DOT, with the place; or joins too many nodes at once.
pub(in crate::interchange) fn read(text: &str) -> Outcome<Gathered> {
    let mut tokens = Tokens::new(text);
    let mut graph = Graph::default();
    graph.strict = tokens.take_word("strict")?;
    graph.directed = tokens.take_word("digraph")?;
    if !graph.directed && !tokens.take_word("graph")? {
        return Err(tokens.wrong("found no `graph` or `digraph`, expected one of these"));
    }
    if let Some(Token::Id(..)) = tokens.peek()? {
        tokens.next()?;
    }
    expect(&mut tokens, '{')?;
    let mut reader = Reader { tokens, graph, edges: 0 };
    reader.statements(0)?;
    if reader.tokens.peek()?.is_some() {
        reader.graph.gathered.no_place("graphs after the first");
    }
    Ok(reader.graph.finish())
}

fn expect(tokens: &mut Tokens<'_>, sign: char) -> Outcome<()> {
    if tokens.take(sign)? { Ok(()) } else { Err(tokens.wrong(format!("expected `{sign}`"))) }
}

struct Reader<'t> {
    tokens: Tokens<'t>,
    graph: Graph,
    /// How many edges were made, counted by their attributes.
    edges: usize,
}

impl Reader<'_> {
    /// Statements up to the `}` that ends them; gives the nodes they are about.
    fn statements(&mut self, depth: usize) -> Outcome<Nodes> {
        if depth > DEPTH_MAX {
            return Err(self.tokens.wrong(format!("found subgraphs more than {DEPTH_MAX} deep, expected fewer")));
        }
        let mut nodes = Nodes::new();
        while !self.tokens.take('}')? {
            if self.tokens.peek()?.is_none() {
                return Err(self.tokens.wrong("found the end within a graph, expected `}`"));
            }
            if !self.tokens.take(';')? && !self.tokens.take(',')? {
                nodes.extend(self.statement(depth)?);
            }
        }
        nodes.sort_unstable();
        nodes.dedup();
        Ok(nodes)
    }

    fn statement(&mut self, depth: usize) -> Outcome<Nodes> {
        for of in ["graph", "node", "edge"] {
            if self.tokens.take_word(of)? {
                let attributes = self.attributes()?;
                attributes.keys().for_each(|name| self.graph.gathered.no_place(&format!("`{name}` of every {of}")));
                return Ok(Nodes::new());
            }
        }
        let Some(first) = self.set(depth)? else { return Ok(Nodes::new()) };
        let single = first.len() == 1;
        let mut sets = vec![first];
        while matches!(self.tokens.peek()?, Some(Token::Arrow | Token::Line)) {
            let sign = self.tokens.next()?;
            if (sign == Some(Token::Arrow)) != self.graph.directed {
                let (found, expected) = if self.graph.directed { ("--", "->") } else { ("->", "--") };
                return Err(self.tokens.wrong(format!("found `{found}`, expected `{expected}` in this kind of graph")));
            }
            match self.set(depth)? {
                Some(next) => sets.push(next),
                None => return Err(self.tokens.wrong("expected a node or a subgraph after the arrow")),
            }
        }
        let attributes = self.attributes()?;
        match sets.as_slice() {
            [only] if single => self.graph.describe(only[0], &attributes),
            [_] => attributes.keys().for_each(|name| self.graph.gathered.no_place(&format!("`{name}` of subgraphs"))),
            sets => self.join(sets, &attributes)?,
        }
        Ok(sets.concat())
    }

    /// An edge from each node of a set to each of the next.
    fn join(&mut self, sets: &[Nodes], attributes: &Map) -> Outcome<()> {
        let said = attributes.len().max(1);
        let pairs = |pair: &[Nodes]| pair[0].len().saturating_mul(pair[1].len()).saturating_mul(said);
        self.edges = sets.windows(2).map(pairs).fold(self.edges, usize::saturating_add);
        if self.edges > EDGES_MAX {
            return Err(self
                .tokens
                .wrong(format!("found more than {EDGES_MAX} edges and attributes of edges, expected fewer")));
        }
        for pair in sets.windows(2) {
            for from in &pair[0] {
                pair[1].iter().for_each(|to| self.graph.edge(*from, *to, attributes));
            }
        }
        Ok(())
    }

    /// A node or a subgraph; nothing after an attribute of the graph.
    fn set(&mut self, depth: usize) -> Outcome<Option<Nodes>> {
        if self.tokens.take_word("subgraph")? {
            if let Some(Token::Id(..)) = self.tokens.peek()? {
                self.tokens.next()?;
            }
            if !self.tokens.take('{')? {
                // A name alone stands for a subgraph that was there before; which is not kept.
                self.graph.gathered.no_place("subgraphs named again");
                return Ok(Some(Nodes::new()));
            }
            self.graph.gathered.no_place("subgraphs: that nodes lie in one");
            return self.statements(depth + 1).map(Some);
        }
        if self.tokens.take('{')? {
            return self.statements(depth + 1).map(Some);
        }
        let Some(Token::Id(name, _)) = self.tokens.next()? else {
            return Err(self.tokens.wrong("expected a node, an edge, an attribute or a subgraph"));
        };
        if self.tokens.take('=')? {
            self.value()?;
            self.graph.gathered.no_place(&format!("`{name}` of the graph"));
            return Ok(None);
        }
        while self.tokens.take(':')? {
            self.tokens.next()?;
            self.graph.gathered.no_place("ports");
        }
        Ok(Some(vec![self.graph.node(name)]))
    }

    /// `[name = value, …]`, any number of them.
    fn attributes(&mut self) -> Outcome<Map> {
        let mut attributes = Map::new();
        while self.tokens.take('[')? {
            while !self.tokens.take(']')? {
                let Some(Token::Id(name, _)) = self.tokens.next()? else {
                    return Err(self.tokens.wrong("expected the name of an attribute, or `]`"));
                };
                let value = if self.tokens.take('=')? { self.value()? } else { Value::Boolean(true) };
                attributes.insert(name.into(), value);
                if !self.tokens.take(',')? {
                    self.tokens.take(';')?;
                }
            }
        }
        Ok(attributes)
    }

    /// A value: a number, where it stands without quotes; else text.
    fn value(&mut self) -> Outcome<Value> {
        match self.tokens.next()? {
            Some(Token::Id(text, true)) => Ok(Value::string(text)),
            Some(Token::Id(text, false)) => {
                let number = || text.parse().ok().filter(|_| text.starts_with(|c: char| !c.is_alphabetic()));
                let whole = text.parse().map(Value::Integer).ok();
                Ok(whole.or_else(|| number().map(Value::Float)).unwrap_or_else(|| Value::string(&text)))
            }
            Some(Token::Arrow | Token::Line | Token::Sign(_)) | None => {
                Err(self.tokens.wrong("expected a value after `=`"))
            }
        }
    }
}
