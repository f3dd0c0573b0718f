"""``dev.py deb``: the bundle as a package for Debian and what descends from it."""

from __future__ import annotations

import datetime
import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import system_packages
from shipping import workshop
from shipping.bundle import make_bundle
from shipping.contents import LIBRARIES_OF_ANY_LINUX
from shipping.workshop import BUILD, DIST, IS_LINUX, NAME, VENV, clock, version
from system_needs import DPKG_SHLIBDEPS, QT_WAYLAND
from system_packages import SetupError

PARTS = Path(__file__).with_name("linux")
STAGING = BUILD / "deb"
METAINFO = "org.gmm_explorer.GMMExplorer.metainfo.xml"
MAINTAINER = (
    f"{os.environ.get('DEBFULLNAME', 'GMM Explorer developers')} "
    f"<{os.environ.get('DEBEMAIL', 'developers@gmm-explorer.org')}>"
)
CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kibibytes}
Depends: {depends}
Section: science
Priority: optional
Description: see Expectation-Maximization fit Gaussian mixtures
 A window in which a person opens, generates or chooses data of one or two
 dimensions, places Gaussians by hand and steps the EM algorithm, and sees the
 ellipses, the responsibilities and the log-likelihood follow, also while
 dragging.
 .
 A command line fits and predicts without a window, in any dimension.
"""


def make_deb() -> Path:
    """Build the bundle and the package around it, and return the package's path.

    Raises
    ------
    SetupError
        When this is no system with dpkg, or a step fails.
    """
    if not IS_LINUX or shutil.which("dpkg-deb") is None:
        raise SetupError("A .deb is built on Debian or what descends from it: use one of these.")
    # dpkg-shlibdeps looks into the libraries that the bundle leaves to the system.
    system_packages.provide([DPKG_SHLIBDEPS, *QT_WAYLAND])
    bundle = make_bundle()
    shutil.rmtree(STAGING, ignore_errors=True)
    tree = STAGING / "tree"
    (tree / "DEBIAN").mkdir(parents=True)
    shutil.copytree(bundle, tree / "usr" / "lib" / NAME, symlinks=True, ignore=_left_to_debian)
    _integrate(tree / "usr")
    _describe(tree)
    _give_modes_and_times(tree)
    package = DIST / f"{NAME}_{version()}_{_architecture()}.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)]
    workshop.work(build, "Packing")
    return package


def _left_to_debian(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if LIBRARIES_OF_ANY_LINUX.match(name)]


def _integrate(usr: Path) -> None:
    """Put in what makes the desktop know the app."""
    share = usr / "share"
    (usr / "bin").mkdir(parents=True)
    (usr / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    _fill_in(PARTS / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    _fill_in(PARTS / f"{NAME}.xml", share / "mime" / "packages" / f"{NAME}.xml")
    _fill_in(PARTS / METAINFO, share / "metainfo" / METAINFO)
    _fill_in(PARTS / "copyright", share / "doc" / NAME / "copyright")
    _fill_in(PARTS / "lintian-overrides", share / "lintian" / "overrides" / NAME)
    _compress(share / "man" / "man1" / f"{NAME}.1", _manual())
    _compress(share / "doc" / NAME / "changelog", _changelog())
    draw = [str(VENV.python), "-m", "shipping.icons", str(share / "icons" / "hicolor"), NAME]
    workshop.work(draw, "Drawing the icons")


def _describe(tree: Path) -> None:
    """Write the control file and the checksums."""
    files = [path for path in sorted((tree / "usr").rglob("*")) if path.is_file()]
    size = sum(path.stat().st_size for path in files if not path.is_symlink())
    control = CONTROL.format(
        name=NAME,
        version=version(),
        architecture=_architecture(),
        maintainer=MAINTAINER,
        kibibytes=size // 1024,
        depends=_depends(tree / "usr" / "lib" / NAME),
    )
    _write(tree / "DEBIAN" / "control", control)
    sums = workshop.work(
        ["md5sum", *(str(path.relative_to(tree)) for path in files if not path.is_symlink())],
        "Summing up",
        tree,
    )
    _write(tree / "DEBIAN" / "md5sums", sums)


def _depends(bundle: Path) -> str:
    """Return the packages whose libraries the bundle leaves to the system."""
    internal = bundle / "_internal"
    objects = [
        path
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF"
    ]
    # dpkg-shlibdeps wants the folder of a source package around it.
    control = "Source: {0}\nMaintainer: {1}\n\nPackage: {0}\nArchitecture: any\nDescription: -\n"
    _write(STAGING / "debian" / "control", control.format(NAME, MAINTAINER))
    private = {path.parent for path in objects}
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info"]
    found = workshop.work(
        [*command, f"-l{internal}", *(f"-l{folder}" for folder in sorted(private))]
        + [f"-e{path}" for path in objects],
        "Finding what it depends on",
        STAGING,
    )
    line = re.search(r"^shlibs:Depends=(.+)$", found, re.MULTILINE)
    if line is None:
        raise SetupError(f"dpkg-shlibdeps named no package: {found}")
    return line[1]


def _manual() -> str:
    write = [str(VENV.python), "-m", "shipping.manual", version(), f"{_day():%Y-%m-%d}"]
    return workshop.work(write, "Writing the manual")


def _changelog() -> str:
    when = _day().strftime("%a, %d %b %Y %H:%M:%S +0000")
    changes = "  * See the releases of GMM Explorer."
    return (
        f"{NAME} ({version()}) unstable; urgency=medium\n\n{changes}\n\n -- {MAINTAINER}  {when}\n"
    )


def _fill_in(template: Path, path: Path) -> None:
    text = template.read_text(encoding="utf-8")
    _write(path, text.replace("@VERSION@", version()).replace("@DATE@", f"{_day():%Y-%m-%d}"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _compress(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    path.with_name(f"{path.name}.gz").write_bytes(packed)


def _give_modes_and_times(tree: Path) -> None:
    time = clock()
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / "usr" / "lib" / NAME / NAME
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (time, time), follow_symlinks=False)


def _day() -> datetime.datetime:
    return datetime.datetime.fromtimestamp(clock(), tz=datetime.UTC)


def _architecture() -> str:
    ask = ["dpkg", "--print-architecture"]
    return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
