def hidden(data: list[str], fields: list[str], shown: dict[str, str]) -> dict[str, str]:
    for item in data:
        for field in fields:
            if item == field:
                shown[item] = "XXXX"
    return shown
