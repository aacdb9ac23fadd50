"""Pages become blocks: what a reader of the page sees stays, what is markup goes."""

import time

import pytest

from vito_plugin_knowledge.blocks import Block, Kind, Unreadable
from vito_plugin_knowledge.pages import ENDINGS, read_page

MDX = """---
title: "Plans and limits"
sidebarTitle: Plans
description: 'What it costs'
keywords: ['pricing', 'tiers']
---
import { Note } from "/snippets/note.mdx"
import Thing from './thing'

export const price = 29

{/* a comment
over two lines */}

<Note>
Prices are **per month**, see [the page](https://example.org/p).
</Note>

## Start { #start }

<Steps>
  <Step title="Open the list">
    On the **Calendar** click `Add Channel`.

    <Tabs>
      <Tab title="Cloud">
        Nothing to do.
      </Tab>
    </Tabs>
  </Step>
  <Card title="Alone" href="/x" />
</Steps>

After the steps.

| Button | What it does |
|---|---|
| **Post Now** | Publishes `<now>` |

1. First
2. Second
   - inner

```bash
import os  # <Note> stays
```
"""


def kinds(path: str, text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read_page(path, text).blocks]


def test_mdx_keeps_words_and_drops_markup():
    page = read_page("cloud/plans.mdx", MDX)
    assert page.title == "Plans and limits"
    assert page.keywords == ("pricing", "tiers", "Plans")
    assert [(block.kind, block.text) for block in page.blocks] == [
        (Kind.PARAGRAPH, "What it costs"),
        (Kind.PARAGRAPH, "Prices are per month, see the page."),
        (Kind.HEADING, "Start"),
        (Kind.HEADING, "Open the list"),
        (Kind.PARAGRAPH, "On the Calendar click Add Channel."),
        (Kind.HEADING, "Cloud"),
        (Kind.PARAGRAPH, "Nothing to do."),
        (Kind.END, ""),
        (Kind.END, ""),
        (Kind.PARAGRAPH, "Alone"),
        (Kind.PARAGRAPH, "After the steps."),
        (Kind.LINE, "Button | What it does"),
        (Kind.LINE, "Post Now | Publishes <now>"),
        (Kind.LINE, "1. First"),
        (Kind.LINE, "2. Second"),
        (Kind.LINE, "inner"),
        (Kind.CODE, "bash\nimport os  # <Note> stays"),
    ]


def test_components_are_headings_below_the_six_levels():
    levels = [block.level for block in read_page("a.mdx", MDX).blocks if block.kind is not Kind.PARAGRAPH][:6]
    assert levels == [2, 7, 8, 8, 7, 0]


def test_a_component_on_the_line_of_another_keeps_its_title():
    assert kinds("a.mdx", '<CardGroup><Card title="Inside">Text.</Card></CardGroup>')[:2] == [
        ("heading", "Inside"),
        ("paragraph", "Text."),
    ]


def test_inline_components_leave_their_text():
    assert kinds("a.mdx", 'Use a <Tooltip tip="Application Programming Interface">API</Tooltip> key.') == [
        ("paragraph", "Use a API key.")
    ]


def test_markdown_dialects():
    text = (
        "/// tip | Consejo\n\nRead this.\n\n///\n\n{* ../src/a.py hl[2] *}\n\n"
        '!!! note "Mind"\n\n:::warning Hot\nSoup.\n:::\n'
    )
    assert [words for _, words in kinds("a.md", text)] == ["Consejo", "Read this.", "Mind", "Hot", "Soup."]


def test_indented_text_is_code_in_markdown_and_text_in_mdx():
    assert kinds("a.md", "A\n\n    b = 1\n")[1][0] == "code"
    assert kinds("a.mdx", "A\n\n    b = 1\n")[1][0] == "paragraph"


def test_html_in_markdown():
    text = 'An <abbr title="x">API</abbr>.<br/>Next\n\n<div class="termy">\n<p>Bold <b>word</b></p>\n</div>\n'
    assert kinds("a.md", text) == [("paragraph", "An API. Next"), ("paragraph", "Bold word")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The title\n\nText", "The title"),
        ("---\ntitle: It's \n---\n# Other", "It's"),
        ("---\nnot yaml at all\n\nText", "getting started"),
        ("Text only", "getting started"),
        ("---\ndescription: >\n  folded\n  text\n---\nBody", "getting started"),
    ],
)
def test_titles(text: str, title: str):
    assert read_page("docs/getting-started.md", text).title == title


def test_html():
    page = read_page(
        "a.html",
        "<html><head><title>Site | T</title></head><body><nav>Menu</nav><main><h1>Hello <b>you</b></h1>"
        "<p>One <i>two</i><br>three &amp; four<script>x()</script></p><ul><li>a<li><p>b</p></ul>"
        "<table><tr><th>K</th><th>V</th></tr><tr><td>x</td><td><p>y</p></td></tr></table>"
        "<pre>code\n  x</pre>tail</main><footer>f</footer></body></html>",
    )
    assert page.title == "Hello you"
    assert page.blocks == (
        Block(Kind.HEADING, "Hello you", 1),
        Block(Kind.PARAGRAPH, "One two three & four"),
        Block(Kind.LINE, "a"),
        Block(Kind.PARAGRAPH, "b"),
        Block(Kind.LINE, "K | V"),
        Block(Kind.LINE, "x | y"),
        Block(Kind.CODE, "\ncode\n  x"),
        Block(Kind.PARAGRAPH, "tail"),
    )


def test_text():
    assert kinds("a.txt", "The title\n\nOne\ntwo.\r\n\r\nThree.") == [
        ("heading", "The title"),
        ("paragraph", "One two."),
        ("paragraph", "Three."),
    ]


@pytest.mark.parametrize("ending", sorted(ENDINGS))
@pytest.mark.parametrize("text", ["", " \n", "---\n---\n", "<", "```", "<A b={", "{/*", "\ue0007 x", "|\n|-", "]]>"])
def test_odd_pages_are_read(ending: str, text: str):
    read_page(f"a{ending}", text)


@pytest.mark.parametrize(
    "text",
    [
        '<Tab title="a">\n' * 5_000,
        "{/*" * 30_000,
        "import {\n" * 10_000,
        " " * 200_000,
        (" " * 1000 + "\n") * 200,
        "` `` ``` " * 5_000,
        '<A a="' * 20_000,
        "{#" * 50_000,
    ],
)
def test_hostile_pages_take_no_quadratic_time(text: str):
    began = time.process_time()
    read_page("a.mdx", text)
    assert time.process_time() - began < 20


def test_deeply_nested_html_is_refused():
    with pytest.raises(Unreadable, match="deep"):
        read_page("a.html", "<div>" * 50_000)
    assert read_page("b.html", "<p>text" * 50_000).blocks
