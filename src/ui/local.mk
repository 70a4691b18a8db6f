noinst_LIBRARIES += libui.a
libui_a_SOURCES = \
  src/ui/caps.c src/ui/caps.h \
  src/ui/command.c src/ui/command.h \
  src/ui/draw.c src/ui/draw.h \
  src/ui/editor.c src/ui/editor.h \
  src/ui/keymap.c src/ui/keymap.h \
  src/ui/keys.c src/ui/keys.h \
  src/ui/layout.c src/ui/layout.h \
  src/ui/mouse.c src/ui/mouse.h \
  src/ui/screen.c src/ui/screen.h \
  src/ui/signals.c src/ui/signals.h \
  src/ui/style.c src/ui/style.h src/ui/style_attr.h \
  src/ui/term.c src/ui/term.h \
  src/ui/typing.c src/ui/typing.h \
  src/ui/ui.h

# screens and what they are made of
libui_a_SOURCES += \
  src/ui/list.c src/ui/list.h \
  src/ui/page.c src/ui/page.h src/ui/page_private.h \
  src/ui/page_draw.c \
  src/ui/page_words.c \
  src/ui/pager.c src/ui/pager.h \
  src/ui/screens.h \
  src/ui/sitting.c src/ui/sitting.h \
  src/ui/sitting_go.c \
  src/ui/visit.c src/ui/visit.h \
  src/ui/ui.c \
  src/ui/screen/access.c src/ui/screen/access_screen.h \
  src/ui/screen/access_draw.c \
  src/ui/screen/aside.c \
  src/ui/screen/ask.c src/ui/screen/ask.h \
  src/ui/screen/beside.c \
  src/ui/screen/caseload.c src/ui/screen/caseload_screen.h \
  src/ui/screen/caseload_archive.c \
  src/ui/screen/caseload_carry.c \
  src/ui/screen/curtain.c \
  src/ui/screen/document.c \
  src/ui/screen/export.c src/ui/screen/export_screen.h \
  src/ui/screen/export_offers.c src/ui/screen/export_offers.h \
  src/ui/screen/form.c src/ui/screen/form_screen.h \
  src/ui/screen/form_clicking.c \
  src/ui/screen/form_footer.c \
  src/ui/screen/form_moving.c \
  src/ui/screen/form_picking.c \
  src/ui/screen/form_typing.c \
  src/ui/screen/goto.c \
  src/ui/screen/head.c \
  src/ui/screen/held.c \
  src/ui/screen/help.c \
  src/ui/screen/history.c \
  src/ui/screen/left.c \
  src/ui/screen/merge.c \
  src/ui/screen/message.c \
  src/ui/screen/move.c \
  src/ui/screen/overview.c \
  src/ui/screen/pictures.c \
  src/ui/screen/plans.c src/ui/screen/plans.h \
  src/ui/screen/preview.c \
  src/ui/screen/removed.c \
  src/ui/screen/sealing.c \
  src/ui/screen/sign.c src/ui/screen/sign_screen.h \
  src/ui/screen/sign_act.c \
  src/ui/screen/sign_copies.c \
  src/ui/screen/sign_lines.c \
  src/ui/screen/sign_people.c \
  src/ui/screen/take_out.c src/ui/screen/take_out_screen.h \
  src/ui/screen/take_out_draw.c \
  src/ui/screen/take_out_what.c \
  src/ui/screen/unsay.c \
  src/ui/screen/upgrade.c \
  src/ui/screen/voice.c \
  src/ui/screen/week.c src/ui/screen/week_screen.h \
  src/ui/screen/week_draw.c \
  src/ui/screen/week_lines.c \
  src/ui/screen/whatif.c \
  src/ui/screen/whatif_compare.c \
  src/ui/screen/wanted.c \
  src/ui/screen/withheld.c src/ui/screen/withheld_screen.h \
  src/ui/screen/withheld_make.c \
  src/ui/screen/withheld_typing.c \
  src/ui/screen/working.c \
  src/ui/widget/picked.c \
  src/ui/widget/shown.c \
  src/ui/widget/typed.c \
  src/ui/widget/widget.c src/ui/widget/widget.h
