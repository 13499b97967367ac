// Who arrives is known by the number in the justice chain.
CREATE INDEX person_name_skn IF NOT EXISTS FOR (n:PersonName) ON (n.skn);
