"""A Bot API server on loopback for end-to-end tests: the real client speaks real HTTP to it.

aiogram's generated Bot API models are the contract: every request and every reply is checked against them, and what
Telegram refuses (bad HTML, 4,097 characters, 65 bytes of callback data, an unchanged edit) is refused here. State is kept as
the plain dicts that go over the wire. `telegram_people.py` is the people's side of it.
"""

import asyncio
import io
import json
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from urllib.parse import urlparse

import aiohttp
from aiogram import methods as bot_api
from aiogram.types import BufferedInputFile, Update
from aiohttp import web
from PIL import Image
from pydantic import TypeAdapter, ValidationError

TOKEN = "5000000000:AAFJVn-zqLnqQGv_Vrg75aJ5rqppy410rm0"
USERNAME = "tanya_contoh_bot"
BOT = {"id": 5000000000, "is_bot": True, "first_name": "Tanya Masterplan", "username": USERNAME}
METHODS = {cls.__api_method__: cls for cls in vars(bot_api).values() if isinstance(getattr(cls, "__api_method__", None), str)}
TAGS = {"b": "bold", "i": "italic", "u": "underline", "code": "code", "pre": "pre", "blockquote": "blockquote"}
CLOUD_DOWNLOAD_LIMIT = 20_000_000


class Refusal(Exception):
    """What Telegram answers instead of a result."""

    def __init__(self, description: str, status: int = 400, **parameters: int):
        super().__init__(description)
        self.description, self.status, self.parameters = description, status, parameters


@dataclass(frozen=True)
class Call:
    """One request as the bot made it, with the status it got."""

    method: str
    fields: dict
    status: int


@dataclass
class Fault:
    """What happens to one coming call of a method: an error, or (`silence`) no answer, though it may have been carried out, or
    (`body`) an answer that isn't Telegram's; `delay` seconds pass before."""

    refusal: Refusal | None = None
    silence: float = 0.0
    arrives: bool = False
    body: str | None = None
    status: int = 200
    delay: float = 0.0


@dataclass(frozen=True)
class Hold:
    """A call that is kept waiting: `came` is set by the server when it is there, `go` by the test."""

    came: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Entities(HTMLParser):
    """Telegram's HTML mode: text and entities, or a refusal."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.text, self.entities, self._open = "", [], []
        self.feed(text)
        self.close()
        if self._open:
            raise Refusal(f"Bad Request: can't parse entities: Can't find end tag of {self._open[-1][0]}")

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            raise Refusal(f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        is_expandable = tag == "blockquote" and ("expandable", None) in attrs
        self._open.append((tag, "expandable_blockquote" if is_expandable else TAGS[tag], utf16(self.text)))

    def handle_endtag(self, tag):
        if not self._open or self._open[-1][0] != tag:
            raise Refusal("Bad Request: can't parse entities: Unexpected end tag")
        _, kind, start = self._open.pop()
        self.entities.append({"type": kind, "offset": start, "length": utf16(self.text) - start})


class TelegramServer:
    """`async with TelegramServer() as server:` — then give the bot `base_url` and `base_file_url`."""

    def __init__(self):
        self.messages: dict[tuple[int, int], dict] = {}
        self.chats: dict[int, dict] = {}
        self.calls: list[Call] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.commands: dict[str, list[str]] = {}
        self.menu_buttons: dict[int, dict] = {}
        self.described = {"description": "", "short_description": ""}
        self.popups: dict[str, str] = {}
        self.polls = 0
        self.webhook: dict | None = None
        self.local_folder: Path | None = None  # set: a self-hosted server in local mode, which keeps files there
        self._updates: list[dict] = []
        self._faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self._closed: dict[tuple[int, int | None], Refusal] = {}
        self.weather: Callable[[str], Fault | None] = lambda method: None  # a fault for a call that has none waiting
        self._held: defaultdict[str, list[Hold]] = defaultdict(list)
        self._ids = iter(range(1, 1_000_000))

    # -- life

    async def __aenter__(self):
        app = web.Application(client_max_size=64_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get(f"/file/bot{TOKEN}/{{file_id}}", self._serve_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        self.base_url, self.base_file_url = f"http://127.0.0.1:{port}/bot", f"http://127.0.0.1:{port}/file/bot"
        self._http = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_):
        await self._http.close()
        await self._runner.cleanup()

    def next_id(self) -> int:
        return next(self._ids)

    @staticmethod
    async def until(condition, timeout: float = 10):
        """The first true value of `condition()`; TimeoutError if it never comes."""
        async with asyncio.timeout(timeout):
            while not (value := condition()):
                await asyncio.sleep(0.01)
        return value

    # -- faults

    def fail(self, method: str, status: int, description: str, **parameters: int) -> None:
        """The next call of `method` gets this error instead."""
        self._faults[method].append(Fault(Refusal(description, status, **parameters)))

    def hang(self, method: str, arrives: bool) -> None:
        """The next call of `method` waits for an answer in vain; `arrives` says whether it is carried out."""
        self._faults[method].append(Fault(silence=3600, arrives=arrives))

    def hang_up(self, method: str, arrives: bool) -> None:
        """The same, but the connection is closed at once."""
        self._faults[method].append(Fault(silence=0.001, arrives=arrives))

    def answer(self, method: str, body: str, arrives: bool = False, status: int = 200) -> None:
        """The next call of `method` gets these words instead of Telegram's."""
        self._faults[method].append(Fault(body=body, arrives=arrives, status=status))

    def close_chat(self, chat_id: int, status: int, description: str, thread: int | None = None, **parameters: int) -> None:
        """From now on nothing can be sent to a chat, or to one of its topics."""
        self._closed[chat_id, thread] = Refusal(description, status, **parameters)

    def open_chat(self, chat_id: int) -> None:
        self._closed.pop((chat_id, None))

    def hold(self, method: str) -> "Hold":
        """The next call of `method` is carried out once it is let go."""
        hold = Hold()
        self._held[method].append(hold)
        return hold

    # -- requests

    async def _serve(self, request: web.Request) -> web.Response:
        method, form = request.match_info["method"], await request.post()
        fields = {name: value for name, value in form.items() if not isinstance(value, web.FileField)}
        files = {name: value for name, value in form.items() if isinstance(value, web.FileField)}
        uploads = {name: (file.filename, file.file.read()) for name, file in files.items()}
        fault = self._faults[method].pop(0) if self._faults[method] else self.weather(method)
        if self._held[method]:
            hold = self._held[method].pop(0)
            hold.came.set()
            await hold.go.wait()
        try:
            if request.match_info["token"] != TOKEN:
                raise Refusal("Unauthorized", 401)
            if fault and fault.delay:
                await asyncio.sleep(fault.delay)
            if fault and fault.refusal:
                raise fault.refusal
            if not fault or fault.arrives:
                result = await self._carry_out(method, fields, uploads)
            if fault and fault.body is not None:
                return web.Response(text=fault.body, status=fault.status, content_type="text/html")
            if fault and fault.silence:
                await asyncio.sleep(fault.silence)
                request.transport.close()
                return web.Response()
            status, body = 200, {"ok": True, "result": result}
        except Refusal as refusal:
            status, body = refusal.status, {"ok": False, "error_code": refusal.status, "description": refusal.description}
            if refusal.parameters:
                body["parameters"] = refusal.parameters
        if method != "getUpdates":
            self.calls.append(Call(method, fields, status))
        return web.json_response(body, status=status)

    async def _carry_out(self, method: str, fields: dict, uploads: dict):
        contract = METHODS.get(method)
        handler = getattr(self, f"_{method}", None)
        if contract is None or handler is None:
            raise Refusal(f"Not Found: method {method}", 404)
        arguments = self._checked(contract, fields, uploads)
        result = await handler(arguments)
        if method != "getUpdates":
            TypeAdapter(contract.__returning__).validate_python(result)
        return result

    @staticmethod
    def _checked(contract, fields: dict, uploads: dict) -> dict:
        attached = {name for name in uploads if f"attach://{name}" in fields.get("media", "")}
        if unknown := (set(fields) | set(uploads)) - set(contract.model_fields) - attached:
            raise Refusal(f"Bad Request: unknown parameter {sorted(unknown)}")
        values = {}
        for name, value in fields.items():
            annotation = contract.model_fields[name].annotation
            values[name] = value if annotation is str or str in get_args(annotation) else json.loads(value)
        try:
            contract.model_validate(
                values | {name: BufferedInputFile(data, file) for name, (file, data) in uploads.items() if name not in attached}
            )
        except ValidationError as error:
            raise Refusal(f"Bad Request: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}") from error
        if "chat_id" in values:
            values["chat_id"] = int(values["chat_id"])
        return values | uploads

    async def _serve_file(self, request: web.Request) -> web.Response:
        name, data = self.files[request.match_info["file_id"]]
        return web.Response(body=data)

    # -- methods: updates

    async def _getMe(self, _):
        return BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}

    async def _getUpdates(self, arguments: dict):
        self.polls += 1
        offset = arguments.get("offset", 0)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        try:
            await self.until(lambda: self._updates, timeout=min(arguments.get("timeout", 0), 1) or 0.001)
        except TimeoutError:
            return []
        return self._updates[:100]

    async def _setWebhook(self, arguments: dict):
        self.webhook = arguments
        return True

    async def _deleteWebhook(self, _):
        self.webhook = None
        return True

    async def push(self, **update) -> None:
        """An update for the bot: into the polled queue, or by POST to its webhook."""
        update = {"update_id": self.next_id(), **update}
        Update.model_validate(update)
        await self.push_raw(update)

    async def push_raw(self, update: dict) -> None:
        """The same, of what need not be as Telegram says it is, or came before."""
        if not self.webhook or not self.webhook["url"]:
            self._updates.append(update)
            return
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        async with self._http.post(self.webhook["url"], json=update, headers=headers) as response:
            response.raise_for_status()

    # -- methods: messages

    def _keep(self, arguments: dict, **content) -> dict:
        """A new message of the bot, with the checks Telegram makes."""
        chat, thread = self.chats.get(arguments["chat_id"]), arguments.get("message_thread_id")
        refused = self._closed.get((arguments["chat_id"], None)) or self._closed.get((arguments["chat_id"], thread))
        if refused:
            raise refused
        if chat is None:
            raise Refusal("Bad Request: chat not found")
        message = {"message_id": self.next_id(), "date": int(time.time()), "chat": chat, "from": BOT, **content}
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if reply := arguments.get("reply_parameters"):
            original = self.messages.get((chat["id"], reply["message_id"]))
            if original is None and not reply.get("allow_sending_without_reply"):
                raise Refusal("Bad Request: message to be replied not found")
            if original:
                message["reply_to_message"] = {k: v for k, v in original.items() if k != "reply_to_message"}
        self._mark_up(message, arguments)
        self.messages[chat["id"], message["message_id"]] = message
        return message

    @staticmethod
    def _mark_up(message: dict, arguments: dict) -> None:
        message.pop("reply_markup", None)
        markup = arguments.get("reply_markup")
        for button in (b for row in (markup or {}).get("inline_keyboard", []) for b in row):
            if not button["text"] or len(button.get("callback_data", "").encode()) > 64:
                raise Refusal("Bad Request: BUTTON_DATA_INVALID")
            if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
                raise Refusal("Bad Request: BUTTON_COPY_TEXT_INVALID")
        if markup and "inline_keyboard" in markup:
            message["reply_markup"] = markup

    @staticmethod
    def _text(arguments: dict, name: str = "text", limit: int = 4096) -> dict:
        parsed = Entities(arguments[name]) if arguments.get("parse_mode") == "HTML" else None
        text = parsed.text if parsed else arguments[name]
        if not text.strip():
            raise Refusal("Bad Request: message text is empty")
        if utf16(text) > limit:
            raise Refusal("Bad Request: message is too long")
        return {name: text} | ({"entities": parsed.entities} if parsed and parsed.entities else {})

    async def _sendMessage(self, arguments: dict):
        return self._keep(arguments, **self._text(arguments))

    async def _sendDocument(self, arguments: dict):
        file_id = f"bot-{self.next_id()}"
        sent = arguments["document"]
        if isinstance(sent, str):  # a self-hosted server reads the file itself
            path = Path(urlparse(sent).path)
            sent = path.name, path.read_bytes()
        name, data = self.files[file_id] = sent
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(data)}
        caption = self._text(arguments, "caption", 1024) if "caption" in arguments else {}
        return self._keep(arguments, document=document, **caption)

    def _photo(self, name: str, data: bytes) -> dict:
        """Kept in the sizes in which Telegram would hand it out: here one."""
        file_id = f"bot-{self.next_id()}"
        self.files[file_id] = (name, data)
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise Refusal("Bad Request: PHOTO_INVALID_DIMENSIONS")
        if len(data) > 10_000_000:
            raise Refusal("Bad Request: file is too big")
        size = {"file_id": file_id, "file_unique_id": file_id, "width": width, "height": height, "file_size": len(data)}
        return {"photo": [size]}

    async def _sendPhoto(self, arguments: dict):
        return self._keep(arguments, **self._photo(*arguments["photo"]), **self._caption(arguments))

    async def _editMessageMedia(self, arguments: dict):
        media = arguments["media"]
        photo = self._photo(*arguments[media["media"].removeprefix("attach://")])
        return await self._edit(arguments, photo | self._caption(media))

    def _caption(self, arguments: dict) -> dict:
        found = self._text(arguments, "caption", 1024)
        return {"caption_entities" if name == "entities" else name: value for name, value in found.items()}

    async def _edit(self, arguments: dict, content: dict):
        message = self.messages.get((arguments["chat_id"], arguments["message_id"]))
        if message is None:
            raise Refusal("Bad Request: message to edit not found")
        edited = {k: v for k, v in message.items() if not (content and k == "entities")} | content
        self._mark_up(edited, arguments)
        if edited == message:
            raise Refusal("Bad Request: message is not modified: specified new message content and reply markup are the same")
        self.messages[arguments["chat_id"], arguments["message_id"]] = edited
        return edited

    async def _editMessageText(self, arguments: dict):
        return await self._edit(arguments, self._text(arguments))

    async def _deleteMessage(self, arguments: dict):
        if self.messages.pop((arguments["chat_id"], arguments["message_id"]), None) is None:
            raise Refusal("Bad Request: message to delete not found")
        return True

    async def _editMessageReplyMarkup(self, arguments: dict):
        return await self._edit(arguments, {})

    async def _sendChatAction(self, _):
        return True

    async def _answerCallbackQuery(self, arguments: dict):
        if arguments["callback_query_id"] not in self.popups:
            raise Refusal("Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.popups[arguments["callback_query_id"]] = arguments.get("text", "")
        return True

    # -- methods: files and commands

    async def _getFile(self, arguments: dict):
        file_id = arguments["file_id"]
        name, data = self.files[file_id]
        path = file_id
        if self.local_folder:
            path = self.local_folder / file_id
            path.write_bytes(data)
        elif len(data) > CLOUD_DOWNLOAD_LIMIT:
            raise Refusal("Bad Request: file is too big")
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": str(path)}

    @staticmethod
    def _scope(arguments: dict) -> str:
        scope = arguments.get("scope") or {"type": "default"}
        return str(scope.get("chat_id", scope["type"]))

    async def _setMyCommands(self, arguments: dict):
        self.commands[self._scope(arguments)] = [command["command"] for command in arguments["commands"]]
        return True

    async def _setChatMenuButton(self, arguments: dict):
        button = arguments["menu_button"]
        if button["type"] == "web_app" and not button["web_app"]["url"].startswith("https://"):
            raise Refusal("Bad Request: menu button URL must be HTTPS")
        self.menu_buttons[arguments["chat_id"]] = button
        return True

    async def _getMyDescription(self, _):
        return {"description": self.described["description"]}

    async def _getMyShortDescription(self, _):
        return {"short_description": self.described["short_description"]}

    async def _setMyDescription(self, arguments: dict):
        return self._describe(arguments, "description", 512)

    async def _setMyShortDescription(self, arguments: dict):
        return self._describe(arguments, "short_description", 120)

    def _describe(self, arguments: dict, name: str, limit: int):
        if utf16(arguments[name]) > limit:
            raise Refusal(f"Bad Request: {name} is too long")
        self.described[name] = arguments[name]
        return True

    async def _deleteMyCommands(self, arguments: dict):
        self.commands.pop(self._scope(arguments), None)
        return True
