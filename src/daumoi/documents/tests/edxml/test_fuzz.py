"""Whatever bytes arrive: a message or a refusal, never another error; what was read can be written again."""

from io import BytesIO

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from daumoi.documents.edxml.compare import equivalent
from daumoi.documents.edxml.model import Message
from daumoi.documents.edxml.write import write_message
from daumoi.documents.tests.edxml.messages import attached, document, read, read_with_files, sample
from daumoi.foundation.errors import Invalid

SEEDS = (sample("edoc"), sample("status_finish_06"), document(attachments=attached()))
PIECES = st.sampled_from(
    [
        b"<", b">", b"</", b"&", b"&#0;", b"&lt;", b'"', b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80",
        b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?x?>", b"<a/>", b"<edXML:From/>", b"<From>", b"</From>", b"=",
        b"edXML:", b" xmlns=''", b" xmlns:edXML='urn:x'", b" a:b='c'", b" length='-1'", b"0", b"99999999999999",
    ]
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good message with a few bytes cut out, repeated or put in."""
    raw = draw(st.sampled_from(SEEDS))
    for _change in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        to = min(len(raw), at + draw(st.integers(0, 40)))
        middle = draw(PIECES | st.just(b"") | st.just(raw[at:to] * 2) | st.binary(max_size=4))
        raw = raw[:at] + middle + raw[to:]
    return raw


@settings(max_examples=300, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(spoiled())
def test_a_spoiled_message_is_read_or_refused(raw: bytes) -> None:
    result = _outcome(raw)
    if isinstance(result, Invalid):
        assert result.code.startswith("documents.edxml.")
        assert "\n" not in str(result)
        return
    message, files = result
    assert equivalent(read(_rewritten(message, files)), message)


def _outcome(raw: bytes) -> tuple[Message, dict[int, bytes]] | Invalid:
    try:
        return read_with_files(raw)
    except Invalid as refused:
        return refused


def _rewritten(message: Message, files: dict[int, bytes]) -> bytes:
    to, left = BytesIO(), list(files.values())
    write_message(message, to=to, open_content=lambda one: BytesIO(left.pop(0)) if one.content else None)
    return to.getvalue()
