"""The people's side of the test server: they write, press buttons, send files, and read what the bot wrote."""

import time
from dataclasses import dataclass

from telegram_server import BOT, TelegramServer, utf16


@dataclass
class Chat:
    """A private chat, group or forum as one sees it on the screen."""

    server: TelegramServer
    id: int
    type: str
    title: str = ""
    forum: bool = False

    def __post_init__(self):
        name = "first_name" if self.type == "private" else "title"
        self.server.chats[self.id] = self.wire = {"id": self.id, "type": self.type, name: self.title}
        if self.forum:
            self.wire["is_forum"] = True

    @property
    def from_bot(self) -> list[dict]:
        """Everything the bot wrote here, oldest first, as it stands now."""
        here = [message for (chat, _), message in sorted(self.server.messages.items()) if chat == self.id]
        return [message for message in here if message["from"]["id"] == BOT["id"]]

    @property
    def texts(self) -> list[str]:
        return [message.get("text") or message.get("caption", "") for message in self.from_bot]

    async def wait(self, count: int = 1, after: int = 0, timeout: float = 10) -> list[dict]:
        """The bot's messages from number `after` on, as soon as there are `count` of them."""
        await self.server.until(lambda: len(self.from_bot) >= after + count, timeout)
        return self.from_bot[after:]

    async def wait_text(self, part: str, timeout: float = 10) -> dict:
        """The latest message that holds `part`."""
        await self.server.until(lambda: any(part in text for text in self.texts), timeout)
        return next(m for m in reversed(self.from_bot) if part in (m.get("text") or m.get("caption", "")))

    async def bot_is(self, status: str, by: "Person") -> None:
        """Someone puts the bot in or out, or blocks and unblocks it: "member", "kicked", "left"."""
        out = {"until_date": 0} if status == "kicked" else {}
        before, now = ({"user": BOT, "status": one} for one in ("left", status))
        change = {"chat": self.wire, "from": by.user, "date": int(time.time())}
        await self.server.push(my_chat_member=change | {"old_chat_member": before, "new_chat_member": now | out})

    async def become_supergroup(self, new: "Chat") -> None:
        """Messages to this group are refused with the new one's id; Telegram says so in both."""
        refusal = "Bad Request: group chat was upgraded to a supergroup chat"
        self.server.close_chat(self.id, 400, refusal, migrate_to_chat_id=new.id)
        service = {"date": int(time.time()), "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}
        for chat, what in ((self, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": self.id})):
            await self.server.push(message={"message_id": self.server.next_id(), "chat": chat.wire, **service, **what})


class Person:
    """Someone with a Telegram account; `chat` is the private chat with the bot."""

    def __init__(self, server: TelegramServer, id: int, name: str):
        self.server, self.id = server, id
        self.user = {"id": id, "is_bot": False, "first_name": name, "language_code": "id"}
        self.chat = Chat(server, id, "private", name)

    async def _message(
        self, chat: Chat | None, thread: int | None = None, reply_to: dict | None = None, ago: int = 0, **content
    ) -> dict:
        chat, sent_at = chat or self.chat, int(time.time()) - ago
        message = {"message_id": self.server.next_id(), "date": sent_at, "chat": chat.wire, "from": self.user, **content}
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to:
            message["reply_to_message"] = {k: v for k, v in reply_to.items() if k != "reply_to_message"}
        self.server.messages[chat.id, message["message_id"]] = message
        await self.server.push(message=message)
        return message

    @staticmethod
    def _entities(text: str) -> dict:
        first = text.split()[0] if text.split() else ""
        if first.startswith("/"):
            return {"entities": [{"type": "bot_command", "offset": 0, "length": utf16(first)}]}
        words = [word.rstrip(",:?.") for word in text.split() if word.startswith("@")]
        found = [{"type": "mention", "offset": utf16(text[: text.index(word)]), "length": utf16(word)} for word in words]
        return {"entities": found} if found else {}

    async def say(
        self, text: str, chat: Chat | None = None, thread: int | None = None, reply_to: dict | None = None, ago: int = 0
    ) -> dict:
        """Write a message; `ago` seconds back in time."""
        return await self._message(chat, thread, reply_to, ago, text=text, **self._entities(text))

    async def ask(self, text: str, count: int = 1, timeout: float = 10, **where) -> dict:
        """Say it and wait for the bot's `count` messages; the last of them."""
        chat = where.get("chat") or self.chat
        before = len(chat.from_bot)
        await self.say(text, **where)
        return (await chat.wait(count, before, timeout))[-1]

    async def edit(self, message: dict, text: str, later: int = 30) -> None:
        edited = message | {"text": text, "edit_date": message["date"] + later}
        self.server.messages[message["chat"]["id"], message["message_id"]] = edited
        await self.server.push(edited_message=edited)

    async def send(self, chat: Chat | None = None, reply_to: dict | None = None, **content) -> dict:
        """A message of another kind: voice, location, poll, …"""
        return await self._message(chat, reply_to=reply_to, **content)

    async def send_file(self, name: str, data: bytes, size: int | None = None, chat: Chat | None = None, **more) -> dict:
        """`size` is what the message claims; without it, what `data` has. `more` may be a caption, media_group_id, forward_origin."""
        file_id = f"user-{self.server.next_id()}"
        self.server.files[file_id] = (name, data)
        size = len(data) if size is None else size
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size}
        return await self._message(chat, document=document, **more)

    async def send_photo(self, data: bytes, chat: Chat | None = None, **more) -> dict:
        """A photo: Telegram offers it in several sizes, the largest last."""
        sizes = []
        for side, content in ((90, b"kecil"), (1280, data)):
            file_id = f"photo-{self.server.next_id()}"
            self.server.files[file_id] = (file_id, content)
            size = {"file_id": file_id, "file_unique_id": file_id, "width": side, "height": side, "file_size": len(content)}
            sizes.append(size)
        return await self._message(chat, photo=sizes, **more)

    async def send_album(self, *photos: bytes, caption: str = "") -> None:
        """Several photos at once: a message each, the caption with the first."""
        group = f"album-{self.server.next_id()}"
        for number, data in enumerate(photos):
            more = {"caption": caption} if caption and not number else {}
            await self.send_photo(data, media_group_id=group, **more)

    async def send_sticker(self) -> dict:
        sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1}
        return await self._message(None, sticker=sticker | {"is_animated": False, "is_video": False})

    async def press(self, message: dict, label: str) -> str:
        """Press the button whose label begins so, once it is there, and return the words that popped up."""
        key = message["chat"]["id"], message["message_id"]
        found = await self.server.until(lambda: [b for b in buttons(self.server.messages[key]) if b["text"].startswith(label)])
        return await self.press_data(message, found[0]["callback_data"])

    async def press_data(self, message: dict, data: str, forgotten: bool = False, late: bool = False) -> str:
        """Press a button with this data; `forgotten`: Telegram no longer hands out the message it stands under; `late`: the bot hears
        of it so late that nothing pops up any more."""
        query = f"query-{self.server.next_id()}"
        if not late:
            self.server.popups[query] = None
        current = self.server.messages[message["chat"]["id"], message["message_id"]]
        if forgotten:
            current = {"chat": current["chat"], "message_id": current["message_id"], "date": 0}
        await self.server.push(
            callback_query={"id": query, "from": self.user, "chat_instance": "1", "data": data, "message": current}
        )
        await self.server.until(lambda: late or self.server.popups[query] is not None)
        return self.server.popups.get(query, "")


class Unnamed(Person):
    """Somebody who writes in a group as the group itself, or as a channel: Telegram puts a bot of its own in the place of the author."""

    def __init__(self, chat: Chat, channel: bool = False):
        id, name = (136817688, "Channel_Bot") if channel else (1087968824, "GroupAnonymousBot")
        super().__init__(chat.server, id, name)
        self.user["is_bot"] = True
        self.as_chat = {"id": -1002, "type": "channel", "title": "Kanal"} if channel else chat.wire

    async def _message(self, *where, **content) -> dict:
        return await super()._message(*where, sender_chat=self.as_chat, **content)


def buttons(message: dict) -> list[dict]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def labels(message: dict) -> list[str]:
    """What stands on a message's buttons."""
    return [button["text"] for button in buttons(message)]


def marked(message: dict, kind: str) -> list[str]:
    """The words of a message that stand in entities of this kind (bold, underline, …)."""
    units = message["text"].encode("utf-16-le")
    spans = [(2 * e["offset"], 2 * (e["offset"] + e["length"])) for e in message.get("entities", []) if e["type"] == kind]
    return [units[start:end].decode("utf-16-le") for start, end in spans]
