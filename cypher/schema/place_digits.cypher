// Prefix search over a place's digits.
// params:
CREATE INDEX place_digits IF NOT EXISTS FOR (n:Place) ON (n.digits)
