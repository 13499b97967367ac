// A finding is the same in every run, and is looked up by its case.
CREATE CONSTRAINT finding_id IF NOT EXISTS FOR (n:Finding) REQUIRE n.id IS UNIQUE;
CREATE INDEX finding_case IF NOT EXISTS FOR (n:Finding) ON (n.caseId);
CREATE CONSTRAINT analysis_run_id IF NOT EXISTS FOR (n:AnalysisRun) REQUIRE n.id IS UNIQUE;
// A run begins with the cases that are open.
CREATE INDEX case_state_status IF NOT EXISTS FOR (n:CaseState) ON (n.status);
// The last run is sought by its moment.
CREATE INDEX analysis_run_moment IF NOT EXISTS FOR (n:AnalysisRun) ON (n.at);
