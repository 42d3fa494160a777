//! Layouts by the system's Graphviz, where it is installed: its places and its lines, our boxes and words.

use std::collections::{BTreeMap, VecDeque};
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::figure::Figure;
use crate::layout::geometry::{Cubic, Path, Point};
use crate::layout::{self, Drawing, Options};

/// Some of its engines take minutes where a graph has a thousand nodes.
pub const LIMIT: Duration = Duration::from_secs(20);
/// How often is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(5);
/// Points in an inch, in which Graphviz counts.
const INCH: f64 = 72.0;

/// Lays a figure out by one of Graphviz's programs: its places, and lines of ours, since those of its versions
/// run behind boxes or fail; but the lines of `dot`, which belong to its layers.
///
/// # Errors
/// In words: where it is not installed, takes longer than the limit, fails, or says what can't be read.
pub fn arrange(figure: &Figure, options: &Options, program: &str, limit: Duration) -> Result<Drawing, String> {
    let sizes = layout::sizes(figure, options);
    let plain = run(program, &input(figure, &sizes, options.seed, program == "dot"), limit)?;
    let read = read(figure, &plain).ok_or_else(|| format!("`{program}` wrote something else than places"))?;
    if program == "dot" {
        return Ok(layout::finished(figure, options, &read.0, read.1));
    }
    let fixed = figure.nodes.iter().zip(read.0).map(|(node, at)| (node.key.clone(), at)).collect();
    Ok(layout::arrange(figure, &Options { fixed, ..options.clone() }))
}

/// The graph as Graphviz reads it: sizes and ends, no words.
fn input(figure: &Figure, sizes: &[(f64, f64)], seed: u64, curved: bool) -> String {
    let mut dot = format!(
        "graph {{\ngraph [rankdir=LR, overlap=false, sep=\"+9\", nodesep=0.25, ranksep=1.1, start={seed}]\n\
         node [label=\"\", fixedsize=true]\n"
    );
    dot.push_str(if curved { "graph [splines=true]\n" } else { "graph [splines=line]\n" });
    for (place, (node, (width, height))) in figure.nodes.iter().zip(sizes).enumerate() {
        let shape: String = node.shape.chars().filter(char::is_ascii_alphanumeric).collect();
        let (width, height) = (width / INCH, height / INCH);
        dot.push_str(&format!("n{place} [shape=\"{shape}\", width={width:.4}, height={height:.4}]\n"));
    }
    figure.edges.iter().for_each(|edge| dot.push_str(&format!("n{} -- n{}\n", edge.from, edge.to)));
    dot + "}\n"
}

fn run(program: &str, input: &str, limit: Duration) -> Result<String, String> {
    let mut command = Command::new(program);
    command.arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| format!("can't start `{program}` of Graphviz: {error}"))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let input = input.to_owned();
    // Both pipes at once: it may write before it has read everything.
    let writer = thread::spawn(move || stdin.is_some_and(|mut stdin| stdin.write_all(input.as_bytes()).is_ok()));
    let reader = thread::spawn(move || {
        let mut text = Vec::new();
        stdout.is_some_and(|mut stdout| stdout.read_to_end(&mut text).is_ok()).then_some(text)
    });
    let Some(succeeded) = wait(&mut child, limit) else {
        return Err(format!("`{program}` took longer than {} s", limit.as_secs_f64()));
    };
    let written = writer.join().unwrap_or(false);
    let text = reader.join().ok().flatten().filter(|_| written && succeeded);
    text.and_then(|text| String::from_utf8(text).ok()).ok_or_else(|| format!("`{program}` failed"))
}

/// Whether it ended well; none where it had not ended when the time was over.
fn wait(child: &mut Child, limit: Duration) -> Option<bool> {
    let start = Instant::now();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) => thread::sleep(PAUSE),
            Err(_) => return Some(false),
        }
    }
    // It may have ended since; both are well.
    let _ = child.kill();
    let _ = child.wait();
    None
}

/// The middles of the nodes and the courses of the edges, from Graphviz's plain format.
fn read(figure: &Figure, plain: &str) -> Option<(Vec<Point>, Vec<Path>)> {
    let mut centres = vec![None; figure.nodes.len()];
    let mut courses: BTreeMap<(usize, usize), VecDeque<Path>> = BTreeMap::new();
    // Long lines are broken with a backslash.
    for line in plain.replace("\\\n", "").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.first().copied() {
            Some("node") => *centres.get_mut(number(words.get(1)?)?)? = Some(point(&words, 2)?),
            Some("edge") => {
                let ends = (number(words.get(1)?)?, number(words.get(2)?)?);
                courses.entry(ends).or_default().push_back(course(&words)?);
            }
            Some(_) | None => {}
        }
    }
    let paths = figure.edges.iter().map(|edge| courses.get_mut(&(edge.from, edge.to))?.pop_front());
    Some((centres.into_iter().collect::<Option<_>>()?, paths.collect::<Option<_>>()?))
}

fn number(name: &str) -> Option<usize> {
    name.strip_prefix('n')?.parse().ok()
}

/// Graphviz counts up, we down.
fn point(words: &[&str], at: usize) -> Option<Point> {
    let number = |at: usize| words.get(at)?.parse::<f64>().ok().filter(|number| number.is_finite());
    Some(Point::new(number(at)? * INCH, -number(at + 1)? * INCH))
}

/// `edge n0 n1 4 x1 y1 … x4 y4 …`: a curve each from the first place to the fourth, on to the seventh …
fn course(words: &[&str]) -> Option<Path> {
    let count: usize = words.get(3)?.parse().ok()?;
    let points: Vec<Point> = (0..count).map(|turn| point(words, 4 + turn * 2)).collect::<Option<_>>()?;
    let curves = (0..count.checked_sub(1)? / 3).map(|turn| points[turn * 3..].first_chunk::<4>().copied());
    Some(Path(curves.map(|curve| curve.map(Cubic)).collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::{arrange, read};
    use crate::figure::{Edge, Figure, Node};
    use crate::layout::Options;
    use crate::layout::geometry::Point;
    use std::time::Duration;

    fn pair() -> Figure {
        let node = |key: &str| Node { key: key.into(), name: key.into(), ..Node::default() };
        Figure {
            nodes: vec![node("a"), node("b")],
            edges: vec![Edge { to: 1, ..Edge::default() }],
            ..Figure::default()
        }
    }

    #[test]
    fn the_plain_format() {
        let plain = "graph 1 2 1\nnode n0 0.5 1 0.7 0.5 \"\" solid box black lightgrey\nnode n1 1.5 0 1 1 \"\" a b c d\n\
                     edge n0 n1 4 0.5 1 0.6 0.9 \\\n0.7 0.8 1.5 0 solid black\nstop\n";
        let (centres, paths) = read(&pair(), plain).expect("it is well formed");
        assert_eq!(centres, [Point::new(36.0, -72.0), Point::new(108.0, 0.0)]);
        assert_eq!(paths[0].ends(), Some((Point::new(36.0, -72.0), Point::new(108.0, 0.0))));
        for broken in ["", "node n7 1 1", "node n0 1 nan\nnode n1 1 1", "node n0 1 1\nnode n1 2 2\nedge n0 n1 4 1 1"] {
            assert!(read(&pair(), broken).is_none(), "{broken}");
        }
    }

    #[test]
    fn what_is_missing_hangs_or_says_nothing() {
        let said = |program: &str| {
            arrange(&pair(), &Options::default(), program, Duration::from_millis(300)).expect_err("it can't work")
        };
        assert!(said("no-such-program").contains("can't start `no-such-program`"));
        if cfg!(unix) {
            assert!(said("false").contains("`false` failed"));
        }
    }

    #[cfg(unix)]
    #[test]
    #[allow(clippy::disallowed_methods)] // a script for the test alone
    fn what_hangs_is_ended() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hangs");
        std::fs::write(&path, "#!/bin/sh\nexec sleep 60\n").expect("it can be written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
        let program = path.to_str().expect("its name is text");
        // Another test that starts a process just then keeps the script open for a moment: it can't be run so long.
        let mut said = String::from("can't start");
        for _ in 0..50 {
            if !said.starts_with("can't start") {
                break;
            }
            said = arrange(&pair(), &Options::default(), program, Duration::from_millis(200)).expect_err("it hangs");
        }
        assert!(said.ends_with("took longer than 0.2 s"), "{said}");
    }
}
