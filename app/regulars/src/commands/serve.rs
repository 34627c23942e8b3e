//! `regulars serve`: the page, the API and the work that is due.

use std::net::SocketAddr;

use access::staff;
use anyhow::Result;
use collect::shop::Shop;
use server::Server;

/// Where to listen.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where to listen; other addresses than this machine's once there is an owner; port 0 takes
    /// any free one
    #[arg(long, default_value = "127.0.0.1:7700")]
    listen: SocketAddr,
}

/// Serves until Ctrl-C or a polite request to end.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    act::channels::seal_secrets(shop).await?;
    let server = bind(shop, &args).await?;
    println!("Regulars is open at http://{}", server.address());
    if !staff::is_anybody(&mut shop.read().await?).await? {
        eprintln!("Open it in a browser on this machine: there you become its owner.");
    }
    serve(server, shop).await
}

/// Takes the port.
pub(crate) async fn bind(shop: &Shop, args: &Args) -> Result<Server> {
    Ok(Server::bind(shop, args.listen).await?)
}

/// Answers until told to stop.
pub(crate) async fn serve(server: Server, shop: &Shop) -> Result<()> {
    Ok(server.run(shop.clone(), told_to_stop()).await?)
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
