//! The objects of a PDF in an order that does not depend on chance. svg2pdf keeps fonts and resources in hash
//! maps, so that it writes the same picture in another order each time.

use std::collections::BTreeMap;
use std::ops::Range;

/// The same file with its objects numbered in the order in which they are reached from its root (ISO 32000-1,
/// 7.3.10 and 7.5.4); none where the bytes are not laid out as svg2pdf does it. O(n log n).
pub(super) fn settled(pdf: &[u8]) -> Option<Vec<u8>> {
    let file = File::read(pdf)?;
    let trailer = file.trailer;
    let order = file.reached(trailer);
    let new: BTreeMap<usize, usize> = order.iter().enumerate().map(|(turn, old)| (*old, turn + 1)).collect();
    let first = file.objects.values().map(|object| object.at).min()?;
    let mut out = pdf[..first].to_vec();
    let mut places = Vec::new();
    for old in &order {
        let object = file.objects.get(old)?;
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", new[old]).bytes());
        out.extend(renumbered(&object.head, &new).bytes());
        out.extend(object.rest);
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f\r\n", places.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n\r\n").bytes()));
    let size = format!("/Size {}", file.size);
    let trailer = renumbered(trailer, &new).replace(&size, &format!("/Size {}", places.len() + 1));
    out.extend(format!("{trailer}startxref\n{start}\n%%EOF").bytes());
    Some(out)
}

/// An object: where it stands, its values in a settled order, and its stream.
struct Object<'a> {
    at: usize,
    head: String,
    rest: &'a [u8],
}

struct File<'a> {
    objects: BTreeMap<usize, Object<'a>>,
    trailer: &'a str,
    size: usize,
}

impl<'a> File<'a> {
    fn read(pdf: &'a [u8]) -> Option<File<'a>> {
        let table = last(pdf, b"\nxref\n")? + 1;
        let text = std::str::from_utf8(&pdf[table..]).ok()?;
        let trailer = &text[text.find("trailer")?..text.rfind("startxref")?];
        let mut lines = text.lines().skip(1);
        let size: usize = lines.next()?.strip_prefix("0 ")?.parse().ok()?;
        let mut places: Vec<usize> = Vec::new();
        for line in lines.take(size).filter(|line| line.contains(" n")) {
            places.push(line.get(..10)?.parse().ok()?);
        }
        places.sort_unstable();
        places.push(table);
        let objects = places.windows(2).map(|pair| object(pdf, pair[0]..pair[1])).collect::<Option<_>>()?;
        Some(File { objects, trailer, size })
    }

    /// The numbers of all objects, each when it is first spoken of.
    fn reached(&self, trailer: &str) -> Vec<usize> {
        let mut order: Vec<usize> = references(trailer).map(|(_, number)| number).collect();
        let mut at = 0;
        while let Some(number) = order.get(at) {
            let head = self.objects.get(number).map_or("", |object| &object.head);
            let new: Vec<usize> = references(head).map(|(_, number)| number).collect();
            new.into_iter().for_each(|number| {
                if !order.contains(&number) {
                    order.push(number);
                }
            });
            at += 1;
        }
        order
    }
}

fn object(pdf: &[u8], place: Range<usize>) -> Option<(usize, Object<'_>)> {
    let bytes = pdf.get(place.clone())?;
    let begin = first(bytes, b" 0 obj\n")?;
    let number = std::str::from_utf8(&bytes[..begin]).ok()?.trim().parse().ok()?;
    let body = &bytes[begin + 7..];
    let stream = first(body, b"\nstream\n").map_or(body.len(), |at| at + 1);
    let head = std::str::from_utf8(&body[..stream]).ok()?;
    Some((number, Object { at: place.start, head: in_order(head), rest: &body[stream..] }))
}

/// Lines that name resources one after the other, sorted.
fn in_order(head: &str) -> String {
    let mut lines: Vec<&str> = head.split_inclusive('\n').collect();
    let is_resource = |line: &&str| line.trim_start().starts_with('/') && references(line).count() == 1 && digit(line);
    lines.chunk_by_mut(|a, b| is_resource(a) && is_resource(b)).for_each(|run| {
        run.sort_unstable();
    });
    lines.concat()
}

/// Whether the name that a line begins with ends with a number, as `/fo1` does.
fn digit(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|name| name.ends_with(|last: char| last.is_ascii_digit()))
}

/// Every `12 0 R`: where its number stands, and the number.
fn references(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    text.match_indices(" 0 R").filter_map(|(end, _)| {
        let start = text[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        Some((start..end, text[start..end].parse().ok()?))
    })
}

fn renumbered(text: &str, new: &BTreeMap<usize, usize>) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (place, old) in references(text) {
        out.push_str(&text[done..place.start]);
        out.push_str(&new.get(&old).unwrap_or(&old).to_string());
        done = place.end;
    }
    out + &text[done..]
}

fn first(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}
