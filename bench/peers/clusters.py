"""K-means over a file of points, as scikit-learn finds it.

    python clusters.py scikit-learn FILE

The file holds doubles, twenty a point. Five starts, one after another, each from k-means++ of its
own; the search ends as it does unless told otherwise.

Prints one JSON object: the median seconds of a start, and the best inertia, for comparing.
"""

import json
import sys
import time

N_COLUMNS = 20
K = 8
SEEDS = [1, 2, 3, 4, 5]


def main():
    import numpy
    from sklearn.cluster import KMeans

    peer, file = sys.argv[1:]
    assert peer == "scikit-learn"
    points = numpy.fromfile(file, dtype="<f8").reshape(-1, N_COLUMNS)
    seconds, inertias = [], []
    for seed in SEEDS:
        search = KMeans(n_clusters=K, n_init=1, random_state=seed)
        started = time.perf_counter()
        search.fit(points)
        seconds.append(time.perf_counter() - started)
        inertias.append(float(search.inertia_))
    print(json.dumps({"seconds": sorted(seconds)[2], "found": {"inertia": min(inertias)}}))


main()
