//! How the world comes in: HTTP, the page, the work done later.
//!
//! The server only mounts the routes of the rooms; it has no rule and no table of its own.
//! Nothing but public pages answers without a right: the doorkeeper asks `access` before each
//! request. Until there is an owner it speaks to this machine alone.
//!
//! Start reading at [`serve`].

mod doorkeeper;
mod health;
mod metrics;
pub mod operation;
mod page;
mod work;

use std::net::SocketAddr;

use access::door::Door;
use access::staff;
use axum::{Extension, Router};
use collect::customers::merging::Follower;
use collect::customers::merging::api::Followers;
use collect::shop::Shop;
use records::RecordsError;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// Why the server cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody else has the port, or it may not be taken.
    #[error("cannot listen on {address}: {reason}; choose another with --listen 127.0.0.1:PORT")]
    CannotListen {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The address can be reached from other machines, and nobody is there to guard it.
    #[error(
        "refusing to listen on {0}: whoever reaches it first could become the owner, because \
             there is none yet; run `regulars user create EMAIL --role owner` first, or use \
             127.0.0.1 or [::1]"
    )]
    NoOwnerYet(SocketAddr),
    /// The records could not be asked whether there is an owner.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The connection broke down.
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

#[derive(OpenApi)]
#[openapi(info(
    title = "Regulars",
    description = "Keeps a shop's customers coming back: collect, know, act, learn.",
    license(name = "Apache-2.0")
))]
struct Api;

/// A server that has its port but has not answered anybody yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the port; refuses addresses that other machines can reach until there is an owner.
    pub async fn bind(shop: &Shop, address: SocketAddr) -> Result<Self, ServeError> {
        if !address.ip().is_loopback() && !staff::is_anybody(&mut shop.read().await?).await? {
            return Err(ServeError::NoOwnerYet(address));
        }
        let listener = TcpListener::bind(address)
            .await
            .map_err(|reason| ServeError::CannotListen { address, reason })?;
        let address = listener.local_addr().map_err(ServeError::Stopped)?;
        Ok(Self { listener, address })
    }

    /// Where it listens; the port is known even when any free one was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests and does the work that is due, until told to stop.
    pub async fn run(
        self,
        shop: Shop,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let work = work::start(shop.clone());
        let app = router(shop).into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(self.listener, app).with_graceful_shutdown(stop).await;
        work.stop().await;
        served.map_err(ServeError::Stopped)
    }
}

/// Everything the server answers.
pub fn router(shop: Shop) -> Router {
    let (api, document) = routes().split_for_parts();
    let door = Door::default();
    let keeper = doorkeeper::Keeper { shop: shop.clone(), door: door.clone() };
    Router::new()
        .merge(api)
        .merge(health::router(document))
        .merge(metrics::router())
        .with_state(shop)
        .fallback(page::serve)
        .layer(Extension(door))
        .layer(Extension(Followers(followers())))
        .layer(axum::middleware::from_fn_with_state(keeper, doorkeeper::admit))
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::from_fn(metrics::count))
        .layer(CompressionLayer::new())
}

/// Everything that follows a customer when two turn out to be one person.
pub fn followers() -> Vec<Follower> {
    [collect::FOLLOWERS, know::FOLLOWERS, act::FOLLOWERS].concat()
}

/// The API document, for the generated client of the page.
pub fn api_document() -> utoipa::openapi::OpenApi {
    routes().split_for_parts().1
}

fn routes() -> OpenApiRouter<Shop> {
    OpenApiRouter::with_openapi(Api::openapi())
        .merge(collect::router())
        .merge(know::router())
        .merge(act::router())
        .merge(learn::router())
        .merge(access::router())
        .merge(operation::api::router())
}
