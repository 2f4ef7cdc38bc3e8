"""`python -m graphsvc` is the command `graphsvc`."""

from graphsvc.cli import main

main()
