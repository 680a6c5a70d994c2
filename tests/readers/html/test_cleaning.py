"""What stands around an article goes; what only sounds like it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.document import inline_runs
from presswork.inlines import plain_text
from presswork.readers import read
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "<p>" + "Cells wait for a long time before they divide. " * 20 + "</p>"


def is_kept(markup: str, folder: Path) -> bool:
    """Tell whether the word "here" in a part of a page is read."""
    path = folder / "page.html"
    path.write_text(f"<title>T</title><h1>T</h1>{TEXT}{markup}{TEXT}", encoding="utf-8")
    document = read(path, Resources((folder,)))
    return any("here" in plain_text(run) for run in inline_runs(document.blocks))


@pytest.mark.parametrize(
    "markup",
    [
        "<nav>here</nav>",
        "<div role=navigation>here</div>",
        '<div class="share-buttons">here</div>',
        '<div id="cookie-banner">here</div>',
        '<ul class="lang-switcher"><li>here</li></ul>',
        '<div class="region-picker">here</div>',
        '<div class="relatedPosts"><h3>Related posts</h3>here</div>',
        '<section id="related-articles"><h2>Related articles</h2><p>here</p></section>',
        '<a class="back-to-top" href="#">here</a>',
        '<a class="download-pdf" href="x.pdf">here</a>',
        '<div class="widget-area">here</div>',
        '<div style="display: none">here</div>',
        "<p hidden>here</p>",
        '<span class="sr-only">here</span>',
        '<div class="newsletter-signup"><form>here</form></div>',
        "<footer>here</footer>",
        "<button>here</button>",
        "<script>here</script>",
        '<div id="comments"><p>here</p></div>',
        '<div class="article-toc"><ul><li><a href="#a">here</a></li></ul></div>',
        '<p><a href="#x" class="headerlink">here</a></p>',
    ],
)
def test_what_goes(markup: str, tmp_path: Path) -> None:
    assert not is_kept(markup, tmp_path)


@pytest.mark.parametrize(
    "markup",
    [
        '<section id="related-work"><h2>Related work</h2><p>here</p></section>',
        '<div class="section toc-section"><h2>Moss</h2><p>here <a href="#r1">1</a></p></div>',
        '<section id="evaluation-metrics" class="level2"><h2>Metrics</h2><p>here</p></section>',
        '<div id="social_networks"><h2>Social networks</h2><p>here</p></div>',
        '<div class="elementor-widget elementor-widget-text-editor"><p>here</p></div>',
        '<div class="region region-content"><p>here</p></div>',
        '<div lang="de" class="lang-de"><p>here</p></div>',
        "<details><summary>More</summary><p>here</p></details>",
        "<blockquote><p>Words.</p><footer>here</footer></blockquote>",
        "<aside><p>here</p></aside>",
        "<address>here</address>",
        "<center><font>here</font></center>",
        "<table role=presentation><tr><td>here</td></tr></table>",
        '<figure><img src="x.png"><figcaption aria-hidden="true">here</figcaption></figure>',
        "<x-card><p>here</p></x-card>",
        "<span><p>here</p></span>",
        "<ul><li><a href='#a'>here</a> and more words beside the link</li></ul>",
    ],
)
def test_what_stays(markup: str, tmp_path: Path) -> None:
    assert is_kept(markup, tmp_path)
