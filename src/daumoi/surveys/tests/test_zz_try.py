import pytest
from daumoi.surveys.tests.filling_scene import *
def test_all(cast):
    sc=make_scene(cast)
    c=cast.client(cast.officer)
    for n in [("reply",),("reply_section","a"),("reply_section","b"),("reply_section","c"),("reply_section","e"),("reply_section","f"),("reply_check",),("reply_send",),("reply_clarify",),("reply_upload",),("reply_question","a5",0)]:
        r=c.get(sc.url(*n)); print(n, r.status_code, len(r.content))
        assert r.status_code==200, r.content.decode()[:3000]
    print(c.get(reverse("surveys:my_replies")).status_code)
    print(c.get(sc.url("reply_workbook")).status_code)
