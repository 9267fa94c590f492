import hashlib, json, sys

path = sys.argv[1]
with open(path + ".head", "rb") as f:
    head = json.load(f)
with open(path, "rb") as f:
    data = f.read()
if len(data) != head["bytes"]:
    sys.exit(f"{path}: {len(data)} bytes, where the head says {head['bytes']}")
h = hashlib.sha256(b"siv ledger 1\n" + head["origin"].encode()).digest()
lines = data.split(b"\n")[:-1]
for number, line in enumerate(lines, 1):
    body, _, end = line.rpartition(b',"h":"')
    h = hashlib.sha256(h + body).digest()
    if end != h.hex().encode() + b'"}' or json.loads(line)["seq"] != number:
        sys.exit(f"{path}: line {number} is not what was recorded")
if len(lines) != head["entries"] or h.hex() != head["h"]:
    sys.exit(f"{path}: the lines do not end where the head says")
print(f"{path}: {len(lines)} entries of {head['origin']}, h {h.hex()}")
