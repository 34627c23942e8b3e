//! Clusters: points that lie together, how many kinds there are, and how far to trust that.
//!
//! Centres are found by Lloyd's steps from several draws of k-means++; distances that the bounds of
//! Hamerly (2010) rule out are not reckoned, which changes nothing of what comes out. The same seed
//! tells the same clusters on any number of cores. Start at [`k_means`]; how many there should be
//! is asked of [`tried`], who is who in two runs of [`matched`].

mod agreement;
mod choice;
mod kmeans;
mod lots;
mod points;
mod silhouette;

pub use agreement::{matched, rand_adjusted};
pub use choice::{Tried, chosen, tried};
pub use kmeans::{Clusters, GoOn, Settings, k_means, nearest, squared_distance};
pub use points::Points;
pub use silhouette::{silhouette, silhouette_by_centres};
