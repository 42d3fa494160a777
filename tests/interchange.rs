//! Graph forms: files that others wrote, what comes back of what we write, and hostile files.

mod hostile;
mod landing;
mod rdf;
mod shared;
mod survives;
