// Every request of somebody whom a provider signed in begins here.
CREATE INDEX account_issuer_subject IF NOT EXISTS FOR (n:Account) ON (n.issuer, n.subject);
