//! The small company of the tests of appraisal, for tests of what pages write: it is compiled with the package of the engine,
//! so that tests of this one read its source again.
#![allow(dead_code, reason = "each test uses a part")]

use crate::engine::appraisal::process;

#[path = "../engine/appraisal/testing.rs"]
mod testing;

pub(crate) use testing::*;
