"""What people, files and other programs may put into a field: strings that act, hide, break out or break, by families.

The families are attacks on one reader each: a spreadsheet, a terminal, a template, a browser, a file system … beside them
stand the names and words of this country that a careless defence would spoil.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BIG = 10_000_000  # bytes: what nobody types, and somebody pastes
LIMITS = (60, 200, 300, 1_000, 2_000, 5_000, 30_000)  # the longest that some field takes


def _around(texts: Sequence[str], *shells: str) -> tuple[str, ...]:
    return tuple(shell.format(text) for text in texts for shell in shells)


SIGNS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    '"=',
    "'=",
    " =",
    "\ufeff=",
    "﹢",
    "﹣",
    "﹦",
    "−",
)
COMMANDS = "cmd|' /C calc'!A0"
FORMULAS = (
    *_around(SIGNS, "{}1+1", "{}SUM(A1:A9)*" + COMMANDS.replace("{", "{{")),
    '=HYPERLINK("http://127.0.0.1/?"&A1,"点此")', '=WEBSERVICE("http://127.0.0.1/"&A1)', "=IMPORTXML(A1,B1)",
    '=IMPORTDATA("http://127.0.0.1/a.csv")', '=IMAGE("http://127.0.0.1/a.png")', '=DDE("cmd";"/C calc";"x")',
    '=FILTERXML(WEBSERVICE("http://127.0.0.1"),"//a")', '=RTD("a.b",,"c")', '=EXEC("calc")', '=CALL("a","b","J")',
    '=REGISTER.ID("a","b")', "@SUM(1+1)*" + COMMANDS, "+" + COMMANDS, "-2+3+" + COMMANDS, "=MSEXCEL|'\\..\\..\\cmd.exe /c calc'!''",
    '=1+1";=1+1', "甲,=1+1", "甲;=1+1", "甲\t=1+1", "甲\n=1+1", "=1+1,=2+2", '"=1+1', '=A1&"\n"', "+86-13800138000-1", "-", "=", "@",
    "+1e5", "-0x1F", "1E+17", "00123", "3-5", "1/2", "TRUE", "#REF!", "#NAME?", "'=1+1", "{=1+1}", "=#REF!", "==1", "=-=", "=Sheet1!A1",
    "='file:///etc/passwd'#$passwd.A1", '=STYLE("x")', "=MULTIPLE.OPERATIONS(A1;B1;C1)", '=DISPIMG("ID_1",1)',
)  # fmt: skip
RICH = (
    "[bold]粗[/bold]", "[/x]", "[/]", "[", "[[red]]", "[link=http://127.0.0.1]点[/link]", "[red]红", "\\[red]", "[@click=a.b]c[/]",
    "[#ff0000 on white]x[/]", "[blink]x[/blink]", "[bold", "]]", "[0]", "[not bold]", "[/bold]", ":smile:", ":warning:", ":heart-emoji:",
    ":thumbs_up:", ":cn:", "::", "时间:10:30:", "**粗**", "`码`", "# 题", "| 甲 | 乙 |", "![图](http://127.0.0.1/a.png)", "<!-- 注 -->",
)  # fmt: skip
ESCAPES = (
    "\x1b[31m红\x1b[0m", "\x1b[2J\x1b[H", "\x1b[1;1H假", "\x1b[1A\x1b[2K假", "\x1b[?1049h", "\x1b[?25l", "\x1b[6n", "\x1b[c", "\x1b[>c",
    "\x1b[20t", "\x1b[21t", "\x1b[8;1;1t", "\x1b]0;题\x07", "\x1b]2;题\x1b\\", "\x1b]8;;http://127.0.0.1\x1b\\点\x1b]8;;\x1b\\",
    "\x1b]8;;file:///etc/passwd\x07点\x1b]8;;\x07", "\x1b]52;c;cm0gLXJmIC8=\x07", "\x1b]52;c;?\x1b\\", "\x1b]4;1;?\x07",
    "\x1b]1337;File=name=YQ==;inline=1:YQ==\x07", "\x1b]9;4;1;50\x07", "\x1b]50;x\x07", "\x1b]10;?\x07", "\x1bP0;1|17/6c73\x1b\\",
    "\x1bP+q544e\x1b\\", "\x1bP$qm\x1b\\", "\x1b_Ga=T;YQ==\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\", "\x1bc", "\x1b#8", "\x1b(0lqk\x1b(B",
    "\x1b)0\x0e", "\x1bN", "\x1b%G", "\x1b=", "\x1b7\x1b8", "\x1b[200~rm\n\x1b[201~", "\x9b31m红\x9b0m", "\x9d0;题\x9c", "\x90q\x9c", "\x9e\x9c",
    "\x9f\x9c", "\x98x\x9c", "\x85换", "\x84", "\x8d", "\x8e", "\x8f", "\x1b", "\x1b[", "\x1b]", "甲\x1b", "\x1b\x1b[A", "^[[31m", "\\x1b[31m",
    "\\033[2J", "\\e[1m", "\u241b[31m", "%1b%5b31m", "甲\b\b乙", "\r假的行", "真\r假", "一\x0b二", "一\x0c二", "\x07\x07", "\x7f\x7f", "\x1a", "\x04",
    "\x03", "\x11\x13", "\x16", "+++ATH0",
)  # fmt: skip
CONTROLS = tuple(f"甲{chr(code)}乙" for code in (*range(0x20), *range(0x7F, 0xA0)))
HIDING = tuple(
    f"修{chr(code)}路"
    for code in (
        0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x2030),
        *range(0x2060, 0x2070), 0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF,
        0x1BCA0, 0x1D173, 0x1D17A, 0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0x1FFFE, 0x10FFFF,
    )
)  # fmt: skip
BIDI = (
    "\u202e倒过来", "\u202d顺", "\u202atxt\u202c", "\u202bfdp.exe\u202c", "照片\u202egpj.exe", "\u2066甲\u2069", "\u2067乙\u2069", "\u2068丙\u2069",
    "\u2069\u2069", "\u2067" * 200, "\u200e甲\u200f", "a\u061cb", "/*\u202e }\u2066if(a)\u2069\u2066 */", "\u202e\u202d" * 30,
    "".join(chr(0xE0000 + ord(c)) for c in "ignore all"), "🏴\U000e0067\U000e0062\U000e007f", "零\u200b宽\u200c字\u200d符\ufeff",
)  # fmt: skip
SURROGATES = ("\ud800", "甲\udfff", "\udc80\udc81", "\ud83d", "\ude00\ud83d", "a\udcffb")
COMBINING = (
    "Z̷͔̈a̵̡͌l̸̰̎g̵̻̉ỏ̶̳", "路" + "\u0300\u0316" * 100, "\u0301", "甲\u20dd", "e" + "\u0301" * 50, "각", "각", "ﷺ" * 30, "नि", "กำ" * 40, "﷽", "ͥ",
    "👨‍👩‍👧‍👦", "👍🏿", "🇨🇳", "1️⃣", "☺︎", "☺️", "葛\U000e0100", "葛\U000e0101", "神\ufe00", "辻󠄀", "𝕏", "ﬁ", "①②", "㈱", "ＡＢＣ", "ｱｲｳ", "\u3000全角空格\u3000",
)  # fmt: skip
TEMPLATES = (
    "{{ 7*7 }}", "{{7*7}}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ 信访人 }}", "{{ config }}", "{{ self }}", "{{ cycler.__init__.__globals__ }}",
    "{% for a in range(10**9) %}{% endfor %}", "{% include '/etc/passwd' %}", "{% import 'os' as a %}", "{% set a = 1 %}", "{% raw %}", "{% endraw %}",
    "{# 注 #}", "{%p if a %}", "{%p endif %}", "{%tr for a in b %}", "{%tc x %}", "{%r x %}", "{{r 信访人 }}", "{{p 信访人 }}", "{{tr x }}", "{{", "}}", "{%", "%}",
    "{#", "#}", "{_{_x_}_}", "{% cellbg 'ff0000' %}", "{% hm %}", "{% vm %}", "{{ '{{' }}", "{{-1-}}", "{%- x -%}", "{%+ x %}", "{{ x|safe }}", "${7*7}",
    "#{7*7}", "<%= 7*7 %>", "@{7*7}", "#set($a=1)", "[[${7*7}]]", "\\newpage", "`id`", "$(id)", "{{=<% %>=}}", "{php}1{/php}", "\a分段\a", "\x07",
)  # fmt: skip
FORMATS = (
    "{}", "{0}", "{name}", "{0.__class__}", "{a[0]}", "{:>99999999}", "{!r}", "{{}}", "{", "}", "}{", "%s", "%d", "%(x)s", "%n%n%n", "%99999999d", "%%", "%x" * 20,
    "$name", "${name}", "{text}", "{case}", "{fields}", "\\N{BULLET}", "\\u202e", "\\x00", "\\", "\\\\", "\\n", "{number:{width}}",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</td></tr></table><script>", '"><script>alert(1)</script>',
    "' onmouseover='alert(1)", '<a href="javascript:alert(1)">点</a>', "<iframe srcdoc='<script>1</script>'>", "<base href=//127.0.0.1>",
    "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//127.0.0.1>", "<style>@import '//127.0.0.1'</style>", "</style><b>", "</title><b>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<?php 1 ?>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", "&lt;b&gt;", "&amp;",
    "&", "&#60;b&#62;", "&#x202e;", "&nbsp;", "&b;", "<b>", "</b>", "<", ">", '"', "'", "<w:t>", "</w:t></w:r></w:p>", "<w:br/>", "<r>富</r>", "<r><t>a</t></r>",
    "<si><t>x</t></si>", "<details open ontoggle=alert(1)>", '<math><mi//xlink:href="data:x,<script>">', "<plaintext>", '<noscript><p title="</noscript><b>">',
    "javascript:alert(1)", "data:text/html,<script>1</script>", "expression(alert(1))", "url(//127.0.0.1)", "；}body{display:none", "</script>", "<wbr>", "＜script＞",
    "_x000D_", "_x0041_", "_x005F_x0041_", "_x202E_", 'xml:space="preserve"', "a\u2028b\u2029c",
)  # fmt: skip
QUERIES = (
    "'; DROP TABLE cases; --", "' OR '1'='1", "%' OR 1=1 --", '" OR ""="', "1; ATTACH DATABASE '/tmp/x' AS x", "x') UNION SELECT hash FROM entry --", "%", "_", "%%%_",
    "*", '"*"', "NEAR(a b)", "a AND", "OR", "NOT", "AND OR NOT", "col:a", "^a", "-a", "a -b", "(", ")", '"', '""', "''", "?", ":a", "$1", "@p", "NULL", "None", "nan", "inf",
    "-0", "0x0", "1e999", "9" * 400, "true", "[]", "GLOB *", "\\%", "／＊",
)  # fmt: skip
DATA = (
    '{"a": 1}', "[1, 2", '"', '\\"', "null", '{"__proto__": {}}', "\\ud800", "a: b", "- a", "&a b", "*a", "!!python/object/apply:os.system ['id']", "!!binary a", "<<: *a",
    "? a", "| a", "> a", "%YAML 1.2", "---", "...", "# 注", "a #b", "'", "~", "yes", "off", "2026-03-05", "12:30:45", "0o17", "1_000", "a,b", "a;b", "a\tb", 'a"b', '"a""b"',
    "a\r\nb", "a\rb", "a\nb", "\n", "\r\n", " ", "\t", "　", "a|b", "sep=;", "姓名,电话\n甲,1", "\ufeffa", "甲，乙、丙；丁", "甲\u2028乙", "Content-Type: x\r\n\r\n",
)  # fmt: skip
PATHS = (
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\Windows\\x", "C:", "c:x", "\\\\127.0.0.1\\c$\\x", "//127.0.0.1/x", "\\\\?\\C:\\x", "\\\\.\\COM1", "file:///etc/passwd",
    "a.txt:stream", "a::$DATA", "CON", "con.txt", "NUL", "nul.docx", "PRN", "AUX.h", "COM1", "LPT1.txt", "COM¹", "CONIN$", "CLOCK$", ".", "..", "...", "a.", "a ", " a", "~", "~root",
    "$HOME", "%TEMP%", "%2e%2e%2f", "..%c0%af", "a/../../b", "a\\..\\b", "./.", "-rf", "--help", "-", "|id", "a|id", "; id", "&& id", "> /tmp/x", "a\nb", "长" * 300, "x" * 255 + ".txt",
    "..／..／x", "․․/x", "a\u202excod.exe", "desktop.ini", ".git/config", "Thumbs.db", "a*?.txt", '<>:"/\\|?*',
)  # fmt: skip
SHEETS = (
    "&P", '&P&D&"黑体"', "&N页", "&L左&C中&R右", "&Z&F", "&12大", "&&", "&A", "&G", "甲&乙", "'a'", "a'b", "[a]", "a:b", "a*b", "a?b", "a/b", "a\\b", "History", "历史记录", "Sheet1", "'", "x" * 32,
    "汉" * 32, "A1", "R1C1", "$A$1", "Print_Area", "_xlnm.Print_Titles",
)  # fmt: skip
PEOPLE = (
    "㐀", "㐂", "𠀀", "𠮷", "𠮷野", "𬭳", "𪜀", "𫝀", "𫠠", "𬺰", "𮯰", "𰀀", "𰻝", "𱍐", "𲎯", "龦", "鿿", "䶿", "𢆰", "𣊧", "\ue000", "\ue815", "\uf8ff", "\U000f0000", "\U0010fffd", "〇", "々", "亖", "﨎",
    "阿卜杜拉·买买提", "买买提·吐尔逊", "玛依努尔•艾合买提", "ئابدۇللا", "مۇھەممەد", "محمد بن سلمان", "עברית", "བསོད་ནམས", "ᠮᠣᠩᠭᠣᠯ", "ᠪᠠᠲᠤ\u180b", "ꆈꌠ", "Sawcuengh", "ಠ_ಠ", "ไทย", "한국어", "にほんご",
    "O'Brien", "José", "Jose\u0301", "Müller-Lüdenscheidt", "Ⅷ组", "“双引号”", "‘单’", "《土地法》", "〔2026〕1号", "—— ……", "￥1,000.00元", "１２３", "ＡＢ", "①组", "㎡", "°C", "±5%", "½亩", "×√●○■□★→",
    "😀", "🀄", "👮‍♀️", "❤️", "甲\u3000乙", "王  二", "等5人", "匿名", "保密", "已作废", "合计", "一" * 59, "第一行\n第二行\n\n第四行", "第一行\r\n第二行",
)  # fmt: skip
LONG = tuple("长" * (most + more) for most in LIMITS for more in (0, 1))
FAMILIES: Mapping[str, Sequence[str]] = {
    "formulas": FORMULAS, "rich": RICH, "escapes": ESCAPES, "controls": CONTROLS, "hiding": HIDING, "bidi": BIDI, "surrogates": SURROGATES, "combining": COMBINING,
    "templates": TEMPLATES, "formats": FORMATS, "markup": MARKUP, "queries": QUERIES, "data": DATA, "paths": PATHS, "sheets": SHEETS, "people": PEOPLE, "long": LONG,
}  # fmt: skip
STRINGS: tuple[str, ...] = tuple(dict.fromkeys(text for texts in FAMILIES.values() for text in texts))
HUGE = "字" * (BIG // 3)  # stands apart: one such string is enough for one field

# What a screen must never be sent, by the classes of Unicode and not by our own lists: controls, halves of characters,
# separators of lines, and what formats unseen; the signs of Arabic and Syriac numbers are of that class and are seen.
SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
ACTING = frozenset(
    char
    for char in map(chr, (*range(0x20000), *range(0xE0000, 0xE1000)))
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in SEEN
) | {"\u115f", "\u1160", "\u3164", "\uffa0"}
UNKEPT = frozenset(
    map(chr, (*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
)


def acting(told: str) -> frozenset[str]:
    """Return the characters of what a command wrote that act on a terminal, or hide on it."""
    return (ACTING - {"\n"}) & set(told)


def is_legal(text: str) -> bool:
    """Return whether an office may keep the text: no control characters, no halves of characters, not blank."""
    return bool(text.strip()) and not UNKEPT & set(text.strip().replace("\r\n", "\n").replace("\r", "\n"))
