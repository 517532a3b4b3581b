"""Council: a coordinating body (hội đồng, ban chỉ đạo), its sessions, ballots, opinions, conclusions, and the ledger.

The body advises and its chair concludes: *thông tin*, *ý kiến, kiến nghị* and *kết luận của Chủ tịch* are three
kinds of words and never turn into each other. What was raised lives on in the ledger from session to session.
"""
