// Everything works without this; it only makes some of it quicker.
"use strict";

// What Telegram's own script would say for a Mini App; none is loaded from elsewhere. Its programs listen on a proxy object, its page on the frame.
function tellTelegram(event) {
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(event, "{}");
  else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType: event, eventData: {} }), "https://web.telegram.org");
}

// Opened as a Mini App: Telegram leaves who opened it in the address, behind #, where no server sees it.
(function () {
  const form = document.getElementById("dari-telegram");
  const data = form && new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
  if (!data) return;
  tellTelegram("web_app_expand");
  form.elements.data.value = data;
  history.replaceState(null, "", location.pathname);
  form.submit();
})();

// A key presses what is marked with it (data-kunci), unless something is being typed.
document.addEventListener("keydown", function (event) {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const pressed = document.querySelector('[data-kunci="' + CSS.escape(event.key) + '"]');
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});
