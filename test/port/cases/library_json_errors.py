"""JSON that is wrong is refused with the place, and right JSON keeps its order."""

import json

for text in ["", "{", '{"a" 1}', '{"a": 1,}', "[1 2]", '"abc', '"a\nb"', "[1] x", "nul", '{"10": 1, "2": [true, null, -1.25], "b": "\\u00e9\\n"}', "[1,]"]:
    try:
        print(json.dumps(json.loads(text), ensure_ascii=False))
    except json.JSONDecodeError:
        print("refused")
    except ValueError:
        print("value")
