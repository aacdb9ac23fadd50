"""The contracts and one plugin, installed from their wheels into an empty environment: no core is needed.

There is no network: what the wheels require of others is linked from this environment, each distribution only if the
requirements lead to it. What a plugin uses and does not declare is therefore missing, and its import fails.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
import venv
from collections import deque
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from conftest_of_packaging import MEMBERS
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
