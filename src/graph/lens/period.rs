//! When a record held, with its doubt, and whether it held at a time that is asked for.
//!
//! Dates are EDTF (ISO 8601-2). A date is a region of days: `2014` is some time in that year. A record's
//! beginning and end are a region each, and a question about it has three answers: for every choice
//! within the regions, for some, for none. Nothing is filled in: where the regions leave it open, so does
//! the answer.

use edtf_core::{Bound, BoundDate, Edtf, IntervalEndpoint};

/// A day, or a bound beyond all days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Day {
    Past,
    On(BoundDate),
    Future,
}

impl Day {
    /// As ISO 8601 has it; the last day before, or after, all that four digits can say where it is beyond all days.
    fn text(self) -> String {
        match self {
            Day::Past => "-9999-01-01".into(),
            Day::Future => "9999-12-31".into(),
            Day::On(date) => format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
        }
    }

    /// Its year; none beyond all days.
    fn year(self) -> Option<i32> {
        match self {
            Day::Past | Day::Future => None,
            Day::On(date) => i32::try_from(date.year).ok(),
        }
    }
}

/// The first and the last day that may be meant.
type Region = (Day, Day);

/// How firmly a record held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It did not.
    No,
    /// For some reading of its dates.
    Possibly,
    /// It carries no date.
    Undated,
    /// For every reading of its dates.
    Certainly,
}

impl Held {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Held::No => "not",
            Held::Possibly => "possibly",
            Held::Undated => "undated",
            Held::Certainly => "certainly",
        }
    }
}

/// What is asked of a record's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Did it hold on any day of the time asked for?
    AsOf,
    /// Did it begin and end within the time asked for?
    During,
}

/// The days that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    from: Day,
    to: Day,
}

impl Window {
    /// The days of an EDTF date or interval; none where the text is neither.
    pub fn read(text: &str) -> Option<Window> {
        let (from, to) = region(&Edtf::parse(text.trim()).ok()?);
        Some(Window { from, to })
    }

    /// The first and the last day as texts (ISO 8601).
    pub fn days(&self) -> (String, String) {
        (self.from.text(), self.to.text())
    }
}

/// The dates of a record, as they are written.
#[derive(Clone, Debug, Default)]
pub struct Dates<'a> {
    /// When it was, as a whole: `at`, or an event's `date`.
    pub at: Option<&'a str>,
    /// When it began.
    pub start: Option<&'a str>,
    /// When it ended.
    pub end: Option<&'a str>,
    /// The year it is about, where nothing else dates it.
    pub year: Option<&'a str>,
}

/// Years, each from and to; an open side is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Years {
    /// Those in which it can have held.
    pub possible: (Option<i32>, Option<i32>),
    /// Those in which it held for every reading of its dates; none where no year is certain.
    pub certain: Option<(Option<i32>, Option<i32>)>,
}

/// When a record held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    start: Region,
    end: Region,
    /// A date is qualified as uncertain or approximate.
    doubt: bool,
    /// It has a beginning and no end on record.
    pub open: bool,
}

impl Period {
    /// When a record with these dates held; none where it has no date that can be read.
    pub fn of(dates: &Dates<'_>) -> Option<Period> {
        if let Some(whole) = dates.at.or(dates.year.filter(|_| dates.start.is_none() && dates.end.is_none())) {
            return Some(whole_period(&Edtf::parse(whole).ok()?));
        }
        let read = |text: Option<&str>| text.and_then(|text| Edtf::parse(text).ok());
        match (read(dates.start), read(dates.end)) {
            (None, None) => None,
            // "2014-03/.." as a beginning tells the end too.
            (Some(start @ Edtf::Interval(_)), None) => Some(whole_period(&start)),
            (Some(start), None) => Some(Period {
                start: region(&start),
                end: (Day::Future, Day::Future),
                doubt: is_doubtful(&start),
                open: true,
            }),
            (None, Some(end)) => {
                let last = region(&end);
                Some(Period { start: (Day::Past, last.1), end: last, doubt: is_doubtful(&end), open: false })
            }
            (Some(start), Some(end)) => Some(Period {
                start: region(&start),
                end: region(&end),
                doubt: is_doubtful(&start) || is_doubtful(&end),
                open: false,
            }),
        }
    }

    /// Whether it held in the window, as the question asks. What is `lasting` stays on record once it has
    /// been: an event, a work, an argument.
    pub fn held(&self, question: Question, window: Window, lasting: bool) -> Held {
        let (some, all) = match question {
            Question::AsOf => {
                let end = if lasting { (Day::Future, Day::Future) } else { self.end };
                (self.start.0 <= window.to && end.1 >= window.from, self.start.1 <= window.to && end.0 >= window.from)
            }
            Question::During => (
                self.start.1 >= window.from && self.end.0 <= window.to,
                self.start.0 >= window.from && self.end.1 <= window.to,
            ),
        };
        match (some, all && !self.doubt) {
            (false, _) => Held::No,
            (true, true) => Held::Certainly,
            (true, false) => Held::Possibly,
        }
    }

    /// The years in some part of which it can have held, and those in which it held whatever its dates are:
    /// what [`Period::held`] says of each, as of it.
    pub fn years(&self, lasting: bool) -> Years {
        let end = if lasting { (Day::Future, Day::Future) } else { self.end };
        let certain = (self.start.1.year(), end.0.year());
        let ordered = certain.0.zip(certain.1).is_none_or(|(from, to)| from <= to);
        let sure = ordered && !self.doubt && self.start.1 != Day::Future && end.0 != Day::Past;
        Years { possible: (self.start.0.year(), end.1.year()), certain: sure.then_some(certain) }
    }

    /// Whether it ended before it began, whatever its dates are.
    pub fn is_reversed(&self) -> bool {
        self.end.1 < self.start.0
    }

    /// Whether it began before another one did, whatever their dates are.
    pub fn begins_before(&self, other: &Period) -> bool {
        self.start.1 < other.start.0
    }

    /// Whether it went on, or only began, after another one had ended, whatever their dates are. Of what has
    /// no end on record the beginning alone counts.
    pub fn outlasts(&self, other: &Period) -> bool {
        self.start.0 > other.end.1 || (!self.open && self.end.0 > other.end.1)
    }

    /// Whether it was over before another one began, whatever their dates are.
    pub fn is_before(&self, other: &Period) -> bool {
        self.end.1 < other.start.0
    }

    /// Whether both held for more than a day, whatever their dates are.
    pub fn overlaps(&self, other: &Period) -> bool {
        self.start.1 < other.end.0 && other.start.1 < self.end.0
    }

    /// The days as texts (ISO 8601), for engines that know no EDTF: the first and the last on which it can have
    /// held, and those on which it held for every reading of its dates, where there are any. What is open reaches
    /// to the years -9999 and 9999.
    pub fn days(&self) -> ((String, String), Option<(String, String)>) {
        let certain = !self.doubt && self.start.1 <= self.end.0;
        let text = |from: Day, to: Day| (from.text(), to.text());
        (text(self.start.0, self.end.1), certain.then(|| text(self.start.1, self.end.0)))
    }

    /// Whether its dates leave anything open beyond their precision.
    pub fn is_doubtful(&self) -> bool {
        self.doubt
    }

    /// A key by which periods sort: by the first day they may have begun, then by the last day they may
    /// have ended.
    pub fn sort_key(&self) -> impl Ord + Copy + use<> {
        (self.start.0, self.end.1)
    }
}

/// An interval by its two ends; any other date is some time in its region.
fn whole_period(date: &Edtf) -> Period {
    let doubt = is_doubtful(date);
    let Edtf::Interval(interval) = date else {
        let region = region(date);
        return Period { start: region, end: region, doubt, open: false };
    };
    let whole = region(date);
    let start = match interval.start {
        IntervalEndpoint::Date(date) => region(&Edtf::Date(date)),
        IntervalEndpoint::Open => (Day::Past, Day::Past),
        IntervalEndpoint::Unknown => (Day::Past, whole.1),
        IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
            (Day::Past, region(&Edtf::Date(date)).1)
        }
    };
    let end = match interval.end {
        IntervalEndpoint::Date(date) => region(&Edtf::Date(date)),
        IntervalEndpoint::Open => (Day::Future, Day::Future),
        IntervalEndpoint::Unknown => (start.0, Day::Future),
        IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
            (region(&Edtf::Date(date)).0, Day::Future)
        }
    };
    Period { start, end, doubt, open: interval.end == IntervalEndpoint::Open }
}

fn is_doubtful(date: &Edtf) -> bool {
    date.is_uncertain() || date.is_approximate()
}

/// The first and last day an expression touches; what can't be known reaches to the end of time.
fn region(date: &Edtf) -> Region {
    let bounds = date.bounds();
    (day(bounds.earliest, Day::Past), day(bounds.latest, Day::Future))
}

fn day(bound: Bound, unknown: Day) -> Day {
    match bound {
        Bound::NegativeInfinity => Day::Past,
        Bound::Date(date) => Day::On(date),
        Bound::PositiveInfinity => Day::Future,
        Bound::Unknown => unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{Dates, Held, Period, Question, Window};

    fn held(dates: &Dates<'_>, question: Question, window: &str, lasting: bool) -> Held {
        let window = Window::read(window).expect("the window is a date");
        Period::of(dates).map_or(Held::Undated, |period| period.held(question, window, lasting))
    }

    #[test]
    fn doubt_is_kept() {
        use Held::{Certainly, No, Possibly, Undated};
        // at, start, end, window, whether it held then, whether it lay within it.
        let cases: &[(&str, &str, &str, &str, Held, Held)] = &[
            ("2014", "", "", "2014", Certainly, Certainly),
            ("2014", "", "", "2013", No, No),
            ("2014", "", "", "2014-03", Possibly, Possibly),
            ("2014-03", "", "", "2014", Certainly, Certainly),
            ("2022?", "", "", "2022", Possibly, Possibly),
            ("2022~", "", "", "2021", No, No),
            ("199X", "", "", "1995", Possibly, Possibly),
            ("199X", "", "", "1990/1999", Certainly, Certainly),
            ("2022-06/2023", "", "", "2022-12", Certainly, No),
            ("2022/..", "", "", "2030", Certainly, No),
            ("2022/", "", "", "2030", Possibly, No),
            ("", "2017-06-09", "", "2017", Certainly, No),
            ("", "2017-06-09", "", "2016", No, No),
            ("", "2017-06-09", "", "2023", Certainly, No),
            ("", "2017", "", "2017-03", Possibly, No),
            ("", "2001", "2005", "2003", Certainly, No),
            ("", "2001", "2005", "2006", No, No),
            ("", "2001", "2005", "2005-06", Possibly, No),
            ("", "2001", "2005", "2000/2010", Certainly, Certainly),
            ("", "", "1999-04", "1998", Possibly, No),
            ("", "", "1999-04", "2000", No, No),
            ("", "2014-03/..", "", "2020", Certainly, No),
            ("", "", "", "2020", Undated, Undated),
        ];
        fn some(text: &str) -> Option<&str> {
            (!text.is_empty()).then_some(text)
        }
        for (at, start, end, window, as_of, during) in cases {
            let dates = Dates { at: some(at), start: some(start), end: some(end), year: None };
            assert_eq!(held(&dates, Question::AsOf, window, false), *as_of, "{dates:?} as of {window}");
            assert_eq!(held(&dates, Question::During, window, false), *during, "{dates:?} during {window}");
        }
    }

    #[test]
    fn years_agree_with_what_is_asked_of_each() {
        let dates = ["2014", "2022?", "199X", "2022-06/2023", "2022/..", "2022/", "../2010", "2001/2005"];
        let whole = dates.map(|at| Dates { at: Some(at), ..Dates::default() });
        let open = Dates { start: Some("2017-06-09"), ..Dates::default() };
        let ended = Dates { end: Some("1999-04"), ..Dates::default() };
        for dates in whole.into_iter().chain([open, ended]) {
            let within = |(from, to): (Option<i32>, Option<i32>), year: i32| {
                from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
            };
            for (year, lasting) in (1985..2030).flat_map(|year| [(year, false), (year, true)]) {
                let years = Period::of(&dates).expect("the dates can be read").years(lasting);
                let asked = held(&dates, Question::AsOf, &format!("{year}"), lasting);
                let certain = years.certain.is_some_and(|certain| within(certain, year));
                assert_eq!(certain, asked == Held::Certainly, "{dates:?} in {year}: {years:?}");
                assert_eq!(within(years.possible, year), asked != Held::No, "{dates:?} in {year}: {years:?}");
            }
        }
    }

    #[test]
    fn what_lasts_stays_on_record() {
        let dates = Dates { year: Some("2018"), ..Dates::default() };
        assert_eq!(held(&dates, Question::AsOf, "2023", true), Held::Certainly);
        assert_eq!(held(&dates, Question::AsOf, "2023", false), Held::No);
        assert_eq!(held(&dates, Question::AsOf, "2017", true), Held::No);
        assert_eq!(held(&dates, Question::During, "2023", true), Held::No);
        assert_eq!(held(&dates, Question::During, "2018", true), Held::Certainly);
    }
}
