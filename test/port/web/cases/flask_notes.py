"""Notes in memory."""

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
notes = []


@app.route("/notes", methods=["GET", "POST"])
def all_notes():
    if request.method == "POST":
        data = request.get_json()
        if not data or "text" not in data:
            return jsonify({"error": "text is required"}), 400
        note = {"id": len(notes) + 1, "text": data["text"], "done": False}
        notes.append(note)
        return jsonify(note), 201
    q = request.args.get("q", "")
    return jsonify([note for note in notes if q in note["text"]])


@app.get("/notes/<int:note_id>")
def one_note(note_id):
    for note in notes:
        if note["id"] == note_id:
            return note
    abort(404)


@app.delete("/notes/<int:note_id>")
def delete_note(note_id):
    global notes
    before = len(notes)
    notes = [note for note in notes if note["id"] != note_id]
    if len(notes) == before:
        abort(404, description="no such <note>")
    return "", 204


if __name__ == "__main__":
    app.run(port=8080)


#> GET /notes
#> POST /notes {"text": "tea & \"café\""}
#> POST /notes {"text": "buy cups"}
#> POST /notes {"texts": 1}
#> POST /notes {}
#> POST /notes application/json: {bad
#> POST /notes text/plain: hello
#> GET /notes
#> GET /notes?q=cup
#> GET /notes/1
#> GET /notes/9
#> GET /notes/x
#> DELETE /notes/1
#> DELETE /notes/1
#> GET /notes/1
#> PUT /notes
#> GET /nothing
#> HEAD /notes
