"""Leave out what another system has no shell for."""

import os

collect_ignore = ["test_office_programs.py", "test_start_scripts.py"] if os.name == "nt" else []
