import time
from datetime import date
from django.db import transaction
from daumoi.surveys.models import Questionnaire
from daumoi.surveys.tests.filling_scene import *
def test_real(cast):
    with acting(system("x")):
        print([(q.code,q.version,q.state) for q in Questionnaire.objects.all()])
        q=Questionnaire.objects.filter(code__contains="hien-trang").first()
        with transaction.atomic():
            m=actions.create_round(by=system("x"),coordinator=cast.body_b,code="that",title="Thật",questionnaire=q,cutoff_on=date(2016,6,30),due_on=date(2016,8,15),contact_name="Nguyễn A",contact_phone="02430000101",is_simulated=True)
            actions.issue_round(by=system("x"),round_=m,addressees=[cast.body_a],letter_number="1",letter_date=date(2016,7,4),letter_signer="K",at=AT)
    sc=Scene(cast,m,reply_of(cast,m)); sh=sc.sheet()
    from daumoi.surveys.presenters.filling_section import section_pages
    c=cast.client(cast.officer)
    for n in [("reply",),("reply_check",),("reply_send",),("reply_workbook",)]:
        t=time.process_time(); r=c.get(sc.url(*n)); print(n,r.status_code,len(r.content), round((time.process_time()-t)*1000))
    for s in sh.compiled.sections:
        ps=section_pages(sh,s)
        print(s.code, sh.evaluation.section_progress[s.code])
        for p in ps:
            u=sc.url("reply_section",s.code)+f"?trang={p.number}"; c.get(u)
            t=time.process_time(); r=c.get(u); print("   ",p.title[:60],p.rows,r.status_code,len(r.content), round((time.process_time()-t)*1000))
