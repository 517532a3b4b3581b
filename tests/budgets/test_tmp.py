from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.permissions.scene import Scene
def test_x(scene: Scene) -> None:
    for name in ("GET /api/v1/law/instruments/{code}","GET /api/v1/organisations/{code}", "organisations:body", "organisations:unit", ):
        place = scene.places()[name]
        c = scene.clients["coordinator"]; c.get(place)
        with CaptureQueriesContext(connection) as asked: c.get(place)
        print("=====", name)
        for q in asked.captured_queries:
            if "FROM" in q["sql"]: print(q["sql"].split("FROM",1)[1][:190])
