//! How long each stage takes on the shipped graph: see `benches/README.md`.

use std::hint::black_box;

use actant::export::dot;
use actant::figure::Figure;
use actant::files;
use actant::graph::Graph;
use actant::graph::document::load;
use actant::session::Session;
use criterion::{Criterion, criterion_group, criterion_main};

const LOOK_UP: &str = "MATCH (n {id: 'kazakhstan'}) RETURN n.name";
const TWO_HOPS: &str = "MATCH (:State {id: 'kazakhstan'})-[]->(a)-[]->(b) RETURN count(b)";
/// Nothing is run: the time is that of parsing, binding, planning and printing the plan.
const EXPLAINED: &str = "EXPLAIN MATCH (s:State)-[m:MEMBER_OF]->(o:Organisation) WHERE o.id IN ['csto', 'eaeu', 'sco'] \
                         RETURN o.id, s.id, m.start, m.end ORDER BY o.id, s.id";

fn shipped() -> Graph {
    let (schema, documents) = files::embedded();
    load(&schema, &documents).expect("the shipped graph has no findings")
}

fn loading(criterion: &mut Criterion) {
    criterion.bench_function("load", |bencher| bencher.iter(|| black_box(shipped())));
}

fn query(criterion: &mut Criterion, name: &str, text: &str) {
    let mut session = Session::new(shipped());
    criterion.bench_function(name, |bencher| {
        bencher.iter(|| session.run(black_box(text)).expect("the query is well formed"));
    });
}

fn queries(criterion: &mut Criterion) {
    query(criterion, "explain", EXPLAINED);
    query(criterion, "look-up", LOOK_UP);
    query(criterion, "two-hops", TWO_HOPS);
}

fn drawing(criterion: &mut Criterion) {
    let graph = shipped();
    criterion.bench_function("dot", |bencher| bencher.iter(|| dot(&Figure::whole(black_box(&graph)))));
}

criterion_group!(stages, loading, queries, drawing);
criterion_main!(stages);
