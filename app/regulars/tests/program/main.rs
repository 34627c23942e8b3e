//! The program as its owner runs it: bad places to live in, full disks, and a plug that is pulled.

mod faults;
mod live;
mod owner;
mod plug;
mod server;
