// What decides on a case is found by case, without reading all that is recorded in it.
CREATE INDEX risk_indication_case_id IF NOT EXISTS FOR (n:RiskIndication) ON (n.caseId);
CREATE INDEX consent_case_id IF NOT EXISTS FOR (n:Consent) ON (n.caseId);
CREATE INDEX treatment_relation_case_id IF NOT EXISTS FOR (n:TreatmentRelation) ON (n.caseId);
