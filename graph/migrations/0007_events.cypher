// What happened in a case is told in the order of its sequence, of which no two are alike.
CREATE CONSTRAINT event_sequence IF NOT EXISTS FOR (n:Event) REQUIRE (n.caseId, n.sequence) IS UNIQUE;
// Who listens asks for what came since a moment.
CREATE INDEX event_moment IF NOT EXISTS FOR (n:Event) ON (n.sequence);
