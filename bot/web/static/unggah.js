// Says how far the file is, and what is wrong with it before it travels. Without this a browser sends the same form.
(function () {
  function the(id) { return document.getElementById(id); }
  var form = the("form"), file = the("file"), box = the("box"), bar = the("bar"), message = the("message"), send = the("send");
  var limit = Number(form.getAttribute("data-limit"));
  if (!window.FormData || !window.XMLHttpRequest || !("upload" in new XMLHttpRequest())) return;

  function say(text, problem) {
    message.textContent = text;
    message.className = problem ? "message problem" : "message";
    message.hidden = !text;
  }
  function megabytes(bytes) {
    return Math.max(0.1, bytes / 1000000).toFixed(1).replace(".", ",") + " MB";
  }
  function readable(name) {
    return file.accept.split(",").some(function (ending) { return name.toLowerCase().slice(-ending.length) === ending; });
  }
  function problem() {
    var one = file.files[0];
    if (!one) return "Pilih berkasnya dahulu.";
    if (!readable(one.name)) return form.getAttribute("data-unreadable");
    if (one.size > limit) return "Berkas ini " + megabytes(one.size) + ", terlalu besar; pilih yang paling besar " + limit / 1000000 + " MB.";
    return one.size ? "" : "Berkas ini kosong; periksa, lalu pilih lagi.";
  }
  function choose() {
    the("chosen").textContent = file.files.length ? file.files[0].name + ", " + megabytes(file.files[0].size) : "Belum ada berkas yang dipilih.";
    say(file.files.length ? problem() : "", true);
  }
  function failed(text) {
    say(text, true);
    bar.hidden = true;
    form.className = "scripted";
    send.disabled = file.disabled = false;
  }
  function done(text) {
    bar.hidden = send.hidden = box.hidden = the("note").hidden = the("whose").hidden = true;
    the("title").textContent = "Terima kasih";
    say(text);
  }

  form.className = "scripted";
  form.noValidate = true;
  the("chosen").hidden = false;
  file.addEventListener("change", choose);
  if ("DataTransfer" in window && window.matchMedia("(any-hover: hover)").matches) {
    the("drop").hidden = false;
    document.addEventListener("dragover", function (event) { event.preventDefault(); box.className = "box over"; });
    document.addEventListener("dragleave", function () { box.className = "box"; });
    document.addEventListener("drop", function (event) {
      event.preventDefault();
      box.className = "box";
      if (send.disabled) return;
      if (event.dataTransfer.files.length !== 1) return say("Satu tautan untuk satu berkas; seret satu berkas saja.", true);
      try { file.files = event.dataTransfer.files; } catch (error) { return say("Silakan pilih berkasnya lewat tombol.", true); }
      choose();
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (problem()) return say(problem(), true);
    var data = new FormData(form), request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = function (progress) {
      if (!progress.lengthComputable) return;
      bar.value = 100 * progress.loaded / progress.total;
      say("Terkirim " + megabytes(progress.loaded) + " dari " + megabytes(progress.total) + ".");
    };
    request.onload = function () {
      var text;
      try { text = JSON.parse(request.responseText).pesan; } catch (error) {  // a server in front of ours said no
        text = request.status === 413 ? "Berkas ini terlalu besar untuk server ini." : "Server tidak dapat menerima berkas sekarang; coba lagi sebentar lagi.";
      }
      if (request.status === 200) done(text); else failed(text);
    };
    request.onerror = function () {
      failed("Sambungan terputus. Periksa jaringan, muat ulang halaman ini, lalu kirim lagi.");
    };
    bar.hidden = false;
    form.className = "scripted sending";
    send.disabled = file.disabled = true;
    say("Mengirim …");
    request.send(data);
  });
})();
