noinst_LIBRARIES += libui.a
libui_a_SOURCES = \
  src/ui/caps.c src/ui/caps.h \
  src/ui/command.c src/ui/command.h \
  src/ui/draw.c src/ui/draw.h \
  src/ui/editor.c src/ui/editor.h \
  src/ui/keymap.c src/ui/keymap.h \
  src/ui/keys.c src/ui/keys.h \
  src/ui/layout.c src/ui/layout.h \
  src/ui/screen.c src/ui/screen.h \
  src/ui/signals.c src/ui/signals.h \
  src/ui/style.c src/ui/style.h src/ui/style_attr.h \
  src/ui/term.c src/ui/term.h \
  src/ui/ui.h

# screens and what they are made of
libui_a_SOURCES +=
