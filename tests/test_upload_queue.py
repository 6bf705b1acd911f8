"""The upload queue: jobs keep their order, survive every stop, and are never taken twice."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intake.filing import complete, free_name, move_in
from bot.intake.jobs import Deed, Job, Status, Task
from bot.intake.queue import MOST_ATTEMPTS, UploadQueue
from bot.journal.answer_log import AnswerLog


@pytest.fixture
def reopened(tmp_path):
    """A queue as a process finds it that starts now."""
    opened = []

    def open_queue(boot: str = "sama") -> UploadQueue:
        opened.append(UploadQueue(tmp_path / "data" / "log.db", tmp_path / "data" / "antrean", lambda: boot))
        return opened[-1]

    yield open_queue
    for queue in opened:
        queue.close()


@pytest.fixture
def queue(reopened):
    return reopened()


@pytest.fixture
def put(queue, tmp_path):
    def send(text: str = "isi", name: str = "Renstra.md", keys=(), user: int = 5) -> Job:
        path = tmp_path / "unduhan"
        path.write_text(text)
        return queue.put(path, name, user, "Budi", user, "telegram", keys)

    return send


def test_a_file_put_in_lies_in_the_queue_and_waits(put, queue, tmp_path):
    job = put("isi", "../Renstra Dinas.md")
    assert (job.status, job.file_name, job.path.read_text()) == (Status.WAITING, "Renstra Dinas.md", "isi")
    assert job.path.parent == tmp_path / "data" / "antrean" and not (tmp_path / "unduhan").exists()


def test_files_take_turns_in_the_order_they_came_and_each_is_taken_once(put, queue):
    jobs = [put(name=f"{number}.md") for number in range(3)]
    assert [queue.next().id for _ in jobs] == [job.id for job in jobs]
    assert queue.next() is None


def test_what_was_sent_first_has_its_turn_first_though_it_took_longer_to_come(queue, tmp_path):
    now = datetime.now(UTC)
    for name, seconds in (("kedua.md", 1), ("pertama.md", 0)):
        (tmp_path / "unduhan").write_text("isi")
        queue.put(tmp_path / "unduhan", name, 5, "Budi", 5, "telegram", sent_at=now + timedelta(seconds=seconds))
    assert [queue.next().file_name for _ in range(2)] == ["pertama.md", "kedua.md"]


def test_of_several_takers_at_once_each_file_is_one_ones(put, queue):
    jobs, taken = [put(name=f"{number}.md") for number in range(12)], []

    def take():
        while job := queue.next():
            taken.append(job.id)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [job.id for job in jobs]


def test_a_message_that_comes_twice_is_one_job(put, queue, tmp_path):
    first = put(keys=["5:1", "5:2"])
    assert put(keys=["5:2"]) == first and queue.known(["5:1"]) == first
    assert queue.known(["5:3"]) is None and queue.known([]) is None
    assert len(list((tmp_path / "data" / "antrean").iterdir())) == 1


def test_two_files_of_one_name_are_two_jobs(put, queue):
    assert [put("satu").path.read_text(), put("dua").path.read_text()] == ["satu", "dua"]


def test_a_job_cut_off_while_it_ran_waits_again_in_its_place(put, queue, reopened):
    jobs = [put(name=f"{number}.md") for number in range(3)]
    queue.next()
    later = reopened()
    assert later.resume() == []
    assert [later.next().id for _ in jobs] == [job.id for job in jobs]


def test_a_job_that_takes_the_program_down_again_and_again_is_given_up(put, queue, reopened):
    job = put()
    for _ in range(MOST_ATTEMPTS):
        assert reopened().resume() == []
        assert queue.next().id == job.id
    assert [given_up.id for given_up in reopened().resume()] == [job.id]
    assert queue.next() is None


def test_that_the_whole_machine_stopped_is_held_against_no_file(put, reopened):
    job = put()
    for start in range(2 * MOST_ATTEMPTS):
        queue = reopened(f"mesin menyala ke-{start}")
        assert queue.resume() == []
        assert queue.next().id == job.id


def test_a_job_given_back_on_purpose_is_never_given_up(put, queue):
    put()
    for _ in range(2 * MOST_ATTEMPTS):
        queue.back(queue.next())
        assert queue.resume() == []


def test_a_file_whose_job_was_not_written_any_more_becomes_one_of_nobodys(queue, tmp_path):
    sent = tmp_path / "unduhan"
    sent.write_text("isi")
    move_in(sent, tmp_path / "data" / "antrean", "ab12cd34-Renstra.md")
    queue.resume()
    job = queue.next()
    assert (job.file_name, job.user_id, job.chat_id, job.path.read_text()) == ("Renstra.md", None, None, "isi")
    queue.resume()
    assert len(queue.having(Status.WAITING, Status.RUNNING)) == 1


@pytest.mark.parametrize("reached", ["not begun", "promised", "half moved", "named", "moved", "written"])
def test_a_move_that_was_cut_off_is_done_the_next_time(put, queue, reopened, tmp_path, reached):
    """`place` writes down where a file goes before it moves it."""
    job, corpus = put("isi"), tmp_path / "corpus"
    target, hidden = free_name(corpus, job.file_name), corpus / f".unggahan-{job.id}"
    if reached != "not begun":
        queue._change(job, moving_to=str(target))
    if reached in ("half moved", "named"):
        job.path.rename(hidden)
    if reached == "named":
        target.hardlink_to(hidden)
    if reached in ("moved", "written"):
        complete(job.path, hidden, target)
    if reached == "written":
        queue._change(job, moving_to="", path=str(target))
    later = reopened()
    later.resume()
    job = later.next()
    placed = job if reached == "written" else later.place(job, corpus)
    assert placed.path == target and target.read_text() == "isi"
    assert [path.name for path in corpus.iterdir()] == ["Renstra.md"] and not list((tmp_path / "data" / "antrean").iterdir())


def test_a_name_that_was_taken_meanwhile_is_not_overwritten(put, queue, reopened, tmp_path):
    job, corpus = put("isi"), tmp_path / "corpus"
    queue._change(job, moving_to=str(free_name(corpus, job.file_name)))
    (corpus / "Renstra.md").write_text("disalin tangan")
    placed = reopened().place(job, corpus)
    assert (placed.path.name, placed.path.read_text()) == ("Renstra (2).md", "isi")
    assert sorted(path.name for path in corpus.iterdir()) == ["Renstra (2).md", "Renstra.md"]


def test_a_waiting_job_can_be_cancelled_and_put_back_a_running_one_not(put, queue):
    running, waiting = put(name="1.md"), put(name="2.md")
    queue.next()
    assert queue.cancel(running.id) is None
    assert queue.cancel(waiting.id).status is Status.CANCELLED and queue.cancel(waiting.id) is None
    assert queue.next() is None and [job.id for job in queue.given_up()] == [waiting.id]
    assert queue.again(waiting.id).status is Status.WAITING and queue.again(waiting.id) is None
    assert queue.next().id == waiting.id and queue.given_up() == []


def test_what_is_asked_about_a_held_document_is_its_own_job_once(put, queue, tmp_path):
    job = queue.settle(put(), Status.HELD, "Daerah belum dikenali.", document_id=7, older=3)
    asked = [queue.ask(Task.PUBLISH, 7, job.path, (user, "x"), (user, 1), 3) for user in (20, 21)]
    assert asked[0] == asked[1] and asked[0].id == job.id
    assert (asked[0].task, asked[0].user_id, asked[0].replaces, asked[0].note) == (Task.PUBLISH, 20, 3, job.note)
    assert queue.ask(Task.RESTORE, 3, tmp_path / "lama.md", (20, "x"), (20, 2)).id != job.id


def test_how_a_job_ended_and_who_did_it_are_written_together(put, queue, tmp_path):
    queue.settle(put(), Status.DONE, "3 halaman", Deed(5, "Budi", "mengunggah"), document_id=9)
    log = AnswerLog(tmp_path / "data" / "log.db")
    assert [(a.user_id, a.action, a.subject, a.detail) for a in log.actions()] == [(5, "mengunggah", "Renstra.md", "3 halaman")]
    assert queue.about(9).status is Status.DONE
    log.close()


STEPS = st.lists(st.sampled_from(["put", "next", "done", "back", "cancel", "again", "restart"]), max_size=25)


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_every_file_is_where_its_job_says(tmp_path_factory, steps):
    folder: Path = tmp_path_factory.mktemp("antrean")
    queue, count = UploadQueue(folder / "log.db", folder / "antrean"), 0
    running: Job | None = None
    for step in steps:
        if step == "put":
            count += 1
            (folder / "unduhan").write_text(str(count))
            queue.put(folder / "unduhan", "a.md", 5, "Budi", 5, "telegram", [str(count)])
        elif step == "next" and not running:
            running = queue.next()
        elif step in ("done", "back") and running:
            queue.settle(queue.place(running, folder / "corpus"), Status.DONE) if step == "done" else queue.back(running)
            running = None
        elif step == "cancel" and (waiting := queue.having(Status.WAITING)):
            queue.place(queue.cancel(waiting[0].id), folder / "gagal")
        elif step == "again" and (over := queue.given_up()):
            queue.again(over[0].id)
        elif step == "restart":
            running = None
            queue.resume()
    jobs = queue.having(*Status)
    assert sorted(int(job.path.read_text()) for job in jobs) == list(range(1, count + 1))
    queue.close()
