"""What the terminal shows: results on stdout, progress and complaints on stderr."""

from rich.console import Console

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def complain(problem: str, advice: str, exit_code: int) -> int:
    """Print what is wrong and what to do about it in one line; answers the exit code."""
    text = f"{problem}: {advice}" if advice else problem
    err.print(f"casusregie: {text}", markup=False, soft_wrap=True)
    return exit_code
