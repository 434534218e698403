//! The browser behind ports: clock, ids, storage, tabs, downloads. With `ui`, the only home of web-sys.

pub mod canary;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod download;
pub mod fence;
pub mod homes;
pub mod idb;
pub mod ids;
pub mod intl;
pub mod js;
pub mod local;
pub mod locks;
pub mod opfs;
pub mod persist;
pub mod persistence;
pub mod port;
pub mod tabs;
pub mod turn;
pub mod upload;
pub mod worker;
pub mod worker_start;
