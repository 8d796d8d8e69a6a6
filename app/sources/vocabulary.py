"""The words of sources: what kind of text it is and how far it can be relied on."""

from app.text import N_

SOURCE_KINDS = (
    ("article", N_("Article")),
    ("blog-post", N_("Blog post")),
    ("report", N_("Report")),
    ("press-release", N_("Press release")),
    ("statement", N_("Statement")),
    ("appeal", N_("Call for support")),
    ("interview", N_("Interview")),
    ("letter", N_("Letter")),
    ("broadcast", N_("Broadcast")),
    ("video", N_("Video")),
    ("book", N_("Book")),
    ("website", N_("Website")),
    ("archive-page", N_("Archive page with several texts")),
)
RELIABILITY = (
    ("a", N_("Official record or own testimony")),
    ("b", N_("A named party with direct knowledge")),
    ("c", N_("Press or campaign report")),
    ("d", N_("Second-hand")),
    ("e", N_("Doubtful")),
)
LANGUAGES = (
    ("en", N_("English")),
    ("ru", N_("Russian")),
    ("kk", N_("Kazakh")),
    ("de", N_("German")),
    ("fr", N_("French")),
    ("es", N_("Spanish")),
    ("it", N_("Italian")),
    ("tr", N_("Turkish")),
    ("pl", N_("Polish")),
    ("uk", N_("Ukrainian")),
    ("ar", N_("Arabic")),
    ("fa", N_("Persian")),
)
