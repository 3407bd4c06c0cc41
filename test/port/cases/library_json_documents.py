"""JSON documents are read, changed and written with several layouts."""
import json

TEXT = '{"name": "Zoë", "tags": ["a", "b"], "size": {"w": 2, "h": 3.5}, "none": null, "ok": true}'


def main() -> None:
    document = json.loads(TEXT)
    document["tags"].append("c")
    document["size"]["d"] = 1
    print(json.dumps(document))
    print(json.dumps(document, ensure_ascii=False, sort_keys=True))
    print(json.dumps(document["size"], indent=2))
    print(json.dumps([1, 2, "x\n", None, False], separators=(",", ":")))
    print(json.dumps({"name": "x", "price": 2.0}), json.dumps({"a": 2.0, "b": 0.5}), json.dumps([1.0, 1e100]))
    sizes = json.loads('{"w": 2.0, "h": [3.0, 4, 5e1]}')
    sizes["d"] = 6
    print(sizes, json.dumps(sizes), sizes["h"][1])
    tags = document["tags"]
    tags.append("d")
    tags.extend(["e", "f"])
    tags.remove("a")
    print(tags.pop(), document["tags"], len(tags), tags[-1], "c" in tags, tags.index("d"))
    size = document["size"]
    size.update({"z": [1]})
    del size["h"]
    print(size.pop("w"), size.get("nope", 0), size.setdefault("q", "new"), sorted(size), size)
    try:
        json.loads('{"a": }')
    except json.JSONDecodeError as error:
        print("bad json", error.pos, error.msg, error.lineno, error.colno, error)
    for bad in ("", "[1, 2", '{"a" 1}', "[1,]", '"abc', "nul", "{'a': 1}", '[1]\n\n x', '{"a": 1,\n "b": tru}'):
        try:
            json.loads(bad)
        except ValueError as error:
            print("bad:", error)


if __name__ == "__main__":
    main()
