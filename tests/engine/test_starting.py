import stat
from dataclasses import replace

import psutil
import pytest

from graph import engine
from graph.engine.bolt import RefusedError, answers
from graph.engine.folders import folder_of
from graph.engine.processes import read_state
from graph.errors import EngineError
from graph.settings import Settings


def port_of(connection: engine.Connection) -> int:
    return int(connection.uri.rpartition(":")[2])


def answers_at(connection: engine.Connection) -> bool:
    return answers(port_of(connection), connection.user, connection.password, connection.database)


def pid_of(settings: Settings) -> int:
    pid = engine.status(settings).pid
    assert pid is not None
    return pid


def test_a_second_start_joins_the_first(lived_in: Settings) -> None:
    first = engine.start(lived_in)
    pid = pid_of(lived_in)
    assert engine.start(lived_in) == first == engine.connection_of(lived_in)
    assert pid_of(lived_in) == pid
    assert answers_at(first)
    assert engine.status(lived_in).state == "running"


def test_one_use_of_a_started_server_does_not_stop_it(lived_in: Settings) -> None:
    engine.start(lived_in)
    pid = pid_of(lived_in)
    with engine.running(lived_in):
        pass
    assert pid_of(lived_in) == pid


def test_only_the_owner_can_read_the_password(lived_in: Settings) -> None:
    connection = engine.start(lived_in)
    folder = folder_of(lived_in)
    assert stat.S_IMODE(folder.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    process = psutil.Process(pid_of(lived_in))
    told = "\n".join([*process.cmdline(), *process.environ().values()])
    assert len(connection.password) >= 32
    assert connection.password not in told
    assert connection.password not in repr(connection)


def test_a_wrong_password_is_refused(lived_in: Settings) -> None:
    connection = engine.start(lived_in)
    with pytest.raises(RefusedError, match="Unauthorized"):
        answers_at(replace(connection, password="not the password"))


def test_it_listens_on_loopback_only(lived_in: Settings) -> None:
    connection = engine.start(lived_in)
    sockets = psutil.Process(pid_of(lived_in)).net_connections("inet")
    listening = {(s.laddr.ip.removeprefix("::ffff:"), s.laddr.port) for s in sockets if s.status == psutil.CONN_LISTEN}
    assert listening == {("127.0.0.1", port_of(connection))}


def test_a_server_whose_state_file_is_gone_is_joined(lived_in: Settings) -> None:
    connection = engine.start(lived_in)
    pid = pid_of(lived_in)
    folder_of(lived_in).state_file.unlink()
    assert engine.status(lived_in).state == "left-behind"
    assert engine.start(lived_in) == connection
    assert pid_of(lived_in) == pid


def test_a_state_file_with_the_pid_of_another_program_is_not_believed(lived_in: Settings) -> None:
    engine.stop(lived_in)
    mine = psutil.Process()
    folder_of(lived_in).state_file.write_text(
        f'{{"pid": {mine.pid}, "began": {mine.create_time()}, "port": 1, "keep": true}}'
    )
    assert engine.status(lived_in).state == "stopped"
    assert engine.stop(lived_in) is False
    with pytest.raises(EngineError, match="does not run"):
        engine.connection_of(lived_in)


def test_after_a_kill_the_next_start_needs_no_hand(lived_in: Settings) -> None:
    before = engine.start(lived_in)
    pid = pid_of(lived_in)
    psutil.Process(pid).kill()
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)
    found = engine.status(lived_in)
    assert found.state == "stopped"
    assert str(pid) in found.note
    after = engine.start(lived_in)
    assert answers_at(after)
    assert after.password == before.password
    state = read_state(folder_of(lived_in))
    assert state is not None and state.pid != pid


def test_a_busy_port_is_named_before_anything_is_started(lived_in: Settings) -> None:
    connection = engine.start(lived_in)
    elsewhere = replace(lived_in, home=lived_in.home / "elsewhere", engine_port=port_of(connection))
    with pytest.raises(EngineError, match=f"port {port_of(connection)} is in use"):
        engine.start(elsewhere)
    assert engine.status(elsewhere).pid is None


def test_stopping_what_does_not_run_says_so(lived_in: Settings) -> None:
    engine.start(lived_in)
    assert engine.stop(lived_in) is True
    assert engine.stop(lived_in) is False
    assert engine.status(lived_in).state == "stopped"
    assert engine.status(lived_in).note == ""


def test_another_database_is_used_as_it_is(home: Settings) -> None:
    external = replace(home, neo4j_uri="neo4j://elsewhere:7687", neo4j_password="secret word")
    connection = engine.start(external)
    assert (connection.uri, connection.password) == ("neo4j://elsewhere:7687", "secret word")
    assert engine.status(external).state == "external"
    with pytest.raises(EngineError, match="NEO4J_URI"):
        engine.stop(external)
    assert not home.home.exists()
