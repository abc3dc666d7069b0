//! The page of the archive on fakes.
