//! The workbench in a browser: the same answers as the command line, over HTTP on the loopback address.
//!
//! Modules in reading order:
//! [`words`] what the pages say, in every language;
//! [`write`] days and amounts in a language;
//! [`view`] a question as a page is asked it;
//! [`part`] the parts of a page;
//! [`pages`] one page a file;
//! [`shelf`] the cases that are open;
//! [`kept`] answers already given;
//! [`secret`], [`guard`] who may ask;
//! [`seal`] what every answer tells the browser;
//! [`refused`] why there is no answer;
//! [`limits`] how much is asked at once;
//! [`asked`] a request as it is read;
//! [`assets`] the files of the pages;
//! [`api`] the routes, one table of them;
//! [`listen`] connections;
//! [`server`] all of it put together.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod api;
pub mod asked;
pub mod assets;
pub mod guard;
pub mod kept;
pub mod limits;
pub mod listen;
pub mod pages;
pub mod part;
pub mod refused;
pub mod seal;
pub mod secret;
pub mod server;
pub mod shelf;
pub mod view;
pub mod words;
pub mod write;
