// Who does aftercare anywhere is asked by function and by kind of agreement, not by walking all organisations.
CREATE INDEX position_state_function IF NOT EXISTS FOR (n:PositionState) ON (n.function);
CREATE INDEX agreement_kind IF NOT EXISTS FOR (n:Agreement) ON (n.kind);
