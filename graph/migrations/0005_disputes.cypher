// A dispute is shown with its fact wherever that is shown.
CREATE INDEX dispute_of_fact IF NOT EXISTS FOR (n:Dispute) ON (n.ofFact);
