// Prefix search over a person's pinyin.
// params:
CREATE INDEX person_pinyin IF NOT EXISTS FOR (n:Person) ON (n.pinyin)
