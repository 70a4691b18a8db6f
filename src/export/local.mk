noinst_LIBRARIES += libexport.a
libexport_a_SOURCES = \
  src/export/access_request.c src/export/access_request.h \
  src/export/csv.c src/export/csv.h \
  src/export/decisions.c src/export/decisions.h \
  src/export/fhir.h \
  src/export/fhir_care_plan.c \
  src/export/fhir_consent.c \
  src/export/fhir_form.c \
  src/export/fhir_patient.c \
  src/export/fhir_read.h \
  src/export/fhir_read_patient.c \
  src/export/fhir_risk.c \
  src/export/format.c src/export/format.h \
  src/export/html.h \
  src/export/html_ask.c \
  src/export/html_easy.c \
  src/export/html_picture.c \
  src/export/html_style.c \
  src/export/html_table.c \
  src/export/html_text.c \
  src/export/json_text.c src/export/json_text.h \
  src/export/read_answers.c src/export/read_answers.h \
  src/export/read_fhir.c src/export/read_fhir.h \
  src/export/read_month.c src/export/read_month.h \
  src/export/files.c src/export/files.h \
  src/export/how_to_check.c src/export/how_to_check.h \
  src/export/key_signature.c src/export/key_signature.h \
  src/export/libzip.c src/export/libzip.h \
  src/export/made_again.c src/export/made_again.h \
  src/export/manifest.c src/export/manifest.h \
  src/export/pack.c src/export/pack.h \
  src/export/packing.c src/export/packing.h \
  src/export/qr.c src/export/qr.h \
  src/export/seal.c src/export/seal.h \
  src/export/sealing.c src/export/sealing.h \
  src/export/seal_words.c src/export/seal_words.h \
  src/export/sealed_answers.c src/export/sealed_answers.h \
  src/export/sign_off.c src/export/sign_off.h \
  src/export/spoken.c src/export/spoken.h \
  src/export/text_ask.c src/export/text_ask.h \
  src/export/text_easy.c src/export/text_easy.h \
  src/export/text_lines.c src/export/text_lines.h \
  src/export/text_picture.c src/export/text_picture.h \
  src/export/text_table.c \
  src/export/verify.c src/export/verify.h src/export/verify_private.h \
  src/export/verify_plan.c \
  src/export/verify_signature.c \
  src/export/version.c src/export/version.h \
  src/export/who_signed.c src/export/who_signed.h \
  src/export/write_answers.c src/export/write_answers.h \
  src/export/write_csv.c src/export/write_csv.h \
  src/export/write_fhir.c src/export/write_fhir.h \
  src/export/write_html.c src/export/write_html.h \
  src/export/write_json.c src/export/write_json.h \
  src/export/write_pdf.c src/export/write_pdf.h \
  src/export/write_script.c src/export/write_script.h \
  src/export/write_text.c src/export/write_text.h \
  src/export/zipped.c src/export/zipped.h
