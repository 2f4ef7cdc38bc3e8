// Which change takes another back.
// params:
CREATE INDEX change_undoes IF NOT EXISTS FOR (n:Change) ON (n.undoes)
