"""The shape of the code: small modules, one place for each kind of side effect, nothing that does not belong."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("corpora", "models", "pipelines")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TRAINING = ("models/encoder", "models/report", "corpora/datasets")  # what these import comes with the train extra
MAX_LINES = 300
MEANINGLESS = {"utils.py", "helpers.py", "common.py", "core.py", "misc.py"}
TEXT_SUFFIXES = {".py", ".md", ".yaml", ".toml", ".txt", ".sh", ".cff", ".json", ".jsonl", ".csv", ""}

# Assembled here, so that this file does not contain what it forbids.
FOREIGN = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js",
    "deb." + "debian",
    "/work" + "/",
    "/root" + "/",
]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def calls(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def imports(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_small_and_named_for_its_job(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_LINES, f"{lines} lines: split it along the nouns"
    assert path.name not in MEANINGLESS


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_side_effects_stand_where_they_belong(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = relative(path)
    source = ast.unparse(tree)
    if name != "pipelines/settings.py":
        assert "os.environ" not in source, "only settings.py reads the environment"
        assert "getenv" not in source, "only settings.py reads the environment"
    if not name.startswith("pipelines/cli/"):
        assert not {"print", "exit", "sys.exit"} & calls(tree), "only the command line prints and exits"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_nothing_is_loaded_that_could_run_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not {"pickle", "joblib", "dill", "shelve", "marshal"} & imports(tree)
    assert not {"eval", "exec", "yaml.load"} & calls(tree)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_every_module_and_public_name_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]
    silent = [node.name for node in public if not ast.get_docstring(node)]
    assert ast.get_docstring(tree) or not tree.body
    assert not silent, f"without a docstring: {', '.join(silent)}"


def test_the_project_speaks_of_itself_alone() -> None:
    found = []
    for path in tracked():
        if path.suffix not in TEXT_SUFFIXES or path.name == "LICENSE":
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{relative(path)}: {word}" for word in FOREIGN if word.lower() in text.lower()]
    assert not found, "\n".join(found)


def test_what_is_shown_never_speaks_of_guilt() -> None:
    words = re.compile(r"\b(breach(?:es|ed)?|non-?compliant|guilty|uses slavery)\b", re.IGNORECASE)
    shown = [*(ROOT / "corpora/frameworks").glob("*.yaml"), *(ROOT / "pipelines/cli").rglob("*.py")]
    found = [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in shown
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line) and "parameters" not in line
    ]
    assert not found, "\n".join(found)


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    always, for_tests, for_training = (
        {re.split(r"[<>=\[ ]", requirement)[0].lower() for requirement in requirements}
        for requirements in (project["dependencies"], extras["test"], extras["train"])
    )
    homes = packages_distributions()
    undeclared = []
    for path in MODULES:
        # the examples are built by their authors, and layouts with known text where the tests run
        builds_pages = "authored" in path.parts or path.is_relative_to(ROOT / "pipelines/bench/extract")
        trains = any(path.is_relative_to(ROOT / part) for part in TRAINING)
        allowed = always | (for_tests if builds_pages else set()) | (for_training if trains else set())
        for name in imports(ast.parse(path.read_text(encoding="utf-8"))) - sys.stdlib_module_names - set(PACKAGES):
            if not {home.lower() for home in homes.get(name, [name])} & allowed:
                undeclared.append(f"{relative(path)}: {name}")
    assert not undeclared, "\n".join(undeclared)
