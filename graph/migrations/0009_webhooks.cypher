// What happened is announced to an organisation once, whichever of several deliverers noticed it.
CREATE CONSTRAINT webhook_delivery_key IF NOT EXISTS FOR (n:WebhookDelivery) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT webhook_delivery_id IF NOT EXISTS FOR (n:WebhookDelivery) REQUIRE n.id IS UNIQUE;
// How far an organisation has been told, and whether it asked to stop.
CREATE CONSTRAINT webhook_organisation IF NOT EXISTS FOR (n:Webhook) REQUIRE n.organisation IS UNIQUE;
// What is due is sought by its moment, what is over by that of its event.
CREATE INDEX webhook_delivery_due IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.state, n.dueAt);
CREATE INDEX webhook_delivery_moment IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.sequence);
