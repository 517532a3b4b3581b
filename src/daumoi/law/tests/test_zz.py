import time
from django.urls import reverse
from daumoi.law.models import Instrument
from daumoi.foundation.principal import acting, system
from datetime import date, timedelta
def cpu(c,u,n=8,**q):
    c.get(u,q)
    t=time.process_time(); w=time.perf_counter()
    for _ in range(n): c.get(u,q)
    return round((time.process_time()-t)/n*1000,1), round((time.perf_counter()-w)/n*1000,1)
def test_q(cast, settings):
    settings.DEBUG=False
    c = cast.client(cast.officer)
    idx=reverse("law:index")
    def show(tag):
        print(tag,"index",cpu(c,idx),"search",cpu(c,idx,q="nghi dinh 64"),"filter",cpu(c,idx,force="unknown"),"api",cpu(c,"/api/v1/law/instruments"))
    show("132")
    for r,a in [("law:instrument",["nd-224-2026-nd-cp"]),("law:subject",["cap_do_an_toan"]),("law:in_force",[]),("law:calendar",[]),("law:sources",[])]:
        print(r,cpu(c,reverse(r,args=a)))
    print("prov", cpu(c, reverse("law:provision",args=["nd-64-2007-nd-cp","d46"])))
    with acting(system("x")):
        Instrument.objects.bulk_create([Instrument(code=f"x{i}",kind="quyet_dinh",number=f"{i}/QĐ-X",title=f"Văn bản thử số {i}",issuer="Bộ A",issued=date(2000,1,1)+timedelta(days=i%9000),status="unknown",search_text=f"quyet dinh {i} qd x van ban thu so {i} bo a") for i in range(10000)],batch_size=2000)
    show("10k")
    print("deep", cpu(c,idx,cursor="after~2010-01-01~x1"))
