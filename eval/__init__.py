"""Cases, metrics, runs: the regression gate."""
