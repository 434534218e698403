//! Runs, one after another.
