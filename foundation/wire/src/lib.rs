//! The words of the HTTP API that all rooms share: problems, pages, money on the wire.
