"""Whether the installation is well, for people, load balancers, monitors and the image's own check."""

from collections.abc import Iterator
from hmac import compare_digest
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from app.desk.heartbeat import Beat
from app.outages import outage_of
from app.refusal import NotFound
from app.web.door import Doors
from app.web.policy import anyone
from app.web.visit import Visit

doors = Doors()
LOOPBACK = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


@doors.get("/health", who=anyone)
def health(visit: Visit) -> Response:
    """200 when pages can be served; with `?strict` 503 also while something is late, fails or is full.

    No names, no addresses. That it answers at all says that the process is alive.
    """
    state = visit.request.app.state
    try:
        schema = state.schema_fault(visit.database)
        if schema:
            return _told(visit, {"status": schema, "ready": False}, 503)
        beat: Beat = state.heartbeat.look(visit.session, visit.now)
    except SQLAlchemyError as error:
        outage = outage_of(error)
        if outage is None:
            raise
        return _told(visit, {"status": outage.name, "ready": False, "wrong": [outage.words]}, 503)
    strict = "strict" in visit.query or visit.request.url.query == "strict"
    status = "well" if beat.is_well else "not well"
    return _told(
        visit, {"status": status, "ready": True, **_of(beat)}, 503 if strict and not beat.is_well else 200
    )


def _told(visit: Visit, told: dict[str, Any], status: int) -> Response:
    answer = JSONResponse({**told, "now": _moment(visit.now)}, status_code=status)
    if status == 503:
        answer.headers["Retry-After"] = "30"
    return answer


def _of(beat: Beat) -> dict[str, Any]:
    percent = None if beat.free is None else round(100 * beat.free)
    made = beat.backup
    return {
        "wrong": list(beat.wrong),
        "dates_recomputed": {"at": _moment(beat.good("reviews")), "late": "dates" in beat.late},
        "digests_made": {"at": _moment(beat.good("digest")), "late": "digests" in beat.late},
        "oldest_unsent_mail": {
            "queued_at": _moment(beat.outbox.oldest_queued_at), "late": "mail" in beat.late,
            "waiting": beat.outbox.waiting,
        },
        "mail_server": {"failures": beat.line.failures, "refuses_us": beat.line.refuses_us},
        "worker": {"seen_at": _moment(beat.worker_at), "late": "worker" in beat.late},
        "backup": {"at": _moment(made and made.at), "bytes": made and made.bytes, "late": "backup" in beat.late},
        "disk": {"free_percent": percent, "low": "disk" in beat.late},
        "jobs": [
            {
                "job": job.name, "last_run": _moment(job.last_run_at), "last_good_run": _moment(job.last_good_at),
                "next_run": _moment(job.next_run_at), "late": job.late, "failed": bool(job.error),
            }
            for job in beat.jobs.values()
        ],
    }  # fmt: skip


def _moment(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None


@doors.get("/metrics", who=anyone)
def metrics(visit: Visit) -> Response:
    """The same as numbers in Prometheus' text form, where VIGIL_METRICS lets whoever asks."""
    if not _may_measure(visit):
        raise NotFound
    beat: Beat = visit.request.app.state.heartbeat.look(visit.session, visit.now)
    lines = [
        line for name, value in _numbers(visit, beat) for line in (f"# TYPE {name} gauge", f"{name} {value}")
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _may_measure(visit: Visit) -> bool:
    allowed, headers = visit.settings.metrics, visit.request.headers
    if allowed == "off":
        return False
    if allowed == "loopback":  # a proxy on this machine hands on what comes from anywhere
        return visit.caller in LOOPBACK and not any(name in headers for name in FORWARDED)
    return compare_digest(headers.get("authorization", "").encode(), f"Bearer {allowed}".encode())


def _numbers(visit: Visit, beat: Beat) -> Iterator[tuple[str, float]]:
    yield "vigil_well", int(beat.is_well)
    for name in ("worker", "dates", "digests", "mail", "backup", "disk"):
        yield f"vigil_{name}_late", int(name in beat.late)
    yield "vigil_mails_waiting", beat.outbox.waiting
    yield "vigil_mails_failed", beat.outbox.failed
    since = {
        "oldest_mail": beat.outbox.oldest_queued_at,
        "backup": beat.backup and beat.backup.at,
        "worker": beat.worker_at,
        "dates": beat.good("reviews"),
        "digests": beat.good("digest"),
    }
    for name, moment in since.items():
        if moment is not None:
            yield f"vigil_{name}_age_seconds", round((visit.now - moment).total_seconds())
    if beat.backup is not None:
        yield "vigil_backup_bytes", beat.backup.bytes
    if beat.free is not None:
        yield "vigil_disk_free_ratio", round(beat.free, 4)
    yield "vigil_jobs_failing", sum(job.failing for job in beat.jobs.values())
