//! Where something is drawn: the six numbers of a plane's transformation.

/// `[a b c d e f]` as the standard has them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self([
            a[0] * b[0] + a[1] * b[2],
            a[0] * b[1] + a[1] * b[3],
            a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4],
            a[4] * b[1] + a[5] * b[3] + b[5],
        ])
    }

    /// How large one unit along the line is, and across it.
    pub(super) fn scale(self) -> (f64, f64) {
        (self.0[0].hypot(self.0[1]), self.0[2].hypot(self.0[3]))
    }

    /// How far a point is from where this begins, along its lines and across them.
    pub(super) fn distance(self, (x, y): (f64, f64)) -> (f64, f64) {
        let (along, _) = self.scale();
        let (cos, sin) = (self.0[0] / along, self.0[1] / along);
        let (dx, dy) = (self.0[4] - x, self.0[5] - y);
        (dx * cos + dy * sin, dy * cos - dx * sin)
    }
}
