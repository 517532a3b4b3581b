"""Official documents: for now only their rendering.

The room turns structured content into files a state body can print, sign and archive: PDF in the
layout of Decree 30/2020/NĐ-CP, charts, and workbooks. It knows nothing of the register or the surveys;
rooms above describe a document with :mod:`daumoi.documents.rendering.model` and receive bytes.
"""
