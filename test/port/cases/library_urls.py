import html
import os.path
from urllib.parse import quote, unquote, quote_plus
from fnmatch import fnmatch


def slug(title: str) -> str:
    return "-".join(word.lower() for word in title.split())


def main():
    print(quote("a b/c?d=é"), unquote("a%20b%2Fc"), quote_plus("x y&z"))
    print(html.escape('<a href="x">Tom & Jerry\'s</a>'), html.unescape("&lt;p&gt; &amp; &#39;q&#39;"))
    print(os.path.splitext("dir/archive.tar.gz"), os.path.basename("/a/b/c.txt"), os.path.dirname("/a/b/c.txt"), os.path.join("a", "b", "c.py"))
    print(fnmatch("report.txt", "*.txt"), fnmatch("a.py", "[!b]*.py"), slug("Hello Big World"))


main()
