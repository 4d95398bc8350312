"""Une ligne CSV par poste : nom, système, processeur, mémoire (Mio), disque (Gio)."""

import csv
import os
import platform
import shutil
import sys


def memoire_mio():
    """Mémoire physique, en Mio ; 0 si le système ne la dit pas."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (AttributeError, ValueError, OSError):
        return 0


def poste():
    return [
        platform.node(),
        f"{platform.system()} {platform.release()}",
        platform.machine(),
        memoire_mio(),
        shutil.disk_usage(os.path.abspath(os.sep)).total // 2**30,
    ]


if __name__ == "__main__":
    csv.writer(sys.stdout, delimiter=";", lineterminator="\n").writerow(poste())
