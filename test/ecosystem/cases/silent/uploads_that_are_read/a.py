async def contents(form):
    found = []
    for upload in form.getlist("files"):
        found.append((upload.filename, await upload.read()))
    return found
