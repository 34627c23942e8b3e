//! The program as its owner runs it: what money comes to, bad places to live in, full disks, and a
//! plug that is pulled.

mod faults;
mod live;
mod money;
mod owner;
mod plug;
mod server;
