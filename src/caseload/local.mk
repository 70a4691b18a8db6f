noinst_LIBRARIES += libcaseload.a
libcaseload_a_SOURCES =
