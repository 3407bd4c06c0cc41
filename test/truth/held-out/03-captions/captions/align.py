"""Lines up two transcripts."""


def edit_table(left: list[str], right: list[str]) -> list[list[int]]:
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(1, len(left) + 1):  # expect: hot-loop
        for j in range(1, len(right) + 1):
            cost = 0 if left[i - 1] == right[j - 1] else 1
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
    return table


def distance(left: str, right: str) -> int:
    return edit_table(left.split(), right.split())[-1][-1]


def shift(cues: list[dict], seconds: float) -> list[dict]:
    return [{**cue, "start": cue["start"] + seconds} for cue in cues]  # ok: hot-loop


def to_vtt(cues: list[dict]) -> str:
    lines = ["WEBVTT", ""]
    for cue in cues:  # ok: hot-loop
        lines.append(f"{cue['start']:.3f} --> {cue['end']:.3f}\n{cue['text']}\n")
    return "\n".join(lines)
