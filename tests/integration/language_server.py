"""A small editor: drives the YAML language server over its protocol, one document at a time."""

import json
import subprocess
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

CARET = "‸"  # where the caret stands in a text
_LONGEST_WAIT = 60  # seconds for one answer
_CAPABILITIES = {
    "workspace": {"configuration": True, "didChangeConfiguration": {}},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
    },
}


class Diagnostic(NamedTuple):
    line: int  # from 1
    message: str


class LanguageServer:
    """The server at work on a folder.

    Args:
        command: what starts it.
        folder: the folder that is open in the editor.
        schemas: the editor's setting `yaml.schemas`: schema -> names of files.
    """

    def __init__(self, command, folder, schemas):
        self._folder, self._schemas = folder, schemas
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._received = SimpleQueue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._requests = self._documents = 0
        self._published = {}
        self.asked_for = []  # content that the server would have the editor fetch
        root = {"rootUri": folder.as_uri(), "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}]}
        self._request("initialize", {"processId": None, "capabilities": _CAPABILITIES, **root})
        self._notify("initialized", {})
        self._notify("workspace/didChangeConfiguration", {"settings": self._settings()})

    def close(self):
        self._process.kill()
        self._process.stdin.close()
        self._process.wait()
        self._listener.join()
        self._process.stdout.close()

    def diagnostics(self, text, path=None):
        """Return what the editor would underline in a text that is, or might be, the file at the path."""
        return self._diagnostics(self._open(text, path))

    def all_diagnostics(self, texts):
        """Return the diagnostics of each of many texts; it takes a moment to look at one, or at all of them."""
        return [self._diagnostics(uri) for uri in [self._open(text) for text in texts]]

    def completions(self, text):
        """Return the items offered where the caret stands, in the editor's order."""
        found = self._at_caret("textDocument/completion", text)
        items = found["items"] if isinstance(found, dict) else found or []
        return sorted(items, key=lambda item: item.get("sortText", item["label"]))

    def hover(self, text):
        """Return what is shown about the place where the caret stands."""
        found = self._at_caret("textDocument/hover", text)
        return found["contents"]["value"] if found else ""

    def _settings(self):
        store = {"enable": False, "url": ""}
        on = {"validate": True, "hover": True, "completion": True}
        return {"yaml": {**on, "yamlVersion": "1.2", "schemaStore": store, "schemas": self._schemas}}

    def _open(self, text, path=None):
        self._documents += 1
        uri = (path or self._folder / f"{self._documents}.yaml").as_uri()
        self._published.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def _diagnostics(self, uri):
        while uri not in self._published:
            self._take(self._receive())
        return self._published[uri]

    def _at_caret(self, method, text):
        before = text.partition(CARET)[0]
        *lines, last = before.split("\n")
        uri = self._open(text.replace(CARET, ""))
        # The protocol counts in units of UTF-16.
        position = {"line": len(lines), "character": len(last.encode("utf-16-le")) // 2}
        return self._request(method, {"textDocument": {"uri": uri}, "position": position})

    def _request(self, method, params):
        self._requests += 1
        self._send({"id": self._requests, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._requests and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _notify(self, method, params):
        self._send({"method": method, "params": params})

    def _take(self, message):
        """Do what the server asks for, and keep what it tells."""
        method, params = message.get("method"), message.get("params")
        if method == "textDocument/publishDiagnostics":
            found = [Diagnostic(one["range"]["start"]["line"] + 1, one["message"]) for one in params["diagnostics"]]
            self._published[params["uri"]] = found
        elif method == "workspace/configuration":
            settings = self._settings()
            result = [settings.get(item["section"]) for item in params["items"]]
            self._send({"id": message["id"], "result": result})
        elif "id" in message:
            if method in ("custom/schema/content", "vscode/content"):
                self.asked_for.append(params)
            self._send({"id": message["id"], "result": None})

    def _send(self, message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def _receive(self):
        message = self._received.get(timeout=_LONGEST_WAIT)
        assert message is not None, "the language server has ended"
        return message

    def _listen(self):
        """Keep what the server says, whether or not anybody is waiting for it: it must never wait for us."""
        stream, length = self._process.stdout, 0
        while header := stream.readline():
            name, _, value = header.strip().partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif not name:
                self._received.put(json.loads(stream.read(length)))
        self._received.put(None)
