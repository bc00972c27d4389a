"""Long texts: plain paragraphs or simple Markdown, made into clean HTML. The one way in which they reach a page."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "strong", "ul"}
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["heading", "lheading", "hr", "image", "fence", "code"]
)


def to_html(text: str) -> SafeString:
    """`text` as HTML without headings, pictures, scripts or styles; links lead to web or mail addresses only."""
    cleaned = nh3.clean(
        _parser.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    return SafeString(cleaned)
