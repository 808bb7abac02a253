# SPDX-License-Identifier: MIT
"""Is standard input a trace by the rules of Chrome's format?  Says what breaks them."""
import collections
import json
import sys

trace = json.load(sys.stdin)
events = trace["traceEvents"]
faults = []
named, slices, flows = set(), collections.defaultdict(list), collections.defaultdict(list)


def need(event, *keys):
    for key in keys:
        if key not in event:
            faults.append(f"{event} has no {key}")


for event in events:
    need(event, "ph", "name", "pid", "tid")
    where = (event.get("pid"), event.get("tid"))
    if event["ph"] == "M":
        need(event, "args")
        if event["name"] == "thread_name":
            named.add(where)
        continue
    need(event, "ts", "cat")
    if not isinstance(event["ts"], (int, float)) or event["ts"] < 0:
        faults.append(f"{event}: ts is not a time")
    if where not in named:
        faults.append(f"{event}: its thread has no name before it")
    if event["ph"] == "X":
        need(event, "dur")
        slices[where].append((event["ts"], event["ts"] + event["dur"]))
    elif event["ph"] in "sf":
        need(event, "id")
        flows[event["id"]].append(event)
        if event["ph"] == "f" and event.get("bp") != "e":
            faults.append(f"{event}: an arrow's end needs bp e")
    elif event["ph"] == "i":
        if event.get("s") not in ("g", "p", "t"):
            faults.append(f"{event}: an instant has a scope")
    elif event["ph"] == "C":
        need(event, "args")
    else:
        faults.append(f"{event}: no such phase here")

TINY = 1e-6                             # a thousandth of a nanosecond
for where, spans in slices.items():
    open_ends = []
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        while open_ends and open_ends[-1] <= begin + TINY:
            open_ends.pop()
        if open_ends and end > open_ends[-1] + 1e-4:
            faults.append(f"{where}: a slice from {begin} to {end} does not nest")
        open_ends.append(end)


def enclosed(event):
    where = (event["pid"], event["tid"])
    return any(a - TINY <= event["ts"] <= b + TINY for a, b in slices[where])


for number, ends in flows.items():
    if [event["ph"] for event in ends] != ["s", "f"]:
        faults.append(f"arrow {number} is not one s and then one f")
        continue
    for key in ("cat", "name"):
        if ends[0][key] != ends[1][key]:
            faults.append(f"arrow {number}: its ends differ in {key}")
    if ends[0]["ts"] > ends[1]["ts"] + TINY:
        faults.append(f"arrow {number} goes back in time")
    for event in ends:
        if not enclosed(event):
            faults.append(f"arrow {number} begins or ends outside of any slice")
for fault in faults[:20]:
    print(fault)
count = collections.Counter(event["ph"] for event in events)
print(" ".join(f"{phase}={count[phase]}" for phase in sorted(count)))
sys.exit(bool(faults))
