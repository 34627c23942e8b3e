//! The program as its owner runs it: who may come in, what money comes to, bad places to live in,
//! full disks, and a plug that is pulled.

mod discreet;
mod faults;
mod keeping;
mod live;
mod money;
mod owner;
mod people;
mod plug;
mod server;
mod shop;
