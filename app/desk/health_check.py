"""Whether the installation is well, for people, load balancers and the image's own check."""

from typing import Any

from starlette.responses import JSONResponse, Response

from app.jobs.queries import job_views
from app.web.door import Doors
from app.web.policy import anyone
from app.web.visit import Visit

doors = Doors()


@doors.get("/health", who=anyone)
def health(visit: Visit) -> Response:
    """200 when pages can be served and the schema is current; each job's last and next run, no names, no addresses."""
    jobs = [
        {
            "job": job.name,
            "last_run": _moment(job.last_run_at),
            "last_good_run": _moment(job.last_good_at),
            "next_run": _moment(job.next_run_at),
            "late": job.late,
            "failed": bool(job.error),
        }
        for job in job_views(visit.session, visit.request.app.state.jobs, visit.now)
    ]
    old_schema = visit.request.app.state.schema_is_old(visit.database)
    beat = visit.request.app.state.heartbeat.look(visit.session, visit.now)
    told = {
        "status": "old schema" if old_schema else "well",
        "now": _moment(visit.now),
        "dates_recomputed": {"at": _moment(beat.dates_at), "late": beat.dates_late},
        "digests_made": {"at": _moment(beat.digests_at), "late": beat.digests_late},
        "oldest_unsent_mail": {"queued_at": _moment(beat.unsent_since), "late": beat.mail_late},
        "jobs": jobs,
    }
    return JSONResponse(told, status_code=503 if old_schema else 200)


def _moment(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None
