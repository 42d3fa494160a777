//! Points, boxes and curves in the plane: x to the right, y down, one unit a point (1/72 inch).

use std::ops::{Add, Mul, Sub};

/// A place, or the way from one place to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// The point at these coordinates.
    pub const fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// How far from the origin.
    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// The same direction at length 1; to the right where there is no direction.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length < 1e-9 { Point::new(1.0, 0.0) } else { self * (1.0 / length) }
    }

    /// Turned by a quarter, from x towards y.
    pub fn normal(self) -> Point {
        Point::new(-self.y, self.x)
    }

    /// The point at `t` of the way to another.
    pub fn towards(self, other: Point, t: f64) -> Point {
        self + (other - self) * t
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        Point::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Point;
    fn mul(self, factor: f64) -> Point {
        Point::new(self.x * factor, self.y * factor)
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The corner with the least coordinates.
    pub min: Point,
    /// The corner with the greatest.
    pub max: Point,
}

impl Rect {
    /// The rectangle around a centre.
    pub fn around(centre: Point, width: f64, height: f64) -> Rect {
        let half = Point::new(width / 2.0, height / 2.0);
        Rect { min: centre - half, max: centre + half }
    }

    /// The smallest rectangle that holds all of these; none where there are none.
    pub fn of(rects: impl Iterator<Item = Rect>) -> Option<Rect> {
        rects.reduce(Rect::union)
    }

    /// The smallest rectangle that holds both.
    pub fn union(self, other: Rect) -> Rect {
        Rect {
            min: Point::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Point::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// Larger by so much on every side.
    pub fn grown(self, by: f64) -> Rect {
        Rect { min: self.min - Point::new(by, by), max: self.max + Point::new(by, by) }
    }

    /// Moved.
    pub fn moved(self, by: Point) -> Rect {
        Rect { min: self.min + by, max: self.max + by }
    }

    /// From left to right.
    pub fn width(self) -> f64 {
        self.max.x - self.min.x
    }

    /// From top to bottom.
    pub fn height(self) -> f64 {
        self.max.y - self.min.y
    }

    /// The middle.
    pub fn centre(self) -> Point {
        self.min.towards(self.max, 0.5)
    }

    /// Whether the two share more than a border.
    pub fn overlaps(self, other: Rect) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }

    /// Whether a point lies inside.
    pub fn holds(self, point: Point) -> bool {
        self.min.x < point.x && point.x < self.max.x && self.min.y < point.y && point.y < self.max.y
    }

    /// Whether the straight line between two places runs through the inside (Liang and Barsky 1984).
    pub fn meets(self, a: Point, b: Point) -> bool {
        let way = b - a;
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        for (start, along, min, max) in [(a.x, way.x, self.min.x, self.max.x), (a.y, way.y, self.min.y, self.max.y)] {
            if along.abs() < 1e-12 {
                if start <= min || start >= max {
                    return false;
                }
                continue;
            }
            let (one, other) = ((min - start) / along, (max - start) / along);
            enter = enter.max(one.min(other));
            leave = leave.min(one.max(other));
        }
        enter + 1e-9 < leave
    }

    /// The area that both cover.
    pub fn shared(self, other: Rect) -> f64 {
        let width = self.max.x.min(other.max.x) - self.min.x.max(other.min.x);
        let height = self.max.y.min(other.max.y) - self.min.y.max(other.min.y);
        width.max(0.0) * height.max(0.0)
    }
}

/// A cubic Bézier curve: start, two controls, end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cubic(pub [Point; 4]);

impl Cubic {
    /// The curve from `a` to `b` that a quadratic one with this control would draw.
    pub fn quadratic(a: Point, control: Point, b: Point) -> Cubic {
        Cubic([a, a.towards(control, 2.0 / 3.0), b.towards(control, 2.0 / 3.0), b])
    }

    /// A straight line.
    pub fn line(a: Point, b: Point) -> Cubic {
        Cubic([a, a.towards(b, 1.0 / 3.0), b.towards(a, 1.0 / 3.0), b])
    }

    /// The place at `t` from 0 to 1.
    pub fn at(&self, t: f64) -> Point {
        let [a, b, c, d] = self.0;
        let u = 1.0 - t;
        a * (u * u * u) + b * (3.0 * u * u * t) + c * (3.0 * u * t * t) + d * (t * t * t)
    }

    /// The part between two places.
    pub fn part(&self, from: f64, to: f64) -> Cubic {
        let head = self.split(to.clamp(0.0, 1.0)).0;
        if to <= 0.0 { head } else { head.split((from / to).clamp(0.0, 1.0)).1 }
    }

    fn split(&self, t: f64) -> (Cubic, Cubic) {
        let [a, b, c, d] = self.0;
        let (ab, bc, cd) = (a.towards(b, t), b.towards(c, t), c.towards(d, t));
        let (abc, bcd) = (ab.towards(bc, t), bc.towards(cd, t));
        let middle = abc.towards(bcd, t);
        (Cubic([a, ab, abc, middle]), Cubic([middle, bcd, cd, d]))
    }
}

/// Curves that begin where the one before ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub Vec<Cubic>);

impl Path {
    /// The place at `t` from 0 to 1, each curve taking the same share.
    pub fn at(&self, t: f64) -> Point {
        let count = self.0.len();
        let scaled = t.clamp(0.0, 1.0) * count as f64;
        let place = (scaled as usize).min(count.saturating_sub(1));
        self.0.get(place).map_or_else(Point::default, |curve| curve.at(scaled - place as f64))
    }

    /// The part between two places; the rest of the curves falls away.
    pub fn part(&self, from: f64, to: f64) -> Path {
        let count = self.0.len() as f64;
        let share = |place: usize, t: f64| (t * count - place as f64).clamp(0.0, 1.0);
        let parts = self.0.iter().enumerate().filter_map(|(place, curve)| {
            let (start, end) = (share(place, from), share(place, to));
            (end > start).then(|| curve.part(start, end))
        });
        Path(parts.collect())
    }

    /// Where it begins and ends.
    pub fn ends(&self) -> Option<(Point, Point)> {
        Some((self.0.first()?.0[0], self.0.last()?.0[3]))
    }

    /// Places along it, `steps` a curve, from the first to the last.
    pub fn sampled(&self, steps: usize) -> Vec<Point> {
        let inner = self.0.iter().flat_map(|curve| (1..=steps).map(|step| curve.at(step as f64 / steps as f64)));
        self.0.first().map(|curve| curve.0[0]).into_iter().chain(inner).collect()
    }

    /// The same, moved.
    pub fn moved(&self, by: Point) -> Path {
        Path(self.0.iter().map(|curve| Cubic(curve.0.map(|point| point + by))).collect())
    }
}

/// Whether a point lies inside a convex outline, or on it.
pub fn inside(outline: &[Point], point: Point) -> bool {
    let turns = outline.iter().zip(outline.iter().cycle().skip(1)).map(|(a, b)| {
        let (along, to) = (*b - *a, point - *a);
        along.x * to.y - along.y * to.x
    });
    let (mut left, mut right) = (false, false);
    turns.for_each(|turn| {
        left |= turn < -1e-9;
        right |= turn > 1e-9;
    });
    !(left && right)
}

#[cfg(test)]
mod tests {
    use super::{Cubic, Path, Point, Rect, inside};

    #[test]
    fn a_part_of_a_path_lies_on_it() {
        let a = Cubic::quadratic(Point::new(0.0, 0.0), Point::new(5.0, 5.0), Point::new(10.0, 0.0));
        let b = Cubic::quadratic(Point::new(10.0, 0.0), Point::new(15.0, -5.0), Point::new(20.0, 0.0));
        let path = Path(vec![a, b]);
        let part = path.part(0.25, 0.75);
        assert_eq!(part.0.len(), 2);
        let (start, end) = part.ends().expect("it has curves");
        assert!((start - path.at(0.25)).length() < 1e-9 && (end - path.at(0.75)).length() < 1e-9);
    }

    #[test]
    fn insides() {
        let square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)].map(|(x, y)| Point::new(x, y));
        assert!(inside(&square, Point::new(1.0, 1.0)) && inside(&square, Point::new(0.0, 1.0)));
        assert!(!inside(&square, Point::new(2.1, 1.0)));
        let rect = Rect::around(Point::default(), 2.0, 2.0);
        assert!(rect.overlaps(rect.moved(Point::new(1.9, 0.0))) && !rect.overlaps(rect.moved(Point::new(2.0, 0.0))));
        let meets = |a: (f64, f64), b: (f64, f64)| rect.meets(Point::new(a.0, a.1), Point::new(b.0, b.1));
        assert!(meets((-3.0, -3.0), (3.0, 3.0)) && meets((0.0, 0.0), (0.1, 0.0)) && meets((0.0, -9.0), (0.0, 0.0)));
        assert!(!meets((-3.0, 1.0), (3.0, 1.0)) && !meets((2.0, 0.0), (3.0, 0.0)) && !meets((-3.0, 0.0), (0.0, 3.0)));
    }
}
