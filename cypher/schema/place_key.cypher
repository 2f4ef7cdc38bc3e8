// Prefix search over a place's key.
// params:
CREATE INDEX place_key IF NOT EXISTS FOR (n:Place) ON (n.key)
