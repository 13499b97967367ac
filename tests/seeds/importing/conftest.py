"""The tiny worlds stand beside the tests that import them and are imported by their own name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
