//! Dates in GEXF: what stands at an element, in days or numbers.

use roxmltree::Node;

use crate::interchange::gathered::Gathered;
use crate::interchange::xml;
use crate::value::{Map, Value};

/// The dates that an element says, unless a property says them: `start` and `end`, and what holds at one time
/// under `moment`. Of several spells the first counts.
pub(super) fn read(node: Node<'_, '_>, moment: &str, properties: &mut Map, gathered: &mut Gathered) {
    let mut spells = node
        .children()
        .filter(|child| child.tag_name().name() == "spells")
        .flat_map(|spells| xml::children(spells, "spell"));
    let spell = spells.next();
    spells.for_each(|_| gathered.no_place("spells after the first"));
    let said = |names: [&str; 2]| {
        let of = |node: Node<'_, '_>| names.iter().find_map(|name| node.attribute(*name)).map(str::to_owned);
        of(node).or_else(|| of(spell?))
    };
    let fields = [("start", ["start", "startopen"]), ("end", ["end", "endopen"]), (moment, ["timestamp", "timestamp"])];
    for (name, attributes) in fields {
        if let Some(text) = said(attributes) {
            // Years are often written as floating point numbers.
            let text = text.strip_suffix(".0").unwrap_or(&text);
            properties.entry(name.into()).or_insert_with(|| Value::string(text));
        }
    }
}

/// The first and the last day of what a record says about its time, as xs:date; nothing where it is open or no plain date.
pub(super) fn days(properties: &Map) -> [Option<String>; 2] {
    let text = |name: &str| properties.get(name).and_then(Value::as_str);
    let moment = || ["at", "date"].iter().find_map(|name| text(name));
    let (start, end) = match moment() {
        Some(moment) => (Some(moment), Some(moment)),
        None => (text("start"), text("end")),
    };
    [start.and_then(|date| day(date, false)), end.and_then(|date| day(date, true))]
}

/// Whether all that a record says about its time is on the line of time, as days.
pub(in crate::interchange) fn has_days(properties: &Map) -> bool {
    let said = ["start", "end", "at", "date"].iter().filter_map(|name| properties.get(*name));
    said.filter_map(Value::as_str).all(|text| day(text, false).is_some())
}

/// A plain date (EDTF level 0) as a day: its first, or its last.
fn day(date: &str, last: bool) -> Option<String> {
    let mut parts = date.split('-');
    let number = |part: Option<&str>, width: usize| match part {
        Some(part) if part.len() == width => part.parse::<u32>().ok(),
        Some(_) | None => None,
    };
    let text: Vec<&str> = date.split('-').collect();
    let year = number(parts.next(), 4)?;
    let month = if text.len() > 1 {
        number(parts.next(), 2).filter(|month| (1..=12).contains(month))?
    } else if last {
        12
    } else {
        1
    };
    let day = if text.len() > 2 {
        number(parts.next(), 2)?
    } else if last {
        length(year, month)
    } else {
        1
    };
    (text.len() <= 3 && (1..=length(year, month)).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// How many days a month has.
fn length(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(400) || year.is_multiple_of(4) && !year.is_multiple_of(100) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
