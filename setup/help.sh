#!/bin/sh
# What `make` alone prints.
cat <<'TEXT'
make serve   gör miljön, läser och bygger innehållet och startar Hemval på den här datorn
make test    kör alla kontroller och tester, även i webbläsare
make lock    låser paketens versioner på nytt (UPGRADE=1 tar de nyaste)
make clean   tar bort miljön och det byggda; val och nycklar i var/ rörs inte

En annan kommun:  make serve CONTENT=examples/botkyrka
Andra portar:     make serve HEMVAL_PUBLIC_PORT=8080 HEMVAL_OFFICERS_PORT=8081
Alla inställningar står i docs/operations.md.
TEXT
