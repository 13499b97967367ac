// Every looked-up label has a key of its own, because a statement seeks only by the label that carries the rule.
CREATE CONSTRAINT region_id IF NOT EXISTS FOR (n:Region) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT professional_id IF NOT EXISTS FOR (n:Professional) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT position_id IF NOT EXISTS FOR (n:Position) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT service_offer_id IF NOT EXISTS FOR (n:ServiceOffer) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT case_id IF NOT EXISTS FOR (n:Case) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT contact_id IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT detention_id IF NOT EXISTS FOR (n:Detention) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT plan_id IF NOT EXISTS FOR (n:Plan) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT goal_id IF NOT EXISTS FOR (n:Goal) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT action_id IF NOT EXISTS FOR (n:Action) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ledger_id IF NOT EXISTS FOR (n:Ledger) REQUIRE n.id IS UNIQUE;

// Held by the current version only: one current version of a source's row, one current direction of a case.
CREATE CONSTRAINT record_source_key IF NOT EXISTS FOR (n:Record) REQUIRE n.sourceKey IS UNIQUE;
CREATE CONSTRAINT direction_current_case IF NOT EXISTS FOR (n:Direction) REQUIRE n.currentCase IS UNIQUE;

// A fact through all its versions, all of a case, and the sections of a case that no relationship leads to.
CREATE INDEX record_fact IF NOT EXISTS FOR (n:Record) ON (n.fact);
CREATE INDEX record_case_id IF NOT EXISTS FOR (n:Record) ON (n.caseId);
CREATE INDEX meeting_case_id IF NOT EXISTS FOR (n:Meeting) ON (n.caseId);
CREATE INDEX contact_moment_case_id IF NOT EXISTS FOR (n:ContactMoment) ON (n.caseId);
CREATE INDEX notice_case_id IF NOT EXISTS FOR (n:Notice) ON (n.caseId);
CREATE INDEX advice_request_case_id IF NOT EXISTS FOR (n:AdviceRequest) ON (n.caseId);
CREATE INDEX referral_case_id IF NOT EXISTS FOR (n:Referral) ON (n.caseId);
CREATE INDEX confirmation_of_fact IF NOT EXISTS FOR (n:Confirmation) ON (n.ofFact);

// Periods that analytics ask for.
CREATE INDEX stay_valid_to IF NOT EXISTS FOR (n:Stay) ON (n.validTo);
CREATE INDEX meeting_held_on IF NOT EXISTS FOR (n:Meeting) ON (n.heldOn);
