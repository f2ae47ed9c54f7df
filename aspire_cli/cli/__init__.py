"""The command line: arguments, streams, exit status. No rule and no figure lives here."""
