// What was done under a key of the client's choice is done once, however often and by whichever process it is asked.
CREATE CONSTRAINT act_key IF NOT EXISTS FOR (n:Act) REQUIRE n.key IS UNIQUE;
