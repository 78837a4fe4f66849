"""Reads `cargo metadata` and fails if a dependency needs a newer Rust than the packages of the workspace say."""

import json
import sys


def version(text):
    return tuple(int(part) for part in (text + ".0.0").split(".")[:3])


metadata = json.load(sys.stdin)
packages = {package["id"]: package for package in metadata["packages"]}
own = [packages[member] for member in metadata["workspace_members"]]
missing = [package["name"] for package in own if not package["rust_version"]]
if missing:
    sys.exit(f"no rust-version: {', '.join(missing)}")
lowest = min((package["rust_version"] for package in own), key=version)
others = [package for package in packages.values() if package["id"] not in metadata["workspace_members"]]
newer = [
    f"{package['name']} {package['version']} needs Rust {package['rust_version']}"
    for package in others
    if package["rust_version"] and version(package["rust_version"]) > version(lowest)
]
if newer:
    sys.exit("\n".join([f"the manifest says Rust {lowest}, but", *newer]))
highest = max((package["rust_version"] or "1.0" for package in others), key=version)
print(f"{len(others)} dependencies need at most Rust {highest}; the manifest says {lowest}")
