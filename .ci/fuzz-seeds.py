"""Gathers the inputs that the fuzz targets begin with in a folder: JSON in `json`, CSDL in `csdl`."""

import json
import os
import pathlib
import sys

LONGEST = 8192
folder = pathlib.Path(sys.argv[1])
project = pathlib.Path(__file__).parent.parent
corpus = pathlib.Path(os.environ.get("CSDL_CORPUS") or project / "../shared")
tests = project / "tests"
if not (corpus / "payloads").is_dir():
    missing = f"there is no folder `payloads` in {corpus}, which CSDL_CORPUS names"
    if os.environ.get("CI", "false") not in ("", "false"):
        sys.exit(f"fuzzing: {missing}, and CI skips nothing")
    print(f"fuzzing: without real metadata and bodies, since {missing}", file=sys.stderr)


def files(*folders):
    return [path for one in folders for path in sorted(one.rglob("*")) if path.is_file()]


bodies = [path.read_bytes() for path in files(tests / "payloads", tests / "fuzz/seeds", tests / "fuzz/regressions/json")]
for path in sorted(corpus.glob("payloads/*.jsonl")):
    with path.open(encoding="utf-8") as lines:
        # Some of each kind are enough, and libFuzzer keeps those that are of use.
        bodies += [json.dumps(json.loads(line)["json"]).encode() for line in list(lines)[::20]]
schemas = files(tests / "fixtures", tests / "fuzz/regressions/pipeline", corpus / "metadata", corpus / "cases")


def is_schema(path):
    is_json = path.suffix == ".json" and b'"$Version"' in path.read_bytes()[:400]
    return is_json or path.suffix in (".csdl", ".xml") or "regressions" in path.parts


schemas = [path.read_bytes() for path in schemas if is_schema(path)]

for kind, inputs in ("json", bodies), ("csdl", schemas):
    (folder / kind).mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(text for text in inputs if len(text) <= LONGEST):
        (folder / kind / str(number)).write_bytes(text)
