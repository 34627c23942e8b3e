//! `regulars serve`: the page, the API and the work that is due.

use std::net::SocketAddr;

use anyhow::Result;
use collect::shop::Shop;
use server::Server;

/// Where to listen.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// An address of this machine; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:7700")]
    listen: SocketAddr,
}

/// Serves until Ctrl-C or a polite request to end.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    let server = Server::bind(args.listen).await?;
    println!("Regulars is open at http://{}", server.address());
    server.run(shop.clone(), told_to_stop()).await?;
    Ok(())
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut ended) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = ended.recv() => {}
    }
}
