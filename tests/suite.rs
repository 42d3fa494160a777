//! One integration binary for every surface.

mod dot;
