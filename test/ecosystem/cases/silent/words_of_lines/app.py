def interfaces(lines):
    found = {}
    for line in lines:
        words = line.split()
        for i in range(len(words) - 1):
            if words[i][:3] == "eth":
                found[words[i]] = {"address": words[i + 3], "mask": words[i + 2]}
    return found
