"""The manual and the card: how their files are called, and what is said of them."""

TITLE = "信访台账　使用手册"
FILE = "使用手册.html"
OPEN = "用浏览器打开就能看，也能打印。卡片打印一张 A4，贴在桌边。"
