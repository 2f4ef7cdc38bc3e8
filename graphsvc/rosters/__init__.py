"""Rosters: bundles and workbooks in and out of the graph (contract section 1), and the sample community."""
