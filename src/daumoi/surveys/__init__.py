"""Surveys: questionnaires as versioned data, rounds under an official letter, replies approved by leaders, analysis.

Words owned here: *questionnaire* (a definition with its version and digest), *round* (a questionnaire sent under
a letter to addressees frozen at issue, with a cut-off day for the data and a day to send by), *reply* (one
addressee's answers and their way: sent, received, asked to clarify, closed, waived), *answer* (one value with its
version and source), *content code* (a short hash of a reply's content, printed on the annex and compared with the
signed paper), *clarification* (a named question reopened), *codebook* (groups of opinions in open text).
"""
