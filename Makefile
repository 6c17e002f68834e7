# The commands of this project. What each does stands in setup/.
# Settings are HEMVAL_* variables (docs/operations.md); CONTENT=examples/botkyrka chooses a municipality.
.PHONY: help serve test browser lock clean
.DEFAULT_GOAL := help
ifdef CONTENT
export HEMVAL_CONTENT := $(abspath $(CONTENT))
endif
export PYTHON

help:
	@setup/help.sh

serve:
	@setup/serve.sh

test:
	@setup/test.sh

browser:
	@setup/environment.sh test && setup/browser.sh

lock:
	@setup/environment.sh test && .venv/bin/python setup/lock.py $(if $(UPGRADE),--upgrade)

clean:
	@setup/clean.sh
