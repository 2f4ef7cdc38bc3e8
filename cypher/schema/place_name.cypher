// Prefix search over a place's name.
// params:
CREATE INDEX place_name IF NOT EXISTS FOR (n:Place) ON (n.name)
