"""Passages: as long as asked for, under the headings they stand under, with the words of the page."""

from hypothesis import given
from hypothesis import strategies as st

from vito_plugin_knowledge.blocks import Block, Kind, Page
from vito_plugin_knowledge.chunks import Limits, chunked
from vito_plugin_knowledge.pages import read_page


def words(count: int, word: str = "word") -> str:
    return " ".join([word] * count)


def cut(text: str, least: int = 10, most: int = 30) -> list[tuple[str, str]]:
    return [(chunk.heading, chunk.text) for chunk in chunked(read_page("a.md", text), Limits(least, most))]


def test_each_long_section_is_a_passage_with_its_path():
    text = f"# Title\n\n{words(12, 'a')}\n\n## One\n\n### Deep\n\n{words(12, 'b')}\n\n## Two\n\n{words(12, 'c')}"
    assert cut(text) == [
        ("Title", words(12, "a")),
        ("Title > One > Deep", words(12, "b")),
        ("Title > Two", words(12, "c")),
    ]


def test_short_sections_are_joined_and_keep_their_headings_in_the_text():
    assert cut("# Title\n\n## One\n\na b\n\n## Two\n\nc d") == [("Title", "One\n\na b\n\nTwo\n\nc d")]


def test_another_subject_does_not_join_what_is_long_enough_by_half():
    text = f"# Title\n\n## One\n\n{words(6, 'a')}\n\n## Two\n\n{words(6, 'b')}"
    assert [heading for heading, _ in cut(text)] == ["Title > One", "Title > Two"]


def test_long_text_is_cut_between_sentences():
    sentences = [f"{words(11)} {i}." for i in range(6)]
    passages = [text for _, text in cut("# T\n\n" + " ".join(sentences))]
    assert passages == [" ".join(sentences[i : i + 2]) for i in (0, 2, 4)]


def test_code_is_marked_and_cut_between_lines():
    code = "\n".join(f"line number {i}" for i in range(20))
    passages = [text for _, text in cut(f"# T\n\n```py\n{code}\n```")]
    assert all(text.startswith("```py\n") and text.endswith("\n```") for text in passages)
    assert "\n".join(text[6:-4] for text in passages) == code


def test_lists_and_tables_stay_close():
    assert cut("# T\n\nIntro:\n\n- a\n- b\n\nEnd.")[0][1] == "Intro:\na\nb\n\nEnd."


def test_a_title_that_is_the_first_heading_is_named_once():
    assert cut("---\ntitle: Setup\n---\n# Setup\n\n## Go\n\n" + words(12))[0][0] == "Setup > Go"


def test_one_endless_word_is_cut():
    passages = cut("# T\n\n" + "x" * 100_000)
    assert max(len(text) for _, text in passages) <= 30 * 40


def test_no_text_no_passage():
    assert cut("# Only\n\n## Headings") == []


BLOCKS = st.lists(
    st.one_of(
        st.builds(Block, st.sampled_from([Kind.HEADING, Kind.END]), st.text("ab ", max_size=9), st.integers(1, 9)),
        st.builds(Block, st.sampled_from([Kind.PARAGRAPH, Kind.LINE]), st.text("ab. ", min_size=1, max_size=400)),
    ),
    max_size=20,
)


@given(BLOCKS, st.integers(1, 20), st.integers(1, 20))
def test_nothing_is_lost_and_nothing_too_long(blocks: list[Block], least: int, more: int):
    limits = Limits(least, least + more)
    passages = chunked(Page(title="T", blocks=tuple(blocks)), limits)
    prose = "".join(block.text for block in blocks if block.kind in {Kind.PARAGRAPH, Kind.LINE})
    headings = sum(len(block.text.split()) for block in blocks if block.kind is Kind.HEADING)
    kept = "".join(passage.text for passage in passages)
    assert kept.count("b") >= prose.count("b")
    assert all(len(passage.text.split()) <= limits.most + headings for passage in passages)
